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

SESSIONS = 15
WARM_UP = 2
"""Sessions before it counts: a machine in a centre has had its page open for days."""
RING_MS = 2_000
"""How long it rings before somebody answers: nobody is quicker, and what was begun by the touch is done by then."""

FIRST_PICTURE = (Path(__file__).parent / "first_picture.js").read_text()
BARE = """
async ([url, me, peer]) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 }, audio: true });
  const socket = new WebSocket(url);
  await new Promise((resolve) => { socket.onopen = resolve; });
  socket.send(me);
  const say = (message) => socket.send(JSON.stringify({ ...message, to: peer }));
  const connection = new RTCPeerConnection();
  window.decoded = new Promise((resolve) => {
    connection.ontrack = ({ track }) => track.kind === 'video' && resolve(window.firstDecoded(track));
  });
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
  window.accept = async () => {
    await connection.setLocalDescription();
    say({ description: connection.localDescription });
    return performance.timeOrigin + performance.now();
  };
}
"""
CONNECTED = "window.peers.at(-1)?.connectionState === 'connected'"
FACE, SCREEN_LINE = 3, 1
"""Places among the media lines."""
NOTE_THE_CLICK = """
() => document.addEventListener('click', () => { window.acceptedAt = performance.timeOrigin + performance.now(); },
  { capture: true, once: true })
"""
DECODED = "(line) => { window.at = window.firstDecoded(window.receivedTrack(line)); }"
FACE_SHOWN = "() => { window.at = window.firstShown(() => window.deep('figure.agent video')); }"
SCREEN_SHOWN = """(width) => {
  window.at = window.firstShown(() => window.deep('bb-picture')?.shadowRoot.querySelector('video'), width);
}"""
WATCHES: dict[str, tuple[tuple[str, int | None], tuple[str, int | None]]] = {
    "decoded": ((DECODED, FACE), (DECODED, SCREEN_LINE)),
    "shown": ((FACE_SHOWN, None), (SCREEN_SHOWN, 0)),
    "in_full_size": ((FACE_SHOWN, None), (SCREEN_SHOWN, 1080)),
}
"""What is looked for at the kiosk and at the console, one at a time: looking at a page slows it down."""


def measure(directory: Path) -> dict[str, Any]:
    with sync_playwright() as playwright, run_server(directory, as_shipped=True) as server, bare_server() as (url, _):
        server.create_staff("agent")
        chromium = program("chromium", "chromium")
        kiosk_browser, console_browser = (
            playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *SOUND, *DEVICES, *SCREEN])
            for _ in range(2)
        )
        resident = Resident(kiosk_browser, server, bypass_csp=True)
        agent = Agent(console_browser, server, bypass_csp=True)
        for person in (resident, agent):
            person.page.add_init_script(FIRST_PICTURE)
        resident.enrol()
        agent.sign_in("agent")
        agent.be_available()
        for _ in range(WARM_UP):
            session(resident, agent, "decoded")
        ours = {watch: [session(resident, agent, watch) for _ in range(SESSIONS)] for watch in WATCHES}
        theirs = [bare_call(kiosk_browser, console_browser, url, number) for number in range(SESSIONS)]
        resident.close()
        agent.close()
    face, screen = (
        {watch: round(statistics.median(taken[side] for taken in sessions)) for watch, sessions in ours.items()}
        for side in (0, 1)
    )
    bare = statistics.median(theirs)
    return {
        "figure": "accept to first decoded picture, two Chromiums on localhost, median",
        "unit": "ms",
        "agents_face_decoded_at_the_kiosk": face["decoded"],
        "agents_face_shown": face["shown"],
        "kiosks_screen_decoded_at_the_console": screen["decoded"],
        "kiosks_screen_shown": screen["shown"],
        "kiosks_screen_shown_in_full_size": screen["in_full_size"],
        "bare_connecting_at_the_accept_decoded": round(bare),
        "ratio": round(max(face["decoded"], screen["decoded"]) / bare, 2),
        "target": "decoded <= 100 ms on both sides",
    }


def session(resident: Resident, agent: Agent, watch: str) -> tuple[float, float]:
    """Ms from the click: at the kiosk and at the console."""
    resident.touch_help()
    resident.allow_all()
    agent.ring().wait_for()
    wait_for(lambda: bool(agent.page.evaluate(CONNECTED)), 20, "the prepared connection")
    agent.page.wait_for_timeout(RING_MS)
    people = (resident, agent)
    for person, (look, argument) in zip(people, WATCHES[watch], strict=True):
        person.page.evaluate(look, argument)
    agent.page.evaluate(NOTE_THE_CLICK)
    agent.accept()
    kiosk, console = (float(person.page.evaluate("window.at")) for person in people)
    accepted = float(agent.page.evaluate("window.acceptedAt"))
    resident.end()
    resident.button("不评了")
    resident.button("好了")
    agent.finish()
    return kiosk - accepted, console - accepted


def bare_call(one: Browser, other: Browser, url: str, number: int) -> float:
    """Ms from the accept to the later of the two pictures."""
    pages: list[Page] = [browser.new_page() for browser in (one, other)]
    names = [f"caller-{number}", f"callee-{number}"]
    for page, me, peer in zip(pages, names, reversed(names), strict=True):
        page.goto(url.replace("ws:", "http:").replace("/ws", "/readyz"))
        page.evaluate(f"() => {{ {FIRST_PICTURE} }}")
        page.evaluate(BARE, [url, me, peer])
    accepted = float(pages[0].evaluate("window.accept()"))
    taken = max(float(page.evaluate("window.decoded")) for page in pages) - accepted
    for page in pages:
        page.close()
    return taken


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))
