"""What is going to happen, in order of time; what was planned first is first among equals."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Any

Action = Callable[..., None]


class Agenda:
    __slots__ = ("_entries", "_numbers")

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, Action, tuple[Any, ...]]] = []
        self._numbers = count()

    def plan(self, at: int, action: Action, *arguments: Any) -> None:
        heappush(self._entries, (at, next(self._numbers), action, arguments))

    def next(self) -> int | None:
        return self._entries[0][0] if self._entries else None

    def pop(self) -> tuple[int, Action, tuple[Any, ...]]:
        at, _, action, arguments = heappop(self._entries)
        return at, action, arguments
