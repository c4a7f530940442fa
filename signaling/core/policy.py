"""The rules that a desk works by, as one validated value."""

from dataclasses import dataclass, field

from .fitting import Fitting
from .ids import DeskId
from .limits import Limits
from .opening import OpeningHours
from .strategy import Breadth, Strategy, breadth


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    desk: DeskId
    strategy: Strategy = Strategy.LONGEST_IDLE
    fitting: Fitting = field(default_factory=Fitting)
    limits: Limits = field(default_factory=Limits)
    hours: OpeningHours = field(default_factory=OpeningHours)

    @property
    def breadth(self) -> Breadth:
        return breadth(self.strategy, self.limits)
