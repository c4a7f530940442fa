"""`bangban desk`: a desk's settings as a file, checked, compared and kept in the history."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from signaling.adapters.migrations import migrate

from .test_command_line import bangban, logging_as_it_was

__all__ = ["logging_as_it_was"]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration's desk, to be copied."""
    directory = tmp_path_factory.mktemp("demonstration")
    migrate(f"sqlite:///{directory}/bangban.db")
    assert bangban(directory, "seed", "--password", "correct horse battery").exit_code == 0
    return directory / "bangban.db"


@pytest.fixture
def place(demonstration: Path, tmp_path: Path) -> Path:
    """A database with the demonstration's desk, and its settings in a file."""
    shutil.copy(demonstration, tmp_path)
    written = bangban(tmp_path, "desk", "export", "wujiaochang", "--output", str(tmp_path / "desk.json"))
    assert (written.exit_code, written.stdout) == (0, "")
    return tmp_path


def edited(place: Path, **settings: Any) -> str:
    path = place / "desk.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(read | {"settings": read["settings"] | settings}), encoding="utf-8")
    return str(path)


def limits(place: Path, **changes: int) -> dict[str, Any]:
    return json.loads((place / "desk.json").read_text(encoding="utf-8"))["settings"]["limits"] | changes


def test_a_file_is_compared_then_imported_and_stands_in_the_history(place: Path) -> None:
    file = edited(place, limits=limits(place, ring=30_000))
    tried = bangban(place, "desk", "import", file, "--dry-run")
    assert tried.stdout.splitlines() == ["limits.ring: 20000 → 30000", "Nothing was changed."]
    done = bangban(place, "desk", "import", file, "--note", "Agents asked for it.")
    assert done.stdout.splitlines() == ["limits.ring: 20000 → 30000", "wujiaochang is now at version 2."]
    told = bangban(place, "desk", "history", "wujiaochang").stdout.splitlines()
    assert told[0].endswith("  command line  “Agents asked for it.”")
    assert told[1].strip() == "limits.ring: 20000 → 30000"
    newest, first = json.loads(bangban(place, "desk", "history", "wujiaochang", "--json").stdout)
    assert (newest["number"], newest["by"], newest["changes"][0]["after"]) == (2, "command-line", 30_000)
    assert (first["number"], first["by"], first["changes"]) == (1, "server", [])


def test_another_desk_begins_with_the_services_and_rules_of_one_that_is_there(place: Path) -> None:
    words = ["--name", "外省窗口", "--phone", "025-12345", "--like", "wujiaochang"]
    assert bangban(place, "desk", "add", "desk-2", *words).stdout == "desk-2 is made.\n"
    made = json.loads(bangban(place, "desk", "export", "desk-2").stdout)
    model = json.loads((place / "desk.json").read_text(encoding="utf-8"))
    assert made["settings"] == model["settings"] | {"name": "外省窗口", "phone": "025-12345"}
    for desk, given, sentence in (
        ("desk-2", words, "somebody else has the name desk-2"),
        ("desk 3", words, "DESK: from 1 to 64 of A-Z a-z 0-9 . _ : -"),
        ("desk-3", [*words[:5], "none"], "there is no desk none"),
        ("desk-3", [*words[:3], "none", *words[4:]], "phone: must match pattern '^[0-9+(). -]{3,40}$'"),
    ):
        refused = bangban(place, "desk", "add", desk, *given)
        assert (refused.exit_code, refused.stderr) == (2, f"bangban: {sentence}\n")


def test_an_export_imported_again_changes_nothing(place: Path) -> None:
    again = bangban(place, "desk", "import", str(place / "desk.json"))
    assert again.stdout == "wujiaochang is set like this already, version 1.\n"


def test_a_file_that_somebody_was_quicker_than_is_refused_unless_it_is_meant(place: Path) -> None:
    bangban(place, "desk", "import", edited(place, phone="021-1"))
    file = edited(place, phone="021-2")
    late = bangban(place, "desk", "import", file)
    assert late.exit_code == 2
    assert late.stderr.startswith("bangban: wujiaochang was changed since version 1, by command-line")
    forced = bangban(place, "desk", "import", file, "--force")
    assert forced.stdout.splitlines() == ['phone: "021-1" → "021-2"', "wujiaochang is now at version 3."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("{", ["the file is not JSON: "]),
        ("[]", ["the file must be an object"]),
        ('{"desk": "wujiaochang"}', ["settings: is missing"]),
        ('{"desk": "none", "settings": {}}', ["there is no desk none"]),
        (
            '{"desk": "wujiaochang", "settings": {"overflow": {"to": "none"}}}',
            ["overflow.to: is not the identifier of a desk"],
        ),
        (
            '{"desk": "wujiaochang", "settings": {"limits": {"ring": 3}, "colour": "red"}}',
            ["limits.ring: must be at least 5000", "colour: is not a field here"],
        ),
    ],
    ids=["half", "list", "nothing to set", "no such desk", "no other desk", "out of bounds"],
)
def test_what_cannot_be_imported_is_refused_with_the_field_and_the_reason(
    place: Path, text: str, sentences: list[str]
) -> None:
    file = place / "bad.json"
    file.write_text(text, encoding="utf-8")
    for arguments in ((), ("--dry-run",)):
        answer = bangban(place, "desk", "import", str(file), *arguments)
        assert answer.exit_code == 2
        lines = answer.stderr.splitlines()
        assert len(lines) == len(sentences)
        assert all(line.startswith(f"bangban: {said}") for line, said in zip(lines, sentences, strict=True))
    assert len(json.loads(bangban(place, "desk", "history", "wujiaochang", "--json").stdout)) == 1
