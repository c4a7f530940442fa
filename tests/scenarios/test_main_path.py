"""From the touch to the record, over the wire, without media."""

import uuid
from collections.abc import Callable

from tests.support.participants import Agent, Json, Kiosk
from tests.support.server import Server
from tests.support.waiting import until

CONSENT = {"voice": True, "screen": True, "camera": False}


def state_is(*states: str) -> Callable[[Json], bool]:
    return lambda snapshot: snapshot["session"] is not None and snapshot["session"]["state"] in states


def record_of(server: Server, session: str) -> Json:
    return dict(server.admin.get(f"/api/v1/sessions/{session}").raise_for_status().json())


async def test_one_touch_rings_an_agent_who_accepts_helps_and_closes_with_an_outcome(server: Server) -> None:
    async with Agent(server, "main-agent") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help(service="social-security-card", step="photo")
        card = await agent.rung()
        assert card["session"] == session
        assert card["context"] == {
            "service": "social-security-card",
            "step": "photo",
            "language": "zh-CN",
            "spoken": None,
            "step_since": None,
            "attempt": 1,
            "error": None,
        }
        assert (card["kiosk_name"], card["rings"]) == ("3号机", 1)

        await kiosk.command("consent", session=session, consent=CONSENT, text_version="1", language="zh-CN")
        await agent.accept()
        seen = await kiosk.see(state_is("connecting"))
        assert seen["session"]["agent_name"] == "王老师"

        epoch = seen["session"]["epoch"]
        await agent.command("media_ready", session=session, epoch=epoch)
        await kiosk.see(state_is("active"))

        await agent.command("send_chat", session=session, key="k1", text="点绿色的按钮")
        assert (await kiosk.hear("chat"))["lines"][0]["text"] == "点绿色的按钮"

        await kiosk.command("end", session=session)
        await kiosk.see(state_is("wrap_up"))
        assert (await agent.see(state_is("wrap_up")))["session"]["end_reason"] == "resident_ended"
        assert (await kiosk.command("rate", session=session, rating=5))["type"] == "done"
        done = await agent.command("finish_wrap_up", session=session, outcome="solved", note="拍照")
        assert done["type"] == "done"
        await agent.see(lambda s: s["me"]["state"] == "available")
        await agent.command("presence", state="offline", reason=None)

    row = record_of(server, session)
    assert (row["end_reason"], row["outcome"], row["rating"], row["agent_name"]) == (
        "resident_ended",
        "solved",
        5,
        "王老师",
    )
    assert (row["consent_voice"], row["consent_screen"], row["consent_camera"]) == (True, True, False)


async def test_signalling_arrives_word_for_word_at_the_other_participant_and_nobody_else(server: Server) -> None:
    async with Agent(server, "signal-agent") as agent, Kiosk(server) as kiosk, Kiosk(server) as bystander:
        await agent.available()
        session = await kiosk.request_help()
        card = await agent.rung()
        body = {"kind": "media_state", "microphone": "on", "camera": "missing", "screen": "off"}
        signal = {"type": "signal", "session": session, "epoch": card["epoch"], "seq": 1, "body": body}
        await kiosk.send({**signal, "sender": "kiosk", "to": "agent"})
        assert (await agent.hear("signal"))["body"] == body
        ack = {"type": "signal_ack", "session": session, "epoch": card["epoch"], "seq": 1}
        await agent.send({**ack, "sender": "agent", "to": "kiosk"})
        assert (await kiosk.hear("signal_ack"))["seq"] == 1

        await bystander.send({**signal, "sender": "kiosk", "to": "agent"})
        assert (await bystander.hear("error"))["code"] == "not_your_session"
        await kiosk.send({**signal, "epoch": 7, "sender": "kiosk", "to": "agent"})
        assert (await kiosk.hear("error"))["code"] == "stale_epoch"
        await kiosk.command("end", session=session)
        await agent.command("presence", state="offline", reason=None)


async def test_a_resident_who_leaves_takes_the_ring_with_them(server: Server) -> None:
    async with Agent(server, "left-agent") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        ring = (await agent.rung())["ring"]
        await kiosk.command("end", session=session)
        await agent.see(lambda s: s["ring"] is None and s["me"]["state"] == "available")
        late = await agent.command("accept", ring=ring)
        assert (late["type"], late["code"]) == ("refused", "ring_gone")
        shown = (await kiosk.see(lambda s: s["session"]["left_until"] is not None))["session"]
        assert (shown["id"], shown["state"], shown["ahead"]) == (session, "waiting", 0)
        await agent.command("presence", state="offline", reason=None)
    assert record_of(server, session)["end_reason"] == "resident_left"


async def test_a_resident_who_left_by_a_wrong_touch_comes_back_to_their_place_and_clock(server: Server) -> None:
    context = {"service": None, "step": None, "language": "zh-CN"}
    async with Agent(server, "back-agent") as agent, Kiosk(server) as kiosk, Kiosk(server) as other:
        session = await kiosk.request_help()
        before = (await kiosk.see(state_is("waiting")))["session"]
        behind = await other.request_help()
        await kiosk.command("end", session=session)
        await kiosk.see(lambda s: s["session"]["left_until"] is not None)
        assert (await kiosk.command("request_help", session=session, context=context))["type"] == "done"
        after = (await kiosk.see(lambda s: s["session"]["left_until"] is None))["session"]
        assert [after[key] for key in ("ticket", "requested_at")] == [before[key] for key in ("ticket", "requested_at")]
        await agent.available()
        assert (await agent.rung())["session"] == session
        for machine, waits in ((kiosk, session), (other, behind)):
            await machine.command("end", session=waits)
        await agent.command("presence", state="offline", reason=None)
    timeline = server.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()["entries"]
    kinds = [entry["kind"] for entry in timeline if entry["origin"] == "desk"]
    assert kinds.count("resident_left") == 2
    assert kinds.count("session_queued") == 1


