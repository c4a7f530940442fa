"""Means of a steady state from one run, with an honest interval, though each wait depends on the one before.

When everything is exponential, an arrival that makes the last free agent busy starts the desk anew: what follows depends on
nothing before. The visits between two such arrivals are independent of each other, and so are ratios over such cycles
(M. A. Crane and D. L. Iglehart, "Simulating stable stochastic systems", 1974-75).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import sqrt

from signaling.simulation.desk import Visit

Z_999 = 3.2905
"""Quantile of the normal distribution: 99.9 % lie within so many deviations on either side."""


@dataclass(frozen=True, slots=True)
class Interval:
    middle: float
    half: float

    def holds(self, value: float) -> bool:
        return abs(value - self.middle) <= self.half

    def __str__(self) -> str:
        return f"{self.middle:.4g} ± {self.half:.2g}"


def cycles(visits: Iterable[Visit], agents: int) -> list[list[Visit]]:
    """The complete ones, in order of arrival."""
    found: list[list[Visit]] = []
    present: list[int] = []
    for visit in sorted(visits, key=lambda one: one.requested_at):
        while present and present[0] <= visit.requested_at:
            heappop(present)
        if len(present) == agents - 1:
            found.append([])
        if found:
            found[-1].append(visit)
        heappush(present, visit.over_at)
    return found[:-1]


def mean(of: Callable[[Visit], float], over: Sequence[Sequence[Visit]]) -> Interval:
    """The mean of `of` over all visits, with its 99.9 % interval."""
    sums = [sum(map(of, cycle)) for cycle in over]
    visits = sum(len(cycle) for cycle in over)
    middle = sum(sums) / visits
    spread = sum((total - middle * len(cycle)) ** 2 for total, cycle in zip(sums, over, strict=True))
    return Interval(middle, Z_999 * sqrt(spread) / visits)
