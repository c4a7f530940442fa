"""`DeskVersions` over SQL, and the row of a desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from signaling.core.ids import DeskId
from signaling.ports import DeskEntry, Unknown, VersionConflict
from signaling.service.desk_rules import DeskRules
from signaling.service.desk_settings import DeskSettings
from signaling.version_ports import SERVER, Change, Version

from .database import Database
from .directory_tables import desk_versions, desks, staff

_VERSION = select(desk_versions, staff.c.display_name).join(staff, desk_versions.c.made_by == staff.c.id, isouter=True)
_ver = desk_versions.c


class SqlDeskVersions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, desk: DeskEntry, change: Change) -> None:
        def work(connection: Connection) -> None:
            before = (desks.c.id == desk.id) & (desks.c.version == desk.version - 1)
            if connection.execute(update(desks).where(before).values(_values(desk))).rowcount == 0:
                if connection.scalar(select(func.count()).where(desks.c.id == desk.id)) == 0:
                    raise Unknown(f"desk {desk.id}")
                raise VersionConflict(desk.id)
            _add(connection, desk, change)

        try:
            await self._database.write(work)
        except IntegrityError as error:
            raise VersionConflict(desk.id) from error

    async def list(self, desk: DeskId, before: int | None, limit: int) -> Sequence[Version]:
        query = _VERSION.where(_ver.desk == desk).order_by(_ver.number.desc()).limit(limit)
        query = query if before is None else query.where(_ver.number < before)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_version(row) for row in rows]

    async def get(self, desk: DeskId, number: int) -> Version | None:
        query = _VERSION.where((_ver.desk == desk) & (_ver.number == number))
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return _version(row) if row else None

    async def present(self) -> Mapping[DeskId, int]:
        query = select(desks.c.id, desks.c.version)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return {DeskId(row.id): row.version for row in rows}


def insert_desk(connection: Connection, desk: DeskEntry, at: int) -> None:
    connection.execute(insert(desks).values(id=desk.id, created_at=at, **_values(desk)))
    _add(connection, desk, Change(at, SERVER))


def desk_of(row: Row[Any]) -> DeskEntry:
    return DeskEntry(
        id=DeskId(row.id),
        name=row.name,
        phone=row.phone,
        services=row.services,
        break_reasons=row.break_reasons,
        policy=DeskRules.model_validate_json(row.rules).policy(DeskId(row.id)),
        version=row.version,
    )


def _values(desk: DeskEntry) -> dict[str, Any]:
    return {
        "name": desk.name,
        "phone": desk.phone,
        "services": desk.services,
        "break_reasons": desk.break_reasons,
        "rules": DeskRules.of(desk.policy).model_dump_json(),
        "version": desk.version,
    }


def _add(connection: Connection, desk: DeskEntry, change: Change) -> None:
    connection.execute(
        insert(desk_versions).values(
            desk=desk.id,
            number=desk.version,
            made_at=change.at,
            made_by=change.by,
            note=change.note,
            restores=change.restores,
            settings=DeskSettings.of_desk(desk).model_dump_json(),
        )
    )


def _version(row: Row[Any]) -> Version:
    return Version(
        number=row.number,
        change=Change(row.made_at, row.made_by, row.note, row.restores),
        by_name=row.display_name,
        document=row.settings,
    )
