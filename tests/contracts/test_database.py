"""`Database`: what happens when the storage itself is in trouble. Nothing is half done, nothing acknowledged is lost, and the
caller is told in a bounded time."""

import asyncio
import signal
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import IntegrityError

from signaling.adapters import database as database_module
from signaling.adapters.database import Database, in_transaction, writing_engine
from signaling.adapters.migrations import migrate
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.tables import desk_snapshots
from signaling.ports import StorageUnavailable
from tests.support.postgres import run_postgres
from tests.support.waiting import until

from .story import DESK, busy_day

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROW = {"desk": "d", "version": 1, "shape": "s", "data": "a secret"}


def add_row(connection: Connection) -> None:
    connection.execute(insert(desk_snapshots), ROW)


async def test_what_raises_is_rolled_back(database: Database) -> None:
    def add_and_fail(connection: Connection) -> None:
        add_row(connection)
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="of ours"):
        await database.write(add_and_fail)
    assert await database.read(lambda connection: connection.execute(desk_snapshots.select()).all()) == []


async def test_writes_wait_for_one_another(database: Database) -> None:
    def count_up(connection: Connection) -> None:
        version = connection.execute(text("SELECT coalesce(max(version), 0) FROM desk_snapshots")).scalar_one()
        connection.execute(insert(desk_snapshots), {**ROW, "desk": f"d{version}", "version": version + 1})

    await asyncio.gather(*(database.write(count_up) for _ in range(50)))
    newest = text("SELECT max(version) FROM desk_snapshots")
    assert await database.read(lambda connection: connection.execute(newest).scalar_one()) == 50


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(StorageUnavailable):
        await database.read(add_row)


async def test_an_error_names_no_values(database: Database) -> None:
    await database.write(add_row)
    with pytest.raises(IntegrityError) as caught:
        await database.write(add_row)
    assert "a secret" not in str(caught.value)


async def test_a_lock_held_by_another_process_is_waited_for_but_not_for_ever(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "LOCK_WAIT_MS", 200)
    database = Database(database_url)
    engine = writing_engine(database_url)
    held, let_go = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE desk_snapshots")
        held.set()
        assert let_go.wait(10)

    other = asyncio.create_task(asyncio.to_thread(in_transaction, engine, hold))
    assert await asyncio.to_thread(held.wait, 10)
    with pytest.raises(StorageUnavailable):
        await database.write(add_row)
    let_go.set()
    await other
    await database.write(add_row)
    await database.close()
    engine.dispose()


async def test_a_closed_database_is_unavailable(database_url: str) -> None:
    database = Database(database_url)
    await database.write(add_row)
    await database.close()
    for call in (database.write, database.read):
        with pytest.raises(StorageUnavailable):
            await call(add_row)


@on_sqlite
async def test_a_full_disk_stops_writing_and_nothing_else(database: Database, desk_log: SqlDeskLog) -> None:
    events = busy_day(seed=31, steps=1_500).events
    await desk_log.append(DESK, 0, events[:100])
    await database.write(lambda connection: _allow_pages(connection, 20))
    with pytest.raises(StorageUnavailable):
        await desk_log.append(DESK, 100, events[100:])
    assert list(await desk_log.read(DESK, 0)) == events[:100]
    await database.write(lambda connection: _allow_pages(connection, 100_000))
    await desk_log.append(DESK, 100, events[100:])
    assert list(await desk_log.read(DESK, 0)) == events


def _allow_pages(connection: Connection, more: int) -> None:
    used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {used + more}")


@on_sqlite
def test_only_its_owner_may_read_the_file(database_url: str) -> None:
    path = Path(database_url.removeprefix("sqlite:///"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_what_could_not_keep_the_promises_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite:///"):
        Database(url)


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StorageUnavailable):
        await database.write(add_row)
    await database.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
async def test_after_a_restart_of_the_server_it_goes_on_by_itself(how: signal.Signals) -> None:
    events = busy_day(seed=32, steps=300).events
    with run_postgres() as server:
        await asyncio.to_thread(migrate, server.url)
        database = Database(server.url)
        desk_log = SqlDeskLog(database)
        await desk_log.append(DESK, 0, events[:50])
        server.stop(how)
        with pytest.raises(StorageUnavailable):
            await desk_log.append(DESK, 50, events[50:])
        with pytest.raises(StorageUnavailable):
            await desk_log.read(DESK, 0)
        server.start()

        async def back() -> bool:
            try:
                await desk_log.append(DESK, 50, events[50:])
            except StorageUnavailable:
                return False
            return True

        await until(back, 10, "the database to be back")
        assert list(await desk_log.read(DESK, 0)) == events
        await database.close()
