"""What several parts of the tests stand on, and which of them may run beside each other."""

from collections.abc import Iterator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from signaling.adapters.migrations import migrate
from tests.support.postgres import fresh_database, postgres_url

MEDIA = ("tests/browser/", "tests/demo/test_demo.py", "tests/kiosk_client/")
"""Browsers, sound and pictures: one after the other, since coding pictures takes all that a small machine has."""
FORMS_ONLY = tuple(
    f"tests/browser/test_{name}.py"
    for name in ("sample_site", "manage_page", "desk_catalogues", "desk_history", "guide_editor")
)
"""In a browser, but with nothing to code."""


class Beside(LoadScopeScheduling):
    """What one process does while another does something else: all media, or a file, whose tests share servers."""

    def _split_scope(self, nodeid: str) -> str:
        return "media" if nodeid.startswith(MEDIA) and not nodeid.startswith(FORMS_ONLY) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Beside:
    return Beside(config, log)


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
