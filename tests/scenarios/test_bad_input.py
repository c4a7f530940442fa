"""What is wrong is named, and nobody else is disturbed."""

import asyncio
import json

import pytest
from websockets.exceptions import InvalidStatus

from tests.scenarios.steps import leave
from tests.support.participants import Agent, Json, Kiosk, Participant
from tests.support.server import Server

SDP = (
    "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
    "c=IN IP4 0.0.0.0\r\na=mid:0\r\na=setup:actpass\r\na=fingerprint:sha-256 AA:BB\r\n"
)


@pytest.mark.parametrize(
    ("frame", "code", "named"),
    [
        ("not json", "malformed", ""),
        ("[1]", "malformed", ""),
        ('{"type":"ping"', "malformed", ""),
        ('{"no":"type"}', "unknown_type", "type"),
        ('{"type":"teleport"}', "unknown_type", "type"),
        ('{"type":"signal","session":"s"}', "invalid_field", "epoch"),
        ('{"type":"ping","more":1}', "invalid_field", "more"),
        (
            '{"type":"signal","session":"s","epoch":1,"seq":1,"sender":"kiosk","to":"agent","body":{"kind":"teleport"}}',
            "invalid_field",
            "body",
        ),
    ],
)
async def test_a_faulty_frame_gets_a_named_error(server: Server, frame: str, code: str, named: str) -> None:
    async with Kiosk(server) as kiosk:
        await kiosk.send(frame)
        error = await kiosk.hear("error")
        assert error["code"] == code
        assert named in error["detail"]
        await kiosk.send({"type": "ping"})
        await kiosk.hear("pong")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ({"type": "request_help", "session": "s"}, "invalid_field"),
        ({"type": "end", "session": "s", "why": "x"}, "invalid_field"),
        ({"type": "end", "session": "no-such"}, "unknown_session"),
        ({"type": "accept", "ring": "r"}, "wrong_role"),
        ({"type": "get_ice_servers", "session": "no-such"}, "unknown_session"),
        ({"type": "rate", "session": "s", "rating": 6}, "invalid_field"),
        ({"type": "timeline", "session": "s", "entries": [{"kind": "no-such"}]}, "invalid_field"),
        ({"type": "rate", "session": "s", "rating": 5}, "wrong_state"),
    ],
)
async def test_a_faulty_command_is_refused_by_its_id(server: Server, command: Json, code: str) -> None:
    async with Kiosk(server) as kiosk:
        fields = {key: value for key, value in command.items() if key != "type"}
        reply = await kiosk.command(command["type"], **fields)
        assert (reply["type"], reply["code"]) == ("refused", code)


async def test_commands_in_the_wrong_state_are_refused(server: Server) -> None:
    async with Agent(server, "state-agent") as agent, Kiosk(server) as kiosk, Kiosk(server) as other:
        await agent.available()
        session = await kiosk.request_help()
        await agent.rung()
        refusals = [
            (await kiosk.command("restart_media", session=session, epoch=1, reason="reloaded"), "wrong_state"),
            (await kiosk.command("send_chat", session=session, key="k", text="x"), "wrong_state"),
            (await agent.command("end", session=session), "not_your_session"),
            (await agent.command("finish_wrap_up", session=session, outcome="solved", note=""), "wrong_state"),
            (await other.command("end", session=session), "not_your_session"),
            (await other.command("send_chat", session=session, key="k", text="x"), "not_your_session"),
            (await agent.command("presence", state="break", reason="no-such-reason"), "invalid_field"),
            (
                await kiosk.command(
                    "request_help",
                    session="another",
                    context={"service": None, "step": None, "language": "en"},
                ),
                "kiosk_busy",
            ),
        ]
        assert [(reply["type"], reply.get("code")) for reply, _ in refusals] == [("refused", c) for _, c in refusals]
        await kiosk.command("end", session=session)
        await agent.command("presence", state="offline", reason=None)


async def test_the_id_of_a_session_that_there_was_is_refused_and_its_record_stays(server: Server) -> None:
    async with Agent(server, "id-agent") as agent, Kiosk(server) as kiosk, Kiosk(server) as other:
        await agent.available()
        first = await kiosk.request_help()
        await agent.rung()
        await kiosk.command("end", session=first)
        second = await kiosk.request_help()
        await kiosk.command("end", session=second)
        record = server.admin.get(f"/api/v1/sessions/{first}").json()
        context = {"service": None, "step": None, "language": "en"}
        for machine in (kiosk, other):
            assert (await machine.command("request_help", session=first, context=context))["code"] == "wrong_state"
        entry = {"number": 900, "at": 1, "kind": "reloaded"}
        assert (await other.command("timeline", session=first, entries=[entry]))["code"] == "unknown_session"
        assert server.admin.get(f"/api/v1/sessions/{first}").json() == record
        assert await other.request_help()
        await agent.rung()
        await leave(agent)


