"""A course of named stages, each timed, with a sentence for whoever has to find out why one failed."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from .link import CommandRefused, LinkEnded
from .rest import RestProblem


class StageFailed(Exception):
    """The course cannot go on; the stage that says why is the last of `Stages.done`."""


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    ok: bool
    took_ms: float
    at_ms: float
    """Since the course began, when it was over."""
    problem: str | None


class Stages:
    """`watched` are tasks that must not end while a stage is under way: their failure is the stage's. `on_stage` is told
    of each stage when it is over."""

    def __init__(self, on_stage: Callable[[Stage], None] = lambda stage: None) -> None:
        self._on_stage = on_stage
        self.done: list[Stage] = []
        self.watched: list[asyncio.Task[None]] = []
        self._began = time.monotonic()

    @property
    def ok(self) -> bool:
        return all(stage.ok for stage in self.done)

    @asynccontextmanager
    async def stage(self, name: str, within: float, hint: str) -> AsyncIterator[None]:
        """Runs the body as a stage. `hint` is what is probably wrong when it is not over `within` seconds.
        Raises StageFailed."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(within):
                yield
        except TimeoutError as error:
            self._over(name, started, self._fault() or f"not within {within:.0f} s: {hint}")
            raise StageFailed(name) from error
        except (RestProblem, CommandRefused, LinkEnded) as error:
            self._over(name, started, str(error))
            raise StageFailed(name) from error
        self._over(name, started, None)

    def _over(self, name: str, started: float, problem: str | None) -> None:
        now = time.monotonic()
        took, at = (now - started) * 1000, (now - self._began) * 1000
        stage = Stage(name, problem is None, round(took, 1), round(at, 1), problem)
        self.done.append(stage)
        self._on_stage(stage)

    def _fault(self) -> str | None:
        for task in self.watched:
            if task.done() and not task.cancelled() and (error := task.exception()):
                return str(error)
        return None
