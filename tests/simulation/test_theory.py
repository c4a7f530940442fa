"""The shipped switchboard, where everything is exponential, waits as long as queueing theory says it does."""

import random
from collections.abc import Iterator
from heapq import heapreplace
from itertools import product

import pytest

from signaling.core.ids import DeskId
from signaling.core.limits import SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.simulation.desk import SimulatedDesk, Visit
from signaling.simulation.people import HOUR, Habits, Resident, arrivals, team
from signaling.simulation.results import LEFT, Timesheet
from signaling.simulation.theory import Overloaded, erlang_a, erlang_b, erlang_c, expected

from .cycles import cycles, mean

START = 1_790_000_000_000
HANDLING = 180 * SECOND
WITHOUT_END = 10**12
POLICY = DeskPolicy(desk=DeskId("desk"), limits=Limits(max_wait=WITHOUT_END, max_waiting=10**9))
VISITS = {0.5: 4_000, 0.8: 7_000, 0.9: 24_000, 0.95: 10_000}
"""By load. Near saturation, waits remember each other for longer."""
GRID = [
    *product((1, 3, 10), (0.5, 0.8, 0.9), (None,)),  # more load than that, and an honest interval needs minutes
    *product((1, 3, 10), (0.5, 0.8, 0.95), (HANDLING, 4 * HANDLING)),
]


def stream(agents: int, load: float, patience: int | None, count: int, seed: str) -> Iterator[Resident]:
    per_hour = load * agents * HOUR / HANDLING
    habits, end = Habits(talk=HANDLING, patience=patience), START + round(count / per_hour * HOUR)
    return arrivals(random.Random(f"residents {seed}"), habits, per_hour=per_hour, start=START, end=end)


def steady_state(agents: int, load: float, patience: int | None, seed: str) -> tuple[list[Visit], float]:
    """Every visit of a long run, and the agents' occupancy. Agents answer at once and have nothing to wrap up."""
    visits: list[Visit] = []
    timesheet = Timesheet()
    desk = SimulatedDesk(
        POLICY,
        stream(agents, load, patience, VISITS[load], seed),
        team(agents, START),
        chance=random.Random(f"agents {seed}"),
        visited=visits.append,
        happened=timesheet.see,
    )
    timesheet.close(desk.run())
    working, present = (sum(part) for part in zip(*timesheet.occupancy().values(), strict=True))
    return visits, working / present


@pytest.mark.parametrize(("agents", "load", "patience"), GRID)
def test_waiting_is_as_erlang_says(agents: int, load: float, patience: int | None) -> None:
    theory = expected(load * agents / HANDLING, 1 / HANDLING, agents, 1 / patience if patience else 0.0)
    visits, occupancy = steady_state(agents, load, patience, f"{agents} {load} {patience}")
    over = cycles(visits, agents)
    waits = mean(lambda visit: not visit.at_once, over)
    wait = mean(lambda visit: visit.waited / SECOND, over)
    left = mean(lambda visit: visit.reason in LEFT, over)
    print(f"had to wait {waits}, theory {theory.had_to_wait:.4g}", end="; ")
    print(f"mean wait {wait} s, theory {theory.mean_wait / SECOND:.4g} s", end="; ")
    print(f"left {left}, theory {theory.abandoned:.4g}; occupancy {occupancy:.4g}, theory {theory.occupancy:.4g}")
    assert waits.holds(theory.had_to_wait)
    assert wait.holds(theory.mean_wait / SECOND)
    assert left.holds(theory.abandoned)
    assert occupancy == pytest.approx(theory.occupancy, rel=0.05)
    assert waits.half < 0.1, "agreement with an interval as wide as a barn door would say nothing"


@pytest.mark.parametrize("agents", [1, 3, 10])
@pytest.mark.parametrize("patience", [None, 4 * HANDLING])
def test_everybody_waits_exactly_as_long_as_first_come_first_served_takes(agents: int, patience: int | None) -> None:
    people = list(stream(agents, 0.95, patience, 3_000, "exact"))
    visits: list[Visit] = []
    desk = SimulatedDesk(POLICY, iter(people), team(agents, START), chance=random.Random(1), visited=visits.append)
    desk.run()
    found = [(visit.waited, visit.answered) for visit in sorted(visits, key=lambda one: one.requested_at)]
    free = [START] * agents
    for one, (waited, answered) in zip(people, found, strict=True):
        wait = max(0, free[0] - one.at)
        if one.patience is None or wait < one.patience:
            heapreplace(free, one.at + wait + one.talk)
            assert (waited, answered) == (wait, True), one
        else:
            assert (waited, answered) == (one.patience, False), one


def test_erlang_c_is_that_of_the_textbooks() -> None:
    """10 Erlang and 11 agents; a single agent waits with the probability of being busy; pyworkforce's example: 100 calls in
    30 min, 180 s each, 14 agents."""
    assert erlang_b(10, 10) == pytest.approx(0.2146, abs=5e-5)
    assert erlang_c(0.8, 1, 1).had_to_wait == pytest.approx(0.8)
    assert erlang_c(0.8, 1, 1).mean_wait == pytest.approx(0.8 / 0.2)
    example = erlang_c(100 / 1800, 1 / 180, 14)
    assert (example.had_to_wait, example.occupancy) == (pytest.approx(0.174, abs=5e-4), pytest.approx(0.714, abs=5e-4))
    with pytest.raises(Overloaded):
        erlang_c(2, 1, 2)


def test_erlang_a_lies_between_erlang_c_and_a_line_where_each_leaves_like_one_who_is_served() -> None:
    """Without impatience it is Erlang C. With θ = μ, those present are a Poisson number (M/M/∞)."""
    assert erlang_a(8, 1, 10, 1e-9).mean_wait == pytest.approx(erlang_c(8, 1, 10).mean_wait, rel=1e-5)
    poisson = [1.0]
    for number in range(1, 100):
        poisson.append(poisson[-1] * 8 / number)
    assert erlang_a(8, 1, 10, 1).had_to_wait == pytest.approx(sum(poisson[10:]) / sum(poisson))
    assert erlang_a(30, 1, 10, 1).abandoned > 0.6
