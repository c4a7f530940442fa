"""The simulated desk: the same seed gives the same log; people do what people do; what is counted, and by which formula."""

import hashlib
import random
from dataclasses import replace

import pytest

from signaling.core import events as ev
from signaling.core.ids import AgentId, DeskId
from signaling.core.limits import MINUTE, SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.core.session import EndReason, RingResult
from signaling.core.strategy import Strategy
from signaling.simulation.desk import SimulatedDesk, Visit
from signaling.simulation.people import HOUR, Answering, Habits, Resident, Shift, arrivals, team
from signaling.simulation.results import Results, Tally, Timesheet
from tests.core.audit import Audit

START = 1_790_000_000_000
POLICY = DeskPolicy(desk=DeskId("desk"))
BUSY_DAY = Habits(talk=4 * MINUTE, wrap_up=30 * SECOND, patience=3 * MINUTE)


def log_of_a_day(seed: int, policy: DeskPolicy = POLICY) -> tuple[list[ev.DeskEvent], list[Visit]]:
    log: list[ev.DeskEvent] = []
    visits: list[Visit] = []
    people = arrivals(random.Random(seed), BUSY_DAY, per_hour=60, start=START, end=START + 8 * HOUR)
    desk = SimulatedDesk(
        policy,
        people,
        [*team(3, START), Shift(AgentId("part-time"), START + HOUR, START + 3 * HOUR)],
        chance=random.Random(seed + 1),
        answering=Answering(delay=8 * SECOND),
        visited=visits.append,
        happened=log.extend,
    )
    desk.run()
    assert not desk.board.state.sessions
    return log, visits


def digest(log: list[ev.DeskEvent]) -> str:
    return hashlib.sha256("\n".join(map(repr, log)).encode()).hexdigest()


def test_the_same_seed_gives_the_same_log_and_another_seed_another() -> None:
    assert digest(log_of_a_day(7)[0]) == digest(log_of_a_day(7)[0]) != digest(log_of_a_day(8)[0])


@pytest.mark.parametrize("strategy", list(Strategy))
def test_a_busy_day_keeps_every_promise_of_a_desk(strategy: Strategy) -> None:
    log, visits = log_of_a_day(3, replace(POLICY, strategy=strategy))
    audit = Audit(strategy)
    for event in log:
        audit.see(event)
    results = {event.result for event in log if isinstance(event, ev.RingEnded)}
    assert results >= {RingResult.UNANSWERED, RingResult.CANCELLED}
    assert {visit.reason for visit in visits} >= {EndReason.RESIDENT_LEFT, EndReason.RESIDENT_ENDED}
    assert len(visits) == len(audit.residents) > 400


def one_after_another(*people: Resident, agents: int = 1, answering: Answering | None = None) -> list[Visit]:
    visits: list[Visit] = []
    chance = random.Random(1)
    shifts = team(agents, START)
    SimulatedDesk(POLICY, iter(people), shifts, chance=chance, answering=answering, visited=visits.append).run()
    return sorted(visits, key=lambda visit: visit.requested_at)


def test_who_finds_the_agent_busy_waits_for_the_end_of_the_wrap_up_or_leaves() -> None:
    first = Resident(START + 1, talk=60_000, wrap_up=10_000, patience=None)
    second = Resident(START + 2, talk=1_000, wrap_up=0, patience=90_000)
    third = Resident(START + 3, talk=1_000, wrap_up=0, patience=5_000)
    served, waited, left = one_after_another(first, second, third)
    assert (served.waited, served.at_once, served.over_at) == (0, True, START + 70_001)
    assert (waited.waited, waited.at_once, waited.answered) == (69_999, False, True)
    assert (left.waited, left.answered, left.reason) == (5_000, False, EndReason.RESIDENT_LEFT)


def test_an_agent_who_misses_a_ring_comes_back_after_a_while() -> None:
    slow = Answering(delay=30 * SECOND, absence=MINUTE)
    visits = one_after_another(*[Resident(START + n * HOUR, 1_000, 0, None) for n in range(1, 9)], answering=slow)
    assert all(visit.answered and visit.at_once for visit in visits)
    assert max(visit.waited for visit in visits) > 80_000  # a whole ring and the absence


def test_without_agents_everybody_is_sent_away_at_once() -> None:
    visits = one_after_another(Resident(START, 1_000, 0, None), Resident(START + 5, 1_000, 0, None), agents=0)
    assert {visit.reason for visit in visits} == {EndReason.NO_AGENT}


def visit(waited: int, reason: EndReason, *, at_once: bool = False) -> Visit:
    answered = reason is EndReason.AGENT_ENDED
    return Visit(0, waited, at_once, answered, reason, waited)


def test_every_ratio_is_as_its_formula_says() -> None:
    tally = Tally(target=60 * SECOND)
    for waited in (0, 0, 1_001, 60_000, 60_001):
        tally.add(visit(waited, EndReason.AGENT_ENDED, at_once=waited == 0))
    for waited, reason in [(3_000, EndReason.RESIDENT_LEFT), (90_000, EndReason.KIOSK_LOST_WAITING)]:
        tally.add(visit(waited, reason))
    tally.add(visit(0, EndReason.QUEUE_FULL))
    found = tally.results({AgentId("a"): (30, 40), AgentId("b"): (10, 40)})
    assert found == Results(
        offered=8,
        answered=5,
        abandoned=2,
        sent_away=1,
        had_to_wait=6 / 8,
        mean_wait=214_002 / 8 / SECOND,
        answer_speed=121_002 / 5 / SECOND,
        median_wait=2,
        wait_90=61,
        wait_99=61,
        target=60,
        service_level=4 / 8,
        service_level_2=5 / 8,
        occupancy=0.5,
        occupancy_by_agent={AgentId("a"): 0.75, AgentId("b"): 0.25},
    )


def test_what_is_kept_does_not_grow_with_the_number_of_sessions() -> None:
    tally, timesheet = Tally(target=MINUTE), Timesheet()
    habits = Habits(talk=MINUTE, patience=MINUTE)
    people = arrivals(random.Random(1), habits, per_hour=150, start=START, end=START + 20 * HOUR)
    policy = replace(POLICY, limits=Limits(max_waiting=10_000))
    desk = SimulatedDesk(
        policy, people, team(3, START), chance=random.Random(2), visited=tally.add, happened=timesheet.see
    )
    desk.run()
    assert tally.results({}).offered > 2_500
    assert len(desk.board.state.last_session) < 20, "kiosks are used again"
    assert not desk._present
    assert len(tally._seconds) < 600
