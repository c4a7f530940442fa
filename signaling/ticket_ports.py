"""The port of tickets: what is kept of them, and everything that ever happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from signaling.core.ids import DeskId, SessionId
from signaling.core.tickets import Ticket, TicketEvent, TicketKind, Visit


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """What is None restricts nothing."""

    desk: DeskId | None = None
    kind: TicketKind | None = None
    since: int | None = None
    """Made at or after this moment, in ms."""
    before: int | None = None


class TicketStore(Protocol):
    """Telephone numbers come and go sealed; the store deletes one with the change that ends its ticket."""

    async def visit(self, session: SessionId) -> Visit | None:
        """The session as its record says; None if there is none."""
        ...

    async def add(self, ticket: Ticket, sealed_phone: str | None) -> Ticket:
        """With the next number of its kind, desk and day in the place of its `sequence`; its first event is `made`.

        Raises VersionConflict if the session has one of this kind, or another was made at the same moment.
        """
        ...

    async def save(self, ticket: Ticket, event: TicketEvent) -> None:
        """The ticket as `event` left it. Raises VersionConflict unless it was at the version before."""
        ...

    async def get(self, ticket: str) -> Ticket | None: ...

    async def sealed_phone(self, ticket: str) -> str | None: ...

    async def of_session(self, session: SessionId, kind: TicketKind) -> tuple[Ticket, str | None] | None:
        """With its sealed number."""
        ...

    async def live(self, desk: DeskId, limit: int) -> Sequence[Ticket]:
        """Neither done nor expired; what may be tried first comes first."""
        ...

    async def count_live(self, desk: DeskId, kind: TicketKind) -> int: ...

    async def due(self, now: int, limit: int) -> Sequence[Ticket]:
        """Live ones that expired, or whose holder was silent for too long."""
        ...

    async def needless(self, limit: int) -> Sequence[Ticket]:
        """Live ones whose session was `HELPED` after all, and whose number nobody has seen."""
        ...

    async def find(self, wanted: TicketFilter, limit: int) -> Sequence[Ticket]:
        """Newest first, whatever their state."""
        ...

    async def events(self, ticket: str) -> Sequence[TicketEvent]:
        """In order, from `made` on."""
        ...
