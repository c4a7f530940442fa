"""Names of things. All are opaque strings; distinct types so that one cannot be passed for another."""

from dataclasses import dataclass
from typing import NewType

SiteId = NewType("SiteId", str)
DeskId = NewType("DeskId", str)
KioskId = NewType("KioskId", str)
AgentId = NewType("AgentId", str)
SessionId = NewType("SessionId", str)
RingId = NewType("RingId", str)
LinkId = NewType("LinkId", str)
"""One connection of one client. A new socket is a new link."""
NodeId = NewType("NodeId", str)
"""One server process. A restarted process is a new node."""
GuestName = NewType("GuestName", str)
"""`guest-1`, `guest-2`, …: within a session."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a participant is connected; never the socket itself."""

    id: LinkId
    node: NodeId
