"""Two nodes are one service: whoever is connected where, and whichever node dies, everybody is where they were."""

import asyncio
import json
from typing import Any
from uuid import uuid4

from tests.scenarios.steps import MEDIA_STATE, finish, gets_through, leave, line_of, pinging, signal, talk, together
from tests.scenarios.test_bad_input import SDP
from tests.scenarios.test_main_path import CONSENT, record_of, state_is
from tests.support.nodes import Nodes
from tests.support.participants import Agent, Json, Kiosk
from tests.support.waiting import until

LEASE_SECONDS = 30
"""A node's lease, as long again for doubt, and the beats between."""
ROUNDS = 20


# --- all is well ------------------------------------------------------------------------------------------------------


async def test_kiosk_and_agent_on_two_nodes_have_one_session_and_one_record(nodes: Nodes) -> None:
    kiosk, agent = Kiosk(nodes.a), Agent(nodes.b, "across-agent")
    async with together(agent, kiosk):
        await agent.available()
        session = await kiosk.request_help(service="social-security-card", step="photo")
        card = await agent.rung()
        assert (card["session"], card["kiosk_name"]) == (session, "3号机")
        assert card["site_name"]
        await kiosk.command("consent", session=session, consent=CONSENT, text_version="1", language="zh-CN")
        await agent.accept()
        seen = (await kiosk.see(state_is("connecting")))["session"]
        assert (seen["agent_name"], seen["agent_present"]) == ("王老师", True)
        assert (await agent.see(lambda s: s["session"]["consent"] == CONSENT))["session"]["id"] == session
        await agent.command("media_ready", session=session, epoch=seen["epoch"])
        await kiosk.see(state_is("active"))

        for sender, receiver, text in ((agent, kiosk, "点绿色的按钮"), (kiosk, agent, "好的")):
            await sender.command("send_chat", session=session, key=uuid4().hex, text=text)
            await receiver.hear("chat", lambda m, text=text: m["lines"][0]["text"] == text)

        await kiosk.command("end", session=session)
        assert (await agent.see(state_is("wrap_up")))["session"]["end_reason"] == "resident_ended"
        assert (await kiosk.command("rate", session=session, rating=5))["type"] == "done"
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="拍照")
        assert (await kiosk.see(state_is("closed")))["session"]["end_reason"] == "resident_ended"
        await leave(agent)

    record = record_of(nodes.a, session)
    assert record == record_of(nodes.b, session)
    told = (
        "end_reason",
        "outcome",
        "rating",
        "note",
        "agent_name",
        "consent_voice",
        "consent_screen",
        "consent_camera",
    )
    assert [record[key] for key in told] == ["resident_ended", "solved", 5, "拍照", "王老师", True, True, False]
    await nodes.audit()


async def test_a_ticket_made_on_one_node_is_heard_of_on_the_other(nodes: Nodes) -> None:
    async with Agent(nodes.b, "two-tickets") as agent, Kiosk(nodes.a) as kiosk:
        session = await kiosk.request_help()
        made = await kiosk.command("request_ticket", session=session, kind="counter", phone=None)
        assert made["type"] == "ticket"
        await agent.hear("tickets_changed")
        await kiosk.command("end", session=session)
        await leave(agent)


async def test_signalling_between_two_nodes_arrives_word_for_word(nodes: Nodes) -> None:
    kiosk, agent = Kiosk(nodes.a), Agent(nodes.b, "word-agent")
    async with together(agent, kiosk):
        await agent.available()
        session = await kiosk.request_help()
        epoch = (await agent.rung())["epoch"]
        candidate = "candidate:842163049 1 udp 1677729535 198.51.100.7 46154 typ srflx raddr 0.0.0.0 rport 0"
        offer = {"kind": "description", "sdp_type": "offer", "sdp": SDP}
        answer = {**offer, "sdp_type": "answer"}
        found = {"kind": "candidate", "mid": "0", "candidate": candidate}
        ack = {"type": "signal_ack", "session": session, "epoch": epoch}
        said = [
            (kiosk, agent, signal("kiosk", session, epoch, 1, offer)),
            (agent, kiosk, json.dumps({"seq": 1, "sender": "agent", "to": "kiosk", **ack})),
            (agent, kiosk, signal("agent", session, epoch, 1, answer)),
            (kiosk, agent, json.dumps({"seq": 1, "sender": "kiosk", "to": "agent", **ack})),
            (kiosk, agent, signal("kiosk", session, epoch, 2, found)),
            (agent, kiosk, signal("agent", session, epoch, 2, found)),
        ]
        for sender, receiver, frame in said:
            await sender.send(frame)
            await until(lambda frame=frame, receiver=receiver: frame in receiver.frames, 10, f"{frame} word for word")
        await kiosk.command("end", session=session)
        await leave(agent)


