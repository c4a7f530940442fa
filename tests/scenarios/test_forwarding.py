"""A resident goes to another desk with session, ticket and clock: it is in exactly one, whatever dies."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from signaling.adapters.database import Database
from signaling.adapters.sql_directory import SqlAdministration
from signaling.adapters.sql_log import SqlDeskLog
from signaling.core.events import DeskEvent
from signaling.core.ids import DeskId
from tests.scenarios.steps import finish, leave, line_of, together
from tests.scenarios.test_main_path import CONSENT, record_of, state_is
from tests.support.nodes import Nodes
from tests.support.participants import Agent, Kiosk
from tests.support.waiting import until

SECOND = 1_000
FIRST, OTHER = DeskId("desk-1"), DeskId("desk-2")
ELSEWHERE = "medical-insurance"


async def two_desks(nodes: Nodes, **rules: Any) -> None:
    """The first one works by these rules."""
    database = Database(nodes.database_url)
    try:
        directory = SqlAdministration(database)
        if await directory.desk(OTHER) is None:
            first = await directory.desk(FIRST)
            assert first
            policy = replace(first.policy, desk=OTHER)
            await directory.add_desk(replace(first, id=OTHER, name="外省窗口", policy=policy, version=1), 1)
    finally:
        await database.close()
    nodes.a.admin.patch(f"/api/v1/desks/{FIRST}", json=rules).raise_for_status()


async def log_of(nodes: Nodes, desk: DeskId) -> Sequence[DeskEvent]:
    database = Database(nodes.database_url)
    try:
        return await SqlDeskLog(database).read(desk, 0)
    finally:
        await database.close()


async def steps_of(nodes: Nodes, session: str) -> list[tuple[str, str]]:
    """Where it was taken from and to, by desk."""
    steps = ("session_queued", "session_forwarded", "session_taken_in", "session_accepted", "session_closed")
    return [
        (desk, event.kind)
        for desk in (FIRST, OTHER)
        for event in await log_of(nodes, desk)
        if event.kind in steps and getattr(event, "session", None) == session
    ]


OVERFLOW = {"overflow": {"after": SECOND, "to": OTHER}}
NO_RULES = {"overflow": {"after": SECOND, "to": None}, "fitting": {}}
ONCE = [
    (FIRST, "session_queued"),
    (FIRST, "session_forwarded"),
    (OTHER, "session_taken_in"),
    (OTHER, "session_accepted"),
    (OTHER, "session_closed"),
]


@pytest.mark.parametrize("at", ["a", "b"])
async def test_who_waits_too_long_is_answered_at_the_other_desk_and_nothing_else_changes(nodes: Nodes, at: str) -> None:
    await two_desks(nodes, **OVERFLOW)
    busy, free = Agent(nodes.a, f"busy-{at}"), Agent(getattr(nodes, at), f"free-{at}", desk=OTHER)
    kiosk = Kiosk(nodes.a)
    async with together(busy, free, kiosk):
        touched = time.time()
        session = await kiosk.request_help(service="social-security-card")
        before = await line_of(kiosk)
        await free.available()
        card = await free.rung()
        assert time.time() - touched > 0.9
        assert (card["session"], card["ticket"]) == (session, before["ticket"])
        assert card["requested_at"] == before["requested_at"]
        assert (card["kiosk_name"], card["context"]["service"]) == ("3号机", "social-security-card")
        home = {desk["id"]: desk["name"] for desk in nodes.a.admin.get("/api/v1/desks").json()["items"]}[FIRST]
        assert card["from_desk"] == home
        await kiosk.command("consent", session=session, consent=CONSENT, text_version="1", language="zh-CN")
        await free.accept()
        seen = (await kiosk.see(state_is("connecting")))["session"]
        assert (seen["agent_name"], seen["agent_present"], seen["consent"]) == ("王老师", True, CONSENT)
        await free.command("media_ready", session=session, epoch=seen["epoch"])
        assert (await kiosk.command("get_ice_servers", session=session))["type"] == "ice_servers"
        await kiosk.command("send_chat", session=session, key=uuid4().hex, text="好的")
        await free.hear("chat", lambda m: m["lines"][0]["text"] == "好的")

        again = kiosk.twin(nodes.b)
        async with together(again):
            assert (await again.see(state_is("active")))["session"]["id"] == session
            await finish(again, free, session)
            assert (await again.see(state_is("closed")))["session"]["end_reason"] == "resident_ended"
            assert (await again.command("rate", session=session, rating=5))["type"] == "done"
            numbers = [m["number"] for m in again.heard if m["type"] == "kiosk_snapshot"]
            assert numbers == sorted(numbers)

            at_home = await again.request_help()
            assert (await again.see(lambda s: s["session"]["id"] == at_home))["session"]["state"] == "waiting"
            assert (await again.command("end", session=at_home))["type"] == "done"
        await leave(busy, free)
    assert await steps_of(nodes, session) == ONCE
    record = record_of(nodes.a, session)
    assert (record["desk"], record["rating"], record["outcome"]) == (OTHER, 5, "solved")
    told = nodes.b.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()["entries"]
    order = [entry["kind"] for entry in told if entry["kind"].startswith("session_")]
    assert order == [*(kind for _, kind in ONCE[:4]), "session_ended", "session_closed"]
    (forwarded,) = (entry for entry in told if entry["kind"] == "session_forwarded")
    assert forwarded["data"] == {"to": OTHER, "reason": "overflow"}


async def test_while_nobody_is_here_the_other_desk_answers_and_the_kiosk_says_that_somebody_is_there(
    nodes: Nodes,
) -> None:
    await two_desks(nodes, **OVERFLOW)
    free, kiosk = Agent(nodes.b, "covers", desk=OTHER), Kiosk(nodes.a)
    async with together(free, kiosk):
        await free.available()
        await kiosk.see(lambda s: s["desk"]["open"] and s["desk"]["staffed"], seconds=20)
        session = await kiosk.request_help()
        assert (await free.rung())["session"] == session
        await free.accept()
        await finish(kiosk, free, session)
        await leave(free)
    assert record_of(nodes.a, session)["desk"] == OTHER


async def test_a_matter_of_another_district_goes_to_its_desk_at_once_and_comes_back_where_nobody_is_left(
    nodes: Nodes,
) -> None:
    await two_desks(nodes, **NO_RULES | {"fitting": {"services": {ELSEWHERE: {"desk": OTHER}}}})
    near, far = Agent(nodes.a, "near"), Agent(nodes.b, "far", desk=OTHER)
    kiosk = Kiosk(nodes.a)
    async with together(near, far, kiosk):
        await far.available()
        session = await kiosk.request_help(service=ELSEWHERE)
        assert (await far.rung())["session"] == session
        shown = (await kiosk.see(state_is("ringing")))["session"]
        await near.available()
        await far.command("presence", state="offline", reason=None)
        await far.command("decline", ring=(await far.rung())["ring"], reason=None)
        card = await near.rung()
        assert (card["session"], card["requested_at"]) == (session, shown["requested_at"])
        assert card["from_desk"] is None, "it is at home again"
        await near.accept()
        await finish(kiosk, near, session)
        await leave(near)
    told = nodes.a.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()["entries"]
    reasons = [entry["data"]["reason"] for entry in told if entry["kind"] == "session_forwarded"]
    assert reasons == ["region", "returned"]
    assert record_of(nodes.a, session)["desk"] == FIRST


async def test_a_node_that_dies_while_it_forwards_has_forwarded_nobody_and_another_does(own_nodes: Nodes) -> None:
    """The first row is written, the second waits for a lock, and the node is killed there."""
    nodes = own_nodes
    await two_desks(nodes, **OVERFLOW)
    nodes.b.stop()
    busy, free, kiosk = Agent(nodes.a, "busy"), Agent(nodes.a, "free", desk=OTHER), Kiosk(nodes.a)
    async with together(busy, free, kiosk):
        await free.available()
        version = len(await log_of(nodes, OTHER))
        async with await psycopg.AsyncConnection.connect(nodes.database_url) as lock:
            row = "INSERT INTO desk_events (desk, version, at, kind, data) VALUES (%s, %s, 0, 'lock', '{}')"
            await lock.execute(row, (OTHER, version + 1))
            session = await kiosk.request_help()
            before = await line_of(kiosk)
            await until(lambda: waits_for_lock(nodes), 10, "the forwarding to be under way")
            nodes.a.kill()
            await lock.rollback()
        assert await steps_of(nodes, session) == ONCE[:1]
        nodes.b.start()
        for one in (kiosk, busy, free):
            await one.return_through(nodes.b)
        card = await free.rung()
        assert (card["session"], card["requested_at"]) == (session, before["requested_at"])
        assert (await kiosk.see(state_is("ringing")))["session"]["ticket"] == before["ticket"]
        await free.accept()
        await finish(kiosk, free, session)
        await leave(busy, free)
    assert await steps_of(nodes, session) == ONCE


async def waits_for_lock(nodes: Nodes) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    async with await psycopg.AsyncConnection.connect(nodes.database_url) as connection:
        row = await (await connection.execute(waiting)).fetchone()
        return row is not None and row[0] > 0
