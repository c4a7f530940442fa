"""Who is rung, where agents and matters differ; administrators change it while everybody is connected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.steps import leave, together
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server, run_server

CARE = "long-term-care"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Rules are a desk's: every test has its own."""
    with run_server(tmp_path) as running:
        yield running


def set_rules(server: Server, **fitting: Any) -> None:
    server.admin.patch("/api/v1/desks/desk-1", json={"fitting": fitting}).raise_for_status()


def set_profile(server: Server, agent: str, **profile: Any) -> None:
    staff = server.admin.get("/api/v1/staff").raise_for_status().json()["items"]
    (account,) = (one for one in staff if one["name"] == agent)
    server.admin.patch(f"/api/v1/staff/{account['id']}", json={"profile": profile}).raise_for_status()


async def test_an_agent_is_rung_as_soon_as_an_administrator_says_that_they_can_help(server: Server) -> None:
    set_rules(server, services={CARE: {"level": 2}})
    agent, kiosk = Agent(server, "learner"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        session = await kiosk.request_help(service=CARE)
        seen = await agent.see(lambda s: s["queue"]["waiting"] == 1)
        assert (seen["me"]["state"], seen["ring"]) == ("available", None)
        set_profile(server, "learner", skills={CARE: 2})
        assert (await agent.rung())["session"] == session
        await leave(agent)


async def test_a_desks_new_rules_count_for_who_waits_already(server: Server) -> None:
    set_rules(server, languages={"csl": {"insist": None}})
    agent, kiosk = Agent(server, "hearing"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        assert (await kiosk.hear("kiosk_welcome"))["desk"]["tongues"] == ["csl"]
        session = await kiosk.request_help(spoken="csl")
        await agent.see(lambda s: s["queue"]["waiting"] == 1)
        set_rules(server)
        assert (await agent.rung())["session"] == session
        assert (await agent.rung())["context"]["spoken"] == "csl"
        await leave(agent)


async def test_what_an_agent_can_do_is_known_again_at_the_next_sign_in(server: Server) -> None:
    set_rules(server, services={CARE: {"level": 1}})
    agent, kiosk = Agent(server, "expert"), Kiosk(server)
    set_profile(server, "expert", skills={CARE: 5})
    async with together(agent, kiosk):
        await agent.available()
        session = await kiosk.request_help(service=CARE)
        assert (await agent.rung())["session"] == session
        await leave(agent)