async def test_touches_on_two_nodes_at_once_ring_every_resident_once_and_in_order(nodes: Nodes) -> None:
    agents = [Agent(nodes.a, "crowd-a"), Agent(nodes.b, "crowd-b")]
    kiosks = [Kiosk(node) for node in (nodes.a, nodes.b) * 4]
    async with together(*agents, *kiosks):
        for agent in agents:
            await agent.available()
        touched = await asyncio.gather(*(kiosk.request_help() for kiosk in kiosks))
        who = dict(zip(touched, kiosks, strict=True))
        served = [
            served for some in await asyncio.gather(*(serve_all(agent, who) for agent in agents)) for served in some
        ]
        await leave(*agents)

    assert sorted(served) == sorted(touched)
    records = [record_of(nodes.a, session) for session in touched]
    assert [record_of(nodes.b, session) for session in touched] == records
    assert {(record["rings"], record["end_reason"]) for record in records} == {(1, "resident_ended")}
    by_ticket = sorted(records, key=lambda record: record["ticket"])
    rung_at = [record["rings_list"][0]["started_at"] for record in by_ticket]
    assert rung_at == sorted(rung_at)
    await nodes.audit()


async def serve_all(agent: Agent, who: dict[str, Kiosk]) -> list[str]:
    """Takes whoever rings, until nobody waits any more."""
    served: list[str] = []
    while True:
        shown = await agent.see(
            lambda s: s["ring"] is not None or (s["me"]["state"] == "available" and not s["queue"]["waiting"])
        )
        if shown["ring"] is None:
            return served
        session = shown["ring"]["session"]
        assert (await agent.command("accept", ring=shown["ring"]["ring"]))["type"] == "done"
        served.append(session)
        await finish(who[session], agent, session)
        await agent.see(
            lambda s, done=session: s["session"] is None and (s["ring"] is None or s["ring"]["session"] != done)
        )


async def test_a_kiosk_that_connects_to_another_node_is_closed_on_the_first(nodes: Nodes) -> None:
    kiosk = Kiosk(nodes.a)
    await kiosk.connect()
    again = kiosk.twin(nodes.b)
    async with together(again):
        assert await kiosk.hear_close() == 4001
        await again.send({"type": "ping"})
        await again.hear("pong")
        assert again.closed is None


async def test_a_resident_in_session_who_connects_to_another_node_goes_on_there(nodes: Nodes) -> None:
    kiosk, agent = Kiosk(nodes.a), Agent(nodes.a, "moving-agent")
    async with together(agent):
        await kiosk.connect()
        await agent.available()
        session, epoch = await talk(kiosk, agent)
        again = kiosk.twin(nodes.b)
        async with together(again):
            assert await kiosk.hear_close() == 4001
            shown = (await again.see(state_is("active")))["session"]
            assert (shown["id"], shown["epoch"]) == (session, epoch)
            await gets_through(agent, again, signal("agent", session, epoch, 1, MEDIA_STATE))
            await finish(again, agent, session)
            await leave(agent)
    await nodes.audit()


async def test_a_second_window_on_another_node_has_to_take_over_and_the_first_is_told(nodes: Nodes) -> None:
    first = Agent(nodes.a, "windows-agent")
    await first.connect()
    second = first.twin(nodes.b)
    second.instance = uuid4().hex
    token = await second.token()
    await second.open()
    hello = {"type": "hello", "protocol": 1, "token": token, "proof": None, "instance": second.instance}
    await second.send({**hello, "takeover": False})
    assert (await second.hear("error"))["code"] == "already_signed_in"
    assert first.closed is None
    await second.send({**hello, "takeover": True})
    await second.hear("agent_welcome")
    assert await first.hear_close() == 4001
    await leave(second)
    await second.close()


async def test_an_accept_and_a_leaving_that_race_on_two_nodes_have_one_outcome_and_it_is_on_record(
    nodes: Nodes,
) -> None:
    kiosk, agent = Kiosk(nodes.a), Agent(nodes.b, "race-agent")
    async with together(agent, kiosk):
        await agent.available()
        for number in range(ROUNDS):
            session = await kiosk.request_help()
            ring = (await agent.see(lambda s, now=session: s["ring"] is not None and s["ring"]["session"] == now))[
                "ring"
            ]
            await kiosk.see(state_is("ringing"))
            commands = [kiosk.command("end", session=session), agent.command("accept", ring=ring["ring"])]
            left, accepted = await in_turn(commands, first=number % 2)
            assert left["type"] == "done"
            if accepted["type"] == "done":
                shown = await agent.see(state_is("wrap_up"))
                assert shown["session"]["end_reason"] == "resident_ended"
                await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
            else:
                assert accepted["code"] == "ring_gone"
            await agent.see(lambda s: s["me"]["state"] == "available")
            served = accepted["type"] == "done"
            await kiosk.see(state_is("closed") if served else lambda s: s["session"]["left_until"] is not None)
            record = record_of(nodes.a, session)
            assert record["end_reason"] == ("resident_ended" if served else "resident_left")
            assert (record["answered_at"] is not None) == (accepted["type"] == "done")
            assert record == record_of(nodes.b, session)
        await leave(agent)
    await nodes.audit()


