"""Session memory and session records in SQL."""

import base64
import binascii
import json
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Executable, Row, Table, delete, func, or_, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from signaling.core.ids import KioskId, SessionId
from signaling.ports import ChatRow, DraftRow, TimelineOrigin, TimelineRow
from signaling.record_ports import (
    InvalidCursor,
    Keep,
    SessionFilter,
    SessionPage,
    SessionRecord,
    SessionRing,
    SessionRow,
    TimelineItem,
)

from .database import Database, upsert
from .tables import (
    CHAT_KEPT,
    TIMELINE_KEPT,
    desk_events,
    session_chat,
    session_drafts,
    session_records,
    session_rings,
    session_timeline,
)

RATING_WINDOW_MS = 10 * 60 * 1000
PAGE = 200
"""Rows on a page, and sessions purged in one transaction, at most: neither may hold up the live path."""
_LEFT_OUT = ("at", "kind", "session", "link", "replaces", "instance", "carried")
"""Of a desk event: said by the item itself, or nobody's business but the server's."""

_AGENT_LINKS = ("agent_lost", "agent_attached")
"""Events of an agent that name no session, and belong to the talk that the agent is in."""

_BEGINNINGS = ("session_queued", "session_turned_away")

_PLACE = re.compile(r"(\d{1,15}) ([A-Za-z0-9_.:-]{1,64})", re.ASCII)
_CURSOR_FROM = "a cursor is the `next` of the page before"

_record = session_records.c
_COMPUTED = {"waited_ms", "wrap_up_ms"}
_rows = select(*(_record[field.name] for field in fields(SessionRow) if field.name not in _COMPUTED))
_event = desk_events.c
_events = select(_event.desk, _event.at, _event.version, _event.kind, _event.data)
_newest_first = (_record.requested_at.desc(), _record.id.desc())


