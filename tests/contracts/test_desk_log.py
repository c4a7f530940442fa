"""`DeskLog`: what is appended is there, whole, in order, once; whoever comes second is told."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import insert, update

from signaling.adapters import sql_log
from signaling.adapters.database import Database, in_transaction, writing_engine
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.adapters.tables import desk_events, desk_snapshots
from signaling.core.desk import Desk
from signaling.core.events import DeskEvent, Event, MediaReady, SessionTakenIn
from signaling.core.ids import DeskId, SessionId
from signaling.core.limits import SECOND
from signaling.core.state import DeskState
from signaling.ports import SessionIdTaken, VersionConflict

from .story import DESK, OTHER, START, Story, busy_day, kinds

ROUNDS = 40


async def test_a_desk_that_nothing_happened_at_is_empty(desk_log: SqlDeskLog) -> None:
    loaded = await desk_log.load(DESK)
    assert (loaded.state, loaded.version, list(loaded.events)) == (DeskState(), 0, [])
    assert list(await desk_log.read(DESK, 0)) == []


async def test_every_kind_of_event_is_read_back_as_it_was_appended(desk_log: SqlDeskLog) -> None:
    events = busy_day(seed=4, steps=3_000).events
    assert kinds(events) == {event_class.__dataclass_fields__["kind"].default for event_class in Event.__subclasses__()}
    await desk_log.append(DESK, 0, events[:700])
    await desk_log.append(DESK, 700, events[700:])
    assert list(await desk_log.read(DESK, 0)) == events
    assert list(await desk_log.read(DESK, 1_000)) == events[1_000:]


async def test_desks_do_not_see_each_other(desk_log: SqlDeskLog) -> None:
    here, there = DeskId("here"), DeskId("there")
    events = busy_day(seed=2, steps=50, desk=here).events
    await desk_log.append(here, 0, events)
    assert list(await desk_log.read(there, 0)) == []
    await desk_log.append(there, 0, busy_day(seed=2, steps=50, desk=there).events)
    assert list(await desk_log.read(here, 0)) == events


@pytest.mark.parametrize("expected", [0, 9, 11, 1_000])
async def test_appending_at_another_version_is_refused_and_changes_nothing(desk_log: SqlDeskLog, expected: int) -> None:
    events = busy_day(seed=3, steps=100).events
    await desk_log.append(DESK, 0, events[:10])
    with pytest.raises(VersionConflict):
        await desk_log.append(DESK, expected, events[10:20])
    assert list(await desk_log.read(DESK, 0)) == events[:10]


async def test_of_two_nodes_that_append_at_the_same_version_exactly_one_wins(database_url: str) -> None:
    events = busy_day(seed=4, steps=400).events
    nodes = [Database(database_url) for _ in range(2)]
    logs = [SqlDeskLog(node) for node in nodes]
    version = 0
    for _ in range(ROUNDS):
        attempts = (log.append(DESK, version, events[version : version + 3]) for log in logs)
        results = await asyncio.gather(*attempts, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["NoneType", "VersionConflict"]
        version += 3
    assert list(await logs[0].read(DESK, 0)) == events[:version]
    for node in nodes:
        await node.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_checks_before_the_other_commits_is_refused_by_the_primary_key(
    database_url: str, desk_log: SqlDeskLog
) -> None:
    """On SQLite nobody can be between check and write; here the other's insert is not visible yet when we check."""
    events = busy_day(seed=5, steps=50).events
    engine = writing_engine(database_url)
    may_commit = threading.Event()
    inserted = threading.Event()

    def hold_version_one() -> None:
        row = {"desk": DESK, "version": 1, "at": START, "kind": "desk_staffed", "data": "{}"}

        def work(connection) -> None:
            connection.execute(insert(desk_events), row)
            inserted.set()
            assert may_commit.wait(10)

        in_transaction(engine, work)

    other = asyncio.create_task(asyncio.to_thread(hold_version_one))
    assert await asyncio.to_thread(inserted.wait, 10)
    attempt = asyncio.create_task(desk_log.append(DESK, 0, events[:3]))
    _, waiting = await asyncio.wait((attempt,), timeout=0.2)
    assert waiting, "the primary key should have made the second wait for the first"
    may_commit.set()
    with pytest.raises(VersionConflict):
        await attempt
    await other
    engine.dispose()


async def test_an_error_in_the_middle_leaves_nothing_behind(desk_log: SqlDeskLog) -> None:
    events = busy_day(seed=6, steps=60).events
    impossible = MediaReady(at=events[-1].at, session=SessionId("never-queued"), epoch=1)
    with pytest.raises(KeyError):
        await desk_log.append(DESK, 0, [*events, impossible])
    assert list(await desk_log.read(DESK, 0)) == []
    await desk_log.append(DESK, 0, events)
    assert list(await desk_log.read(DESK, 0)) == events


async def test_a_snapshot_and_the_events_after_it_make_the_state_that_all_events_make(desk_log: SqlDeskLog) -> None:
    story = busy_day(seed=7, steps=1_500)
    middle = len(story.events) // 2
    await desk_log.append(DESK, 0, story.events)
    half = Desk()
    half.apply_all(story.events[:middle])
    await desk_log.save_snapshot(DESK, middle, half.state)

    loaded = await desk_log.load(DESK)
    assert loaded.version == middle
    assert loaded.state == half.state
    desk = Desk(loaded.state)
    desk.apply_all(loaded.events)
    assert desk.state == story.switchboard.state


