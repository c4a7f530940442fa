"""A line to somebody who waits: seen at once, kept, in the agent's hands afterwards, refused when it comes too late."""

from tests.scenarios.steps import finish, leave, together
from tests.scenarios.test_main_path import record_of
from tests.support.participants import Agent, Json, Kiosk
from tests.support.server import Server

WORDS = "看到您了，请别走开。"


async def tell(agent: Agent, session: str, key: str, text: str = WORDS) -> Json:
    return await agent.command("tell_waiter", session=session, key=key, text=text)


async def last_chat(one: Kiosk | Agent, count: int) -> list[Json]:
    said = await one.hear("chat", lambda m: m["complete"] and len(m["lines"]) == count)
    return [{key: line[key] for key in ("sender", "name", "text")} for line in said["lines"]]


async def test_who_waits_reads_it_and_who_answers_sees_what_was_said(server: Server) -> None:
    writer, agent, kiosk = Agent(server, "tell-writer"), Agent(server, "tell-agent"), Kiosk(server)
    async with together(writer, agent), kiosk:
        session = await kiosk.request_help()
        (waiter,) = (await writer.see(lambda s: s["queue"]["first"]))["queue"]["first"]
        assert waiter["session"] == session
        assert (await tell(writer, session, "k1"))["type"] == "done"
        assert (await tell(writer, session, "k1"))["type"] == "done"
        line = {"sender": "desk", "name": "王老师", "text": WORDS}
        (heard,) = [said["lines"][0] for said in kiosk.heard if said["type"] == "chat"]
        assert {key: heard[key] for key in line} == line

        await kiosk.close()
        await kiosk.connect()
        assert await last_chat(kiosk, 1) == [line]

        await agent.available()
        await agent.rung()
        assert (await tell(writer, session, "k2", "马上就来。"))["type"] == "done"
        await agent.accept()
        assert [said["text"] for said in await last_chat(agent, 2)] == [WORDS, "马上就来。"]

        late = await tell(writer, session, "k3")
        assert (late["type"], late["code"]) == ("refused", "wrong_state")
        await finish(kiosk, agent, session)
        assert (await tell(writer, session, "k4"))["code"] == "unknown_session"
        await leave(writer, agent)
    assert record_of(server, session)["chat_lines"] == 2


async def test_a_line_is_bounded_and_only_staff_of_the_desk_write_one(server: Server) -> None:
    async with Agent(server, "tell-nosy") as agent, Kiosk(server) as kiosk:
        session = await kiosk.request_help()
        for text in ("", "长" * 201):
            assert (await tell(agent, session, "k1", text))["code"] == "invalid_field"
        refused = await kiosk.command("tell_waiter", session=session, key="k1", text=WORDS)
        assert refused["code"] == "wrong_role"
        assert (await tell(agent, "no-such", "k1"))["code"] == "unknown_session"
        await kiosk.command("end", session=session)
        await kiosk.see(lambda s: s["session"]["left_until"] is not None)
        await leave(agent)
    assert record_of(server, session)["chat_lines"] == 0
