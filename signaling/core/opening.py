"""Opening hours: when a desk takes requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

Span = tuple[int, int]
"""From and to, in minutes after local midnight; `to` is exclusive and at most 1440."""

ALWAYS: Sequence[Sequence[Span]] = tuple(((0, 1440),) for _ in range(7))

SEARCH_DAYS = 60
"""How far ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`weekly` has seven entries, Monday first; `exceptions` replaces a whole day (holidays, make-up workdays)."""

    zone: str = "Asia/Shanghai"
    weekly: Sequence[Sequence[Span]] = ALWAYS
    exceptions: Mapping[str, Sequence[Span]] = field(default_factory=dict[str, Sequence[Span]])
    """ISO date → spans of that day; an empty list is a closed day."""

    def spans(self, day: date) -> Sequence[Span]:
        return self.exceptions.get(day.isoformat(), self.weekly[day.weekday()])

    def local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self.zone))

    def is_open(self, at: int) -> bool:
        local = self.local(at)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.spans(local.date()))

    def next_opening(self, at: int) -> int | None:
        """The first moment after `at`, in ms, at which a span starts; None within the next 60 days."""
        local = self.local(at)
        for ahead in range(SEARCH_DAYS):
            day = local.date() + timedelta(days=ahead)
            for start, _ in sorted(self.spans(day)):
                opening = datetime(day.year, day.month, day.day, start // 60, start % 60, tzinfo=ZoneInfo(self.zone))
                if opening > local:
                    return int(opening.timestamp() * 1000)
        return None
