"""Whatever residents, agents, nodes and clocks do, the desk keeps its promises: see `machine` and `audit` for which."""

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
from .reaching import run_until_reached

FORWARDING = {"session_forwarded", "session_taken_in"}
FAMILY = {"guest_admitted", "guest_redeemed", "guest_attached", "guest_lost"}
"""For `test_forwarding_machine` and `test_family_machine`."""

INTERESTING = {
    *(f"session {state}" for state in SessionState if state is not SessionState.CLOSED),
    *(f"agent {state}" for state in AgentState if state is not AgentState.OFFLINE),
    *{event.__dataclass_fields__["kind"].default for event in ev.Event.__subclasses__()} - FORWARDING - FAMILY,
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


def test_a_desk_keeps_its_promises_whatever_happens() -> None:
    run_until_reached(SwitchboardMachine, INTERESTING)
