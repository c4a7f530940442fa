"""Attempts are counted in one process and over Redis, and go on being counted while Redis is away."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from signaling.adapters.attempt_limits import LIMITS, SharedAttempts
from signaling.ports import AttemptKind
from tests.support.redis import RedisServer, run_redis


@asynccontextmanager
async def node(redis_url: str | None = None) -> AsyncIterator[SharedAttempts]:
    attempts = SharedAttempts(redis_url)
    yield attempts
    await attempts.close()


@pytest.fixture(params=["memory", "redis"])
async def attempts(request: pytest.FixtureRequest) -> AsyncIterator[SharedAttempts]:
    if request.param == "memory":
        async with node() as alone:
            yield alone
        return
    with run_redis() as server:
        async with node(server.url) as one_of_many:
            yield one_of_many


@pytest.mark.parametrize("kind", LIMITS)
async def test_what_was_done_too_often_is_not_allowed(attempts: SharedAttempts, kind: AttemptKind) -> None:
    for _ in range(LIMITS[kind].amount):
        assert await attempts.allowed(kind, "wang")
        await attempts.count(kind, "wang")
    assert not await attempts.allowed(kind, "wang")
    assert await attempts.allowed(kind, "li")
    await attempts.forget(kind, "wang")
    assert await attempts.allowed(kind, "wang")


async def test_nodes_count_together(redis: RedisServer) -> None:
    async with node(redis.url) as one, node(redis.url) as other:
        for _ in range(LIMITS["code"].amount):
            await one.count("code", "wang")
        assert not await other.allowed("code", "wang")


async def test_a_redis_that_is_away_neither_opens_nor_closes_the_door(redis: RedisServer) -> None:
    async with node(redis.url) as attempts:
        await attempts.count("code", "wang")
        redis.kill()
        assert await attempts.allowed("code", "wang")
        for _ in range(LIMITS["code"].amount):
            await attempts.count("code", "wang")
        assert not await attempts.allowed("code", "wang")
        await attempts.forget("code", "wang")
        assert await attempts.allowed("code", "wang")
