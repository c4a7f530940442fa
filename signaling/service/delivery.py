"""Tells every client of a desk what it may see: from events to addressees, from the state to snapshots.

Those an event is about are told at once. What changes for many with every event (positions in the line, the queue on the
consoles, whether the desk is open) is gathered and told at most every `GATHER_MS`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from signaling.core import events as ev
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId
from signaling.core.session import EndReason
from signaling.core.switchboard import Switchboard
from signaling.ports import Clock, Directory, StorageUnavailable
from signaling.protocol import messages as m
from signaling.protocol.codes import CloseCode

from . import views
from .facts import Facts
from .guest_seats import GuestSeats
from .guest_views import talks_view
from .links import ClientLink, Links

if TYPE_CHECKING:
    from .local_desk import LocalDesks

log = structlog.get_logger()

TICKETS_CHANGED = m.TicketsChanged().model_dump_json()
GATHER_MS = 500
OPENING_CHECK_MS = 10_000
CHUNK = 100
"""Snapshots written between two turns of the event loop when many are due."""

GATHERED = (
    ev.SessionQueued,
    ev.SessionClosed,
    ev.SessionRequeued,
    ev.SessionForwarded,
    ev.SessionTakenIn,
    ev.RingStarted,
    ev.RingEnded,
    ev.SessionAccepted,
    ev.SessionHandedOver,
    ev.GuestJoined,
    ev.GuestModeChanged,
    ev.GuestLeft,
    ev.HandRaised,
    ev.KioskAttached,
    ev.KioskLost,
    ev.ResidentLeft,
    ev.AgentStateChanged,
)


@dataclass(slots=True)
class Seat:
    """A kiosk connected here, with what it was last shown."""

    link: ClientLink
    home: DeskId
    """The desk that serves its site; its session may be at another."""
    session: m.KioskSession | None = None
    desk: m.DeskStatus | None = None
    number: int = 0
    """Of the last snapshot: it does not go back where another desk, with a shorter log, goes on."""


@dataclass(frozen=True, slots=True)
class Console:
    link: ClientLink
    supervises: bool
    show_written: Callable[[], Awaitable[None]]
    """What was written in the session before they came to it. Raises StorageUnavailable."""


class Delivery:
    def __init__(
        self,
        switchboard: Callable[[], tuple[Switchboard, int]],
        links: Links,
        directory: Directory,
        clock: Clock,
        facts: Facts,
        desks: "LocalDesks",
    ) -> None:
        self._current, self._links, self._directory, self._clock = switchboard, links, directory, clock
        self.facts = facts
        self._desks, self._seats = desks, desks.seats
        self._consoles: dict[AgentId, Console] = {}
        self.guests = GuestSeats(switchboard, facts, clock)
        self._kiosk_of: dict[SessionId, KioskId] = {}
        self._newcomers: dict[AgentId, None] = {}
        self._changed = asyncio.Event()

    # --- who is here --------------------------------------------------------------------------------------------------

    def seat(self, kiosk: KioskId, link: ClientLink) -> None:
        """A kiosk of a site that this desk serves."""
        self._seats[kiosk] = Seat(link, self._current()[0].policy.desk)
        self._show_kiosk(kiosk)

    def unseat(self, kiosk: KioskId, link: ClientLink) -> None:
        seat = self._seats.get(kiosk)
        if seat and seat.link is link:
            del self._seats[kiosk]

    def seat_agent(
        self, agent: AgentId, link: ClientLink, *, supervises: bool, show_written: Callable[[], Awaitable[None]]
    ) -> None:
        self._consoles[agent] = Console(link, supervises, show_written)
        self._show_agents([agent])

    def unseat_agent(self, agent: AgentId, link: ClientLink) -> None:
        if (console := self._consoles.get(agent)) and console.link is link:
            del self._consoles[agent]

    # --- what happened ------------------------------------------------------------------------------------------------

    async def on_events(self, events: Sequence[ev.DeskEvent]) -> None:
        kiosks: dict[KioskId, None] = {}
        agents: dict[AgentId, None] = {}
        for event in events:
            self._address(event, kiosks, agents)
            if isinstance(event, ev.SessionForwarded):
                self._kiosk_of.pop(event.session, None)
        await self._learn_names(kiosks, agents)
        for kiosk in kiosks:
            self._show_kiosk(kiosk)
        self._show_agents(agents)
        self.guests.show(kiosks)
        if any(isinstance(event, GATHERED) for event in events):
            self._changed.set()

    def tell_desk(self, info: m.DeskInfo) -> None:
        """To the consoles, and to the kiosks of its own sites, wherever their sessions are."""
        told = m.DeskChanged(desk=info).model_dump_json()
        for seat in self._seats.values():
            if seat.home == info.id:
                seat.link.send(told, replaces="desk")
        for console in self._consoles.values():
            console.link.send(told, replaces="desk")

    async def on_tickets_changed(self, _: str) -> None:
        for console in self._consoles.values():
            console.link.send(TICKETS_CHANGED, replaces="tickets")

    def _address(self, event: ev.DeskEvent, kiosks: dict[KioskId, None], agents: dict[AgentId, None]) -> None:
        state = self._current()[0].state
        agent_id: AgentId | None = getattr(event, "agent", None)
        if agent_id:
            agents[agent_id] = None
        agent = state.agents.get(agent_id) if agent_id else None
        session_id: SessionId | None = getattr(event, "session", None) or (agent.session if agent else None)
        session = state.sessions.get(session_id) if session_id else None
        if session:
            kiosks[session.kiosk] = None
            self._kiosk_of[session.id] = session.kiosk
            agents |= dict.fromkeys([session.agent] if session.agent else session.rung)
            agents |= dict.fromkeys(guest.agent for guest in session.guests.values() if guest.agent)
        self._address_newcomer(event)
        match event:
            case ev.SessionHandedOver():
                agents[event.previous] = None
            case ev.GuestLeft():
                self.guests.part(event.session, event.guest, event.reason)
            case ev.SessionTurnedAway():
                self._end(event.kiosk, views.turned_away(event))
            case ev.SessionClosed():
                kiosk = self._kiosk_of.pop(event.session, None)
                if kiosk:
                    self._close(kiosk, event.session, event.reason)
                    kiosks[kiosk] = None
            case ev.AgentAttached(replaces=old) | ev.GuestAttached(replaces=old) if old:
                self._links.close_if_here(old, CloseCode.SUPERSEDED)
            case _:
                pass

    def _address_newcomer(self, event: ev.DeskEvent) -> None:
        """An agent who reads from now on what was written in the session."""
        newcomer: AgentId | None = None
        if isinstance(event, ev.SessionHandedOver | ev.GuestJoined):
            newcomer = event.agent
        elif isinstance(event, ev.GuestModeChanged):
            session = self._current()[0].state.sessions.get(event.session)
            guest = session.guests.get(event.guest) if session else None
            newcomer = guest.agent if guest else None
        if newcomer:
            self._newcomers[newcomer] = None

    def _end(self, kiosk: KioskId, shown: m.KioskSession) -> None:
        if seat := self._seats.get(kiosk):
            seat.session = shown
            self._send_kiosk(seat)

    def _close(self, kiosk: KioskId, session: SessionId, reason: EndReason) -> None:
        seat = self._seats.get(kiosk)
        if seat and seat.session and seat.session.id == session:
            seat.session = seat.session.model_copy(
                update={"state": "closed", "end_reason": reason.value, "ahead": 0, "wait": None, "left_until": None}
            )

    async def _learn_names(self, kiosks: Iterable[KioskId], agents: Iterable[AgentId]) -> None:
        """Where the database has just gone away, what happened is told without names: they are asked for next time."""
        try:
            if any(kiosk not in self.facts.kiosks for kiosk in kiosks):
                self.facts.kiosks |= await self._directory.kiosk_names(self._current()[0].policy.desk)
            for kiosk in [kiosk for kiosk in kiosks if kiosk not in self.facts.kiosks]:  # of another desk's site
                found = await self._directory.kiosk(kiosk)
                self.facts.kiosks[kiosk] = (found.name, found.site_name) if found else (kiosk, "")
            await self.learn_agents(agents)
        except StorageUnavailable as error:
            log.warning("names_unavailable", error=str(error))

    async def learn_agents(self, agents: Iterable[AgentId]) -> None:
        """Raises StorageUnavailable."""
        for agent in agents:
            if agent not in self.facts.agents:
                entry = await self._directory.staff(agent)
                self.facts.agents[agent] = entry.display_name if entry else ""

    # --- snapshots ----------------------------------------------------------------------------------------------------

    def _show_kiosk(self, kiosk: KioskId) -> None:
        """The kiosk's live session, at whatever desk it is; else the last one that it saw, in wrap-up or ended, until it asks
        for a new one."""
        seat = self._seats.get(kiosk)
        if seat is None:
            return
        self._look(kiosk, seat)
        at = self._desks.having(kiosk, seat.home).delivery
        if at is not self:
            at._look(kiosk, seat)
        at._send_kiosk(seat)

    def _look(self, kiosk: KioskId, seat: Seat) -> None:
        switchboard, _ = self._current()
        desk = switchboard.desk
        session_id = desk.by_kiosk.get(kiosk) or (seat.session.id if seat.session else None)
        session = desk.state.sessions.get(SessionId(session_id)) if session_id else None
        if session:
            self._kiosk_of[session.id] = kiosk
            limits = switchboard.policy.limits
            seat.session = views.kiosk_session(desk, session, self.facts, desk.serving(), limits)

    def _send_kiosk(self, seat: Seat) -> None:
        switchboard, version = self._current()
        now = self._clock.now()
        seat.desk = views.desk_status(switchboard.desk, switchboard.policy, now)
        seat.number = max(seat.number, version)
        snapshot = m.KioskSnapshot(number=seat.number, now=now, desk=seat.desk, session=seat.session)
        seat.link.send(snapshot.model_dump_json(), replaces="snapshot")

    def _show_agents(self, agents: Iterable[AgentId]) -> None:
        here = [(agent, self._consoles[agent]) for agent in agents if agent in self._consoles]
        if not here:
            return
        switchboard, version = self._current()
        now = self._clock.now()
        queue = views.queue_view(switchboard.desk, self.facts)
        talks = talks_view(switchboard.desk, self.facts) if any(console.supervises for _, console in here) else None
        for agent_id, console in here:
            agent = switchboard.state.agents.get(agent_id)
            seen = talks if console.supervises else None
            snapshot = (
                views.agent_snapshot(switchboard, agent, self.facts, version, now, queue, seen)
                if agent
                else views.signed_out_snapshot(version, now, queue, seen)
            )
            console.link.send(snapshot.model_dump_json(), replaces="snapshot")

    # --- what is gathered ---------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Until cancelled: tells what changed for many."""
        while True:
            try:
                async with asyncio.timeout(OPENING_CHECK_MS / 1000):
                    await self._changed.wait()
            except TimeoutError:
                pass
            self._changed.clear()
            self._show_agents(list(self._consoles))
            await self._show_newcomers()
            await self._show_changed_kiosks()
            await self._clock.sleep_until(self._clock.now() + GATHER_MS)

    async def _show_newcomers(self) -> None:
        for agent in list(self._newcomers):
            try:
                if console := self._consoles.get(agent):
                    await console.show_written()
                del self._newcomers[agent]
            except StorageUnavailable as error:
                log.warning("written_not_shown", error=str(error))

    async def _show_changed_kiosks(self) -> None:
        switchboard, _ = self._current()
        desk = switchboard.desk
        status = views.desk_status(desk, switchboard.policy, self._clock.now())
        serving = desk.serving()
        for count, (kiosk, seat) in enumerate(list(self._seats.items())):
            if self._desks.having(kiosk, seat.home).delivery is not self:
                continue
            session_id = desk.by_kiosk.get(kiosk)
            session = desk.state.sessions.get(session_id) if session_id else None
            told = seat.session
            moved = session is not None and (
                told is None or (told.ahead, told.wait) != views.wait_of(desk, session, serving)
            )
            if moved or seat.desk != status:
                self._show_kiosk(kiosk)
            if count % CHUNK == CHUNK - 1:
                await asyncio.sleep(0)
