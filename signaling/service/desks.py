"""Desks, as administrators set them. Every change is a version that stays, counts at once on every node, and can be undone."""

import json
from collections.abc import Mapping
from typing import Any

import structlog

from signaling.core.ids import DeskId
from signaling.desk_ports import DeskVersions
from signaling.ports import Bus, Clock, DeskEntry, Directory, Unknown, VersionConflict
from signaling.version_ports import Change, Version

from .announcements import Changed, announce
from .catalogues import catalogue_faults
from .desk_settings import DeskSettings
from .differences import Difference, differences
from .faults import Fault, InvalidSettings
from .versions import ATTEMPTS, ChangedMeanwhile, History, Request, Told

log = structlog.get_logger()


class Desks:
    def __init__(self, directory: Directory, versions: DeskVersions, bus: Bus, clock: Clock) -> None:
        self._directory, self._versions, self._bus, self._clock = directory, versions, bus, clock
        self._history = History[DeskId]("desk", versions, _document)

    async def get(self, desk: DeskId) -> DeskEntry:
        """Raises Unknown."""
        entry = await self._directory.desk(desk)
        if entry is None:
            raise Unknown(f"desk {desk}")
        return entry

    async def change(self, desk: DeskId, given: Mapping[str, Any], request: Request) -> DeskEntry:
        """What is left out stays as it is; what changes nothing makes no version.

        Raises Unknown, InvalidSettings, ChangedMeanwhile.
        """
        return await self._write(desk, given, request, None)

    async def compare(self, desk: DeskId, given: Mapping[str, Any], request: Request) -> tuple[int, list[Difference]]:
        """The present version, and what `change` would change. Raises as it does."""
        entry = await self.get(desk)
        await self._history.check(entry.id, entry.version, request)
        present = DeskSettings.of_desk(entry)
        return entry.version, differences(present.document(), (await self._changed(entry, given)).document())

    async def restore(self, desk: DeskId, number: int, request: Request) -> DeskEntry:
        """A new version that is equal to an old one. Raises as `change` does: bounds may be narrower than they were."""
        old = await self._history.version(desk, number)
        return await self._write(desk, json.loads(old.document), request, number)

    async def _write(self, desk: DeskId, given: Mapping[str, Any], request: Request, restores: int | None) -> DeskEntry:
        for _ in range(ATTEMPTS):
            entry = await self.get(desk)
            await self._history.check(entry.id, entry.version, request)
            present = DeskSettings.of_desk(entry)
            wanted = await self._changed(entry, given)
            if wanted == present:
                return entry
            changed = wanted.entry(desk, entry.version + 1)
            change = Change(self._clock.now(), request.by, request.note, restores)
            try:
                await self._versions.add(changed, change)
            except VersionConflict:
                continue
            await announce(self._bus, Changed("desk", desk))
            log.info("desk_changed", desk=desk, version=changed.version, by=request.by, restores=restores)
            return changed
        raise ChangedMeanwhile(await self._versions.list(desk, None, 1))

    async def _changed(self, entry: DeskEntry, given: Mapping[str, Any]) -> DeskSettings:
        """Raises InvalidSettings."""
        present = DeskSettings.of_desk(entry)
        wanted = present.changed(given)
        named = other_desks(wanted)
        known = {desk.id for desk in await self._directory.desks()} if named else set[str]()
        found = [_not_another(field, desk, entry.id) for field, desk in named if desk == entry.id or desk not in known]
        found += catalogue_faults(present, wanted)
        if found:
            raise InvalidSettings(found)
        return wanted

    async def history(self, desk: DeskId, before: int | None, limit: int) -> list[Told]:
        """Newest first. Raises Unknown."""
        await self.get(desk)
        return await self._history.newest(desk, before, limit)

    async def told(self, desk: DeskId, number: int, against: int | None) -> Told:
        """What a version changes against another, by default against the one before it. Raises Unknown."""
        return await self._history.told(desk, number, against)


def other_desks(settings: DeskSettings) -> list[tuple[str, str]]:
    """The fields that name another desk, and which."""
    fields = {"overflow.to": settings.overflow.to}
    fields |= {f"fitting.services.{code}.desk": rule.desk for code, rule in settings.fitting.services.items()}
    return [(field, desk) for field, desk in fields.items() if desk]


def _not_another(field: str, desk: str, own: DeskId) -> Fault:
    if desk == own:
        return Fault(field, "must be another desk", "own_desk")
    return Fault(field, "is not the identifier of a desk", "unknown_desk")


def _document(version: Version) -> dict[str, Any]:
    """With the defaults of fields that came later, so that a new field does not look like somebody's change."""
    kept = json.loads(version.document)
    try:
        return DeskSettings.read(kept).document()
    except InvalidSettings:
        return kept