async def in_turn(commands: list[Any], first: int) -> list[Json]:
    """Both under way at once; the one at `first` is sent first."""
    tasks: list[asyncio.Task[Json] | None] = [None, None]
    for index in (first, 1 - first):
        tasks[index] = asyncio.create_task(commands[index])
    return [await task for task in tasks if task is not None]


# --- a node dies ------------------------------------------------------------------------------------------------------


async def test_the_agent_of_a_killed_node_is_in_the_same_session_through_the_other(own_nodes: Nodes) -> None:
    nodes = own_nodes
    kiosk, agent = Kiosk(nodes.a), Agent(nodes.b, "agent")
    async with together(agent, kiosk):
        await agent.available()
        session, epoch = await talk(kiosk, agent)
        await agent.command("send_chat", session=session, key="k1", text="请稍等")
        nodes.b.kill()
        await agent.return_through(nodes.a)
        shown = (await agent.see(state_is("active")))["session"]
        assert (shown["id"], shown["epoch"], shown["kiosk_present"]) == (session, epoch, True)
        assert (await agent.hear("chat"))["complete"] is True
        await gets_through(agent, kiosk, signal("agent", session, epoch, 1, MEDIA_STATE))
        await gets_through(kiosk, agent, signal("kiosk", session, epoch, 1, MEDIA_STATE))
        await finish(kiosk, agent, session)
    assert record_of(nodes.a, session)["outcome"] == "solved"
    await nodes.audit()


async def test_the_kiosks_of_a_killed_node_have_session_ticket_and_clock_through_the_other(own_nodes: Nodes) -> None:
    nodes = own_nodes
    agent, talking = Agent(nodes.b, "agent"), Kiosk(nodes.a)
    first, second, third = Kiosk(nodes.a), Kiosk(nodes.b), Kiosk(nodes.a)
    async with together(agent, talking, first, second, third):
        await agent.available()
        session, epoch = await talk(talking, agent)
        for kiosk in (first, second, third):
            await kiosk.request_help()
        before = [await line_of(kiosk) for kiosk in (first, second, third)]
        nodes.a.kill()
        for kiosk in (third, talking, first):
            await kiosk.return_through(nodes.b)
        shown = (await talking.see(state_is("active")))["session"]
        assert (shown["id"], shown["epoch"]) == (session, epoch)
        assert [await line_of(kiosk) for kiosk in (first, second, third)] == before
        assert (await third.see(state_is("waiting")))["session"]["ahead"] == 2
        await finish(talking, agent, session)
        for kiosk, waited in zip((first, second, third), before, strict=True):
            card = await agent.see(lambda s, its=waited["id"]: s["ring"] is not None and s["ring"]["session"] == its)
            assert card["ring"]["requested_at"] == waited["requested_at"]
            await agent.accept()
            await finish(kiosk, agent, waited["id"])
    await nodes.audit()


async def test_who_was_on_a_killed_node_is_missed_within_its_lease_and_keeps_place_and_session(
    own_nodes: Nodes,
) -> None:
    nodes = own_nodes
    agent, talking, waiting = Agent(nodes.a, "agent"), Kiosk(nodes.b), Kiosk(nodes.b)
    async with together(agent, talking, waiting), pinging(agent):
        await agent.available()
        session, epoch = await talk(talking, agent)
        await waiting.request_help()
        before = await line_of(waiting)
        nodes.b.kill()
        missed = await agent.see(state_is("interrupted"), LEASE_SECONDS)
        assert missed["session"]["kiosk_present"] is False
        await agent.see(lambda s: [waiter["present"] for waiter in s["queue"]["first"]] == [False])
        for kiosk in (talking, waiting):
            await kiosk.return_through(nodes.a)
        shown = (await talking.see(state_is("active")))["session"]
        assert (shown["id"], shown["epoch"]) == (session, epoch)
        assert await line_of(waiting) == before
        await agent.see(lambda s: s["session"]["kiosk_present"] and s["queue"]["first"][0]["present"])
    await nodes.audit()
