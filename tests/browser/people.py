"""A resident at the kiosk page and an agent at the console, each in a real Chromium of their own."""

import re
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.server import PASSWORD, Server
from tests.support.waiting import wait_for

SECONDS = 30
TAKE_NOTE_OF_PEERS = """
  window.peers = [];
  const Native = RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...given) { super(...given); window.peers.push(this); window.onpeer?.(this); }
  };
"""
STATISTICS = """
async () => {
  const peer = window.peers.findLast((peer) => peer.connectionState !== 'closed');
  return peer ? [...(await peer.getStats()).values()] : [];
}
"""
PICTURE = """
async (video) => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d').drawImage(video, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return Array.from(bytes);
}
"""

MEDIA_LINES = ("audio", "screen", "camera", "agent_camera")
NOTE_BRIGHTNESS = """
(line) => {
  window.brightest = 0;
  const context = new OffscreenCanvas(64, 64).getContext('2d', { willReadFrequently: true });
  const look = async (reader) => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      context.drawImage(next.value, 0, 0, 64, 64);
      next.value.close();
      const pixels = context.getImageData(0, 0, 64, 64).data.filter((_, at) => at % 4 !== 3);
      window.brightest = Math.max(window.brightest, ...pixels);
    }
  };
  window.onpeer = (peer) => peer.addEventListener('track', ({ track }) => {
    const of = peer.getTransceivers().findIndex((transceiver) => transceiver.receiver.track === track);
    if (of === line) look(new MediaStreamTrackProcessor({ track: track.clone() }).readable.getReader());
  });
}
"""


class Person:
    size: tuple[int, int]

    def __init__(self, browser: Browser, server: Server, url: str | None = None, **options: Any) -> None:
        self.server = server
        self.url = url or server.url
        width, height = self.size
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", color_scheme="light", **options
        )
        self.context.add_init_script(TAKE_NOTE_OF_PEERS)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(SECONDS * 1000)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def close(self) -> None:
        self.context.close()

    def statistics(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate(STATISTICS))

    def received(self, kind: str) -> list[dict[str, Any]]:
        return [found for found in self.statistics() if found["type"] == "inbound-rtp" and found["kind"] == kind]

    def frames_decoded(self) -> int:
        return sum(int(found.get("framesDecoded", 0)) for found in self.received("video"))

    def audio_energy(self) -> float:
        return sum(float(found.get("totalAudioEnergy", 0)) for found in self.received("audio"))

    def sees_and_hears(self) -> None:
        """More frames are decoded and more sound arrives than a moment ago."""
        frames, energy = self.frames_decoded(), self.audio_energy()
        who = type(self).__name__
        wait_for(lambda: self.frames_decoded() > frames + 3, SECONDS, f"the {who} to decode more frames")
        wait_for(lambda: self.audio_energy() > energy, SECONDS, f"the {who} to hear something")

    def note_brightness(self, line: str) -> None:
        """From the next connection on, of all that this media line carries, whether on the page or not."""
        self.page.evaluate(NOTE_BRIGHTNESS, MEDIA_LINES.index(line))

    def brightest(self) -> int:
        """0 is black, 255 white."""
        return int(self.page.evaluate("window.brightest"))

    def button(self, name: str | re.Pattern[str], *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=SECONDS * 1000)


class Resident(Person):
    size = (1080, 1920)

    def come(self, query: str = "") -> None:
        self.page.goto(f"{self.url}/kiosk/{query}")

    def enrol(self) -> None:
        """Opens the page on a new machine and has its code approved."""
        self.come()
        shown = self.page.get_by_text(re.compile(r"^[B-Z]{4}-[B-Z]{4}$"))
        expect(shown).to_be_visible(timeout=SECONDS * 1000)
        self.server.approve(shown.inner_text())
        expect(self.page.get_by_role("button", name="视频帮助")).to_be_visible(timeout=SECONDS * 1000)

    def touch_help(self) -> None:
        self.button("视频帮助")

    def allow_all(self) -> None:
        self.button("可以 听到您说话")

    def end(self) -> None:
        self.button("结束", exact=True)
        self.page.get_by_role("alertdialog").get_by_role("button", name="结束").click()

    def screen(self) -> Image.Image:
        return Image.open(BytesIO(self.page.screenshot())).convert("L")


class Agent(Person):
    size = (1440, 900)

    def sign_in(self, name: str) -> None:
        self.page.goto(f"{self.url}/agent/")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.button("登录")

    def be_available(self) -> None:
        self.button("开始检查")
        self.button("一切正常，开始接听")
        self.sees("随时可以接听")

    def ring(self) -> Locator:
        """The button that answers, there while it rings."""
        return self.page.get_by_role("button", name=re.compile(r"^(接听|加入)\s*A$"))

    def accept(self) -> None:
        self.ring().click()

    def kiosk_picture(self) -> Image.Image:
        video = self.page.locator("bb-picture video")
        return Image.open(BytesIO(bytes(video.evaluate(PICTURE)))).convert("L")

    def finish(self) -> None:
        """Wrap-up by keyboard: the first outcome."""
        self.page.get_by_role("radio").first.wait_for()
        self.page.keyboard.press("1")
        self.page.keyboard.press("Control+Enter")
        self.sees("随时可以接听")


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Correlation of two pictures, 1 for the same: of what is drawn, not of size or brightness."""
    small = [np.asarray(image.resize((108, 192)), dtype=float).ravel() for image in (one, other)]
    return float(np.corrcoef(small[0], small[1])[0, 1])
