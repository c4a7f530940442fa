"""The demonstration's history is made by the real switchboard; here: that it is the same every time, and plausible."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from signaling.core import events as ev
from signaling.core.session import EndReason, Outcome
from signaling.demo import centre
from signaling.demo.history import DAYS, Day, play, policy
from signaling.demo.reports import Origin, Talk, rows, talks
from signaling.demo.visitors import HELP_OVER_60, HELP_YOUNGER
from signaling.service import first_start

ZONE = ZoneInfo(centre.ZONE)
NOW = int(datetime(2026, 11, 23, 15, 20, tzinfo=ZONE).timestamp() * 1000)


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return play(NOW)[0]


def every(days: list[Day], kind: type) -> list:
    return [event for day in days for event in day.events if isinstance(event, kind)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a session's timeline, as the manager's page gets it."""

    at: int
    origin: str
    kind: str
    data: dict[str, Any]


@pytest.fixture(scope="module")
def timelines(days) -> list[list[Line]]:
    """Of every session, in the order in which the server gives them: by time, what the desk knows first."""
    lines: dict[str, list[Line]] = {}
    rng = random.Random(1)
    for day in days:
        for event in day.events:
            if session := getattr(event, "session", None):
                lines.setdefault(session, []).append(Line(event.at, "desk", event.kind, asdict(event)))
        for talk in talks(day.events):
            for origin in ("kiosk", "agent"):
                lines[talk.session].extend(reported(rng, talk, origin))
    return [sorted(one, key=lambda line: line.at) for one in lines.values()]


def reported(rng: random.Random, talk: Talk, origin: Origin) -> Iterator[Line]:
    for number, row in enumerate(rows(rng, talk, origin), 1):
        assert row.number == number
        yield Line(row.at, origin, row.kind, json.loads(row.data))


def first(timeline: list[Line], kind: str) -> int | None:
    return next((index for index, line in enumerate(timeline) if line.kind == kind), None)


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


# --- the timeline of every session obeys the product's order ----------------------------------------------------------

REPORTED = {"media_connected", "ice_restart", "sharing", "quality"}


def test_a_session_is_asked_for_rung_answered_connected_ended_and_closed_in_this_order(timelines):
    course = ("session_queued", "ring_started", "session_accepted", "media_ready", "session_ended", "session_closed")
    for timeline in timelines:
        at = [index for kind in course if (index := first(timeline, kind)) is not None]
        assert at == sorted(at)
        assert timeline[0].kind == "session_queued"
        assert timeline[-1].kind == "session_closed"
        accepted, ended = first(timeline, "session_accepted"), first(timeline, "session_ended")
        assert (accepted is None) == (ended is None), "who was answered is wrapped up, and nobody else"


def test_the_media_come_after_the_accept_and_nothing_is_reported_after_the_end(timelines):
    for timeline in timelines:
        connected = [line for line in timeline if line.kind == "media_connected"]
        told = [line for line in timeline if line.kind in REPORTED]
        ready = first(timeline, "media_ready")
        if ready is None:
            assert not told
            continue
        assert {line.origin for line in connected} >= {"agent"}
        accepted = timeline[first(timeline, "session_accepted") or 0]
        for line in connected:
            assert line.at - line.data["took_ms"] >= accepted.at
        assert min(line.at for line in told) >= timeline[ready].at
        assert max(line.at for line in told) <= timeline[first(timeline, "session_ended") or 0].at
        assert {line.data["epoch"] for line in told if "epoch" in line.data} == {timeline[ready].data["epoch"]}


def test_a_screen_is_shown_only_where_that_was_consented_to_and_while_the_kiosk_is_there(timelines):
    shown = 0
    for timeline in timelines:
        may, there, visible = False, True, False
        for line in timeline:
            match line.kind:
                case "consent_answered":
                    may = line.data["consent"]["screen"]
                case "kiosk_lost":
                    there = False
                case "kiosk_attached":
                    there = True
                case "sharing" if line.data["visible"]:
                    assert may
                    assert there
                    assert not visible
                    visible, shown = True, shown + 1
                case "sharing":
                    assert visible
                    visible = False
                case _:
                    pass
        assert not visible, "it stays visible after the end"
    assert shown > len(timelines) / 2


def test_samples_have_only_streams_that_were_consented_to_and_none_while_the_kiosk_is_away(timelines):
    for timeline in timelines:
        allowed: set[str] = set()
        there = True
        for line in timeline:
            if line.kind == "consent_answered":
                consent = line.data["consent"]
                media = {"audio": "voice", "screen": "screen", "camera": "camera"}
                allowed = {stream for stream, part in media.items() if consent[part]}
            if line.kind in ("kiosk_lost", "kiosk_attached"):
                there = line.kind == "kiosk_attached"
            if line.kind == "quality":
                of_resident = line.data["sent" if line.origin == "kiosk" else "received"]
                assert {stream["media"] for stream in of_resident} <= allowed
                assert there


