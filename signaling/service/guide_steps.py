"""A step of a guide on its way to both screens: out of the document into the desk's state, and from there into snapshots."""

from dataclasses import asdict

from signaling.core import guide as core
from signaling.protocol import guides
from signaling.protocol import messages as m
from signaling.protocol.fields import ShortText, Text

from .guides import Numbered


def step_of(found: Numbered, code: str) -> core.ShownStep | None:
    """None: this guide has no such step."""
    steps, anchors = found.guide.steps, found.guide.anchors
    place = next((place for place, step in enumerate(steps) if step.code == code), None)
    if place is None:
        return None
    step = steps[place]
    return core.ShownStep(
        service=found.guide.service,
        version=found.version.number,
        step=code,
        number=place + 1,
        count=len(steps),
        title=_words(step.title),
        card=_words(step.card),
        spoken=_words(step.spoken) if step.spoken else None,
        anchor=_anchor(anchors[step.anchor]) if step.anchor in anchors else None,
    )


def shown_step(step: core.ShownStep | None) -> m.ShownStep | None:
    return m.ShownStep.model_validate(asdict(step)) if step else None


def _words(text: Text | ShortText) -> core.Words:
    return core.Words(text.zh_CN, text.en)


def _anchor(anchor: guides.Anchor) -> core.Anchor:
    place = anchor.rectangle
    return core.Anchor(
        selector=anchor.selector,
        role=anchor.role,
        name=_words(anchor.name) if anchor.name else None,
        rectangle=core.Rectangle(place.x, place.y, place.width, place.height) if place else None,
    )
