"""A real Redis server that can be frozen, killed and started again."""

import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.support.programs import program
from tests.support.server import free_port
from tests.support.waiting import wait_for

START_SECONDS = 10


class RedisServer:
    """Keeps nothing: a restart is a restart empty."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        redis_server = program("redis-server", "redis-server")
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        with (self._directory / "log").open("ab") as log:
            self._process = subprocess.Popen([redis_server, *options], cwd=self._directory, stdout=log, stderr=log)
        wait_for(self._answers, START_SECONDS, "Redis to answer")

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def wipe(self) -> None:
        with Redis.from_url(self.url) as client:
            client.flushall()

    def subscribers(self) -> int:
        """Connections that listen."""
        with Redis.from_url(self.url) as client:
            return len(client.client_list(_type="pubsub"))

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as client:
                return bool(client.ping())
        except RedisConnectionError:
            return False


@contextmanager
def run_redis() -> Iterator[RedisServer]:
    with tempfile.TemporaryDirectory(prefix="bangban-redis-") as directory:
        server = RedisServer(Path(directory))
        try:
            server.start()
            yield server
        finally:
            server.kill()
