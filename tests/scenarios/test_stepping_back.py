"""A console that cannot serve says so, and nobody waits for it."""

from tests.scenarios.steps import leave, together
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server


async def test_a_resident_rings_the_next_agent_when_the_first_cannot_be_heard(server: Server) -> None:
    first, second, kiosk = Agent(server, "unheard"), Agent(server, "heard"), Kiosk(server)
    async with together(first, second, kiosk):
        await first.available()
        session = await kiosk.request_help()
        asked = (await first.rung())["requested_at"]
        await second.available()
        assert (await first.command("step_back", reason="microphone_failed"))["type"] == "done"
        card = await second.rung()
        assert (card["session"], card["requested_at"]) == (session, asked)
        me = (await first.see(lambda s: s["me"]["state"] == "not_responding"))["me"]
        assert me["reason"] == "microphone_failed"
        await kiosk.command("end", session=session)
        await first.available()
        await first.see(lambda s: s["me"]["state"] == "available")
        await leave(first, second)


async def test_why_is_one_of_the_reasons_that_there_are(server: Server) -> None:
    agent = Agent(server, "unclear")
    async with together(agent):
        await agent.send({"type": "step_back", "id": 900, "reason": "bored"})
        reply = await agent.hear("refused")
        assert (reply["id"], reply["code"]) == (900, "invalid_field")
        await leave(agent)
