"""Tickets: what a resident takes home where nobody can come now. We call back, or the counter knows what it is about.

Verbs return an event or a refusal; `apply` is the only change. A ticket is in one agent's hands until `held_until`."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .ids import AgentId, DeskId, KioskId, SessionId, SiteId
from .limits import MINUTE
from .session import EndReason, Outcome

HOUR = 60 * MINUTE
DAY = 24 * HOUR
ASK_WITHIN = 10 * MINUTE
"""From the end of the session: whoever stands at the machine later is somebody else."""
KEPT = 7 * DAY
"""The number of a ticket that is not done by then is deleted, and nobody calls any more."""
HELD = 10 * MINUTE
"""A taken ticket is free again after this much silence: its agent was lost."""
LATER_AT_LEAST, LATER_AT_MOST = 5 * MINUTE, 2 * DAY
MAX_LIVE = 500
"""Tickets of one kind that a desk has open at once; more could not be kept as promised."""


class TicketKind(StrEnum):
    CALL_BACK = "call_back"
    COUNTER = "counter"


class TicketState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    EXPIRED = "expired"


LIVE_TICKETS = frozenset({TicketState.OPEN, TicketState.TAKEN})


class Result(StrEnum):
    """How an attempt went."""

    REACHED = "reached"
    NOT_ANSWERED = "not_answered"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    SERVED = "served"
    NOT_COME = "not_come"


RESULTS = {
    TicketKind.CALL_BACK: frozenset({Result.REACHED, Result.NOT_ANSWERED, Result.BUSY, Result.WRONG_NUMBER}),
    TicketKind.COUNTER: frozenset({Result.SERVED, Result.NOT_COME}),
}
FINAL = frozenset({Result.WRONG_NUMBER, Result.SERVED, Result.NOT_COME})
"""After these there is nothing to try again: the next call would disturb a stranger."""

NOBODY_CAME = frozenset(
    {
        EndReason.DESK_CLOSED,
        EndReason.NO_AGENT,
        EndReason.QUEUE_FULL,
        EndReason.MAX_WAIT,
        EndReason.NEVER_CONNECTED,
    }
)


HELPED = frozenset({Outcome.SOLVED, Outcome.INFORMATION})
"""With these outcomes of its session nothing is left for a ticket to do."""


class TicketRefusal(StrEnum):
    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    NOT_OFFERED = "not_offered"
    """The session did not end for want of an agent, or too long ago."""
    NO_CALL_IN_TIME = "no_call_in_time"
    """The desk does not open before the number would have to be deleted."""
    TOO_MANY = "too_many"
    BAD_PHONE = "bad_phone"
    MADE_ALREADY = "made_already"
    HELD = "held"
    NOT_HELD = "not_held"
    NOT_CALLED = "not_called"
    OVER = "over"
    BAD_RESULT = "bad_result"
    UNREADABLE = "unreadable"


class Happened(StrEnum):
    MADE = "made"
    TAKEN = "taken"
    CALLED = "called"
    """The number was shown to `by`."""
    RELEASED = "released"
    LAPSED = "lapsed"
    """Its agent was silent for too long."""
    LATER = "later"
    """An attempt that is to be made again."""
    DONE = "done"
    WITHDRAWN = "withdrawn"
    """Somebody came after all, and helped."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    kind: Happened
    at: int
    by: AgentId | None = None
    result: Result | None = None
    until: int | None = None
    """Held until; not to be tried again before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    id: str
    kind: TicketKind
    desk: DeskId
    site: SiteId
    kiosk: KioskId
    session: SessionId
    service: str | None
    step: str | None
    language: str
    reason: str
    """Why the session ended, or `waiting`."""
    day: str
    sequence: int
    """Of its kind, desk and day."""
    made_at: int
    expires_at: int
    version: int = 1
    """Of events that happened to it."""
    state: TicketState = TicketState.OPEN
    holder: AgentId | None = None
    held_until: int | None = None
    called: bool = False
    """The holder has seen the number."""
    attempts: int = 0
    not_before: int | None = None

    @property
    def number(self) -> str:
        """B for call-backs, C for the counter: A is the line's."""
        return f"{'B' if self.kind is TicketKind.CALL_BACK else 'C'}{self.sequence:03d}"

    def held_by(self, now: int) -> AgentId | None:
        return self.holder if self.held_until is not None and now < self.held_until else None

    def is_live(self, now: int) -> bool:
        return self.state in LIVE_TICKETS and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Visit:
    """The session that a ticket is asked for, as its record says."""

    kiosk: KioskId
    desk: DeskId
    site: SiteId
    service: str | None
    step: str | None
    language: str
    waiting: bool
    end_reason: str | None
    ended_at: int | None


