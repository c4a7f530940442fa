"""Starts the baseline in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import psutil

from tests.support.server import free_port
from tests.support.waiting import wait_for


@contextmanager
def bare_server() -> Iterator[tuple[str, psutil.Process]]:
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.bare_relay", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ready() -> bool:
        try:
            return httpx2.get(f"http://localhost:{port}/readyz").status_code == 200
        except httpx2.TransportError:
            return False

    try:
        wait_for(ready, 20, "the baseline to be ready")
        yield f"ws://localhost:{port}/ws", psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)
