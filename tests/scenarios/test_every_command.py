"""Every command of the protocol that is incomplete, too much, somebody else's or about nothing is refused by its id, with a
named error, and disturbs nobody."""

from collections.abc import Iterator
from typing import get_args

import pytest

from signaling.protocol import messages as m
from tests.scenarios.steps import finish, leave, talk, together
from tests.scenarios.test_main_path import state_is
from tests.support.participants import Agent, Family, Json, Kiosk, Participant
from tests.support.server import Server, run_server

NO_SESSION = "00000000-0000-4000-8000-000000000000"
CONTEXT = {"service": None, "step": None, "language": "zh-CN"}
CONSENT = {"voice": True, "screen": True, "camera": False}
ABOUT_NOTHING: dict[str, tuple[Json, str]] = {
    "request_help": ({"session": NO_SESSION, "context": CONTEXT}, "kiosk_busy"),
    "consent": ({"session": NO_SESSION, "consent": CONSENT, "text_version": "1", "language": "en"}, "unknown_session"),
    "change_context": ({"session": NO_SESSION, "context": CONTEXT}, "unknown_session"),
    "rate": ({"session": NO_SESSION, "rating": 5}, "wrong_state"),
    "request_ticket": ({"session": NO_SESSION, "kind": "counter", "phone": None}, "unknown_session"),
    "step_back": ({"reason": "microphone_failed"}, ""),
    "presence": ({"state": "break", "reason": "no-such-reason"}, "invalid_field"),
    "accept": ({"ring": NO_SESSION}, "ring_gone"),
    "decline": ({"ring": NO_SESSION, "reason": "busy"}, "ring_gone"),
    "media_ready": ({"session": NO_SESSION, "epoch": 1}, "unknown_session"),
    "tell_waiter": ({"session": NO_SESSION, "key": "k", "text": "soon"}, "unknown_session"),
    "save_draft": ({"session": NO_SESSION, "outcome": None, "note": ""}, "unknown_session"),
    "ask_for_wrap_up": ({"session": NO_SESSION, "wanted": True}, "unknown_session"),
    "extend_wrap_up": ({"session": NO_SESSION, "number": 1}, "unknown_session"),
    "finish_wrap_up": ({"session": NO_SESSION, "outcome": "solved", "note": ""}, "unknown_session"),
    "show_step": ({"session": NO_SESSION, "service": "elderly-card", "step": "account"}, "unknown_session"),
    "hide_step": ({"session": NO_SESSION, "done": False}, "unknown_session"),
    "get_colleagues": ({}, ""),
    "transfer": ({"session": NO_SESSION, "to": None}, "unknown_session"),
    "invite": ({"session": NO_SESSION, "number": 1, "agent": "nobody", "mode": "consult"}, "unknown_session"),
    "join_session": ({"session": NO_SESSION, "mode": "monitor"}, "not_allowed"),
    "change_mode": ({"session": NO_SESSION, "guest": "guest-1", "mode": "conference"}, "unknown_session"),
    "dismiss": ({"session": NO_SESSION, "guest": "guest-1"}, "unknown_session"),
    "hand_over": ({"session": NO_SESSION, "guest": "guest-1"}, "unknown_session"),
    "raise_hand": ({"session": NO_SESSION, "raised": True}, "unknown_session"),
    "admit": ({"session": NO_SESSION, "number": 1}, "unknown_session"),
    "renew": ({"token": "no.such.token"}, "token_invalid"),
    "timeline": (
        {"session": NO_SESSION, "entries": [{"number": 1, "at": 1, "kind": "reloaded"}]},
        "unknown_session",
    ),
    "leave": ({"session": NO_SESSION}, "unknown_session"),
    "end": ({"session": NO_SESSION}, "unknown_session"),
    "restart_media": ({"session": NO_SESSION, "epoch": 1, "reason": "reloaded", "guest": None}, "unknown_session"),
    "get_ice_servers": ({"session": NO_SESSION}, "unknown_session"),
    "send_chat": ({"session": NO_SESSION, "key": "k", "text": "x"}, "unknown_session"),
}
"""What is sent, complete, and the code of its refusal; "": it is about no session and is answered."""
COMMANDS = {kind.model_fields["type"].default: kind for kind in get_args(m.ClientMessage) if "id" in kind.model_fields}


def test_no_command_is_left_out() -> None:
    assert ABOUT_NOTHING.keys() == COMMANDS.keys()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("commands")) as running:
        yield running


async def test_a_faulty_command_is_refused_and_the_talk_goes_on(server: Server) -> None:
    agent, kiosk, family = Agent(server, "agent"), Kiosk(server), Family(server)
    speakers: dict[str, Participant] = {"agent": agent, "kiosk": kiosk, "guest": family}
    async with together(agent, kiosk):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await family.redeem((await agent.command("admit", session=session, number=1))["code"])
        await family.connect()
        for kind in COMMANDS:
            for role, speaker in speakers.items():
                await refuses(speaker, role, kind)
        assert (await kiosk.see(state_is("active")))["session"]["id"] == session
        await family.close()
        await finish(kiosk, agent, session)
        await leave(agent)


async def refuses(speaker: Participant, role: str, kind: str) -> None:
    fields, code = ABOUT_NOTHING[kind]
    if role not in COMMANDS[kind].senders:
        assert (await speaker.command(kind, **fields))["code"] == "wrong_role", (kind, role)
        return
    wrong = [("surplus", {**fields, "surplus": 1})]
    needed = [name for name in fields if COMMANDS[kind].model_fields[name].is_required()]
    wrong += [(name, {key: value for key, value in fields.items() if key != name}) for name in needed]
    for name, said in wrong:
        refused = await speaker.command(kind, **said)
        assert (refused["code"], name in refused["detail"]) == ("invalid_field", True), (kind, role, name)
    secret = role == "guest" and code == "unknown_session"  # which sessions there are is no matter of theirs
    named = {"unknown_session", "not_your_session"} if secret else {code}
    assert (await speaker.command(kind, **fields)).get("code", "") in named, (kind, role)
    await speaker.close()  # before so many faults that the server would
    await speaker.connect()
