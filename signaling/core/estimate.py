"""The range of the wait that a resident is told."""

from collections.abc import Sequence

from .limits import MINUTE

SAMPLES = 20
"""How many of the last handling times are kept."""
ENOUGH = 5
"""Fewer samples than this, and nothing is promised."""


def wait_range(handling: Sequence[int], ahead: int, agents: int) -> tuple[int, int] | None:
    """Low and high wait in whole minutes for somebody with `ahead` before them and `agents` serving.

    With every agent busy, the line moves `agents / handling time` per unit: the one with n before them is served between
    n and n + 1 such steps from now. The quartiles of the last handling times (accept to end of wrap-up, ms) bound the step.
    None if there are too few samples or nobody serves.
    """
    if len(handling) < ENOUGH or agents == 0:
        return None
    ordered = sorted(handling)
    quick, slow = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    low = ahead * quick // agents // MINUTE
    high = -(-(ahead + 1) * slow // agents // MINUTE)
    return low, max(high, low + 1)
