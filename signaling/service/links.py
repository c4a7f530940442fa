"""The clients connected to this node, by link, kiosk and agent, and the way to those of other nodes."""

import json
from collections.abc import Iterator
from typing import Protocol

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


class Links:
    """`post` reaches any link of any node; the rest is about this node's own."""

    def __init__(self, node: NodeId, bus: Bus) -> None:
        self.node = node
        self._bus = bus
        self._by_id: dict[LinkId, ClientLink] = {}
        self._kiosks: dict[KioskId, ClientLink] = {}
        self._agents: dict[AgentId, ClientLink] = {}

    async def start(self) -> None:
        await self._bus.subscribe(f"node:{self.node}", self._on_post)
        await self._bus.subscribe("principals", self._on_principal)

    def __iter__(self) -> Iterator[ClientLink]:
        return iter(list(self._by_id.values()))

    def add(self, link: ClientLink) -> None:
        self._by_id[link.link.id] = link

    def remove(self, link: ClientLink) -> None:
        self._by_id.pop(link.link.id, None)
        for table in (self._kiosks, self._agents):
            for principal in [name for name, held in table.items() if held is link]:
                table.pop(principal, None)  # type: ignore[call-overload]

    def has(self, link: LinkId) -> bool:
        return link in self._by_id

    def kiosk(self, kiosk: KioskId) -> ClientLink | None:
        return self._kiosks.get(kiosk)

    def agent(self, agent: AgentId) -> ClientLink | None:
        return self._agents.get(agent)

    async def seat_kiosk(self, kiosk: KioskId, link: ClientLink) -> None:
        """The newest connection of a kiosk wins; any older one, here or elsewhere, is closed."""
        self._supersede(self._kiosks.get(kiosk), link)
        self._kiosks[kiosk] = link
        await self._say_principal("kiosk", kiosk, link.link.id, CloseCode.SUPERSEDED)

    def seat_agent(self, agent: AgentId, link: ClientLink) -> None:
        """After the switchboard let it in; the one that it replaces is closed by the event that says so."""
        self._agents[agent] = link

    async def revoke(self, kind: str, principal: str) -> None:
        """Closes every connection of a kiosk or agent, on every node."""
        await self._say_principal(kind, principal, None, CloseCode.REVOKED)

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

    def _supersede(self, old: ClientLink | None, new: ClientLink) -> None:
        if old is not None and old is not new:
            old.close(CloseCode.SUPERSEDED)

    def _deliver(self, link: LinkId, text: str) -> None:
        if held := self._by_id.get(link):
            held.send(text)

    async def _on_post(self, payload: str) -> None:
        posted = json.loads(payload)
        self._deliver(LinkId(posted["link"]), posted["text"])

    async def _say_principal(self, kind: str, principal: str, but: LinkId | None, code: CloseCode) -> None:
        said = {"kind": kind, "principal": principal, "but": but, "code": int(code)}
        await self._bus.publish("principals", json.dumps(said))

    async def _on_principal(self, payload: str) -> None:
        said = json.loads(payload)
        held = (
            self._kiosks.get(KioskId(said["principal"]))
            if said["kind"] == "kiosk"
            else self._agents.get(AgentId(said["principal"]))
        )
        if held is not None and held.link.id != said["but"]:
            held.close(CloseCode(said["code"]))
