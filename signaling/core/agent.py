"""An agent as the desk sees one."""

from dataclasses import dataclass
from enum import StrEnum

from .fitting import GENERALIST, Profile
from .ids import AgentId, SessionId
from .session import Link


class AgentState(StrEnum):
    OFFLINE = "offline"
    AVAILABLE = "available"
    RINGING = "ringing"
    IN_SESSION = "in_session"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    NOT_RESPONDING = "not_responding"


BUSY = frozenset({AgentState.RINGING, AgentState.IN_SESSION, AgentState.WRAP_UP})
"""States that exist only together with a session."""

CHOSEN = frozenset({AgentState.AVAILABLE, AgentState.BREAK, AgentState.OFFLINE})
"""States that an agent may ask for."""


LOST = "lost"
"""Why an agent is offline who did not choose to be."""


class Failure(StrEnum):
    """What keeps an agent from serving, though they are here: the reason for which they are `not_responding`."""

    MISSED_RING = "missed_ring"
    MICROPHONE_FAILED = "microphone_failed"
    CONNECTION_LOST = "connection_lost"
    """For longer than the grace time; they are back, and may not have noticed."""


@dataclass(frozen=True, slots=True)
class NextState:
    """Chosen while busy; taken when the session closes."""

    state: AgentState
    reason: str | None


@dataclass(slots=True)
class Agent:
    id: AgentId
    state: AgentState = AgentState.OFFLINE
    reason: str | None = None
    since: int = 0
    """When the present state began."""
    idle_since: int = 0
    """When the agent last became free."""
    profile: Profile = GENERALIST
    supervises: bool = False
    link: Link | None = None
    instance: str | None = None
    """Which window of the agent's browser; a reload keeps it, a second window has its own."""
    lost_until: int | None = None
    session: SessionId | None = None
    next_state: NextState | None = None
    misses: int = 0
    rung: int = 0
    """Number of the last ring, counted over the desk; 0 before the first."""
    sessions: int = 0
    """Accepted since the sign-in."""
    talk: int = 0
    """Ms from accept to end, of the sessions that ended since the sign-in."""
