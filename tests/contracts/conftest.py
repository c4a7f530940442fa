"""The adapters, each behind the port that it implements. A test that asks for one runs once for every implementation."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from signaling.adapters.clock import SystemClock
from signaling.adapters.database import Database
from signaling.adapters.memory_bus import MemoryBus
from signaling.adapters.migrations import migrate
from signaling.adapters.redis_bus import RedisBus
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.ports import Bus
from tests.support.postgres import fresh_database
from tests.support.redis import RedisServer, run_redis

both_databases = pytest.fixture(params=["sqlite", "postgresql"])


@both_databases
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/bangban.db"
        return
    with fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@both_databases
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/bangban.db"
        migrate(url)
        yield url
        return
    server, template = (request.getfixturevalue(name) for name in ("postgres_server", "postgres_template"))
    with fresh_database(server, template) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def desk_log(database: Database) -> SqlDeskLog:
    return SqlDeskLog(database)


@pytest.fixture
def records(database: Database) -> SqlRecords:
    return SqlRecords(database)


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with run_redis() as server:
        yield server


OpenBus = Callable[[], Bus]


@pytest.fixture(params=["memory", "redis"])
async def open_bus(request: pytest.FixtureRequest) -> AsyncIterator[OpenBus]:
    """Gives each node its bus: in one process they share it, over Redis each has its own."""
    with ExitStack() as servers:
        if request.param == "memory":
            shared = MemoryBus(SystemClock())
            yield lambda: shared
            await shared.close()
            return
        server = servers.enter_context(run_redis())
        opened: list[Bus] = []

        def open_one() -> Bus:
            opened.append(RedisBus(server.url))
            return opened[-1]

        yield open_one
        for bus in opened:
            await bus.close()
