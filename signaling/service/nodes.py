"""That this node lives, which others do, and what is to be done about those that do not."""

from signaling.core.ids import NodeId
from signaling.ports import Bus, Clock, StorageUnavailable

from .links import Links
from .local_desk import LocalDesks

LEASE_MS = 10_000
BEAT_MS = 3_000


class Nodes:
    """A node is taken for dead when its lease has been missing for as long as a lease lasts: a bus that was wiped shows no
    leases for a moment, and that costs nobody their place."""

    def __init__(self, node: NodeId, bus: Bus, clock: Clock, desks: LocalDesks, links: Links, doubt_ms: int) -> None:
        self._node, self._bus, self._clock = node, bus, clock
        self._desks, self._links = desks, links
        self._doubt_ms = doubt_ms
        self._missing_since: dict[NodeId, int] = {}

    async def beat(self) -> None:
        """Once every `BEAT_MS`."""
        await self._bus.keep_lease(self._node, LEASE_MS)
        leased = await self._bus.living_nodes()
        if leased is None:
            self._missing_since.clear()
            return
        now = self._clock.now()
        for node in leased:
            self._missing_since.pop(node, None)

        def living(node: NodeId) -> bool:
            if node == self._node or node in leased:
                return True
            return now - self._missing_since.setdefault(node, now) < self._doubt_ms

        for desk in self._desks:
            try:
                await desk.drop_links(living, self._links.has, self._node)
            except StorageUnavailable:
                # The dispatcher has logged it and recovers; the next beat looks again.
                continue
