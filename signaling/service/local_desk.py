"""A desk as this node serves it: its dispatcher and its delivery, and all desks together."""

import asyncio
import json
from collections.abc import Callable, Iterator

from signaling.core.fitting import Profile
from signaling.core.ids import AgentId, DeskId, GuestName, KioskId, LinkId, NodeId, SessionId
from signaling.core.policy import DeskPolicy
from signaling.core.switchboard import Decision, Switchboard
from signaling.ports import Bus, Clock, DeskEntry, DeskLog, Directory
from signaling.protocol.fields import BreakReason, Service
from signaling.protocol.messages import DeskInfo

from .announcements import tickets_channel
from .delivery import Delivery, Seat
from .dispatcher import Dispatcher, Verb
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
        *,
        others: "LocalDesks",
    ) -> None:
        self.id = entry.id
        self.version = entry.version
        self.info = desk_info(entry)
        self._bus, self._clock = bus, clock
        self.delivery = Delivery(self._current, links, directory, clock, facts, others)
        self.dispatcher = Dispatcher(entry.policy, desk_log, bus, clock, self.delivery.on_events, others.takers)

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
        self.dispatcher.follow(entry.policy)
        if (info := desk_info(entry)) != self.info:
            self.info = info
            self.delivery.tell_desk(info)

    async def know_profile(self, agent: AgentId, profile: Profile) -> None:
        await self.dispatcher.submit(
            lambda switchboard, now: switchboard.set_profile(now, agent=agent, profile=profile)
        )

    @property
    def switchboard(self) -> Switchboard:
        return self.dispatcher.switchboard

    def _current(self) -> tuple[Switchboard, int]:
        return self.dispatcher.switchboard, self.dispatcher.version

    def takes_in(self) -> bool:
        """Whether somebody who came here now would be waited for."""
        board = self.switchboard
        has_room = len(board.desk.line) < board.policy.limits.max_waiting
        return has_room and board.desk.serving() > 0 and board.policy.hours.is_open(self._clock.now())

    async def drop_links(self, living: Callable[[NodeId], bool], here: Callable[[LinkId], bool], node: NodeId) -> None:
        """Tells the switchboard of links that are gone without having said so: their node died, or the loss could not be
        stored at the time."""
        state = self.switchboard.state
        guests = [guest for session in state.sessions.values() for guest in session.guests.values()]
        nodes = {one.link.node for one in (*state.sessions.values(), *state.agents.values(), *guests) if one.link}
        if dead := {other for other in nodes if not living(other)}:
            alive = frozenset(nodes - dead)
            await self.dispatcher.submit(lambda switchboard, now: switchboard.keep_nodes(now, alive))
        for session in list(self.switchboard.state.sessions.values()):
            if session.link and session.link.node == node and not here(session.link.id):
                await self.lose_kiosk(session.kiosk, session.link.id)
        for agent in list(self.switchboard.state.agents.values()):
            if agent.link and agent.link.node == node and not here(agent.link.id):
                await self.lose_agent(agent.id, agent.link.id)
        for session in list(self.switchboard.state.sessions.values()):
            for guest in list(session.guests.values()):
                if guest.link and guest.link.node == node and not here(guest.link.id):
                    await self.lose_guest(session.id, guest.name, guest.link.id)

    async def lose_kiosk(self, kiosk: KioskId, link: LinkId) -> None:
        await self.dispatcher.submit(lambda switchboard, now: switchboard.lose_kiosk(now, kiosk=kiosk, link=link))

    async def lose_agent(self, agent: AgentId, link: LinkId) -> None:
        await self.dispatcher.submit(lambda switchboard, now: switchboard.lose_agent(now, agent=agent, link=link))

    async def lose_guest(self, session: SessionId, guest: GuestName, link: LinkId) -> None:
        await self.dispatcher.submit(
            lambda switchboard, now: switchboard.lose_guest(now, session=session, guest=guest, link=link)
        )


class LocalDesks:
    """Every desk of the directory, running from start to stop, so that deadlines pass even while nobody is connected."""

    def __init__(self, make: Callable[[DeskEntry, "LocalDesks"], LocalDesk], directory: Directory) -> None:
        self._make, self._directory = make, directory
        self.seats: dict[KioskId, Seat] = {}
        """Every kiosk that is connected here."""
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

    def name(self, desk: DeskId) -> str:
        return self._desks[desk].info.name if desk in self._desks else desk

    # --- a session that goes from desk to desk -------------------------------------------------------------------------

    def takers(self, policy: DeskPolicy) -> frozenset[DeskId]:
        """Which other desks would take in residents of this one, as far as this node knows."""
        others = (self._desks.get(desk) for desk in policy.other_desks - {policy.desk})
        return frozenset(local.id for local in others if local and local.takes_in())

    def where(self, kiosk: KioskId, home: DeskId) -> LocalDesk:
        """The desk that has the kiosk's session or had its last one, as far as this node knows."""
        local, asked = self._desks[home], set[DeskId]()
        while (gone := local.switchboard.state.gone.get(kiosk)) and gone.to in self._desks.keys() - asked:
            asked.add(gone.to)
            local = self._desks[gone.to]
        return local

    def having(self, kiosk: KioskId, home: DeskId) -> LocalDesk:
        """The desk that has the kiosk's live session; else its own."""
        local = self.where(kiosk, home)
        return local if kiosk in local.switchboard.desk.by_kiosk else self._desks[home]

    async def submit(self, kiosk: KioskId, home: DeskId, verb: Verb, *, fresh: bool = False) -> Decision:
        """Carries out a verb about the kiosk's session, where it is: each desk on its way is asked, since only what is
        stored says where it went on to. At those that it has left the verb does nothing."""
        local = self._desks[home]
        decision = await local.dispatcher.submit(verb, fresh=fresh)
        while (gone := local.switchboard.state.gone.get(kiosk)) and (onward := await self.get(gone.to)):
            local, decision = onward, await onward.dispatcher.submit(verb, fresh=True)
        return decision

    # --- running ------------------------------------------------------------------------------------------------------

    async def _start(self, entry: DeskEntry) -> None:
        local = self._make(entry, self)
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
        break_reasons=[BreakReason.model_validate(reason) for reason in json.loads(entry.break_reasons)],
        tongues=list(entry.policy.fitting.languages),
    )
