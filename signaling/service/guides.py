"""Guides, as managers write them. Every change is a version that stays, and can be undone."""

import json
from dataclasses import dataclass
from typing import Any

import structlog

from signaling.guide_ports import GuideVersions, ServiceCode
from signaling.ports import Clock, Unknown, VersionConflict
from signaling.protocol.guides import Guide
from signaling.version_ports import Change, Version

from .differences import Difference, differences
from .faults import Fault, InvalidSettings
from .guide_rules import guide_faults
from .versions import ATTEMPTS, ChangedMeanwhile, History, Request, Told

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A guide at one of its versions."""

    guide: Guide
    version: Version


class Guides:
    def __init__(self, versions: GuideVersions, clock: Clock) -> None:
        self._versions, self._clock = versions, clock
        self._history = History[ServiceCode]("guide", versions, _document)

    async def all(self) -> list[Numbered]:
        """The present guide of every service that has one, in the order of their codes."""
        return [_numbered(version) for version in (await self._versions.newest()).values()]

    async def get(self, service: ServiceCode, number: int | None = None) -> Numbered:
        """At a version, or the present one. Raises Unknown."""
        if number is not None:
            return _numbered(await self._history.version(service, number))
        newest = await self._newest(service)
        if newest is None:
            raise Unknown(f"guide {service}")
        return _numbered(newest)

    async def write(self, service: ServiceCode, guide: Guide, request: Request) -> Numbered:
        """The guide is this from now on; what changes nothing makes no version.

        Raises InvalidSettings, ChangedMeanwhile.
        """
        return await self._write(service, guide, request, None)

    async def restore(self, service: ServiceCode, number: int, request: Request) -> Numbered:
        """A new version that is equal to an old one. Raises Unknown, and as `write` does: rules may be stricter now."""
        old = await self._history.version(service, number)
        return await self._write(service, Guide.model_validate_json(old.document), request, number)

    async def compare(self, guide: Guide, number: int | None = None) -> tuple[int, list[Difference]]:
        """The version that it is compared with, by default the present one, and what it would change there. A guide that is
        not there yet is version 0. Raises Unknown for a version that never was."""
        service = ServiceCode(guide.service)
        if number is None:
            against = await self._newest(service)
        else:
            against = await self._history.version(service, number)
        before = _document(against) if against else {}
        return against.number if against else 0, differences(before, written(guide))

    async def history(self, service: ServiceCode, before: int | None, limit: int) -> list[Told]:
        """Newest first. Raises Unknown."""
        found = await self._history.newest(service, before, limit)
        if not found and before is None:
            raise Unknown(f"guide {service}")
        return found

    async def told(self, service: ServiceCode, number: int, against: int | None) -> Told:
        """What a version changes against another, by default against the one before it. Raises Unknown."""
        return await self._history.told(service, number, against)

    async def _write(self, service: ServiceCode, guide: Guide, request: Request, restores: int | None) -> Numbered:
        _check(service, guide)
        document = written(guide)
        for _ in range(ATTEMPTS):
            newest = await self._newest(service)
            number = newest.number if newest else 0
            await self._history.check(service, number, request)
            if newest and _document(newest) == document:
                return _numbered(newest)
            change = Change(self._clock.now(), request.by, request.note, restores)
            try:
                await self._versions.add(service, number + 1, json.dumps(document, ensure_ascii=False), change)
            except VersionConflict:
                continue
            log.info("guide_changed", service=service, version=number + 1, by=request.by, restores=restores)
            return await self.get(service, number + 1)
        raise ChangedMeanwhile(await self._versions.list(service, None, 1))

    async def _newest(self, service: ServiceCode) -> Version | None:
        return next(iter(await self._versions.list(service, None, 1)), None)


def _check(service: ServiceCode, guide: Guide) -> None:
    """Raises InvalidSettings."""
    found = guide_faults(guide)
    if guide.service != service:
        found.append(Fault("service", f"must be {service}", "other_service"))
    if found:
        raise InvalidSettings(found)


def written(guide: Guide) -> dict[str, Any]:
    return guide.model_dump(mode="json", exclude_defaults=True)


def _document(version: Version) -> dict[str, Any]:
    return json.loads(version.document)


def _numbered(version: Version) -> Numbered:
    """What was valid when it was written is shown, whatever rules came later."""
    return Numbered(Guide.model_validate_json(version.document), version)
