"""A desk as this node serves it: its dispatcher and its delivery, and all desks together."""

import asyncio
import json
from collections.abc import Callable, Iterator

from signaling.core.fitting import Profile
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId
from signaling.core.switchboard import Switchboard
from signaling.ports import Bus, Clock, DeskEntry, DeskLog, Directory
from signaling.protocol.fields import Service
from signaling.protocol.messages import DeskInfo

from .announcements import tickets_channel
from .delivery import Delivery
from .dispatcher import Dispatcher
from .facts import Facts
from .links import Links


class LocalDesk:
    def __init__(
        self,
        entry: DeskEntry,
        facts: Facts,
        desk_log: DeskLog,
        directory: Directory,
        bus: Bus,
        clock: Clock,
        links: Links,
    ) -> None:
        self.id = entry.id
        self.version = entry.version
        self.info = desk_info(entry)
        self._bus = bus
        self.delivery = Delivery(self._current, links, directory, clock, facts)
        self.dispatcher = Dispatcher(entry.policy, desk_log, bus, clock, self.delivery.on_events)

    async def start(self) -> None:
        await self.dispatcher.start()
        await self._bus.subscribe(tickets_channel(self.id), self.delivery.on_tickets_changed)

    async def stop(self) -> None:
        await self._bus.unsubscribe(tickets_channel(self.id), self.delivery.on_tickets_changed)
        await self.dispatcher.stop()

    def change(self, entry: DeskEntry) -> None:
        """The desk's new name, services and rules; deadlines that run keep the rules they began with."""
        if entry.version < self.version:  # read earlier, arrived later
            return
        self.version = entry.version
        self.info = desk_info(entry)
        self.dispatcher.follow(entry.policy)

    async def know_profile(self, agent: AgentId, profile: Profile) -> None:
        await self.dispatcher.submit(
            lambda switchboard, now: switchboard.set_profile(now, agent=agent, profile=profile)
        )

    @property
    def switchboard(self) -> Switchboard:
        return self.dispatcher.switchboard

    def _current(self) -> tuple[Switchboard, int]:
        return self.dispatcher.switchboard, self.dispatcher.version

    async def drop_links(self, living: Callable[[NodeId], bool], here: Callable[[LinkId], bool], node: NodeId) -> None:
        """Tells the switchboard of links that are gone without having said so: their node died, or the loss could not be
        stored at the time."""
        state = self.switchboard.state
        links = [s.link for s in state.sessions.values() if s.link] + [a.link for a in state.agents.values() if a.link]
        nodes = {link.node for link in links}
        if dead := {other for other in nodes if not living(other)}:
            alive = frozenset(nodes - dead)
            await self.dispatcher.submit(lambda switchboard, now: switchboard.keep_nodes(now, alive))
        for session in list(self.switchboard.state.sessions.values()):
            if session.link and session.link.node == node and not here(session.link.id):
                await self.lose_kiosk(session.kiosk, session.link.id)
        for agent in list(self.switchboard.state.agents.values()):
            if agent.link and agent.link.node == node and not here(agent.link.id):
                await self.lose_agent(agent.id, agent.link.id)

    async def lose_kiosk(self, kiosk: KioskId, link: LinkId) -> None:
        await self.dispatcher.submit(lambda switchboard, now: switchboard.lose_kiosk(now, kiosk=kiosk, link=link))

    async def lose_agent(self, agent: AgentId, link: LinkId) -> None:
        await self.dispatcher.submit(lambda switchboard, now: switchboard.lose_agent(now, agent=agent, link=link))


class LocalDesks:
    """Every desk of the directory, running from start to stop, so that deadlines pass even while nobody is connected."""

    def __init__(self, make: Callable[[DeskEntry], LocalDesk], directory: Directory) -> None:
        self._make, self._directory = make, directory
        self._desks: dict[DeskId, LocalDesk] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._starting = asyncio.Lock()
        self._broken = False

    def __iter__(self) -> Iterator[LocalDesk]:
        return iter(list(self._desks.values()))

    async def start(self) -> None:
        for entry in await self._directory.desks():
            await self._start(entry)

    async def get(self, desk: DeskId) -> LocalDesk | None:
        """Also a desk that was added while we run."""
        if found := self._desks.get(desk):
            return found
        async with self._starting:
            if desk not in self._desks and (entry := await self._directory.desk(desk)):
                await self._start(entry)
        return self._desks.get(desk)

    def change(self, entry: DeskEntry) -> None:
        if local := self._desks.get(entry.id):
            local.change(entry)

    async def _start(self, entry: DeskEntry) -> None:
        local = self._make(entry)
        await local.start()
        self._desks[entry.id] = local
        for work in (local.dispatcher.run(), local.delivery.run()):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._broken = True
            asyncio.get_running_loop().call_exception_handler(
                {"message": "a desk stopped working", "exception": error, "task": task}
            )

    def all_working(self) -> bool:
        """False after a fault that stopped a desk on this node; only a restart mends that."""
        return not self._broken

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for local in self._desks.values():
            await local.stop()


def desk_info(entry: DeskEntry) -> DeskInfo:
    return DeskInfo(
        id=entry.id,
        name=entry.name,
        phone=entry.phone,
        zone=entry.policy.hours.zone,
        services=[Service.model_validate(service) for service in json.loads(entry.services)],
        break_reasons=list(entry.break_reasons),
        tongues=list(entry.policy.fitting.languages),
    )
