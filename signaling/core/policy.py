"""The rules that a desk works by, as one validated value."""

from dataclasses import dataclass, field

from .ids import DeskId
from .limits import Limits
from .opening import OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    desk: DeskId
    limits: Limits = field(default_factory=Limits)
    hours: OpeningHours = field(default_factory=OpeningHours)
