"""Tickets on every database: `TicketStore`."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from signaling.adapters.database import Database
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_tickets import SqlTickets
from signaling.core import tickets as rules
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId
from signaling.core.tickets import HELD, KEPT, Happened, Result, Ticket, TicketEvent, TicketKind, TicketState
from signaling.ports import VersionConflict
from signaling.ticket_ports import TicketFilter

from .story import DESK, SITE, START, Story

LI, WANG = AgentId("li"), AgentId("wang")
KIOSK = KioskId("kiosk-1")


@pytest.fixture
async def sessions(desk_log: SqlDeskLog) -> list[SessionId]:
    """Four that were served."""
    story = Story()
    story.sign_in()
    served = [story.served() for _ in range(4)]
    await desk_log.append(DESK, 0, story.events)
    return served


@pytest.fixture
def store(database: Database, sessions: list[SessionId]) -> SqlTickets:
    return SqlTickets(database)


@pytest.fixture
async def other_store(database_url: str) -> AsyncIterator[SqlTickets]:
    """Another node's."""
    database = Database(database_url)
    yield SqlTickets(database)
    await database.close()


def draft(name: str, session: SessionId, kind: TicketKind = TicketKind.CALL_BACK, day: str = "2026-09-21") -> Ticket:
    return Ticket(
        id=name,
        kind=kind,
        desk=DESK,
        site=SITE,
        kiosk=KIOSK,
        session=session,
        service="card",
        step="photo",
        language="zh-CN",
        reason="no_agent",
        day=day,
        sequence=0,
        made_at=START,
        expires_at=START + KEPT,
    )


def taken(ticket: Ticket, agent: AgentId, now: int = START) -> tuple[Ticket, TicketEvent]:
    event = rules.take(ticket, now, agent)
    assert isinstance(event, TicketEvent)
    return rules.apply(ticket, event), event


async def test_the_visit_is_what_the_record_of_the_session_says(store: SqlTickets, sessions: list[SessionId]) -> None:
    visit = await store.visit(sessions[0])
    assert visit is not None
    assert (visit.kiosk, visit.desk, visit.site, visit.service, visit.step) == (KIOSK, DESK, SITE, "card", "photo")
    assert (visit.waiting, visit.end_reason) == (False, "resident_ended")
    assert await store.visit(SessionId("none")) is None


async def test_who_waits_is_known_to_wait(store: SqlTickets, desk_log: SqlDeskLog) -> None:
    story = Story(DeskId("desk-2"), names="other-")
    story.sign_in("agent-9")
    session = story.touch("kiosk-9")
    await desk_log.append(DeskId("desk-2"), 0, story.events)
    visit = await store.visit(session)
    assert visit is not None
    assert (visit.waiting, visit.ended_at) == (True, None)


async def test_numbers_count_by_kind_and_day(store: SqlTickets, sessions: list[SessionId]) -> None:
    made = [
        await store.add(draft("a", sessions[0]), "sealed"),
        await store.add(draft("b", sessions[1]), "sealed"),
        await store.add(draft("c", sessions[0], TicketKind.COUNTER), None),
        await store.add(draft("d", sessions[2], day="2026-09-22"), "sealed"),
    ]
    assert [ticket.number for ticket in made] == ["B001", "B002", "C001", "B001"]
    assert await store.get("b") == made[1]
    assert await store.of_session(sessions[0], TicketKind.CALL_BACK) == (made[0], "sealed")
    assert await store.of_session(sessions[0], TicketKind.COUNTER) == (made[2], None)
    assert await store.of_session(sessions[3], TicketKind.COUNTER) is None


async def test_a_session_has_one_of_a_kind(store: SqlTickets, sessions: list[SessionId]) -> None:
    await store.add(draft("a", sessions[0]), "sealed")
    with pytest.raises(VersionConflict):
        await store.add(draft("b", sessions[0]), "sealed")
    assert await store.get("b") is None
    assert await store.count_live(DESK, TicketKind.CALL_BACK) == 1


async def test_tickets_made_at_once_have_numbers_of_their_own(
    store: SqlTickets, other_store: SqlTickets, sessions: list[SessionId]
) -> None:
    async def made(on: SqlTickets, name: str, session: SessionId) -> Ticket:
        while True:
            try:
                return await on.add(draft(name, session), "sealed")
            except VersionConflict:
                continue

    nodes = [store, other_store, store, other_store]
    tickets = await asyncio.gather(*(made(on, f"t{n}", sessions[n]) for n, on in enumerate(nodes)))
    assert sorted(ticket.number for ticket in tickets) == ["B001", "B002", "B003", "B004"]


async def test_of_two_who_take_at_once_one_has_it(
    store: SqlTickets, other_store: SqlTickets, sessions: list[SessionId]
) -> None:
    ticket = await store.add(draft("a", sessions[0]), "sealed")
    answers = await asyncio.gather(
        store.save(*taken(ticket, WANG)), other_store.save(*taken(ticket, LI)), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "VersionConflict"]
    found = await store.get("a")
    assert found is not None
    assert found.holder == (WANG if answers[0] is None else LI)
    assert [event.kind for event in await store.events("a")] == [Happened.MADE, Happened.TAKEN]


