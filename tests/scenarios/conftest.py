from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.nodes import Nodes, run_nodes
from tests.support.server import Server, run_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for a module; each test uses participants of its own."""
    with run_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that the test may kill."""
    with run_server(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def nodes(postgres_server: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Two nodes that nobody kills; each test uses participants of its own and leaves the desk empty."""
    with run_nodes(tmp_path_factory.mktemp("nodes"), postgres_server, postgres_template) as running:
        yield running


@pytest.fixture
def own_nodes(postgres_server: str, postgres_template: str, tmp_path: Path) -> Iterator[Nodes]:
    """Two nodes that the test may kill."""
    with run_nodes(tmp_path, postgres_server, postgres_template) as running:
        yield running
