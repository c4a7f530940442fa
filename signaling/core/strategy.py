"""In which order free agents are rung."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from .agent import Agent


class Strategy(StrEnum):
    """Named as in FreeSWITCH's mod_callcenter. What is counted, is counted from the agent's sign-in."""

    LONGEST_IDLE = "longest_idle"
    ROUND_ROBIN = "round_robin"
    FEWEST_SESSIONS = "fewest_sessions"
    LEAST_TALK_TIME = "least_talk_time"


Order = Callable[[Agent], tuple[int, int]]

ORDERS: Mapping[Strategy, Order] = {
    Strategy.LONGEST_IDLE: lambda agent: (agent.idle_since, 0),
    Strategy.ROUND_ROBIN: lambda agent: (agent.rung, 0),
    Strategy.FEWEST_SESSIONS: lambda agent: (agent.sessions, agent.idle_since),
    Strategy.LEAST_TALK_TIME: lambda agent: (agent.talk, agent.idle_since),
}
"""The smallest is rung first; among equals, who has the smallest id."""