async def test_the_row_is_what_the_events_make_of_it(store: SqlTickets, sessions: list[SessionId]) -> None:
    made = await store.add(draft("a", sessions[0]), "sealed")
    ticket, event = taken(made, WANG)
    await store.save(ticket, event)
    assert await store.sealed_phone("a") == "sealed"
    for happened in (
        TicketEvent(kind=Happened.CALLED, at=START + 1, by=WANG, until=START + HELD),
        TicketEvent(kind=Happened.LATER, at=START + 2, by=WANG, result=Result.BUSY, until=START + 9),
    ):
        ticket = rules.apply(ticket, happened)
        await store.save(ticket, happened)
    folded = made
    for happened in (await store.events("a"))[1:]:
        folded = rules.apply(folded, happened)
    assert folded == ticket == await store.get("a")


@pytest.mark.parametrize("end", [Happened.DONE, Happened.EXPIRED])
async def test_the_number_goes_with_the_end(
    store: SqlTickets, database: Database, sessions: list[SessionId], end: Happened
) -> None:
    ticket = await store.add(draft("a", sessions[0]), "sealed")
    event = TicketEvent(kind=end, at=START + 5)
    await store.save(rules.apply(ticket, event), event)
    left = await database.read(lambda connection: connection.execute(text("SELECT sealed_phone FROM tickets")).all())
    assert left == [(None,)]
    assert await store.of_session(sessions[0], TicketKind.CALL_BACK) == (rules.apply(ticket, event), None)


async def test_work_comes_in_the_order_in_which_it_may_be_tried(store: SqlTickets, sessions: list[SessionId]) -> None:
    for number, name in enumerate("abcd"):
        await store.add(replace(draft(name, sessions[number]), made_at=START + number), "sealed")
    first = await store.get("a")
    last = await store.get("d")
    assert first is not None
    assert last is not None
    later = TicketEvent(kind=Happened.LATER, at=START, by=WANG, result=Result.BUSY, until=START + 99)
    await store.save(rules.apply(first, later), later)
    done = TicketEvent(kind=Happened.DONE, at=START, by=WANG, result=Result.REACHED)
    await store.save(rules.apply(last, done), done)
    assert [ticket.id for ticket in await store.live(DESK, 10)] == ["b", "c", "a"]
    assert [ticket.id for ticket in await store.live(DESK, 2)] == ["b", "c"]
    assert await store.live(DeskId("desk-2"), 10) == []
    assert await store.count_live(DESK, TicketKind.CALL_BACK) == 3
    assert await store.count_live(DESK, TicketKind.COUNTER) == 0


async def test_the_clock_finds_what_is_due(store: SqlTickets, sessions: list[SessionId]) -> None:
    ticket = await store.add(draft("a", sessions[0]), "sealed")
    await store.add(draft("b", sessions[1]), "sealed")
    await store.save(*taken(ticket, WANG))
    assert await store.due(START + HELD - 1, 10) == []
    assert [found.id for found in await store.due(START + HELD, 10)] == ["a"]
    assert [found.id for found in await store.due(START + KEPT, 10)] == ["a", "b"]
    assert len(await store.due(START + KEPT, 1)) == 1


async def test_tickets_of_whom_an_agent_helped_after_all_are_needless_until_one_has_seen_the_number(
    store: SqlTickets, sessions: list[SessionId], desk_log: SqlDeskLog
) -> None:
    story = Story(names="turned-away-")
    waits_for_it = story.touch()
    version = (await desk_log.load(DESK)).version + len(list(await desk_log.read(DESK, 0)))
    await desk_log.append(DESK, version, story.events)
    for name, session in (("a", sessions[0]), ("b", sessions[1]), ("c", waits_for_it)):
        await store.add(draft(name, session), "sealed")
    assert [found.id for found in await store.needless(10)] == ["a", "b"]
    assert len(await store.needless(1)) == 1
    held = await store.get("a")
    assert held
    in_hand, event = taken(held, WANG)
    await store.save(in_hand, event)
    assert [found.id for found in await store.needless(10)] == ["a", "b"]
    seen = rules.call(in_hand, START, WANG)
    assert isinstance(seen, TicketEvent)
    await store.save(rules.apply(in_hand, seen), seen)
    assert [found.id for found in await store.needless(10)] == ["b"]


async def test_managers_find_all_of_them_newest_first(store: SqlTickets, sessions: list[SessionId]) -> None:
    await store.add(draft("a", sessions[0]), "sealed")
    await store.add(replace(draft("b", sessions[1], TicketKind.COUNTER), made_at=START + 10), None)
    ended = await store.get("a")
    assert ended is not None
    event = TicketEvent(kind=Happened.EXPIRED, at=START + KEPT)
    await store.save(rules.apply(ended, event), event)

    async def found(wanted: TicketFilter, limit: int = 10) -> list[str]:
        return [ticket.id for ticket in await store.find(wanted, limit)]

    assert await found(TicketFilter()) == ["b", "a"]
    assert await found(TicketFilter(), 1) == ["b"]
    assert await found(TicketFilter(desk=DeskId("desk-2"))) == []
    assert await found(TicketFilter(kind=TicketKind.CALL_BACK)) == ["a"]
    assert await found(TicketFilter(since=START + 1)) == ["b"]
    assert await found(TicketFilter(before=START + 10)) == ["a"]
    states = {ticket.id: ticket.state for ticket in await store.find(TicketFilter(), 10)}
    assert states == {"a": TicketState.EXPIRED, "b": TicketState.OPEN}
