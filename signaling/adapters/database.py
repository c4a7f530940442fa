"""The database: one thread that writes, a few that read, SQLite or PostgreSQL behind the same two calls."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from signaling.ports import StorageUnavailable

T = TypeVar("T")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

READERS = 2
LOCK_WAIT_MS = 5_000
STATEMENT_MS = 15_000
CONNECT_SECONDS = 5


class Database:
    """`write` and `read` run a function of a connection in one transaction: committed when it returns, rolled back when
    it raises. Cancelling the caller does not stop a transaction that has begun."""

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy URL; `sqlite:///relative/or//absolute/file` or `postgresql://…`."""
        self._writer = writing_engine(url)
        self._reader = _reading_engine(url)
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="database-write")
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="database-read")
        self._closed = False

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Writes wait for one another. Raises StorageUnavailable, and whatever `work` raises."""
        return await self._run(self._writing, self._writer, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Sees one consistent state; cannot write. Raises as `write` does."""
        return await self._run(self._reading, self._reader, work)

    async def close(self) -> None:
        """Waits for what has begun."""
        self._closed = True
        await asyncio.to_thread(self._close)

    async def _run(self, threads: ThreadPoolExecutor, engine: Engine, work: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StorageUnavailable("the database is closed")
        return await asyncio.get_running_loop().run_in_executor(threads, in_transaction, engine, work)

    def _close(self) -> None:
        for threads in (self._writing, self._reading):
            threads.shutdown(wait=True)
        for engine in (self._writer, self._reader):
            engine.dispose()


def in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Raises StorageUnavailable where the database, not the statement, is at fault."""
    try:
        with engine.begin() as connection:
            return work(connection)
    except PoolTimeout as error:
        raise StorageUnavailable("no connection became free") from error
    except DBAPIError as error:
        raise _translated(engine, error.orig, error) from error
    except engine.dialect.loaded_dbapi.Error as error:
        raise _translated(engine, error, error) from error


def _translated(engine: Engine, original: BaseException | None, error: Exception) -> Exception:
    driver = engine.dialect.loaded_dbapi
    faults_of_ours = (driver.IntegrityError, driver.DataError, driver.ProgrammingError, driver.NotSupportedError)
    if isinstance(original, faults_of_ours):
        return error
    # SQLite reports a faulty statement as an operational error too, with the unspecific code.
    if isinstance(original, sqlite3.Error) and getattr(original, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return error
    return StorageUnavailable(f"{type(original).__name__}: {original}".splitlines()[0])


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say `on_conflict_…`, which both databases have and plain SQL has not."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def writing_engine(url: str) -> Engine:
    """One connection; on SQLite every transaction takes the write lock as it begins, because a transaction that reads
    first and writes later fails at once when another has written in between, whatever the time-out."""
    target = _target(url)
    if target.get_backend_name() == "sqlite":
        _create_private(target)
        return _sqlite(target, 1, "BEGIN IMMEDIATE", ())
    return _postgresql(target, 1, "")


def _reading_engine(url: str) -> Engine:
    target = _target(url)
    if target.get_backend_name() == "sqlite":
        return _sqlite(target, READERS, "BEGIN", ("query_only = ON",))
    return _postgresql(
        target, READERS, " -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    )


def _target(url: str) -> URL:
    target = make_url(url)
    match target.get_backend_name():
        case "sqlite":
            if not target.database or target.database == ":memory:":
                raise ValueError("SQLite needs a file: sqlite:///path/to/file.db")
            return target.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return target.set(drivername="postgresql+psycopg")
        case other:
            raise ValueError(f"{other} is not supported: use sqlite:///… or postgresql://…")


def _create_private(target: URL) -> None:
    """Makes the file readable by its owner only; SQLite gives its journals the same mode. It comes into being with the
    write-ahead log on: SQLite waits for nobody when it turns that on, and nodes that start at once would fail."""
    path = Path(target.database or "")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}-")
    os.close(handle)
    try:
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with suppress(FileExistsError):  # another node was first
            os.link(made, path)
    finally:
        Path(made).unlink()


def _sqlite(target: URL, connections: int, begin: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(target, pool_size=connections, max_overflow=0, hide_parameters=True)

    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins no transaction by itself; `begin_transaction` does
        for pragma in (
            f"busy_timeout = {LOCK_WAIT_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "journal_size_limit = 67108864",
            *pragmas,
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin_transaction)
    return engine


def _postgresql(target: URL, connections: int, options: str) -> Engine:
    connect: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "tcp_user_timeout": STATEMENT_MS,
        "application_name": "bangban",
        "options": f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={LOCK_WAIT_MS}"
        f" -c idle_in_transaction_session_timeout={STATEMENT_MS}{options}",
    }
    return create_engine(
        target,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=connect,
    )
