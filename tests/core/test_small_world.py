"""Every state that a small desk can come into, within bounds, and every step between them: see `small_worlds` for which desks,
`small_promises`, `small_guests` and `audit` for what is held. `make search` goes further."""

import os

import pytest

from .small_bounds import Bounds, Budget
from .small_faults import faults
from .small_search import search
from .small_worlds import EVERY_CHOICE, LONG, QUICK
from .test_seeded_faults import FAULTS, Fault, plant

WORLDS = LONG if os.environ.get("SMALL_WORLD") == "long" else QUICK

CAUGHT = (
    "an older epoch is good enough",
    "who is requeued goes to the tail",
    "who is requeued waits from now",
    "the agent is not freed after wrap-up",
    "an agent is free after a ring, whatever they chose",
    "a ring is accepted after its deadline",
    "who rings stays in the line",
    "the ring goes on after the resident left",
    "the ring goes on after the console is lost",
    "a session is ended twice",
    "a closed session stays",
    "a request that comes again begins again",
    "a second session for a busy kiosk",
    "an old link's end is the kiosk's",
    "an old link's end is the console's",
    "another window takes over unasked",
    "only one pair is brought together",
    "the last of the line rings first",
    "the agent idle for the shortest time rings",
    "whoever declined rings again at once",
    "nobody looks again after a decline",
    "a talk goes on while one side is away",
    "a lost agent is waited for without end",
    "a refusal changes something",
    "a change without an event",
    "a kiosk stays taken after its session",
)
"""All but what is about rules for who fits whom, clocks that differ, and what `small_faults` has."""


@pytest.mark.parametrize("name", WORLDS)
def test_a_small_desk_keeps_its_promises_in_every_state(name: str) -> None:
    bounds, expected = WORLDS[name]
    found = search(bounds)
    print(f"{name}: {found.states:,} states, {found.edges:,} steps between them")
    missed = expected - found.reached.keys()
    assert not missed, "a search proves nothing about what it never reached"


@pytest.mark.parametrize("name", CAUGHT)
def test_the_search_catches(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(next(fault for fault in FAULTS if fault.name == name), monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        search(Bounds(chosen=EVERY_CHOICE, more=frozenset({"end with a ticket"}), tardy=True, budget=Budget(cuts=2)))


@pytest.mark.parametrize(
    ("fault", "bounds"), list(faults()), ids=lambda one: one.name if isinstance(one, Fault) else ""
)
def test_the_search_of_rules_guests_and_other_desks_catches(
    fault: Fault, bounds: Bounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(fault, monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        search(bounds)
