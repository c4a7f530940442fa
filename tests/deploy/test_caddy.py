"""The Caddyfile, in a real Caddy before two upstreams: balanced, proxied WebSockets, and a dead node costs nobody an error."""

import http.server
import os
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.http11 import Request, Response
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as serve_websocket

from tests.support.server import free_port
from tests.support.waiting import wait_for

CADDYFILE = Path(__file__).parents[2] / "deploy/caddy/Caddyfile"


class Node:
    """Answers every request with its own name, until it is stopped."""

    def __init__(self, name: str) -> None:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = f"{name} {self.headers['X-Forwarded-Proto']} {self.path}".encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Proxy:
    def __init__(self, folder: Path, *nodes: str) -> None:
        program = shutil.which("caddy")
        assert program, "Caddy is not installed: apt-get install caddy"
        self.port = free_port()
        environment = os.environ | {
            "PUBLIC_HOST": f"http://127.0.0.1:{self.port}",
            "NODES": " ".join(nodes),
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
        }
        command = [program, "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
        with (folder / "caddy.log").open("wb") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        wait_for(self._answers, 15, "Caddy to answer")

    def _answers(self) -> bool:
        assert self._process.poll() is None, "Caddy has stopped"
        try:
            self.get("/")
        except OSError:
            return False
        return True

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)


@pytest.fixture
def nodes() -> Iterator[list[Node]]:
    running = [Node("one"), Node("two")]
    yield running
    for node in running:
        node.stop()


@pytest.fixture
def proxy(tmp_path: Path, nodes: list[Node]) -> Iterator[Proxy]:
    proxy = Proxy(tmp_path, *(node.address for node in nodes))
    yield proxy
    proxy.stop()


def test_both_nodes_are_used_and_told_how_they_were_reached(proxy: Proxy) -> None:
    answers = [proxy.get("/kiosk/") for _ in range(40)]
    assert {answer.split()[0] for answer in answers} == {"one", "two"}
    assert {answer.split(maxsplit=1)[1] for answer in answers} == {"http /kiosk/"}


def test_a_node_that_stops_costs_nobody_an_error(proxy: Proxy, nodes: list[Node]) -> None:
    nodes[0].stop()
    assert {proxy.get("/readyz").split()[0] for _ in range(20)} == {"two"}
    nodes[0] = Node("one again")


def echo(socket: ServerConnection) -> None:
    for message in socket:
        socket.send(message)


def plain_answer(socket: ServerConnection, request: Request) -> Response | None:
    return None if request.path == "/ws" else socket.respond(HTTPStatus.OK, "ok")


def test_websockets_pass(tmp_path: Path) -> None:
    with serve_websocket(echo, "127.0.0.1", 0, process_request=plain_answer) as upstream:
        thread = threading.Thread(target=upstream.serve_forever)
        thread.start()
        proxy = Proxy(tmp_path, f"127.0.0.1:{upstream.socket.getsockname()[1]}")
        try:
            with connect(f"ws://127.0.0.1:{proxy.port}/ws", compression=None, proxy=None) as client:
                client.send('{"type":"ping"}')
                assert client.recv(timeout=5) == '{"type":"ping"}'
        finally:
            proxy.stop()
            upstream.shutdown()
            thread.join()


def test_it_is_formatted_and_valid_with_tls() -> None:
    environment = os.environ | {"PUBLIC_HOST": "help.example.org"}
    validate = ["caddy", "validate", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    assert subprocess.run(validate, env=environment, check=False, capture_output=True).returncode == 0
    formatted = subprocess.run(["caddy", "fmt", str(CADDYFILE)], check=True, capture_output=True, text=True).stdout
    assert formatted == CADDYFILE.read_text(encoding="utf-8")
