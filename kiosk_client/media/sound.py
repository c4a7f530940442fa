"""A sound shaped like speech, made in code: a buzzing voice through two resonances, in syllables with pauses."""

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Samples per second."""
LENGTH = 6
"""Seconds until it repeats."""


def speech(pitch: float, seed: int) -> NDArray[np.int16]:
    """`LENGTH` seconds of voice-like sound at `pitch` Hz; another `seed` says other syllables."""
    rng = np.random.default_rng(seed)
    moments = np.arange(RATE * LENGTH) / RATE
    glide = pitch * (1 + 0.06 * np.sin(2 * np.pi * 0.7 * moments))
    phase = 2 * np.pi * np.cumsum(glide) / RATE
    syllable = (moments * 4).astype(int)
    vowels = rng.choice([(700, 1200), (300, 2300), (500, 900), (400, 2000)], size=LENGTH * 4 + 1)
    loudness = rng.choice([0.0, 0.7, 0.85, 1.0], size=LENGTH * 4 + 1)
    first, second = vowels[syllable, 0], vowels[syllable, 1]
    voice = np.zeros_like(moments)
    for harmonic in range(1, 24):
        frequency = harmonic * pitch
        gain = np.exp(-(((frequency - first) / 180) ** 2)) + 0.5 * np.exp(-(((frequency - second) / 260) ** 2)) + 0.04
        voice += gain / harmonic**0.3 * np.sin(harmonic * phase)
    voice *= loudness[syllable] * np.sin(np.pi * (moments * 4 % 1)) ** 0.7
    return (voice / np.abs(voice).max() * 9_000).astype(np.int16)
