"""A guest: who takes part in a session beside the resident and the agent. Specialist, interpreter, supervisor,
or a family member who has no account and comes by a code."""

from dataclasses import dataclass
from enum import StrEnum

from .ids import AgentId, GuestName, Link, RingId
from .limits import MINUTE

GUESTS_AT_MOST = 2
"""With the resident and the agent a mesh of four: each machine sends to three others, which a kiosk still can."""
ADMITTED_FOR = 10 * MINUTE
"""How long a family member's code can be used, once."""
ENTER_WITHIN = 2 * MINUTE
"""How long they have then to let the page use their microphone, and to come."""


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
    agent: AgentId | None
    """None: a family member."""
    mode: GuestMode
    by: AgentId | None
    """Who asked them to join; None: they did so on their own account."""
    ring: RingId | None
    until: int | None
    """When they are gone: unless they answer its ring, use the code, come, or come back."""
    joined_at: int | None
    epoch: int = 1
    """Of their media with everybody who was there before them. Strictly increasing."""
    redeemed: bool = False
    """A family member's code has been used."""
    link: Link | None = None
    """A family member's; an agent has their own."""


def guest_name(number: int) -> GuestName:
    return GuestName(f"guest-{number}")
