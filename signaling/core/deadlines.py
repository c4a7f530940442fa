"""What is due when: a heap with lazy deletion, one deadline per subject."""

from heapq import heapify, heappop, heappush
from typing import Literal

Subject = tuple[Literal["session", "agent", "desk"], str]

SLACK = 64
"""Outdated entries the heap may hold beyond the live ones before it is rebuilt."""


class Deadlines:
    __slots__ = ("_due", "_heap")

    def __init__(self) -> None:
        self._due: dict[Subject, int] = {}
        self._heap: list[tuple[int, Subject]] = []

    def set(self, subject: Subject, due: int | None) -> None:
        if self._due.get(subject) == due:
            return
        if due is None:
            del self._due[subject]
        else:
            self._due[subject] = due
            heappush(self._heap, (due, subject))
        if len(self._heap) > 2 * len(self._due) + SLACK:
            self._heap = [(due, subject) for subject, due in self._due.items()]
            heapify(self._heap)

    def next(self) -> int | None:
        """When the next subject is due, in ms; None if nothing is."""
        while self._heap:
            due, subject = self._heap[0]
            if self._due.get(subject) == due:
                return due
            heappop(self._heap)
        return None

    def pop_due(self, now: int) -> Subject | None:
        """A subject whose deadline is at or before `now`; it has none afterwards until it is set anew."""
        due = self.next()
        if due is None or due > now:
            return None
        _, subject = heappop(self._heap)
        del self._due[subject]
        return subject
