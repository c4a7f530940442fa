"""A colleague who is asked to join, a supervisor who comes unasked, and sessions that go from one agent to another."""

import asyncio
import json
from typing import Any

import pytest

from tests.scenarios.steps import finish, gets_through, leave, talk, together
from tests.scenarios.test_main_path import state_is
from tests.support.participants import Agent, Json, Kiosk
from tests.support.server import Server


@pytest.fixture
def people(server: Server, request: pytest.FixtureRequest) -> tuple[Kiosk, Agent, Agent, Agent]:
    """A resident, the agent who helps, a colleague and a supervisor."""
    number = request.session.items.index(request.node)

    def account(name: str, role: str = "agent") -> Agent:
        return Agent(server, f"{name}-{number}", role, f"{name}-{number}")

    return Kiosk(server), account("agent"), account("colleague"), account("supervisor", "supervisor")


def frame(sender: str, to: str, session: str, epoch: int, body: Json | None = None) -> str:
    body = body or {"kind": "media_state", "microphone": "on", "camera": "off", "screen": "off"}
    about: dict[str, Any] = {"type": "signal", "session": session, "epoch": epoch, "seq": 1}
    return json.dumps({**about, "sender": sender, "to": to, "body": body})


async def asked(agent: Agent, colleague: Agent, session: str, mode: str = "consult", number: int = 1) -> Json:
    """The colleague is in the session; as they see it."""
    reply = await agent.command("invite", session=session, number=number, agent=colleague.id, mode=mode)
    assert reply["type"] == "done", reply
    return await colleague.accept()


