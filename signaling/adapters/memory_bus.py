"""The bus of one process. Nodes of the same process (tests run two) share one."""

from signaling.core.ids import NodeId
from signaling.ports import Clock, Handler

from .subscriptions import Subscriptions


class MemoryBus:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._subscriptions = Subscriptions()
        self._leases: dict[NodeId, int] = {}

    async def publish(self, channel: str, payload: str) -> None:
        self._subscriptions.deliver(channel, payload)

    async def subscribe(self, channel: str, handler: Handler) -> None:
        self._subscriptions.add(channel, handler)

    async def unsubscribe(self, channel: str, handler: Handler) -> None:
        self._subscriptions.remove(channel, handler)

    def when_back(self, handler: Handler) -> None:
        """It is never away."""

    async def keep_lease(self, node: NodeId, ttl_ms: int) -> None:
        self._leases[node] = self._clock.now() + ttl_ms

    async def living_nodes(self) -> frozenset[NodeId] | None:
        now = self._clock.now()
        self._leases = {node: until for node, until in self._leases.items() if until > now}
        return frozenset(self._leases)

    async def close(self) -> None:
        await self._subscriptions.close()
