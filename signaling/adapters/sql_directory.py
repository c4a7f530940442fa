"""`Directory` and `Administration` over SQL."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, Update, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from signaling.core.ids import AgentId, DeskId, KioskId, SiteId
from signaling.ports import (
    DeskEntry,
    EnrolledKiosk,
    KioskEntry,
    NameTaken,
    SiteEntry,
    StaffAccount,
    StaffEntry,
    Unknown,
)
from signaling.service.profiles import ProfilePart

from .database import Database
from .directory_tables import desks, kiosks, sites, staff
from .sql_desks import desk_of, insert_desk

_KIOSK = select(kiosks, sites.c.name.label("site_name"), sites.c.desk).join(sites, kiosks.c.site == sites.c.id)


class SqlDirectory:
    """What the live path reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kiosk(self, kiosk: KioskId) -> KioskEntry | None:
        row = await self._one(_KIOSK.where(kiosks.c.id == kiosk))
        return _kiosk(row) if row else None

    async def staff(self, agent: AgentId) -> StaffEntry | None:
        row = await self._one(select(staff).where(staff.c.id == agent))
        return _staff(row) if row else None

    async def desk(self, desk: DeskId) -> DeskEntry | None:
        row = await self._one(select(desks).where(desks.c.id == desk))
        return desk_of(row) if row else None

    async def desks(self) -> Sequence[DeskEntry]:
        return [desk_of(row) for row in await self._all(select(desks).order_by(desks.c.created_at, desks.c.id))]

    async def kiosk_names(self, desk: DeskId) -> dict[KioskId, tuple[str, str]]:
        rows = await self._all(_KIOSK.where(sites.c.desk == desk))
        return {KioskId(row.id): (row.name, row.site_name) for row in rows}

    async def _one(self, query: Select[Any]) -> Row[Any] | None:
        return await self._database.read(lambda connection: connection.execute(query).one_or_none())

    async def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        return await self._database.read(lambda connection: connection.execute(query).all())


class SqlAdministration(SqlDirectory):
    """What administrators list and change."""

    async def sites(self) -> Sequence[SiteEntry]:
        rows = await self._all(select(sites).order_by(sites.c.created_at, sites.c.id))
        return [SiteEntry(SiteId(row.id), row.name, DeskId(row.desk)) for row in rows]

    async def add_site(self, site: SiteEntry, at: int) -> None:
        def work(connection: Connection) -> None:
            if connection.scalar(select(func.count()).where(desks.c.id == site.desk)) == 0:
                raise Unknown(f"desk {site.desk}")
            connection.execute(insert(sites).values(**asdict(site), created_at=at))

        await self._insert(work, site.id)

    async def add_desk(self, desk: DeskEntry, at: int) -> None:
        await self._insert(lambda connection: insert_desk(connection, desk, at), desk.id)

    async def kiosks(self) -> Sequence[EnrolledKiosk]:
        rows = await self._all(_KIOSK.order_by(kiosks.c.enrolled_at, kiosks.c.id))
        return [_enrolled(row) for row in rows]

    async def change_kiosk(self, kiosk: KioskId, name: str, site: SiteId) -> EnrolledKiosk:
        def work(connection: Connection) -> EnrolledKiosk:
            require_site(connection, site)
            connection.execute(update(kiosks).where(kiosks.c.id == kiosk).values(name=name, site=site))
            row = connection.execute(_KIOSK.where(kiosks.c.id == kiosk)).one_or_none()
            if row is None:
                raise Unknown(f"kiosk {kiosk}")
            return _enrolled(row)

        return await self._database.write(work)

    async def kiosk_seen(self, kiosk: KioskId, at: int) -> None:
        await self._change(update(kiosks).where(kiosks.c.id == kiosk).values(last_seen_at=at), f"kiosk {kiosk}")

    async def revoke_kiosk(self, kiosk: KioskId, at: int) -> None:
        revoked = func.coalesce(kiosks.c.revoked_at, at)
        await self._change(update(kiosks).where(kiosks.c.id == kiosk).values(revoked_at=revoked), f"kiosk {kiosk}")

    async def accounts(self) -> Sequence[StaffAccount]:
        return [_account(row) for row in await self._all(select(staff).order_by(staff.c.name))]

    async def account(self, agent: AgentId) -> StaffAccount | None:
        row = await self._one(select(staff).where(staff.c.id == agent))
        return _account(row) if row else None

    async def account_named(self, name: str) -> StaffAccount | None:
        row = await self._one(select(staff).where(staff.c.name == name))
        return _account(row) if row else None

    async def add_account(self, account: StaffAccount, at: int) -> None:
        values = {"id": account.entry.id, "name": account.entry.name, **_account_values(account), "created_at": at}

        def work(connection: Connection) -> None:
            _require_desk(connection, account.entry.desk)
            connection.execute(insert(staff).values(values))

        await self._insert(work, account.entry.name)

    async def save_account(self, account: StaffAccount) -> None:
        def work(connection: Connection) -> None:
            _require_desk(connection, account.entry.desk)
            query = update(staff).where(staff.c.id == account.entry.id).values(_account_values(account))
            if connection.execute(query).rowcount == 0:
                raise Unknown(f"account {account.entry.id}")

        await self._database.write(work)

    async def _insert(self, work: Callable[[Connection], object], name: str) -> None:
        try:
            await self._database.write(work)
        except IntegrityError as error:
            raise NameTaken(name) from error

    async def _change(self, query: Update, what: str) -> None:
        def work(connection: Connection) -> None:
            if connection.execute(query).rowcount == 0:
                raise Unknown(what)

        await self._database.write(work)


def require_site(connection: Connection, site: SiteId) -> None:
    if connection.scalar(select(func.count()).where(sites.c.id == site)) == 0:
        raise Unknown(f"site {site}")


def _require_desk(connection: Connection, desk: DeskId | None) -> None:
    if desk is not None and connection.scalar(select(func.count()).where(desks.c.id == desk)) == 0:
        raise Unknown(f"desk {desk}")


def _kiosk(row: Row[Any]) -> KioskEntry:
    return KioskEntry(
        id=KioskId(row.id),
        name=row.name,
        site=SiteId(row.site),
        site_name=row.site_name,
        desk=DeskId(row.desk),
        public_key=row.public_key,
        revoked=row.revoked_at is not None,
    )


def _enrolled(row: Row[Any]) -> EnrolledKiosk:
    return EnrolledKiosk(_kiosk(row), row.enrolled_at, row.last_seen_at)


def _staff(row: Row[Any]) -> StaffEntry:
    return StaffEntry(
        id=AgentId(row.id),
        name=row.name,
        display_name=row.display_name,
        role=row.role,
        desk=DeskId(row.desk) if row.desk is not None else None,
        disabled=row.disabled,
        not_before=row.not_before,
        profile=ProfilePart.model_validate_json(row.profile).profile(),
    )


def _account(row: Row[Any]) -> StaffAccount:
    return StaffAccount(_staff(row), row.password_hash, row.must_change_password)


def _account_values(account: StaffAccount) -> dict[str, object]:
    entry = account.entry
    return {
        "display_name": entry.display_name,
        "role": entry.role,
        "desk": entry.desk,
        "disabled": entry.disabled,
        "not_before": entry.not_before,
        "password_hash": account.password_hash,
        "must_change_password": account.must_change_password,
        "profile": ProfilePart.of(entry.profile).model_dump_json(),
    }
