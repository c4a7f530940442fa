"""The command line: what starts, what refuses to start and why, and what administrators can do without a page."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
import structlog
from typer.testing import CliRunner, Result

from signaling.adapters.migrations import migrate
from signaling.cli import app
from tests.support.server import Server, run_server

from .scene import code_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("server"), as_shipped=True) as running:
        yield running


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def bangban(directory: Path, *arguments: str, **settings: str) -> Result:
    unset = {name: None for name in os.environ if name.startswith("BANGBAN_")}
    own = {f"BANGBAN_{name.upper()}": value for name, value in {"state_dir": str(directory), **settings}.items()}
    return CliRunner().invoke(app, arguments, env=unset | own, catch_exceptions=False)


def test_the_first_start_prints_addresses_and_a_password_that_is_printed_once(server: Server) -> None:
    log = server.log_path.read_text()
    for page in ("kiosk", "agent", "manage"):
        assert f"{server.url}/{page}/" in log
    assert log.count("one-time password: ") == 1
    password = log.partition("one-time password: ")[2].split()[0]
    assert server.admin.get("/api/v1/me").status_code == 200
    server.stop()
    server.start()
    again = server.log_path.read_text()
    assert "one-time password" not in again
    assert password not in again


def test_a_password_is_kept_as_rfc_9106_recommends(server: Server) -> None:
    assert server.admin
    with closing(connect(server.directory / "bangban.db")) as database:
        (kept,) = database.execute("SELECT password_hash FROM staff WHERE name = 'admin'").fetchone()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_account_made_at_the_command_line_can_sign_in_at_once(server: Server) -> None:
    made = bangban(server.directory, "staff", "add", "Wang", "--display-name", "王老师")
    assert made.exit_code == 0, made.stderr
    password = made.stdout.split()[-1]
    with server.sign_in("wang", password) as wang:
        assert code_of(wang.get("/api/v1/me")) == (403, "password_change_required")
    reset = bangban(server.directory, "staff", "reset-password", "wang")
    with server.sign_in("wang", reset.stdout.split()[-1]):
        pass
    listed = json.loads(bangban(server.directory, "staff", "list", "--json").stdout)
    assert {"name": "wang", "display_name": "王老师", "role": "agent", "desk": "desk-1", "disabled": False} in listed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("staff", "add", "admin", "--display-name", "x", "--role", "manager"), "somebody else has the name admin"),
        (("staff", "add", "li", "--display-name", "x", "--role", "king"), "king is not a role"),
        (("staff", "add", "li", "--display-name", "x", "--desk", "none"), "there is no desk none"),
        (("staff", "reset-password", "nobody"), "there is no account nobody"),
        (("enroll", "approve", "WDJB-MJHT", "--name", "x"), "no machine shows this code now"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(server: Server, arguments: tuple[str, ...], sentence: str) -> None:
    answer = bangban(server.directory, *arguments)
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"bangban: {sentence}")
    assert "Traceback" not in answer.stderr


def test_unsafe_settings_stop_the_start_with_a_sentence_each(tmp_path: Path) -> None:
    answer = bangban(tmp_path, "serve", production="true", public_url="http://help.example.org", log_level="debug")
    assert answer.exit_code == 2
    assert [line.partition(" is ")[0] for line in answer.stderr.splitlines()] == [
        "bangban: public_url",
        "bangban: log_level",
    ]


def test_a_setting_out_of_bounds_is_named(tmp_path: Path) -> None:
    answer = bangban(tmp_path, "serve", port="99999")
    assert (answer.exit_code, answer.stderr.split(":")[1].strip()) == (2, "port")


def test_a_node_of_several_does_not_migrate_by_itself(tmp_path: Path) -> None:
    shared = {"redis_url": "redis://127.0.0.1:1", "token_secret": "x" * 40}
    answer = bangban(tmp_path, "serve", **shared)
    assert answer.exit_code == 2
    assert "run `bangban migrate` once" in answer.stderr
    assert bangban(tmp_path, "migrate").stdout == "The schema is the newest.\n"


def test_a_database_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    answer = bangban(tmp_path, "migrate", database_url="postgresql://nobody@127.0.0.1:1/none")
    assert answer.exit_code == 2
    assert answer.stderr.startswith("bangban: the database cannot be used: ")
    assert "Traceback" not in answer.stderr


def test_accounts_need_a_database_that_was_started_once(tmp_path: Path) -> None:
    answer = bangban(tmp_path, "staff", "list")
    assert answer.exit_code == 2
    assert "start the server once" in answer.stderr
    migrate(f"sqlite:///{tmp_path}/bangban.db")
    assert bangban(tmp_path, "staff", "list", "--json").stdout == "[]\n"


def test_the_version_is_that_of_program_and_protocol(tmp_path: Path) -> None:
    assert json.loads(bangban(tmp_path, "version", "--json").stdout)["protocol"] == 1
    assert bangban(tmp_path, "version").stdout.startswith("bangban ")


def test_every_command_explains_itself(tmp_path: Path) -> None:
    staff = ("staff add", "staff list", "staff reset-password")
    desk = ("desk export", "desk import", "desk history")
    for command in ("serve", "migrate", "version", "enroll approve", *staff, *desk):
        answer = bangban(tmp_path, *command.split(), "--help")
        assert answer.exit_code == 0
        assert "Usage" in answer.stdout
