"""Redis wakes and relays between two nodes, and no more: without it, everybody is where they were."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager

import pytest

from tests.scenarios.steps import MEDIA_STATE, finish, gets_through, leave, line_of, signal, talk, together
from tests.scenarios.test_main_path import state_is
from tests.support.nodes import Nodes
from tests.support.participants import Agent, Kiosk
from tests.support.redis import RedisServer
from tests.support.waiting import until

FAULTS: dict[str, tuple[Callable[[RedisServer], None], Callable[[RedisServer], None]]] = {
    "killed": (RedisServer.kill, RedisServer.start),
    "emptied": (RedisServer.wipe, lambda _: None),
    "frozen": (RedisServer.freeze, RedisServer.thaw),
}


@contextmanager
def broken(redis: RedisServer, fault: str) -> Iterator[None]:
    happens, mends = FAULTS[fault]
    happens(redis)
    try:
        yield
    finally:
        mends(redis)


@pytest.mark.parametrize("fault", FAULTS)
async def test_nobody_loses_session_or_place_while_redis_is(nodes: Nodes, fault: str) -> None:
    agent, talking, first, second = Agent(nodes.b, fault), Kiosk(nodes.a), Kiosk(nodes.a), Kiosk(nodes.b)
    async with together(agent, talking, first, second):
        await agent.available()
        session, _ = await talk(talking, agent)
        for kiosk in (first, second):
            await kiosk.request_help()
        before = [await line_of(kiosk) for kiosk in (first, second)]

        with broken(nodes.redis, fault):
            await finish(talking, agent, session)
            accepted = await agent.accept()
            assert accepted["id"] == before[0]["id"]
            assert (await first.see(state_is("connecting")))["session"]["agent_name"] == "王老师"
            assert await line_of(second) == before[1]

        await gets_through(first, agent, signal("kiosk", accepted["id"], accepted["epoch"], 1, MEDIA_STATE))
        await gets_through(agent, first, signal("agent", accepted["id"], accepted["epoch"], 1, MEDIA_STATE))
        await agent.command("media_ready", session=accepted["id"], epoch=accepted["epoch"])
        await first.see(state_is("active"))
        await finish(first, agent, accepted["id"])
        assert (await agent.accept())["id"] == before[1]["id"]
        await finish(second, agent, before[1]["id"])
        await leave(agent)
    await nodes.audit()


async def test_a_kiosk_that_comes_through_a_node_that_has_not_heard_of_its_touch_has_its_place(nodes: Nodes) -> None:
    """The touch was stored a moment ago through the other node, and Redis did not say so."""
    agent, kiosk = Agent(nodes.b, "unheard-agent"), Kiosk(nodes.a)
    async with together(agent, kiosk):
        with broken(nodes.redis, "killed"):
            session = await kiosk.request_help()
            again = kiosk.twin(nodes.b)
            async with together(again):
                await kiosk.close()
                assert (await line_of(again))["id"] == session
                await agent.available()
                assert (await agent.accept())["id"] == session
                await finish(again, agent, session)
        await leave(agent)
    await nodes.audit()


async def test_a_late_word_of_an_older_connection_does_not_close_the_newest(nodes: Nodes) -> None:
    """A kiosk that is told that it was superseded does not come back by itself."""
    older = Kiosk(nodes.b)
    newest, other = older.twin(nodes.a), Kiosk(nodes.a)
    async with together(other), AsyncExitStack() as connected:
        with broken(nodes.redis, "frozen"):
            await older.connect()
            await older.close()
            await connected.enter_async_context(together(newest))

        async def word_gets_through() -> bool:
            async with together(other.twin(nodes.b)):
                return other.closed == 4001

        await until(word_gets_through, 20, "the nodes to hear of each other again")
        await newest.send({"type": "ping"})
        await newest.hear("pong")
        assert newest.closed is None


@pytest.mark.parametrize("fault", ["killed", "frozen"])
async def test_what_was_written_while_redis_is_away_is_read_when_it_is_back(nodes: Nodes, fault: str) -> None:
    agent, kiosk = Agent(nodes.b, f"writing-{fault}"), Kiosk(nodes.a)
    async with together(agent, kiosk):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        with broken(nodes.redis, fault):
            await kiosk.command("send_chat", session=session, key="line-1", text="我听不见")
        await agent.hear("chat", lambda said: "line-1" in [line["key"] for line in said["lines"]])
        await finish(kiosk, agent, session)
        await leave(agent)
    await nodes.audit()
