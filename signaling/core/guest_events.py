"""What happens with guests: who is rung or admitted, joins, is lost, comes back, leaves."""

from dataclasses import dataclass
from typing import Literal

from .event import Event
from .guest import GuestEnd, GuestMode
from .ids import AgentId, GuestName, Link, RingId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestRung(Event):
    """It rings at somebody who is asked to join."""

    kind: Literal["guest_rung"] = "guest_rung"
    session: SessionId
    guest: GuestName
    agent: AgentId
    mode: GuestMode
    by: AgentId
    ring: RingId
    deadline: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestJoined(Event):
    kind: Literal["guest_joined"] = "guest_joined"
    session: SessionId
    guest: GuestName
    agent: AgentId | None
    """None: a family member, who is connected by `link`."""
    mode: GuestMode
    by: AgentId | None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestModeChanged(Event):
    kind: Literal["guest_mode_changed"] = "guest_mode_changed"
    session: SessionId
    guest: GuestName
    mode: GuestMode


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestMediaRestarted(Event):
    kind: Literal["guest_media_restarted"] = "guest_media_restarted"
    session: SessionId
    guest: GuestName
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLeft(Event):
    kind: Literal["guest_left"] = "guest_left"
    session: SessionId
    guest: GuestName
    agent: AgentId | None
    reason: GuestEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestAdmitted(Event):
    """A family member may come, by a code that is used once."""

    kind: Literal["guest_admitted"] = "guest_admitted"
    session: SessionId
    guest: GuestName
    by: AgentId
    deadline: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestRedeemed(Event):
    """Their code has been used; until the deadline they may come."""

    kind: Literal["guest_redeemed"] = "guest_redeemed"
    session: SessionId
    guest: GuestName
    deadline: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestAttached(Event):
    """A family member is connected again."""

    kind: Literal["guest_attached"] = "guest_attached"
    session: SessionId
    guest: GuestName
    link: Link
    replaces: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLost(Event):
    kind: Literal["guest_lost"] = "guest_lost"
    session: SessionId
    guest: GuestName
    until: int