async def test_a_declined_resident_keeps_place_and_clock_and_rings_the_next_agent(server: Server) -> None:
    async with Agent(server, "first-agent") as first, Agent(server, "second-agent") as second, Kiosk(server) as kiosk:
        await first.available()
        session = await kiosk.request_help()
        ring = await first.rung()
        await second.available()
        await first.command("decline", ring=ring["ring"], reason=None)
        again = await second.rung()
        assert (again["session"], again["rings"]) == (session, 2)
        assert again["requested_at"] == ring["requested_at"]
        assert again["epoch"] > ring["epoch"]
        await kiosk.command("end", session=session)
        for agent in (first, second):
            await agent.command("presence", state="offline", reason=None)


async def test_nobody_signed_in_is_said_at_once_with_a_way_on(server: Server) -> None:
    async with Kiosk(server) as kiosk:
        await kiosk.request_help()
        shown = await kiosk.see(state_is("closed"))
        assert shown["session"]["end_reason"] == "no_agent"
        assert shown["desk"] == {"open": True, "staffed": False, "next_opening": None}


async def test_the_position_in_the_line_is_told_and_moves_up(server: Server) -> None:
    async with Agent(server, "slow-agent") as agent, Kiosk(server) as first, Kiosk(server) as second:
        first_session = await first.request_help()
        second_session = await second.request_help()
        await second.see(lambda s: s["session"]["ahead"] == 1)
        assert (await agent.see(lambda s: s["queue"]["waiting"] == 2))["queue"]["first"][0]["ticket"]
        await first.command("end", session=first_session)
        await second.see(lambda s: s["session"]["ahead"] == 0)
        await second.command("end", session=second_session)
        await agent.command("presence", state="offline", reason=None)


async def test_a_kiosk_that_reloads_comes_back_to_the_same_session_and_its_chat(server: Server) -> None:
    async with Agent(server, "reload-agent") as agent:
        kiosk = Kiosk(server)
        await kiosk.connect()
        await agent.available()
        session = await kiosk.request_help()
        await agent.accept()
        await agent.command("send_chat", session=session, key="k1", text="请稍等")
        epoch = (await kiosk.see(state_is("connecting")))["session"]["epoch"]
        await agent.command("media_ready", session=session, epoch=epoch)
        await kiosk.close()
        await agent.see(state_is("interrupted"))
        await kiosk.connect()
        assert (await kiosk.see(state_is("active")))["session"]["id"] == session
        assert (await kiosk.hear("chat"))["complete"] is True
        reply = await kiosk.command("restart_media", session=session, epoch=epoch, reason="reloaded")
        assert reply["type"] == "done"
        await agent.see(lambda s: s["session"]["epoch"] == epoch + 1)
        stale = await agent.command("restart_media", session=session, epoch=epoch, reason="ice_failed")
        assert stale["code"] == "stale_epoch"
        await kiosk.command("end", session=session)
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
        await agent.command("presence", state="offline", reason=None)
        await kiosk.close()


async def test_the_note_is_kept_on_the_server_while_it_is_written(server: Server) -> None:
    agent = Agent(server, "note-agent")
    await agent.connect()
    async with Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        await agent.accept()
        await agent.command("save_draft", session=session, outcome=None, note="缺照片")
        await agent.close()
        await agent.connect()
        draft = await agent.hear("draft")
        assert (draft["session"], draft["outcome"], draft["note"]) == (session, None, "缺照片")
        await kiosk.command("end", session=session)
        await agent.command("finish_wrap_up", session=session, outcome="counter", note="缺照片")
        await agent.command("presence", state="offline", reason=None)
    await agent.close()


async def test_a_second_window_has_to_take_over_and_the_first_is_told(server: Server) -> None:
    first = Agent(server, "twice-agent")
    await first.connect()
    second = Agent.__new__(Agent)
    second.__dict__.update(first.__dict__ | {"heard": [], "instance": uuid.uuid4().hex})
    token = await second.token()
    await second.open()
    hello = {"type": "hello", "protocol": 1, "token": token, "proof": None, "instance": second.instance}
    await second.send({**hello, "takeover": False})
    assert (await second.hear("error"))["code"] == "already_signed_in"
    assert first.closed is None
    await second.send({**hello, "takeover": True})
    await second.hear("agent_welcome")
    assert await first.hear_close() == 4001
    await second.command("presence", state="offline", reason=None)
    await second.close()


async def test_a_timeline_entry_sent_twice_is_on_the_record_once(server: Server) -> None:
    async with Agent(server, "timeline-agent") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        entry = {"number": 1, "at": 1, "kind": "device", "device": "camera", "state": "missing"}
        for _ in range(2):
            assert (await kiosk.command("timeline", session=session, entries=[entry]))["type"] == "done"
        await kiosk.command("end", session=session)
        await agent.command("presence", state="offline", reason=None)

    def entries() -> list[Json]:
        answer = server.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()
        return [e for e in answer["entries"] if e["kind"] == "device"]

    await until(lambda: len(entries()) == 1, 5, "the entry on the record")
