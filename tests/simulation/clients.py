"""Kiosks, and telephones of family members, as they are built: they act on what they are told, and ask again for what they do
not see done."""

from dataclasses import dataclass
from typing import Any

from signaling.core.ids import KioskId, LinkId, SessionId, SiteId
from signaling.core.session import IN_TALK, Context, Link, Party

from .server import KioskView, Server
from .world import Wire, World

BEAT = 2_000
"""How often a client is told, in ms."""
SILENCE = 7_000
"""After which a client takes its link for dead."""
LINKED, AWAY, LONG_AWAY, LONG = 4 * 60_000, 4_000, 90_000, 0.15
"""Means in ms of how long a link holds and how long it takes to come back; how often that is long."""
NOTICED = 6_000
"""Mean time until the server notices that a link has gone: often after the next one has come."""


class Client:
    def __init__(self, world: World, server: Server, name: str) -> None:
        self.world, self.server, self.name = world, server, name
        self._up, self._down = Wire(world), Wire(world)
        self._links = 0
        self.link: Link | None = None
        self._heard = 0
        self.gone = False
        """For good."""
        world.plan(world.some(BEAT), self._beat)
        world.plan(world.some(LINKED), self._lose_link)
        self._connect()

    def ask(self, verb: str, **arguments: Any) -> None:
        self._up.send(self.server.do, self.name, verb, arguments)

    def tell(self) -> None:
        """The server sends what it holds for this client."""
        raise NotImplementedError

    def told(self, read: Any, view: Any) -> None:
        self._down.send(self._read, self.link, read, view)

    def lost(self, link: LinkId) -> None:
        """The server has noticed."""
        raise NotImplementedError

    def _read(self, link: Link, read: Any, view: Any) -> None:
        if link == self.link:
            self._heard = self.world.now
            read(view)

    def _beat(self) -> None:
        if self.link and self.server.up and self.link.node == self.server.node:
            self.tell()
        elif self.link and self.world.now > self._heard + SILENCE:
            self._connect()
        self.world.plan(self.world.some(BEAT), self._beat)

    def _connect(self) -> None:
        if not self.gone:
            self._links += 1
            self.link, self._heard = Link(LinkId(f"{self.name}-{self._links}"), self.server.node), self.world.now

    def _lose_link(self) -> None:
        if self.link:
            self.disconnect()
            self.world.plan(self.world.some(LONG_AWAY if self.world.happens(LONG) else AWAY), self._connect)
        self.world.plan(self.world.some(LINKED), self._lose_link)

    def disconnect(self) -> None:
        if self.link:
            self.world.plan(self.world.some(NOTICED), self.lost, self.link.id)
            self.link = None


@dataclass(slots=True)
class Errand:
    session: SessionId
    leave_at: float
    talk: float
    talk_until: float | None = None


class Kiosk(Client):
    REST, PATIENCE, TALK = 60_000, 4 * 60_000, 90_000
    COMES_BACK, TAKES_TICKET = 0.1, 0.3

    def __init__(self, world: World, server: Server, name: str) -> None:
        super().__init__(world, server, name)
        self.id = KioskId(name)
        self.errand: Errand | None = None
        self.closed = False
        """Nobody new comes."""
        self.asked: list[SessionId] = []
        world.plan(world.some(self.REST), self._touch)

    def _touch(self) -> None:
        if not self.closed:
            session = SessionId(f"{self.name}/{len(self.asked)}")
            self.asked.append(session)
            leave_at = self.world.now + self.world.some(self.PATIENCE)
            self.errand = Errand(session, leave_at, self.world.some(self.TALK))

    def tell(self) -> None:
        self.told(self._act, self.server.kiosk(self.id))

    def lost(self, link: LinkId) -> None:
        self.server.do(self.name, "lose_kiosk", {"kiosk": self.id, "link": link})

    def _act(self, view: KioskView) -> None:
        errand, link = self.errand, self.link
        if errand is None:
            return
        if view.live != errand.session:
            if view.last == errand.session:
                self.errand = None
                self.world.plan(self.world.some(self.REST), self._touch)
            else:
                self._request(errand.session)
        elif view.left:
            self._think_again(errand)
        elif link and view.link != link.id:
            self.ask("attach_kiosk", kiosk=self.id, link=link)
        elif self._has_enough(errand, view):
            has_ticket = self.world.happens(self.TAKES_TICKET)
            self.ask("end", who=self.id, session=errand.session, by=Party.KIOSK, has_ticket=has_ticket)
        elif view.state in IN_TALK and self.world.happens(0.03):
            about = {"by": Party.KIOSK, "epoch": view.epoch, "reason": "reloaded"}
            self.ask("restart_media", who=self.id, session=errand.session, **about)

    def _request(self, session: SessionId) -> None:
        about = {"site": SiteId("site"), "context": Context(None, None, "zh-CN")}
        self.ask("request_help", session=session, kiosk=self.id, link=self.link, **about)

    def _think_again(self, errand: Errand) -> None:
        """Comes back, or makes way for the next, who may be there before the place is given up."""
        if self.world.happens(self.COMES_BACK):
            errand.leave_at = self.world.now + self.world.some(self.PATIENCE)
            self._request(errand.session)
        elif self.world.happens(self.COMES_BACK):
            self.errand = None
            self.world.plan(self.world.some(self.REST), self._touch)

    def _has_enough(self, errand: Errand, view: KioskView) -> bool:
        if view.state not in IN_TALK:
            return self.world.now > errand.leave_at
        errand.talk_until = errand.talk_until or self.world.now + errand.talk
        return self.world.now > errand.talk_until


class Family(Client):
    """The telephone of whoever the resident at a kiosk calls."""

    LEAVES = 0.05

    def __init__(self, world: World, server: Server, name: str, kiosk: KioskId) -> None:
        super().__init__(world, server, name)
        self._kiosk = kiosk
        self._lost: dict[LinkId, tuple[SessionId, str]] = {}

    def ask(self, verb: str, **arguments: Any) -> None:
        self._up.send(self.server.do, self._kiosk, verb, arguments)

    def tell(self) -> None:
        self.told(self._act, self.server.kiosk(self._kiosk))

    def lost(self, link: LinkId) -> None:
        if link in self._lost:
            session, guest = self._lost.pop(link)
            about = {"session": session, "guest": guest, "link": link}
            self.server.do(self._kiosk, "lose_guest", about)

    def _act(self, view: KioskView) -> None:
        guest = next(iter(view.family), None)
        if guest is None or self.link is None or view.live is None:
            return
        about = {"session": view.live, "guest": guest.name}
        if not guest.redeemed:
            self.ask("redeem", **about)
        elif guest.link != self.link:
            self._lost[self.link.id] = view.live, guest.name
            self.ask("enter", **about, link=self.link)
        elif self.world.happens(self.LEAVES):
            self.ask("leave", **about)
