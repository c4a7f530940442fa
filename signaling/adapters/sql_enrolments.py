"""`Enrolments` over SQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from signaling.core.ids import KioskId, SiteId
from signaling.ports import CodeTaken, Enrolment

from .database import Database
from .directory_tables import enrolments, kiosks
from .sql_directory import require_site

DAY = 24 * 3_600_000


class SqlEnrolments:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, enrolment: Enrolment) -> None:
        query = insert(enrolments).values(asdict(enrolment))
        try:
            await self._database.write(lambda connection: connection.execute(query))
        except IntegrityError as error:
            raise CodeTaken(enrolment.code) from error

    async def get(self, enrolment: str) -> Enrolment | None:
        return await self._find(select(enrolments).where(enrolments.c.id == enrolment))

    async def with_code(self, code: str) -> Enrolment | None:
        return await self._find(select(enrolments).where(enrolments.c.code == code))

    async def approve(self, enrolment: str, kiosk: KioskId, name: str, site: SiteId, at: int) -> bool:
        def work(connection: Connection) -> bool:
            require_site(connection, site)
            if not _answer(connection, enrolment, "approved"):
                return False
            public_key = connection.scalar(select(enrolments.c.public_key).where(enrolments.c.id == enrolment))
            connection.execute(
                update(kiosks)
                .where(kiosks.c.public_key == public_key, kiosks.c.revoked_at.is_(None))
                .values(revoked_at=at)
            )
            connection.execute(
                insert(kiosks).values(id=kiosk, name=name, site=site, public_key=public_key, enrolled_at=at)
            )
            connection.execute(update(enrolments).where(enrolments.c.id == enrolment).values(kiosk=kiosk))
            return True

        return await self._database.write(work)

    async def deny(self, enrolment: str) -> bool:
        return await self._database.write(lambda connection: _answer(connection, enrolment, "denied"))

    async def pending(self, now: int) -> int:
        query = select(func.count()).where(enrolments.c.state == "pending", enrolments.c.expires_at > now)
        return await self._database.read(lambda connection: connection.execute(query).scalar_one())

    async def forget_expired(self, now: int) -> None:
        query = delete(enrolments).where(enrolments.c.expires_at <= now - DAY)
        await self._database.write(lambda connection: connection.execute(query))

    async def _find(self, query: Select[Any]) -> Enrolment | None:
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Enrolment(**row._asdict()) if row else None


def _answer(connection: Connection, enrolment: str, state: str) -> bool:
    query = update(enrolments).where(enrolments.c.id == enrolment, enrolments.c.state == "pending").values(state=state)
    return connection.execute(query).rowcount == 1