async def test_a_colleague_is_asked_consulted_brought_in_and_given_the_session(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, colleague, _ = people
    async with together(kiosk, agent, colleague):
        await agent.available()
        session, epoch = await talk(kiosk, agent)
        await colleague.available()
        known = (await agent.command("get_colleagues"))["colleagues"]
        assert [(one["agent"], one["state"]) for one in known if one["agent"] == colleague.id] == [
            (colleague.id, "available")
        ]
        await agent.command("invite", session=session, number=1, agent=colleague.id, mode="consult")
        ring = await colleague.rung()
        assert ring["invitation"] == {"by_name": agent.name, "mode": "consult"}
        seen = await colleague.accept()
        assert (seen["participant"], seen["agent_name"]) == ("guest-1", agent.name)
        shown = (await kiosk.see(lambda s: s["session"]["guests"] != []))["session"]["guests"]
        assert [(one["name"], one["mode"], one["role"]) for one in shown] == [("guest-1", "consult", "colleague")]
        assert (await agent.command("change_mode", session=session, guest="guest-1", mode="conference"))[
            "type"
        ] == "done"
        await kiosk.see(lambda s: s["session"]["guests"][0]["mode"] == "conference")
        assert (await agent.command("hand_over", session=session, guest="guest-1"))["type"] == "done"
        handed = (await colleague.see(lambda s: s["session"] and s["session"]["participant"] == "agent"))["session"]
        assert handed["epoch"] == epoch + 1
        assert (await agent.see(lambda s: s["session"] is None))["me"]["state"] == "available"
        shown = (await kiosk.see(lambda s: s["session"]["guests"] == []))["session"]
        assert (shown["agent_name"], shown["state"]) == (colleague.name, "connecting")
        await colleague.command("media_ready", session=session, epoch=handed["epoch"])
        await finish(kiosk, colleague, session)
        await leave(agent, colleague)


async def test_signals_reach_the_participant_they_are_for_and_nobody_the_mode_keeps_apart(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, colleague, _ = people
    async with together(kiosk, agent, colleague):
        await agent.available()
        session, epoch = await talk(kiosk, agent)
        await colleague.available()
        await asked(agent, colleague, session)
        await gets_through(agent, colleague, frame("agent", "guest-1", session, 1))
        await gets_through(colleague, agent, frame("guest-1", "agent", session, 1))
        await kiosk.send(frame("kiosk", "guest-1", session, 1))
        assert (await kiosk.hear("error"))["code"] == "peer_away", "who is consulted is none of the resident's"
        await colleague.send(frame("agent", "kiosk", session, epoch))
        assert (await colleague.hear("error"))["code"] == "not_your_session"
        await agent.command("change_mode", session=session, guest="guest-1", mode="conference")
        await gets_through(kiosk, colleague, frame("kiosk", "guest-1", session, 1))
        await colleague.command("restart_media", session=session, guest="guest-1", epoch=1, reason="reloaded")
        await kiosk.see(lambda s: s["session"]["guests"][0]["epoch"] == 2)
        await kiosk.send(frame("kiosk", "guest-1", session, 1))
        await kiosk.hear("error", lambda error: error["code"] == "stale_epoch")
        await finish(kiosk, agent, session)
        assert (await colleague.see(lambda s: s["session"] is None))["me"]["state"] == "available"
        await leave(agent, colleague)


async def test_a_supervisor_is_called_by_a_raised_hand_seen_by_both_and_takes_over(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, _, supervisor = people
    async with together(kiosk, agent, supervisor):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await agent.command("raise_hand", session=session, raised=True)
        talks = (await supervisor.see(lambda s: s["talks"] and s["talks"][0]["hand_raised_at"] is not None))["talks"]
        assert (talks[0]["session"], talks[0]["agent_name"]) == (session, agent.name)
        assert (await supervisor.command("join_session", session=session, mode="monitor"))["type"] == "done"
        shown = (await kiosk.see(lambda s: s["session"]["guests"] != []))["session"]["guests"][0]
        assert (shown["display_name"], shown["role"], shown["mode"]) == (supervisor.name, "supervisor", "monitor")
        told = (await agent.see(lambda s: s["session"]["guests"] != []))["session"]
        assert told["hand_raised_at"] is None
        chat = await supervisor.command("send_chat", session=session, key="k", text="你好")
        assert chat["code"] == "wrong_state", "who listens does not speak"
        assert (await supervisor.command("hand_over", session=session, guest="guest-1"))["type"] == "done"
        await supervisor.see(lambda s: s["session"]["participant"] == "agent")
        await agent.see(lambda s: s["session"] is None)
        epoch = (await supervisor.see(lambda s: s["session"] is not None))["session"]["epoch"]
        await supervisor.command("media_ready", session=session, epoch=epoch)
        await finish(kiosk, supervisor, session)
        await leave(agent, supervisor)


async def test_what_an_account_has_no_right_to_is_refused_and_talks_are_shown_to_supervisors_only(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, colleague, _ = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        welcome = await colleague.connect()
        assert welcome["rights"] == ["transfer", "consult", "conference", "raise_hand", "invite_family"]
        for mode in ("monitor", "whisper", "conference"):
            assert (await colleague.command("join_session", session=session, mode=mode))["code"] == "not_allowed"
        assert (await colleague.see(lambda s: s["queue"]["busy"] == 1))["talks"] is None
        answer = await colleague.command("save_draft", session=session, outcome=None, note="mine")
        assert answer["code"] == "not_your_session"
        await finish(kiosk, agent, session)
        await colleague.close()
        await leave(agent)


async def test_a_blind_transfer_keeps_place_and_clock(people: tuple[Kiosk, Agent, Agent, Agent]) -> None:
    kiosk, agent, colleague, _ = people
    async with together(kiosk, agent, colleague):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        before = (await kiosk.see(state_is("active")))["session"]
        await colleague.available()
        assert (await agent.command("transfer", session=session, to=colleague.id))["type"] == "done"
        shown = (await kiosk.see(lambda s: s["session"]["requeued"] == "transferred"))["session"]
        assert [shown[key] for key in ("id", "ticket", "requested_at")] == [
            before[key] for key in ("id", "ticket", "requested_at")
        ]
        accepted = await colleague.accept()
        await colleague.command("media_ready", session=session, epoch=accepted["epoch"])
        await finish(kiosk, colleague, session)
        await leave(agent, colleague)


async def test_a_guest_may_neither_end_nor_wrap_up_and_comes_back_after_a_reload(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, colleague, _ = people
    async with together(kiosk, agent, colleague):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await colleague.available()
        await asked(agent, colleague, session, "conference")
        assert (await colleague.command("end", session=session))["code"] == "not_your_session"
        await colleague.close()
        await agent.see(lambda s: not s["session"]["guests"][0]["present"])
        await colleague.connect()
        assert (await colleague.see(lambda s: s["session"] is not None))["session"]["participant"] == "guest-1"
        line = await colleague.command("send_chat", session=session, key="line", text="我是专家")
        assert line["type"] == "done"
        for one in (kiosk, agent, colleague):
            heard = await asyncio.wait_for(one.hear("chat"), 5)
            assert heard["lines"][0]["sender"] == "guest-1"
        assert (await colleague.command("dismiss", session=session, guest="guest-1"))["type"] == "done"
        await finish(kiosk, agent, session)
        await leave(agent, colleague)


async def test_whoever_comes_to_a_session_has_what_was_written_in_it_as_far_as_it_is_theirs_to_read(
    people: tuple[Kiosk, Agent, Agent, Agent],
) -> None:
    kiosk, agent, colleague, supervisor = people
    async with together(kiosk, agent, colleague, supervisor):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await agent.command("send_chat", session=session, key="line", text="请点下一步")
        await agent.command("save_draft", session=session, outcome="information", note="照片不合格")
        await colleague.available()
        await asked(agent, colleague, session)
        await supervisor.command("join_session", session=session, mode="monitor")
        assert (await supervisor.hear("chat"))["lines"][0]["text"] == "请点下一步"
        assert "chat" not in {message["type"] for message in colleague.heard}, "who is consulted reads nothing"
        await agent.command("change_mode", session=session, guest="guest-1", mode="conference")
        assert (await colleague.hear("chat"))["complete"]
        assert "draft" not in {message["type"] for message in colleague.heard}, "the note is its agent's"
        await agent.command("hand_over", session=session, guest="guest-1")
        draft = await colleague.hear("draft")
        assert (draft["session"], draft["outcome"], draft["note"]) == (session, "information", "照片不合格")
        await colleague.command("transfer", session=session, to=None)
        await supervisor.see(lambda s: s["session"] is None)
        await agent.accept()
        assert (await agent.hear("draft"))["note"] == "照片不合格"
        await finish(kiosk, agent, session)
        await leave(agent, colleague)
