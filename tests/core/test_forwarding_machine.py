"""Whatever other desks do meanwhile, a session is at one of them, with its clock; and what breaks that is found."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from signaling.core import desk, elsewhere, indexes, touch, turn
from signaling.core.elsewhere import ForwardReason

from .other_desks import OneOfManyDesks
from .test_seeded_faults import SHORT, Fault, plant

INTERESTING = {"session_forwarded", "session_taken_in", *(f"session_forwarded: {reason}" for reason in ForwardReason)}

FAULTS = [
    Fault(
        "who was forwarded is here, too",
        desk,
        "session = self.state.sessions.pop(event.session)\n        self._move(session, SessionState.CLOSED)  #",
        "session = self.state.sessions[event.session]\n        self._move(session, SessionState.CLOSED)  #",
    ),
    Fault(
        "a kiosk has a second session while the first is at another desk", touch, "    if gone and", "    if False and"
    ),
    Fault(
        "two desks send a resident to and fro",
        elsewhere,
        "outward.takers.difference(session.came_through)",
        "outward.takers",
    ),
    Fault(
        "who was forwarded waits from now",
        elsewhere,
        "came_through=carried.came_through, back_to=home, **kept",
        "**(kept | {'requested_at': carried.wait_until})",
    ),
    Fault("nobody looks when it is time to send on", indexes, "leaves = way.at if way else None", "leaves = None"),
    Fault("who was forwarded to nobody stays there", turn, "        forwarding.send_back(self)\n", ""),
]


def test_a_session_is_at_one_desk_whatever_happens() -> None:
    OneOfManyDesks.seen.clear()
    run_state_machine_as_test(OneOfManyDesks)
    missed = INTERESTING - OneOfManyDesks.seen.keys()
    assert not missed, "the machine proves nothing about what it never reached"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_the_machine_catches(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(fault, monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(OneOfManyDesks, settings=SHORT)
