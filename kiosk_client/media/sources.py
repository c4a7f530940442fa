"""Where a sender's frames come from. A source is asked for the frame of a moment and keeps no time of its own."""

import time
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from av import AudioFrame, VideoFrame

from .drawing import Image, person, service_page
from .sound import RATE, speech

PictureSource = Callable[[float], VideoFrame]
"""Seconds since the track began → a picture."""
SoundSource = Callable[[int, int], AudioFrame]
"""(first sample, number of samples) → mono 16-bit sound at 48 kHz."""


def service_screen(width: int, height: int) -> PictureSource:
    """The kiosk's screen: the page changes once a second with its clock, and a step further every 20 s."""

    @lru_cache(maxsize=1)
    def page(clock: str, step: int) -> Image:
        return planes(service_page(width, height, clock, step))

    return lambda at: VideoFrame.from_ndarray(page(time.strftime("%H:%M:%S"), int(at / 20) % 5), format="yuv420p")


def resident_camera(width: int, height: int) -> PictureSource:
    return lambda at: frame_of(person(width, height, at, shirt=(112, 84, 62), wall=(214, 208, 196)))


def agent_camera(width: int, height: int) -> PictureSource:
    return lambda at: frame_of(person(width, height, at + 1.7, shirt=(28, 66, 110), wall=(196, 212, 220)))


def black(width: int, height: int) -> PictureSource:
    picture = planes(np.zeros((height, width, 3), np.uint8))
    return lambda at: VideoFrame.from_ndarray(picture, format="yuv420p")


def resident_voice() -> SoundSource:
    return looped(speech(195.0, seed=66))


def agent_voice() -> SoundSource:
    return looped(speech(130.0, seed=12))


def silence() -> SoundSource:
    return looped(np.zeros(RATE, np.int16))


def looped(samples: np.ndarray) -> SoundSource:
    def at(first: int, count: int) -> AudioFrame:
        part = np.take(samples, range(first, first + count), mode="wrap")
        frame = AudioFrame.from_ndarray(part.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        return frame

    return at


def frame_of(picture: Image) -> VideoFrame:
    return VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")


def planes(picture: Image) -> Image:
    """The picture as the encoder takes it, so that one that does not change is converted once."""
    return frame_of(picture).to_ndarray().astype(np.uint8, copy=False)
