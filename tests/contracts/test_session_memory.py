"""`SessionMemory`: what belongs to a session, stored once however often it is sent."""

import pytest

from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.core.ids import AgentId, KioskId, SessionId
from signaling.core.limits import MINUTE
from signaling.ports import ChatRow, DraftRow, TimelineRow

from .story import DESK, START, Story

NOBODY = SessionId("no-such-session")
KIOSK = KioskId("kiosk-1")


@pytest.fixture
async def session(desk_log: SqlDeskLog) -> SessionId:
    """One that has been served and has ended."""
    story = Story()
    story.sign_in()
    session = story.served()
    await desk_log.append(DESK, 0, story.events)
    return session


ENDED = START + 64_000


def entry(number: int, at: int = START, data: str = "{}") -> TimelineRow:
    return TimelineRow(number, at, "device", data)


async def reported(records: SqlRecords, session: SessionId) -> list[tuple[str, int, str]]:
    return [(item.origin, item.number, item.data) for item in await records.timeline(session) if item.origin != "desk"]


async def test_an_entry_that_comes_again_is_stored_once(records: SqlRecords, session: SessionId) -> None:
    await records.add_timeline(session, "kiosk", [entry(1, data='{"n":1}'), entry(2)])
    await records.add_timeline(session, "kiosk", [entry(1, data='{"n":9}'), entry(2), entry(3)])
    assert await reported(records, session) == [("kiosk", 1, '{"n":1}'), ("kiosk", 2, "{}"), ("kiosk", 3, "{}")]


async def test_one_batch_may_hold_the_same_entry_twice(records: SqlRecords, session: SessionId) -> None:
    await records.add_timeline(session, "kiosk", [entry(1, data='{"n":1}'), entry(1, data='{"n":2}')])
    assert await reported(records, session) == [("kiosk", 1, '{"n":1}')]


async def test_each_side_counts_its_own_entries(records: SqlRecords, session: SessionId) -> None:
    await records.add_timeline(session, "kiosk", [entry(1)])
    await records.add_timeline(session, "agent", [entry(1)])
    assert [origin for origin, _, _ in await reported(records, session)] == ["agent", "kiosk"]


async def test_nothing_can_be_added_to_a_session_that_is_not_there(records: SqlRecords) -> None:
    with pytest.raises(LookupError):
        await records.add_timeline(NOBODY, "kiosk", [entry(1)])
    with pytest.raises(LookupError):
        await records.add_chat(NOBODY, ChatRow("k", "kiosk", None, START, "hello"))
    with pytest.raises(LookupError):
        await records.save_draft(NOBODY, DraftRow(None, "note"), START)
    assert await records.timeline(NOBODY) == []


async def test_a_chat_line_that_comes_again_is_stored_once(records: SqlRecords, session: SessionId) -> None:
    assert await records.add_chat(session, ChatRow("k1", "desk", AgentId("wang"), START, "您好"))
    assert not await records.add_chat(session, ChatRow("k1", "kiosk", None, START + 5, "您好"))
    assert list(await records.chat(session)) == [ChatRow("k1", "desk", AgentId("wang"), START, "您好")]


async def test_chat_comes_in_the_order_of_time(records: SqlRecords, session: SessionId) -> None:
    for key, at in (("b", START + 2), ("a", START + 3), ("c", START + 1)):
        await records.add_chat(session, ChatRow(key, "agent", None, at, key))
    assert [line.key for line in await records.chat(session)] == ["c", "b", "a"]


async def test_the_newest_draft_is_kept(records: SqlRecords, session: SessionId) -> None:
    assert await records.draft(session) is None
    await records.save_draft(session, DraftRow(None, "first"), START)
    await records.save_draft(session, DraftRow("solved", "second"), START + 2)
    await records.save_draft(session, DraftRow(None, "late"), START + 1)
    assert await records.draft(session) == DraftRow("solved", "second")


async def test_a_session_is_rated_once(records: SqlRecords, session: SessionId) -> None:
    assert await records.rate(session, KIOSK, 4, ENDED + 1)
    assert not await records.rate(session, KIOSK, 1, ENDED + 2)
    record = await records.record(session)
    assert record is not None
    assert record.row.rating == 4


async def test_only_the_sessions_own_kiosk_rates_it(records: SqlRecords, session: SessionId) -> None:
    assert not await records.rate(session, KioskId("kiosk-2"), 5, ENDED)
    assert not await records.rate(NOBODY, KIOSK, 5, ENDED)


async def test_a_session_is_rated_within_ten_minutes_of_its_end(records: SqlRecords, session: SessionId) -> None:
    assert not await records.rate(session, KIOSK, 5, ENDED + 10 * MINUTE + 1)
    assert await records.rate(session, KIOSK, 5, ENDED + 10 * MINUTE)


async def test_a_session_that_goes_on_is_not_rated(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    await desk_log.append(DESK, 0, story.events)
    assert not await records.rate(session, KIOSK, 5, story.now)
