"""The clients connected to this node, by link, kiosk and agent, and the way to those of other nodes."""

import json
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import structlog

from signaling.core.ids import AgentId, KioskId, LinkId, NodeId
from signaling.core.session import Link
from signaling.ports import Bus
from signaling.protocol.codes import CloseCode

log = structlog.get_logger()


class ClientLink(Protocol):
    """One connection. Sending never waits: what cannot be written yet is kept, within bounds, or the link is closed."""

    @property
    def link(self) -> Link: ...

    def send(self, text: str, replaces: str | None = None) -> None:
        """`replaces`: an unsent message sent under the same name is dropped in favour of this one."""
        ...

    def close(self, code: CloseCode) -> None: ...


class Seated(NamedTuple):
    since: int
    """In ms; of two connections of one kiosk the later one is the newest, even where word of the other comes last."""
    link: ClientLink


class Links:
    """`post` reaches any link of any node; the rest is about this node's own."""

    def __init__(self, node: NodeId, bus: Bus) -> None:
        self.node = node
        self._bus = bus
        self._by_id: dict[LinkId, ClientLink] = {}
        self._kiosks: dict[KioskId, Seated] = {}
        self._agents: dict[AgentId, ClientLink] = {}

    async def start(self) -> None:
        await self._bus.subscribe(f"node:{self.node}", self._on_post)
        await self._bus.subscribe("kiosks", self._on_seated)

    def __iter__(self) -> Iterator[ClientLink]:
        return iter(list(self._by_id.values()))

    def add(self, link: ClientLink) -> None:
        self._by_id[link.link.id] = link

    def remove(self, link: ClientLink) -> None:
        self._by_id.pop(link.link.id, None)

    def unseat_kiosk(self, kiosk: KioskId, link: ClientLink) -> None:
        if (held := self._kiosks.get(kiosk)) and held.link is link:
            del self._kiosks[kiosk]

    def unseat_agent(self, agent: AgentId, link: ClientLink) -> None:
        if self._agents.get(agent) is link:
            del self._agents[agent]

    def has(self, link: LinkId) -> bool:
        return link in self._by_id

    async def seat_kiosk(self, kiosk: KioskId, link: ClientLink, now: int) -> None:
        """The newest connection of a kiosk wins; any older one, here or elsewhere, is closed."""
        old = self._kiosks.get(kiosk)
        self._kiosks[kiosk] = Seated(now, link)
        if old is not None and old.link is not link:
            old.link.close(CloseCode.SUPERSEDED)
        await self._bus.publish("kiosks", json.dumps({"kiosk": kiosk, "since": now}))

    def seat_agent(self, agent: AgentId, link: ClientLink) -> None:
        """After the switchboard let it in; the one that it replaces is closed by the event that says so."""
        self._agents[agent] = link

    def close_kiosk(self, kiosk: KioskId, code: CloseCode) -> None:
        if held := self._kiosks.get(kiosk):
            held.link.close(code)

    def close_agent(self, agent: AgentId, code: CloseCode) -> None:
        if held := self._agents.get(agent):
            held.close(code)

    def post_here(self, to: Link, text: str) -> bool:
        """False if the link is another node's."""
        if to.node != self.node:
            return False
        self._deliver(to.id, text)
        return True

    async def post(self, to: Link, text: str) -> None:
        if to.node == self.node:
            self._deliver(to.id, text)
        else:
            await self._bus.publish(f"node:{to.node}", json.dumps({"link": to.id, "text": text}))

    def close_if_here(self, link: Link, code: CloseCode) -> None:
        if held := self._by_id.get(link.id):
            held.close(code)

    def _deliver(self, link: LinkId, text: str) -> None:
        if held := self._by_id.get(link):
            held.send(text)

    async def _on_post(self, payload: str) -> None:
        posted = json.loads(payload)
        self._deliver(LinkId(posted["link"]), posted["text"])

    async def _on_seated(self, payload: str) -> None:
        said = json.loads(payload)
        held = self._kiosks.get(KioskId(said["kiosk"]))
        if held is not None and held.since < said["since"]:
            held.link.close(CloseCode.SUPERSEDED)
