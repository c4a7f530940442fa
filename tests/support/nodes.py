"""Two nodes of one installation: two `bangban serve` that share one PostgreSQL and one Redis."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signaling.adapters.database import Database
from signaling.adapters.sql_log import SqlDeskLog
from signaling.core.ids import DeskId
from tests.core.audit import Audit
from tests.support.postgres import fresh_database
from tests.support.redis import RedisServer, run_redis
from tests.support.server import Server, run_server


@dataclass(frozen=True)
class Nodes:
    a: Server
    b: Server
    redis: RedisServer
    database_url: str

    async def audit(self) -> None:
        """Holds all that both nodes ever decided to what a desk promises."""
        database = Database(self.database_url)
        try:
            events = await SqlDeskLog(database).read(DeskId("desk-1"), 0)
        finally:
            await database.close()
        audit = Audit()
        for event in events:
            audit.see(event)
        audit.settled()


@contextmanager
def run_nodes(directory: Path, postgres_server: str, postgres_template: str) -> Iterator[Nodes]:
    with ExitStack() as running:
        redis = running.enter_context(run_redis())
        database_url = running.enter_context(fresh_database(postgres_server, postgres_template))
        shared: dict[str, Any] = {
            "database_url": database_url,
            "redis_url": redis.url,
            "token_secret": secrets.token_urlsafe(48),
        }
        a, b = (running.enter_context(run_server(_made(directory / name), **shared)) for name in ("a", "b"))
        b.join(a)
        yield Nodes(a, b, redis, database_url)


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory
