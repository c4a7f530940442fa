"""The pages: files as they lie in the repository, with the import map put into HTML."""

import hashlib
import os
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import Scope

import agent_console
import kiosk_client

from .security import IMPORT_MAP, LENT
from .services import ServicesOf

PLACEHOLDER = "<!-- importmap -->"
IMPORT_MAP_ELEMENT = f'<script type="importmap">{IMPORT_MAP}</script>'

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".webm": "video/webm",
}
"""What is served, and as what. A file of any other kind is not there: source code and notes lie beside the pages."""
PAGES = ("/kiosk", "/guest", "/agent", "/manage")
LIBRARIES = ("lit", "lit-html", "lit-element", "@lit/reactive-element")

HERE = Path(__file__).parent
LANDING = HERE / "landing"


class Files(StaticFiles):
    """Browsers keep a copy and ask each time whether it is still the newest: a new version is there at the next reload."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        kind = TYPES.get(Path(full_path).suffix)
        if kind is None:
            raise HTTPException(404)
        if Path(full_path).suffix == ".html":
            return page(Path(full_path), scope)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Content-Type"] = kind
        response.headers["Cache-Control"] = "no-cache"
        return response


def page(path: Path, scope: Scope) -> Response:
    content = path.read_text(encoding="utf-8").replace(PLACEHOLDER, IMPORT_MAP_ELEMENT).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = Response(content, headers={"ETag": tag, "Cache-Control": "no-cache"}, media_type=TYPES[".html"])
    return NotModifiedResponse(response.headers) if Headers(scope=scope).get("if-none-match") == tag else response


def add_pages(app: FastAPI, web_modules: Path) -> None:
    console, kiosk = Path(agent_console.__path__[0]), Path(kiosk_client.__path__[0])
    places = {
        "/web": HERE.parent / "web",
        "/kiosk": kiosk / "page",
        LENT: kiosk / "embed",
        "/guest": kiosk / "guest",
        "/agent": console / "agent",
        "/manage": console / "manage",
        "/staff": console / "shared",
        "/landing": LANDING,
        **{f"/vendor/{library}": web_modules / library for library in LIBRARIES},
    }
    app.add_api_route(f"{LENT}.js", _embed_script, include_in_schema=False)
    app.add_api_route(f"{LENT}/allowed", _may_embed, include_in_schema=False)
    for path, directory in places.items():
        app.mount(path, Files(directory=directory, html=True, check_dir=False), name=path)
    for address in PAGES:
        app.add_api_route(address, _with_slash, include_in_schema=False)
    app.add_api_route("/", _landing, include_in_schema=False)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)


async def _with_slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", 308)


async def _landing(request: Request) -> Response:
    return page(LANDING / "index.html", request.scope)


async def _icon() -> Response:
    return RedirectResponse("/landing/icon.svg", 308)


async def _embed_script() -> Response:
    """What another's page names is a short address."""
    return RedirectResponse(f"{LENT}/embed.js", 308)


async def _may_embed(request: Request, services: ServicesOf) -> dict[str, bool]:
    """A frame that is refused looks to the page like one that is slow, so the script in it asks first."""
    return {"allowed": request.headers.get("origin") in services.embed_origins}
