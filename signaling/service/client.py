"""A welcomed client: what a kiosk and a console have in common. One function per message, found by its class."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from signaling.core.ids import AgentId, GuestName, KioskId, SessionId
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import IN_TALK, LIVE, Link, Party, Session, SessionState
from signaling.core.switchboard import Decision
from signaling.ports import ChatRow, Clock, SessionMemory, TimelineRow
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode
from signaling.protocol.sdp import BadCandidate, BadDescription, check_candidate, check_description

from .dispatcher import Verb
from .family_codes import FamilyCodes
from .guides import Guides
from .links import ClientLink, Links
from .local_desk import LocalDesk, LocalDesks
from .participants import hears_chat, link_of, may_chat, pair_epoch, participant_of
from .tickets import Tickets
from .turn import Relays, ice_grant

MEDIA_STATES = IN_TALK | {SessionState.RINGING}
"""States in which two participants exchange signalling: the connection is prepared while the console rings."""
RECENT = 4
"""Sessions that a client may still report on after they have closed."""
TIMELINE_FIELDS = {"number", "at", "kind"}

Reply = m.Done | m.Refused | m.IceServers | m.TicketMade | m.Colleagues | m.Admitted
Handler = Callable[[Any, Any], Awaitable[Reply]]


class Turned(Exception):
    """A command is not carried out."""

    def __init__(self, code: ErrorCode, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Collaborators:
    """What the handlers of every client work with."""

    links: Links
    memory: SessionMemory
    relays: Relays
    clock: Clock
    tickets: Tickets
    desks: LocalDesks
    codes: FamilyCodes
    guides: Guides


class Client(ABC):
    heartbeat: ClassVar[m.Heartbeat]
    handlers: ClassVar[Mapping[type[m.Message], Handler]]

    def __init__(self, who: str, link: ClientLink, local: LocalDesk, tools: Collaborators) -> None:
        self.who = who
        self.link = link
        self.home = local
        self.tools = tools
        self._recent: deque[SessionId] = deque(maxlen=RECENT)

    @property
    def local(self) -> LocalDesk:
        """The desk that its session is at."""
        return self.home

    async def _submit(self, verb: Verb) -> Decision:
        return await self.home.dispatcher.submit(verb)

    # --- what differs -------------------------------------------------------------------------------------------------

    @abstractmethod
    async def arrive(self, hello: m.Hello) -> None:
        """Takes its place at the desk and says welcome. Raises Turned."""

    @abstractmethod
    async def leave(self) -> None:
        """The link has closed."""

    @abstractmethod
    def owns(self, session: Session) -> bool: ...

    @abstractmethod
    def participant_in(self, session: Session) -> str | None:
        """As what it takes part; None: as nothing, such as one of several who are rung."""

    def writes_as(self) -> AgentId | None:
        """Who of the staff its lines are."""
        return None

    @abstractmethod
    def present_session(self) -> SessionId | None:
        """The one it has now, live or in wrap-up."""

    # --- commands -----------------------------------------------------------------------------------------------------

    async def command(self, message: Any) -> Reply:
        """Carries out a message that has an `id`. Raises StorageUnavailable."""
        handler = self.handlers.get(type(message))
        if handler is None:
            return m.Refused(id=message.id, code=ErrorCode.WRONG_ROLE, detail=f"{message.type} is not for this role")
        try:
            return await handler(self, message)
        except Turned as turned:
            return m.Refused(id=message.id, code=turned.code, detail=turned.detail)

    async def carry_out(self, command_id: int, verb: Verb) -> Reply:
        return reply_to(command_id, await self._submit(verb))

    async def get_ice_servers(self, message: m.GetIceServers) -> Reply:
        session = self._session(message.session)
        if session.state not in MEDIA_STATES:
            raise Turned(ErrorCode.WRONG_STATE, f"the session is {session.state}")
        participant = self.participant_in(session) or Party.AGENT
        grant = ice_grant(self.tools.relays, session.id, participant, self.tools.clock.now())
        return m.IceServers(id=message.id, servers=grant.servers, expires_at=grant.expires_at)

    async def send_chat(self, message: m.SendChat) -> Reply:
        session = self._session(message.session)
        if session.state not in IN_TALK:
            raise Turned(ErrorCode.WRONG_STATE, f"the session is {session.state}")
        participant = self.participant_in(session)
        if participant is None or not may_chat(session, participant):
            raise Turned(ErrorCode.WRONG_STATE, "the resident does not hear you")
        row = ChatRow(message.key, participant, self.writes_as(), self.tools.clock.now(), message.text)
        await self._write(session, row)
        return m.Done(id=message.id)

    async def _write(self, session: Session, row: ChatRow) -> None:
        """Into the chat, and to everybody who hears it and is connected."""
        text = m.Chat(session=session.id, complete=False, lines=await self._lines([row])).model_dump_json()
        if await self.tools.memory.add_chat(session.id, row):
            for other in (Party.KIOSK.value, Party.AGENT.value, *session.guests):
                link = self._link_of(session, other) if hears_chat(session, other) else None
                if link:
                    await self.tools.links.post(link, text)

    async def _lines(self, rows: Sequence[ChatRow]) -> list[m.ChatLine]:
        facts = self.local.delivery.facts
        await self.local.delivery.learn_agents(row.agent for row in rows if row.agent)
        return [
            m.ChatLine(
                key=row.key,
                sender=row.sender,
                name=facts.agent(row.agent) if row.agent else None,
                at=row.at,
                text=row.text,
            )
            for row in rows
        ]

    async def catch_up(self) -> None:
        """Lines from the other side may have been lost on their way. Raises StorageUnavailable."""
        session = self.local.switchboard.state.sessions.get(self.present_session() or SessionId(""))
        if session and session.state in LIVE:
            await self._show_chat(session.id)

    async def _show_chat(self, session: SessionId) -> None:
        known = self.local.switchboard.state.sessions.get(session)
        participant = self.participant_in(known) if known else None
        if known and participant and not hears_chat(known, participant):
            return
        if rows := await self.tools.memory.chat(session):
            lines = await self._lines(rows)
            self.link.send(m.Chat(session=session, complete=True, lines=lines).model_dump_json())

    # --- signalling ---------------------------------------------------------------------------------------------------

    async def relay(self, message: m.Signal | m.SignalAck, text: str) -> m.Error | None:
        """Sends it on, word for word, to the other participant of the session."""
        try:
            to = self._peer(message)
            if isinstance(message, m.Signal):
                _check_body(message.body)
        except Turned as turned:
            about = f"signal {message.session} epoch {message.epoch} seq {message.seq}: {turned.detail}"
            return m.Error(code=turned.code, detail=about)
        if not self.tools.links.post_here(to, text):
            await self.tools.links.post(to, text)
        return None

    def _peer(self, message: m.Signal | m.SignalAck) -> Link:
        session = self._session(message.session)
        if message.sender != self.participant_in(session):
            raise Turned(ErrorCode.NOT_YOUR_SESSION, f"you are not {message.sender}")
        if session.state not in MEDIA_STATES:
            raise Turned(ErrorCode.WRONG_STATE, f"the session is {session.state}")
        epoch = pair_epoch(session, message.sender, message.to)
        link = self._link_of(session, message.to)
        if epoch is None or link is None:
            raise Turned(ErrorCode.PEER_AWAY, f"{message.to} is not connected now")
        if message.epoch != epoch:
            raise Turned(ErrorCode.STALE_EPOCH, f"the present epoch is {epoch}")
        return link

    def _session(self, session_id: str) -> Session:
        """A session of this client's. Raises Turned."""
        session = self.local.switchboard.state.sessions.get(SessionId(session_id))
        if session is None:
            raise Turned(ErrorCode(RefusalCode.UNKNOWN_SESSION.value), "no such live session at this desk")
        if not self.owns(session):
            raise Turned(ErrorCode.NOT_YOUR_SESSION, "another's session")
        self._remember(session.id)
        return session

    def _remember(self, session: SessionId) -> None:
        if session not in self._recent:
            self._recent.append(session)

    def _link_of(self, session: Session, participant: str) -> Link | None:
        return link_of(session, self.local.switchboard.state.agents, participant)


