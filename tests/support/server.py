"""A real `bangban serve` in a process of its own, and the REST calls that set a scene up."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from signaling.adapters.migrations import migrate
from tests.support.waiting import wait_for

START_SECONDS = 30
PASSWORD = "a-long-enough-password"
REPOSITORY = Path(__file__).parents[2]
PLAIN: Any = {"timeout": 10, "verify": False}
"""For clients: they talk without TLS here, and to read the system's certificates takes longer than what they ask."""


def free_port() -> int:
    """Below those that the system gives to connections. Processes that test at the same time never have the same."""
    own, processes = (
        int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]),
        int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")),
    )
    while True:
        port = secrets.choice(range(16_384 + own, 32_768, processes))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass
class Server:
    """Started by `run_server`; may be killed and started again on the same port, database and secret."""

    directory: Path
    port: int
    settings: dict[str, str]
    as_shipped: bool = False
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    spare_kiosks: list[tuple[str, Any]] = field(default_factory=list, repr=False)
    _admin: httpx2.Client | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def ws_url(self) -> str:
        return f"ws://localhost:{self.port}/ws"

    @property
    def log_path(self) -> Path:
        return self.directory / f"server-{self.port}-{self.starts}.log"

    def start(self) -> None:
        self.starts += 1
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BANGBAN_")},
            "BANGBAN_PORT": str(self.port),
            "BANGBAN_STATE_DIR": str(self.directory),
            **{f"BANGBAN_{name.upper()}": value for name, value in self.settings.items()},
        }
        with self.log_path.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "signaling.cli" if self.as_shipped else "tests.support.quick", "serve"],
                cwd=REPOSITORY,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(self._is_ready, START_SECONDS, f"the server to be ready; its log is {self.log_path}")

    def _is_ready(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"the server stopped: {self.log_path.read_text()}")
        try:
            return httpx2.get(f"{self.url}/readyz", timeout=2, verify=False).status_code == 200
        except httpx2.TransportError:
            return False

    def kill(self) -> None:
        """`kill -9`: no goodbye."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            self.process.wait(20)

    # --- the scene ----------------------------------------------------------------------------------------------------

    @property
    def admin(self) -> httpx2.Client:
        """Signed in as the first administrator, whose one-time password has been changed."""
        if self._admin is None:
            first_log = self.directory / f"server-{self.port}-1.log"
            printed = re.search(r"admin, one-time password: (\S+)", first_log.read_text())
            assert printed, first_log.read_text()
            with self.sign_in("admin", printed[1]) as first:
                change = {"current": printed[1], "new": PASSWORD}
                first.post("/api/v1/password", json=change).raise_for_status()
            self._admin = self.sign_in("admin", PASSWORD)
        return self._admin

    def join(self, first: "Server") -> None:
        """Another node of the installation that `first` began: the same administrator, the same spare kiosks."""
        assert first.admin
        self._admin = self.sign_in("admin", PASSWORD)
        self.spare_kiosks = first.spare_kiosks

    def sign_in(self, name: str, password: str) -> httpx2.Client:
        """A client that carries the account's token; use it as a context, or close it."""
        asked = {"name": name, "password": password}
        answer = httpx2.post(f"{self.url}/api/v1/sign-in", json=asked, headers={"Origin": self.url}, **PLAIN)
        token = answer.raise_for_status().json()["access_token"]
        headers = {"Origin": self.url, "Authorization": f"Bearer {token}"}
        return httpx2.Client(base_url=self.url, headers=headers, **PLAIN)

    def close_clients(self) -> None:
        if self._admin is not None:
            self._admin.close()

    def create_staff(self, name: str, role: str = "agent", display_name: str = "王老师", desk: str = "desk-1") -> str:
        """An account whose password is `PASSWORD`; returns its id."""
        account = {"name": name, "display_name": display_name, "role": role}
        if role in ("agent", "supervisor"):
            account["desk"] = desk
        made = self.admin.post("/api/v1/staff", json=account).raise_for_status().json()
        with self.sign_in(name, made["one_time_password"]) as first:
            change = {"current": made["one_time_password"], "new": PASSWORD}
            first.post("/api/v1/password", json=change).raise_for_status()
        return str(made["staff"]["id"])

    def add_desk(self, desk: str, name: str) -> None:
        """Like the first; the server works at it within a second."""
        words = ["desk", "add", desk, "--name", name, "--phone", "0571-12345", "--like", "desk-1"]
        environment = os.environ | {"BANGBAN_STATE_DIR": str(self.directory)}
        subprocess.run([sys.executable, "-m", "signaling.cli", *words], env=environment, check=True)

    def approve(self, code: str, name: str = "3号机") -> str:
        site = self.admin.get("/api/v1/sites").raise_for_status().json()["items"][0]["id"]
        approved = self.admin.post("/api/v1/enrolments/approve", json={"code": code, "site": site, "name": name})
        return str(approved.raise_for_status().json()["kiosk"])


@cache
def migrated() -> bytes:
    """An empty database with the newest schema, to be copied."""
    with TemporaryDirectory(prefix="bangban-migrated-") as directory:
        path = Path(directory) / "bangban.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


@contextmanager
def run_server(directory: Path, *, as_shipped: bool = False, **settings: str) -> Iterator[Server]:
    """As shipped: passwords at full strength, and the first start makes the database."""
    server = Server(directory, int(settings.pop("port", 0)) or free_port(), settings, as_shipped)
    if not as_shipped and "database_url" not in settings:
        (directory / "bangban.db").write_bytes(migrated())
    try:
        server.start()
        yield server
    finally:
        server.stop()
        server.close_clients()
