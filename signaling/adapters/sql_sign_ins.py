"""`SignIns` over SQL."""

from dataclasses import asdict

from sqlalchemy import delete, insert, select, update

from signaling.core.ids import AgentId
from signaling.ports import SignIn

from .database import Database
from .directory_tables import sign_ins


class SqlSignIns:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, sign_in: SignIn) -> None:
        query = insert(sign_ins).values(asdict(sign_in))
        await self._database.write(lambda connection: connection.execute(query))

    async def get(self, sign_in: str) -> SignIn | None:
        query = select(sign_ins).where(sign_ins.c.id == sign_in)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return SignIn(**row._asdict()) if row else None

    async def rotate(self, sign_in: str, from_hash: str, to_hash: str, at: int) -> bool:
        query = (
            update(sign_ins)
            .where(sign_ins.c.id == sign_in, sign_ins.c.secret_hash == from_hash)
            .values(secret_hash=to_hash, previous_hash=from_hash, rotated_at=at)
        )
        return await self._database.write(lambda connection: connection.execute(query).rowcount == 1)

    async def end(self, sign_in: str) -> None:
        query = delete(sign_ins).where(sign_ins.c.id == sign_in)
        await self._database.write(lambda connection: connection.execute(query))

    async def end_all(self, agent: AgentId, but: str | None) -> None:
        query = delete(sign_ins).where(sign_ins.c.agent == agent)
        if but is not None:
            query = query.where(sign_ins.c.id != but)
        await self._database.write(lambda connection: connection.execute(query))

    async def forget_expired(self, now: int) -> None:
        query = delete(sign_ins).where(sign_ins.c.expires_at <= now)
        await self._database.write(lambda connection: connection.execute(query))
