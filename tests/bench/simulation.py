"""Simulated sessions per second: the shipped switchboard on a virtual clock, against the same people before a desk that is
nothing but a list of the times at which agents are free."""

import random
import time
from collections.abc import Iterator
from heapq import heappop, heappush, heapreplace
from typing import Any

from signaling.core.ids import DeskId
from signaling.core.limits import MINUTE, SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.simulation.desk import SimulatedDesk
from signaling.simulation.people import HOUR, Answering, Habits, Resident, arrivals, team
from signaling.simulation.results import Tally, Timesheet

AGENTS = 4
PER_HOUR = 40
SESSIONS = 20_000
HABITS = Habits(talk=4 * MINUTE, wrap_up=30 * SECOND, patience=5 * MINUTE)
START = 1_790_000_000_000


def people() -> Iterator[Resident]:
    end = START + round(SESSIONS / PER_HOUR * HOUR)
    return arrivals(random.Random(1), HABITS, per_hour=PER_HOUR, start=START, end=end)


def shipped() -> int:
    tally, timesheet = Tally(target=MINUTE), Timesheet()
    desk = SimulatedDesk(
        DeskPolicy(desk=DeskId("desk"), limits=Limits(max_waiting=10_000)),
        people(),
        team(AGENTS, START),
        chance=random.Random(2),
        answering=Answering(delay=4 * SECOND),
        visited=tally.add,
        happened=timesheet.see,
    )
    timesheet.close(desk.run())
    return tally.results(timesheet.occupancy()).offered


def bare() -> int:
    """The same happenings in the order of their times, and no desk: touch, accept, end and end of wrap-up."""
    free = [START] * AGENTS
    agenda: list[tuple[int, int]] = []
    offered = 0
    for one in people():
        while agenda and agenda[0][0] <= one.at:
            heappop(agenda)
        offered += 1
        begin = max(one.at, free[0])
        if one.patience is None or begin - one.at < one.patience:
            heapreplace(free, begin + one.talk + one.wrap_up)
            for at in (begin, begin + one.talk, begin + one.talk + one.wrap_up):
                heappush(agenda, (at, offered))
    return offered


def per_second(run: Any) -> float:
    before = time.perf_counter()
    return run() / (time.perf_counter() - before)


def measure() -> dict[str, Any]:
    ours, plain = (max(per_second(run) for _ in range(3)) for run in (shipped, bare))
    return {
        "figure": "simulated sessions",
        "unit": "1/s",
        "ours": round(ours),
        "bare": round(plain),
        "ratio": round(plain / ours, 1),
        "target": ">= 5,000/s",
    }
