"""Wrap-up over the wire: optional, asked for, made longer, and what the record says of it."""

from collections.abc import Iterator

import pytest

from tests.scenarios.steps import leave, together
from tests.scenarios.test_main_path import record_of, state_is
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server, run_server

DESK = "/api/v1/desks/desk-1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("wrap_up")) as running:
        yield running


def kinds(server: Server, session: str) -> list[str]:
    answer = server.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()
    return [entry["kind"] for entry in answer["entries"]]


async def talk(agent: Agent, kiosk: Kiosk) -> str:
    session = await kiosk.request_help()
    await agent.accept()
    return session


async def test_where_it_is_optional_the_agent_is_free_at_once_and_the_resident_may_rate(server: Server) -> None:
    server.admin.patch(DESK, json={"wrap_up": "optional"}).raise_for_status()
    agent, kiosk = Agent(server, "quick"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        session = await talk(agent, kiosk)
        assert agent.snapshot is not None
        assert agent.snapshot["session"]["wrap_up"] == "not_asked"
        await kiosk.command("end", session=session)
        await agent.see(lambda s: s["session"] is None and s["me"]["state"] == "available")
        assert (await kiosk.see(state_is("closed")))["session"]["end_reason"] == "resident_ended"
        assert (await kiosk.command("rate", session=session, rating=4))["type"] == "done"
        await leave(agent)
    record = record_of(server, session)
    assert (record["state"], record["outcome"], record["rating"]) == ("closed", "none", 4)


async def test_who_asks_has_one_and_makes_it_longer_as_often_as_the_desk_allows(server: Server) -> None:
    server.admin.patch(DESK, json={"wrap_up": "optional"}).raise_for_status()
    agent, kiosk = Agent(server, "thorough"), Kiosk(server)
    async with together(agent, kiosk):
        await agent.available()
        session = await talk(agent, kiosk)
        await agent.command("ask_for_wrap_up", session=session, wanted=True)
        await agent.see(lambda s: s["session"]["wrap_up"] == "asked")
        early = await agent.command("extend_wrap_up", session=session, number=1)
        assert (early["type"], early["code"]) == ("refused", "wrong_state")
        await kiosk.command("end", session=session)
        shown = (await agent.see(state_is("wrap_up")))["session"]
        assert (shown["wrap_up_extensions"], shown["wrap_up_extensions_left"]) == (0, 2)
        for number in (1, 1, 2):
            assert (await agent.command("extend_wrap_up", session=session, number=number))["type"] == "done"
        longer = (await agent.see(lambda s: s["session"]["wrap_up_extensions"] == 2))["session"]
        assert longer["wrap_up_until"] - shown["wrap_up_until"] == 2 * shown["wrap_up_extension"]
        assert longer["wrap_up_extensions_left"] == 0
        refused = await agent.command("extend_wrap_up", session=session, number=3)
        assert (refused["type"], refused["code"]) == ("refused", "limit_reached")
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
        await leave(agent)
    told = kinds(server, session)
    assert (told.count("wrap_up_asked"), told.count("wrap_up_extended")) == (1, 2)
