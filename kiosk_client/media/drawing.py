"""Pictures drawn in code: a service page with a clock, and a person in front of a camera. RGB arrays, rows first."""

import math

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

GROUND, SURFACE, INK, MUTED = (243, 246, 248), (255, 255, 255), (20, 32, 43), (168, 178, 187)
BRAND, GOOD, WATCH = (11, 85, 99), (15, 107, 58), (255, 176, 0)

GLYPHS = {
    "0": "0E 11 13 15 19 11 0E", "1": "04 0C 04 04 04 04 0E", "2": "0E 11 01 02 04 08 1F", "3": "1F 02 04 02 01 11 0E",
    "4": "02 06 0A 12 1F 02 02", "5": "1F 10 1E 01 01 11 0E", "6": "06 08 10 1E 11 11 0E", "7": "1F 01 02 04 08 08 08",
    "8": "0E 11 11 0E 11 11 0E", "9": "0E 11 11 0F 01 02 0C", ":": "00 04 04 00 04 04 00",
}  # fmt: skip
"""5×7 dots, a row per byte: all that a clock needs, so that no font has to be installed."""


def service_page(width: int, height: int, clock: str, step: int) -> Image:
    """A self-service page as an agent would see it: title bar, clock, five steps of which `step` is the present one,
    a form, and the green button at the bottom."""
    page = np.full((height, width, 3), GROUND, np.uint8)
    unit = width // 36
    _box(page, 0, 0, width, 4 * unit, BRAND)
    _box(page, unit, unit, 2 * unit, 2 * unit, WATCH)
    _box(page, 4 * unit, unit + unit // 2, 9 * unit, unit, SURFACE)
    _text(page, clock, width - 14 * unit, unit, max(1, unit // 4), SURFACE)
    for index in range(5):
        left = (2 + 7 * index) * unit
        _box(page, left, 6 * unit, 5 * unit, unit, GOOD if index < step else BRAND if index == step else MUTED)
    _box(page, unit, 9 * unit, width - 2 * unit, height - 18 * unit, SURFACE)
    for row, top in enumerate(range(11 * unit, height - 12 * unit, 3 * unit)):
        _box(page, 3 * unit, top, (5 + row * 2 % 5) * unit, unit, INK)
        _box(page, 14 * unit, top, (8 + row * 3 % 11) * unit, unit, MUTED)
    _box(page, 8 * unit, height - 7 * unit, width - 16 * unit, 4 * unit, GOOD)
    return page


def person(width: int, height: int, at: float, *, shirt: Colour, wall: Colour) -> Image:
    """Head and shoulders, swaying a little, blinking, with a moving mouth. `at` is in seconds."""
    picture = np.full((height, width, 3), wall, np.uint8)
    rows, columns = np.ogrid[:height, :width]
    centre = width / 2 + width * 0.02 * math.sin(at * 1.3)
    top = height * 0.42 + height * 0.01 * math.sin(at * 2.1)
    size = height * 0.2

    def blob(x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        picture[((columns - x) / wide) ** 2 + ((rows - y) / high) ** 2 <= 1] = colour

    blob(centre, height * 1.05, width * 0.36, height * 0.38, shirt)
    blob(centre, top - size * 0.25, size * 0.92, size * 1.1, (44, 38, 36))
    blob(centre, top + size * 0.1, size * 0.8, size, (226, 183, 153))
    eye = size * (0.02 if at % 4 < 0.15 else 0.09)
    for side in (-1, 1):
        blob(centre + side * size * 0.32, top, size * 0.09, eye, INK)
    blob(centre, top + size * 0.55, size * 0.24, size * (0.05 + 0.09 * abs(math.sin(at * 9))), (150, 60, 60))
    return picture


def _box(image: Image, left: int, top: int, width: int, height: int, colour: Colour) -> None:
    image[max(0, top) : top + height, max(0, left) : left + width] = colour


def _text(image: Image, text: str, left: int, top: int, dot: int, colour: Colour) -> None:
    for place, character in enumerate(text):
        for row, bits in enumerate(bytes.fromhex(GLYPHS[character])):
            for column in range(5):
                if bits >> (4 - column) & 1:
                    _box(image, left + (place * 6 + column) * dot, top + row * dot, dot, dot, colour)
