"""The plan of a native participant is that of the pages: both are held to `tests/support/pairs.json`."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk_client.pairs import pairs_of
from signaling.protocol.messages import KioskGuest

PLANS = json.loads((Path(__file__).parents[1] / "support/pairs.json").read_text(encoding="utf-8"))["plans"]


def a_guest(number: int, kind: str) -> KioskGuest:
    """`kind`: a mode, or family."""
    found: dict[str, Any] = (
        {"role": "family", "mode": "conference"} if kind == "family" else {"role": "colleague", "mode": kind}
    )
    return KioskGuest(name=f"guest-{number}", display_name="", epoch=number + 2, present=True, **found)


@pytest.mark.parametrize(("present", "planned"), PLANS.items())
def test_everybody_plans_as_the_pages_do(present, planned):
    guests = [a_guest(number, kind) for number, kind in enumerate(present.split(), 1)]
    plan = [
        f"{me}{'>' if pair.offers else '<'}{pair.peer}@{pair.epoch} "
        f"{''.join(device[0] for device in ('microphone', 'camera', 'screen') if device in pair.sends)}"
        f"{'+' if pair.hears else ''}".strip()
        for me in ("kiosk", "agent", *(guest.name for guest in guests))
        for pair in pairs_of(me, guests)
    ]
    assert ", ".join(plan) == planned
