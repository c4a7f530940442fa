"""A guide: how a service is done at the machine, step by step, as data."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .fields import Code, Part, ShortText, Text
from .guidance import Fraction

Selector = Annotated[str, StringConstraints(min_length=1, max_length=300)]
AriaRole = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,32}$")]


class Rectangle(Part):
    """A part of what the page's window shows, as fractions of its width and height."""

    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.x + self.width > 1 or self.y + self.height > 1:
            raise PydanticCustomError(
                "outside_page", "must lie within the page: x + width and y + height are at most 1"
            )
        return self


class Anchor(Part):
    """Where something is on the page: by a CSS selector, by role and accessible name, or by a rectangle. The first that is
    found in this order of dependability: a page that is laid out anew keeps its names longer than its places."""

    selector: Selector | None = None
    role: AriaRole | None = None
    """As WAI-ARIA names it, such as `button`."""
    name: ShortText | None = None
    """The accessible name of what has that role."""
    rectangle: Rectangle | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if (self.role is None) != (self.name is None):
            raise PydanticCustomError("role_or_name_alone", "must have both a role and a name, or neither")
        if self.selector is None and self.role is None and self.rectangle is None:
            raise PydanticCustomError("nowhere", "must have a selector, a role and a name, or a rectangle")
        return self


class Mistake(Part):
    """What often goes wrong at a step."""

    sign: Text
    """What one sees of it."""
    remedy: Text
    error: Code | None = None
    """As the page reports it, where it does."""


class Step(Part):
    code: Code
    """As the page names it when the resident gets there."""
    title: ShortText
    instruction: Text
    """What is to be done, for agent and resident."""
    card: ShortText
    """The same in a few large words."""
    spoken: Text | None = None
    """What is read aloud, where that is not the card."""
    anchor: Code | None = None
    """Where on the page, among the guide's anchors."""
    papers: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    """What is needed at hand now."""
    mistakes: Annotated[tuple[Mistake, ...], Field(max_length=20)] = ()
    next: Code | None = None
    """The step that follows, where it is not the one below."""


class Guide(Part):
    service: Code
    title: ShortText
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]
    anchors: Annotated[dict[Code, Anchor], Field(max_length=200, default_factory=dict)]
    """By their names."""
    afterwards: Annotated[tuple[Text, ...], Field(max_length=10)] = ()
    """What happens when the last step is done: for the receipt."""
