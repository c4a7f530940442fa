"""When two situations of the small world are one: what a desk will do depends on how long there is still time, on who is
before whom and on what is of the present, never on what it is called or on how late it is."""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from signaling.core.agent import Agent, AgentState
from signaling.core.guest import Guest
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId
from signaling.core.session import Session, SessionState
from signaling.core.state import DeskState
from signaling.core.strategy import ORDERS, Strategy

from .small_bounds import Bounds
from .small_pages import AGENTS, FAMILY, KIOSKS, NODE_OF, Message, Seen
from .small_world import Situation

Form = tuple[Any, ...]
Value = TypeVar("Value", Session, Agent, DeskState)
IDLE_ONLY = (Strategy.LONGEST_IDLE, Strategy.RING_ALL, Strategy.RING_PROGRESSIVELY)
"""Which agent is first by these depends on nothing but who is free, and since when."""


def _copier(kind: type[Value]) -> Callable[[Value], Value]:
    get = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: kind(*get(value))


_copy_session, _copy_agent, _copy_desk = _copier(Session), _copier(Agent), _copier(DeskState)


def copy_of(state: DeskState) -> DeskState:
    """Whatever a desk changes, changes in the copy only."""
    copy = _copy_desk(state)
    copy.sessions = {name: _copy_session(session) for name, session in state.sessions.items()}
    for session in copy.sessions.values():
        session.passed_by = session.passed_by.copy()
        session.rung = session.rung.copy()
        session.guests = session.guests.copy()
    copy.agents = {name: _copy_agent(agent) for name, agent in state.agents.items()}
    copy.last_session, copy.gone, copy.lost = state.last_session.copy(), state.gone.copy(), state.lost.copy()
    return copy


def copies(states: dict[DeskId, DeskState]) -> dict[DeskId, DeskState]:
    return {desk: copy_of(state) for desk, state in states.items()}


def form_of(bounds: Bounds, situation: Situation) -> Form:
    """Kiosks and agents are known by what they do, not by their names: the search need not visit both of two situations that
    differ in nothing else. Where two things fall into one millisecond, the desk goes by names; one way of it is visited."""
    return _Former(bounds, situation).form()


