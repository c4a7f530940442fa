"""Guides, as managers write them. Every change is a version that stays, and can be undone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from signaling.guide_ports import GuideVersions, ServiceCode
from signaling.ports import Clock, Unknown, VersionConflict
from signaling.protocol.guides import Guide
from signaling.version_ports import Change, Version

from .differences import Difference, differences
from .faults import Fault, InvalidSettings
from .guide_rules import checked_guide
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

    async def write(self, service: ServiceCode, document: Mapping[str, Any], request: Request) -> Numbered:
        """The guide is this from now on; what changes nothing makes no version.

        Raises InvalidSettings, ChangedMeanwhile.
        """
        return await self._write(service, document, request, None)

    async def restore(self, service: ServiceCode, number: int, request: Request) -> Numbered:
        """A new version that is equal to an old one. Raises Unknown, and as `write` does: rules may be stricter now."""
        old = await self._history.version(service, number)
        return await self._write(service, json.loads(old.document), request, number)

    async def compare(
        self, service: ServiceCode, document: Mapping[str, Any], request: Request
    ) -> tuple[int, list[Difference]]:
        """The present version, 0 for none, and what `write` would change. Raises as it does."""
        wanted, newest = checked(service, document), await self._newest(service)
        number = newest.number if newest else 0
        await self._history.check(service, number, request)
        return number, differences(_document(newest) if newest else {}, written(wanted))

    async def differences(self, guide: Guide, number: int | None = None) -> list[Difference]:
        """What it would change at a version, or at the present guide. Raises Unknown."""
        against = await self.get(ServiceCode(guide.service), number)
        return differences(written(against.guide), written(guide))

    async def history(self, service: ServiceCode, before: int | None, limit: int) -> list[Told]:
        """Newest first. Raises Unknown."""
        found = await self._history.newest(service, before, limit)
        if not found and before is None:
            raise Unknown(f"guide {service}")
        return found

    async def told(self, service: ServiceCode, number: int, against: int | None) -> Told:
        """What a version changes against another, by default against the one before it. Raises Unknown."""
        return await self._history.told(service, number, against)

    async def _write(
        self, service: ServiceCode, document: Mapping[str, Any], request: Request, restores: int | None
    ) -> Numbered:
        guide = checked(service, document)
        for _ in range(ATTEMPTS):
            newest = await self._newest(service)
            number = newest.number if newest else 0
            await self._history.check(service, number, request)
            if newest and _document(newest) == written(guide):
                return _numbered(newest)
            change = Change(self._clock.now(), request.by, request.note, restores)
            try:
                text = json.dumps(written(guide), ensure_ascii=False)
                await self._versions.add(service, number + 1, text, change)
            except VersionConflict:
                continue
            log.info("guide_changed", service=service, version=number + 1, by=request.by, restores=restores)
            return await self.get(service, number + 1)
        raise ChangedMeanwhile(await self._versions.list(service, None, 1))

    async def _newest(self, service: ServiceCode) -> Version | None:
        return next(iter(await self._versions.list(service, None, 1)), None)


def checked(service: ServiceCode, document: Mapping[str, Any]) -> Guide:
    """Raises InvalidSettings."""
    guide = checked_guide(document)
    if guide.service != service:
        raise InvalidSettings([Fault("service", f"must be {service}", "other_service")])
    return guide


def written(guide: Guide) -> dict[str, Any]:
    return guide.model_dump(mode="json", exclude_defaults=True)


def _document(version: Version) -> dict[str, Any]:
    return json.loads(version.document)


def _numbered(version: Version) -> Numbered:
    """What was valid when it was written is shown, whatever rules came later."""
    return Numbered(Guide.model_validate_json(version.document), version)
