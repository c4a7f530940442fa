"""A guest: who takes part in a session beside the resident and the agent. Specialist, interpreter, supervisor."""

from dataclasses import dataclass
from enum import StrEnum

from .ids import AgentId, GuestName, RingId

GUESTS_AT_MOST = 2
"""With the resident and the agent a mesh of four: each machine sends to three others, which a kiosk still can."""


class GuestMode(StrEnum):
    CONSULT = "consult"
    """With the agent only: the resident waits and does not hear them."""
    CONFERENCE = "conference"
    """Everybody with everybody."""
    MONITOR = "monitor"
    """Sees and hears; heard by nobody. Never silently: resident and agent are told."""
    WHISPER = "whisper"
    """Sees and hears; heard by the agent only."""


INVITED = frozenset({GuestMode.CONSULT, GuestMode.CONFERENCE})
"""How the agent of a session can have somebody join it."""

UNASKED = frozenset({GuestMode.MONITOR, GuestMode.WHISPER, GuestMode.CONFERENCE})
"""How a supervisor can join on their own account. Here `CONFERENCE` is what the trade calls barge."""


class GuestEnd(StrEnum):
    """Why somebody is not, or no more, a guest. The first three: they never joined."""

    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    DISMISSED = "dismissed"
    LOST = "lost"
    OVER = "over"
    """The talk is, or the resident is in the line again."""


@dataclass(frozen=True, slots=True)
class Guest:
    name: GuestName
    """As a participant in signalling. Never used twice in a session."""
    agent: AgentId
    mode: GuestMode
    by: AgentId | None
    """Who asked them to join; None: they did so on their own account."""
    ring: RingId | None
    until: int | None
    """While it rings at them: its deadline."""
    joined_at: int | None
    epoch: int = 1
    """Of their media with everybody who was there before them. Strictly increasing."""
