"""The desk log in SQL. The primary key (desk, version) is the lock that keeps two nodes from deciding at once."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, cast

from pydantic import Field, TypeAdapter
from sqlalchemy import Connection, bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from signaling.core.events import DeskEvent, Event, SessionForwarded
from signaling.core.forwarding import arrival
from signaling.core.ids import DeskId
from signaling.core.state import DeskState
from signaling.ports import Loaded, VersionConflict

from .database import Database, upsert
from .projection import Projection, lost_agents, session_of, sessions_of
from .rows import Record
from .tables import IN_TALK, OPEN_INTERVAL, agent_intervals, desk_events, desk_snapshots, session_records, session_rings

_event: TypeAdapter[DeskEvent] = TypeAdapter(Annotated[DeskEvent, Field(discriminator="kind")])
_writers = {event_class: TypeAdapter(event_class) for event_class in Event.__subclasses__()}
"""One per class: choosing among twenty members costs more than writing the event does."""
_state = TypeAdapter(DeskState)
_SHAPE = hashlib.sha256(json.dumps(_state.json_schema(), sort_keys=True).encode()).hexdigest()[:16]
"""A snapshot made by a release whose state had other fields is ignored; the log has everything."""

_newest = (
    select(desk_events.c.version, desk_events.c.at)
    .where(desk_events.c.desk == bindparam("desk"))
    .order_by(desk_events.c.version.desc())
    .limit(1)
)
_folded = select(*(session_records.c[name] for name in Record.__annotations__))
_records_named = _folded.where(session_records.c.id.in_(bindparam("names", expanding=True)))
_talks_of = _folded.where(session_records.c.agent.in_(bindparam("names", expanding=True)), text(IN_TALK))
_change_record = update(session_records).where(session_records.c.id == bindparam("which"))
_end_ring = update(session_rings).where(
    session_rings.c.session == bindparam("of_session"),
    session_rings.c.id == bindparam("ring"),
    session_rings.c.ended_at.is_(None),
)
_end_interval = update(agent_intervals).where(
    agent_intervals.c.desk == bindparam("at_desk"),
    agent_intervals.c.agent == bindparam("of_agent"),
    text(OPEN_INTERVAL),
)
"""What these set are the other keys of their parameters."""
LOOKUP = 500
"""Names in one IN list."""


class SqlDeskLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, desk: DeskId) -> Loaded:
        def work(connection: Connection) -> Loaded:
            version, state = _snapshot(connection, desk)
            return Loaded(state, version, _read(connection, desk, version))

        return await self._database.read(work)

    async def read(self, desk: DeskId, after: int) -> Sequence[DeskEvent]:
        return await self._database.read(lambda connection: _read(connection, desk, after))

    async def append(self, desk: DeskId, expected: int, events: Sequence[DeskEvent]) -> None:
        if events:
            await self._database.write(lambda connection: _append(connection, desk, expected, events))

    async def save_snapshot(self, desk: DeskId, version: int, state: DeskState) -> None:
        """An older snapshot never replaces a newer one of the same release."""
        # Written out here and now: the caller goes on changing the state.
        row = {"desk": desk, "version": version, "shape": _SHAPE, "data": _state.dump_json(state).decode()}

        def work(connection: Connection) -> None:
            statement = upsert(connection, desk_snapshots)
            new, old = statement.excluded, desk_snapshots.c
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[old.desk],
                    set_={"version": new.version, "shape": new.shape, "data": new.data},
                    where=(old.version < new.version) | (old.shape != new.shape),
                ),
                row,
            )

        await self._database.write(work)


def _snapshot(connection: Connection, desk: DeskId) -> tuple[int, DeskState]:
    snapshot = desk_snapshots.c
    row = connection.execute(
        select(snapshot.version, snapshot.data).where(snapshot.desk == desk, snapshot.shape == _SHAPE)
    ).one_or_none()
    return (row.version, _state.validate_json(row.data)) if row else (0, DeskState())


def _read(connection: Connection, desk: DeskId, after: int) -> list[DeskEvent]:
    rows = connection.execute(
        select(desk_events.c.data)
        .where(desk_events.c.desk == desk, desk_events.c.version > after)
        .order_by(desk_events.c.version)
    )
    return [_event.validate_json(data) for data in rows.scalars()]


def _append(connection: Connection, desk: DeskId, expected: int, events: Sequence[DeskEvent]) -> None:
    """With them, in the logs of other desks, that they took in whom this desk forwarded."""
    if _last_of(connection, desk)[0] != expected:
        raise VersionConflict(f"{desk} is not at version {expected}")
    logs = {desk: (expected, events), **_arrivals(connection, events)}
    try:
        # In one order, or two desks that forward to each other would wait for each other.
        for name, (after, added) in sorted(logs.items()):
            connection.execute(insert(desk_events), _event_rows(name, after, added))
    except IntegrityError as error:
        # Where the check above does not lock (PostgreSQL), the primary key refuses who comes second.
        raise VersionConflict(f"{desk} is not at version {expected}, or one it forwards to has moved on") from error
    projection = Projection(desk, _records(connection, sessions_of(events), lost_agents(events)))
    projection.apply_all(expected, events)
    _begin(connection, projection.added)
    _write(connection, projection)


def _last_of(connection: Connection, desk: DeskId) -> tuple[int, int]:
    """Version and time of the desk's last event."""
    row = connection.execute(_newest, {"desk": desk}).one_or_none()
    return (row.version, row.at) if row else (0, 0)


