"""Quality samples as two browsers would have reported them during a talk: mostly good, sometimes a weak evening of Wi-Fi."""

import random
from collections.abc import Iterator, Sequence
from typing import Literal

from signaling.core.limits import SECOND
from signaling.core.session import Consent
from signaling.protocol.timeline import Media as Role
from signaling.protocol.timeline import QualityEntry, StreamQuality

EVERY = 5 * SECOND
PLAIN: dict[Role, tuple[float, float | None, tuple[int, int] | None]] = {
    "audio": (38, None, None),
    "screen": (420, 12, (1080, 1920)),
    "camera": (520, 24, (640, 480)),
    "agent_camera": (560, 25, (640, 480)),
}
"""kbit/s, frames per second and size on a good line."""
FROM_AGENT: list[Role] = ["audio", "agent_camera"]


def samples(
    rng: random.Random,
    epoch: int,
    relay: bool,
    spans: Sequence[tuple[int, int]],
    consented: Sequence[tuple[int, Consent]],
    origin: Literal["kiosk", "agent"],
) -> Iterator[QualityEntry]:
    """One side's, over the spans in which both were connected; of the resident's streams only those consented to."""
    weakness = rng.choices([0.0, 0.35, 0.8], [88, 9, 3])[0]
    paths: list[Literal["host", "srflx", "relay"]] = ["host", "srflx", "relay"]
    path = "relay" if relay else rng.choices(paths, [82, 10, 8])[0]
    for start, end in spans:
        for at in range(start + EVERY, end, EVERY):
            bad = weakness * rng.random()
            from_resident = _allowed(consented, at)
            received, sent = (FROM_AGENT, from_resident) if origin == "kiosk" else (from_resident, FROM_AGENT)
            yield QualityEntry(
                kind="quality",
                number=0,
                at=at,
                epoch=epoch,
                rtt_ms=round(rng.uniform(2, 9) + 240 * bad, 1),
                path=path,
                received=[_stream(rng, media, bad) for media in received],
                sent=[_stream(rng, media, bad / 2) for media in sent],
            )


def _allowed(consented: Sequence[tuple[int, Consent]], at: int) -> list[Role]:
    """What the latest answer before `at` permits."""
    answer = next((consent for answered_at, consent in reversed(consented) if answered_at < at), None)
    if answer is None:
        return []
    wanted: list[tuple[Role, bool]] = [("audio", answer.voice), ("screen", answer.screen), ("camera", answer.camera)]
    return [media for media, allowed in wanted if allowed]


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