class _Former:
    def __init__(self, bounds: Bounds, situation: Situation) -> None:
        self._bounds, self._at, self._now = bounds, situation, situation.now
        self._sessions: dict[SessionId, Session] = {}
        for state in situation.states.values():
            self._sessions.update((one.id, one) for one in sorted(state.sessions.values(), key=lambda one: one.place))
        self._rank = {name: number for number, name in enumerate(self._sessions)}

    def form(self) -> Form:
        at = self._at
        return (
            tuple(self._session(session) for session in self._sessions.values()),
            tuple(sorted(self._kiosk(kiosk) for kiosk in KIOSKS)),
            tuple(sorted(self._agent(agent) for agent in AGENTS)),
            self._late(FAMILY),
            tuple(self._desk(desk) for desk in at.states),
            at.budget,
        )

    def _left(self, until: int | None) -> int:
        return -1 if until is None else max(0, until - self._now)

    def _desk(self, desk: DeskId) -> Form:
        state = self._at.states[desk]
        return (self._left(state.unstaffed_until), len(state.sessions), desk in self._at.unread, self._at.takers[desk])

    def _session(self, session: Session) -> Form:
        state, left, bounds = session.state, self._left, self._bounds
        in_line = state in (SessionState.WAITING, SessionState.RINGING)
        grows = bool(session.rung) and bounds.strategy is Strategy.RING_PROGRESSIVELY
        form: Form = (
            state,
            session.link is not None,
            session.left_at is not None,
            left(session.kiosk_lost_until),
            left(session.wait_until) if in_line else -1,
            session.relay_only,
            session.active_at is not None,
            left(session.connect_until) if state is SessionState.CONNECTING else -1,
            left(session.wrap_up_until),
            min(self._now - session.ringing_since, len(AGENTS) * bounds.limits.ring_more_every) if grows else -1,
            session.wrap_up_asked,
            session.wrap_up_extensions,
        )
        if bounds.guests:
            family = tuple(self._guest(session, guest) for guest in session.guests.values() if guest.agent is None)
            form += (session.guests_ever, session.hand_raised_at is not None, family)
        if "show_step" in bounds.more:
            form += (session.shown_step and session.shown_step.step, session.guide_done)
        if len(bounds.desks) > 1:
            waited = min(self._now - session.requested_at, bounds.overflow_after or 0) if in_line else -1
            form += (session.came_through, session.back_to, waited)
        return form

    def _guest(self, session: Session, guest: Guest) -> Form:
        by = guest.by and ("agent" if guest.by == session.agent else "another")
        there = guest.link is not None
        return (
            guest.name,
            guest.mode,
            by or "",
            self._left(guest.until),
            guest.joined_at is None,
            guest.redeemed,
            there,
        )

    def _kiosk(self, kiosk: KioskId) -> Form:
        at = self._at
        form: Form = (
            tuple(number for session, number in self._rank.items() if self._sessions[session].kiosk == kiosk),
            at.made[kiosk],
            self._node(kiosk),
            self._late(kiosk),
        )
        if len(at.states) > 1:
            form += tuple(self._traces(kiosk, state) for state in at.states.values())
        return form

    def _traces(self, kiosk: KioskId, state: DeskState) -> Form:
        """What a desk remembers of a kiosk's last session there."""
        gone, newest = state.gone.get(kiosk), f"{kiosk}.{self._at.made[kiosk]}"
        return (state.last_session.get(kiosk) == newest, gone is not None, gone is not None and gone.session == newest)

    def _agent(self, name: AgentId) -> Form:
        desk = self._bounds.desk_of[name]
        state = self._at.states[desk]
        agent, place = state.agents.get(name), self._bounds.desks.index(desk)
        outside = (place, self._node(name), self._seen(name), self._late(name))
        passed_by = tuple(max(0, one.passed_by.get(name, 0) - self._now) for one in self._sessions.values())
        if agent is None:
            return ("", passed_by, *outside)
        chosen = agent.next_state.state if agent.next_state else AgentState.AVAILABLE
        linked, lost = agent.link is not None, self._left(agent.lost_until)
        return (agent.state, passed_by, *outside, linked, lost, chosen, self._is_first(agent, state), self._part(agent))

    def _is_first(self, agent: Agent, state: DeskState) -> bool:
        order, by_idling = ORDERS[self._bounds.strategy], self._bounds.strategy in IDLE_ONLY
        rivals = [one for one in state.agents.values() if not by_idling or one.state is AgentState.AVAILABLE]
        key = (*order(agent), agent.id)
        return agent in rivals and all(key <= (*order(one), one.id) for one in rivals)

    def _part(self, agent: Agent) -> Form:
        """Which session has them, and as what."""
        if agent.session is None:
            return (-1,)
        session, rank = self._sessions[agent.session], self._rank[agent.session]
        if ring := session.rung.get(agent.id):
            return (rank, "ring", self._left(ring.deadline), ring.prepared)
        guest = session.guest(agent.id)
        return (rank, "guest", *self._guest(session, guest)) if guest else (rank,)

    def _node(self, who: str) -> str:
        """It matters for as long as one may die."""
        return NODE_OF[who] if self._at.budget.crashes else ""

    def _seen(self, agent: AgentId) -> Form:
        if not self._bounds.delayed:
            return ()
        seen: Seen = self._at.seen[agent]
        session = self._sessions.get(seen.session) if seen.session else None
        if session is None:
            return (-1, "over" if seen.session else "", False)
        rank = self._rank[session.id]
        if seen.ring:
            return (rank, self._ring(session, seen.ring), False)
        guests = tuple(self._guest(session, guest)[:5] for guest in seen.guests)
        about = (seen.serves, guests, seen.guests_ever, seen.asked, seen.extended, seen.raised)
        about += (seen.shown_step and seen.shown_step.step, seen.guide_done)
        return (rank, seen.phase, seen.epoch == session.epoch, *about)

    def _ring(self, session: Session, ring: str) -> str:
        if any(open_ring.id == ring for open_ring in session.rung.values()):
            return "rings"
        for guest in session.guests.values():
            if ring == f"{session.id}.{guest.name}":
                return "asked" if guest.ring else "joined"
        return "accepted" if session.accepted_ring == ring else "over"

    def _late(self, who: str) -> Form:
        return tuple(self._message(message) for message in self._at.late if message.who == who)

    def _message(self, message: Message) -> Form:
        """With two agents, `whom` is the other one."""
        session = self._sessions.get(message.session) if message.session else None
        if session is None:
            return (message.verb, message.choice, -1, "", False, "")
        ring = self._ring(session, message.ring) if message.ring else ""
        guest = session.guests.get(message.guest) if message.guest else None
        epoch = guest.epoch if guest else session.epoch
        about = (message.guest or "", guest is not None, message.whom is not None)
        return (message.verb, message.choice, self._rank[session.id], ring, message.epoch == epoch, *about)
