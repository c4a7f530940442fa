"""Who exchanges media with whom where a session has guests: the plan of `signaling/web/pairs.js`, held to the same cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from signaling.protocol.fields import GuestModeName
from signaling.protocol.messages import KioskGuest, SessionGuest
from signaling.protocol.timeline import Media as Role

Device = Literal["microphone", "camera", "screen"]
OFFERED: dict[Device, Role] = {"microphone": "audio", "camera": "camera", "screen": "screen"}
"""The section in which a device's track is, for who offers; and for who answers:"""
ANSWERED: dict[Device, Role] = {"microphone": "audio", "camera": "agent_camera"}
FACE: frozenset[Device] = frozenset({"microphone", "camera"})
SCREEN: frozenset[Device] = frozenset({"screen"})
Guest = KioskGuest | SessionGuest
"""One who has joined."""


@dataclass(frozen=True, slots=True)
class Pair:
    peer: str
    guest: str
    """Whose epoch it is: who came later."""
    epoch: int
    offers: bool
    """Whether this side does: it was there first."""
    sends: frozenset[Device]
    """What this side may send."""
    hears: bool
    """Whether what the other says is for this side."""


def pairs_of(me: str, guests: Sequence[Guest]) -> list[Pair]:
    """Every connection this participant has beside the one between kiosk and agent."""
    pairs: list[Pair] = []
    for peer in ("kiosk", "agent", *(guest.name for guest in guests)):
        later = max(me, peer, key=_arrival)
        guest = next((guest for guest in guests if guest.name == later), None)
        if guest is not None and peer != me and _meet(me, peer, guests):
            sends, plays = _sent(peer, me, guests), hears(me, peer, guests)
            pairs.append(Pair(peer, guest.name, guest.epoch, later == peer, sends, plays))
    return pairs


def hears(listener: str, speaker: str, guests: Sequence[Guest]) -> bool:
    to, by = _mode(listener, guests), _mode(speaker, guests)
    if to == "consult":
        return speaker == "agent"
    if by == "conference":
        # While the agent consults somebody, the resident and other guests do not hear it.
        consulting = any(guest.mode == "consult" for guest in guests)
        return not (speaker == "agent" and to == "conference" and consulting)
    return by != "monitor" and listener == "agent"


def _arrival(name: str) -> int:
    return ("kiosk", "agent").index(name) if name in ("kiosk", "agent") else 1 + int(name.removeprefix("guest-"))


def _mode(name: str, guests: Sequence[Guest]) -> GuestModeName:
    modes: dict[str, GuestModeName] = {guest.name: guest.mode for guest in guests}
    return modes.get(name, "conference")


def _meet(one: str, other: str, guests: Sequence[Guest]) -> bool:
    if _mode(one, guests) == "consult":
        return other == "agent"
    return _mode(other, guests) != "consult" or one == "agent"


def _sent(listener: str, speaker: str, guests: Sequence[Guest]) -> frozenset[Device]:
    if speaker == "kiosk":
        # What is on the screen is between the resident and the staff.
        family = any(guest.name == listener and guest.role == "family" for guest in guests)
        return FACE if family else FACE | SCREEN
    if hears(listener, speaker, guests):
        return FACE
    return frozenset({"camera"}) if speaker == "agent" else frozenset()
