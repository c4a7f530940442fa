"""Small servers in this process."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import zxingcpp


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], port: int = 0) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_page_of_canaries(port: int, help_at: str, mode: str, codes: dict[str, str]) -> Iterator[None]:
    """At every address of this port."""
    page = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
    parts = {"EMBED": f"{help_at}/embed.js", "MODE": mode, **{name: _code(text) for name, text in codes.items()}}
    for name, part in parts.items():
        page = page.replace(name, part)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Not a line for each page."""

    with serving(Handler, port):
        yield


def _code(text: str) -> str:
    svg = zxingcpp.write_barcode_to_svg(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode), scale=4)
    return (
        re.sub(r"<[?!].*?>\s*", "", svg)
        .replace("#000000", "currentColor")
        .replace("<svg ", '<svg viewBox="0 0 116 116" ')
    )
