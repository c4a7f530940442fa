"""An order of service: members sorted by a key, with cheap insertion, removal and rank."""

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)
Key = TypeVar("Key", bound=tuple[int, ...] | tuple[int, int, str])


class Line(Generic[Member, Key]):
    """Sorted by key; a key belongs to one member only. Operations are O(log n) plus, away from both ends, a memory move of
    up to 8 n bytes. Who leaves from the front only moves the head, because that is where nearly everybody leaves."""

    __slots__ = ("_head", "_keys", "_members", "_of")

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._head = 0
        self._members: dict[Key, Member] = {}
        self._of: dict[Member, Key] = {}

    def place(self, member: Member, key: Key | None) -> None:
        """Puts the member at `key`, wherever it was before; `None` takes it out."""
        old = self._of.get(member)
        if old == key:
            return
        if old is not None:
            self._remove(old)
            del self._members[old]
            del self._of[member]
        if key is not None:
            insort(self._keys, key, self._head)
            self._members[key] = member
            self._of[member] = key

    def ahead(self, key: Key) -> int:
        """How many stand before `key`."""
        return bisect_left(self._keys, key, self._head) - self._head

    def _remove(self, key: Key) -> None:
        at = bisect_left(self._keys, key, self._head)
        if at > self._head:
            del self._keys[at]
            return
        self._head += 1
        if self._head > len(self._keys) // 2:
            del self._keys[: self._head]
            self._head = 0

    def __iter__(self) -> Iterator[Member]:
        return (self._members[self._keys[at]] for at in range(self._head, len(self._keys)))

    def __len__(self) -> int:
        return len(self._of)

    def __contains__(self, member: object) -> bool:
        return member in self._of
