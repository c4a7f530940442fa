"""Headers of every answer, and the bound on every request. Plain ASGI: it costs one dictionary per request."""

import base64
import hashlib
import ipaddress
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Problem, ProblemCode, problem_response

MAX_BODY = 64 * 1024

IMPORT_MAP = json.dumps(
    {
        "imports": {
            "lit": "/vendor/lit/index.js",
            "lit/": "/vendor/lit/",
            "lit-html": "/vendor/lit-html/lit-html.js",
            "lit-html/": "/vendor/lit-html/",
            "lit-element": "/vendor/lit-element/index.js",
            "lit-element/": "/vendor/lit-element/",
            "@lit/reactive-element": "/vendor/@lit/reactive-element/reactive-element.js",
            "@lit/reactive-element/": "/vendor/@lit/reactive-element/",
        }
    }
)
"""Where pages find the libraries that they import by name. Inline in each page, and so named in the policy by hash."""

_IMPORT_MAP_HASH = base64.b64encode(hashlib.sha256(IMPORT_MAP.encode()).digest()).decode()


def _content_security_policy(ancestors: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{_IMPORT_MAP_HASH}'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            f"frame-ancestors {ancestors}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


PERMISSIONS_POLICY = ", ".join(
    (
        *(f"{feature}=(self)" for feature in ("camera", "microphone", "display-capture", "speaker-selection")),
        *(f"{feature}=()" for feature in ("geolocation", "usb", "serial", "payment", "browsing-topics")),
    )
)

HEADERS = {
    "Content-Security-Policy": _content_security_policy("'none'"),
    "Permissions-Policy": PERMISSIONS_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
FRAMED = "/kiosk/"
"""The page that others may hold in a frame: those of the setting `embed_origins`."""
LENT = "/embed"
"""Beginning of the addresses of what runs in the pages of others, and is loaded by them."""
LENT_HEADERS = HEADERS | {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
NOT_KEPT = (b"cache-control", b"no-store")
"""For every answer that does not say otherwise: only files do."""
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}

Headers = list[tuple[bytes, bytes]]


class Guard:
    """Around an HTTP application: security headers on whatever it answers, 413 for what is too long."""

    def __init__(self, app: ASGIApp, https_only: bool, embed_origins: frozenset[str]) -> None:
        self._app = app
        always = STRICT_TRANSPORT if https_only else {}
        self._usual = _encoded(HEADERS | always)
        self._lent = _encoded(LENT_HEADERS | always)
        self._framed = _encoded(_framed_by(embed_origins) | always) if embed_origins else self._usual

    def _headers(self, path: str) -> Headers:
        if path.startswith(LENT):
            return self._lent
        return self._framed if path == FRAMED else self._usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *self._headers(scope["path"])]
                if not any(name == b"cache-control" for name, _ in headers):
                    headers.append(NOT_KEPT)
                message["headers"] = headers
            await send(message)

        if _announced_length(scope) > MAX_BODY:
            await problem_response(ProblemCode.TOO_LONG)(scope, receive, send_guarded)
            return
        await self._app(scope, _bounded(receive), send_guarded)


def _encoded(headers: Mapping[str, str]) -> Headers:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _framed_by(origins: frozenset[str]) -> dict[str, str]:
    """`X-Frame-Options` knows no list of origins, and would forbid what the policy allows."""
    allowed = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    return allowed | {"Content-Security-Policy": _content_security_policy(" ".join(sorted(origins)))}


def _announced_length(scope: Scope) -> int:
    value = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(value) if value.isdigit() else MAX_BODY + 1


def _bounded(receive: Receive) -> Receive:
    """For a body whose length was not announced."""
    received = 0

    async def receive_bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_BODY:
            raise Problem(ProblemCode.TOO_LONG)
        return message

    return receive_bounded


def check_origin(request: Request, allowed: frozenset[str], required: bool) -> None:
    """Refuses what a page of another origin sends. `required` where a cookie is the only proof: browsers always say the
    origin of a POST, and nobody else has the cookie."""
    origin = request.headers.get("origin")
    if origin is None and not required:
        return
    if origin not in allowed and "*" not in allowed:
        raise Problem(ProblemCode.ORIGIN_REFUSED)


def remote_address(request: Request) -> str:
    """By which attempts are limited: the address, for IPv6 the network of /64 that one subscriber has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