def reply_to(command_id: int, decision: Decision) -> m.Done | m.Refused:
    if isinstance(decision, Refusal):
        return m.Refused(id=command_id, code=ErrorCode(decision.code.value), detail=decision.detail)
    return m.Done(id=command_id)


def _check_body(body: m.SignalBody) -> None:
    try:
        if isinstance(body, m.Description):
            check_description(body.sdp)
        elif isinstance(body, m.Candidate):
            check_candidate(body.candidate)
    except BadDescription as error:
        raise Turned(ErrorCode.BAD_SDP, str(error)) from error
    except BadCandidate as error:
        raise Turned(ErrorCode.BAD_CANDIDATE, str(error)) from error


COMMON: dict[type[m.Message], Handler] = {
    m.GetIceServers: Client.get_ice_servers,
    m.SendChat: Client.send_chat,
}


class PartyClient(Client):
    """One of the two sides that a session is between."""

    party: ClassVar[Party]

    def participant_in(self, session: Session) -> str | None:
        return participant_of(session, self.who)

    async def end(self, message: m.End, *, has_ticket: bool = False) -> Reply:
        who, by = KioskId(self.who) if self.party is Party.KIOSK else AgentId(self.who), self.party
        session = SessionId(message.session)
        known = self.local.switchboard.state.sessions.get(session)
        if known is not None and self.owns(known):
            self._remember(session)
        return await self.carry_out(
            message.id,
            lambda board, now: board.end(now, who=who, session=session, by=by, has_ticket=has_ticket),
        )

    async def restart_media(self, message: m.RestartMedia) -> Reply:
        who, by = KioskId(self.who) if self.party is Party.KIOSK else AgentId(self.who), self.party
        session, epoch, reason = SessionId(message.session), message.epoch, message.reason
        if message.guest is not None:
            guest = GuestName(message.guest)
            return await self.carry_out(
                message.id,
                lambda board, now: board.restart_guest_media(now, who=who, session=session, guest=guest, epoch=epoch),
            )
        return await self.carry_out(
            message.id,
            lambda board, now: board.restart_media(now, who=who, session=session, by=by, epoch=epoch, reason=reason),
        )

    async def timeline(self, message: m.Timeline) -> Reply:
        session = SessionId(message.session)
        if session not in self._recent:
            self._session(session)
        known = self.local.switchboard.state.sessions.get(session)
        origin = participant_of(known, self.who) if known else None
        now = self.tools.clock.now()
        rows = [
            TimelineRow(entry.number, min(entry.at, now), entry.kind, entry.model_dump_json(exclude=TIMELINE_FIELDS))
            for entry in message.entries
        ]
        await self.tools.memory.add_timeline(session, origin or self.party.value, rows)
        return m.Done(id=message.id)


COMMON_OF_PARTIES: dict[type[m.Message], Handler] = {
    **COMMON,
    m.End: PartyClient.end,
    m.RestartMedia: PartyClient.restart_media,
    m.Timeline: PartyClient.timeline,
}
