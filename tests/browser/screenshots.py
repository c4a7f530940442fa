"""Takes the README's picture: one real session of the demonstration, its two pages side by side.

python -m tests.browser.screenshots
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

import av
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserType, Page, expect, sync_playwright

from kiosk_client.media import sources
from signaling.demo.demo import PASSWORD
from tests.support.server import free_port
from tests.support.waiting import wait_for

TARGET = Path(__file__).parents[2] / "deploy/readme/kiosk-and-console.png"
KIOSK, CONSOLE = (1080, 1920), (1440, 900)
HEIGHT, GAP, EDGE, RADIUS = 900, 36, 36, 14
GROUND = "#dfe6ea"
FACE = (640, 480)
RATE, SECONDS = 15, 4
DECODED = "video => video.getVideoPlaybackQuality().totalVideoFrames"
SHARP_AFTER = 15
"""Frames after a change by which even small letters are sharp."""
LINE = "您好！先看看要带哪些材料，我陪您一步一步来。"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as url, sync_playwright() as playwright:
        faces = {"resident": sources.resident_camera(*FACE), "agent": sources.agent_camera(*FACE)}
        files = {name: recorded(face, Path(folder) / f"{name}.mjpeg") for name, face in faces.items()}
        agent, resident = (browser(playwright.chromium, files[name]) for name in ("agent", "resident"))
        console, kiosk = page(agent, CONSOLE), page(resident, KIOSK)
        be_available(console, url)
        touch(kiosk, url)
        help_each_other(console, kiosk)
        shots = [Image.open(BytesIO(shown.screenshot())) for shown in (kiosk, console)]
        agent.close()
        resident.close()
    TARGET.parent.mkdir(exist_ok=True)
    side_by_side(*shots).save(TARGET, optimize=True)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KiB")


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [str(Path(sys.executable).parent / "bangban"), "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(f"http://localhost:{port}/readyz"), 180, "the demonstration")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False


def recorded(face: sources.PictureSource, path: Path) -> Path:
    """A drawn face as a file that Chromium takes for a camera."""
    with av.open(str(path), "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *FACE, "yuvj420p"
        for number in range(RATE * SECONDS):
            container.mux(stream.encode(face(number / RATE).reformat(format="yuvj420p")))
        container.mux(stream.encode(None))
    return path


def browser(chromium: BrowserType, camera: Path) -> Browser:
    flags = [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
        "--auto-accept-camera-and-microphone-capture",
        "--auto-accept-this-tab-capture",
        "--autoplay-policy=no-user-gesture-required",
        "--no-sandbox",
    ]
    return chromium.launch(executable_path=which("chromium"), args=flags)


def page(browser: Browser, size: tuple[int, int]) -> Page:
    opened = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", color_scheme="light")
    opened.set_default_timeout(30_000)
    return opened


def be_available(console: Page, url: str) -> None:
    console.goto(f"{url}/agent/")
    console.get_by_label("用户名").fill("agent")
    console.get_by_label("密码").fill(PASSWORD)
    console.get_by_role("button", name="登录").click()
    console.get_by_role("button", name="开始检查").click()
    console.get_by_role("button", name="一切正常，开始接听").click()
    expect(console.get_by_text("随时可以接听").first).to_be_visible()


def touch(kiosk: Page, url: str) -> None:
    kiosk.goto(f"{url}/kiosk/")
    kiosk.get_by_role("button", name="社保卡补办").click()
    kiosk.get_by_role("button", name="视频帮助").click()
    kiosk.get_by_role("button", name="可以 听到您说话").click()


def help_each_other(console: Page, kiosk: Page) -> None:
    """To a moment in which the page of the kiosk, the agent's line and both faces are seen on both sides."""
    console.get_by_role("button", name=re.compile("^接听")).click()
    expect(kiosk.get_by_text("正在看您的屏幕")).to_be_visible()
    console.get_by_role("tab", name="文字").click()
    console.get_by_role("textbox").fill(LINE)
    console.keyboard.press("Enter")
    expect(kiosk.get_by_text(LINE)).to_be_visible()
    kiosk.get_by_role("button", name="听和看").click()
    kiosk.get_by_role("button", name="可以", exact=True).click()
    kiosk.get_by_role("button", name="社保卡补办").click()
    expect(kiosk.get_by_text("本人身份证")).to_be_visible()
    picture = console.locator("bb-picture video")
    before = picture.evaluate(DECODED)
    wait_for(lambda: picture.evaluate(DECODED) > before + SHARP_AFTER, 90, "the console to show what the kiosk shows")
    expect(console.locator("video:visible")).to_have_count(3)
    expect(console.get_by_text("网络好")).to_have_count(2, timeout=30_000)


def side_by_side(*shots: Image.Image) -> Image.Image:
    scaled = [shot.convert("RGB").resize((round(shot.width * HEIGHT / shot.height), HEIGHT)) for shot in shots]
    width = sum(shot.width for shot in scaled) + GAP * (len(scaled) - 1) + 2 * EDGE
    canvas = Image.new("RGB", (width, HEIGHT + 2 * EDGE), GROUND)
    left = EDGE
    for shot in scaled:
        mask = Image.new("L", shot.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, *shot.size), RADIUS, 255)
        canvas.paste(shot, (left, EDGE), mask)
        left += shot.width + GAP
    return canvas


if __name__ == "__main__":
    main()
