"""What a native participant's decisions ask for: of the server, and of its own media."""

from dataclasses import dataclass
from typing import Literal

from signaling.protocol.timeline import Media as Role

from .pairs import Device, Pair

FailureReason = Literal["reloaded", "ice_failed", "no_media"]


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """Close what is open, and connect anew for this epoch."""

    session: str
    epoch: int
    relay_only: bool


@dataclass(frozen=True, slots=True)
class CloseAttempt:
    pass


@dataclass(frozen=True, slots=True)
class Enable:
    """Exactly these roles may be heard and seen."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Meet:
    """Connect with the other of a pair that is not the one of kiosk and agent, black and silent."""

    session: str
    me: str
    pair: Pair
    relay_only: bool


@dataclass(frozen=True, slots=True)
class Follow:
    """The same two in the same epoch: exactly these devices may be heard and seen."""

    pair: Pair
    sends: frozenset[Device]


@dataclass(frozen=True, slots=True)
class Part:
    peer: str


@dataclass(frozen=True, slots=True)
class Say:
    """A command to the server: the message's class and its fields but `id`."""

    kind: type
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class Ended:
    session: str
    reason: str | None


Action = OpenAttempt | CloseAttempt | Enable | Meet | Follow | Part | Say | Ended
