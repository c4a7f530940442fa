"""The schema's history, applied from inside the package: `migrate` before a server starts, `at_head` to check that it was."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from signaling.adapters.database import in_transaction, writing_engine

T = TypeVar("T")

LOCK = 0x62616E67
"""Number of the PostgreSQL advisory lock under which one node migrates and the others wait."""


def migrate(url: str, revision: str = "head") -> None:
    """Brings the schema to the newest revision, all of it or nothing. Raises StorageUnavailable."""
    _run(url, lambda connection: _upgrade(connection, revision))


def at_head(url: str) -> bool:
    """Raises StorageUnavailable."""
    return _run(url, is_at_head)


def is_at_head(connection: Connection) -> bool:
    """The same for a connection that is there already: `await database.read(is_at_head)`."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _upgrade(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _run(url: str, work: Callable[[Connection], T]) -> T:
    engine = writing_engine(url)
    try:
        return in_transaction(engine, work)
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
