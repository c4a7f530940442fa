"""Tickets over REST: who may do what with them, and that the number is where it belongs and nowhere else."""

import pytest
from sqlalchemy import Connection, text

from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_tickets import SqlTickets
from signaling.core.ids import DeskId, SessionId
from signaling.core.opening import ALWAYS, OpeningHours
from signaling.core.tickets import HELD, KEPT, TicketKind, TicketRefusal
from signaling.service.first_start import FIRST_DESK
from signaling.service.sealing import Seal, Unreadable
from signaling.service.tickets import Asked, TicketRefused, Tickets
from tests.contracts.story import Story

from .scene import NOW, Scene, code_of

PHONE = "13800138000"
OPEN = OpeningHours()
CLOSED = OpeningHours(weekly=[[]] * 7)
MONDAYS = OpeningHours(weekly=[ALWAYS[0], *[[]] * 6])
"""NOW is a Monday in September; the next day the next opening is six days away."""


async def turned_away(scene: Scene, kiosk: str = "kiosk-1") -> SessionId:
    """A touch at a desk where nobody is signed in."""
    story = Story(FIRST_DESK, names=f"{kiosk}-")
    story.now = scene.clock.now()
    session = story.touch(kiosk)
    await store_story(scene, story, 0)
    return session


async def store_story(scene: Scene, story: Story, after: int) -> None:
    """What happened in it after the first so many events."""
    log = SqlDeskLog(scene.database)
    loaded = await log.load(FIRST_DESK)
    await log.append(FIRST_DESK, loaded.version + len(loaded.events), story.events[after:])


def asked(session: SessionId, phone: str | None = PHONE, kiosk: str = "kiosk-1") -> Asked:
    kind = TicketKind.CALL_BACK if phone is not None else TicketKind.COUNTER
    return Asked(session, kiosk, kind, phone)  # type: ignore[arg-type]


async def ticket_of(scene: Scene, phone: str | None = PHONE, kiosk: str = "kiosk-1") -> str:
    made = await scene.tickets.request(asked(await turned_away(scene, kiosk), phone, kiosk), OPEN)
    return made.ticket.id


async def everything_stored(scene: Scene) -> str:
    def work(connection: Connection) -> str:
        rows = [connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("tickets", "ticket_events")]
        return repr(rows)

    return await scene.database.read(work)


async def refusal(scene: Scene, wish: Asked, hours: OpeningHours = OPEN) -> TicketRefusal:
    with pytest.raises(TicketRefused) as refused:
        await scene.tickets.request(wish, hours)
    return refused.value.why


