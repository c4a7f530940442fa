"""What a desk would achieve with so many agents and such rules: simulated days, the same people for every number of agents."""

import random  # noqa: TID251 - seeded
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from signaling.core.policy import DeskPolicy

from . import recording
from .desk import SimulatedDesk
from .people import HOUR, Answering, Habits, Resident, arrivals, team
from .recording import Recorded
from .results import Results, Tally, Timesheet

MONDAY = 1_767_571_200_000
"""2026-01-05 00:00 UTC."""
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Days of so many ms in which people come by chance."""

    per_hour: float
    habits: Habits
    length: int

    def start(self, number: int) -> int:
        return MONDAY + number * DAY

    def residents(self, number: int, chance: random.Random) -> Iterator[Resident]:
        start = self.start(number)
        return arrivals(chance, self.habits, per_hour=self.per_hour, start=start, end=start + self.length)


@dataclass(frozen=True, slots=True)
class Replay:
    """A recorded day, again and again: each time what was not recorded is drawn anew."""

    day: Sequence[Recorded]

    def start(self, _number: int) -> int:
        return self.day[0].requested_at

    def residents(self, _number: int, chance: random.Random) -> Iterator[Resident]:
        return recording.residents(self.day, chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    people: Stream | Replay
    policy: DeskPolicy
    answering: Answering
    target: int
    """For the service level, in ms."""
    days: int
    seed: int


def what_if(question: Question, agents: int) -> Results:
    tally, timesheet = Tally(question.target), Timesheet()
    for number in range(question.days):
        desk = SimulatedDesk(
            question.policy,
            question.people.residents(number, random.Random(f"residents {question.seed} {number}")),
            team(agents, question.people.start(number)),
            chance=random.Random(f"agents {question.seed} {number}"),
            answering=question.answering,
            visited=tally.add,
            happened=timesheet.see,
        )
        timesheet.close(desk.run())
    return tally.results(timesheet.occupancy())
