"""A desk's new settings count from the next ring, whoever makes them, on every node, without a restart."""

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.http.test_command_line import bangban
from tests.scenarios.steps import leave, together
from tests.support.nodes import Nodes
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server, run_server
from tests.support.waiting import until

DESK = "/api/v1/desks/desk-1"
SECOND = 1_000
BETWEEN_TOUCHES = 0.2
"""Faster, and the server takes the kiosk for one that is broken."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with run_server(tmp_path) as running:
        yield running


def desk(server: Server) -> dict[str, Any]:
    return server.admin.get("/api/v1/desks").raise_for_status().json()["items"][0]


async def ring_lasts(kiosk: Kiosk, agent: Agent) -> float:
    """For how long the agent is rung for a new session, which then goes away."""
    began = time.time()
    session = await kiosk.request_help()
    deadline = (await agent.rung())["deadline"]
    await kiosk.command("end", session=session)
    await agent.see(lambda s: s["ring"] is None)
    return deadline / 1000 - began


async def comes_to_last(kiosk: Kiosk, agent: Agent, seconds: float) -> None:
    """Rings last this long as soon as the node has heard of it."""

    async def lasts() -> bool:
        await asyncio.sleep(BETWEEN_TOUCHES)
        return abs(await ring_lasts(kiosk, agent) - seconds) < 2

    await until(lasts, 20, f"rings to last {seconds} s")


async def test_a_new_ring_time_counts_from_the_next_ring_and_is_taken_back(server: Server) -> None:
    agent, kiosk = Agent(server, "wang"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        await comes_to_last(kiosk, agent, 20)
        longer = desk(server)["limits"] | {"ring": 60 * SECOND}
        server.admin.patch(DESK, json={"version": 1, "limits": longer}).raise_for_status()
        await comes_to_last(kiosk, agent, 60)
        server.admin.post(f"{DESK}/versions/1/restore", json={"version": 2}).raise_for_status()
        await comes_to_last(kiosk, agent, 20)
        await leave(agent)


async def test_who_is_connected_is_told_what_the_desk_offers_now(server: Server) -> None:
    agent, kiosk = Agent(server, "wang"), Kiosk(server)
    smoke = {"code": "smoke", "title": {"zh-CN": "抽烟", "en": "Cigarette"}}
    async with together(agent, kiosk):
        services = desk(server)["services"][:1]
        server.admin.patch(DESK, json={"services": services, "break_reasons": [smoke]}).raise_for_status()
        for one in (agent, kiosk):
            told = (await one.hear("desk_changed"))["desk"]
            assert (told["services"], told["break_reasons"]) == (services, [smoke])
        assert (await agent.command("presence", state="break", reason="meal"))["code"] == "invalid_field"
        assert (await agent.command("presence", state="break", reason="smoke"))["type"] == "done"
        server.admin.patch(DESK, json={"break_reasons": []}).raise_for_status()
        await agent.hear("desk_changed", lambda m: m["desk"]["break_reasons"] == [])
        await agent.command("presence", state="available", reason=None)
        away = await agent.see(lambda s: s["me"]["state"] == "available")
        assert away["me"]["reason"] is None
        heard = len(kiosk.heard)
        server.admin.patch(DESK, json={"strategy": "round_robin"}).raise_for_status()
        server.admin.patch(DESK, json={"phone": "021-1"}).raise_for_status()
        assert (await kiosk.hear("desk_changed", start=heard))["desk"]["phone"] == "021-1"
        await leave(agent)


async def test_a_session_about_a_service_that_is_gone_goes_on(server: Server) -> None:
    agent, kiosk = Agent(server, "wang"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        gone, *others = desk(server)["services"]
        session = await kiosk.request_help(service=gone["code"])
        ring = await agent.rung()
        server.admin.patch(DESK, json={"services": others}).raise_for_status()
        await agent.hear("desk_changed")
        assert (await agent.command("accept", ring=ring["ring"]))["type"] == "done"
        talk = await agent.see(lambda s: s["session"] is not None)
        assert talk["session"]["context"]["service"] == gone["code"]
        await kiosk.command("end", session=session)
        await leave(agent)


async def test_what_the_command_line_sets_counts_beside_a_running_server(server: Server, tmp_path: Path) -> None:
    agent, kiosk = Agent(server, "wang"), Kiosk(server)
    file = tmp_path / "desk.json"
    async with together(agent, kiosk):
        await agent.available()
        settings = {"limits": desk(server)["limits"] | {"ring": 60 * SECOND}}
        file.write_text(json.dumps({"desk": "desk-1", "settings": settings}), encoding="utf-8")
        done = await asyncio.to_thread(bangban, server.directory, "desk", "import", str(file))
        assert done.exit_code == 0, done.stderr
        await comes_to_last(kiosk, agent, 60)
        await leave(agent)


async def test_what_one_node_is_told_the_other_follows(nodes: Nodes) -> None:
    agent, kiosk = Agent(nodes.b, "follower"), Kiosk(nodes.b)
    async with together(agent, kiosk):
        await agent.available()
        present = desk(nodes.a)
        longer = present["limits"] | {"ring": 60 * SECOND}
        nodes.a.admin.patch(DESK, json={"version": present["version"], "limits": longer}).raise_for_status()
        await comes_to_last(kiosk, agent, 60)
        nodes.a.admin.post(f"{DESK}/versions/{present['version']}/restore", json={}).raise_for_status()
        await leave(agent)
