"""`TicketStore` over SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from signaling.core.ids import DeskId, KioskId, SessionId, SiteId
from signaling.core.tickets import (
    HELPED,
    LIVE_TICKETS,
    Happened,
    Result,
    Ticket,
    TicketEvent,
    TicketKind,
    TicketState,
    Visit,
)
from signaling.ports import VersionConflict
from signaling.ticket_ports import TicketFilter

from .database import Database
from .tables import session_records
from .ticket_tables import ticket_events, tickets

_tic = tickets.c
_TICKET = select(*(column for column in _tic if column is not _tic.sealed_phone))
_IS_LIVE = _tic.state.in_([state.value for state in sorted(LIVE_TICKETS)])


class SqlTickets:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def visit(self, session: SessionId) -> Visit | None:
        query = select(session_records).where(session_records.c.id == session)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        if row is None:
            return None
        return Visit(
            kiosk=KioskId(row.kiosk),
            desk=DeskId(row.desk),
            site=SiteId(row.site),
            service=row.last_service,
            step=row.last_step,
            language=row.last_language,
            waiting=row.state == "waiting",
            end_reason=row.end_reason,
            ended_at=row.ended_at,
        )

    async def add(self, ticket: Ticket, sealed_phone: str | None) -> Ticket:
        def work(connection: Connection) -> Ticket:
            of_day = and_(_tic.desk == ticket.desk, _tic.kind == ticket.kind, _tic.day == ticket.day)
            last = connection.execute(select(func.coalesce(func.max(_tic.sequence), 0)).where(of_day)).scalar_one()
            values = {**asdict(ticket), "sequence": last + 1, "sealed_phone": sealed_phone}
            connection.execute(insert(tickets).values(values))
            _note(connection, ticket, TicketEvent(kind=Happened.MADE, at=ticket.made_at))
            return _ticket(connection.execute(_TICKET.where(_tic.id == ticket.id)).one())

        try:
            return await self._database.write(work)
        except IntegrityError as error:
            raise VersionConflict(ticket.id) from error

    async def save(self, ticket: Ticket, event: TicketEvent) -> None:
        changes = {
            "version": ticket.version,
            "state": ticket.state,
            "holder": ticket.holder,
            "held_until": ticket.held_until,
            "called": ticket.called,
            "attempts": ticket.attempts,
            "not_before": ticket.not_before,
        }
        if ticket.state not in LIVE_TICKETS:
            changes["sealed_phone"] = None

        def work(connection: Connection) -> None:
            before = (_tic.id == ticket.id) & (_tic.version == ticket.version - 1)
            if connection.execute(update(tickets).where(before).values(changes)).rowcount != 1:
                raise VersionConflict(ticket.id)
            _note(connection, ticket, event)

        await self._database.write(work)

    async def sealed_phone(self, ticket: str) -> str | None:
        query = select(_tic.sealed_phone).where(_tic.id == ticket)
        return await self._database.read(lambda connection: connection.scalar(query))

    async def get(self, ticket: str) -> Ticket | None:
        found = await self._read(_TICKET.where(_tic.id == ticket))
        return found[0] if found else None

    async def of_session(self, session: SessionId, kind: TicketKind) -> tuple[Ticket, str | None] | None:
        query = select(tickets).where(_tic.session == session, _tic.kind == kind)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return (_ticket(row), row.sealed_phone) if row else None

    async def live(self, desk: DeskId, limit: int) -> Sequence[Ticket]:
        first = func.coalesce(_tic.not_before, _tic.made_at)
        return await self._read(_TICKET.where(_tic.desk == desk, _IS_LIVE).order_by(first, _tic.id).limit(limit))

    async def count_live(self, desk: DeskId, kind: TicketKind) -> int:
        query = select(func.count()).where(_tic.desk == desk, _tic.kind == kind, _IS_LIVE)
        return await self._database.read(lambda connection: connection.execute(query).scalar_one())

    async def due(self, now: int, limit: int) -> Sequence[Ticket]:
        is_due = or_(_tic.expires_at <= now, _tic.held_until <= now)
        return await self._read(_TICKET.where(_IS_LIVE, is_due).order_by(_tic.expires_at, _tic.id).limit(limit))

    async def needless(self, limit: int) -> Sequence[Ticket]:
        # From the few live tickets to their records: the other way round it would be every session that ever went well.
        helped = exists().where(session_records.c.id == _tic.session, session_records.c.outcome.in_(sorted(HELPED)))
        query = _TICKET.where(_IS_LIVE, _tic.called.is_(False), helped)
        return await self._read(query.order_by(_tic.made_at, _tic.id).limit(limit))

    async def find(self, wanted: TicketFilter, limit: int) -> Sequence[Ticket]:
        query = _TICKET
        if wanted.desk is not None:
            query = query.where(_tic.desk == wanted.desk)
        if wanted.kind is not None:
            query = query.where(_tic.kind == wanted.kind)
        if wanted.since is not None:
            query = query.where(_tic.made_at >= wanted.since)
        if wanted.before is not None:
            query = query.where(_tic.made_at < wanted.before)
        return await self._read(query.order_by(_tic.made_at.desc(), _tic.id).limit(limit))

    async def events(self, ticket: str) -> Sequence[TicketEvent]:
        query = select(ticket_events).where(ticket_events.c.ticket == ticket).order_by(ticket_events.c.number)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            TicketEvent(
                kind=Happened(row.kind),
                at=row.at,
                by=row.by,
                result=Result(row.result) if row.result else None,
                until=row.until,
            )
            for row in rows
        ]

    async def _read(self, query: Select[Any]) -> list[Ticket]:
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_ticket(row) for row in rows]


def _note(connection: Connection, ticket: Ticket, event: TicketEvent) -> None:
    connection.execute(insert(ticket_events).values(ticket=ticket.id, number=ticket.version, **asdict(event)))


def _ticket(row: Row[Any]) -> Ticket:
    values = {name: value for name, value in row._mapping.items() if name != "sealed_phone"}
    return Ticket(**{**values, "kind": TicketKind(row.kind), "state": TicketState(row.state)})