async def test_a_call_back_from_the_list_to_done(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    async with scene.client(await scene.token("wang")) as wang, scene.client(await scene.token("li")) as li:
        (listed,) = (await wang.get("/api/v1/tickets")).json()["items"]
        assert (listed["id"], listed["number"], listed["state"], listed["reason"]) == (
            ticket,
            "B001",
            "open",
            "no_agent",
        )
        assert (listed["service"], listed["step"]) == ("card", "photo")
        address = f"/api/v1/tickets/{ticket}"
        assert code_of(await wang.post(f"{address}/call")) == (409, "ticket_not_held")
        assert (await wang.post(f"{address}/take")).json()["holder_name"] == "Wang"
        assert code_of(await li.post(f"{address}/take")) == (409, "ticket_held")
        report = {"result": "not_answered", "again_in_minutes": 30}
        assert code_of(await wang.post(f"{address}/report", json=report)) == (409, "ticket_not_called")
        assert (await wang.post(f"{address}/call")).json()["phone"] == PHONE
        assert (await wang.post(f"{address}/report", json=report)).json()["state"] == "open"
        assert (await li.post(f"{address}/take")).status_code == 200
        assert (await li.post(f"{address}/release")).json()["holder"] is None
        await li.post(f"{address}/take")
        await li.post(f"{address}/call")
        assert PHONE not in await everything_stored(scene)
        done = await li.post(f"{address}/report", json={"result": "reached", "again_in_minutes": None})
        assert done.json()["state"] == "done"
        assert code_of(await li.post(f"{address}/take")) == (409, "ticket_over")
        assert (await li.get("/api/v1/tickets")).json()["items"] == []
    async with scene.client(await scene.token("boss", "manager", None)) as boss:
        (record,) = (await boss.get("/api/v1/tickets/records")).json()["items"]
        told = await boss.get(f"/api/v1/tickets/records/{record['id']}")
    happened = [(line["kind"], line["by_name"], line["result"]) for line in told.json()["events"]]
    assert happened == [
        ("made", None, None),
        ("taken", "Wang", None),
        ("called", "Wang", None),
        ("later", "Wang", "not_answered"),
        ("taken", "Li", None),
        ("released", "Li", None),
        ("taken", "Li", None),
        ("called", "Li", None),
        ("done", "Li", "reached"),
    ]
    assert PHONE not in told.text
    assert "sealed" not in told.text


async def test_a_counter_ticket_has_its_context_and_no_number(scene: Scene) -> None:
    ticket = await ticket_of(scene, phone=None)
    async with scene.client(await scene.token("wang")) as wang:
        (listed,) = (await wang.get("/api/v1/tickets")).json()["items"]
        assert (listed["number"], listed["service"], listed["step"]) == ("C001", "card", "photo")
        await wang.post(f"/api/v1/tickets/{ticket}/take")
        assert (await wang.post(f"/api/v1/tickets/{ticket}/call")).status_code == 422
        report = {"result": "served", "again_in_minutes": None}
        assert (await wang.post(f"/api/v1/tickets/{ticket}/report", json=report)).json()["state"] == "done"


async def test_tickets_of_another_desk_are_not_there(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    entry = await scene.directory.desk(FIRST_DESK)
    assert entry is not None
    other = DeskId("desk-2")
    policy = type(entry.policy)(desk=other)
    await scene.directory.add_desk(type(entry)(other, "B", "12345", "[]", "[]", policy), NOW)
    for role in ("agent", "supervisor"):
        async with scene.client(await scene.token(role, role, other)) as stranger:
            assert (await stranger.get("/api/v1/tickets")).json()["items"] == []
            assert code_of(await stranger.post(f"/api/v1/tickets/{ticket}/take")) == (404, "unknown")
            if role == "supervisor":
                assert (await stranger.get("/api/v1/tickets/records")).json()["items"] == []
                assert code_of(await stranger.get(f"/api/v1/tickets/records/{ticket}")) == (404, "unknown")


@pytest.mark.parametrize(
    "report",
    [
        {"result": "reached"},
        {"result": "reached", "again_in_minutes": 4},
        {"result": "reached", "again_in_minutes": 2881},
        {"result": "vanished", "again_in_minutes": None},
        {"result": "wrong_number", "again_in_minutes": 30},
        {"result": "served", "again_in_minutes": None},
    ],
)
async def test_a_report_that_makes_no_sense_is_refused(scene: Scene, report: dict[str, object]) -> None:
    ticket = await ticket_of(scene)
    async with scene.client(await scene.token("wang")) as wang:
        await wang.post(f"/api/v1/tickets/{ticket}/take")
        await wang.post(f"/api/v1/tickets/{ticket}/call")
        answer = await wang.post(f"/api/v1/tickets/{ticket}/report", json=report)
    assert code_of(answer) == (422, "invalid_request")


async def test_after_seven_days_the_number_is_gone(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    scene.clock.later(KEPT - 1)
    assert await scene.tickets.sweep() == 0
    sealed = "SELECT sealed_phone FROM tickets"
    assert (await scene.database.read(lambda connection: connection.scalar(text(sealed)))) is not None
    scene.clock.later(1)
    assert await scene.tickets.sweep() == 1
    assert (await scene.database.read(lambda connection: connection.scalar(text(sealed)))) is None
    assert await scene.tickets.sweep() == 0
    async with scene.client(await scene.token("wang")) as wang:
        assert (await wang.get("/api/v1/tickets")).json()["items"] == []
        assert code_of(await wang.post(f"/api/v1/tickets/{ticket}/take")) == (409, "ticket_over")


async def test_what_a_lost_agent_holds_is_freed(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    async with scene.client(await scene.token("wang")) as wang:
        await wang.post(f"/api/v1/tickets/{ticket}/take")
    scene.clock.later(HELD)
    assert await scene.tickets.sweep() == 1
    async with scene.client(await scene.token("li")) as li:
        assert (await li.get("/api/v1/tickets")).json()["items"][0]["state"] == "open"
        assert (await li.post(f"/api/v1/tickets/{ticket}/take")).status_code == 200


async def test_who_was_helped_after_all_is_not_called_and_the_number_is_gone(scene: Scene) -> None:
    story = Story(FIRST_DESK)
    story.now = scene.clock.now()
    story.sign_in()
    session = story.touch()
    await store_story(scene, story, 0)
    made = (await scene.tickets.request(asked(session), OPEN)).ticket
    kept = len(story.events)
    story.accept(session)
    story.media_ready(session)
    story.end(session)
    story.finish(session)
    assert await scene.tickets.sweep() == 0, "still waiting, for all that is known"
    await store_story(scene, story, kept)
    assert await scene.tickets.sweep() == 1
    assert PHONE not in await everything_stored(scene)
    async with scene.client(await scene.token("wang")) as wang:
        assert (await wang.get("/api/v1/tickets")).json()["items"] == []
    async with scene.client(await scene.token("boss", "manager", None)) as boss:
        record = (await boss.get(f"/api/v1/tickets/records/{made.id}")).json()
    assert (record["ticket"]["state"], record["ticket"]["attempts"]) == ("done", 0)
    assert [event["kind"] for event in record["events"]] == ["made", "withdrawn"]


async def test_the_same_request_again_is_answered_by_the_same_ticket(scene: Scene) -> None:
    session = await turned_away(scene)
    made = [(await scene.tickets.request(asked(session), OPEN)).ticket.id for _ in range(2)]
    assert made[0] == made[1]
    assert await refusal(scene, asked(session, "13900139000")) is TicketRefusal.MADE_ALREADY
    assert await refusal(scene, asked(session, kiosk="kiosk-2")) is TicketRefusal.NOT_YOURS


async def test_a_request_that_cannot_be_kept_is_refused(scene: Scene) -> None:
    session = await turned_away(scene)
    assert await refusal(scene, asked(SessionId("none"))) is TicketRefusal.UNKNOWN
    assert await refusal(scene, asked(session, kiosk="kiosk-2")) is TicketRefusal.NOT_YOURS
    assert await refusal(scene, asked(session, "12345678901")) is TicketRefusal.BAD_PHONE
    assert await refusal(scene, asked(session), CLOSED) is TicketRefusal.NO_CALL_IN_TIME
    scene.clock.later(10 * 60_000 + 1)
    assert await refusal(scene, asked(session)) is TicketRefusal.NOT_OFFERED


async def test_a_closed_desk_says_from_when_it_calls(scene: Scene) -> None:
    scene.clock.later(86_400_000)
    made = await scene.tickets.request(asked(await turned_away(scene)), MONDAYS)
    assert made.call_from is not None
    assert scene.clock.now() < made.call_from < made.ticket.expires_at
    assert MONDAYS.is_open(made.call_from)


async def test_one_machine_makes_only_so_many(scene: Scene) -> None:
    for _ in range(12):
        await scene.attempts.count("ticket", "kiosk-1")
    assert await refusal(scene, asked(await turned_away(scene))) is TicketRefusal.TOO_MANY
    assert (await scene.tickets.request(asked(await turned_away(scene, "kiosk-2"), kiosk="kiosk-2"), OPEN)).ticket


async def test_one_agent_sees_only_so_many_numbers(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    async with scene.client(await scene.token("wang")) as wang:
        await wang.post(f"/api/v1/tickets/{ticket}/take")
        for _ in range(60):
            await scene.attempts.count("reveal", "id-wang")
        assert code_of(await wang.post(f"/api/v1/tickets/{ticket}/call")) == (429, "too_many_attempts")


async def test_a_number_that_cannot_be_read_is_not_on_record_as_shown(scene: Scene) -> None:
    ticket = await ticket_of(scene)
    scene.tickets = Tickets(
        SqlTickets(scene.database), Seal("another" * 8, "test"), scene.attempts, scene.bus, scene.clock
    )
    async with scene.client(await scene.token("wang"), scene.make_app()) as wang:
        assert code_of(await wang.post(f"/api/v1/tickets/{ticket}/call")) == (409, "ticket_not_held")
        await wang.post(f"/api/v1/tickets/{ticket}/take")
        assert code_of(await wang.post(f"/api/v1/tickets/{ticket}/call")) == (409, "number_unreadable")
    _, events = await scene.tickets.record(ticket, None)
    assert [event.kind.value for event in events] == ["made", "taken"]


async def test_a_number_is_read_with_its_key_and_in_its_place_only() -> None:
    sealed = Seal("a" * 48, "numbers").close(PHONE, "ticket-1")
    assert Seal("a" * 48, "numbers").open(sealed, "ticket-1") == PHONE
    assert PHONE not in sealed
    assert Seal("a" * 48, "numbers").close(PHONE, "ticket-1") != sealed
    for seal, text_, place in (
        (Seal("b" * 48, "numbers"), sealed, "ticket-1"),
        (Seal("a" * 48, "other"), sealed, "ticket-1"),
        (Seal("a" * 48, "numbers"), sealed, "ticket-2"),
        (Seal("a" * 48, "numbers"), sealed[:-8] + "AAAAAAA=", "ticket-1"),
        (Seal("a" * 48, "numbers"), "not base64", "ticket-1"),
        (Seal("a" * 48, "numbers"), "", "ticket-1"),
    ):
        with pytest.raises(Unreadable):
            seal.open(text_, place)
