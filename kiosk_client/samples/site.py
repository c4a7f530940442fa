"""The sample site's server: its pages, and an office that takes applications, answers with a number and keeps nothing. Where
it is given the address of a Bangban server, its pages have the help button, as any other site's would."""

import json
import secrets
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .applications import SERVICES, SITE, judge, steps

MAX_BODY = 64 * 1024
RESULT = "result"
ZONE = ZoneInfo("Asia/Shanghai")
HELP = "<!-- help -->"
"""Where in the document the help's script goes."""


def headers(help_at: str | None) -> dict[str, str]:
    """`help_at`: origin of a Bangban server, for what EMBED.md asks of a site that embeds it."""
    helper = f" {help_at}" if help_at else ""
    quoted = f' "{help_at}"' if help_at else ""
    return {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'none'",
                *(f"{kind}-src 'self'{helper}" for kind in ("script", "connect")),
                *(f"{kind}-src 'self'" for kind in ("style", "font")),
                *([f"frame-src{helper}"] if help_at else []),
                "img-src 'self' data:",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        ),
        "Permissions-Policy": ", ".join(
            (
                f"camera=(self{quoted})",
                # Whoever lends a feature to a frame must have it, too.
                *(f"{feature}=({f'self{quoted}' if help_at else ''})" for feature in ("microphone", "display-capture")),
                *(f"{feature}=()" for feature in ("geolocation", "usb", "serial", "payment")),
            )
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


def today_here() -> date:
    return datetime.now(ZONE).date()


def sample_site(today: Callable[[], date] = today_here, help_at: str | None = None) -> Starlette:
    script = f'<script src="{help_at}/embed.js" defer></script>' if help_at else ""
    document = (SITE / "index.html").read_text(encoding="utf-8").replace(HELP, script)

    async def page(request: Request) -> Response:
        """One document for all pages: it draws what its address says, and says so where there is nothing."""
        service, step = request.path_params.get("service"), request.path_params.get("step")
        known = service is None or (service in SERVICES and step in (*steps(service), RESULT))
        return HTMLResponse(document, 200 if known else 404)

    async def first_step(request: Request) -> Response:
        service = request.path_params["service"]
        if service not in SERVICES:
            return HTMLResponse(document, 404)
        return RedirectResponse(f"/{service}/{steps(service)[0]}", 307)

    async def take_application(request: Request) -> Response:
        body = await _bounded_body(request)
        if body is None:
            return JSONResponse({"field": "fields", "code": "too_long"}, 413)
        try:
            application = json.loads(body)
        except (ValueError, RecursionError):
            return JSONResponse({"field": "fields", "code": "json"}, 400)
        now = today()
        if wrong := judge(application, now):
            return JSONResponse(wrong._asdict(), 422)
        return JSONResponse({"number": f"{now:%Y%m%d}{secrets.randbelow(1_000_000):06d}"}, 201)

    routes = [
        Route("/", page),
        Route("/applications", take_application, methods=["POST"]),
        Route("/{service}", first_step),
        Route("/{service}/{step}", page),
    ]
    assets = Mount("/assets", StaticFiles(directory=SITE))
    return Starlette(routes=[assets, *routes], middleware=[Middleware(Guarded, headers=headers(help_at))])


async def _bounded_body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return body


class Guarded:
    """Every answer says what its page may load and use, and browsers ask each time whether a file is still the newest."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.update(self._headers)
                answer.setdefault("Cache-Control", "no-cache" if scope["method"] == "GET" else "no-store")
            await send(message)

        await self._app(scope, receive, send_guarded if scope["type"] == "http" else send)
