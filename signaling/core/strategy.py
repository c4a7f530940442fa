"""In which order free agents are rung."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .agent import Agent
from .limits import Limits


class Strategy(StrEnum):
    """Named as in FreeSWITCH's mod_callcenter. What is counted, is counted from the agent's sign-in. The last two ring
    several agents for one resident; the first who accepts has them."""

    LONGEST_IDLE = "longest_idle"
    ROUND_ROBIN = "round_robin"
    FEWEST_SESSIONS = "fewest_sessions"
    LEAST_TALK_TIME = "least_talk_time"
    RING_PROGRESSIVELY = "ring_progressively"
    RING_ALL = "ring_all"


Order = Callable[[Agent], tuple[int, int]]

ORDERS: Mapping[Strategy, Order] = {
    Strategy.LONGEST_IDLE: lambda agent: (agent.idle_since, 0),
    Strategy.ROUND_ROBIN: lambda agent: (agent.rung, 0),
    Strategy.FEWEST_SESSIONS: lambda agent: (agent.sessions, agent.idle_since),
    Strategy.LEAST_TALK_TIME: lambda agent: (agent.talk, agent.idle_since),
    Strategy.RING_PROGRESSIVELY: lambda agent: (agent.idle_since, 0),
    Strategy.RING_ALL: lambda agent: (agent.idle_since, 0),
}
"""The smallest is rung first; among equals, who has the smallest id."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """How many agents ring for one resident at the same time: `agents` at first, and as many more `every` so many ms."""

    agents: int
    every: int | None = None

    def at(self, rung_for: int) -> int:
        """After the resident has been rung for that long (ms)."""
        return self.agents * (1 + rung_for // self.every) if self.every else self.agents

    def grows(self, rung_for: int) -> int | None:
        """After which longer time of ringing (ms) there are more; None: never."""
        return (rung_for // self.every + 1) * self.every if self.every else None


ONE = Breadth(1)
EVERYBODY = 1_000_000


def breadth(strategy: Strategy, limits: Limits) -> Breadth:
    match strategy:
        case Strategy.RING_ALL:
            return Breadth(EVERYBODY)
        case Strategy.RING_PROGRESSIVELY:
            return Breadth(limits.ring_more, limits.ring_more_every)
        case _:
            return ONE
