"""Somebody at the sample site, which embeds the help from another origin as a stranger's site would."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Locator, expect

from tests.support.server import Server, free_port, run_server

from .people import SECONDS, Agent
from .sample_visitor import LANDSCAPE, Visitor, a_sample_site
from .test_kiosk_accessibility import AXE

SERVICE = "medical-record-book"


@contextmanager
def a_server_and_a_site(directory: Path) -> Iterator[tuple[Server, str]]:
    port = free_port()
    site = f"http://localhost:{port}"
    with run_server(directory, embed_origins=site) as server, a_sample_site(port, server.url):
        server.create_staff("agent")
        yield server, site


class HelpedVisitor(Visitor):
    """At the sample site of a machine that is to be enrolled."""

    def __init__(self, browser: Browser, url: str, server: Server, size: tuple[int, int] = LANDSCAPE) -> None:
        super().__init__(browser, url)
        self.server = server
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.set_default_timeout(SECONDS * 1000)

    @property
    def help(self) -> FrameLocator:
        return self.page.frame_locator("bangban-help iframe")

    @property
    def help_button(self) -> Locator:
        return self.help.get_by_role("button", name="视频帮助")

    def enrol(self) -> None:
        self.page.goto(self.url)
        shown = self.help.get_by_text(re.compile(r"^[B-Z]{4}-[B-Z]{4}$"))
        expect(shown).to_be_visible(timeout=SECONDS * 1000)
        self.server.approve(shown.inner_text())
        expect(self.help_button).to_be_visible(timeout=SECONDS * 1000)

    def end(self) -> None:
        """The talk, with a rating, until the button is back."""
        self.button("结束", exact=True)
        self.help.get_by_role("alertdialog").get_by_role("button", name="结束").click()
        self.button("非常满意")
        self.button("好了")

    def violations(self) -> list[str]:
        """What axe-core finds in the page and in the help."""
        found: list[str] = []
        for frame in self.page.frames:
            frame.evaluate(AXE_SCRIPT)
            found += frame.evaluate(AXE)
        return found

    def screen(self) -> Image.Image:
        return Image.open(BytesIO(self.page.screenshot())).convert("L")

    def close(self) -> None:
        self.context.close()

    def button(self, name: str, *, exact: bool = False) -> None:
        self.help.get_by_role("button", name=name, exact=exact).first.click()


def meet(visitor: HelpedVisitor, agent: Agent) -> None:
    visitor.begin(SERVICE)
    visitor.help_button.click()
    visitor.button("可以 听到您说话")
    agent.accept()
    expect(visitor.help.get_by_text("正在看您的屏幕")).to_be_visible(timeout=SECONDS * 1000)
    agent.sees_and_hears()
