"""What the two sides of a talk would have reported for the session's timeline, derived from the switchboard's events.

Reports keep the product's order: nothing of the media before the accept, the screen shown only where it was consented to
and while the kiosk is there, nothing after the end.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from signaling.core import events as ev
from signaling.core.ids import SessionId
from signaling.core.limits import SECOND
from signaling.core.session import Consent
from signaling.ports import TimelineRow
from signaling.protocol.timeline import IceRestartEntry, MediaConnectedEntry, SharingEntry, TimelineEntry

from .quality import samples

Origin = Literal["kiosk", "agent"]


@dataclass(slots=True)
class Talk:
    """A session in which somebody answered and the media came, as its events tell it."""

    session: SessionId
    epoch: int
    began_at: int
    """The accept, or where it is later the beginning of the epoch whose media came."""
    active_at: int
    relay: bool
    consented: list[tuple[int, Consent]] = field(default_factory=list[tuple[int, Consent]])
    away: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """When the kiosk was lost, from and until."""
    ended_at: int = 0

    def together(self) -> Iterator[tuple[int, int]]:
        """The spans of the talk in which both were there."""
        start = self.active_at
        for lost, back in self.away:
            yield start, lost
            start = back
        if start < self.ended_at:
            yield start, self.ended_at


def talks(events: Iterable[ev.DeskEvent]) -> list[Talk]:
    """The talks of whole sessions, in the order in which they began."""
    found: dict[SessionId, Talk] = {}
    answers: dict[SessionId, list[tuple[int, Consent]]] = {}
    attempts: dict[SessionId, tuple[int, bool]] = {}
    for event in events:
        match event:
            case ev.SessionQueued():
                answers[event.session] = []
            case ev.ConsentAnswered():
                answers[event.session].append((event.at, event.consent))
            case ev.SessionAccepted():
                attempts[event.session] = (event.at, False)
            case ev.MediaRestarted():
                attempts[event.session] = (event.at, event.relay_only)
            case ev.MediaReady():
                began_at, relay = attempts[event.session]
                talk = Talk(event.session, event.epoch, began_at, event.at, relay, answers[event.session])
                found[event.session] = talk
            case ev.KioskLost() if event.session in found:
                found[event.session].away.append((event.at, event.until))
            case ev.KioskAttached() if event.session in found and found[event.session].away:
                away = found[event.session].away
                away[-1] = (away[-1][0], event.at)
            case ev.SessionEnded() if event.session in found:
                found[event.session].ended_at = event.at
            case _:
                pass
    return list(found.values())


def rows(rng: random.Random, talk: Talk, origin: Origin) -> list[TimelineRow]:
    """What one side reported, numbered from 1 in order of time."""
    made = [entry for entry in _reported(rng, talk, origin) if entry.at <= talk.ended_at]
    return [
        TimelineRow(number, entry.at, entry.kind, entry.model_dump_json(exclude={"number", "at", "kind"}))
        for number, entry in enumerate(sorted(made, key=lambda entry: entry.at), 1)
    ]


def _reported(rng: random.Random, talk: Talk, origin: Origin) -> Iterator[TimelineEntry]:
    shown_at = talk.active_at if origin == "agent" else talk.active_at + rng.randint(10, 90)
    took = shown_at - talk.began_at
    yield MediaConnectedEntry(kind="media_connected", number=0, at=shown_at, epoch=talk.epoch, took_ms=took)
    if origin == "kiosk":
        yield from _connected_again(rng, talk)
        yield from _sharing(rng, talk)
    yield from samples(rng, talk.epoch, talk.relay, list(talk.together()), talk.consented, origin)


def _connected_again(rng: random.Random, talk: Talk) -> Iterator[TimelineEntry]:
    for _, back in talk.away:
        at = back + rng.randint(40, 200)
        yield IceRestartEntry(kind="ice_restart", number=0, at=at, epoch=talk.epoch, reason="disconnected")


def _sharing(rng: random.Random, talk: Talk) -> Iterator[TimelineEntry]:
    """The capture starts a moment after both the answer and the connection are there."""
    allowed_at = next((at for at, consent in talk.consented if consent.screen), None)
    if allowed_at is None:
        return
    for start, end in talk.together():
        at = max(start, allowed_at) + int(rng.uniform(0.1, 0.7) * SECOND)
        if at < end:
            yield SharingEntry(kind="sharing", number=0, at=at, visible=True)
            yield SharingEntry(kind="sharing", number=0, at=end, visible=False)
