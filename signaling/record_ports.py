"""The port of the session records: what managers read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from signaling.core.ids import SessionId
from signaling.ports import TimelineOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFilter:
    """What is None restricts nothing."""

    since: int | None = None
    """Requested at or after this moment, in ms."""
    until: int | None = None
    """Requested before this moment."""
    desk: str | None = None
    site: str | None = None
    kiosk: str | None = None
    agent: str | None = None
    service: str | None = None
    """At the touch or at the end."""
    end_reason: str | None = None
    outcome: str | None = None
    rating: int | None = None
    waited_over: int | None = None
    """Waited longer than this many ms, for an answer or in vain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session as managers read it; times in ms since the Unix epoch, durations in ms."""

    id: str
    desk: str
    site: str
    kiosk: str
    state: Literal["live", "wrap_up", "closed"]
    ticket: str | None
    """None for a request that was turned away."""
    service: str | None
    step: str | None
    language: str
    """Service, step and language at the touch; `last_…` are those at the end."""
    last_service: str | None
    last_step: str | None
    last_language: str
    requested_at: int
    first_ring_at: int | None
    answered_at: int | None
    active_at: int | None
    ended_at: int | None
    closed_at: int | None
    waited_ms: int | None
    """From the touch to the first answer, or to the end if nobody answered; None while waiting."""
    talk_ms: int
    setup_ms: int | None
    """From the accept to the first sound or picture."""
    wrap_up_ms: int | None
    rings: int
    declined: int
    unanswered: int
    requeues: int
    transfers: int
    interruptions: int
    media_restarts: int
    relay_only: bool
    agent: str | None
    end_reason: str | None
    ended_by: str | None
    outcome: str | None
    rating: int | None
    consent_voice: bool | None
    consent_screen: bool | None
    consent_camera: bool | None


@dataclass(frozen=True, slots=True)
class SessionPage:
    items: Sequence[SessionRow]
    next: str | None
    """Cursor of the page after this one."""


@dataclass(frozen=True, slots=True)
class SessionRing:
    id: str
    agent: str
    started_at: int
    ended_at: int | None
    result: str
    """`pending`, `accepted`, or a `RingResult`."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    row: SessionRow
    rings: Sequence[SessionRing]
    note: str | None
    chat_lines: int | None
    """How many were written; None: they are deleted."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    at: int
    origin: TimelineOrigin
    """Or `desk`."""
    number: int
    """Version of a desk event, number of a reported entry."""
    kind: str
    data: str
    """JSON object."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each class of data outlives its session, in ms."""

    chat: int
    timeline: int
    """Reported entries and the agent's note."""


class InvalidCursor(ValueError):
    """Not a cursor that a page gave out."""


class SessionRecords(Protocol):
    """What managers read, and for how long."""

    async def find(self, wanted: SessionFilter, cursor: str | None, limit: int) -> SessionPage:
        """Newest request first. Sessions that begin while one pages through come before the first page and move
        nothing. Raises InvalidCursor."""
        ...

    async def record(self, session: SessionId) -> SessionRecord | None: ...

    async def timeline(self, session: SessionId) -> Sequence[TimelineItem]:
        """Desk events and reported entries, by time."""
        ...

    async def purge(self, now: int, keep: Keep) -> int:
        """Deletes what is older than it may be kept and notes that on the record; how many sessions it took from."""
        ...
