"""Pointing on the screen that a kiosk shows, between it and the session's agent: bodies of signals. They go by the data
channel of the two, as the JSON text of one body, and by signals while that is not open.

Places are fractions of the picture of the screen, from its upper left corner; the browser that receives them checks them as
the server checks those that pass it.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from .fields import Part

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
MarkNumber = Annotated[int, Field(ge=1, le=1_000_000)]
"""Number of something that the agent has marked, given by the agent and new each time."""
ElementNumber = Annotated[int, Field(ge=1, le=1_000_000)]
"""Number of an element, given by the kiosk and the same for as long as its page lives."""


class Point(Part):
    x: Fraction
    y: Fraction


class Box(Part):
    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction


class Pointer(Part):
    """The agent's pointer is there now; without `at` it is no more on the picture. Not sent by signals."""

    kind: Literal["pointer"]
    at: Point | None


class Highlight(Part):
    """Marks an element, which it follows wherever the page moves it, or a place. It stays until the resident touches it."""

    kind: Literal["highlight"]
    mark: MarkNumber
    element: ElementNumber | None
    at: Point | None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if (self.element is None) == (self.at is None):
            raise ValueError("must have either an element or a place")
        return self


class Stroke(Part):
    """A line, whole: drawn by hand, or an arrow with its head. It fades by itself."""

    kind: Literal["stroke"]
    mark: MarkNumber
    points: Annotated[list[Point], Field(min_length=2, max_length=400)]


class Unmark(Part):
    """Takes a mark back, or all of them."""

    kind: Literal["unmark"]
    mark: MarkNumber | None


class PageElement(Part):
    element: ElementNumber
    role: Annotated[str, StringConstraints(max_length=32)]
    """As WAI-ARIA names it."""
    name: Annotated[str, StringConstraints(max_length=60)]
    """What it is called on the page; empty where the page keeps that private. Never what was entered."""
    box: Box


class Elements(Part):
    """What can be pointed at on the screen now, in reading order, from the kiosk. Sent anew whenever that changes."""

    kind: Literal["elements"]
    elements: Annotated[list[PageElement], Field(max_length=200)]
    anchor: Box | None
    """Where the step that is shown has its place now, as far as that is in sight."""


class Touched(Part):
    """The resident has touched what was marked; the mark is gone."""

    kind: Literal["touched"]
    mark: MarkNumber


Guidance = Pointer | Highlight | Stroke | Unmark | Elements | Touched
