"""The schema that the migrations make is the one that the code expects."""

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from signaling.adapters import directory_tables, tables, ticket_tables
from signaling.adapters.database import Database, in_transaction, metadata, writing_engine
from signaling.adapters.migrations import at_head, is_at_head, migrate

DESCRIBED = (directory_tables, tables, ticket_tables)
"""Imported for what they put into the metadata."""


def test_an_empty_database_is_brought_to_the_newest_revision(empty_database_url: str) -> None:
    assert not at_head(empty_database_url)
    migrate(empty_database_url)
    assert at_head(empty_database_url)
    migrate(empty_database_url)
    assert at_head(empty_database_url)


async def test_a_running_server_can_tell(database_url: str) -> None:
    database = Database(database_url)
    assert await database.read(is_at_head)
    await database.close()


def test_nodes_that_migrate_at_once_do_it_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as nodes:
        list(nodes.map(migrate, [empty_database_url] * 4))
    assert at_head(empty_database_url)


def test_the_tables_are_those_of_the_code(database_url: str) -> None:
    engine = writing_engine(database_url)
    context = {"compare_type": True}
    differences = in_transaction(
        engine, lambda connection: compare_metadata(MigrationContext.configure(connection, opts=context), metadata)
    )
    engine.dispose()
    assert differences == []
