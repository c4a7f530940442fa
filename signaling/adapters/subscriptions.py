"""Who listens on this node: what both buses share."""

import asyncio
from collections import defaultdict
from collections.abc import Set as AbstractSet

import structlog

from signaling.ports import Handler

from .stopping import stop

log = structlog.get_logger()

BACKLOG = 10_000
"""Payloads kept for one handler. What is more is lost, as anything on a bus may be."""


class Subscription:
    """Calls one handler with one payload at a time, in order; a slow handler delays nobody else."""

    def __init__(self, channel: str, handler: Handler) -> None:
        self.handler = handler
        self._channel = channel
        self._payloads: asyncio.Queue[str] = asyncio.Queue(BACKLOG)
        self._losing = False
        self.task = asyncio.create_task(self._run(), name=f"bus-{channel}")

    def deliver(self, payload: str) -> None:
        try:
            self._payloads.put_nowait(payload)
            self._losing = False
        except asyncio.QueueFull:
            if not self._losing:
                log.warning("bus_handler_too_slow", channel=self._channel)
            self._losing = True

    async def _run(self) -> None:
        while True:
            payload = await self._payloads.get()
            try:
                await self.handler(payload)
            except Exception:
                log.exception("bus_handler_failed", channel=self._channel)


class Subscriptions:
    def __init__(self) -> None:
        self._channels: dict[str, list[Subscription]] = defaultdict(list)

    @property
    def channels(self) -> AbstractSet[str]:
        return self._channels.keys()

    def add(self, channel: str, handler: Handler) -> None:
        """Once per channel and handler, however often it is asked for."""
        if all(subscription.handler != handler for subscription in self._channels[channel]):
            self._channels[channel].append(Subscription(channel, handler))

    def remove(self, channel: str, handler: Handler) -> None:
        """What was not delivered yet is not delivered any more."""
        for subscription in [s for s in self._channels.get(channel, ()) if s.handler == handler]:
            self._channels[channel].remove(subscription)
            subscription.task.cancel()
        if not self._channels.get(channel):
            self._channels.pop(channel, None)

    def deliver(self, channel: str, payload: str) -> None:
        for subscription in self._channels.get(channel, ()):
            subscription.deliver(payload)

    async def close(self) -> None:
        tasks = [subscription.task for some in self._channels.values() for subscription in some]
        self._channels.clear()
        await stop(tasks)