def test_the_kiosk_answers_and_returns_only_from_where_it_can_be(timelines):
    for timeline in timelines:
        there = True
        for line in timeline:
            if line.kind in ("kiosk_lost", "kiosk_attached"):
                assert there == (line.kind == "kiosk_lost")
                there = not there
            if line.kind == "consent_answered":
                assert there
            if line.kind == "session_ended" and line.data["reason"] == "resident_ended":
                assert there


def test_nobody_touches_a_machine_at_which_somebody_else_still_stands(days):
    by_kiosk: dict[str, list[tuple[int, int]]] = {}
    rated = {rating.session: rating.at for day in days for rating in day.ratings}
    left = {event.session: event.at for event in every(days, ev.SessionClosed)}
    left |= {event.session: event.at for event in every(days, ev.SessionEnded)} | rated
    for event in every(days, ev.SessionQueued):
        by_kiosk.setdefault(event.kiosk, []).append((event.at, left[event.session]))
    assert len(by_kiosk) == sum(len(site.kiosks) for site in centre.SITES)
    for sessions in by_kiosk.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(sessions)))


# --- and the whole is plausible ---------------------------------------------------------------------------------------


def test_phases_last_as_long_as_people_take(timelines):
    spans: dict[str, list[int]] = {"ring": [], "connect": [], "talk": [], "wrap_up": []}
    names = ("session_accepted", "media_ready", "session_ended", "session_closed")
    for timeline in timelines:
        at = {line.kind: line.at for line in timeline}
        if "media_ready" not in at:
            continue
        answered, ready, ended, closed = (at[name] for name in names)
        spans["ring"].append(answered - at["ring_started"])
        spans["connect"].append(ready - answered)
        spans["talk"].append(ended - ready)
        spans["wrap_up"].append(closed - ended)
    middle = {name: sorted(values)[len(values) // 2] for name, values in spans.items()}
    assert min(spans["ring"]) >= 1_000, "nobody answers before the bell"
    assert max(spans["ring"]) <= 20_000
    assert middle["connect"] < 500
    assert 120_000 < middle["talk"] < 300_000
    assert min(spans["talk"]) >= 10_000
    assert 20_000 < middle["wrap_up"] < 80_000
    assert max(spans["wrap_up"]) <= 180_000


def test_an_outcome_and_a_rating_fit_what_happened(days):
    closed = {event.session: event for event in every(days, ev.SessionClosed)}
    ended = {event.session: event for event in every(days, ev.SessionEnded)}
    ratings = [rating for day in days for rating in day.ratings]
    for rating in ratings:
        assert ended[rating.session].reason in (EndReason.RESIDENT_ENDED, EndReason.AGENT_ENDED), "nobody there to rate"
        assert rating.at > ended[rating.session].at
    assert len({rating.session for rating in ratings}) == len(ratings)
    for event in closed.values():
        assert (event.outcome is None) == (event.session not in ended)
        if event.reason in (EndReason.KIOSK_LOST, EndReason.NEVER_CONNECTED):
            assert event.outcome not in (Outcome.SOLVED, Outcome.INFORMATION)

    def solved(low: int, high: int) -> float:
        outcomes = [closed[rating.session].outcome for rating in ratings if low <= rating.value <= high]
        return outcomes.count(Outcome.SOLVED) / len(outcomes)

    assert solved(1, 2) < 0.5
    assert solved(4, 5) > 0.8


def test_as_many_come_as_a_centre_with_270_visitors_has_and_of_its_age(days):
    """Two thirds of the visitors are over 60, and they ask for help more often than the others."""
    assert centre.OVER_60 == 0.66
    share = centre.OVER_60 * HELP_OVER_60 + (1 - centre.OVER_60) * HELP_YOUNGER
    main = centre.SITES[0]
    assert main.visitors == 270
    weekdays = [day for day in days[:-1] if day.day.weekday() < 5]
    asked = [sum(event.site == main.id for event in every([day], ev.SessionQueued)) for day in weekdays]
    assert 0.9 < sum(asked) / len(asked) / (main.visitors * share) < 1.1
    assert max(asked) > min(asked), "no day is like another"


def test_the_services_are_asked_for_as_often_as_planned(days):
    services = Counter(event.context.service for event in every(days, ev.SessionQueued))
    assert set(services) == set(centre.SERVICES)
    for service, share in centre.SERVICES.items():
        assert abs(services[service] / services.total() - share / 100) < 0.04
