"""The port of a desk's settings: every one of their versions is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from signaling.core.ids import DeskId
from signaling.ports import DeskEntry

SERVER = "server"
"""Made the first version: when the desk was made, or when the history began."""
COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Change:
    at: int
    by: str
    """A staff id, SERVER or COMMAND_LINE."""
    note: str | None = None
    restores: int | None = None
    """The earlier version that this one repeats."""


@dataclass(frozen=True, slots=True)
class DeskVersion:
    number: int
    """1, 2, 3 … without a gap."""
    change: Change
    by_name: str | None
    settings: str
    """JSON object, as it was valid then: bounds and fields may be others now."""


class DeskVersions(Protocol):
    """What a desk was set to, when, and by whom. The only way to change a desk."""

    async def add(self, desk: DeskEntry, change: Change) -> None:
        """The desk is now as given, and that is its version `desk.version`, in one transaction.

        Raises VersionConflict unless it was at the version before; Unknown; StorageUnavailable.
        """
        ...

    async def list(self, desk: DeskId, before: int | None, limit: int) -> Sequence[DeskVersion]:
        """Newest first, those with a number less than `before`."""
        ...

    async def get(self, desk: DeskId, number: int) -> DeskVersion | None: ...

    async def present(self) -> Mapping[DeskId, int]:
        """The number at which each desk is."""
        ...
