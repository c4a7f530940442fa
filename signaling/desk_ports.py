"""The port of a desk's settings: every one of their versions is kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from signaling.core.ids import DeskId
from signaling.ports import DeskEntry
from signaling.version_ports import Change, Version


class DeskVersions(Protocol):
    """What a desk was set to, when, and by whom. The only way to change a desk."""

    async def add(self, desk: DeskEntry, change: Change) -> None:
        """The desk is now as given, and that is its version `desk.version`, in one transaction.

        Raises VersionConflict unless it was at the version before; Unknown; StorageUnavailable.
        """
        ...

    async def list(self, desk: DeskId, before: int | None, limit: int) -> Sequence[Version]:
        """Newest first, those with a number less than `before`."""
        ...

    async def get(self, desk: DeskId, number: int) -> Version | None: ...

    async def present(self) -> Mapping[DeskId, int]:
        """The number at which each desk is."""
        ...
