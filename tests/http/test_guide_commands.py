"""`bangban guide`: guides as files, checked, compared and kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from signaling.adapters.migrations import migrate
from tests.service.test_guide_files import GOOD

from .test_command_line import bangban, logging_as_it_was

__all__ = ["logging_as_it_was"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    migrate(f"sqlite:///{tmp_path}/bangban.db")
    (tmp_path / "card.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_lint_says_nothing_of_a_good_file_and_names_file_line_and_field_of_what_is_wrong(place: Path) -> None:
    good, bad = place / "card.yaml", place / "bad.yaml"
    assert (
        bangban(place, "guide", "lint", str(good)).exit_code,
        bangban(place, "guide", "lint", str(good)).stdout,
    ) == (0, "")
    bad.write_text(GOOD.replace("anchor: box", "anchor: bex"), encoding="utf-8")
    told = bangban(place, "guide", "lint", str(good), str(bad))
    assert told.exit_code == 1
    assert told.stdout == f"{bad}:19: steps.1.anchor: is not among the anchors of this guide\n"


PAGE = """\
<!doctype html><meta charset="utf-8"><label for="id-number">身份证号</label><input id="id-number">
<script src="app.js"></script>
"""


def test_lint_tells_by_the_line_which_anchors_are_not_on_a_page_from_a_file_or_a_server(place: Path) -> None:
    guide, page, other = place / "card.yaml", place / "page.html", place / "other.html"
    page.write_text(PAGE, encoding="utf-8")
    other.write_text(PAGE.replace("id-number", "number").replace("身份证号", "姓名"), encoding="utf-8")
    assert bangban(place, "guide", "lint", str(guide), "--page", str(page)).exit_code == 0
    missing = bangban(place, "guide", "lint", str(guide), "--page", str(other))
    assert missing.exit_code == 1
    assert missing.stdout.splitlines() == [
        f"{guide}:21: anchors.number.selector: finds nothing on the page: #id-number",
        f"{guide}:21: anchors.number.role: finds nothing on the page: textbox “身份证号” or “ID number”",
    ]
    both = bangban(place, "guide", "lint", str(guide), "--page", str(other), "--page", str(page))
    assert (both.exit_code, both.stdout) == (0, "")
    with serving(place) as url:
        assert bangban(place, "guide", "lint", str(guide), "--page", f"{url}/page.html").exit_code == 0
        gone = bangban(place, "guide", "lint", str(guide), "--page", f"{url}/gone.html")
    assert (gone.exit_code, "gone.html cannot be read" in gone.stderr) == (2, True)
    absent = bangban(place, "guide", "lint", str(guide), "--page", str(place / "absent.html"))
    assert (absent.exit_code, "absent.html cannot be read" in absent.stderr) == (2, True)


def test_what_cannot_be_told_from_a_page_is_said_and_is_no_fault(place: Path) -> None:
    guide, page = place / "card.yaml", place / "page.html"
    page.write_text('<input id="id-number">', encoding="utf-8")
    told = bangban(place, "guide", "lint", str(guide), "--page", str(page))
    assert (told.exit_code, told.stdout) == (
        0,
        f"{guide}:21: anchors.number.role: cannot be told from a file: textbox “身份证号” or “ID number”\n",
    )


@contextmanager
def serving(place: Path) -> Iterator[str]:
    """What is in a folder, over HTTP."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(place))) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_file_is_imported_exported_compared_and_stands_in_the_history(place: Path) -> None:
    file = str(place / "card.yaml")
    assert bangban(place, "guide", "import", file).stdout.splitlines()[-1] == "elderly-card is now at version 1."
    again = bangban(place, "guide", "import", file)
    assert again.stdout == "elderly-card is like this already.\n"
    written = str(place / "written.yaml")
    assert bangban(place, "guide", "export", "elderly-card", "--output", written).exit_code == 0
    assert bangban(place, "guide", "diff", written).exit_code == 0
    Path(written).write_text(Path(written).read_text("utf-8").replace("Type your number", "Your number"), "utf-8")
    differing = bangban(place, "guide", "diff", written)
    assert differing.exit_code == 1
    assert differing.stdout == 'steps.identity.card.en: "Type your number" → "Your number"\n'
    done = bangban(place, "guide", "import", written, "--expected", "1", "--note", "shorter")
    assert done.stdout == differing.stdout + "elderly-card is now at version 2.\n"
    late = bangban(place, "guide", "import", file, "--expected", "1")
    assert late.exit_code == 2
    assert "was changed since version 1, by command-line, and is at version 2" in late.stderr
    newest, first = json.loads(bangban(place, "guide", "history", "elderly-card", "--json").stdout)
    assert (newest["number"], newest["note"], first["changes"]) == (2, "shorter", [])
    assert bangban(place, "guide", "list").stdout.split()[:3] == ["elderly-card", "version", "2"]


def test_a_bad_file_is_not_imported_and_its_faults_are_told_with_their_lines(place: Path) -> None:
    bad = place / "bad.yaml"
    bad.write_text(GOOD.replace("en: Identity}", "en: ''}"), encoding="utf-8")
    told = bangban(place, "guide", "import", str(bad))
    assert (told.exit_code, told.stderr) == (2, "bangban: line 5: steps.0.title.en: is missing\n")
    assert bangban(place, "guide", "list").stdout == ""
    assert "there is no guide elderly-card" in bangban(place, "guide", "export", "elderly-card").stderr
