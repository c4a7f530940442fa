"""The rules that a desk works by, as one validated value."""

from dataclasses import dataclass, field
from enum import StrEnum

from .fitting import Fitting
from .ids import DeskId
from .limits import Limits
from .opening import OpeningHours
from .strategy import Breadth, Strategy, breadth


class WrapUpMode(StrEnum):
    """What follows a talk; how long it lasts at most is a limit. Genesys has five of these, two do."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    """The agent is free at once, unless they asked for a wrap-up during the talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    desk: DeskId
    strategy: Strategy = Strategy.LONGEST_IDLE
    wrap_up: WrapUpMode = WrapUpMode.MANDATORY
    fitting: Fitting = field(default_factory=Fitting)
    limits: Limits = field(default_factory=Limits)
    hours: OpeningHours = field(default_factory=OpeningHours)

    @property
    def breadth(self) -> Breadth:
        return breadth(self.strategy, self.limits)
