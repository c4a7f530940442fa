"""Who comes to a desk and who works at it. Times in ms; chance is an argument, so that a seed gives the same people."""

import random  # noqa: TID251 - seeded by the caller
from collections.abc import Iterator
from dataclasses import dataclass

from signaling.core.ids import AgentId
from signaling.core.limits import MINUTE

HOUR = 60 * MINUTE

Chance = random.Random


@dataclass(frozen=True, slots=True)
class Resident:
    at: int
    """Of the touch."""
    talk: int
    """From the accept to the end, if they are answered."""
    wrap_up: int
    patience: int | None
    """How long they wait for an answer before they leave; None: for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Means of exponential times; None for patience: for ever."""

    talk: int
    wrap_up: int = 0
    patience: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    agent: AgentId
    start: int
    end: int | None = None
    """Who is busy then leaves after that session; None: stays as long as anybody comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """How agents treat a ring."""

    delay: int = 0
    """Mean of the exponential time to the accept; 0: at once. Longer than the ring, and it is missed."""
    absence: int = MINUTE
    """After a missed ring, until they make themselves available again."""


def exponential(chance: Chance, mean: int) -> int:
    return round(chance.expovariate(1 / mean)) if mean else 0


def arrivals(chance: Chance, habits: Habits, *, per_hour: float, start: int, end: int) -> Iterator[Resident]:
    """A Poisson stream."""
    at = start + chance.expovariate(per_hour) * HOUR
    while at < end:
        patience = None if habits.patience is None else exponential(chance, habits.patience)
        yield Resident(round(at), exponential(chance, habits.talk), exponential(chance, habits.wrap_up), patience)
        at += chance.expovariate(per_hour) * HOUR


def team(size: int, start: int) -> list[Shift]:
    return [Shift(AgentId(f"agent-{number:03d}"), start) for number in range(1, size + 1)]
