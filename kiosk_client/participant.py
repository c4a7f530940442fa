"""A native participant at work: link, decisions and media attempt joined, with one way to wait for anything."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Literal

from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.messages import (
    AgentSession,
    AgentSnapshot,
    AgentWelcome,
    Chat,
    ChatLine,
    DeskChanged,
    Done,
    Error,
    IceServers,
    KioskSnapshot,
    KioskWelcome,
    MediaReady,
    RingCard,
    SendChat,
    ServerMessage,
    SessionGuest,
    Signal,
    SignalAck,
)
from signaling.protocol.timeline import Media as Role

from .actions import Action, CloseAttempt, Enable, Ended, FailureReason, Follow, Meet, OpenAttempt, Part, Say
from .assistance import IN_TALK, Assistance, AttemptRule
from .attempt import Equipment, MediaAttempt, Side
from .company import CompanyRule
from .link import CommandRefused, Link
from .mesh import Mesh
from .pairs import FACE, hears, pairs_of
from .rest import Credentials
from .timeline import Reporter

log = logging.getLogger(__name__)


class Participant:
    """What kiosk and agent have in common. `run()` works until cancelled; `until()` waits for a condition."""

    me: Literal["kiosk", "agent"]

    def __init__(self, url: str, credentials: Credentials, equipment: Equipment, *, takeover: bool = False) -> None:
        self.link = Link(url, credentials, self._received, self._online, takeover=takeover)
        self.attempt: MediaAttempt | None = None
        self.chat: dict[str, list[ChatLine]] = {}
        self.mesh = Mesh(self.link, equipment, on_change=self._wake, on_failed=self._meeting_failed)
        self._equipment = equipment
        self._reporter = Reporter(self.link, self.me)
        self._changed = asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self._closing: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Raises LinkEnded when the server forbids another connection."""
        try:
            await self.link.run()
        finally:
            await asyncio.gather(self._close_attempt(), self.mesh.close())
            for task in (*self._errands, *self._closing):
                task.cancel()
            await asyncio.gather(*self._errands, *self._closing, return_exceptions=True)

    async def until(self, condition: Callable[[], bool], within: float | None = None) -> None:
        """Returns as soon as the condition holds; looks again whenever anything has changed. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def command(self, kind: type, **fields: object) -> Done | IceServers:
        """Raises CommandRefused."""
        return await self.link.command(kind, **fields)

    async def say_line(self, session: str, key: str, text: str) -> None:
        await self.link.command(SendChat, session=session, key=key, text=text)

    def lines(self, session: str) -> list[ChatLine]:
        return self.chat.get(session, [])

    def _mine(self, message: ServerMessage) -> Iterable[Action]:
        """What a welcome or snapshot of this role asks for."""
        raise NotImplementedError

    def _failed(self, session: str, epoch: int, reason: FailureReason) -> None:
        raise NotImplementedError

    def _meeting_failed(self, peer: str, epoch: int, reason: FailureReason, worked: bool) -> None:
        raise NotImplementedError

    def _wake(self) -> None:
        self._changed.set()

    def _received(self, message: ServerMessage) -> None:
        match message:
            case KioskWelcome() | AgentWelcome() | KioskSnapshot() | AgentSnapshot():
                self._perform(self._mine(message))
            case Signal() | SignalAck():
                if self.attempt is not None:
                    self.attempt.receive(message)
                self.mesh.receive(message)
            case Chat():
                self._chat(message)
            case Error():
                log.debug("error from the server: %s %s", message.code, message.detail)
            case _:
                pass
        self._wake()

    def _chat(self, message: Chat) -> None:
        lines = [] if message.complete else self.lines(message.session)
        known = {line.key for line in lines}
        self.chat[message.session] = lines + [line for line in message.lines if line.key not in known]

    def _online(self, online: bool) -> None:
        if online and self.attempt is not None:
            self.attempt.link_returned()
        if online:
            self.mesh.link_returned()
        self._wake()

    def _perform(self, actions: Iterable[Action]) -> None:
        for action in actions:
            match action:
                case OpenAttempt():
                    self._open_attempt(action)
                case CloseAttempt():
                    self._put_away()
                case Enable():
                    if self.attempt is not None:
                        self.attempt.enable(set(action.roles))
                        self._reporter.sharing(self.attempt.session, "screen" in action.roles)
                case Meet() | Follow() | Part():
                    self.mesh.perform(action)
                case Say():
                    self._errand(action)
                case Ended():
                    self._reporter.forget(action.session)

    def _open_attempt(self, action: OpenAttempt) -> None:
        self._put_away()
        self.attempt = MediaAttempt(
            self.link,
            Side(
                action.session,
                action.epoch,
                me=self.me,
                other="agent" if self.me == "kiosk" else "kiosk",
                offers=self.me == "kiosk",
                relay_only=action.relay_only,
            ),
            self._equipment,
            on_change=self._wake,
            on_failed=self._failed,
        )
        self._reporter.attend(self.attempt)

    def _put_away(self) -> None:
        """The old connection closes beside the new one: closing takes a moment, and the resident waits for the new."""
        if self.attempt is not None:
            self._reporter.leave()
            closing = asyncio.create_task(self.attempt.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            self.attempt = None

    async def _close_attempt(self) -> None:
        self._put_away()
        await asyncio.gather(*self._closing)

    def _errand(self, say: Say) -> None:
        task = asyncio.create_task(self._carry(say), name=say.kind.__name__)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _carry(self, say: Say) -> None:
        try:
            await self.link.command(say.kind, **say.fields)
        except CommandRefused as refusal:
            log.info("%s refused: %s", say.kind.__name__, refusal)
        self._wake()


class Kiosk(Participant):
    """A native kiosk without a face: what a page would do by touch is a method here."""

    me = "kiosk"

    def __init__(self, url: str, credentials: Credentials, equipment: Equipment) -> None:
        super().__init__(url, credentials, equipment)
        self.assistance = Assistance()
        self.snapshot: KioskSnapshot | None = None
        self.welcome: KioskWelcome | None = None

    async def touch(self, session: str, context: ContextPart) -> None:
        """Raises CommandRefused."""
        await self._now(self.assistance.touch(session, context))

    async def consent(self, consent: ConsentPart, text_version: str, language: str) -> None:
        await self._now(self.assistance.consent(consent, text_version, language))

    async def end(self) -> None:
        await self._now(self.assistance.end())

    async def rate(self, rating: int) -> None:
        await self._now(self.assistance.rate(rating))

    async def _now(self, says: list[Say]) -> None:
        for say in says:
            await self.link.command(say.kind, **say.fields)

    def _mine(self, message: ServerMessage) -> Iterable[Action]:
        match message:
            case KioskWelcome():
                self.welcome = message
                self.assistance.connected()
            case DeskChanged() if self.welcome:
                self.welcome = self.welcome.model_copy(update={"desk": message.desk})
            case KioskSnapshot():
                self.snapshot = message
                return self.assistance.receive(message)
            case _:
                pass
        return ()

    def _failed(self, session: str, epoch: int, reason: FailureReason) -> None:
        self._perform(self.assistance.attempt_failed(session, epoch, reason))

    def _meeting_failed(self, peer: str, epoch: int, reason: FailureReason, worked: bool) -> None:
        self._perform(self.assistance.meeting_failed(peer, epoch, reason, worked=worked))


class Console(Participant):
    """An agent's console without a face, as the agent of a session or a guest of one. It says `media_ready` by itself;
    presence, accepting and wrap-up are commands of whoever sits in front of it."""

    me = "agent"

    def __init__(self, url: str, credentials: Credentials, equipment: Equipment) -> None:
        super().__init__(url, credentials, equipment, takeover=True)
        self.snapshot: AgentSnapshot | None = None
        self.welcome: AgentWelcome | None = None
        self._rule = AttemptRule()
        self._company = CompanyRule()
        self._ready: tuple[str, int] | None = None

    def _mine(self, message: ServerMessage) -> Iterable[Action]:
        match message:
            case AgentWelcome():
                self.welcome = message
            case DeskChanged() if self.welcome:
                self.welcome = self.welcome.model_copy(update={"desk": message.desk})
            case AgentSnapshot():
                self.snapshot = message
                return [
                    *self._attempt(message.ring, message.session),
                    *self._meetings(message.ring, message.session),
                ]
            case _:
                pass
        return ()

    def _attempt(self, ring: RingCard | None, session: AgentSession | None) -> list[Action]:
        if session is not None and session.participant != "agent":
            return self._rule.stand_by(session.id, session.epoch)
        if session is not None:
            roles = set[Role]({"audio", *self._equipment.pictures})
            if not hears("kiosk", "agent", joined(session)):
                roles.remove("audio")
            return self._rule.decide(
                session.id, session.epoch, session.state, relay_only=session.relay_only, roles=frozenset(roles)
            )
        if ring is not None and ring.prepared:
            return self._rule.decide(ring.session, ring.epoch, "ringing", relay_only=ring.relay_only, roles=frozenset())
        if ring is not None:
            return self._rule.stand_by(ring.session, ring.epoch)
        return self._rule.decide(None, 0, "closed", relay_only=False, roles=frozenset())

    def _meetings(self, ring: RingCard | None, session: AgentSession | None) -> list[Action]:
        if session is None:
            return self._company.attend(ring.session) if ring is not None else self._company.leave()
        if session.state not in IN_TALK:
            return self._company.attend(session.id)
        guests = joined(session)
        away = [guest.name for guest in guests if not guest.present]
        return self._company.decide(
            session.id,
            session.participant,
            pairs_of(session.participant, guests),
            relay_only=session.relay_only,
            allowed=FACE,
            away=away if session.kiosk_present else [*away, "kiosk"],
        )

    def _failed(self, session: str, epoch: int, reason: FailureReason) -> None:
        now = self.snapshot.session if self.snapshot else None
        if now is not None and (now.id, now.epoch) == (session, epoch):
            self._perform(self._rule.failed(session, epoch, now.state, reason))

    def _meeting_failed(self, peer: str, epoch: int, reason: FailureReason, worked: bool) -> None:
        self._perform(self._company.failed(peer, epoch, reason, worked=worked))

    def _wake(self) -> None:
        self._say_when_ready()
        super()._wake()

    def _say_when_ready(self) -> None:
        """The first decoded frame or sound of this epoch after the accept."""
        session = self.snapshot.session if self.snapshot else None
        attempt = self.attempt
        if session is None or attempt is None or attempt.peer is None or session.state not in IN_TALK:
            return
        this = (attempt.session, attempt.epoch)
        took = attempt.first_after_ms
        if this == (session.id, session.epoch) and this != self._ready and took is not None:
            self._ready = this
            self._reporter.connected(attempt, took)
            self._errand(Say(MediaReady, {"session": session.id, "epoch": session.epoch}))


def joined(session: AgentSession) -> list[SessionGuest]:
    return [guest for guest in session.guests if guest.rings_until is None]
