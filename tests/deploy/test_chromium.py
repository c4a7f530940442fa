"""The launch line and the policies, in the real Chromium: a touch gives camera, microphone and screen without a question."""

import json
import mmap
import shutil
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[2] / "deploy/chromium"
POLICIES = json.loads((FOLDER / "policies.json").read_text(encoding="utf-8"))
ADDRESS = "https://help.example.org"
BINARIES = (Path("/usr/lib/chromium/chromium"), Path("/usr/lib/chromium-browser/chromium-browser"))
CAPTURE = """async (kind) => {
  const stream = kind === "screen"
    ? await navigator.mediaDevices.getDisplayMedia({ video: true, preferCurrentTab: true })
    : await navigator.mediaDevices.getUserMedia({ video: kind === "camera", audio: kind === "microphone" });
  return stream.getTracks()[0].readyState;
}"""

pytestmark = pytest.mark.browser


def launch_flags() -> list[str]:
    command = ["sh", FOLDER / "launch.sh", "http://localhost/kiosk/", "--one-more"]
    environment = {"PATH": "/usr/bin:/bin", "CHROMIUM": "echo", "BANGBAN_BROWSER_PROFILE": "/nowhere", "HOME": "/"}
    flags = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
    assert flags[-2:] == ["--one-more", "http://localhost/kiosk/"]
    return [flag for flag in flags[:-2] if not flag.startswith(("--kiosk", "--user-data-dir"))]


@pytest.fixture
def page_url() -> Iterator[str]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>kiosk</title><h1>A017</h1>")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def captured(url: str, program: Path, profile: Path, *kinds: str) -> dict[str, str]:
    """What each capture came to: `live`, or the error's name."""
    flags = [*launch_flags(), "--use-fake-device-for-media-stream", "--no-sandbox"]
    with sync_playwright() as playwright:
        # A profile that is kept, as on a kiosk: the policies forbid incognito windows.
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, args=flags, timeout=30_000
        )
        [page] = browser.pages
        page.goto(url)
        page.set_default_timeout(10_000)
        found = {
            kind: page.evaluate(
                f"(kind) => Promise.race([({CAPTURE})(kind).catch((error) => error.name),"
                " new Promise((done) => setTimeout(done, 5000, 'asked'))])",
                kind,
            )
            for kind in kinds
        }
        browser.close()
    return found


def chromium() -> Path:
    found = shutil.which("chromium")
    assert found, "Chromium is not installed: apt-get install chromium"
    return Path(found)


def test_the_launch_line_lets_the_page_capture_its_own_tab_without_a_question(page_url: str, tmp_path: Path) -> None:
    assert captured(page_url, chromium(), tmp_path, "screen") == {"screen": "live"}


@pytest.fixture
def managed(tmp_path: Path, page_url: str) -> Path:
    """Chromium with our policies for the test page's address, in a mount namespace of its own: the machine's are untouched."""
    if subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode:
        pytest.skip("mount namespaces are not allowed here")
    policies = tmp_path / "bangban.json"
    # Without the one that forbids what Playwright drives the browser by.
    chosen = {name: value for name, value in POLICIES.items() if name != "DeveloperToolsAvailability"}
    policies.write_text(json.dumps(chosen).replace(ADDRESS, page_url), encoding="utf-8")
    wrapper = tmp_path / "chromium"
    wrapper.write_text(f"""#!/bin/sh
exec unshare --mount sh -c 'mount -t tmpfs tmpfs /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
  cp "$0" /etc/chromium/policies/managed/ && exec {chromium()} "$@"' {policies} "$@"
""")
    wrapper.chmod(0o755)
    return wrapper


def test_the_policies_give_camera_and_microphone_without_a_question(
    page_url: str, managed: Path, tmp_path: Path
) -> None:
    assert captured(page_url, managed, tmp_path / "profile", "camera", "microphone") == {
        "camera": "live",
        "microphone": "live",
    }


def test_without_the_policies_they_are_asked_for(page_url: str, tmp_path: Path) -> None:
    assert captured(page_url, chromium(), tmp_path, "camera") != {"camera": "live"}


def test_chromium_knows_every_policy() -> None:
    binary = next((path for path in BINARIES if path.exists()), None)
    if binary is None:
        pytest.skip("the binary of this Chromium is elsewhere")
    with binary.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        assert not [name for name in POLICIES if content.find(b"\0" + name.encode() + b"\0") < 0]
