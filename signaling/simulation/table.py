"""Results for people: a line for each number of agents, in columns of figures."""

from collections.abc import Callable, Mapping

from signaling.core.limits import SECOND

from .results import Results
from .theory import Expected

LEGEND = """
waited   found no agent free at the touch
mean     wait of all who came, minutes:seconds
90 % by  by then, 90 % of those who were answered had been
left     went before the answer
away     were sent away by the desk
in time  answered within {target:.0f} s, of all who came
SL2      (answered + left, both within {target:.0f} s) / (answered + left + sent away)
busy     talk and wrap-up, of the agents' time"""
THEORY = """
Erlang   mean wait for an agent by formula, in a day without beginning or end"""


def table(found: Mapping[int, Results], theory: Mapping[int, Expected | None]) -> str:
    """`theory` may be empty; None in it: the line would grow without end."""
    heads = [*COLUMNS, "Erlang"] if theory else list(COLUMNS)
    lines = ["agents" + "".join(f"{head:>{_width(head)}}" for head in heads)]
    for agents, results in found.items():
        cells = [cell(results) for cell in COLUMNS.values()] + ([_wait(theory[agents])] if theory else [])
        lines.append(
            f"{agents:>6}" + "".join(f"{cell:>{_width(head)}}" for head, cell in zip(heads, cells, strict=True))
        )
    target = next(iter(found.values())).target
    return "\n".join(lines) + "\n" + LEGEND.format(target=target) + (THEORY if theory else "")


def _width(head: str) -> int:
    return max(5, len(head)) + 2


def _of_offered(results: Results, count: int) -> str:
    return _percent(count / max(1, results.offered))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _clock(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02d}"


def _wait(theory: Expected | None) -> str:
    return "no end" if theory is None else _clock(theory.mean_wait / SECOND)


COLUMNS: Mapping[str, Callable[[Results], str]] = {
    "came": lambda results: str(results.offered),
    "waited": lambda results: _percent(results.had_to_wait),
    "mean": lambda results: _clock(results.mean_wait),
    "90 % by": lambda results: _clock(results.wait_90),
    "left": lambda results: _of_offered(results, results.abandoned),
    "away": lambda results: _of_offered(results, results.sent_away),
    "in time": lambda results: _percent(results.service_level),
    "SL2": lambda results: _percent(results.service_level_2),
    "busy": lambda results: _percent(results.occupancy),
}
