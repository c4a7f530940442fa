"""`GuideVersions` over SQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from signaling.guide_ports import ServiceCode
from signaling.ports import VersionConflict
from signaling.version_ports import Change, Version

from .database import Database
from .directory_tables import staff
from .guide_tables import guide_versions

_ver = guide_versions.c
_VERSION = select(guide_versions, staff.c.display_name).join(staff, _ver.made_by == staff.c.id, isouter=True)


class SqlGuideVersions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, service: ServiceCode, number: int, document: str, change: Change) -> None:
        row = {
            "service": service,
            "number": number,
            "made_at": change.at,
            "made_by": change.by,
            "note": change.note,
            "restores": change.restores,
            "document": document,
        }

        def work(connection: Connection) -> None:
            newest = connection.scalar(select(func.max(_ver.number)).where(_ver.service == service))
            if number != (newest or 0) + 1:
                raise VersionConflict(service)
            connection.execute(insert(guide_versions).values(row))

        try:
            await self._database.write(work)
        except IntegrityError as error:
            raise VersionConflict(service) from error

    async def list(self, service: ServiceCode, before: int | None, limit: int) -> Sequence[Version]:
        query = _VERSION.where(_ver.service == service).order_by(_ver.number.desc()).limit(limit)
        query = query if before is None else query.where(_ver.number < before)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_version(row) for row in rows]

    async def get(self, service: ServiceCode, number: int) -> Version | None:
        query = _VERSION.where((_ver.service == service) & (_ver.number == number))
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return _version(row) if row else None

    async def newest(self) -> Mapping[ServiceCode, Version]:
        last = select(_ver.service, func.max(_ver.number).label("number")).group_by(_ver.service).subquery()
        same = (_ver.service == last.c.service) & (_ver.number == last.c.number)
        query = _VERSION.join(last, same).order_by(_ver.service)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return {ServiceCode(row.service): _version(row) for row in rows}


def _version(row: Row[Any]) -> Version:
    change = Change(row.made_at, row.made_by, row.note, row.restores)
    return Version(number=row.number, change=change, by_name=row.display_name, document=row.document)
