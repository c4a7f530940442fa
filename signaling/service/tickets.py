"""Tickets: asked for at the kiosk, worked by agents, read by managers. Decides, writes at the version it decided on, and
decides again where somebody else was first."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from signaling.core import tickets as rules
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId
from signaling.core.opening import OpeningHours
from signaling.core.phone_number import is_phone_number
from signaling.core.tickets import Decision, Result, Ticket, TicketEvent, TicketKind, TicketRefusal
from signaling.ports import Attempts, Bus, Clock, VersionConflict
from signaling.ticket_ports import TicketFilter, TicketStore

from .announcements import tickets_channel
from .sealing import Seal, Unreadable

log = structlog.get_logger()

TRIES = 5
MAX_LISTED = 100
SWEEP_AT_ONCE = 100


class TicketRefused(Exception):
    def __init__(self, why: TicketRefusal) -> None:
        super().__init__(why.value)
        self.why = why


class TooManyReveals(Exception):
    """This agent has looked at too many numbers."""


@dataclass(frozen=True, slots=True)
class Asked:
    session: SessionId
    kiosk: KioskId
    kind: TicketKind
    phone: str | None
    """Digits; for a call-back only."""


@dataclass(frozen=True, slots=True)
class Made:
    ticket: Ticket
    call_from: int | None
    """When the desk opens next, should it be closed."""


@dataclass(frozen=True, slots=True)
class Shown:
    ticket: Ticket
    phone: str


class Tickets:
    def __init__(self, store: TicketStore, seal: Seal, attempts: Attempts, bus: Bus, clock: Clock) -> None:
        self._store, self._seal, self._attempts, self._bus, self._clock = store, seal, attempts, bus, clock

    # --- the kiosk ----------------------------------------------------------------------------------------------------

    async def request(self, asked: Asked, hours: OpeningHours) -> Made:
        """The same request again is answered by the same ticket. Raises TicketRefused."""
        now = self._clock.now()
        call_from = None if hours.is_open(now) else hours.next_opening(now)
        for _ in range(TRIES):
            if ticket := await self._made_before(asked):
                return Made(ticket, call_from)
            ticket = await self._draft(asked, now, hours)
            sealed = self._seal.close(asked.phone, ticket.id) if asked.phone is not None else None
            try:
                made = await self._store.add(ticket, sealed)
            except VersionConflict:
                continue
            await self._attempts.count("ticket", asked.kiosk)
            await self._announce(made.desk)
            log.info("ticket_made", ticket=made.id, kind=made.kind, desk=made.desk)
            return Made(made, call_from)
        raise TicketRefused(TicketRefusal.TOO_MANY)

    async def was_made(self, session: SessionId) -> bool:
        return any([await self._store.of_session(session, kind) for kind in TicketKind])

    async def _made_before(self, asked: Asked) -> Ticket | None:
        found = await self._store.of_session(asked.session, asked.kind)
        if found is None:
            return None
        ticket, sealed = found
        if ticket.kiosk != asked.kiosk:
            raise TicketRefused(TicketRefusal.NOT_YOURS)
        if (self._opened(ticket.id, sealed) if sealed else None) != asked.phone:
            raise TicketRefused(TicketRefusal.MADE_ALREADY)
        return ticket

    async def _draft(self, asked: Asked, now: int, hours: OpeningHours) -> Ticket:
        visit = await self._store.visit(asked.session)
        if visit is None:
            raise TicketRefused(TicketRefusal.UNKNOWN)
        if refusal := rules.may_ask(visit, now, asked.kiosk) or _not_callable(asked, now, hours):
            raise TicketRefused(refusal)
        crowded = await self._store.count_live(visit.desk, asked.kind) >= rules.MAX_LIVE
        if crowded or not await self._attempts.allowed("ticket", asked.kiosk):
            raise TicketRefused(TicketRefusal.TOO_MANY)
        return Ticket(
            id=str(uuid.uuid4()),
            kind=asked.kind,
            desk=visit.desk,
            site=visit.site,
            kiosk=visit.kiosk,
            session=asked.session,
            service=visit.service,
            step=visit.step,
            language=visit.language,
            reason="waiting" if visit.waiting else visit.end_reason or "",
            day=datetime.fromtimestamp(now / 1000, ZoneInfo(hours.zone)).date().isoformat(),
            sequence=0,
            made_at=now,
            expires_at=now + rules.KEPT,
        )

    # --- the agent ----------------------------------------------------------------------------------------------------

    async def live(self, desk: DeskId) -> Sequence[Ticket]:
        return await self._store.live(desk, MAX_LISTED)

    async def take(self, ticket: str, desk: DeskId, agent: AgentId) -> Ticket:
        """Raises TicketRefused, as do all of these."""
        return await self._decide(ticket, desk, lambda found, now: rules.take(found, now, agent))

    async def release(self, ticket: str, desk: DeskId, agent: AgentId) -> Ticket:
        return await self._decide(ticket, desk, lambda found, now: rules.release(found, now, agent))

    async def report(self, ticket: str, desk: DeskId, agent: AgentId, result: Result, again_in: int | None) -> Ticket:
        after = await self._decide(ticket, desk, lambda found, now: rules.report(found, now, agent, result, again_in))
        log.info("ticket_reported", ticket=ticket, by=agent, state=after.state)
        return after

    async def call(self, ticket: str, desk: DeskId, agent: AgentId) -> Shown:
        """The number, and on the record that this agent has seen it. Raises TooManyReveals, too."""
        if not await self._attempts.allowed("reveal", agent):
            raise TooManyReveals
        sealed = await self._store.sealed_phone(ticket)
        phone = self._opened(ticket, sealed) if sealed else None

        def call(found: Ticket, now: int) -> Decision:
            decision = rules.call(found, now, agent)
            # What cannot be shown must not be on record as shown.
            return TicketRefusal.UNREADABLE if phone is None and isinstance(decision, TicketEvent) else decision

        after = await self._decide(ticket, desk, call)
        await self._attempts.count("reveal", agent)
        return Shown(after, phone or "")

    async def _decide(self, ticket: str, desk: DeskId, verb: Callable[[Ticket, int], Decision]) -> Ticket:
        for _ in range(TRIES):
            found = await self._store.get(ticket)
            if found is None or found.desk != desk:
                raise TicketRefused(TicketRefusal.UNKNOWN)
            decision = verb(found, self._clock.now())
            if isinstance(decision, TicketRefusal):
                raise TicketRefused(decision)
            after = rules.apply(found, decision)
            try:
                await self._store.save(after, decision)
            except VersionConflict:
                continue
            await self._announce(desk)
            return after
        raise TicketRefused(TicketRefusal.HELD)

    async def _announce(self, desk: DeskId) -> None:
        await self._bus.publish(tickets_channel(desk), "")

    def _opened(self, ticket: str, sealed: str) -> str | None:
        try:
            return self._seal.open(sealed, ticket)
        except Unreadable:
            log.warning("ticket_unreadable", ticket=ticket)
            return None

    # --- the clock ----------------------------------------------------------------------------------------------------

    async def sweep(self) -> int:
        """Frees what a lost agent holds, deletes the numbers of what is too old, and withdraws what nobody needs any more;
        how many tickets it changed."""
        now = self._clock.now()
        due = [(ticket, rules.pass_time(ticket, now)) for ticket in await self._store.due(now, SWEEP_AT_ONCE)]
        needless = [(ticket, rules.withdraw(ticket, now)) for ticket in await self._store.needless(SWEEP_AT_ONCE)]
        return sum([await self._swept(ticket, event) for ticket, event in (*due, *needless) if event])

    async def _swept(self, ticket: Ticket, event: TicketEvent) -> bool:
        try:
            await self._store.save(rules.apply(ticket, event), event)
        except VersionConflict:  # somebody was working on it, or another node swept
            return False
        await self._announce(ticket.desk)
        log.info("ticket_swept", ticket=ticket.id, what=event.kind)
        return True

    # --- the manager --------------------------------------------------------------------------------------------------

    async def find(self, wanted: TicketFilter, limit: int) -> Sequence[Ticket]:
        return await self._store.find(wanted, limit)

    async def record(self, ticket: str, desk: DeskId | None) -> tuple[Ticket, Sequence[TicketEvent]]:
        """`desk`: the only one whose tickets may be seen. Raises TicketRefused."""
        found = await self._store.get(ticket)
        if found is None or (desk is not None and found.desk != desk):
            raise TicketRefused(TicketRefusal.UNKNOWN)
        return found, await self._store.events(ticket)


def _not_callable(asked: Asked, now: int, hours: OpeningHours) -> TicketRefusal | None:
    if asked.kind is not TicketKind.CALL_BACK:
        return TicketRefusal.BAD_PHONE if asked.phone is not None else None
    if asked.phone is None or not is_phone_number(asked.phone):
        return TicketRefusal.BAD_PHONE
    opening = now if hours.is_open(now) else hours.next_opening(now)
    if opening is None or opening >= now + rules.KEPT:
        return TicketRefusal.NO_CALL_IN_TIME
    return None
