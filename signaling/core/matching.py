"""Who rings next: the pairs that the desk's rules allow, best first."""

from collections.abc import Iterator
from itertools import islice

from .agent import Agent, AgentState
from .desk import Desk
from .events import PassedOver
from .fitting import Need
from .ids import AgentId, SessionId
from .line import Line
from .session import Session, WhyNot
from .strategy import ONE

MAX_EXPLAINED = 20

Pair = tuple[SessionId, AgentId]
Key = tuple[int, int]


def next_pair(desk: Desk, now: int) -> Pair | None:
    """The first resident in order of service for whom a fitting agent is free, and the first such agent in the order
    of the strategy."""
    first: tuple[Key, Pair] | None = None
    if desk.idle:
        for need, group in desk.ready.items():
            first = _first_of(desk, need, group, now, first) or first
    return first[1] if first else None


def _first_of(
    desk: Desk, need: Need, group: Line[SessionId, Key], now: int, best: tuple[Key, Pair] | None
) -> tuple[Key, Pair] | None:
    """The first pair of a group, if it comes before the best of the others."""
    for session_id in group:
        session = desk.state.sessions[session_id]
        key = desk.turn_of(session)
        if best and key > best[0]:
            return None
        fits = False
        for agent_id in _fitting(desk, session, need, now):
            fits = True
            if session.passed_by.get(agent_id, now) <= now:
                return key, (session_id, agent_id)
        if not fits:  # nor for those behind, who need the same and have waited less
            return None
    return None


def _fitting(desk: Desk, session: Session, need: Need, now: int) -> Iterator[AgentId]:
    """The free agents who fit, in the order of the strategy."""
    waited = now - session.requested_at
    return (name for name in desk.idle if not desk.lacks(desk.state.agents[name], need, waited))


def next_addition(desk: Desk, now: int) -> Pair | None:
    """One more agent for a resident who is being rung for, where the desk rings several at once. Whoever waits without any
    ring comes first: see `next_pair`. Who has waited for as long as anybody may is not rung for by ever more agents: when
    those have declined it is over."""
    if desk.breadth == ONE or not desk.idle:
        return None
    for session_id in desk.ringing:
        session = desk.state.sessions[session_id]
        full = len(session.rung) >= desk.breadth.at(now - session.ringing_since)
        if full or session.wait_until <= now:
            continue
        need = desk.need_of(session)
        for agent_id in _fitting(desk, session, need, now):
            if session.passed_by.get(agent_id, now) <= now:
                return session_id, agent_id
    return None


def passed_over(desk: Desk, session: Session, chosen: AgentId, now: int) -> tuple[PassedOver, ...]:
    """Why each other agent of the desk is not the one who is rung; no more than are of use to a reader."""
    others = (agent for agent in desk.state.agents.values() if agent.id != chosen)
    return tuple(_verdict(desk, agent, session, now) for agent in islice(others, MAX_EXPLAINED))


def _verdict(desk: Desk, agent: Agent, session: Session, now: int) -> PassedOver:
    if agent.state is not AgentState.AVAILABLE:
        return PassedOver(agent.id, WhyNot(agent.state.value))
    if agent.link is None:
        return PassedOver(agent.id, WhyNot.CONNECTION_LOST)
    if lacks := desk.lacks(agent, desk.need_of(session), now - session.requested_at):
        return PassedOver(agent.id, lacks)
    until = session.passed_by.get(agent.id, now)
    return PassedOver(agent.id, WhyNot.AGAIN_LATER, until) if until > now else PassedOver(agent.id, WhyNot.LATER)