class SqlRecords:
    """Both ports: `SessionMemory` and `SessionRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- memory -------------------------------------------------------------------------------------------------------

    async def add_timeline(self, session: SessionId, origin: TimelineOrigin, rows: Sequence[TimelineRow]) -> None:
        if rows:
            await self._add(session_timeline, [{"session": session, "origin": origin, **asdict(row)} for row in rows])

    async def add_chat(self, session: SessionId, row: ChatRow) -> bool:
        return await self._add(session_chat, {"session": session, **asdict(row)}) == 1

    async def _add(self, table: Table, rows: dict[str, Any] | list[dict[str, Any]]) -> int:
        def work(connection: Connection) -> int:
            try:
                statement = upsert(connection, table).on_conflict_do_nothing()
                return connection.execute(statement, rows, execution_options={"preserve_rowcount": True}).rowcount
            except IntegrityError as error:
                raise LookupError("there is no such session") from error

        return await self._database.write(work)

    async def chat(self, session: SessionId) -> Sequence[ChatRow]:
        line = session_chat.c
        lines = select(line.key, line.sender, line.agent, line.at, line.text).where(line.session == session)
        rows = await self._all(lines.order_by(line.at, line.key))
        return [ChatRow(*row) for row in rows]

    async def save_draft(self, session: SessionId, draft: DraftRow, at: int) -> None:
        def work(connection: Connection) -> None:
            statement = upsert(connection, session_drafts)
            new = statement.excluded
            keep_newest = statement.on_conflict_do_update(
                index_elements=[session_drafts.c.session],
                set_={"outcome": new.outcome, "note": new.note, "at": new.at},
                where=session_drafts.c.at <= new.at,
            )
            try:
                connection.execute(keep_newest, {"session": session, **asdict(draft), "at": at})
            except IntegrityError as error:
                raise LookupError("there is no such session") from error

        await self._database.write(work)

    async def draft(self, session: SessionId) -> DraftRow | None:
        of_session = session_drafts.c.session == session
        rows = await self._all(select(session_drafts.c.outcome, session_drafts.c.note).where(of_session))
        return DraftRow(*rows[0]) if rows else None

    async def rate(self, session: SessionId, kiosk: KioskId, rating: int, at: int) -> bool:
        rateable = (
            _record.id == session,
            _record.kiosk == kiosk,
            _record.rating.is_(None),
            _record.ended_at >= at - RATING_WINDOW_MS,
        )
        statement = update(session_records).where(*rateable).values(rating=rating, rated_at=at)
        return await self._database.write(lambda connection: connection.execute(statement).rowcount) == 1

    # --- records ------------------------------------------------------------------------------------------------------

    async def find(self, wanted: SessionFilter, cursor: str | None, limit: int) -> SessionPage:
        limit = max(1, min(limit, PAGE))
        query = _rows.where(*_conditions(wanted)).order_by(*_newest_first).limit(limit + 1)
        if cursor is not None:
            query = query.where(tuple_(_record.requested_at, _record.id) < tuple_(*_parse_cursor(cursor)))
        items = [_session_row(row) for row in await self._all(query)]
        more = len(items) > limit
        return SessionPage(items[:limit], _cursor(items[limit - 1]) if more else None)

    async def record(self, session: SessionId) -> SessionRecord | None:
        ring = session_rings.c
        rings = select(ring.id, ring.agent, ring.started_at, ring.ended_at, ring.result, ring.reason)
        lines = select(func.count()).where(session_chat.c.session == session).scalar_subquery()
        written = select(lines).where(_record.id == session, _record.chat_deleted_at.is_(None))

        def work(connection: Connection) -> SessionRecord | None:
            row = connection.execute(_rows.where(_record.id == session)).one_or_none()
            if row is None:
                return None
            rung = connection.execute(rings.where(ring.session == session).order_by(ring.version))
            note = connection.execute(select(session_drafts.c.note).where(session_drafts.c.session == session))
            return SessionRecord(
                _session_row(row),
                [SessionRing(*one) for one in rung],
                note.scalar_one_or_none(),
                connection.execute(written).scalar_one_or_none(),
            )

        return await self._database.read(work)

    async def timeline(self, session: SessionId) -> Sequence[TimelineItem]:
        entry = session_timeline.c
        entries = select(entry.at, entry.origin, entry.number, entry.kind, entry.data).where(entry.session == session)

        def work(connection: Connection) -> list[TimelineItem]:
            happened = _events_of(connection, session)
            reported = connection.execute(entries.order_by(entry.origin, entry.number))
            return [
                *_of_one_session(happened),
                *(TimelineItem(*row) for row in reported),
            ]

        return sorted(await self._database.read(work), key=lambda item: item.at)

    async def purge(self, now: int, keep: Keep) -> int:
        chats = await self._purge(now, now - keep.chat, "chat_deleted_at", CHAT_KEPT, (session_chat,))
        reported = (session_timeline, session_drafts)
        return chats + await self._purge(now, now - keep.timeline, "timeline_deleted_at", TIMELINE_KEPT, reported)

    async def _purge(self, now: int, before: int, mark: str, kept: str, tables: tuple[Table, ...]) -> int:
        due = select(_record.id).where(text(kept), _record.closed_at < before).order_by(_record.closed_at).limit(PAGE)

        def work(connection: Connection) -> int:
            sessions = connection.execute(due).scalars().all()
            for table in tables:
                connection.execute(delete(table).where(table.c.session.in_(sessions)))
            connection.execute(update(session_records).where(_record.id.in_(sessions)).values({mark: now}))
            return len(sessions)

        total = 0
        while purged := await self._database.write(work):
            total += purged
        return total

    async def _all(self, query: Executable) -> Sequence[Row[Any]]:
        return await self._database.read(lambda connection: connection.execute(query).all())


def _conditions(wanted: SessionFilter) -> list[Any]:
    conditions: list[Any] = [
        _record[name] == value
        for name in ("desk", "site", "kiosk", "agent", "end_reason", "outcome", "rating")
        if (value := getattr(wanted, name)) is not None
    ]
    if wanted.since is not None:
        conditions.append(_record.requested_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(_record.requested_at < wanted.until)
    if wanted.service is not None:
        conditions.append(or_(_record.service == wanted.service, _record.last_service == wanted.service))
    if wanted.waited_over is not None:
        waited_until = func.coalesce(_record.answered_at, _record.ended_at)
        conditions.append(waited_until - _record.requested_at > wanted.waited_over)
    return conditions


def _session_row(row: Row[Any]) -> SessionRow:
    values: dict[str, Any] = dict(row._mapping)
    waited_until = row.answered_at or row.ended_at
    values["waited_ms"] = waited_until - row.requested_at if waited_until else None
    values["wrap_up_ms"] = row.closed_at - row.ended_at if row.answered_at and row.closed_at else None
    if values["state"] in ("waiting", "talk"):
        values["state"] = "live"
    return SessionRow(**values)


def _cursor(last: SessionRow) -> str:
    return base64.urlsafe_b64encode(f"{last.requested_at} {last.id}".encode()).decode()


def _parse_cursor(cursor: str) -> tuple[int, str]:
    try:
        place = base64.urlsafe_b64decode(cursor).decode()
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor(_CURSOR_FROM) from error
    if not (found := _PLACE.fullmatch(place)):
        raise InvalidCursor(_CURSOR_FROM)
    return int(found[1]), found[2]


def _events_of(connection: Connection, session: SessionId) -> Iterator[Any]:
    """What happened to the session and, while it was at a desk, to its agents' links; from desk to desk as it was forwarded,
    since versions of two desks do not compare and times may be equal."""
    own = connection.execute(_events.where(_event.session == session).order_by(_event.desk, _event.version))
    stays: dict[str, deque[Any]] = {}
    for desk, rows in groupby(own, key=lambda row: row.desk):
        stays[desk] = deque(_with_links(connection, list(rows)))
    here = next((desk for desk, rows in stays.items() if rows[0].kind in _BEGINNINGS), None)
    while here and stays.get(here):
        row = stays[here].popleft()
        yield row
        if row.kind == "session_forwarded":
            here = json.loads(row.data)["to"]


def _with_links(connection: Connection, own: list[Any]) -> list[Any]:
    over = own[-1].version if own[-1].kind in ("session_closed", "session_forwarded") else sys.maxsize
    within = (_event.desk == own[0].desk, _event.version > own[0].version, _event.version < over)
    links = connection.execute(_events.where(*within, _event.kind.in_(_AGENT_LINKS)))
    return sorted([*own, *links], key=lambda row: row.version)


def _of_one_session(happened: Iterator[Any]) -> Iterator[TimelineItem]:
    """Leaves out the agents who came and went meanwhile without being in this talk."""
    in_talk: set[str] = set()
    for row in happened:
        event = json.loads(row.data)
        if row.kind in _AGENT_LINKS and event["agent"] not in in_talk:
            continue
        match row.kind:
            case "session_accepted" | "guest_joined":
                in_talk.add(event["agent"])
            case "session_handed_over":
                in_talk.discard(event["previous"])
            case "guest_left":
                in_talk.discard(event["agent"])
            case "session_requeued" | "session_ended":
                in_talk.clear()
            case _:
                pass
        yield TimelineItem(row.at, "desk", row.version, row.kind, _public(event))


def _public(event: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in event.items() if key not in _LEFT_OUT}, ensure_ascii=False)
