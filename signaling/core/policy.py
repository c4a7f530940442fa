"""The rules that a desk works by, as one validated value."""

from dataclasses import dataclass, field
from enum import StrEnum

from .elsewhere import Overflow
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
    overflow: Overflow = field(default_factory=Overflow)

    @property
    def breadth(self) -> Breadth:
        return breadth(self.strategy, self.limits)

    @property
    def other_desks(self) -> frozenset[DeskId]:
        """Those that residents may go to from here."""
        named = (self.overflow.to, *(rule.desk for rule in self.fitting.services.values()))
        return frozenset(desk for desk in named if desk)
