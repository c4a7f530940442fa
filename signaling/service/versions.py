"""What all that has versions shares: who wants a change, what was made in between, and what each version changed."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from signaling.ports import Unknown
from signaling.version_ports import Version

from .differences import Difference, differences

ATTEMPTS = 5
"""At a change, where others change the same at the same moment."""
MOST_NAMED = 20

Key = TypeVar("Key", bound=str)
Key_contra = TypeVar("Key_contra", contravariant=True)


class ChangedMeanwhile(Exception):
    """It is no longer at the version that the change was made for."""

    def __init__(self, since: Sequence[Version]) -> None:
        """`since`: what was made in between, newest first, at most `MOST_NAMED`."""
        super().__init__(f"it is at version {since[0].number} now")
        self.since = since


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants a change, and why. `expected`: only if it is at this version still; 0: if there is none yet."""

    by: str
    note: str | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A version and what it changed."""

    version: Version
    changes: Sequence[Difference]

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.version.document)


class Versions(Protocol[Key_contra]):
    async def list(self, key: Key_contra, before: int | None, limit: int, /) -> Sequence[Version]: ...

    async def get(self, key: Key_contra, number: int, /) -> Version | None: ...


class History(Generic[Key]):
    def __init__(self, what: str, versions: Versions[Key], read: Callable[[Version], dict[str, Any]]) -> None:
        """`what` it is of, for messages. `read`: a version's document, as it would be written today."""
        self._what, self._versions, self._read = what, versions, read

    async def version(self, key: Key, number: int) -> Version:
        """Raises Unknown."""
        found = await self._versions.get(key, number)
        if found is None:
            raise Unknown(f"version {number} of {self._what} {key}")
        return found

    async def newest(self, key: Key, before: int | None, limit: int) -> list[Told]:
        """Newest first."""
        found = await self._versions.list(key, before, limit + 1)
        ends = [*found[1:], None] if len(found) <= limit else found[1:]
        return [Told(version, self._between(older, version)) for version, older in zip(found, ends, strict=False)]

    async def told(self, key: Key, number: int, against: int | None) -> Told:
        """What a version changes against another, by default against the one before it. Raises Unknown."""
        version = await self.version(key, number)
        other = number - 1 if against is None else against
        return Told(version, self._between(await self.version(key, other) if other else None, version))

    async def check(self, key: Key, present: int, request: Request) -> None:
        """Raises ChangedMeanwhile."""
        if request.expected is not None and present != request.expected:
            newest = await self._versions.list(key, None, MOST_NAMED)
            raise ChangedMeanwhile([version for version in newest if version.number > request.expected] or newest[:1])

    def _between(self, older: Version | None, newer: Version) -> list[Difference]:
        """The first version changes nothing: it is what was there."""
        return differences(self._read(older), self._read(newer)) if older else []
