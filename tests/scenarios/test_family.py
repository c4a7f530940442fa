"""A family member, who has no account: let in by a code, once, to one talk, and to nothing else."""

from uuid import uuid4

import pytest

from signaling.core.ids import DeskId, GuestName, SessionId
from signaling.service.tokens import Tokens
from tests.scenarios.steps import MEDIA_STATE, finish, gets_through, leave, talk, together
from tests.scenarios.test_bad_input import SDP
from tests.scenarios.test_main_path import state_is
from tests.scenarios.test_more_than_two import frame
from tests.support.nodes import Nodes
from tests.support.participants import Agent, Family, Json, Kiosk
from tests.support.server import Server

SEEN = {"type", "number", "now", "session", "end_reason"}
SEEN_OF_SESSION = {"id", "participant", "agent_name", "agent_present", "kiosk_present", "relay_only", "guests"}


@pytest.fixture
def people(server: Server, request: pytest.FixtureRequest) -> tuple[Kiosk, Agent, Family]:
    number = request.session.items.index(request.node)
    return Kiosk(server), Agent(server, f"family-agent-{number}"), Family(server)


async def admitted(agent: Agent, session: str, number: int = 1) -> Json:
    reply = await agent.command("admit", session=session, number=number)
    assert reply["type"] == "admitted", reply
    return reply


async def comes(family: Family, agent: Agent, session: str) -> None:
    await family.redeem((await admitted(agent, session))["code"])
    await family.connect()
    await family.see(lambda s: s["session"] is not None)


def guests(shown: Json) -> list[tuple[str, str, bool]]:
    return [(one["role"], one["mode"], one["present"]) for one in shown["session"]["guests"]]


async def test_a_family_member_comes_by_the_code_sees_who_is_there_and_leaves(
    people: tuple[Kiosk, Agent, Family],
) -> None:
    kiosk, agent, family = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        told = await admitted(agent, session)
        assert (told["guest"], told["path"], len(told["code"])) == ("guest-1", "/guest/", 8)
        assert (await admitted(agent, session))["code"] == told["code"], "the same question has the same answer"
        waits = (await agent.see(lambda s: s["session"]["guests"] != []))["session"]["guests"][0]
        assert (waits["agent"], waits["rings_until"], waits["code_used"]) == (None, told["expires_at"], False)
        assert kiosk.snapshot
        assert kiosk.snapshot["session"]["guests"] == [], "who has not come is not there"

        await family.redeem(told["code"])
        await agent.see(lambda s: s["session"]["guests"][0]["code_used"])
        welcome = await family.connect()
        assert (welcome["session"], welcome["participant"]) == (session, "guest-1")
        seen = await family.see(lambda s: s["session"] is not None)
        assert (set(seen), set(seen["session"])) == (SEEN, SEEN_OF_SESSION), "nothing of the resident's matter"
        assert (seen["session"]["agent_name"], seen["session"]["kiosk_present"]) == ("王老师", True)
        assert guests(await kiosk.see(lambda s: s["session"]["guests"] != [])) == [("family", "conference", True)]

        assert (await family.command("leave", session=session))["type"] == "done"
        parted = await family.see(lambda s: s["session"] is None)
        assert parted["end_reason"] == "left"
        await kiosk.see(lambda s: s["session"]["guests"] == [] and s["session"]["state"] == "active")
        await family.close()
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_a_code_lets_in_once_and_a_token_to_its_own_talk_only(people: tuple[Kiosk, Agent, Family]) -> None:
    kiosk, agent, family = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        code = (await admitted(agent, session))["code"]
        await family.redeem(code)
        again = await family.post("", {"code": code})
        assert (again.status_code, again.json()["code"]) == (404, "code_refused")
        await family.connect()

        renewed = await family.post("/token", token=family.access)
        fresh = renewed.raise_for_status().json()["access_token"]
        assert (await family.command("renew", token=fresh))["type"] == "done"
        for token, wrong in ((await agent.token(), "another's"), (fresh[:-4] + "AAAA", "not valid")):
            refused = await family.command("renew", token=token)
            assert (refused["code"], wrong in refused["detail"]) == ("token_invalid", True)
        for kind, fields, why in (
            ("end", {}, "wrong_role"),
            ("admit", {"number": 2}, "wrong_role"),
            ("dismiss", {"guest": "guest-1"}, "wrong_role"),
            ("restart_media", {"epoch": 1, "reason": "no_media"}, "not_your_session"),
        ):
            refused = await family.command(kind, session=session, **fields)
            assert refused.get("code") == why, refused
        assert (await family.command("get_ice_servers", session="another"))["code"] == "unknown_session"

        await agent.command("dismiss", session=session, guest="guest-1")
        assert (await family.see(lambda s: s["session"] is None))["end_reason"] == "dismissed"
        assert (await family.command("get_ice_servers", session=session))["code"] == "not_your_session"
        assert (await family.command("renew", token=fresh))["code"] == "not_admitted"
        assert (await family.post("/token", token=fresh)).status_code == 401
        await family.close()
        await family.hello(token=fresh)
        assert (await family.hear("error"))["code"] == "not_admitted"
        assert await family.hear_close() == 4403
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_what_is_forged_expired_or_anothers_lets_nobody_in(people: tuple[Kiosk, Agent, Family]) -> None:
    kiosk, agent, family = people
    secret = next(family.server.directory.rglob("*secret*")).read_text().strip()
    named = (DeskId("main"), SessionId("s-1"), GuestName("guest-1"))
    good, now = Tokens(secret), 1_000_000
    for token, code in (
        ("x", "token_invalid"),
        (Tokens("another secret, as long as a secret has to be").issue_guest(*named, now).token, "token_invalid"),
        (good.issue_guest(*named, now).token, "token_expired"),
    ):
        await family.hello(token=token)
        assert (await family.hear("error"))["code"] == code
        assert await family.hear_close() == 4401
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await family.redeem((await admitted(agent, session))["code"])
        await family.hello(proof="A" * 86)
        assert (await family.hear("error"))["code"] == "token_invalid"
        assert await family.hear_close() == 4401
        await finish(kiosk, agent, session)
        await family.hello()
        assert (await family.hear("error"))["code"] == "not_admitted", "the talk is over before they came"
        assert await family.hear_close() == 4403
        await leave(agent)


