"""What queueing theory says of a desk where everything is exponential: residents come at rate λ, c agents each serve at
rate μ, and who waits leaves at rate θ.

Erlang C (θ = 0): A. K. Erlang, 1917, by the recursion for Erlang B; Erlang A: C. Palm, 1946, as the birth-and-death chain
in A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", 2007.
"""

from dataclasses import dataclass

NEGLIGIBLE = 1e-12


@dataclass(frozen=True, slots=True)
class Expected:
    """Of a steady state; times in the unit that the rates are per."""

    had_to_wait: float
    """The share of residents who find every agent busy."""
    mean_wait: float
    """Of all, whether they are answered or leave."""
    abandoned: float
    """The share of residents who leave."""
    occupancy: float


class Overloaded(ValueError):
    """More comes than can be served, and nobody leaves: the line grows without end."""


def erlang_b(load: float, agents: int) -> float:
    """The share of residents turned away if nobody may wait. B(0) = 1; B(n) = a B(n-1) / (n + a B(n-1))."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(arrival: float, service: float, agents: int) -> Expected:
    """C = B / (1 - ρ (1 - B)); mean wait C / (c μ - λ)."""
    load = arrival / service
    occupancy = load / agents
    if occupancy >= 1:
        raise Overloaded
    blocked = erlang_b(load, agents)
    waits = blocked / (1 - occupancy * (1 - blocked))
    return Expected(waits, waits / (agents * service - arrival), 0.0, occupancy)


def erlang_a(arrival: float, service: float, agents: int, leaving: float) -> Expected:
    """With n present, somebody goes at rate min(n, c) μ + max(0, n - c) θ. By Little's law the mean wait is that of the
    line's length over λ, and the share who leave is θ times the mean wait."""
    weight, total, all_busy, in_line, busy = 1.0, 0.0, 0.0, 0.0, 0.0
    present = 0
    while present <= agents or weight > NEGLIGIBLE * total:
        total += weight
        busy += weight * min(present, agents)
        if present >= agents:
            all_busy += weight
            in_line += weight * (present - agents)
        present += 1
        weight *= arrival / (min(present, agents) * service + max(0, present - agents) * leaving)
    wait = in_line / total / arrival
    return Expected(all_busy / total, wait, leaving * wait, busy / total / agents)


def expected(arrival: float, service: float, agents: int, leaving: float) -> Expected:
    return erlang_a(arrival, service, agents, leaving) if leaving else erlang_c(arrival, service, agents)
