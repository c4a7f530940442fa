"""A native participant's connections with all others but the one between kiosk and agent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from signaling.protocol.messages import Signal, SignalAck
from signaling.protocol.timeline import Media as Role

from .actions import FailureReason, Follow, Meet, Part
from .attempt import Equipment, MediaAttempt, Side
from .link import Link
from .media.meters import Meter
from .pairs import ANSWERED, OFFERED, Device, Pair
from .peer import Picture

CONNECT_WITHIN = 15.0
"""Seconds. Where nothing can be gathered ICE never says that it failed."""


@dataclass
class Meeting:
    """One attempt at media with one other participant."""

    pair: Pair
    attempt: MediaAttempt
    deadline: asyncio.TimerHandle

    def meter_of(self, role: Role) -> Meter | None:
        """What arrives for this side: what is said to somebody else is not played, whatever is sent."""
        meters = self.attempt.peer.meters if self.attempt.peer is not None else {}
        return None if role == "audio" and not self.pair.hears else meters.get(role)


class Mesh:
    """Does what `CompanyRule` decides. `on_failed` is told which pair of which epoch is beyond recovery, and
    whether it had ever been connected."""

    def __init__(
        self,
        link: Link,
        equipment: Equipment,
        *,
        on_change: Callable[[], None],
        on_failed: Callable[[str, int, FailureReason, bool], None],
    ) -> None:
        self.meetings: dict[str, Meeting] = {}
        """By the other's name."""
        self._link = link
        self._equipment = equipment
        self._on_change = on_change
        self._on_failed = on_failed
        self._closing: set[asyncio.Task[None]] = set()

    def perform(self, action: Meet | Follow | Part) -> None:
        match action:
            case Meet():
                self._meet(action)
            case Follow(pair, sends):
                meeting = self.meetings[pair.peer]
                meeting.pair = pair
                meeting.attempt.enable(_roles(pair, sends))
            case Part(peer):
                self._part(peer)

    def receive(self, message: Signal | SignalAck) -> None:
        if meeting := self.meetings.get(message.sender):
            meeting.attempt.receive(message)

    def link_returned(self) -> None:
        for meeting in self.meetings.values():
            meeting.attempt.link_returned()

    async def close(self) -> None:
        for peer in list(self.meetings):
            self._part(peer)
        await asyncio.gather(*self._closing, return_exceptions=True)

    def _meet(self, action: Meet) -> None:
        pair = action.pair
        attempt = MediaAttempt(
            self._link,
            Side(action.session, pair.epoch, action.me, pair.peer, offers=pair.offers, relay_only=action.relay_only),
            _equipment(pair, self._equipment),
            on_change=self._on_change,
            on_failed=lambda session, epoch, reason: failed(reason),
        )

        def failed(reason: FailureReason) -> None:
            self._on_failed(pair.peer, pair.epoch, reason, attempt.connected_at is not None)

        def late() -> None:
            if attempt.connected_at is None:
                failed("ice_failed")

        deadline = asyncio.get_running_loop().call_later(CONNECT_WITHIN, late)
        self.meetings[pair.peer] = Meeting(pair, attempt, deadline)

    def _part(self, peer: str) -> None:
        """Beside whatever else happens, as closing takes a moment."""
        meeting = self.meetings.pop(peer)
        meeting.deadline.cancel()
        closing = asyncio.create_task(meeting.attempt.close(), name=f"parting with {peer}")
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)


def _roles(pair: Pair, devices: frozenset[Device]) -> set[Role]:
    places = OFFERED if pair.offers else ANSWERED
    return {places[device] for device in devices if device in places}


def _equipment(pair: Pair, own: Equipment) -> Equipment:
    """One's own face in the section of whoever offers or answers, and a screen only for who may ever see it."""
    pictures: dict[Role, Picture] = {}
    if face := own.pictures.get("camera", own.pictures.get("agent_camera")):
        pictures["camera" if pair.offers else "agent_camera"] = face
    if "screen" in pair.sends and pair.offers and "screen" in own.pictures:
        pictures["screen"] = own.pictures["screen"]
    return Equipment(own.sound, pictures)