async def test_a_snapshot_is_what_the_state_was_when_it_was_asked_for(desk_log: SqlDeskLog) -> None:
    state = DeskState(arrivals=1)
    saving = asyncio.ensure_future(desk_log.save_snapshot(DESK, 1, state))
    await asyncio.sleep(0)
    state.arrivals = 2
    await saving
    assert (await desk_log.load(DESK)).state.arrivals == 1


async def test_an_older_snapshot_does_not_replace_a_newer_one(desk_log: SqlDeskLog) -> None:
    await desk_log.save_snapshot(DESK, 20, DeskState(arrivals=20))
    await desk_log.save_snapshot(DESK, 10, DeskState(arrivals=10))
    assert (await desk_log.load(DESK)).version == 20


async def test_a_snapshot_of_a_release_with_another_state_is_not_used(desk_log: SqlDeskLog, database: Database) -> None:
    story = busy_day(seed=8, steps=100)
    await desk_log.append(DESK, 0, story.events)
    await desk_log.save_snapshot(DESK, 5, DeskState(arrivals=99))
    await database.write(lambda connection: connection.execute(update(desk_snapshots).values(shape="other")))
    loaded = await desk_log.load(DESK)
    assert (loaded.version, loaded.state, list(loaded.events)) == (0, DeskState(), story.events)
    await desk_log.save_snapshot(DESK, 4, DeskState(arrivals=4))
    assert (await desk_log.load(DESK)).version == 4


@pytest.mark.parametrize("desk", [DESK, OTHER])
async def test_a_session_id_that_there_was_is_refused_at_every_desk_and_its_record_stays(
    desk_log: SqlDeskLog, records: SqlRecords, desk: DeskId
) -> None:
    story = Story()
    session = story.touch()
    await desk_log.append(DESK, 0, story.events)
    before = await records.record(session)
    again = [replace(event, at=story.now + SECOND) for event in story.events]
    version = len(story.events) if desk == DESK else 0
    with pytest.raises(SessionIdTaken) as refused:
        await desk_log.append(desk, version, again)
    assert refused.value.session == session
    assert await records.record(session) == before
    assert len(await desk_log.read(desk, 0)) == version


# --- forwarding -------------------------------------------------------------------------------------------------------


async def test_what_is_forwarded_is_in_the_other_desks_log_and_its_record_is_that_desks(
    desk_log: SqlDeskLog, records: SqlRecords
) -> None:
    story = Story()
    story.sign_in()
    for _ in range(3):
        story.touch(f"kiosk-{len(story.events)}")
    story.later(2 * SECOND)
    forwarded = story.forward()
    assert len(forwarded) == 2
    before = busy_day(seed=6, steps=30, desk=OTHER).events
    await desk_log.append(OTHER, 0, before)
    await desk_log.append(DESK, 0, story.events)

    there = await desk_log.read(OTHER, len(before))
    assert [(event.kind, event.carried) for event in there if isinstance(event, SessionTakenIn)] == [
        ("session_taken_in", event.carried) for event in forwarded
    ]
    assert len(there) == 2
    assert all(event.at >= before[-1].at for event in there)
    other = Desk()
    other.apply_all([*before, *there])
    for event in forwarded:
        assert other.state.sessions[event.session].requested_at == event.carried.requested_at
        found = await records.record(event.session)
        assert found is not None
        assert (found.row.desk, found.row.state) == (OTHER, "live")


async def test_who_could_not_be_written_into_the_other_log_is_still_in_the_first(
    desk_log: SqlDeskLog, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other desk has moved on between the look and the write; or the node dies there."""
    story = Story()
    story.sign_in()
    story.touch("kiosk-1")
    session = story.touch("kiosk-2")
    await desk_log.append(DESK, 0, story.events)
    version = len(story.events)
    story.later(2 * SECOND)
    assert [event.session for event in story.forward()] == [session]
    await desk_log.append(OTHER, 0, busy_day(seed=8, steps=30, desk=OTHER).events)

    with monkeypatch.context() as behind:
        stale = sql_log._last_of
        behind.setattr(
            sql_log, "_last_of", lambda connection, desk: stale(connection, desk) if desk == DESK else (3, 0)
        )
        with pytest.raises(VersionConflict):
            await desk_log.append(DESK, version, story.events[version:])
    assert list(await desk_log.read(DESK, version)) == []
    await desk_log.append(DESK, version, story.events[version:])
    seen = [event.kind for desk in (DESK, OTHER) for event in await desk_log.read(desk, 0)]
    assert (seen.count("session_forwarded"), seen.count("session_taken_in")) == (1, 1)


async def test_two_desks_that_forward_to_each_other_at_once_do_not_wait_for_each_other(database_url: str) -> None:
    nodes = [Database(database_url) for _ in range(2)]
    ends = [(SqlDeskLog(node), *names) for node, names in zip(nodes, ((DESK, OTHER), (OTHER, DESK)), strict=True)]
    stories = [Story(desk, f"{desk}-", other) for _, desk, other in ends]
    for story in stories:
        story.sign_in()
        for number in range(9):
            story.touch(f"{story.desk}-kiosk-{number}")
        story.later(2 * SECOND)
        story.forward()

    async def append(log: SqlDeskLog, desk: DeskId, events: Sequence[DeskEvent]) -> None:
        version = 0
        while True:
            try:
                return await log.append(desk, version, events)
            except VersionConflict:
                version = len(await log.read(desk, 0))

    async with asyncio.timeout(10):
        await asyncio.gather(
            *(append(log, desk, story.events) for (log, desk, _), story in zip(ends, stories, strict=True))
        )
    for log, desk, _ in ends:
        seen = [event.kind for event in await log.read(desk, 0)]
        assert (seen.count("session_forwarded"), seen.count("session_taken_in")) == (8, 8)
    for node in nodes:
        await node.close()
