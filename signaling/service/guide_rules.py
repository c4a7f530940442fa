"""What a guide must be beyond the shape of its fields: said in every language, and of one piece."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from signaling.protocol.fields import ShortText, Text
from signaling.protocol.guides import Guide

from .faults import Fault
from .said import unsaid


def guide_faults(guide: Guide) -> list[Fault]:
    return [*_unsaid("", guide), *_twice(guide), *_dangling(guide), *_circles(guide)]


def _unsaid(field: str, value: object) -> Iterator[Fault]:
    if isinstance(value, Text | ShortText):
        yield from unsaid(field, value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _unsaid(_within(field, name), getattr(value, name))
    elif isinstance(value, tuple | Mapping):
        members = value.items() if isinstance(value, Mapping) else enumerate(value)
        for name, member in members:
            yield from _unsaid(_within(field, name), member)


def _within(field: str, name: object) -> str:
    return f"{field}.{name}" if field else str(name)


def _twice(guide: Guide) -> Iterator[Fault]:
    codes = [step.code for step in guide.steps]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield Fault(f"steps.{place}.code", "is there twice", "twice")


def _dangling(guide: Guide) -> Iterator[Fault]:
    codes = {step.code for step in guide.steps}
    for place, step in enumerate(guide.steps):
        if step.anchor is not None and step.anchor not in guide.anchors:
            yield Fault(f"steps.{place}.anchor", "is not among the anchors of this guide", "unknown_anchor")
        if step.next is not None and step.next not in codes:
            yield Fault(f"steps.{place}.next", "is not a step of this guide", "unknown_step")


def _circles(guide: Guide) -> Iterator[Fault]:
    """Of each circle one fault, at the step that leads back."""
    following = successors(guide)
    places = {step.code: place for place, step in reversed(list(enumerate(guide.steps)))}
    over: set[str] = set()
    for start in following:
        way: list[str] = []
        code: str | None = start
        while code is not None and code not in over:
            if code in way:
                circle = " → ".join([*way[way.index(code) :], code])
                yield Fault(f"steps.{places[way[-1]]}.next", f"leads back: {circle}", "circle")
                break
            way.append(code)
            code = following.get(code)
        over.update(way)


def successors(guide: Guide) -> dict[str, str | None]:
    """The step after each; None after the last."""
    below = [*(step.code for step in guide.steps[1:]), None]
    return {step.code: step.next or follows for step, follows in zip(guide.steps, below, strict=True)}
