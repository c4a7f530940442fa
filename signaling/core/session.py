"""A session: one contact, from the touch of the button to the end of wrap-up."""

from dataclasses import dataclass, field
from enum import StrEnum

from .guest import Guest
from .guide import Guided, ShownStep
from .ids import AgentId, DeskId, GuestName, KioskId, Link, RingId, SessionId, SiteId


class SessionState(StrEnum):
    WAITING = "waiting"
    RINGING = "ringing"
    CONNECTING = "connecting"
    ACTIVE = "active"
    INTERRUPTED = "interrupted"
    WRAP_UP = "wrap_up"
    CLOSED = "closed"


_S = SessionState

TRANSITIONS: dict[SessionState, frozenset[SessionState]] = {
    _S.WAITING: frozenset({_S.RINGING, _S.CLOSED}),
    _S.RINGING: frozenset({_S.WAITING, _S.CONNECTING, _S.CLOSED}),
    _S.CONNECTING: frozenset({_S.ACTIVE, _S.INTERRUPTED, _S.WAITING, _S.WRAP_UP}),
    _S.ACTIVE: frozenset({_S.CONNECTING, _S.INTERRUPTED, _S.WAITING, _S.WRAP_UP}),
    _S.INTERRUPTED: frozenset({_S.CONNECTING, _S.ACTIVE, _S.WAITING, _S.WRAP_UP}),
    _S.WRAP_UP: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
}
"""Every change of state there is. The diagram in ARCHITECTURE.md is drawn from this table."""

LIVE = frozenset({_S.WAITING, _S.RINGING, _S.CONNECTING, _S.ACTIVE, _S.INTERRUPTED})
"""States in which the resident is still there. A kiosk has at most one such session."""

IN_TALK = frozenset({_S.CONNECTING, _S.ACTIVE, _S.INTERRUPTED})
"""States in which an agent has accepted and nobody has ended."""


class Party(StrEnum):
    KIOSK = "kiosk"
    AGENT = "agent"
    SYSTEM = "system"


class EndReason(StrEnum):
    """Why a session ended. The first seven end it before anybody answered."""

    DESK_CLOSED = "desk_closed"
    NO_AGENT = "no_agent"
    QUEUE_FULL = "queue_full"
    MAX_WAIT = "max_wait"
    RESIDENT_LEFT = "resident_left"
    LEFT_WITH_TICKET = "left_with_ticket"
    """Took a ticket instead of waiting on: neither helped yet nor lost."""
    KIOSK_LOST_WAITING = "kiosk_lost_waiting"
    RESIDENT_ENDED = "resident_ended"
    AGENT_ENDED = "agent_ended"
    KIOSK_LOST = "kiosk_lost"
    NEVER_CONNECTED = "never_connected"
    SYSTEM = "system"


class RingResult(StrEnum):
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    CANCELLED = "cancelled"
    """The resident left."""
    RESCINDED = "rescinded"
    """Withdrawn: the agent was lost, or another took it."""


class RequeueReason(StrEnum):
    """Why a resident who had an agent is in the line again."""

    LOST = "lost"
    """The agent's connection, for longer than the grace time."""
    HANDED_BACK = "handed_back"
    """The agent ended before there was sound or picture."""
    TRANSFERRED = "transferred"


class HandOverReason(StrEnum):
    """Why a guest has become the agent."""

    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"
    LOST = "lost"
    """The agent's connection; the guest goes on."""


class WhyNot(StrEnum):
    """Why somebody else was rung."""

    LATER = "later"
    """Free, but by the strategy not the first."""
    AGAIN_LATER = "again_later"
    """Declined this session, or did not answer, a moment ago."""
    LACKS_SKILL = "lacks_skill"
    LACKS_LANGUAGE = "lacks_language"
    NOT_SUPERVISOR = "not_supervisor"
    """Two agents were lost in this session; it goes to a supervisor, where one serves."""
    OTHER_SITE = "other_site"
    """Does not know the resident's site, and the time for which that matters is not over."""
    CONNECTION_LOST = "connection_lost"
    RINGING = "ringing"
    IN_SESSION = "in_session"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    NOT_RESPONDING = "not_responding"


