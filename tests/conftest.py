"""What several parts of the tests stand on."""

from collections.abc import Iterator

import pytest

from signaling.adapters.migrations import migrate
from tests.support.postgres import fresh_database, postgres_url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres_url() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """Migrated once; copied for every test."""
    with fresh_database(postgres_server) as url:
        migrate(url)
        yield url