def _arrivals(connection: Connection, events: Sequence[DeskEvent]) -> dict[DeskId, tuple[int, Sequence[DeskEvent]]]:
    """For each desk that something is forwarded to: its version, and the events that it gets."""
    forwarded = [event for event in events if isinstance(event, SessionForwarded)]
    found: dict[DeskId, tuple[int, Sequence[DeskEvent]]] = {}
    for to in dict.fromkeys(event.to for event in forwarded):
        version, at = _last_of(connection, to)
        found[to] = (version, [arrival(event, at) for event in forwarded if event.to == to])
    return found


def _event_rows(desk: DeskId, expected: int, events: Sequence[DeskEvent]) -> list[dict[str, Any]]:
    return [
        {
            "desk": desk,
            "version": version,
            "at": event.at,
            "kind": event.kind,
            "session": session_of(event),
            "data": _writers[type(event)].dump_json(event).decode(),
        }
        for version, event in enumerate(events, expected + 1)
    ]


def _records(connection: Connection, sessions: Iterable[str], agents: Iterable[str]) -> list[Record]:
    """Records of the sessions, and of the sessions that the agents are in talk with."""
    found: dict[str, Record] = {}
    for query, names in ((_records_named, sorted(sessions)), (_talks_of, sorted(agents))):
        for start in range(0, len(names), LOOKUP):
            rows = connection.execute(query, {"names": names[start : start + LOOKUP]}).mappings()
            found.update((row["id"], cast("Record", dict(row))) for row in rows)
    return list(found.values())


def _begin(connection: Connection, records: Sequence[Record]) -> None:
    try:
        if records:
            connection.execute(insert(session_records), records)
    except IntegrityError as error:
        raise VersionConflict("another desk has just begun a session of the same id") from error


def _write(connection: Connection, projection: Projection) -> None:
    if changed := projection.changed:
        connection.execute(_change_record, [_change(record) for record in changed])
    if projection.rings:
        connection.execute(insert(session_rings), projection.rings)
    if projection.ring_ends:
        connection.execute(_end_ring, projection.ring_ends)
    if ends := projection.interval_ends:
        desk = projection.desk
        connection.execute(
            _end_interval, [{"at_desk": desk, "of_agent": agent, "ended_at": at} for agent, at in ends.items()]
        )
    if projection.intervals:
        connection.execute(insert(agent_intervals), projection.intervals)


def _change(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = dict(record)
    row["which"] = row.pop("id")
    return row
