"""Whatever residents, agents, nodes and clocks do, the desk keeps its promises: see `machine` and `audit` for which."""

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.guest import GuestEnd, GuestMode
from signaling.core.refusals import RefusalCode
from signaling.core.session import (
    EndReason,
    HandOverReason,
    Party,
    RequeueReason,
    RingResult,
    SessionState,
    WhyNot,
)

from .machine import SwitchboardMachine

FORWARDING = {"session_forwarded", "session_taken_in"}
"""For `test_forwarding_machine`."""

INTERESTING = {
    *(f"session {state}" for state in SessionState if state is not SessionState.CLOSED),
    *(f"agent {state}" for state in AgentState if state is not AgentState.OFFLINE),
    *{event.__dataclass_fields__["kind"].default for event in ev.Event.__subclasses__()} - FORWARDING,
    *(f"closed {reason}" for reason in EndReason if reason is not EndReason.SYSTEM),
    *(f"ring {result}" for result in RingResult),
    *(f"media restarted by {party}" for party in Party),
    *(f"refused {code}" for code in RefusalCode),
    *(f"passed over: {why}" for why in WhyNot),
    *(f"guest {mode}" for mode in GuestMode),
    *(f"guest {end}" for end in GuestEnd),
    *(f"session_requeued: {reason}" for reason in RequeueReason),
    *(f"session_handed_over: {reason}" for reason in HandOverReason if reason is not HandOverReason.LOST),
    "rung by transfer",
    "agent and kiosk both lost",
}


ROUNDS = 6
"""What is rare takes chance long; who has not got there goes again."""


def test_a_desk_keeps_its_promises_whatever_happens() -> None:
    SwitchboardMachine.seen.clear()
    missed = INTERESTING
    for number in range(ROUNDS):
        if missed:
            seeded = seed(number)(type("Round", (SwitchboardMachine,), {}))  # the seed stays with the class
            run_state_machine_as_test(seeded)
            missed = INTERESTING - SwitchboardMachine.seen.keys()
    assert not missed, "the machine proves nothing about what it never reached"
