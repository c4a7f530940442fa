"""`Attempts` over the `limits` library, in this process or, with several nodes, in Redis."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from signaling.ports import AttemptKind

log = structlog.get_logger()

LIMITS: Mapping[AttemptKind, RateLimitItem] = {
    "name": RateLimitItemPerMinute(10, 10, "name"),
    "address": RateLimitItemPerMinute(30, 10, "address"),
    "code": RateLimitItemPerMinute(5, 10, "code"),
    "enrolment": RateLimitItemPerMinute(30, 10, "enrolment"),
    "ticket": RateLimitItemPerMinute(12, 10, "ticket"),
    "reveal": RateLimitItemPerMinute(60, 10, "reveal"),
    "guest": RateLimitItemPerMinute(10, 10, "guest"),
    "wrong_guest": RateLimitItemPerMinute(200, 10, "wrong_guest"),
}
"""Each in ten minutes: failed sign-ins to one name; from one address (a whole office may share it); wrong enrolment codes
of one administrator; enrolments begun from one address; tickets made at one kiosk; telephone numbers shown to one agent; codes
of guests given from one address, and wrong ones from all together: of the hundred millions that there are, one that lets in has
to be guessed in ten minutes."""

REDIS_TIMEOUT = 1.0
"""Seconds."""


class SharedAttempts:
    """Counts in Redis while it answers, and always in this process: when Redis is away each node still limits."""

    def __init__(self, redis_url: str | None = None, limits: Mapping[AttemptKind, RateLimitItem] = LIMITS) -> None:
        self._limits = limits
        self._here = FixedWindowRateLimiter(MemoryStorage())
        self._pool = _pool(redis_url) if redis_url is not None else None
        self._shared = FixedWindowRateLimiter(_redis(redis_url, self._pool)) if redis_url is not None else None

    async def allowed(self, kind: AttemptKind, key: str) -> bool:
        item = self._limits[kind]
        return await self._here.test(item, key) and await self._in_redis(lambda limiter: limiter.test(item, key))

    async def count(self, kind: AttemptKind, key: str) -> None:
        item = self._limits[kind]
        await self._here.hit(item, key)
        await self._in_redis(lambda limiter: limiter.hit(item, key))

    async def forget(self, kind: AttemptKind, key: str) -> None:
        item = self._limits[kind]
        await self._here.clear(item, key)
        await self._in_redis(lambda limiter: limiter.clear(item, key))

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.disconnect()

    async def _in_redis(self, call: Callable[[FixedWindowRateLimiter], Awaitable[bool | None]]) -> bool:
        if self._shared is None:
            return True
        try:
            return await call(self._shared) is not False
        except (RedisError, OSError) as error:
            log.warning("attempt_limits_not_shared", error=type(error).__name__)
            return True


def _pool(url: str) -> ConnectionPool:
    """Without redis-py's own retries: they repeat a command that had taken effect."""
    return ConnectionPool.from_url(
        url, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT, retry=Retry(NoBackoff(), 0)
    )


def _redis(url: str, pool: ConnectionPool | None) -> RedisStorage:
    options: dict[str, Any] = {"connection_pool": pool}
    return RedisStorage(f"async+{url}", implementation="redispy", key_prefix="bangban:attempts", **options)
