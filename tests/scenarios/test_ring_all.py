"""Several consoles ring for one resident; the first who accepts has them, and the others are told at once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.steps import leave, signal, together
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server, run_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A strategy is a desk's: every test has its own."""
    with run_server(tmp_path) as running:
        running.admin.patch("/api/v1/desks/desk-1", json={"strategy": "ring_all"}).raise_for_status()
        yield running


async def test_of_three_who_accept_at_the_same_moment_one_has_the_resident_and_the_others_are_free(
    server: Server,
) -> None:
    agents, kiosk = [Agent(server, f"agent-{number}") for number in range(3)], Kiosk(server)
    async with together(*agents, kiosk):
        for agent in agents:
            await agent.available()
        session = await kiosk.request_help()
        rings = [(await agent.see(lambda s: s["ring"] and s["ring"]["others"] == 2))["ring"] for agent in agents]
        assert sorted(ring["prepared"] for ring in rings) == [False, False, True]
        assert {ring["rings"] for ring in rings} == {1}, "for each of them it is the resident's first ring"
        replies = await asyncio.gather(
            *(agent.command("accept", ring=ring["ring"]) for agent, ring in zip(agents, rings, strict=True))
        )
        assert sorted(reply["type"] for reply in replies) == ["done", "refused", "refused"]
        assert {reply["code"] for reply in replies if reply["type"] == "refused"} == {"ring_gone"}
        for agent, reply in zip(agents, replies, strict=True):
            if reply["type"] == "done":
                assert (await agent.see(lambda s: s["session"] is not None))["session"]["id"] == session
            else:
                seen = await agent.see(lambda s: s["ring"] is None)
                assert (seen["me"]["state"], seen["session"]) == ("available", None)
        assert (await kiosk.see(lambda s: s["session"]["state"] == "connecting"))["session"]["id"] == session
        await leave(*agents)


async def test_only_the_console_that_prepares_the_media_may_signal_before_the_accept(server: Server) -> None:
    first, second, kiosk = Agent(server, "first"), Agent(server, "second"), Kiosk(server)
    async with together(first, second, kiosk):
        await first.available()
        await second.available()
        session = await kiosk.request_help()
        ring = await second.rung()
        assert (ring["prepared"], ring["epoch"]) == (False, 1)
        body = {"kind": "media_state", "microphone": "on", "camera": "on", "screen": "off"}
        await second.send(signal("agent", session, 1, 1, body))
        assert (await second.hear("error"))["code"] == "not_your_session"
        assert (await second.accept())["epoch"] == 2, "the kiosk begins anew with who has accepted"
        await leave(first, second)
