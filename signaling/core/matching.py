"""Who rings next: the pairs that the desk's rules allow, best first."""

from itertools import islice

from .agent import Agent, AgentState
from .desk import Desk
from .events import PassedOver
from .ids import AgentId, SessionId
from .session import Session, WhyNot

MAX_EXPLAINED = 20


def next_pair(desk: Desk, now: int) -> tuple[SessionId, AgentId] | None:
    """The first resident in order of service for whom an agent is free, and the first such agent in the order
    of the strategy."""
    if not desk.idle:
        return None
    for session_id in desk.ready:
        passed_by = desk.state.sessions[session_id].passed_by
        for agent_id in desk.idle:
            if passed_by.get(agent_id, now) <= now:
                return session_id, agent_id
    return None


def passed_over(desk: Desk, session: Session, chosen: AgentId, now: int) -> tuple[PassedOver, ...]:
    """Why each other agent of the desk is not the one who is rung; no more than are of use to a reader."""
    others = (agent for agent in desk.state.agents.values() if agent.id != chosen)
    return tuple(_verdict(agent, session, now) for agent in islice(others, MAX_EXPLAINED))


def _verdict(agent: Agent, session: Session, now: int) -> PassedOver:
    if agent.state is not AgentState.AVAILABLE:
        return PassedOver(agent.id, WhyNot(agent.state.value))
    if agent.link is None:
        return PassedOver(agent.id, WhyNot.CONNECTION_LOST)
    until = session.passed_by.get(agent.id, now)
    return PassedOver(agent.id, WhyNot.AGAIN_LATER, until) if until > now else PassedOver(agent.id, WhyNot.LATER)
