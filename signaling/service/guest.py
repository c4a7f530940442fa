"""The connection of a family member, who came by a code."""

from collections.abc import Mapping
from typing import ClassVar

from signaling.core.ids import GuestName, SessionId
from signaling.core.refusals import Refusal
from signaling.core.session import Session
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode

from .client import COMMON, Client, Collaborators, Handler, Reply, Turned
from .links import ClientLink
from .local_desk import LocalDesk
from .tokens import GuestClaims


class GuestClient(Client):
    heartbeat = m.Heartbeat(ping_every_ms=8_000, dead_after_ms=20_000)

    def __init__(self, claims: GuestClaims, link: ClientLink, local: LocalDesk, tools: Collaborators) -> None:
        super().__init__(identity(claims), link, local, tools)
        self.session: SessionId = claims.session
        self.guest: GuestName = claims.guest

    def owns(self, session: Session) -> bool:
        return session.id == self.session and self.guest in session.guests

    def participant_in(self, session: Session) -> str | None:
        return self.guest if self.owns(session) else None

    def present_session(self) -> SessionId | None:
        known = self.local.switchboard.state.sessions.get(self.session)
        return self.session if known and self.owns(known) else None

    async def arrive(self, hello: m.Hello) -> None:
        session, guest, link = self.session, self.guest, self.link.link
        decision = await self.local.dispatcher.submit(
            lambda board, now: board.enter(now, session=session, guest=guest, link=link),
            fresh=True,  # the code may have been used a moment ago, through another node
        )
        if isinstance(decision, Refusal):
            raise Turned(ErrorCode.NOT_ADMITTED, decision.detail)
        self.link.send(
            m.GuestWelcome(
                link=link.id,
                session=session,
                participant=guest,
                desk_name=self.local.info.name,
                heartbeat=self.heartbeat,
                now=self.tools.clock.now(),
            ).model_dump_json()
        )
        self.local.delivery.guests.seat(session, guest, self.link)
        await self._show_chat(session)

    async def leave(self) -> None:
        session, guest, link = self.session, self.guest, self.link.link.id
        self.local.delivery.guests.unseat(session, guest, self.link)
        await self.local.lose_guest(session, guest, link)

    async def leave_session(self, message: m.Leave) -> Reply:
        session, guest = self._session(message.session).id, self.guest
        return await self.carry_out(message.id, lambda board, now: board.leave(now, session=session, guest=guest))

    async def restart_media(self, message: m.RestartMedia) -> Reply:
        if message.guest is None:
            raise Turned(ErrorCode.NOT_YOUR_SESSION, "the media between kiosk and agent are not yours")
        session, epoch = self._session(message.session).id, message.epoch
        who, guest = self.guest, GuestName(message.guest)
        return await self.carry_out(
            message.id,
            lambda board, now: board.restart_guest_media(now, who=who, session=session, guest=guest, epoch=epoch),
        )

    async def _show_chat(self, session: SessionId) -> None:
        """What was written since they came: what was written before was not written to them."""
        known = self.local.switchboard.state.sessions.get(session)
        guest = known.guests.get(self.guest) if known else None
        if guest is None or guest.joined_at is None:
            return
        rows = [row for row in await self.tools.memory.chat(session) if row.at >= guest.joined_at]
        if rows:
            lines = await self._lines(rows)
            self.link.send(m.Chat(session=session, complete=True, lines=lines).model_dump_json())

    handlers: ClassVar[Mapping[type[m.Message], Handler]] = {
        **COMMON,
        m.RestartMedia: restart_media,
        m.Leave: leave_session,
    }


def identity(claims: GuestClaims) -> str:
    """Whose connection it is: a token renews no other's."""
    return f"{claims.desk} {claims.session} {claims.guest}"
