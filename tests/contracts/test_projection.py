"""The records that managers read say what the log says, and hold what the reports will ask."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from signaling.adapters.database import Database
from signaling.adapters.projection import Projection, session_of
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.adapters.tables import agent_intervals, session_records, session_rings
from signaling.core.desk import Desk
from signaling.core.events import AgentLost, DeskEvent, KioskLost
from signaling.core.limits import SECOND
from signaling.core.session import IN_TALK, Consent, Context
from signaling.ports import SessionMemory
from signaling.record_ports import SessionRow

from .story import DESK, START, Story, busy_day

STEPS = 1_200


async def rows_of(database: Database, table: Any, *order: Any) -> list[dict[str, Any]]:
    query = select(table).order_by(*order)
    return await database.read(lambda connection: [dict(row) for row in connection.execute(query).mappings()])


async def append_in_pieces(desk_log: SqlDeskLog, events: Sequence[DeskEvent], draw: random.Random) -> None:
    version = 0
    while version < len(events):
        size = draw.choice((1, 1, 2, 5, 40))
        await desk_log.append(DESK, version, events[version : version + size])
        version = min(version + size, len(events))


@pytest.mark.parametrize("seed", [11, 12])
async def test_records_made_piece_by_piece_equal_those_made_from_the_whole_log(
    database: Database, desk_log: SqlDeskLog, seed: int
) -> None:
    events = busy_day(seed, STEPS).events
    await append_in_pieces(desk_log, events, random.Random(seed))

    whole = Projection(DESK)
    whole.apply_all(0, events)
    assert not whole.changed
    stored = {row["id"]: row for row in await rows_of(database, session_records, session_records.c.id)}
    expected = {record["id"]: dict(record) for record in whole.added}
    assert {id: {name: row[name] for name in expected[id]} for id, row in stored.items()} == expected
    assert await rows_of(database, session_rings, session_rings.c.version) == whole.rings
    assert await rows_of(database, agent_intervals, agent_intervals.c.version) == whole.intervals


@pytest.mark.parametrize("seed", [13, 14, 15, 16])
def test_counts_equal_those_taken_from_the_log_one_by_one(seed: int) -> None:
    events = busy_day(seed, STEPS).events
    projection = Projection(DESK)
    projection.apply_all(0, events)
    by_session: dict[str, Counter[str]] = defaultdict(Counter)
    desk = Desk()
    for event in events:
        if isinstance(event, KioskLost | AgentLost):
            name = event.session if isinstance(event, KioskLost) else desk.state.agents[event.agent].session
            session = desk.state.sessions.get(name) if name else None
            theirs = session is not None and getattr(event, "agent", session.agent) == session.agent
            if session and session.state in IN_TALK and theirs:
                by_session[session.id]["interruption"] += 1
        elif session := session_of(event):
            by_session[session][str(getattr(event, "result", event.kind))] += 1
        desk.apply(event)
    for record in projection.added:
        counted = by_session[record["id"]]
        assert record["rings"] == counted["ring_started"]
        assert record["declined"] == counted["declined"]
        assert record["unanswered"] == counted["unanswered"]
        assert record["requeues"] == counted["session_requeued"]
        assert record["media_restarts"] == counted["media_restarted"]
        assert record["interruptions"] == counted["interruption"]
        assert (record["state"] == "closed") == (counted["session_closed"] + counted["session_turned_away"] == 1)
        assert (record["closed_at"] is None) == (record["id"] in desk.state.sessions)


@pytest.mark.parametrize("seed", [17, 18])
def test_an_agents_time_is_covered_once_from_signing_in_to_leaving(seed: int) -> None:
    projection = Projection(DESK)
    projection.apply_all(0, busy_day(seed, STEPS).events)
    by_agent: dict[str, list[Any]] = defaultdict(list)
    for interval in projection.intervals:
        by_agent[interval["agent"]].append(interval)
    for intervals in by_agent.values():
        for one, following in pairwise(intervals):
            assert one["ended_at"] is not None
            assert one["started_at"] <= one["ended_at"] <= following["started_at"]
            assert (following["session"] is None) == (following["state"] not in ("ringing", "in_session", "wrap_up"))


# --- figures of single sessions -----------------------------------------------------------------------------------------


async def row_of(story: Story, desk_log: SqlDeskLog, records: SqlRecords, session: str) -> SessionRow:
    await desk_log.append(DESK, 0, story.events)
    record = await records.record(session)  # pyright: ignore[reportArgumentType]
    assert record is not None
    return record.row


async def test_a_session_that_went_well(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    row = await row_of(story, desk_log, records, story.served())
    assert row.state == "closed"
    assert (row.requested_at, row.first_ring_at) == (START, START)
    assert (row.waited_ms, row.setup_ms, row.talk_ms, row.wrap_up_ms) == (4_000, 1_000, 60_000, 10_000)
    assert (row.rings, row.requeues, row.interruptions, row.agent) == (1, 0, 0, "agent-1")
    assert (row.end_reason, row.ended_by, row.outcome) == ("resident_ended", "kiosk", "solved")
    assert (row.service, row.step, row.language, row.ticket) == ("card", "photo", "zh-CN", "A001")


async def test_a_resident_who_left_after_seven_seconds(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    story.later(7 * SECOND)
    story.end(session)
    row = await row_of(story, desk_log, records, session)
    assert (row.waited_ms, row.answered_at, row.wrap_up_ms, row.talk_ms) == (7_000, None, None, 0)
    assert (row.end_reason, row.ended_by, row.outcome) == ("resident_left", "kiosk", None)


async def test_a_request_that_was_turned_away(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    session = story.touch()
    row = await row_of(story, desk_log, records, session)
    assert (row.state, row.ticket, row.end_reason, row.ended_by) == ("closed", None, "no_agent", "system")
    assert (row.waited_ms, row.rings) == (0, 0)


async def test_declined_and_unanswered_rings(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in("agent-1")
    story.sign_in("agent-2")
    session = story.touch()
    story.later(1 * SECOND)
    story.decline(session)
    story.later(25 * SECOND)
    row = await row_of(story, desk_log, records, session)
    assert (row.rings, row.declined, row.unanswered, row.state) == (2, 1, 1, "live")
    record = await records.record(story.session(session).id)
    assert record is not None
    assert [(ring.agent, ring.result, ring.reason) for ring in record.rings] == [
        ("agent-1", "declined", "busy"),
        ("agent-2", "unanswered", None),
    ]
    assert [ring.ended_at - ring.started_at for ring in record.rings if ring.ended_at] == [1_000, 20_000]


async def test_an_agent_lost_in_mid_session_and_another_who_goes_on(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    first = story.sign_in("agent-1")
    session = story.touch()
    story.later(2 * SECOND)
    story.accept(session)
    story.later(1 * SECOND)
    story.media_ready(session)
    link = story.switchboard.state.agents[first].link
    assert link is not None
    story.do(story.switchboard.lose_agent(story.now, agent=first, link=link.id))
    story.sign_in("agent-2")
    story.later(20 * SECOND)
    assert story.session(session).rung, "the resident should ring at the second agent after the grace time"
    story.later(5 * SECOND)
    story.accept(session)
    story.later(30 * SECOND - 1)
    row = await row_of(story, desk_log, records, session)
    assert (row.requeues, row.interruptions, row.rings, row.agent) == (1, 1, 2, "agent-2")
    assert row.waited_ms == 2_000, "the published wait is that to the first answer"
    assert row.setup_ms == 1_000
    assert row.talk_ms >= 21_000
    assert row.relay_only, "the second agent's media never came, so a relayed attempt was made"


async def test_both_sides_lost_are_two_interruptions(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    agent = story.sign_in()
    session = story.touch()
    story.accept(session)
    story.media_ready(session)
    agent_link, kiosk_link = story.switchboard.state.agents[agent].link, story.session(session).link
    assert agent_link is not None
    assert kiosk_link is not None
    story.do(story.switchboard.lose_agent(story.now, agent=agent, link=agent_link.id))
    story.do(story.switchboard.lose_kiosk(story.now, kiosk=story.session(session).kiosk, link=kiosk_link.id))
    assert (await row_of(story, desk_log, records, session)).interruptions == 2


async def test_where_the_resident_was_stuck_and_where_help_led(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    session = story.touch(context=Context("card", "photo", "zh-CN"))
    moved = Context("card", "pay", "en")
    kiosk = story.session(session).kiosk
    story.do(story.switchboard.change_context(story.now, kiosk=kiosk, session=session, context=moved))
    row = await row_of(story, desk_log, records, session)
    assert (row.service, row.step, row.language) == ("card", "photo", "zh-CN")
    assert (row.last_service, row.last_step, row.last_language) == ("card", "pay", "en")


async def test_the_last_answer_to_the_consent_card_counts(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    story.consent(session, Consent(voice=True, screen=True, camera=True))
    story.consent(session, Consent(voice=True, screen=False, camera=False))
    row = await row_of(story, desk_log, records, session)
    assert (row.consent_voice, row.consent_screen, row.consent_camera) == (True, False, False)


async def test_no_answer_to_the_consent_card_is_recorded_as_none(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    row = await row_of(story, desk_log, records, session)
    assert (row.consent_voice, row.consent_screen, row.consent_camera) == (None, None, None)


async def test_a_rating_outlives_the_rest_of_the_wrap_up(desk_log: SqlDeskLog, records: SqlRecords) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    story.accept(session)
    story.media_ready(session)
    kiosk = story.session(session).kiosk
    story.end(session)
    ended = len(story.events)
    await desk_log.append(DESK, 0, story.events)
    memory: SessionMemory = records
    assert await memory.rate(session, kiosk, 5, story.now)
    story.later(3 * SECOND)
    story.finish(session)
    await desk_log.append(DESK, ended, story.events[ended:])
    record = await records.record(session)
    assert record is not None
    assert (record.row.rating, record.row.state) == (5, "closed")
