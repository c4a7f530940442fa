"""How far the search goes: a small world's desks, rules, people, and what may go wrong in it."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from signaling.core.agent import AgentState
from signaling.core.elsewhere import Overflow
from signaling.core.fitting import Fitting
from signaling.core.ids import AgentId, DeskId
from signaling.core.limits import SECOND, Limits
from signaling.core.policy import DeskPolicy, WrapUpMode
from signaling.core.strategy import Strategy

from .small_pages import AGENTS

HERE, THERE = DeskId("here"), DeskId("there")
QUICK = Limits(
    ring=SECOND,
    ring_more=1,
    ring_more_every=SECOND,
    connect=SECOND,
    kiosk_grace=SECOND,
    agent_grace=SECOND,
    restart_grace=SECOND,
    wrap_up=SECOND,
    wrap_up_extension=SECOND,
    decline_delay=SECOND,
    busy_delay=2 * SECOND,
    max_wait=2 * SECOND,
    resume=SECOND,
    unstaffed=SECOND,
)
"""Deadlines fall together as often as they can."""
FOR_GOOD = replace(QUICK, resume=0)
"""Who leaves the line does not come back to their place: fewer situations, where there are two of everybody."""
APART = Limits(
    ring=2 * SECOND,
    ring_more=1,
    ring_more_every=SECOND,
    connect=2 * SECOND,
    kiosk_grace=3 * SECOND,
    agent_grace=2 * SECOND,
    restart_grace=3 * SECOND,
    wrap_up=3 * SECOND,
    decline_delay=3 * SECOND,
    max_wait=6 * SECOND,
    resume=3 * SECOND,
    unstaffed=3 * SECOND,
)
"""Deadlines come in the order in which they do at a real desk."""


class Budget(NamedTuple):
    """What may still go wrong."""

    losses: int = 0
    doubles: int = 0
    crashes: int = 0
    cuts: int | None = None
    """Connections lost and pages reloaded; None: any number."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How far the search goes."""

    sessions: tuple[int, int] = (1, 1)
    """Of each kiosk."""
    budget: Budget = field(default_factory=Budget)
    chosen: tuple[AgentState, ...] = (AgentState.AVAILABLE,)
    """What agents ask to be."""
    more: frozenset[str] = frozenset()
    """What is said here beyond the usual."""
    guests: int = 0
    """How many a session ever has."""
    tardy: bool = False
    """Whether the timer may ring after something else that comes at the deadline or later."""
    delayed: bool = False
    """Whether consoles are shown what happened only some time later."""
    limits: Limits = QUICK
    strategy: Strategy = Strategy.LONGEST_IDLE
    wrap_up: WrapUpMode = WrapUpMode.MANDATORY
    overflow_after: int | None = None
    """There are two desks, each with one of the agents; from each, residents go to the other after so long."""
    fitting: Fitting = field(default_factory=Fitting)

    @cached_property
    def desks(self) -> tuple[DeskId, ...]:
        return (HERE,) if self.overflow_after is None else (HERE, THERE)

    @cached_property
    def desk_of(self) -> dict[AgentId, DeskId]:
        return {agent: self.desks[number % len(self.desks)] for number, agent in enumerate(AGENTS)}

    @cached_property
    def policies(self) -> dict[DeskId, DeskPolicy]:
        return {desk: self._policy(desk) for desk in self.desks}

    def _policy(self, desk: DeskId) -> DeskPolicy:
        other = next((other for other in self.desks if other != desk), None)
        return DeskPolicy(
            desk=desk,
            limits=self.limits,
            strategy=self.strategy,
            wrap_up=self.wrap_up,
            overflow=Overflow(after=self.overflow_after or 0, to=other),
            fitting=self.fitting if desk == HERE else Fitting(),
        )
