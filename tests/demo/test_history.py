"""The demonstration's history is made by the real switchboard; here: that it is the same every time, and plausible."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from signaling.core import events as ev
from signaling.core.session import EndReason
from signaling.demo import centre
from signaling.demo.history import DAYS, Day, play, policy
from signaling.service import first_start

ZONE = ZoneInfo(centre.ZONE)
NOW = int(datetime(2026, 11, 23, 15, 20, tzinfo=ZONE).timestamp() * 1000)


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return play(NOW)[0]


def every(days: list[Day], kind: type) -> list:
    return [event for day in days for event in day.events if isinstance(event, kind)]


def hour(at: int) -> int:
    return datetime.fromtimestamp(at / 1000, ZONE).hour


def test_the_same_seed_gives_the_same_history_and_another_seed_another(days):
    assert play(NOW)[0] == days
    assert play(NOW, seed=2)[0] != days


def test_it_is_thirty_days_that_end_before_now_with_nobody_left(days):
    _, switchboard = play(NOW)
    assert not switchboard.state.sessions
    assert not switchboard.state.agents
    assert len(days) == DAYS + 1
    times = [event.at for day in days for event in day.events]
    assert times == sorted(times)
    assert times[-1] < NOW


def test_every_session_is_closed_exactly_once(days):
    asked = Counter(event.session for event in every(days, ev.SessionQueued))
    closed = Counter(event.session for event in every(days, ev.SessionClosed))
    assert asked == closed
    assert set(asked.values()) == {1}


def test_nobody_asks_outside_opening_hours_and_nobody_comes_on_a_festival():
    national_day = int(datetime(2026, 10, 5, 12, 0, tzinfo=ZONE).timestamp() * 1000)
    days, _ = play(national_day)
    hours = policy(national_day).hours
    asked = every(days, ev.SessionQueued)
    assert all(hours.is_open(event.at) for event in asked)
    assert not every(days, ev.SessionTurnedAway)
    assert not {"2026-10-01", "2026-10-02", "2026-10-03"} & {day.day.isoformat() for day in days}
    festival = next(day for day in days if day.day.isoformat() == "2026-10-04")
    assert all(hour(event.at) < 12 for event in every([festival], ev.SessionQueued))


def test_mornings_and_early_afternoons_are_busy_and_noon_is_quiet(days):
    asked = Counter(hour(event.at) for event in every(days, ev.SessionQueued))
    assert asked[12] < asked[9] / 2
    assert asked[12] < asked[14] / 2
    assert asked[16] < asked[10] / 2
    weekday = [len(every([day], ev.SessionQueued)) for day in days if day.day.weekday() < 5]
    weekend = [len(every([day], ev.SessionQueued)) for day in days if day.day.weekday() >= 5]
    assert sum(weekend) / len(weekend) < sum(weekday) / len(weekday) / 1.5


def test_waits_ends_rings_and_ratings_are_those_of_a_good_but_human_centre(days):
    asked = {event.session: event.at for event in every(days, ev.SessionQueued)}
    waits = sorted(event.at - asked[event.session] for event in every(days, ev.SessionAccepted))
    assert 1500 < len(asked) < 2500
    assert 0.85 < sum(wait <= 60_000 for wait in waits) / len(waits) < 0.99
    reasons = Counter(event.reason for event in every(days, ev.SessionClosed))
    assert 0.01 < reasons[EndReason.RESIDENT_LEFT] / len(asked) < 0.10
    assert reasons[EndReason.AGENT_ENDED]
    assert reasons[EndReason.KIOSK_LOST]
    results = Counter(event.result for event in every(days, ev.RingEnded))
    assert results["unanswered"]
    assert results["declined"]
    assert results["cancelled"]
    outcomes = Counter(event.outcome for event in every(days, ev.SessionClosed) if event.outcome)
    assert outcomes["solved"] / outcomes.total() > 0.8
    assert outcomes["none"], "now and then a wrap-up runs out"
    ratings = [rating.value for day in days for rating in day.ratings]
    assert 4.2 < sum(ratings) / len(ratings) < 4.9


def test_people_come_for_the_services_of_the_catalogue():
    catalogue = json.loads(Path(first_start.__file__).with_name("catalogue.json").read_text(encoding="utf-8"))
    assert set(centre.SERVICES) == {service["code"] for service in catalogue["services"]}
