"""A real PostgreSQL server of our own, or the one that BANGBAN_TEST_POSTGRES_URL names."""

import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import create_engine, make_url

from tests.support.programs import program
from tests.support.waiting import wait_for

START_SECONDS = 30
INSTALLED = "/usr/lib/postgresql/*/bin"


class PostgresServer:
    """Listens on a socket in its own directory only; trusts who can reach that."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.url = f"postgresql://bangban@/postgres?host={directory}"
        self._process: subprocess.Popen[Any] | None = None
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._as = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(directory, "nobody", "nogroup")

    def create(self) -> None:
        initdb = program("initdb", "postgresql", INSTALLED)
        options = ("--auth=trust", "--username=bangban", "--encoding=UTF8", "--locale=C", "--no-sync")
        subprocess.run(
            [initdb, "-D", self.directory / "data", *options],
            check=True,
            cwd=self.directory,
            stdout=subprocess.DEVNULL,
            **self._as,
        )

    def start(self) -> None:
        postgres = program("postgres", "postgresql", INSTALLED)
        options = ("-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off")
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [postgres, "-D", self.directory / "data", "-k", self.directory, *options],
                cwd=self.directory,
                stdout=log,
                stderr=log,
                **self._as,
            )
        wait_for(self._answers, START_SECONDS, f"PostgreSQL to answer; its log: {self.directory / 'log'}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: orderly, but at once. SIGQUIT: without a checkpoint, as a crash."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(START_SECONDS)
            self._process = None

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="bangban-pg-") as directory:
        server = PostgresServer(Path(directory))
        server.create()
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def postgres_url() -> Iterator[str]:
    """A server on which databases may be made."""
    if url := os.environ.get("BANGBAN_TEST_POSTGRES_URL"):
        yield url
        return
    with run_postgres() as server:
        yield server.url


@contextmanager
def fresh_database(server_url: str, template_url: str | None = None) -> Iterator[str]:
    """URL of an empty database, or of a copy of another to which nobody is connected; dropped afterwards."""
    name = f"bangban_{uuid.uuid4().hex[:12]}"
    template = (make_url(template_url).database if template_url else None) or "template1"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _run(server_url, create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server_url, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(server_url: str, statement: sql.Composed) -> None:
    engine = create_engine(make_url(server_url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        driver: psycopg.Connection[Any] = connection.connection.driver_connection  # pyright: ignore[reportAssignmentType]
        driver.autocommit = True
        driver.execute(statement)
        driver.autocommit = False
    engine.dispose()
