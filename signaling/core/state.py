"""The whole state of a desk as plain data: what a snapshot holds and what a replay must arrive at."""

from dataclasses import dataclass, field

from .agent import Agent
from .ids import AgentId, DeskId, KioskId, SessionId
from .session import Session


@dataclass(frozen=True, slots=True)
class Gone:
    session: SessionId
    to: DeskId


@dataclass(slots=True)
class DeskState:
    sessions: dict[SessionId, Session] = field(default_factory=dict[SessionId, Session])
    """Every session that is not closed."""
    agents: dict[AgentId, Agent] = field(default_factory=dict[AgentId, Agent])
    """Every agent that is not offline."""
    lost: set[AgentId] = field(default_factory=set[AgentId])
    """Agents who went offline because their connection was lost, and have not come back."""
    last_session: dict[KioskId, SessionId] = field(default_factory=dict[KioskId, SessionId])
    """The last session that each kiosk asked for: a request that comes again is known as such after its end, too."""
    gone: dict[KioskId, Gone] = field(default_factory=dict[KioskId, Gone])
    """Kiosks whose last session here was forwarded: whether it is over only the desk that it went to knows."""
    arrivals: int = 0
    """Sessions that ever entered the line; the next one's place."""
    rings: int = 0
    """Rings that ever started."""
    ticket_day: str = ""
    ticket_number: int = 0
    unstaffed_until: int | None = None
    handling: list[int] = field(default_factory=list[int])
    """Handling times (accept to end of wrap-up, ms) of the last sessions, newest last; for the range of the wait."""
    last_at: int = 0
    """Time of the last event; time never goes back."""
