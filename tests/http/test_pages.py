"""Pages are served as they lie there, each with the headers that keep it to itself."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from signaling.http.pages import TYPES
from signaling.http.security import IMPORT_MAP

from .scene import MODULES, Scene

PAGES = ["/", "/kiosk/", "/guest/", "/agent/", "/manage/"]
ANYTHING = [
    *PAGES,
    "/web/tokens.css",
    "/vendor/lit/index.js",
    "/healthz",
    "/api/v1/me",
    "/nothing",
    "/web/",
    "/landing/icon.svg",
]
FILES = {*PAGES, "/web/tokens.css", "/vendor/lit/index.js", "/landing/icon.svg"}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def needs_lit() -> None:
    if not (MODULES / "lit").is_dir():
        pytest.skip("the browser libraries are not set up")


@pytest.mark.parametrize("path", ANYTHING)
async def test_every_answer_has_the_headers_that_confine_it(scene: Scene, path: str) -> None:
    async with scene.client() as browser:
        headers = (await browser.get(path)).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "*" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    for feature in ("camera", "microphone", "display-capture"):
        assert f"{feature}=(self)" in headers["permissions-policy"]
    assert headers["cache-control"] == ("no-cache" if path in FILES else "no-store")
    assert "server" not in headers


async def test_only_the_pages_of_named_origins_may_hold_the_kiosk_in_a_frame(scene: Scene) -> None:
    app = scene.make_app(embed_origins=frozenset({"https://service.example.org"}))
    async with scene.client(app=app) as browser:
        kiosk, console = (await browser.get("/kiosk/")).headers, (await browser.get("/agent/")).headers
        asked = {
            origin: (await browser.get("/embed/allowed", headers={"origin": origin})).json()["allowed"]
            for origin in ("https://service.example.org", "https://elsewhere.example.org")
        }
    assert "frame-ancestors https://service.example.org;" in kiosk["content-security-policy"]
    assert "x-frame-options" not in kiosk
    assert "frame-ancestors 'none'" in console["content-security-policy"]
    assert console["x-frame-options"] == "DENY"
    assert asked == {"https://service.example.org": True, "https://elsewhere.example.org": False}


@pytest.mark.parametrize("path", ["/embed.js", "/embed/embed.js", "/embed/main.js", "/embed/allowed"])
async def test_pages_of_others_may_load_what_runs_in_them_and_nothing_else(scene: Scene, path: str) -> None:
    async with scene.client() as browser:
        lent, kept = (await browser.get(path)).headers, (await browser.get("/kiosk/main.js")).headers
    assert lent["access-control-allow-origin"] == "*"
    assert lent["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-origin" not in kept
    assert kept["cross-origin-resource-policy"] == "same-origin"


async def test_what_runs_in_pages_of_others_is_small(scene: Scene) -> None:
    """15 KB, taken together and compressed."""
    sources = sorted((ROOT / "kiosk_client/embed").glob("*.js"))
    assert len(gzip.compress(b"".join(source.read_bytes() for source in sources))) <= 15 * 1024


async def test_over_plain_http_browsers_are_not_told_to_insist_on_https(scene: Scene) -> None:
    async with scene.client(app=scene.make_app(https_only=False)) as browser:
        assert "strict-transport-security" not in (await browser.get("/")).headers


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_has_only_scripts_that_the_policy_allows(scene: Scene, page: str) -> None:
    async with scene.client() as browser:
        answer = await browser.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<!-- importmap -->" not in answer.text
    assert not re.search(r"<style|\sstyle=|\son\w+=", answer.text)
    allowed = re.findall(r"'sha256-([^']+)'", answer.headers["content-security-policy"])
    for content in re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.DOTALL):
        if not content:
            continue
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in allowed


@pytest.mark.usefixtures("needs_lit")
async def test_every_library_that_pages_may_import_is_there(scene: Scene) -> None:
    async with scene.client() as browser:
        for name, path in json.loads(IMPORT_MAP)["imports"].items():
            answer = await browser.get(path + "directive.js" if name == "lit/" else path)
            if not name.endswith("/") or name == "lit/":
                assert answer.status_code == 200, path
                assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("page", ["/kiosk", "/guest", "/agent", "/manage"])
async def test_an_address_without_its_slash_leads_to_the_page(scene: Scene, page: str) -> None:
    async with scene.client() as browser:
        answer = await browser.get(page)
        assert (answer.status_code, answer.headers["location"]) == (308, f"{page}/")


@pytest.mark.parametrize("path", ["/", "/kiosk/", "/web/tokens.css"])
async def test_a_page_is_asked_for_again_but_not_sent_again(scene: Scene, path: str) -> None:
    async with scene.client() as browser:
        first = await browser.get(path)
        assert first.headers["cache-control"] == "no-cache"
        again = await browser.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["cache-control"] == "no-cache"
        other = await browser.get(path, headers={"If-None-Match": '"other"'})
        assert other.content == first.content


@pytest.mark.parametrize(
    "path",
    [
        "/web/../settings.py",
        "/web/%2e%2e/settings.py",
        "/web/..%2fsettings.py",
        "/kiosk/%2e%2e/__init__.py",
        "/web//etc/passwd",
        "/vendor/lit/README.md",
        "/vendor/lit/../typescript/package.json",
        "/vendor/typescript/package.json",
        "/web/%00",
        "/web/" + "x" * 5000,
    ],
)
async def test_nothing_else_on_the_machine_can_be_read(scene: Scene, path: str) -> None:
    async with scene.client() as browser:
        assert (await browser.get(path)).status_code == 404


async def test_a_page_takes_no_other_method(scene: Scene) -> None:
    async with scene.client() as browser:
        assert (await browser.post("/kiosk/")).status_code == 405


def test_everything_that_lies_beside_the_pages_can_be_served() -> None:
    served = [
        ROOT / "signaling/web",
        ROOT / "kiosk_client/page",
        ROOT / "kiosk_client/guest",
        ROOT / "agent_console",
        ROOT / "signaling/http/landing",
    ]
    files = [path for directory in served for path in directory.rglob("*") if path.is_file()]
    notes = {".py", ".pyc", ".ts", ".md"}
    assert {path.suffix for path in files} - notes <= set(TYPES)
