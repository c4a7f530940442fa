"""What a reader of the source may count on."""

import re
from pathlib import Path

import pytest

from .state_diagram import ARCHITECTURE, with_diagram

ROOT = Path(__file__).parents[2]
FOLDERS = ("signaling", "agent_console", "kiosk_client", "deploy", "tests")
LISTS = {"messages.py"}
"""Declarations one after another, each for itself: long is what they may be."""
TEXT = {".py", ".js", ".ts", ".css", ".html", ".json", ".md", ".toml", ".sh", ".yaml", ".yml", ".conf", ".service", ""}
MOST_LINES = 400


def sources() -> list[Path]:
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    top = [path for path in ROOT.iterdir() if path.suffix in TEXT - {""} or path.name in {"Makefile", ".ci/run"}]
    return [
        path
        for path in [*inside, *top]
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts and path != Path(__file__)
    ]


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    modules = [path for path in sources() if path.suffix in {".py", ".js", ".css"} and path.name not in LISTS]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert not {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > MOST_LINES}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of somebody's machine", r"(?<![\w.])/(?:home|Users|root|work)/\w"),
        ("an address of a package registry", r"registry\.npmjs|files\.pythonhosted|pypi\.org/simple|deb\.debian\.org"),
        ("an unfinished thought", r"\b(?:TODO|FIXME|XXX|HACK)\b"),
        ("a key", r"-----BEGIN (?:EC |RSA )?PRIVATE KEY"),
    ],
)
def test_no_file_contains(what: str, pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources()
        if (match := re.search(pattern, path.read_text(encoding="utf-8")))
    ]
    assert not found, what


def test_links_within_the_documents_lead_somewhere() -> None:
    documents = [path for path in sources() if path.suffix == ".md"]
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert len(documents) >= 7
    assert not dead


def test_the_diagram_of_states_is_drawn_from_the_table_of_transitions() -> None:
    document = ARCHITECTURE.read_text(encoding="utf-8")
    assert with_diagram(document) == document, "run `make generate`"
    assert "--> wrap_up" in document
