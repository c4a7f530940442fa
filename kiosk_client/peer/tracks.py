"""Tracks that can be switched between something and nothing without the other side noticing a change of media."""

import asyncio
import fractions
import time
from dataclasses import dataclass

from aiortc.mediastreams import AUDIO_PTIME, VIDEO_CLOCK_RATE, VIDEO_TIME_BASE, MediaStreamError, MediaStreamTrack
from av import AudioFrame, VideoFrame

from kiosk_client.media.sound import RATE
from kiosk_client.media.sources import PictureSource, SoundSource, black, silence


@dataclass(frozen=True, slots=True)
class Picture:
    source: PictureSource
    width: int
    height: int
    rate: int
    """Frames per second."""


class PictureTrack(MediaStreamTrack):
    """Black until enabled. One track for the whole attempt: the other side never sees a change of m-lines."""

    kind = "video"

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.enabled = False
        self._picture = picture
        self._black = black(picture.width, picture.height)
        self._began: float | None = None
        self._count = 0

    async def recv(self) -> VideoFrame:
        at = await self._next()
        source = self._picture.source if self.enabled else self._black
        frame = await asyncio.get_running_loop().run_in_executor(None, source, at)
        frame.pts = int(at * VIDEO_CLOCK_RATE)
        frame.time_base = VIDEO_TIME_BASE
        return frame

    async def _next(self) -> float:
        """The next moment of this track's own clock; a late one is skipped rather than hurried after."""
        if self.readyState != "live":
            raise MediaStreamError
        if self._began is None:
            self._began = time.monotonic()
            return 0.0
        elapsed = time.monotonic() - self._began
        self._count = max(self._count + 1, int(elapsed * self._picture.rate))
        at = self._count / self._picture.rate
        await asyncio.sleep(max(0.0, at - elapsed))
        return at


class SoundTrack(MediaStreamTrack):
    """Silent until enabled, in frames of 20 ms."""

    kind = "audio"

    def __init__(self, source: SoundSource) -> None:
        super().__init__()
        self.enabled = False
        self._source = source
        self._silence = silence()
        self._began: float | None = None
        self._sample = 0

    async def recv(self) -> AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        if self._began is None:
            self._began = time.monotonic()
        await asyncio.sleep(max(0.0, self._began + self._sample / RATE - time.monotonic()))
        count = int(AUDIO_PTIME * RATE)
        frame = (self._source if self.enabled else self._silence)(self._sample, count)
        frame.pts = self._sample
        frame.time_base = fractions.Fraction(1, RATE)
        self._sample += count
        return frame
