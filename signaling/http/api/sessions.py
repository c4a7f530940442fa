"""What managers read: sessions, one session, its timeline. Supervisors see those of their own desk."""

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from signaling.core.ids import KioskId, SessionId
from signaling.core.session import EndReason, HandOverReason, Outcome, WhyNot
from signaling.core.strategy import Strategy
from signaling.http.permissions import Caller
from signaling.http.problems import Problem, ProblemCode, documented
from signaling.http.services import Services, ServicesOf
from signaling.ports import StaffEntry
from signaling.protocol.fields import Code, Id, Milliseconds, Part
from signaling.record_ports import SessionFilter, SessionRecord, SessionRing, SessionRow
from signaling.service.routing import SpellKind, routing

router = APIRouter(prefix="/sessions", tags=["sessions"])


class Wanted(Part):
    """What is left out restricts nothing. `from` is included, `to` is not; both are milliseconds."""

    from_: Milliseconds | None = Field(None, alias="from")
    to: Milliseconds | None = None
    site: Id | None = None
    kiosk: Id | None = None
    agent: Id | None = None
    service: Code | None = None
    end_reason: EndReason | None = None
    outcome: Outcome | None = None
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    waited_over_ms: Milliseconds | None = None
    """Waited longer than this, for an answer or in vain."""
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow(SessionRow):
    site_name: str
    kiosk_name: str
    agent_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRing(SessionRing):
    agent_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRecord(NamedRow):
    rings_list: list[NamedRing]
    note: str | None
    chat_lines: int | None
    """How many were written, those to somebody who still waited included; null: they are deleted."""


class Page(Part):
    items: list[NamedRow]
    next: str | None
    """The `cursor` of the page after this one."""


class PassedOver(Part):
    name: str
    why: WhyNot


class RingWhy(Part):
    mine: bool
    name: str
    started_at: Milliseconds
    ended_at: Milliseconds | None
    result: str
    """`pending`, `accepted`, or a `RingResult`."""
    strategy: Strategy | None
    asked_by: str | None
    """The colleague who chose them and passed the session on; no strategy did."""
    passed_over: list[PassedOver]
    """Why it was none of the others, the first twenty of them."""


class HandOverWhy(Part):
    name: str
    reason: HandOverReason


class SpellLine(Part):
    kind: SpellKind
    since: Milliseconds
    until: Milliseconds | None


class RoutingAnswer(Part):
    requested_at: Milliseconds
    spells: list[SpellLine]
    """What the time since the touch went on, in order and without gaps."""
    rings: list[RingWhy]
    hand_over: HandOverWhy | None
    """How the session came to the caller from another agent without a ring."""


class TimelineLine(Part):
    at: Milliseconds
    origin: str
    """`desk`, `server`, or the participant who reports: `kiosk`, `agent`, `guest-1`, …"""
    number: int
    kind: str
    data: dict[str, Any]


class TimelineAnswer(Part):
    entries: list[TimelineLine]


@router.get(
    "",
    operation_id="list_sessions",
    responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN, ProblemCode.INVALID_REQUEST),
)
async def list_sessions(wanted: Annotated[Wanted, Query()], caller: Caller, services: ServicesOf) -> Page:
    """Newest request first."""
    narrowed = SessionFilter(
        since=wanted.from_,
        until=wanted.to,
        desk=_only_desk(caller),
        waited_over=wanted.waited_over_ms,
        **wanted.model_dump(include={"site", "kiosk", "agent", "service", "end_reason", "outcome", "rating"}),
    )
    page = await services.records.find(narrowed, wanted.cursor, wanted.limit)
    names = await _names(services)
    return Page(items=[names.row(row) for row in page.items], next=page.next)


@router.get(
    "/{session}",
    operation_id="get_session",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def get_session(session: Id, caller: Caller, services: ServicesOf) -> NamedRecord:
    record = await _seen_by(caller, session, services)
    names = await _names(services)
    return names.record(record)


@router.get(
    "/{session}/timeline",
    operation_id="get_session_timeline",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def get_session_timeline(session: Id, caller: Caller, services: ServicesOf) -> TimelineAnswer:
    """What the desk did and what the machines reported, by time."""
    await _seen_by(caller, session, services)
    items = await services.records.timeline(SessionId(session))
    return TimelineAnswer(
        entries=[
            TimelineLine(at=item.at, origin=item.origin, number=item.number, kind=item.kind, data=json.loads(item.data))
            for item in items
        ]
    )


@router.get(
    "/{session}/routing",
    operation_id="get_session_routing",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def get_session_routing(session: Id, caller: Caller, services: ServicesOf) -> RoutingAnswer:
    """Why the caller was rung, and why the resident waited as long: for the session in the caller's hands, no other."""
    found = routing(await services.records.timeline(SessionId(session)))
    if caller.id not in found.agents:
        raise Problem(ProblemCode.UNKNOWN)
    names = (await _names(services)).staff
    return RoutingAnswer(
        requested_at=found.requested_at,
        spells=[SpellLine(**asdict(spell)) for spell in found.spells],
        rings=[
            RingWhy(
                mine=ring.agent == caller.id,
                name=names.get(ring.agent, ""),
                started_at=ring.started_at,
                ended_at=ring.ended_at,
                result=ring.result,
                strategy=ring.strategy,
                asked_by=names.get(ring.asked_by, "") if ring.asked_by else None,
                passed_over=[
                    PassedOver(name=names.get(other["agent"], ""), why=other["why"]) for other in ring.passed_over
                ],
            )
            for ring in found.rings
        ],
        hand_over=next(
            (
                HandOverWhy(name=names.get(one.previous, ""), reason=one.reason)
                for one in reversed(found.hand_overs)
                if one.agent == caller.id
            ),
            None,
        ),
    )


def _only_desk(caller: StaffEntry) -> str | None:
    return caller.desk if caller.role == "supervisor" else None


async def _seen_by(caller: StaffEntry, session: str, services: Services) -> SessionRecord:
    record = await services.records.record(SessionId(session))
    desk = _only_desk(caller)
    if record is None or (desk is not None and record.row.desk != desk):
        raise Problem(ProblemCode.UNKNOWN)
    return record


@dataclass(frozen=True, slots=True)
class _Names:
    """Records hold identifiers; names are those of today."""

    sites: dict[str, str]
    kiosks: dict[KioskId, str]
    staff: dict[str, str]

    def row(self, row: SessionRow) -> NamedRow:
        return NamedRow(**asdict(row), **self._of(row))

    def record(self, record: SessionRecord) -> NamedRecord:
        rings = [NamedRing(**asdict(ring), agent_name=self.staff.get(ring.agent)) for ring in record.rings]
        rest = {"rings_list": rings, "note": record.note, "chat_lines": record.chat_lines}
        return NamedRecord(**asdict(record.row), **self._of(record.row), **rest)

    def _of(self, row: SessionRow) -> dict[str, Any]:
        return {
            "site_name": self.sites.get(row.site, row.site),
            "kiosk_name": self.kiosks.get(KioskId(row.kiosk), row.kiosk),
            "agent_name": self.staff.get(row.agent) if row.agent is not None else None,
        }


async def _names(services: Services) -> _Names:
    administration = services.administration
    return _Names(
        sites={site.id: site.name for site in await administration.sites()},
        kiosks={kiosk.entry.id: kiosk.entry.name for kiosk in await administration.kiosks()},
        staff={account.entry.id: account.entry.display_name for account in await administration.accounts()},
    )
