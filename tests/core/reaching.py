"""A machine goes on until chance has come to everything that it is for."""

from collections.abc import Set

from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .checked_desk import CheckedDesk

ROUNDS = 6
"""What is rare takes chance long; who has not got there goes again."""


def run_until_reached(machine: type[CheckedDesk], interesting: Set[str], examples: settings | None = None) -> None:
    machine.seen.clear()
    missed = interesting
    for number in range(ROUNDS):
        if missed:
            seeded = seed(number)(type("Round", (machine,), {}))  # the seed stays with the class
            run_state_machine_as_test(seeded, settings=examples)
            missed = interesting - machine.seen.keys()
    assert not missed, "the machine proves nothing about what it never reached"
