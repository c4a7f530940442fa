"""Redis frozen, killed, wiped: nobody waits long, nothing is raised, and everything comes back by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from time import monotonic
from typing import TypeVar

import pytest
from structlog.testing import capture_logs

from signaling.adapters.redis_bus import PATIENCE, RedisBus
from signaling.core.ids import NodeId
from tests.support.redis import RedisServer
from tests.support.waiting import until

from .test_bus import Ear

T = TypeVar("T")
NODE = NodeId("node-1")
MARGIN = 0.5
"""Seconds that a busy machine may add."""
RECOVERY = 10.0


@pytest.fixture
async def buses(redis: RedisServer) -> AsyncIterator[tuple[RedisBus, RedisBus]]:
    pair = RedisBus(redis.url), RedisBus(redis.url)
    yield pair
    for bus in pair:
        await bus.close()


async def in_time(call: Awaitable[T]) -> T:
    started = monotonic()
    result = await call
    assert monotonic() - started < PATIENCE + MARGIN
    return result


async def get_through(sender: RedisBus, ear: Ear) -> None:
    """Until a message that is sent now arrives, whatever became of earlier ones."""
    sent = 0

    async def arrives() -> bool:
        nonlocal sent
        sent += 1
        await sender.publish("desk:a", f"probe-{sent}")
        return any(payload.startswith("probe-") for payload in ear.heard)

    await until(arrives, RECOVERY, "a message to get through again")


async def test_while_redis_is_frozen_every_call_returns_in_time(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, _ = buses
    await bus.subscribe("desk:a", Ear())
    await bus.keep_lease(NODE, 60_000)
    redis.freeze()
    try:
        await in_time(bus.publish("desk:a", "1"))
        await in_time(bus.subscribe("desk:b", Ear()))
        await in_time(bus.keep_lease(NODE, 60_000))
        assert await in_time(bus.living_nodes()) is None
        await in_time(bus.unsubscribe("desk:b", Ear()))
        await in_time(bus.close())
    finally:
        redis.thaw()


async def test_while_redis_is_frozen_a_node_serves_its_own(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, _ = buses
    ear = Ear()
    await bus.subscribe("desk:a", ear)
    redis.freeze()
    try:
        for number in range(3):
            await in_time(bus.publish("desk:a", str(number)))
        await ear.hears("0", "1", "2")
    finally:
        redis.thaw()


async def test_a_message_sent_into_a_freeze_never_arrives_twice(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, far = buses
    ear = Ear()
    await far.subscribe("desk:a", ear)
    redis.freeze()
    with capture_logs() as lines:
        await bus.publish("desk:a", "once")
        await until(lambda: any(line["event"] == "redis_away" for line in lines), 5, "the sender to give up")
    redis.thaw()
    await get_through(bus, ear)
    assert ear.heard.count("once") <= 1


async def test_what_waited_to_be_sent_during_a_freeze_is_not_sent_late(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, far = buses
    ear = Ear()
    await far.subscribe("desk:a", ear)
    redis.freeze()
    with capture_logs() as lines:
        await bus.publish("desk:a", "under way")
        await asyncio.sleep(0)  # lets the sender take it
        for number in range(50):
            await bus.publish("desk:a", f"late-{number}")
        await until(lambda: any(line["event"] == "redis_away" for line in lines), 5, "the sender to give up")
    redis.thaw()
    await get_through(bus, ear)
    assert not [payload for payload in ear.heard if payload.startswith("late-")]


async def test_after_a_freeze_messages_and_leases_get_through_again(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, far = buses
    ear = Ear()
    await far.subscribe("desk:a", ear)
    redis.freeze()
    assert await bus.living_nodes() is None
    redis.thaw()
    await get_through(bus, ear)
    await bus.keep_lease(NODE, 60_000)
    assert await far.living_nodes() == {NODE}


async def test_killed_and_started_again_empty_it_is_as_before(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, far = buses
    ear, later = Ear(), Ear()
    await far.subscribe("desk:a", ear)
    await bus.keep_lease(NODE, 60_000)
    redis.kill()
    assert await in_time(bus.living_nodes()) is None
    await in_time(bus.keep_lease(NODE, 60_000))
    await in_time(bus.publish("desk:a", "lost"))
    await in_time(far.subscribe("desk:b", later))
    redis.start()
    await get_through(bus, ear)
    assert "lost" not in ear.heard
    await bus.publish("desk:b", "subscribed while it was away")
    await later.hears("subscribed while it was away")
    await bus.keep_lease(NODE, 60_000)
    assert await far.living_nodes() == {NODE}


async def test_a_node_may_start_before_redis_does(redis: RedisServer, buses: tuple[RedisBus, RedisBus]) -> None:
    redis.kill()
    bus, far = buses
    ear = Ear()
    await in_time(far.subscribe("desk:a", ear))
    redis.start()
    await get_through(bus, ear)


async def test_leases_come_back_after_a_wipe(redis: RedisServer, buses: tuple[RedisBus, RedisBus]) -> None:
    bus, far = buses
    await bus.keep_lease(NODE, 60_000)
    redis.wipe()
    assert await far.living_nodes() == frozenset()
    await bus.keep_lease(NODE, 60_000)
    assert await far.living_nodes() == {NODE}


async def test_an_outage_is_logged_once_and_its_end_once(redis: RedisServer, buses: tuple[RedisBus, RedisBus]) -> None:
    bus, _ = buses
    await bus.subscribe("desk:a", Ear())
    with capture_logs() as lines:
        redis.kill()
        for _ in range(5):
            await bus.publish("desk:a", "1")
            await bus.keep_lease(NODE, 1_000)
            await bus.living_nodes()
        redis.start()

        async def back() -> bool:
            await bus.keep_lease(NODE, 1_000)
            return any(line["event"] == "redis_back" for line in lines)

        await until(back, RECOVERY, "the end of the outage to be noticed")
    assert [line["event"] for line in lines] == ["redis_away", "redis_back"]


async def test_a_silent_subscription_is_noticed_and_made_again(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    """The connection stays open and says nothing: only asking for a sign of life tells."""
    bus, far = buses
    ear = Ear()
    await far.subscribe("desk:a", ear)
    with capture_logs() as lines:
        redis.freeze()
        await until(
            lambda: any(line["event"] == "redis_away" for line in lines), 5 * PATIENCE, "the silence to be noticed"
        )
        redis.thaw()
    await get_through(bus, ear)
    await until(lambda: redis.subscribers() <= 2, RECOVERY, "abandoned subscriptions to be gone")


async def test_a_cancelled_call_leaves_no_answer_for_the_next(
    redis: RedisServer, buses: tuple[RedisBus, RedisBus]
) -> None:
    bus, _ = buses
    await bus.keep_lease(NODE, 60_000)
    for _ in range(200):
        call = asyncio.ensure_future(bus.living_nodes())
        await asyncio.sleep(0)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        assert await bus.living_nodes() == {NODE}


async def test_closing_ends_at_whatever_moment_it_comes(redis: RedisServer) -> None:
    for moment in range(40):
        bus = RedisBus(redis.url)
        await bus.subscribe("desk:a", Ear())
        await bus.publish("desk:a", "1")
        for _ in range(moment % 12):
            await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE + MARGIN):
            await bus.close()


async def test_a_node_is_told_that_redis_is_back(redis: RedisServer, buses: tuple[RedisBus, RedisBus]) -> None:
    bus, other = buses
    back, ear = Ear(), Ear()
    bus.when_back(back)
    await bus.subscribe("desk:a", ear)
    assert back.heard == []
    redis.kill()
    assert await bus.living_nodes() is None
    redis.start()
    await get_through(other, ear)
    await until(lambda: back.heard == [""], RECOVERY, "the word that Redis is back")
