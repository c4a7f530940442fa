"""The port of guides: of each service's every version is kept, and the newest is the present one."""

from collections.abc import Mapping, Sequence
from typing import NewType, Protocol

from signaling.version_ports import Change, Version

ServiceCode = NewType("ServiceCode", str)


class GuideVersions(Protocol):
    async def add(self, service: ServiceCode, number: int, document: str, change: Change) -> None:
        """Raises VersionConflict unless `number` is the one after the newest; StorageUnavailable."""
        ...

    async def list(self, service: ServiceCode, before: int | None, limit: int) -> Sequence[Version]:
        """Newest first, those with a number less than `before`."""
        ...

    async def get(self, service: ServiceCode, number: int) -> Version | None: ...

    async def newest(self) -> Mapping[ServiceCode, Version]:
        """The present guide of every service that has one."""
        ...
