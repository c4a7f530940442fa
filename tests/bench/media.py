"""From the accept to the first decoded picture, on both sides, in two real Chromiums; against two bare pages that make their
connection when the accept comes, as most systems do."""

import json
import statistics
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.bare_server import bare_server
from tests.browser.conftest import DEVICES, QUIET, SCREEN, SOUND
from tests.browser.people import Agent, Resident
from tests.support.programs import program
from tests.support.server import run_server
from tests.support.waiting import wait_for

SESSIONS = 9
RING_MS = 2_000
"""How long it rings before somebody answers: nobody is quicker, and what was begun by the touch is done by then."""

FIRST_PICTURE = """
  window.watch = (find) => {
    window.pictureAt = null;
    const canvas = new OffscreenCanvas(16, 16);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const look = (video) => () => {
      context.drawImage(video, 0, 0, 16, 16);
      const pixels = context.getImageData(0, 0, 16, 16).data;
      if (pixels.some((value, at) => at % 4 !== 3 && value > 40)) {
        window.pictureAt ??= performance.timeOrigin + performance.now();
      }
      else video.requestVideoFrameCallback(look(video));
    };
    const seek = () => {
      const video = find();
      if (video?.srcObject) video.requestVideoFrameCallback(look(video));
      else requestAnimationFrame(seek);
    };
    seek();
  };
  window.deep = (selector, root = document) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot && window.deep(selector, element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
"""
BARE = """
async ([url, me, peer, offers]) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 }, audio: true });
  const socket = new WebSocket(url);
  await new Promise((resolve) => { socket.onopen = resolve; });
  socket.send(me);
  const say = (message) => socket.send(peer + '\\n' + JSON.stringify(message));
  const connection = new RTCPeerConnection();
  const video = document.body.appendChild(Object.assign(document.createElement('video'), { muted: true, autoplay: true }));
  connection.ontrack = ({ streams }) => { video.srcObject = streams[0]; };
  connection.onicecandidate = ({ candidate }) => candidate && say({ candidate });
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  socket.onmessage = async ({ data }) => {
    if (data === me) return;
    const { description, candidate } = JSON.parse(data);
    if (candidate) return connection.addIceCandidate(candidate);
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    await connection.setLocalDescription();
    say({ description: connection.localDescription });
  };
  window.watch(() => video);
  window.accept = async () => {
    await connection.setLocalDescription();
    say({ description: connection.localDescription });
    return performance.timeOrigin + performance.now();
  };
}
"""
PICTURE_AT = "window.pictureAt"
CONNECTED = "window.peers.at(-1)?.connectionState === 'connected'"
NOTE_THE_CLICK = """
() => document.addEventListener('click', () => { window.acceptedAt = performance.timeOrigin + performance.now(); },
  { capture: true, once: true })
"""


def measure(directory: Path) -> dict[str, Any]:
    with sync_playwright() as playwright, run_server(directory) as server, bare_server() as (url, _):
        server.create_staff("agent")
        chromium = program("chromium", "chromium")
        kiosk_browser, console_browser = (
            playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *SOUND, *DEVICES, *SCREEN])
            for _ in range(2)
        )
        resident, agent = Resident(kiosk_browser, server), Agent(console_browser, server)
        for person in (resident, agent):
            person.page.add_init_script(FIRST_PICTURE)
        resident.enrol()
        agent.sign_in("agent")
        agent.be_available()
        ours = [session(resident, agent) for _ in range(SESSIONS)]
        theirs = [bare_call(kiosk_browser, console_browser, url, number) for number in range(SESSIONS)]
        resident.close()
        agent.close()
    kiosk, console = (statistics.median(taken[side] for taken in ours) for side in (0, 1))
    bare = statistics.median(max(taken) for taken in theirs)
    return {
        "figure": "accept to first decoded picture, two Chromiums on localhost, median",
        "unit": "ms",
        "agents_face_at_the_kiosk": round(kiosk),
        "kiosks_screen_at_the_console": round(console),
        "bare_connecting_at_the_accept": round(bare),
        "ratio": round(max(kiosk, console) / bare, 2),
        "target": "<= 100 ms on both sides",
    }


def session(resident: Resident, agent: Agent) -> tuple[float, float]:
    """To the picture at the kiosk, and to the one at the console, in ms."""
    resident.touch_help()
    resident.allow_all()
    agent.ring().wait_for()
    wait_for(lambda: bool(agent.page.evaluate(CONNECTED)), 20, "the prepared connection")
    agent.page.wait_for_timeout(RING_MS)
    resident.page.evaluate("() => window.watch(() => window.deep('figure.agent video'))")
    agent.page.evaluate("() => window.watch(() => window.deep('bb-picture')?.shadowRoot.querySelector('video'))")
    agent.page.evaluate(NOTE_THE_CLICK)
    agent.accept()
    await_pictures(resident.page, agent.page)
    accepted = float(agent.page.evaluate("window.acceptedAt"))
    taken = tuple(float(person.page.evaluate(PICTURE_AT)) - accepted for person in (resident, agent))
    resident.end()
    resident.button("不评了")
    resident.button("好了")
    agent.finish()
    return taken[0], taken[1]


def await_pictures(*pages: Page) -> None:
    wait_for(lambda: all(page.evaluate(PICTURE_AT) for page in pages), 20, "the first picture on both sides")


def bare_call(one: Browser, other: Browser, url: str, number: int) -> tuple[float, float]:
    pages: list[Page] = [browser.new_page() for browser in (one, other)]
    names = [f"caller-{number}", f"callee-{number}"]
    for page, me, peer in zip(pages, names, reversed(names), strict=True):
        page.goto(url.replace("ws:", "http:").replace("/ws", "/readyz"))
        page.evaluate(f"() => {{ {FIRST_PICTURE} }}")
        page.evaluate(BARE, [url, me, peer, me == names[0]])
    accepted = float(pages[0].evaluate("window.accept()"))
    await_pictures(*pages)
    taken = tuple(float(page.evaluate(PICTURE_AT)) - accepted for page in pages)
    for page in pages:
        page.close()
    return taken[0], taken[1]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))
