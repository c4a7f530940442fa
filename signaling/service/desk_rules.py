"""A desk's limits and opening hours as administrators write them and as the database keeps them: validated JSON."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from signaling.core.elsewhere import Overflow
from signaling.core.ids import DeskId
from signaling.core.limits import MINUTE, SECOND, Limits
from signaling.core.opening import ALWAYS, OpeningHours, Span
from signaling.core.policy import DeskPolicy, WrapUpMode
from signaling.core.strategy import Strategy
from signaling.protocol.fields import Id, Part

from .profiles import FittingPart

DAY = 1440
DEFAULT = Limits()


class LimitsPart(Part):
    """Durations in milliseconds; the meaning of each is in `signaling.core.limits`."""

    ring: Annotated[int, Field(ge=5 * SECOND, le=2 * MINUTE)] = DEFAULT.ring
    ring_more: Annotated[int, Field(ge=1, le=50)] = DEFAULT.ring_more
    ring_more_every: Annotated[int, Field(ge=2 * SECOND, le=MINUTE)] = DEFAULT.ring_more_every
    connect: Annotated[int, Field(ge=5 * SECOND, le=MINUTE)] = DEFAULT.connect
    kiosk_grace: Annotated[int, Field(ge=10 * SECOND, le=10 * MINUTE)] = DEFAULT.kiosk_grace
    resume: Annotated[int, Field(ge=0, le=10 * MINUTE)] = DEFAULT.resume
    agent_grace: Annotated[int, Field(ge=5 * SECOND, le=5 * MINUTE)] = DEFAULT.agent_grace
    restart_grace: Annotated[int, Field(ge=10 * SECOND, le=10 * MINUTE)] = DEFAULT.restart_grace
    wrap_up: Annotated[int, Field(ge=10 * SECOND, le=30 * MINUTE)] = DEFAULT.wrap_up
    wrap_up_extension: Annotated[int, Field(ge=10 * SECOND, le=30 * MINUTE)] = DEFAULT.wrap_up_extension
    wrap_up_extensions: Annotated[int, Field(ge=0, le=10)] = DEFAULT.wrap_up_extensions
    decline_delay: Annotated[int, Field(ge=0, le=10 * MINUTE)] = DEFAULT.decline_delay
    busy_delay: Annotated[int, Field(ge=0, le=60 * MINUTE)] = DEFAULT.busy_delay
    unanswered_delay: Annotated[int, Field(ge=0, le=10 * MINUTE)] = DEFAULT.unanswered_delay
    misses: Annotated[int, Field(ge=1, le=10)] = DEFAULT.misses
    max_wait: Annotated[int, Field(ge=MINUTE, le=240 * MINUTE)] = DEFAULT.max_wait
    max_waiting: Annotated[int, Field(ge=1, le=20_000)] = DEFAULT.max_waiting
    offer_ticket_after: Annotated[int, Field(ge=0, le=240 * MINUTE)] = DEFAULT.offer_ticket_after
    unstaffed: Annotated[int, Field(ge=10 * SECOND, le=30 * MINUTE)] = DEFAULT.unstaffed


class OverflowPart(Part):
    """After how many ms a resident goes to another desk, and to which; null: none."""

    after: Annotated[int, Field(ge=SECOND, le=240 * MINUTE)] = Overflow().after
    to: Id | None = None


Minute = Annotated[int, Field(ge=0, le=DAY)]
Spans = Annotated[list[tuple[Minute, Minute]], Field(max_length=6)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class HoursPart(Part):
    """Spans are minutes after local midnight, from and to; `weekly` begins on Monday; an exception replaces a day."""

    zone: Annotated[str, Field(max_length=64)] = "Asia/Shanghai"
    weekly: Annotated[list[Spans], Field(min_length=7, max_length=7)] = Field(
        default_factory=lambda: [list(day) for day in ALWAYS]
    )
    exceptions: Annotated[dict[Day, Spans], Field(max_length=400)] = Field(default_factory=dict[str, list[Span]])

    @field_validator("zone")
    @classmethod
    def _exists(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("is not a time zone such as Asia/Shanghai") from error
        return zone

    @field_validator("weekly")
    @classmethod
    def _days_in_order(cls, weekly: list[list[Span]]) -> list[list[Span]]:
        for spans in weekly:
            _check(spans)
        return weekly

    @field_validator("exceptions")
    @classmethod
    def _dates_and_order(cls, exceptions: dict[str, list[Span]]) -> dict[str, list[Span]]:
        for day, spans in exceptions.items():
            date.fromisoformat(day)
            _check(spans)
        return exceptions


def _check(spans: list[Span]) -> None:
    edges = [edge for span in spans for edge in span]
    if any(start >= end for start, end in spans) or edges != sorted(edges):
        raise ValueError("spans must be in order, must not overlap, and must end after they begin")


class DeskRules(Part):
    strategy: Strategy = Strategy.LONGEST_IDLE
    wrap_up: WrapUpMode = WrapUpMode.MANDATORY
    fitting: FittingPart = FittingPart()
    limits: LimitsPart = LimitsPart()
    hours: HoursPart = HoursPart()
    overflow: OverflowPart = OverflowPart()

    @classmethod
    def of(cls, policy: DeskPolicy) -> Self:
        return cls.model_validate(
            {
                "strategy": policy.strategy,
                "wrap_up": policy.wrap_up,
                "fitting": asdict(policy.fitting),
                "limits": asdict(policy.limits),
                "hours": asdict(policy.hours),
                "overflow": asdict(policy.overflow),
            }
        )

    def policy(self, desk: DeskId) -> DeskPolicy:
        return DeskPolicy(
            desk=desk,
            strategy=self.strategy,
            wrap_up=self.wrap_up,
            fitting=self.fitting.fitting(),
            limits=Limits(**self.limits.model_dump()),
            hours=OpeningHours(self.hours.zone, self.hours.weekly, self.hours.exceptions),
            overflow=Overflow(after=self.overflow.after, to=DeskId(self.overflow.to) if self.overflow.to else None),
        )
