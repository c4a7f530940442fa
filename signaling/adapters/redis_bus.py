"""The bus of many nodes, over Redis. No caller ever waits longer than `PATIENCE` for it, and none sees it fail.

redis-py's own retries are off: they repeat commands that had taken effect, and turn a frozen server into seconds of delay.
What is published reaches this node's subscribers directly, so that a node serves its own clients whatever becomes of Redis.
"""

import asyncio
import random
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeout

from signaling.core.ids import NodeId
from signaling.ports import Handler

from .stopping import stop
from .subscriptions import Subscriptions

T = TypeVar("T")

log = structlog.get_logger()

PATIENCE = 1.0
"""Seconds for one exchange with Redis. A silent subscription is asked for a sign of life after as long, and given up after
as long again."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
"""Seconds between attempts to subscribe again."""
OUTBOX = 10_000
"""Messages waiting to be sent; more are dropped."""
PIPELINE = 200
"""Messages sent in one exchange."""
BACK = "back"
"""The channel on which this node tells itself that Redis is there again."""
UNREACHABLE = (RedisError, OSError, TimeoutError)


class RedisBus:
    def __init__(self, url: str, prefix: str = "bangban:") -> None:
        """`prefix` keeps installations apart that share a server."""
        self._redis: Any = Redis.from_url(
            url,
            protocol=2,
            decode_responses=True,
            driver_info=None,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        self._channel_prefix = f"{prefix}channel:"
        self._lease_prefix = f"{prefix}lease:"
        self._origin = uuid.uuid4().hex
        self._subscriptions = Subscriptions()
        self._heard: dict[str, asyncio.Event] = {}
        """Set for the channels that Redis has confirmed."""
        self._changed = asyncio.Event()
        self._outbox: asyncio.Queue[tuple[str, str]] = asyncio.Queue(OUTBOX)
        self._tasks: list[asyncio.Task[None]] = []
        self._asking: set[asyncio.Task[Any]] = set()
        self._away = False

    # --- messages -----------------------------------------------------------------------------------------------------

    async def publish(self, channel: str, payload: str) -> None:
        self._start()
        self._subscriptions.deliver(channel, payload)
        try:
            self._outbox.put_nowait((self._channel_prefix + channel, f"{self._origin} {payload}"))
        except asyncio.QueueFull:
            self._lost_touch("outbox full")

    async def subscribe(self, channel: str, handler: Handler) -> None:
        """Returns when every node's messages arrive, or after `PATIENCE` while Redis is away."""
        self._start()
        self._subscriptions.add(channel, handler)
        heard = self._heard.setdefault(channel, asyncio.Event())
        self._changed.set()
        try:
            async with asyncio.timeout(PATIENCE):
                await heard.wait()
        except TimeoutError:
            self._lost_touch("subscription not confirmed")

    async def unsubscribe(self, channel: str, handler: Handler) -> None:
        self._subscriptions.remove(channel, handler)
        self._changed.set()

    def when_back(self, handler: Handler) -> None:
        self._subscriptions.add(BACK, handler)

    def _start(self) -> None:
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._keep_sending(), name="redis-send"),
                asyncio.create_task(self._keep_listening(), name="redis-listen"),
            ]

    async def _keep_sending(self) -> None:
        while True:
            batch = [await self._outbox.get()]
            while len(batch) < PIPELINE and not self._outbox.empty():
                batch.append(self._outbox.get_nowait())
            try:
                async with asyncio.timeout(PATIENCE), self._redis.pipeline(transaction=False) as pipeline:
                    for channel, message in batch:
                        pipeline.publish(channel, message)
                    await pipeline.execute()
                self._in_touch()
            except UNREACHABLE as error:
                self._lost_touch(error)
                while not self._outbox.empty():  # late messages are worth less than none
                    self._outbox.get_nowait()

    async def _keep_listening(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    # Its own channel keeps the connection a subscribed one, whatever else comes and goes.
                    await pubsub.subscribe(self._channel_prefix + self._origin)
                    pause = SHORTEST_PAUSE
                    await self._listen(pubsub)
            except UNREACHABLE as error:
                self._lost_touch(error)
            self._forget_confirmations()
            await asyncio.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _listen(self, pubsub: PubSub) -> None:
        """Until one half fails; raises what it failed with."""
        halves = asyncio.create_task(self._read(pubsub)), asyncio.create_task(self._follow(pubsub))
        try:
            done, _ = await asyncio.wait(halves, return_when=asyncio.FIRST_COMPLETED)
            for half in done:
                half.result()
        finally:
            await stop(halves)

    async def _read(self, pubsub: PubSub) -> None:
        asked = False
        while True:
            message = await pubsub.get_message(timeout=PATIENCE)
            if message is not None:
                asked = False
                self._take(message)
            elif asked:
                raise RedisTimeout("the subscription is dead")
            else:
                asked = True
                await pubsub.ping()

    async def _follow(self, pubsub: PubSub) -> None:
        """Keeps what Redis sends at what the subscriptions want."""
        followed: set[str] = set()
        while True:
            self._changed.clear()
            wanted = set(self._subscriptions.channels)
            if more := wanted - followed:
                await pubsub.subscribe(*(self._channel_prefix + channel for channel in more))
            for channel in followed - wanted:
                await pubsub.unsubscribe(self._channel_prefix + channel)
                self._heard.pop(channel, None)
            followed = wanted
            await self._changed.wait()

    def _forget_confirmations(self) -> None:
        self._heard = {
            channel: heard for channel, heard in self._heard.items() if channel in self._subscriptions.channels
        }
        for heard in self._heard.values():
            heard.clear()

    def _take(self, message: dict[str, Any]) -> None:
        channel = str(message["channel"] or "").removeprefix(self._channel_prefix)
        if message["type"] == "subscribe" and channel in self._heard:
            self._heard[channel].set()
            self._in_touch()
        elif message["type"] == "message":
            origin, _, payload = message["data"].partition(" ")
            if origin != self._origin:
                self._subscriptions.deliver(channel, payload)

    # --- leases -------------------------------------------------------------------------------------------------------

    async def keep_lease(self, node: NodeId, ttl_ms: int) -> None:
        await self._ask(self._redis.set(self._lease_prefix + node, "", px=ttl_ms))

    async def living_nodes(self) -> frozenset[NodeId] | None:
        return await self._ask(self._leases())

    async def _leases(self) -> frozenset[NodeId]:
        keys = [key async for key in self._redis.scan_iter(match=f"{self._lease_prefix}*", count=1000)]
        return frozenset(NodeId(key.removeprefix(self._lease_prefix)) for key in keys)

    async def _ask(self, question: Coroutine[Any, Any, T]) -> T | None:
        """The answer, or None where there is none in time. A caller who is cancelled leaves at once, and the exchange
        ends in its own time: cut short, its answer could be taken for the next one's."""
        asking = asyncio.create_task(self._answer(question))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        return await asyncio.shield(asking)

    async def _answer(self, question: Coroutine[Any, Any, T]) -> T | None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await question
        except UNREACHABLE as error:
            self._lost_touch(error)
            return None
        self._in_touch()
        return answer

    # --- its own state ------------------------------------------------------------------------------------------------

    def _lost_touch(self, error: object) -> None:
        if not self._away:
            log.warning("redis_away", error=f"{type(error).__name__}: {error}")
        self._away = True

    def _in_touch(self) -> None:
        if self._away:
            log.info("redis_back")
            self._subscriptions.deliver(BACK, "")
        self._away = False

    async def close(self) -> None:
        await stop([*self._tasks, *self._asking])
        await self._subscriptions.close()
        await self._redis.aclose()