async def test_family_signals_with_everybody_writes_and_comes_back(people: tuple[Kiosk, Agent, Family]) -> None:
    kiosk, agent, family = people
    async with together(kiosk, agent):
        await agent.available()
        session, epoch = await talk(kiosk, agent)
        await kiosk.command("send_chat", session=session, key=uuid4().hex, text="我的卡号是…")
        await comes(family, agent, session)
        for sender, receiver, one, other in ((kiosk, family, "kiosk", "guest-1"), (family, agent, "guest-1", "agent")):
            await gets_through(sender, receiver, frame(one, other, session, 1, MEDIA_STATE))
        offer = {"kind": "description", "sdp_type": "offer", "sdp": SDP.replace("BUNDLE", "LUMP")}
        for spoiled, why in (
            (frame("kiosk", "agent", session, epoch), "not_your_session"),
            (frame("guest-1", "agent", session, 7), "stale_epoch"),
            (frame("guest-1", "agent", session, 1, offer), "bad_sdp"),
        ):
            start = len(family.heard)
            await family.send(spoiled)
            assert (await family.hear("error", start=start))["code"] == why

        key = uuid4().hex
        assert (await family.command("send_chat", session=session, key=key, text="妈，点绿的"))["type"] == "done"
        line = (await kiosk.hear("chat", lambda m: m["lines"][0]["key"] == key))["lines"][0]
        assert (line["sender"], line["name"]) == ("guest-1", None)

        await family.close()
        await kiosk.see(lambda s: guests(s) == [("family", "conference", False)])
        await family.connect()
        await kiosk.see(lambda s: guests(s) == [("family", "conference", True)])
        shown = await family.hear("chat", lambda m: m["complete"])
        assert [one["text"] for one in shown["lines"]] == ["妈，点绿的"], "nothing of before they came"
        again = await family.command("restart_media", session=session, guest="guest-1", epoch=1, reason="reloaded")
        assert again["type"] == "done"
        await kiosk.see(lambda s: s["session"]["guests"][0]["epoch"] == 2)

        await finish(kiosk, agent, session)
        assert (await family.see(lambda s: s["session"] is None))["end_reason"] == "over"
        await family.close()
        await leave(agent)


async def test_the_newest_window_of_a_family_member_is_theirs(people: tuple[Kiosk, Agent, Family]) -> None:
    kiosk, agent, family = people
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await comes(family, agent, session)
        second = family.twin(family.server)
        await second.connect()
        assert await family.hear_close() == 4001
        await kiosk.see(lambda s: guests(s) == [("family", "conference", True)])
        await second.close()
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_a_code_given_at_one_node_lets_in_at_the_other(nodes: Nodes) -> None:
    kiosk, agent, family = Kiosk(nodes.a), Agent(nodes.a, "family-across"), Family(nodes.b)
    async with together(kiosk, agent):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await comes(family, agent, session)
        await kiosk.see(lambda s: guests(s) == [("family", "conference", True)])
        await gets_through(kiosk, family, frame("kiosk", "guest-1", session, 1, MEDIA_STATE))
        await family.close()
        await family.return_through(nodes.a)
        await kiosk.see(lambda s: guests(s) == [("family", "conference", True)])
        await agent.command("dismiss", session=session, guest="guest-1")
        assert (await family.see(lambda s: s["session"] is None))["end_reason"] == "dismissed"
        await family.close()
        await finish(kiosk, agent, session)
        await leave(agent)


async def test_a_supervisor_who_listens_admits_nobody(people: tuple[Kiosk, Agent, Family]) -> None:
    kiosk, agent, family = people
    supervisor = Agent(family.server, f"{agent.name}-supervisor", "supervisor")
    async with together(kiosk, agent, supervisor):
        await agent.available()
        session, _ = await talk(kiosk, agent)
        await supervisor.command("join_session", session=session, mode="monitor")
        refused = await supervisor.command("admit", session=session, number=2)
        assert refused["code"] == "not_your_session"
        await agent.see(state_is("active"))
        await finish(kiosk, agent, session)
        await leave(agent, supervisor)
