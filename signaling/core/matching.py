"""Who rings next: the pairs that the desk's rules allow, best first."""

from .desk import Desk
from .ids import AgentId, SessionId


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
