"""The demonstration's server: a real `bangban serve` in a process of its own, on this machine only."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kiosk_client.rest import Rest, RestProblem

READY_WITHIN = 30.0
STOP_WITHIN = 10.0
LOOK_EVERY = 0.1
PREFIX = "BANGBAN_"


class ServerFailed(Exception):
    """It stopped, or was not ready in time; the text has the end of its log."""


@asynccontextmanager
async def serving(state: Path, port: int) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The address of a server that is ready, and its process. Settings of the environment do not reach it: a demonstration
    must not write into somebody's real database."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}STATE_DIR": str(state), f"{PREFIX}PORT": str(port), f"{PREFIX}HOST": "127.0.0.1"}
    log_path = state / "server.log"
    with log_path.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "signaling.cli", "serve",
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        await _ready(url, process, log_path)
        yield url, process
    finally:
        await _stop(process)


async def _ready(url: str, process: asyncio.subprocess.Process, log_path: Path) -> None:
    async with Rest(url) as rest:
        try:
            async with asyncio.timeout(READY_WITHIN):
                while process.returncode is None:
                    try:
                        await rest.reach()
                    except RestProblem:
                        await asyncio.sleep(LOOK_EVERY)
                    else:
                        return
        except TimeoutError:
            pass  # said below, together with the other way of failing
    raise ServerFailed(f"the server did not start; its log ends with:\n{_end_of(log_path)}")


def _end_of(log_path: Path) -> str:
    return log_path.read_text(encoding="utf-8", errors="replace")[-2000:]


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(STOP_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
