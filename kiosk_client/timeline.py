"""What a native participant reports of its own media for the session's timeline: facts and figures, never content."""

import asyncio
import logging
import time
from typing import Any, Literal

from signaling.protocol.messages import Timeline
from signaling.protocol.timeline import Media as Role
from signaling.protocol.timeline import MediaConnectedEntry, QualityEntry, SharingEntry, StreamQuality, TimelineEntry

from .attempt import MediaAttempt
from .link import CommandRefused, Link
from .media.meters import Meter
from .peer import Peer

log = logging.getLogger(__name__)

SAMPLE_EVERY = 5.0
FULL_SCALE = 32768.0
VIDEO_CLOCK, AUDIO_CLOCK = 90.0, 48.0
"""Ticks per millisecond, in which a receiver report counts jitter."""


class Reporter:
    """Numbers entries by the millisecond, so that numbers keep rising when this process starts anew."""

    def __init__(self, link: Link, me: Literal["kiosk", "agent"]) -> None:
        self._link = link
        self._me = me
        self._number = 0
        self._visible: dict[str, bool] = {}
        self._sampling: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    def attend(self, attempt: MediaAttempt) -> None:
        self.leave()
        self._sampling = asyncio.create_task(self._sample(attempt), name="quality samples")

    def leave(self) -> None:
        if self._sampling is not None:
            self._sampling.cancel()
            self._sampling = None

    def sharing(self, session: str, visible: bool) -> None:
        """The kiosk says when its screen becomes visible, and when it ceases to be."""
        if self._me == "kiosk" and self._visible.get(session, False) != visible:
            self._visible[session] = visible
            self._report(session, SharingEntry(kind="sharing", visible=visible, **self._stamp()))

    def connected(self, attempt: MediaAttempt, took_ms: int) -> None:
        entry = MediaConnectedEntry(kind="media_connected", epoch=attempt.epoch, took_ms=took_ms, **self._stamp())
        self._report(attempt.session, entry)

    def forget(self, session: str) -> None:
        self._visible.pop(session, None)

    def _stamp(self) -> dict[str, int]:
        now = time.time_ns() // 1_000_000
        self._number = max(self._number + 1, now)
        return {"number": self._number, "at": now}

    def _report(self, session: str, entry: TimelineEntry) -> None:
        task = asyncio.create_task(self._send(session, entry), name=f"report {entry.kind}")
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, session: str, entry: TimelineEntry) -> None:
        try:
            await self._link.command(Timeline, session=session, entries=[entry])
        except CommandRefused as refusal:
            log.info("timeline entry refused: %s", refusal)

    async def _sample(self, attempt: MediaAttempt) -> None:
        sampler = QualitySampler()
        while True:
            await asyncio.sleep(SAMPLE_EVERY)
            if attempt.peer is not None and attempt.connected_at is not None:
                entry = await sampler.sample(attempt.peer, attempt.epoch, self._stamp())
                await self._send(attempt.session, entry)


class QualitySampler:
    """Differences between one look at aiortc's counters and the next."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, Role], tuple[int, int, int, int]] = {}
        self._at = time.monotonic()

    async def sample(self, peer: Peer, epoch: int, stamp: dict[str, int]) -> QualityEntry:
        reports = await peer.statistics()
        seconds = max(0.001, time.monotonic() - self._at)
        self._at = time.monotonic()
        remote = reports.get("remote-inbound-rtp", {})
        trips = [trip for report in remote.values() if (trip := getattr(report, "roundTripTime", None)) is not None]
        return QualityEntry(
            kind="quality",
            epoch=epoch,
            rtt_ms=min(trips) * 1000 if trips else None,
            path=peer.path,
            received=[self._received(role, reports, peer.meters[role], seconds) for role in peer.receives],
            sent=[self._sent(role, reports, seconds) for role in peer.sends],
            **stamp,
        )

    def _received(self, role: Role, reports: dict[str, dict[Role, Any]], meter: Meter, seconds: float) -> StreamQuality:
        """aiortc does not count received bytes; what the sender reports to have sent stands in for them."""
        report, sender = reports.get("inbound-rtp", {}).get(role), reports.get("remote-outbound-rtp", {}).get(role)
        packets, lost, sent_bytes, frames = self._since(
            ("received", role),
            (report.packetsReceived if report else 0, report.packetsLost if report else 0,
             sender.bytesSent if sender else 0, meter.frames),
        )  # fmt: skip
        video = role != "audio"
        return StreamQuality(
            media=role,
            kbps=sent_bytes * 8 / 1000 / seconds,
            packets=packets,
            lost=lost,
            jitter_ms=report.jitter / (VIDEO_CLOCK if video else AUDIO_CLOCK) if report else None,
            fps=frames / seconds if video else None,
            width=meter.width if video else None,
            height=meter.height if video else None,
            freezes=None,
            level=None if video else min(1.0, meter.level / FULL_SCALE),
        )

    def _sent(self, role: Role, reports: dict[str, dict[Role, Any]], seconds: float) -> StreamQuality:
        report, seen = reports.get("outbound-rtp", {}).get(role), reports.get("remote-inbound-rtp", {}).get(role)
        packets, lost, sent_bytes, _ = self._since(
            ("sent", role),
            (
                report.packetsSent if report else 0,
                seen.packetsLost if seen else 0,
                report.bytesSent if report else 0,
                0,
            ),
        )
        ticks = AUDIO_CLOCK if role == "audio" else VIDEO_CLOCK
        return StreamQuality(
            media=role,
            kbps=sent_bytes * 8 / 1000 / seconds,
            packets=packets,
            lost=lost,
            jitter_ms=seen.jitter / ticks if seen else None,
            fps=None,
            width=None,
            height=None,
            freezes=None,
            level=None,
        )

    def _since(self, stream: tuple[str, Role], now: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        before = self._before.get(stream, (0, 0, 0, 0))
        self._before[stream] = now
        first, second, third, fourth = (max(0, new - old) for new, old in zip(now, before, strict=True))
        return first, second, third, fourth
