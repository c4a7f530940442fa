"""Opening hours, in local time."""

import pytest

from signaling.core.opening import ALWAYS, OpeningHours

from .board import moment

WEEKDAYS = (((9 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60)),) * 5 + ((), ())
STREET = OpeningHours(
    weekly=WEEKDAYS,
    exceptions={
        "2026-10-01": (),
        "2026-10-02": (),
        "2026-10-10": ((9 * 60, 12 * 60),),
    },
)
"""A street centre: a lunch break, weekends off, a holiday and a Saturday that is worked for it."""


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-09-22 08:59:59.999", False),
        ("2026-09-22 09:00", True),
        ("2026-09-22 11:29:59.999", True),
        ("2026-09-22 11:30", False),
        ("2026-09-22 13:30", True),
        ("2026-09-22 17:00", False),
        ("2026-09-26 10:00", False),
        ("2026-10-01 10:00", False),
        ("2026-10-10 10:00", True),
        ("2026-10-10 14:00", False),
    ],
)
def test_a_desk_is_open_from_the_first_minute_to_before_the_last(at: str, is_open: bool) -> None:
    assert STREET.is_open(moment(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        ("2026-09-22 08:00", "2026-09-22 09:00"),
        ("2026-09-22 09:00", "2026-09-22 13:30"),
        ("2026-09-22 12:00", "2026-09-22 13:30"),
        ("2026-09-22 17:00", "2026-09-23 09:00"),
        ("2026-09-25 18:00", "2026-09-28 09:00"),
        ("2026-09-30 18:00", "2026-10-05 09:00"),
        ("2026-10-09 18:00", "2026-10-10 09:00"),
    ],
)
def test_the_next_opening_skips_breaks_weekends_and_holidays(at: str, opening: str) -> None:
    assert STREET.next_opening(moment(at)) == moment(opening)


def test_a_desk_may_be_open_up_to_and_from_midnight() -> None:
    late = OpeningHours(weekly=(((20 * 60, 1440),), ((0, 2 * 60),), (), (), (), (), ()))
    assert late.is_open(moment("2026-09-21 23:59:59.999"))
    assert late.is_open(moment("2026-09-22 00:00"))
    assert not late.is_open(moment("2026-09-22 02:00"))
    assert late.next_opening(moment("2026-09-21 21:00")) == moment("2026-09-22 00:00")


def test_a_desk_without_hours_is_always_open() -> None:
    assert OpeningHours().weekly is ALWAYS
    assert all(OpeningHours().is_open(moment(f"2026-09-{day} 00:00")) for day in range(21, 28))


def test_a_desk_that_never_opens_says_so() -> None:
    assert OpeningHours(weekly=((),) * 7).next_opening(moment("2026-09-22 10:00")) is None


def test_the_day_is_the_day_of_the_zone() -> None:
    monday_only = OpeningHours(weekly=(((0, 1440),), (), (), (), (), (), ()))
    assert monday_only.is_open(moment("2026-09-21 00:00"))  # still Sunday in Greenwich
    assert not monday_only.is_open(moment("2026-09-22 00:00"))  # still Monday in Greenwich


def test_a_zone_with_summer_time_opens_at_its_wall_clock() -> None:
    berlin = OpeningHours(zone="Europe/Berlin", weekly=(((9 * 60, 17 * 60),),) * 7)
    saturday_evening = berlin.next_opening(moment("2026-10-25 01:00"))  # Saturday 19:00, summer time ends in the night
    assert saturday_evening is not None
    assert berlin.local(saturday_evening).isoformat() == "2026-10-25T09:00:00+01:00"
