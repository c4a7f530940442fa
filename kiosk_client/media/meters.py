"""What was really received: decoded pictures and sound, not packets."""

import time
from dataclasses import dataclass

import numpy as np
from av import AudioFrame, VideoFrame

BRIGHT = 12.0
"""Spread of the luma samples above which a picture shows something. A withheld picture is black: spread 0."""
LOUD = 150.0
"""Root mean square of 16-bit samples above which there is sound. A withheld microphone is digital silence."""


@dataclass(slots=True)
class Meter:
    """Counts what a track delivered. Times are of the monotonic clock, in seconds."""

    frames: int = 0
    first_at: float | None = None
    lively: int = 0
    """Frames with something in them: not black, not silent."""
    first_lively_at: float | None = None
    last_at: float | None = None
    level: float = 0.0
    """Of the last frame: spread of luma, or loudness."""
    width: int = 0
    height: int = 0

    @property
    def firsts(self) -> tuple[bool, bool]:
        return self.first_at is not None, self.first_lively_at is not None

    def restart(self) -> None:
        """Forgets the firsts, so that they tell of what comes from now on."""
        self.first_at = self.first_lively_at = None
        self.lively = 0

    def take(self, level: float, threshold: float) -> None:
        now = time.monotonic()
        self.frames += 1
        self.level = level
        self.last_at = now
        if self.first_at is None:
            self.first_at = now
        if level > threshold:
            self.lively += 1
            if self.first_lively_at is None:
                self.first_lively_at = now


def picture_level(frame: VideoFrame) -> float:
    """Spread (standard deviation) of a sparse sample of the luma plane."""
    plane = frame.planes[0]
    luma = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[
        : frame.height : 8, : frame.width : 8
    ]
    return float(luma.std())


def sound_level(frame: AudioFrame) -> float:
    return float(np.sqrt(np.mean(np.square(frame.to_ndarray().astype(np.float32)))))


def measure(meter: Meter, frame: VideoFrame | AudioFrame) -> None:
    if isinstance(frame, VideoFrame):
        meter.width, meter.height = frame.width, frame.height
        meter.take(picture_level(frame), BRIGHT)
    else:
        meter.take(sound_level(frame), LOUD)
