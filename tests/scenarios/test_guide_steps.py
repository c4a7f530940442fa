"""A step of a guide, put before the resident by the agent: both are shown the same."""

import pytest

from tests.scenarios.steps import finish, leave, talk, together
from tests.support.participants import Agent, Json, Kiosk, Participant
from tests.support.server import Server

SERVICE = "elderly-card"


@pytest.fixture
def people(server: Server, request: pytest.FixtureRequest) -> tuple[Kiosk, Agent, Agent]:
    """A resident, the agent who helps, and a supervisor."""
    number = request.session.items.index(request.node)
    return (
        Kiosk(server),
        Agent(server, f"agent-{number}", "agent", f"agent-{number}"),
        Agent(server, f"supervisor-{number}", "supervisor", f"supervisor-{number}"),
    )


async def show(agent: Agent, session: str, step: str, service: str = SERVICE) -> Json:
    return await agent.command("show_step", session=session, service=service, step=step)


async def sees(participant: Participant, step: str | None, *, done: bool = False) -> Json:
    """What they are shown, once it is this."""

    def fits(snapshot: Json) -> bool:
        session = snapshot["session"] or {"shown_step": None, "guide_done": False}
        shown = session["shown_step"]
        return ((shown or {}).get("step"), session["guide_done"]) == (step, done)

    return (await participant.see(fits))["session"]


def guide(server: Server) -> Json:
    return server.admin.get(f"/api/v1/guides/{SERVICE}").raise_for_status().json()


async def test_resident_and_agent_are_shown_the_same_step_then_the_next_and_that_it_is_done(
    server: Server, people: tuple[Kiosk, Agent, Agent]
) -> None:
    kiosk, agent, _ = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        assert (await show(agent, session, "identity"))["type"] == "done"
        shown = (await sees(kiosk, "identity"))["shown_step"]
        assert (await sees(agent, "identity"))["shown_step"] == shown
        present = guide(server)
        first = present["guide"]["steps"][0]
        assert shown == {
            "service": SERVICE,
            "version": present["made"]["number"],
            "step": "identity",
            "number": 1,
            "count": len(present["guide"]["steps"]),
            "title": first["title"],
            "card": first["card"],
            "spoken": first["spoken"],
            "anchor": present["guide"]["anchors"]["id-number"],
        }
        await show(agent, session, "contact")
        assert (await sees(kiosk, "contact"))["shown_step"]["spoken"] is None
        await agent.command("hide_step", session=session, done=True)
        for one in (kiosk, agent):
            await sees(one, None, done=True)
        await agent.command("hide_step", session=session, done=False)
        for one in (kiosk, agent):
            await sees(one, None)
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_it_is_there_again_after_a_reload_stays_when_another_serves_and_goes_with_the_agent(
    people: tuple[Kiosk, Agent, Agent],
) -> None:
    kiosk, agent, supervisor = people
    async with together(kiosk, agent, supervisor):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await show(agent, session, "contact")
        await sees(kiosk, "contact")
        for one in (kiosk, agent):
            await one.close()
            await one.connect()
            await sees(one, "contact")
        await supervisor.command("join_session", session=session, mode="monitor")
        await sees(supervisor, "contact")
        assert (await show(supervisor, session, "identity"))["code"] == "not_your_session"
        await supervisor.command("hand_over", session=session, guest="guest-1")
        await supervisor.see(lambda s: s["session"]["participant"] == "agent")
        assert (await show(agent, session, "identity"))["code"] == "not_your_session"
        await show(supervisor, session, "account")
        await sees(kiosk, "account")
        await leave(agent)
        await supervisor.command("transfer", session=session, to=None)
        await sees(kiosk, None)
        await kiosk.command("end", session=session)
        await leave(supervisor)


async def test_what_is_not_there_is_refused_by_its_name_and_nothing_is_shown_after_the_talk(
    people: tuple[Kiosk, Agent, Agent],
) -> None:
    kiosk, agent, _ = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        for service, step, named in (("passport", "identity", "service"), (SERVICE, "no-such-step", "step")):
            refused = await show(agent, session, step, service)
            assert (refused["code"], refused["detail"].partition(":")[0]) == ("invalid_field", named)
        assert (await agent.command("hide_step", session=session, done=True))["code"] == "wrong_state"
        assert (await agent.command("hide_step", session=session, done=False))["type"] == "done"
        await show(agent, session, "identity")
        assert (await kiosk.command("end", session=session))["type"] == "done"
        await sees(kiosk, None)
        assert (await show(agent, session, "contact"))["code"] == "wrong_state"
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
        await leave(agent)


async def test_a_guide_that_was_written_anew_is_shown_as_it_is_now(
    server: Server, people: tuple[Kiosk, Agent, Agent]
) -> None:
    kiosk, agent, _ = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await show(agent, session, "identity")
        before = (await sees(kiosk, "identity"))["shown_step"]
        written = guide(server)["guide"]
        written["steps"][0]["card"] = {"zh-CN": "请出示身份证", "en": "Have your identity card ready"}
        server.admin.put(f"/api/v1/guides/{SERVICE}", json={"guide": written}).raise_for_status()
        assert (await sees(kiosk, "identity"))["shown_step"] == before, "nothing changes before their eyes"
        await show(agent, session, "identity")
        now = (await kiosk.see(lambda s: s["session"]["shown_step"]["version"] > before["version"]))["session"]
        assert now["shown_step"]["card"]["en"] == "Have your identity card ready"
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_the_record_tells_which_steps_were_shown(server: Server, people: tuple[Kiosk, Agent, Agent]) -> None:
    kiosk, agent, _ = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        for step in ("identity", "contact", "contact"):
            await show(agent, session, step)
        await agent.command("hide_step", session=session, done=True)
        await finish(kiosk, agent, session)
        await leave(agent)
    entries = server.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()["entries"]
    told = [entry for entry in entries if entry["kind"] in ("step_shown", "step_hidden")]
    assert [entry["data"].get("step", {}).get("step") for entry in told] == ["identity", "contact", None]
    assert told[-1]["data"]["done"] is True
