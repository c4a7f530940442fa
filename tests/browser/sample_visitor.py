"""Somebody at the sample site, who answers every question of a service.

`python -m tests.browser.sample_visitor DIRECTORY` takes a picture of every page, in each language and shape.
"""

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kiosk_client.samples.applications import SERVICES
from kiosk_client.samples.site import sample_site
from tests.support.programs import program
from tests.support.server import free_port
from tests.support.waiting import wait_for

START_SECONDS = 10
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
LANGUAGES = ("zh-CN", "en")
LINES = {"name": "张桂芳", "address": "政通路100弄8号302室"}
NUMBERS = {"id_number": "31010419580312002X", "mobile": "13800138000", "bank_card": "6222021001116245702"}


@contextmanager
def a_sample_site(port: int | None = None, help_at: str | None = None) -> Iterator[str]:
    port = port or free_port()
    site = sample_site(help_at=help_at)
    server = uvicorn.Server(uvicorn.Config(site, port=port, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_for(lambda: server.started, START_SECONDS, "the sample site to be ready")
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)


class Visitor:
    def __init__(self, browser: Browser, url: str) -> None:
        width, height = PORTRAIT
        self.url = url
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": height})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def begin(self, service: str) -> None:
        self.page.goto(self.url)
        self.page.locator(f"#service-{service}").click()

    def at(self, step: str) -> None:
        expect(self.page.locator(f"main[data-step={step}]")).to_be_visible()

    def go_on(self) -> None:
        self.page.locator("#next").click()

    def submit(self) -> None:
        self.page.locator("[data-bangban-protected].primary").click()

    def steps(self, service: str) -> Iterator[str]:
        """Answers each page after it was looked at, up to and without the submit."""
        self.begin(service)
        for step in SERVICES[service]["steps"]:
            self.at(step["code"])
            yield step["code"]
            for field in step["fields"]:
                self.answer(field)
            if step["fields"]:
                yield f"{step['code']}, answered"
                self.go_on()

    def answer(self, field: Mapping[str, Any]) -> None:
        kind, name = field["kind"], field["name"].replace("_", "-")
        if kind in LINES:
            self.page.locator(f"#{name}").fill(LINES[kind])
        elif kind in NUMBERS:
            self.type_with_keypad(name, NUMBERS[kind])
        elif kind == "terms":
            self.page.locator("#terms-agree").click()
        elif kind == "choice":
            # The last of the options is the one that asks for more.
            self.page.locator(f"#{name}-{field['options'][-1].replace('_', '-')}").click()
        elif kind == "photo":
            self.page.locator("#photo-take").click()
            expect(self.page.locator("#photo-retake")).to_be_visible()
        else:
            self.sign()

    def type_with_keypad(self, name: str, number: str) -> None:
        self.page.locator(f"#{name}").click()
        for key in number:
            self.page.locator(f"#key-{key.lower()}").click()

    def sign(self) -> None:
        box = self.page.locator("#signature-canvas").bounding_box()
        assert box
        mouse = self.page.mouse
        for stroke in (0.2, 0.5, 0.7):
            mouse.move(box["x"] + box["width"] * stroke, box["y"] + box["height"] * 0.3)
            mouse.down()
            mouse.move(box["x"] + box["width"] * (stroke + 0.1), box["y"] + box["height"] * 0.8, steps=4)
            mouse.move(box["x"] + box["width"] * (stroke + 0.15), box["y"] + box["height"] * 0.4, steps=4)
            mouse.up()
        self.page.locator("#signature-confirm").click()

    def every_form(self) -> Iterator[str]:
        """Of the page that is open: each language and shape, and back to the first."""
        for language in LANGUAGES:
            for width, height in (PORTRAIT, LANDSCAPE):
                self.page.set_viewport_size({"width": width, "height": height})
                yield f"{language} {width}x{height}"
            self.page.locator("#language").click()
        self.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})


def take_pictures(directory: Path) -> None:
    with sync_playwright() as running, a_sample_site() as url:
        camera = ("--use-fake-device-for-media-stream", "--auto-accept-camera-and-microphone-capture")
        chromium = running.chromium.launch(
            executable_path=program("chromium", "chromium"), args=["--no-sandbox", *camera]
        )
        visitor = Visitor(chromium, url)

        def picture(name: str) -> None:
            for form in visitor.every_form():
                visitor.page.screenshot(path=directory / f"{name} {form}.png")

        visitor.page.goto(url)
        picture("start")
        for service in SERVICES:
            for step in visitor.steps(service):
                picture(f"{service} {step}")
            visitor.submit()
            visitor.at("result")
            picture(f"{service} result")
        print(*visitor.complaints, sep="\n")


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]))
