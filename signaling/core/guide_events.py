"""What happens with guides: a step is before agent and resident, or no more."""

from dataclasses import dataclass
from typing import Literal

from .event import Event
from .guide import ShownStep
from .ids import SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown(Event):
    kind: Literal["step_shown"] = "step_shown"
    session: SessionId
    step: ShownStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHidden(Event):
    """Nothing is shown any more, or that the guide is done is."""

    kind: Literal["step_hidden"] = "step_hidden"
    session: SessionId
    done: bool
