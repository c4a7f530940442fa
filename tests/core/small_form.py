"""When two situations of the small world are one: what a desk will do depends on how long there is still time, on who is
before whom and on what is of the present, never on what it is called or on how late it is."""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from signaling.core.agent import Agent, AgentState
from signaling.core.ids import AgentId, KioskId, SessionId
from signaling.core.session import Session, SessionState
from signaling.core.state import DeskState
from tests.support.rings import ring_of

from .small_world import AGENTS, KIOSKS, NODE_OF, Message, Seen, Situation

Form = tuple[Any, ...]
Value = TypeVar("Value", Session, Agent, DeskState)


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
    copy.agents = {name: _copy_agent(agent) for name, agent in state.agents.items()}
    copy.last_session, copy.gone, copy.lost = state.last_session.copy(), state.gone.copy(), state.lost.copy()
    return copy


def form_of(situation: Situation) -> Form:
    """Kiosks and agents are known by what they do, not by their names: the search need not visit both of two situations that
    differ in nothing else. Where two things fall into one millisecond, the desk goes by names; one way of it is visited."""
    state, now = situation.state, situation.now
    sessions = sorted(state.sessions.values(), key=lambda session: session.place)
    rank = {session.id: number for number, session in enumerate(sessions)}
    return (
        tuple(_session_form(session, now) for session in sessions),
        tuple(sorted(_kiosk_form(situation, kiosk, rank) for kiosk in KIOSKS)),
        tuple(sorted(_agent_form(situation, agent, rank) for agent in AGENTS)),
        _left(state.unstaffed_until, now),
        situation.budget,
    )


def _left(until: int | None, now: int) -> int:
    return -1 if until is None else max(0, until - now)


def _session_form(session: Session, now: int) -> Form:
    state, ring = session.state, ring_of(session)
    in_line = state in (SessionState.WAITING, SessionState.RINGING)
    return (
        state,
        session.link is not None,
        _left(session.kiosk_lost_until, now),
        _left(session.wait_until, now) if in_line else -1,
        session.relay_only,
        _left(ring.deadline, now) if ring else -1,
        session.active_at is not None,
        _left(session.connect_until, now) if state is SessionState.CONNECTING else -1,
        _left(session.wrap_up_until, now),
    )


def _kiosk_form(situation: Situation, kiosk: KioskId, rank: dict[SessionId, int]) -> Form:
    sessions = situation.state.sessions
    return (
        tuple(number for session, number in rank.items() if sessions[session].kiosk == kiosk),
        situation.made[kiosk],
        _node_form(situation, kiosk),
        _late_form(situation, kiosk, rank),
    )


def _agent_form(situation: Situation, name: AgentId, rank: dict[SessionId, int]) -> Form:
    state, now = situation.state, situation.now
    agent, sessions = state.agents.get(name), state.sessions
    outside = (
        _node_form(situation, name),
        _seen_form(situation, situation.seen[name], rank),
        _late_form(situation, name, rank),
    )
    passed_by = tuple(max(0, sessions[session].passed_by.get(name, 0) - now) for session in rank)
    if agent is None:
        return ("", passed_by, *outside)
    chosen = agent.next_state.state if agent.next_state else AgentState.AVAILABLE
    first = agent.state is AgentState.AVAILABLE and all(
        (agent.idle_since, name) <= (other.idle_since, other.id)
        for other in state.agents.values()
        if other.state is AgentState.AVAILABLE
    )
    about = rank[agent.session] if agent.session else -1
    lost = _left(agent.lost_until, now)
    return (agent.state, passed_by, *outside, agent.link is not None, lost, chosen, first, about)


def _node_form(situation: Situation, who: str) -> str:
    """It matters for as long as one may die."""
    return NODE_OF[who] if situation.budget.crashes else ""


def _seen_form(situation: Situation, seen: Seen, rank: dict[SessionId, int]) -> Form:
    session = situation.state.sessions.get(seen.session) if seen.session else None
    if session is None:
        return (-1, "over" if seen.session else "", False)
    if seen.ring:
        return (rank[session.id], _ring_form(session, seen.ring), False)
    return (rank[session.id], seen.phase, seen.epoch == session.epoch)


def _ring_form(session: Session, ring: str) -> str:
    if any(open_ring.id == ring for open_ring in session.rung.values()):
        return "rings"
    return "accepted" if session.accepted_ring == ring else "over"


def _late_form(situation: Situation, who: str, rank: dict[SessionId, int]) -> Form:
    return tuple(_message_form(situation, message, rank) for message in situation.late if message.who == who)


def _message_form(situation: Situation, message: Message, rank: dict[SessionId, int]) -> Form:
    session = situation.state.sessions.get(message.session) if message.session else None
    if session is None:
        return (message.verb, message.choice, -1, "", False)
    ring = _ring_form(session, message.ring) if message.ring else ""
    return (message.verb, message.choice, rank[session.id], ring, message.epoch == session.epoch)
