"""What happened at a desk. Applying these, in order, is the only way its state changes.

Every event carries `at`, milliseconds since the Unix epoch, never less than the event before it. Deadlines are written
into the event that starts them, so that replaying a log does not depend on the settings of the day.
"""

from dataclasses import dataclass
from typing import Literal

from .agent import AgentState
from .elsewhere import Carried, ForwardReason
from .event import Event
from .fitting import GENERALIST, Profile
from .guest_events import (
    GuestAdmitted,
    GuestAttached,
    GuestJoined,
    GuestLeft,
    GuestLost,
    GuestMediaRestarted,
    GuestModeChanged,
    GuestRedeemed,
    GuestRung,
)
from .guide_events import StepHidden, StepShown
from .ids import AgentId, DeskId, GuestName, KioskId, Link, RingId, SessionId, SiteId
from .session import (
    Consent,
    Context,
    EndReason,
    HandOverReason,
    Outcome,
    Party,
    RequeueReason,
    RingResult,
    WhyNot,
)
from .strategy import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionQueued(Event):
    kind: Literal["session_queued"] = "session_queued"
    session: SessionId
    kiosk: KioskId
    site: SiteId
    ticket_day: str
    ticket_number: int
    ticket: str
    context: Context
    place: tuple[int, int]
    link: Link
    wait_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTurnedAway(Event):
    """Asked for, and closed at once: the desk is closed, unstaffed or full. It never entered the line."""

    kind: Literal["session_turned_away"] = "session_turned_away"
    session: SessionId
    kiosk: KioskId
    site: SiteId
    context: Context
    reason: EndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextChanged(Event):
    kind: Literal["context_changed"] = "context_changed"
    session: SessionId
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswered(Event):
    kind: Literal["consent_answered"] = "consent_answered"
    session: SessionId
    consent: Consent
    text_version: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskAttached(Event):
    kind: Literal["kiosk_attached"] = "kiosk_attached"
    session: SessionId
    link: Link
    connect_until: int | None
    """A new deadline for the media, where the interruption came before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskLost(Event):
    kind: Literal["kiosk_lost"] = "kiosk_lost"
    session: SessionId
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentLeft(Event):
    """Out of the line, by their own wish. A `KioskAttached` says that they have come back in time."""

    kind: Literal["resident_left"] = "resident_left"
    session: SessionId
    until: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    agent: AgentId
    why: WhyNot
    until: int | None = None
    """For `again_later`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingStarted(Event):
    kind: Literal["ring_started"] = "ring_started"
    session: SessionId
    ring: RingId
    agent: AgentId
    epoch: int
    deadline: int
    prepared: bool = True
    strategy: Strategy = Strategy.LONGEST_IDLE
    passed_over: tuple[PassedOver, ...] = ()
    """Others who were signed in, the first twenty of them."""
    asked_by: AgentId | None = None
    """Who chose this agent: a transfer. No strategy did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingEnded(Event):
    """Ended without being accepted. After the last one the session is back in the line, at its old place."""

    kind: Literal["ring_ended"] = "ring_ended"
    session: SessionId
    ring: RingId
    agent: AgentId
    result: RingResult
    reason: str | None
    not_again_until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAccepted(Event):
    kind: Literal["session_accepted"] = "session_accepted"
    session: SessionId
    ring: RingId
    agent: AgentId
    connect_until: int
    epoch: int | None = None
    """A new attempt at the media, where none was prepared with this agent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReady(Event):
    """The agent's console has seen or heard the kiosk."""

    kind: Literal["media_ready"] = "media_ready"
    session: SessionId
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRestarted(Event):
    kind: Literal["media_restarted"] = "media_restarted"
    session: SessionId
    epoch: int
    relay_only: bool
    by: Party
    reason: str
    connect_until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRequeued(Event):
    """The agent was lost in mid-session, gave it back or transferred it: the resident is in the line again, place and clock
    kept."""

    kind: Literal["session_requeued"] = "session_requeued"
    session: SessionId
    agent: AgentId
    reason: RequeueReason
    wait_until: int
    not_again_until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHandedOver(Event):
    """A guest is the session's agent from now on."""

    kind: Literal["session_handed_over"] = "session_handed_over"
    session: SessionId
    guest: GuestName
    agent: AgentId
    previous: AgentId
    reason: HandOverReason
    epoch: int
    connect_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRaised(Event):
    """The agent asks for a supervisor; or does no more."""

    kind: Literal["hand_raised"] = "hand_raised"
    session: SessionId
    raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionForwarded(Event):
    """It waits on at another desk, in whose log `SessionTakenIn` stands since the same moment."""

    kind: Literal["session_forwarded"] = "session_forwarded"
    session: SessionId
    to: DeskId
    reason: ForwardReason
    carried: Carried


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTakenIn(Event):
    """From another desk: it stands where its clock puts it."""

    kind: Literal["session_taken_in"] = "session_taken_in"
    session: SessionId
    reason: ForwardReason
    carried: Carried


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """The talk is over; the agent wraps up."""

    kind: Literal["session_ended"] = "session_ended"
    session: SessionId
    reason: EndReason
    by: Party
    wrap_up_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpAsked(Event):
    """During the talk, for after it; or taken back."""

    kind: Literal["wrap_up_asked"] = "wrap_up_asked"
    session: SessionId
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpExtended(Event):
    kind: Literal["wrap_up_extended"] = "wrap_up_extended"
    session: SessionId
    number: int
    """1 for the first."""
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClosed(Event):
    """The one last event of a session: `by` and `reason` as in `SessionEnded`, where that came before."""

    kind: Literal["session_closed"] = "session_closed"
    session: SessionId
    reason: EndReason
    by: Party
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAttached(Event):
    kind: Literal["agent_attached"] = "agent_attached"
    agent: AgentId
    link: Link
    instance: str
    replaces: Link | None
    connect_until: int | None
    profile: Profile = GENERALIST
    supervises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged(Event):
    kind: Literal["profile_changed"] = "profile_changed"
    agent: AgentId
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLost(Event):
    kind: Literal["agent_lost"] = "agent_lost"
    agent: AgentId
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentStateChanged(Event):
    kind: Literal["agent_state_changed"] = "agent_state_changed"
    agent: AgentId
    state: AgentState
    reason: str | None
    session: SessionId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStateChosen(Event):
    kind: Literal["next_state_chosen"] = "next_state_chosen"
    agent: AgentId
    state: AgentState
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskUnstaffed(Event):
    """The last agent left, or none who is there responds, while residents wait."""

    kind: Literal["desk_unstaffed"] = "desk_unstaffed"
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStaffed(Event):
    kind: Literal["desk_staffed"] = "desk_staffed"


DeskEvent = (
    SessionQueued
    | SessionTurnedAway
    | ContextChanged
    | ConsentAnswered
    | KioskAttached
    | KioskLost
    | ResidentLeft
    | RingStarted
    | RingEnded
    | SessionAccepted
    | MediaReady
    | MediaRestarted
    | SessionRequeued
    | GuestRung
    | GuestJoined
    | GuestModeChanged
    | GuestMediaRestarted
    | GuestLeft
    | GuestAdmitted
    | GuestRedeemed
    | GuestAttached
    | GuestLost
    | SessionHandedOver
    | HandRaised
    | StepShown
    | StepHidden
    | SessionForwarded
    | SessionTakenIn
    | SessionEnded
    | WrapUpAsked
    | WrapUpExtended
    | SessionClosed
    | AgentAttached
    | ProfileChanged
    | AgentLost
    | AgentStateChanged
    | NextStateChosen
    | DeskUnstaffed
    | DeskStaffed
)
