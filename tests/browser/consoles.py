"""Agent consoles in windows of their own; whoever is at the kiosk speaks the protocol only."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from tests.support.server import PASSWORD, Server

FLAGS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
ALLOWED = ["camera", "microphone", "notifications"]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SECONDS = 10_000
MEDIA_READY = """
({ console: { link, state: { session } } }) => link.command('media_ready', { session: session.id, epoch: session.epoch })
"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def window(
    browser: Browser, server: Server, *, scheme: str = "light", expects: tuple[str, ...] = ()
) -> AsyncIterator[Page]:
    """A window of its own browser profile. A word on the browser's console fails the test, unless it is expected."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="en-GB",
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=ALLOWED,
        reduced_motion="reduce",
        bypass_csp=scheme == "dark",
    )
    context.set_default_timeout(SECONDS)
    page = await context.new_page()
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error") and not any(word in message.text for word in expects):
            said.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(f"{server.url}/agent/")
    yield page
    await context.close()
    assert said == []


async def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    await page.get_by_label("User name").fill(name)
    await page.get_by_label("Password").fill(password)
    await page.keyboard.press("Enter")


async def become_available(page: Page, name: str) -> None:
    await sign_in(page, name)
    await pass_the_check(page)


async def pass_the_check(page: Page) -> None:
    await page.get_by_role("button", name="Start the check").click()
    await page.get_by_role("button", name="All good").click()
    await expect(page.get_by_role("heading", name="Ready")).to_be_visible()


async def answer(page: Page) -> None:
    """By key; then the console says that it has seen the resident, whose side here has no media."""
    await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
    await page.keyboard.press("a")
    await sees_the_resident(page)


async def sees_the_resident(page: Page) -> None:
    await expect(page.get_by_role("button", name=re.compile("^Give back"))).to_be_visible()
    await page.locator("bb-desk").evaluate(MEDIA_READY)
    await expect(page.get_by_role("button", name=re.compile("^End"))).to_be_visible()


async def sees_no_fault(page: Page, view: str) -> None:
    found = (await Axe().run(page, options=WCAG)).response["violations"]
    assert found == [], (view, [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found])


async def is_beside_the_panel(page: Page, name: str) -> None:
    """The button is, whatever else is in its line; not behind it."""
    button = await page.get_by_role("button", name=name).bounding_box()
    panel = await page.get_by_role("complementary").bounding_box()
    assert button is not None
    assert panel is not None
    assert button["x"] + button["width"] <= panel["x"]
