"""What of a guide agent and resident have before them in a talk. Guides are documents that change; what was shown is whole, so
that both see the same and the log tells it for good."""

from dataclasses import dataclass, replace

GUIDES_KEPT = 10
"""How many guides a session remembers, the last ones that anything was shown of."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same in every language of the pages."""

    zh_CN: str
    en: str


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Fractions of what the page's window shows."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where it is on the page."""

    selector: str | None
    role: str | None
    name: Words | None
    rectangle: Rectangle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    service: str
    version: int
    """Of the guide."""
    step: str
    number: int
    """Its place in the guide, 1 for the first."""
    count: int
    """Steps that the guide has."""
    title: Words
    card: Words
    spoken: Words | None
    """What is read aloud, where that is not the card."""
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class Guided:
    """How far the resident was led through a guide."""

    service: str
    version: int
    steps: tuple[str, ...] = ()
    """Those that were shown, each once."""
    done: bool = False


def led_on(guided: tuple[Guided, ...], at: ShownStep, *, done: bool = False) -> tuple[Guided, ...]:
    """As it is with the step that is shown now, or with its guide done."""
    before = next((one for one in guided if (one.service, one.version) == (at.service, at.version)), None)
    known = before or Guided(at.service, at.version)
    steps = known.steps if at.step in known.steps else (*known.steps, at.step)
    others = tuple(one for one in guided if one is not before)
    return (*others, replace(known, steps=steps, done=known.done or done))[-GUIDES_KEPT:]
