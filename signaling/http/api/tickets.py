"""Tickets: agents work those of their desk, managers read what became of them. The number is in one answer only."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from signaling.core.ids import AgentId, DeskId, SiteId
from signaling.core.limits import MINUTE
from signaling.core.tickets import LATER_AT_LEAST, LATER_AT_MOST, Happened, Result, Ticket, TicketKind, TicketState
from signaling.http.permissions import Caller
from signaling.http.problems import Problem, ProblemCode, documented
from signaling.http.services import Services, ServicesOf
from signaling.ports import StaffEntry
from signaling.protocol.fields import Id, Milliseconds, Part
from signaling.ticket_ports import TicketFilter

router = APIRouter(prefix="/tickets", tags=["tickets"])

WORKING = (
    ProblemCode.UNKNOWN,
    ProblemCode.TICKET_HELD,
    ProblemCode.TICKET_NOT_HELD,
    ProblemCode.TICKET_OVER,
    ProblemCode.FORBIDDEN,
    ProblemCode.NOT_SIGNED_IN,
)


class TicketPart(Part):
    id: Id
    kind: TicketKind
    number: str
    """As the resident knows it, such as B003."""
    desk: Id
    site: Id
    site_name: str
    kiosk: Id
    session: Id
    service: str | None
    step: str | None
    language: str
    reason: str
    """Why the session ended without an agent, or `waiting`."""
    state: TicketState
    made_at: Milliseconds
    expires_at: Milliseconds
    """When the telephone number is deleted at the latest."""
    not_before: Milliseconds | None
    """Not to be tried again before."""
    attempts: int
    holder: Id | None
    """In whose hands it is, until `held_until`."""
    holder_name: str | None
    held_until: Milliseconds | None


class TicketList(Part):
    items: list[TicketPart]


class CalledTicket(Part):
    phone: str
    """Digits."""
    ticket: TicketPart


class Report(Part):
    result: Result
    again_in_minutes: Annotated[int, Field(ge=LATER_AT_LEAST // MINUTE, le=LATER_AT_MOST // MINUTE)] | None
    """To be tried again after so long; null: done, and the number is deleted."""


class RecordsWanted(Part):
    """Newest first. For the page after this one, `before` is the `made_at` of its last ticket."""

    from_: Milliseconds | None = Field(None, alias="from")
    before: Milliseconds | None = None
    kind: TicketKind | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class TicketLine(Part):
    kind: Happened
    at: Milliseconds
    by: Id | None
    by_name: str | None
    result: Result | None
    until: Milliseconds | None


class TicketRecord(Part):
    ticket: TicketPart
    events: list[TicketLine]


@router.get("", operation_id="list_tickets", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN))
async def list_tickets(caller: Caller, services: ServicesOf) -> TicketList:
    """What the caller's desk has to do, what may be tried first first; at most 100."""
    names = await _Names.read(services)
    return TicketList(items=[names.part(ticket) for ticket in await services.tickets.live(_desk(caller))])


@router.post("/{ticket}/take", operation_id="take_ticket", responses=documented(*WORKING))
async def take_ticket(ticket: Id, caller: Caller, services: ServicesOf) -> TicketPart:
    """Nobody else can take it for ten minutes from the last thing that the caller did with it."""
    return await _named(services, await services.tickets.take(ticket, _desk(caller), caller.id))


@router.post(
    "/{ticket}/call", operation_id="call_ticket", responses=documented(*WORKING, ProblemCode.NUMBER_UNREADABLE)
)
async def call_ticket(ticket: Id, caller: Caller, services: ServicesOf) -> CalledTicket:
    """The telephone number. That the caller saw it goes on record."""
    shown = await services.tickets.call(ticket, _desk(caller), caller.id)
    return CalledTicket(phone=shown.phone, ticket=await _named(services, shown.ticket))


@router.post("/{ticket}/release", operation_id="release_ticket", responses=documented(*WORKING))
async def release_ticket(ticket: Id, caller: Caller, services: ServicesOf) -> TicketPart:
    return await _named(services, await services.tickets.release(ticket, _desk(caller), caller.id))


@router.post(
    "/{ticket}/report",
    operation_id="report_ticket",
    responses=documented(*WORKING, ProblemCode.TICKET_NOT_CALLED, ProblemCode.INVALID_REQUEST),
)
async def report_ticket(ticket: Id, report: Report, caller: Caller, services: ServicesOf) -> TicketPart:
    """How it went, and whether to try again."""
    again_in = report.again_in_minutes * MINUTE if report.again_in_minutes is not None else None
    after = await services.tickets.report(ticket, _desk(caller), caller.id, report.result, again_in)
    return await _named(services, after)


@router.get(
    "/records",
    operation_id="list_ticket_records",
    responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN, ProblemCode.INVALID_REQUEST),
)
async def list_ticket_records(
    wanted: Annotated[RecordsWanted, Query()], caller: Caller, services: ServicesOf
) -> TicketList:
    """Of every state, without telephone numbers. Supervisors see those of their own desk."""
    narrowed = TicketFilter(_only_desk(caller), wanted.kind, wanted.from_, wanted.before)
    names = await _Names.read(services)
    return TicketList(items=[names.part(ticket) for ticket in await services.tickets.find(narrowed, wanted.limit)])


@router.get(
    "/records/{ticket}",
    operation_id="get_ticket_record",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def get_ticket_record(ticket: Id, caller: Caller, services: ServicesOf) -> TicketRecord:
    """Who took it, saw the number and tried, when, and how it went."""
    found, events = await services.tickets.record(ticket, _only_desk(caller))
    names = await _Names.read(services)
    lines = [
        TicketLine(
            kind=event.kind,
            at=event.at,
            by=event.by,
            by_name=names.staff.get(event.by) if event.by else None,
            result=event.result,
            until=event.until,
        )
        for event in events
    ]
    return TicketRecord(ticket=names.part(found), events=lines)


def _desk(caller: StaffEntry) -> DeskId:
    if caller.desk is None:
        raise Problem(ProblemCode.DESK_MISSING)
    return caller.desk


def _only_desk(caller: StaffEntry) -> DeskId | None:
    return caller.desk if caller.role == "supervisor" else None


class _Names:
    """Tickets hold identifiers; names are those of today."""

    def __init__(self, sites: Mapping[SiteId, str], staff: Mapping[AgentId, str]) -> None:
        self.sites, self.staff = sites, staff

    @classmethod
    async def read(cls, services: Services) -> "_Names":
        sites = {site.id: site.name for site in await services.administration.sites()}
        accounts = await services.administration.accounts()
        return cls(sites, {account.entry.id: account.entry.display_name for account in accounts})

    def part(self, ticket: Ticket) -> TicketPart:
        return TicketPart(
            id=ticket.id,
            kind=ticket.kind,
            number=ticket.number,
            desk=ticket.desk,
            site=ticket.site,
            site_name=self.sites.get(ticket.site, str(ticket.site)),
            kiosk=ticket.kiosk,
            session=ticket.session,
            service=ticket.service,
            step=ticket.step,
            language=ticket.language,
            reason=ticket.reason,
            state=ticket.state,
            made_at=ticket.made_at,
            expires_at=ticket.expires_at,
            not_before=ticket.not_before,
            attempts=ticket.attempts,
            holder=ticket.holder,
            holder_name=self.staff.get(ticket.holder) if ticket.holder else None,
            held_until=ticket.held_until,
        )


async def _named(services: Services, ticket: Ticket) -> TicketPart:
    return (await _Names.read(services)).part(ticket)