Decision = TicketEvent | TicketRefusal


def may_ask(visit: Visit, now: int, kiosk: KioskId) -> TicketRefusal | None:
    if visit.kiosk != kiosk:
        return TicketRefusal.NOT_YOURS
    if visit.waiting:
        return None
    recent = visit.ended_at is not None and now - visit.ended_at <= ASK_WITHIN
    return None if recent and visit.end_reason in NOBODY_CAME else TicketRefusal.NOT_OFFERED


def take(ticket: Ticket, now: int, agent: AgentId) -> Decision:
    """Once more by its holder: kept for longer."""
    if not ticket.is_live(now):
        return TicketRefusal.OVER
    if ticket.held_by(now) not in {None, agent}:
        return TicketRefusal.HELD
    return TicketEvent(kind=Happened.TAKEN, at=now, by=agent, until=now + HELD)


def call(ticket: Ticket, now: int, agent: AgentId) -> Decision:
    if refusal := _not_in_hand(ticket, now, agent):
        return refusal
    if ticket.kind is not TicketKind.CALL_BACK:
        return TicketRefusal.BAD_RESULT
    return TicketEvent(kind=Happened.CALLED, at=now, by=agent, until=now + HELD)


def release(ticket: Ticket, now: int, agent: AgentId) -> Decision:
    return _not_in_hand(ticket, now, agent) or TicketEvent(kind=Happened.RELEASED, at=now, by=agent)


def report(ticket: Ticket, now: int, agent: AgentId, result: Result, again_in: int | None) -> Decision:
    """How it went. `again_in`: to be tried again after so many ms; None: the ticket is done."""
    if refusal := _not_in_hand(ticket, now, agent):
        return refusal
    if result not in RESULTS[ticket.kind]:
        return TicketRefusal.BAD_RESULT
    if ticket.kind is TicketKind.CALL_BACK and not ticket.called:
        return TicketRefusal.NOT_CALLED
    if again_in is None:
        return TicketEvent(kind=Happened.DONE, at=now, by=agent, result=result)
    if result in FINAL or not LATER_AT_LEAST <= again_in <= LATER_AT_MOST:
        return TicketRefusal.BAD_RESULT
    return TicketEvent(kind=Happened.LATER, at=now, by=agent, result=result, until=now + again_in)


def pass_time(ticket: Ticket, now: int) -> TicketEvent | None:
    """What the clock does to it."""
    if ticket.state not in LIVE_TICKETS:
        return None
    if now >= ticket.expires_at:
        return TicketEvent(kind=Happened.EXPIRED, at=now)
    if ticket.state is TicketState.TAKEN and ticket.held_by(now) is None:
        return TicketEvent(kind=Happened.LAPSED, at=now, by=ticket.holder)
    return None


def withdraw(ticket: Ticket, now: int) -> TicketEvent | None:
    """The resident, who went on waiting with it, was helped. An agent who has seen the number says how it went."""
    if not ticket.is_live(now) or ticket.called:
        return None
    return TicketEvent(kind=Happened.WITHDRAWN, at=now)


def apply(ticket: Ticket, event: TicketEvent) -> Ticket:
    after = replace(ticket, version=ticket.version + 1)
    match event.kind:
        case Happened.TAKEN:
            same = ticket.holder == event.by and ticket.state is TicketState.TAKEN
            called = ticket.called and same
            return replace(after, state=TicketState.TAKEN, holder=event.by, held_until=event.until, called=called)
        case Happened.CALLED:
            return replace(after, held_until=event.until, called=True)
        case Happened.LATER:
            return replace(_free(after), attempts=ticket.attempts + 1, not_before=event.until)
        case Happened.DONE:
            return replace(_free(after), state=TicketState.DONE, attempts=ticket.attempts + 1)
        case Happened.WITHDRAWN:
            return replace(_free(after), state=TicketState.DONE)
        case Happened.EXPIRED:
            return replace(_free(after), state=TicketState.EXPIRED)
        case Happened.RELEASED | Happened.LAPSED:
            return _free(after)
        case Happened.MADE:
            return ticket


def _not_in_hand(ticket: Ticket, now: int, agent: AgentId) -> TicketRefusal | None:
    if not ticket.is_live(now):
        return TicketRefusal.OVER
    return None if ticket.held_by(now) == agent else TicketRefusal.NOT_HELD


def _free(ticket: Ticket) -> Ticket:
    return replace(ticket, state=TicketState.OPEN, holder=None, held_until=None, called=False)
