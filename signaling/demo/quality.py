"""Quality samples as two browsers would have reported them during a talk: mostly good, sometimes a weak evening of Wi-Fi."""

import random
from collections.abc import Iterator
from typing import Literal

from signaling.core.limits import SECOND
from signaling.core.session import Consent
from signaling.ports import TimelineRow
from signaling.protocol.timeline import Media as Role
from signaling.protocol.timeline import MediaConnectedEntry, QualityEntry, SharingEntry, StreamQuality, TimelineEntry

from .history import Talk

EVERY = 5 * SECOND
PLAIN: dict[Role, tuple[float, float | None, tuple[int, int] | None]] = {
    "audio": (38, None, None),
    "screen": (420, 12, (1080, 1920)),
    "camera": (520, 24, (640, 480)),
    "agent_camera": (560, 25, (640, 480)),
}
"""kbit/s, frames per second and size on a good line."""


def entries(
    rng: random.Random, talk: Talk, consent: Consent | None, origin: Literal["kiosk", "agent"]
) -> list[TimelineRow]:
    """What one side reported, numbered from 1; nothing for a talk in which the media never came."""
    if talk.active_at is None or talk.ended_at is None:
        return []
    made = _reported(rng, talk, talk.active_at, talk.ended_at, consent, origin)
    return [
        TimelineRow(number, entry.at, entry.kind, entry.model_dump_json(exclude={"number", "at", "kind"}))
        for number, entry in enumerate(made, 1)
    ]


def _reported(
    rng: random.Random,
    talk: Talk,
    active_at: int,
    ended_at: int,
    consent: Consent | None,
    origin: Literal["kiosk", "agent"],
) -> Iterator[TimelineEntry]:
    if origin == "agent":
        took = active_at - talk.accepted_at
        yield MediaConnectedEntry(kind="media_connected", number=0, at=active_at, epoch=1, took_ms=took)
    shows = consent is not None and consent.screen
    if origin == "kiosk" and shows:
        yield SharingEntry(kind="sharing", number=0, at=active_at, visible=True)
    weakness = rng.choices([0.0, 0.35, 0.8], [88, 9, 3])[0]
    sees: tuple[Role, ...] = ("audio", "agent_camera") if origin == "kiosk" else ("audio", "screen", "camera")
    shown: tuple[Role, ...] = ("audio", "screen", "camera") if origin == "kiosk" else ("audio", "agent_camera")
    paths: list[Literal["host", "srflx", "relay"]] = ["host", "srflx", "relay"]
    path = rng.choices(paths, [82, 10, 8])[0]
    for at in range(active_at + EVERY, ended_at, EVERY):
        bad = weakness * rng.random()
        yield QualityEntry(
            kind="quality",
            number=0,
            at=at,
            epoch=1,
            rtt_ms=round(rng.uniform(2, 9) + 240 * bad, 1),
            path=path,
            received=[_stream(rng, media, bad) for media in sees],
            sent=[_stream(rng, media, bad / 2) for media in shown],
        )
    if origin == "kiosk" and shows:
        yield SharingEntry(kind="sharing", number=0, at=ended_at, visible=False)


def _stream(rng: random.Random, media: Role, bad: float) -> StreamQuality:
    kbps, fps, size = PLAIN[media]
    packets = int((250 if media == "audio" else kbps * 5 / 8 / 1.1) * rng.uniform(0.9, 1.1))
    return StreamQuality(
        media=media,
        kbps=round(kbps * rng.uniform(0.8, 1.15) * (1 - 0.6 * bad), 1),
        packets=packets,
        lost=int(packets * bad * 0.08 * rng.random()),
        jitter_ms=round(rng.uniform(1, 5) + 45 * bad, 1),
        fps=round(fps * rng.uniform(0.92, 1.0) * (1 - 0.7 * bad), 1) if fps else None,
        width=size[0] if size else None,
        height=size[1] if size else None,
        freezes=int(bad > 0.5 and rng.random() < 0.4) if fps else None,
        level=round(max(0.0, rng.gauss(0.12, 0.06)), 3) if media == "audio" else None,
    )
