"""Whoever comes by a code does so once, in time and while there is a talk; and what breaks that is found."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from signaling.core import desk, family, indexes, switchboard, turn
from signaling.core.guest import GuestEnd

from .family_rules import DeskWithFamily
from .reaching import run_until_reached
from .test_seeded_faults import SHORT, Fault, plant

INTERESTING = {
    *("guest_admitted", "guest_redeemed", "guest_attached", "guest_lost", "family there"),
    *(f"family {end}" for end in GuestEnd if end is not GuestEnd.DECLINED),
}

FAULTS = [
    Fault("a code lets in as often as it is given", family, "        if found.redeemed:", "        if False:"),
    Fault("a code lets in for ever", family, "(found.until is not None and found.until <= now)", "False"),
    Fault("whoever knows the name comes in without a code", family, "elif found.redeemed:", "elif True:"),
    Fault(
        "family inherits the session",
        turn,
        "if meets and guest.agent and agents[guest.agent].link:",
        "if meets and (guest.agent is None or agents[guest.agent].link):",
    ),
    Fault("nobody notices that family does not come back", indexes, "*_guests_due(session)", "*()"),
    Fault("family who is back is waited for no less", desk, "link=event.link, until=None", "link=event.link"),
    Fault("an old window's end is the new one's", family, "found.link.id != link", "False"),
    Fault(
        "family on a dead node are there for ever", switchboard, "if g.link and g.link.node not in living", "if False"
    ),
]


def test_family_comes_by_a_code_and_in_no_other_way() -> None:
    run_until_reached(DeskWithFamily, INTERESTING, settings(max_examples=60))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_the_machine_catches(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(fault, monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(DeskWithFamily, settings=SHORT)
