"""A kiosk's connection."""

from collections.abc import Mapping
from typing import ClassVar

from signaling.core.ids import KioskId, SessionId
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import Consent, Context, Party, Session
from signaling.core.state import Gone
from signaling.core.switchboard import Decision
from signaling.core.tickets import TicketKind, TicketRefusal
from signaling.ports import KioskEntry
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode
from signaling.protocol.fields import ContextPart

from .client import COMMON_OF_PARTIES, Collaborators, Handler, PartyClient, Reply, Turned, reply_to
from .dispatcher import Verb
from .links import ClientLink
from .local_desk import LocalDesk
from .tickets import Asked, TicketRefused

TICKET_REFUSALS = {
    TicketRefusal.UNKNOWN: ErrorCode.UNKNOWN_SESSION,
    TicketRefusal.NOT_YOURS: ErrorCode.NOT_YOUR_SESSION,
    TicketRefusal.NO_CALL_IN_TIME: ErrorCode.NO_CALL_IN_TIME,
    TicketRefusal.TOO_MANY: ErrorCode.TOO_MANY_TICKETS,
    TicketRefusal.BAD_PHONE: ErrorCode.INVALID_FIELD,
    TicketRefusal.MADE_ALREADY: ErrorCode.MADE_ALREADY,
}


class ResidentClient(PartyClient):
    party = Party.KIOSK
    heartbeat = m.Heartbeat(ping_every_ms=8_000, dead_after_ms=20_000)

    def __init__(self, entry: KioskEntry, link: ClientLink, local: LocalDesk, tools: Collaborators) -> None:
        super().__init__(entry.id, link, local, tools)
        self.kiosk: KioskId = entry.id
        self._entry = entry

    @property
    def local(self) -> LocalDesk:
        return self.tools.desks.where(self.kiosk, self.home.id)

    async def _submit(self, verb: Verb, *, fresh: bool = False) -> Decision:
        return await self.tools.desks.submit(self.kiosk, self.home.id, verb, fresh=fresh)

    def owns(self, session: Session) -> bool:
        return session.kiosk == self.kiosk

    def present_session(self) -> SessionId | None:
        return self.local.switchboard.desk.by_kiosk.get(self.kiosk)

    async def arrive(self, hello: m.Hello) -> None:
        entry, kiosk, link = self._entry, self.kiosk, self.link.link
        self.home.delivery.facts.kiosks[kiosk] = (entry.name, entry.site_name)
        await self.tools.links.seat_kiosk(kiosk, self.link, self.tools.clock.now())
        # The touch may have been a moment ago, through another node.
        await self._submit(lambda board, now: board.attach_kiosk(now, kiosk=kiosk, link=link), fresh=True)
        desk = self.home.info
        self.link.send(
            m.KioskWelcome(
                link=link.id,
                kiosk=kiosk,
                kiosk_name=entry.name,
                site_name=entry.site_name,
                desk=desk,
                heartbeat=self.heartbeat,
                now=self.tools.clock.now(),
            ).model_dump_json()
        )
        if live := self.present_session():
            await self._show_chat(live)
        self.home.delivery.seat(kiosk, self.link)
        if self.home.info is not desk:  # changed while the chat was fetched
            self.link.send(m.DeskChanged(desk=self.home.info).model_dump_json())

    async def leave(self) -> None:
        self.tools.links.unseat_kiosk(self.kiosk, self.link)
        self.home.delivery.unseat(self.kiosk, self.link)
        kiosk, link = self.kiosk, self.link.link.id
        if kiosk in self.local.switchboard.desk.by_kiosk:
            await self._submit(lambda board, now: board.lose_kiosk(now, kiosk=kiosk, link=link))

    async def request_help(self, message: m.RequestHelp) -> Reply:
        session, context = SessionId(message.session), _context(message.context)
        gone, decision = self._gone, await self._touch(session, context)
        if isinstance(decision, Refusal) and self._gone != gone:  # forwarded since, by another node
            decision = await self._touch(session, context)
        if not isinstance(decision, Refusal):
            self._remember(session)
        return reply_to(message.id, decision)

    @property
    def _gone(self) -> Gone | None:
        return self.home.switchboard.state.gone.get(self.kiosk)

    async def _touch(self, session: SessionId, context: Context) -> Decision:
        """A session begins at the kiosk's own desk; the last one may be live at another."""
        kiosk, site, link, gone = self.kiosk, self._entry.site, self.link.link, self._gone
        if gone:
            await self._submit(lambda board, now: board.forsake(now, kiosk=kiosk, session=session))
            decision = await self._submit(
                lambda board, now: board.come_back(now, kiosk=kiosk, session=session, link=link)
            )
            if not (isinstance(decision, Refusal) and decision.code is RefusalCode.UNKNOWN_SESSION):
                return decision
        over = gone.session if gone else None
        return await self.home.dispatcher.submit(
            lambda board, now: board.request_help(
                now, session=session, kiosk=kiosk, site=site, context=context, link=link, over=over
            )
        )

    async def consent(self, message: m.Consent) -> Reply:
        kiosk, session, given = self.kiosk, SessionId(message.session), message.consent
        consent = Consent(voice=given.voice, screen=given.screen, camera=given.camera)
        return await self.carry_out(
            message.id,
            lambda board, now: board.answer_consent(
                now,
                kiosk=kiosk,
                session=session,
                consent=consent,
                text_version=message.text_version,
                language=message.language,
            ),
        )

    async def change_context(self, message: m.ChangeContext) -> Reply:
        kiosk, session, context = self.kiosk, SessionId(message.session), _context(message.context)
        return await self.carry_out(
            message.id,
            lambda board, now: board.change_context(now, kiosk=kiosk, session=session, context=context),
        )

    async def leave_or_end(self, message: m.End) -> Reply:
        """Who leaves the line with a ticket is told from who just leaves."""
        return await self.end(message, has_ticket=await self.tools.tickets.was_made(SessionId(message.session)))

    async def rate(self, message: m.Rate) -> Reply:
        now = self.tools.clock.now()
        if await self.tools.memory.rate(SessionId(message.session), self.kiosk, message.rating, now):
            return m.Done(id=message.id)
        return m.Refused(id=message.id, code=ErrorCode.WRONG_STATE, detail="not to be rated, or rated already")

    async def request_ticket(self, message: m.RequestTicket) -> Reply:
        asked = Asked(SessionId(message.session), self.kiosk, TicketKind(message.kind), message.phone)
        try:
            made = await self.tools.tickets.request(asked, self.local.switchboard.policy.hours)
        except TicketRefused as refused:
            code = TICKET_REFUSALS.get(refused.why, ErrorCode.NOT_OFFERED)
            raise Turned(code, f"no ticket: {refused.why}") from refused
        ticket = made.ticket
        return m.TicketMade(
            id=message.id,
            kind=message.kind,
            number=ticket.number,
            call_from=made.call_from,
            expires_at=ticket.expires_at,
        )

    handlers: ClassVar[Mapping[type[m.Message], Handler]] = {
        **COMMON_OF_PARTIES,
        m.End: leave_or_end,
        m.RequestHelp: request_help,
        m.Consent: consent,
        m.ChangeContext: change_context,
        m.Rate: rate,
        m.RequestTicket: request_ticket,
    }


def _context(part: ContextPart) -> Context:
    return Context(**part.model_dump())
