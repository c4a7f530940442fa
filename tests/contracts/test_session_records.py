"""`SessionRecords`: found by every filter, paged without gaps or repeats, read as one story, forgotten in time."""

import json

import pytest

from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.core.ids import DeskId, KioskId, SessionId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.session import Context, Outcome
from signaling.ports import ChatRow, DraftRow, TimelineRow
from signaling.record_ports import InvalidCursor, Keep, SessionFilter

from .story import DESK, START, Story, busy_day

HOUR = 60 * MINUTE
DAY = 24 * HOUR


async def found(records: SqlRecords, wanted: SessionFilter) -> list[str]:
    return [row.id for row in (await records.find(wanted, None, 100)).items]


async def test_every_filter_finds_what_it_names_and_nothing_else(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    served = story.served("kiosk-1")
    story.later(1 * MINUTE)
    left = story.touch("kiosk-2", Context("pension", None, "en"))
    story.end(left)
    await desk_log.append(DESK, 0, story.events)
    other = Story(DeskId("desk-2"), names="other-")
    turned_away = other.touch("kiosk-3")
    await desk_log.append(other.desk, 0, other.events)
    await records.rate(served, KioskId("kiosk-1"), 5, START + 65 * SECOND)

    assert set(await found(records, SessionFilter())) == {served, left, turned_away}
    for wanted, expected in (
        (SessionFilter(desk="desk-2"), [turned_away]),
        (SessionFilter(kiosk="kiosk-2"), [left]),
        (SessionFilter(agent="agent-1"), [served]),
        (SessionFilter(service="pension"), [left]),
        (SessionFilter(end_reason="no_agent"), [turned_away]),
        (SessionFilter(outcome="solved"), [served]),
        (SessionFilter(rating=5), [served]),
        (SessionFilter(since=START + 1), [left]),
        (SessionFilter(until=START, desk=DESK), []),
        (SessionFilter(until=START + 1, desk=DESK), [served]),
        (SessionFilter(site="site-1", kiosk="kiosk-2", end_reason="resident_left"), [left]),
        (SessionFilter(site="site-9"), []),
        (SessionFilter(waited_over=3 * SECOND), [served]),
        (SessionFilter(waited_over=4 * SECOND), []),
    ):
        assert await found(records, wanted) == expected, wanted


async def test_pages_hold_every_session_once_newest_first(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = busy_day(seed=21, steps=600)
    await desk_log.append(DESK, 0, story.events)
    everything = (await records.find(SessionFilter(), None, 200)).items
    assert len(everything) > 30
    assert list(everything) == sorted(everything, key=lambda row: (row.requested_at, row.id), reverse=True)
    paged: list[str] = []
    cursor: str | None = None
    while True:
        page = await records.find(SessionFilter(), cursor, 7)
        paged += [row.id for row in page.items]
        if (cursor := page.next) is None:
            break
        assert len(page.items) == 7
    assert paged == [row.id for row in everything]


async def test_sessions_that_begin_meanwhile_move_no_page(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    first = [story.served() for _ in range(4)]
    await desk_log.append(DESK, 0, story.events)
    page = await records.find(SessionFilter(), None, 2)
    before = len(story.events)
    story.served()
    await desk_log.append(DESK, before, story.events[before:])
    following = await records.find(SessionFilter(), page.next, 2)
    assert [row.id for row in (*page.items, *following.items)] == first[::-1]
    assert following.next is None


@pytest.mark.parametrize("cursor", ["", "!", "AAAA", "MTIz", "5bm0", "OTk5OTk5OTk5OTk5OTk5OTk5OTkgYQ==", "x" * 5_000])
async def test_a_made_up_cursor_is_refused(records: SqlRecords, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        await records.find(SessionFilter(), cursor, 10)


async def test_a_record_has_its_rings_and_the_agents_note(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    session = story.served()
    await desk_log.append(DESK, 0, story.events)
    await records.save_draft(session, DraftRow("solved", "printer was out of paper"), START)
    record = await records.record(session)
    assert record is not None
    assert record.note == "printer was out of paper"
    assert [(ring.agent, ring.result, ring.started_at, ring.ended_at) for ring in record.rings] == [
        ("agent-1", "accepted", START, START + 4 * SECOND)
    ]
    assert await records.record(SessionId("no-such-session")) is None


async def test_the_timeline_tells_desk_and_clients_events_in_one_order(
    records: SqlRecords, desk_log: SqlDeskLog
) -> None:
    story = Story()
    story.sign_in()
    session = story.served()
    story.served("kiosk-2")
    await desk_log.append(DESK, 0, story.events)
    await records.add_timeline(session, "agent", [TimelineRow(1, START + 5_000, "media_connected", '{"took_ms":900}')])
    await records.add_timeline(session, "kiosk", [TimelineRow(1, START + 1, "device", '{"device":"camera"}')])
    timeline = await records.timeline(session)
    assert [item.at for item in timeline] == sorted(item.at for item in timeline)
    assert [(item.origin, item.kind) for item in timeline if item.kind != "agent_state_changed"] == [
        ("desk", "session_queued"),
        ("desk", "ring_started"),
        ("kiosk", "device"),
        ("desk", "session_accepted"),
        ("desk", "media_ready"),
        ("agent", "media_connected"),
        ("desk", "session_ended"),
        ("desk", "session_closed"),
    ]
    queued = json.loads(timeline[0].data)
    assert queued["context"] == {
        "service": "card",
        "step": "photo",
        "language": "zh-CN",
        "spoken": None,
        "step_since": None,
        "attempt": 1,
        "error": None,
    }


async def test_the_timeline_tells_when_the_agent_of_the_talk_was_away_and_nobody_else(
    records: SqlRecords, desk_log: SqlDeskLog
) -> None:
    story = Story()
    talker = story.sign_in()
    session = story.touch()
    bystander = story.sign_in("agent-2")
    story.later(4 * SECOND)
    story.accept(session)
    story.media_ready(session)
    for agent in (talker, bystander):
        story.later(1 * SECOND)
        link = story.switchboard.state.agents[agent].link
        assert link is not None
        story.do(story.switchboard.lose_agent(story.now, agent=agent, link=link.id))
    story.later(5 * SECOND)
    story.sign_in("agent-2")
    story.sign_in()
    story.end(session)
    story.finish(session)
    story.sign_in()
    await desk_log.append(DESK, 0, story.events)

    links = [item for item in await records.timeline(session) if item.kind in ("agent_lost", "agent_attached")]
    assert [(item.kind, item.at - START) for item in links] == [("agent_lost", 5_000), ("agent_attached", 11_000)]
    assert all(json.loads(item.data)["agent"] == talker for item in links)
    assert not {"link", "replaces", "instance"} & {key for item in links for key in json.loads(item.data)}


async def test_the_timeline_names_no_connection(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = busy_day(seed=22, steps=400)
    await desk_log.append(DESK, 0, story.events)
    for session in await found(records, SessionFilter()):
        for item in await records.timeline(SessionId(session)):
            assert not {"link", "replaces", "instance"} & set(json.loads(item.data))


async def test_each_class_is_deleted_after_its_own_time(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    old = story.served()
    story.later(2 * DAY)
    story.sign_in()
    new = story.served()
    await desk_log.append(DESK, 0, story.events)
    for session in (old, new):
        await records.add_chat(session, ChatRow("k", "kiosk", None, START, "text"))
        await records.add_timeline(session, "kiosk", [TimelineRow(1, START, "device", "{}")])
        await records.save_draft(session, DraftRow(None, "note"), START)
    keep = Keep(chat=1 * DAY, timeline=180 * DAY)

    assert await records.purge(story.now, keep) == 1
    assert [len(await records.chat(session)) for session in (old, new)] == [0, 1]
    assert [found.chat_lines for name in (old, new) if (found := await records.record(name))] == [None, 1]
    assert await records.draft(old) is not None
    assert await records.purge(story.now, keep) == 0

    assert await records.purge(story.now + 180 * DAY - 2 * DAY, keep) == 2
    assert await records.draft(old) is None
    assert all(item.origin == "desk" for item in await records.timeline(old))
    assert await records.draft(new) is not None
    record = await records.record(old)
    assert record is not None
    assert record.row.outcome == Outcome.SOLVED, "the record itself stays"


async def test_many_sessions_are_purged_in_one_go(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    for number in range(450):
        story.touch(f"kiosk-{number}")
    await desk_log.append(DESK, 0, story.events)
    assert await records.purge(story.now + DAY, Keep(chat=0, timeline=0)) == 900


async def test_a_session_that_goes_on_is_not_purged(records: SqlRecords, desk_log: SqlDeskLog) -> None:
    story = Story()
    story.sign_in()
    session = story.touch()
    await desk_log.append(DESK, 0, story.events)
    await records.add_chat(session, ChatRow("k", "kiosk", None, START, "text"))
    assert await records.purge(START + 1_000 * DAY, Keep(chat=0, timeline=0)) == 0
    assert len(await records.chat(session)) == 1