class Outcome(StrEnum):
    """What came of it, chosen by the agent in wrap-up. `NONE`: the wrap-up ran out without a choice, or there was
    none."""

    SOLVED = "solved"
    COUNTER = "counter"
    CALL_BACK = "call_back"
    INFORMATION = "information"
    NOT_SOLVED = "not_solved"
    TECHNICAL = "technical"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Context:
    """What the resident was doing. Codes of the desk's catalogue, never anything they typed."""

    service: str | None
    step: str | None
    language: str
    """Of the page."""
    spoken: str | None = None
    """What they would rather speak, where that is another (BCP 47)."""
    step_since: int | None = None
    """When they came to the step; None: nobody knows."""
    attempt: int = 1
    """Which attempt at the step it is."""
    error: str | None = None
    """Code of what the page last found wrong there."""


@dataclass(frozen=True, slots=True)
class Consent:
    voice: bool
    screen: bool
    camera: bool


@dataclass(slots=True)
class Ring:
    id: RingId
    agent: AgentId
    started_at: int
    deadline: int
    prepared: bool
    """Whether kiosk and agent prepare their media while it rings. Only one agent at a time can."""


@dataclass(slots=True)
class Session:
    id: SessionId
    kiosk: KioskId
    site: SiteId
    ticket: str
    context: Context
    place: tuple[int, int]
    """(0, number of arrival). Kept through every return to the line."""
    requested_at: int
    wait_until: int
    link: Link | None
    state: SessionState = SessionState.WAITING
    kiosk_lost_until: int | None = None
    left_at: int | None = None
    """When the resident left the line. Until `kiosk_lost_until` they may come back; nobody is rung for them."""
    epoch: int = 0
    """Number of the media attempt; 0 before the first ring. Strictly increasing."""
    relay_only: bool = False
    rung: dict[AgentId, Ring] = field(default_factory=dict[AgentId, Ring])
    """The rings that are open, oldest first."""
    ringing_since: int = 0
    rings: int = 0
    """How many there ever were."""
    accepted_ring: RingId | None = None
    agent: AgentId | None = None
    agent_since: int | None = None
    """When the present agent took it; they may have it from another."""
    answered_at: int | None = None
    active_at: int | None = None
    connect_until: int | None = None
    ended_at: int | None = None
    end_reason: EndReason | None = None
    ended_by: Party | None = None
    wrap_up_asked: bool = False
    """The agent wants a wrap-up, at a desk where it is optional."""
    wrap_up_until: int | None = None
    wrap_up_extensions: int = 0
    consent: Consent | None = None
    requeued: RequeueReason | None = None
    losses: int = 0
    """How often its agent was lost: perhaps it is the session that does it."""
    passed_by: dict[AgentId, int] = field(default_factory=dict[AgentId, int])
    """Agents who declined, each with the time from which it may ring them again."""
    came_through: tuple[DeskId, ...] = ()
    """Desks that forwarded it, the first of them its home."""
    back_to: DeskId | None = None
    """The desk that it goes back to if nobody here serves."""
    guests: dict[GuestName, Guest] = field(default_factory=dict[GuestName, Guest])
    """Who was asked to join or has, oldest first."""
    guests_ever: int = 0
    hand_raised_at: int | None = None
    """Since when the agent asks for a supervisor."""
    shown_step: ShownStep | None = None
    """What agent and resident have before them."""
    guide_done: bool = False
    """Instead, that they are through it."""
    guided: tuple[Guided, ...] = ()
    """All that was shown, whoever was the agent."""

    @property
    def media_agent(self) -> AgentId | None:
        """With whom the kiosk has, or before the accept prepares, its media."""
        return self.agent or next((agent for agent, ring in self.rung.items() if ring.prepared), None)

    def guest(self, agent: AgentId) -> Guest | None:
        """As what the agent is rung or has joined, beside the one who serves."""
        return next((guest for guest in self.guests.values() if guest.agent == agent), None)