@pytest.mark.parametrize(
    ("sdp", "rule"),
    [
        ("hello", "v=0"),
        (SDP.replace("a=mid", "\x07a=mid"), "control"),
        (SDP + "s=社区\r\n", "ASCII"),
        (SDP + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" * 9, "media"),
        (SDP.replace("sha-256", "sha-1"), "fingerprint"),
        (SDP.replace("a=group:BUNDLE 0\r\n", ""), "bundled"),
    ],
)
async def test_a_session_description_that_no_browser_writes_goes_no_further(
    server: Server, sdp: str, rule: str
) -> None:
    async with Agent(server, f"sdp-{rule.removesuffix('=0')}") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        epoch = (await agent.rung())["epoch"]
        signal = {"type": "signal", "session": session, "epoch": epoch, "seq": 1, "sender": "kiosk", "to": "agent"}
        await kiosk.send({**signal, "body": {"kind": "description", "sdp_type": "offer", "sdp": sdp}})
        error = await kiosk.hear("error")
        assert error["code"] == "bad_sdp"
        assert rule in error["detail"]
        await kiosk.send({**signal, "body": {"kind": "candidate", "mid": "0", "candidate": "candidate:nonsense"}})
        await kiosk.hear("error", lambda m: m["code"] == "bad_candidate")
        await kiosk.send({**signal, "body": {"kind": "description", "sdp_type": "offer", "sdp": SDP}})
        await agent.hear("signal")
        assert len([m for m in agent.heard if m["type"] == "signal"]) == 1
        await kiosk.command("end", session=session)
        await agent.command("presence", state="offline", reason=None)


async def test_a_frame_over_64_kib_closes_only_its_own_connection(server: Server) -> None:
    async with Kiosk(server) as kiosk, Kiosk(server) as other:
        await kiosk.send("x" * (64 * 1024 + 1))
        assert await kiosk.hear_close() == 1009
        await other.send({"type": "ping"})
        await other.hear("pong")


async def test_a_flood_is_dropped_then_closed_and_others_are_served(server: Server) -> None:
    async with Kiosk(server) as flooder, Kiosk(server) as other:
        ping = json.dumps({"type": "ping"})
        for _ in range(1500):
            if flooder.closed is not None:
                break
            await flooder.send(ping)
        await flooder.hear("error", lambda m: m["code"] == "rate_limited")
        assert await flooder.hear_close() == 4429
        await other.send({"type": "ping"})
        await other.hear("pong")


async def test_ten_faulty_frames_close_the_connection(server: Server) -> None:
    async with Kiosk(server) as kiosk:
        for _ in range(10):
            await kiosk.send("{}")
        assert await kiosk.hear_close() == 4400


async def test_the_newest_connection_of_a_kiosk_wins(server: Server) -> None:
    kiosk = Kiosk(server)
    await kiosk.connect()
    twin = Kiosk.__new__(Kiosk)
    twin.__dict__.update(kiosk.__dict__ | {"heard": []})
    await twin.connect()
    assert await kiosk.hear_close() == 4001
    await twin.send({"type": "ping"})
    await twin.hear("pong")
    await twin.close()


async def test_a_forged_token_and_a_wrong_proof_are_named_and_closed(server: Server) -> None:
    kiosk = Kiosk(server)
    token = await kiosk.token()
    hello = {"type": "hello", "protocol": 1, "instance": "i", "takeover": False}
    for said, code in (
        ({"token": "no.such.token", "proof": None}, "token_invalid"),
        ({"token": token[:-3] + "abc", "proof": "x" * 86}, "token_invalid"),
        ({"token": token, "proof": None}, "token_invalid"),
        ({"token": token, "proof": kiosk.key.sign("bangban-ws:another nonce")}, "proof_invalid"),
    ):
        await kiosk.open()
        await kiosk.send({**hello, **said})
        assert (await kiosk.hear("error"))["code"] == code
        assert await kiosk.hear_close() == 4401


async def test_before_hello_nothing_is_done(server: Server) -> None:
    visitor = Participant(server)
    await visitor.open()
    await visitor.send({"type": "end", "id": 1, "session": "s"})
    assert (await visitor.hear("error"))["code"] == "not_welcomed"
    await visitor.send(
        {"type": "hello", "protocol": 99, "token": "t", "proof": None, "instance": "i", "takeover": False}
    )
    assert (await visitor.hear("error", lambda m: m["code"] != "not_welcomed"))["code"] == "unsupported_protocol"
    await visitor.close()


async def test_a_page_of_another_origin_gets_no_connection(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await Participant(server).open(origin="https://evil.example")
    assert refused.value.response.status_code == 403


async def test_a_revoked_kiosk_is_disconnected_at_once_and_stays_out(server: Server) -> None:
    kiosk = Kiosk(server)
    await kiosk.connect()
    token = await kiosk.token()
    server.admin.post(f"/api/v1/kiosks/{kiosk.id}/revoke").raise_for_status()
    assert await kiosk.hear_close() == 4403
    nonce = await kiosk.open()
    proof = kiosk.key.sign(f"bangban-ws:{nonce}")
    await kiosk.send(
        {"type": "hello", "protocol": 1, "token": token, "proof": proof, "instance": "i", "takeover": False}
    )
    assert (await kiosk.hear("error"))["code"] == "revoked"
    assert await kiosk.hear_close() == 4403


async def test_an_agent_who_accepts_twenty_times_has_accepted_once(server: Server) -> None:
    async with Agent(server, "race-agent") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        ring = (await agent.rung())["ring"]
        replies = await asyncio.gather(*(agent.command("accept", ring=ring) for _ in range(20)))
        assert {reply["type"] for reply in replies} == {"done"}
        await kiosk.command("end", session=session)
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
        await agent.command("presence", state="offline", reason=None)
