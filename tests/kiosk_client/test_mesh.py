"""A fault of one connection with a guest stays with it."""

import asyncio
import logging
from typing import Any

import pytest

from kiosk_client.actions import FailureReason, Meet
from kiosk_client.link import Link
from kiosk_client.mesh import Mesh
from kiosk_client.pairs import Pair
from kiosk_client.synthetic.faces import resident_equipment
from signaling.protocol.messages import Done, IceServers
from tests.support.waiting import until


class OddLink(Link):
    """Answers the first command by what was not asked for, and the others never."""

    def __init__(self) -> None:
        self.asked = 0

    async def command(self, kind: type[Any], **fields: Any) -> Done | IceServers:
        self.asked += 1
        if self.asked == 1:
            return Done(id=1)
        return await asyncio.get_running_loop().create_future()


async def test_an_unforeseen_fault_is_told_of_the_pair_that_has_it_and_of_no_other(caplog: pytest.LogCaptureFixture):
    failed: list[tuple[str, int, FailureReason, bool]] = []
    link = OddLink()
    mesh = Mesh(link, resident_equipment(), on_change=lambda: None, on_failed=lambda *told: failed.append(told))
    with caplog.at_level(logging.CRITICAL, "kiosk_client"):
        for name in ("guest-1", "guest-2"):
            pair = Pair(name, name, 1, True, frozenset(), True)
            mesh.perform(Meet("s1", "kiosk", pair, relay_only=False))
        await until(lambda: link.asked == 2 and bool(failed), 10, "the fault to be told")
    assert failed == [("guest-1", 1, "ice_failed", False)]
    await mesh.close()
    assert mesh.meetings == {}
