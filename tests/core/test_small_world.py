"""Every state that a desk of two kiosks and two agents can come into, within bounds, and every step between them: see
`small_promises` and `audit` for what is held. `make search` goes further."""

import os

import pytest

from signaling.core.agent import AgentState
from signaling.core.session import SessionState

from .small_search import search
from .small_world import APART, Bounds, Budget
from .test_seeded_faults import FAULTS, plant

EVERY_CHOICE = (AgentState.AVAILABLE, AgentState.BREAK, AgentState.OFFLINE)
EVERY_STATE = {f"session {state}" for state in SessionState if state is not SessionState.CLOSED}
ALWAYS = {
    *EVERY_STATE - {"session interrupted"},
    "agent not_responding",
    "ring declined",
    "ring unanswered",
    "ring cancelled",
    "ended max_wait",
    "ended resident_left",
    "ended resident_ended",
    "ended agent_ended",
    "ended never_connected",
    "media restarted by system",
}
TWO = {"both agents ring"}

QUICK = {
    "what is shown comes late, and so does the timer": (
        Bounds(delayed=True, tardy=True, budget=Budget(cuts=0)),
        {
            *ALWAYS,
            *TWO,
            "accept refused: ring_gone",
            "accept refused after the deadline: ring_gone",
            "snapshot is seen",
        },
    ),
    "a message is lost": (
        Bounds(budget=Budget(losses=1, cuts=0)),
        {*ALWAYS, *TWO, "accept is lost", "accept refused: ring_gone", "decline refused: ring_gone"},
    ),
    "a message comes twice": (
        Bounds(budget=Budget(doubles=1, cuts=0)),
        {*ALWAYS, *TWO, "accept arrives and will again", "accept came again and was nothing new"},
    ),
    "a message is lost and one comes twice": (
        Bounds(sessions=(1, 0), delayed=True, tardy=True, budget=Budget(losses=1, doubles=1, cuts=0)),
        {*ALWAYS, "accept is lost", "accept came again and was nothing new"},
    ),
    "agents choose what they like": (
        Bounds(chosen=EVERY_CHOICE, budget=Budget(cuts=0)),
        {*ALWAYS, *TWO, "agent break", "ended no_agent"},
    ),
    "two connections are lost": (
        Bounds(budget=Budget(cuts=2)),
        {
            *ALWAYS,
            *TWO,
            *EVERY_STATE,
            "interrupted on both sides",
            "requeued and answered again",
            "ring rescinded",
            "ended kiosk_lost",
            "ended kiosk_lost_waiting",
            "ended no_agent",
        },
    ),
    "one of two nodes dies, or both": (
        Bounds(budget=Budget(crashes=1, cuts=0)),
        {
            *ALWAYS,
            *TWO,
            *(f"a node dies while {state.partition(' ')[2]}" for state in EVERY_STATE - {"session interrupted"}),
        },
    ),
    "each kiosk asks twice": (Bounds(sessions=(2, 2), budget=Budget(cuts=0)), {*ALWAYS, *TWO}),
}

LONG = {
    "deadlines are apart": (Bounds(limits=APART, delayed=True, tardy=True, budget=Budget(cuts=0)), ALWAYS | TWO),
    "deadlines are apart and a connection is lost": (Bounds(limits=APART, budget=Budget(cuts=1)), ALWAYS | EVERY_STATE),
    "connections are lost without end": (Bounds(tardy=True), ALWAYS | EVERY_STATE),
    "two messages fail while two residents wait": (Bounds(budget=Budget(losses=1, doubles=1, cuts=0)), ALWAYS | TWO),
    "all fails for one resident": (
        Bounds(sessions=(1, 0), delayed=True, tardy=True, budget=Budget(losses=1, doubles=1, crashes=1, cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
    "a node dies and a connection is lost": (Bounds(budget=Budget(crashes=1, cuts=1)), ALWAYS | EVERY_STATE),
    "each kiosk asks twice and a connection is lost": (
        Bounds(sessions=(2, 2), budget=Budget(cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
    "agents choose and a connection is lost": (
        Bounds(chosen=EVERY_CHOICE, tardy=True, budget=Budget(cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
}

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
"""All but what is about rules for who fits whom, strategies, and clocks that differ."""


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
        search(Bounds(chosen=EVERY_CHOICE, tardy=True, budget=Budget(cuts=2)))
