"""Virtual time, and a network over which what is sent comes late, twice or never; never before what was sent earlier."""

import random
from collections.abc import Callable
from typing import Any

from signaling.simulation.agenda import Agenda

LOST, TWICE, SLOW = 0.06, 0.06, 0.02
"""Shares of the messages."""
DELAY, LONG_DELAY = 200, 6_000
"""Means, in ms."""
START = 1_790_000_000_000


class World:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = START
        self._agenda = Agenda()

    def plan(self, after: float, action: Callable[..., None], *arguments: Any) -> None:
        self._agenda.plan(self.now + round(after), action, *arguments)

    def run(self, until: int) -> None:
        while (at := self._agenda.next()) is not None and at <= until:
            self.now, action, arguments = self._agenda.pop()
            action(*arguments)
        self.now = until

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def some(self, mean: float) -> float:
        return self.chance.expovariate(1 / mean)


class Wire:
    """One direction between a client and the server. It outlives the client's links: order is kept across them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._last = 0

    def send(self, deliver: Callable[..., None], *arguments: Any) -> None:
        world = self._world
        if world.happens(LOST):
            return
        for _ in range(2 if world.happens(TWICE) else 1):
            delay = world.some(LONG_DELAY if world.happens(SLOW) else DELAY)
            self._last = max(self._last, world.now + round(delay))
            world.plan(self._last - world.now, deliver, *arguments)
