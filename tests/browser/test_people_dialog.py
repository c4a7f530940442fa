"""Colleagues and supervisors at real consoles: asked, consulted, brought in, given the session; who listens and takes over."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.consoles import (
    answer,
    become_available,
    chromium,
    is_beside_the_panel,
    sees_no_fault,
    sees_the_resident,
    window,
)
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server, run_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("people")) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


async def act(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).press("Enter")


async def test_a_colleague_is_asked_by_keyboard_consulted_brought_in_and_given_the_session(
    server: Server, browser: Browser
) -> None:
    server.create_staff("asks", display_name="Wang")
    server.create_staff("helps", display_name="Li Na")
    async with Kiosk(server, beats=True) as kiosk, window(browser, server) as page, window(browser, server) as other:
        await become_available(page, "asks")
        session = await kiosk.request_help()
        await answer(page)
        await become_available(other, "helps")

        await page.keyboard.press("g")
        await expect(page.get_by_role("combobox")).to_be_focused()
        await expect(page.get_by_role("option", name="Li Na Available")).to_be_visible()
        await sees_no_fault(page, "whom to ask")
        await page.keyboard.type("nobody of this name")
        await expect(page.get_by_text("Nobody fits that.")).to_be_visible()
        await page.get_by_role("combobox").fill("li n")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("region", name="Li Na")).to_contain_text("Ringing …")
        await sees_no_fault(page, "a colleague is rung")
        await expect(other.get_by_role("heading", name="Wang asks for your advice")).to_be_visible()
        await sees_no_fault(other, "a colleague's question")
        await other.keyboard.press("a")

        await expect(page.get_by_text("The resident does not hear you and Li Na.")).to_be_visible()
        await expect(other.get_by_role("heading", name="You talk with Wang alone")).to_be_visible()
        await expect(other.get_by_role("button", name="End")).to_have_count(0)
        for seen, view in ((page, "consulting"), (other, "being consulted")):
            await sees_no_fault(seen, view)
        await act(page, "Bring in")
        await expect(other.get_by_text("Everybody hears you")).to_be_visible()
        await sees_no_fault(other, "a guest among all")

        await page.keyboard.press("n")
        await page.keyboard.type("The photo was too dark.")
        await act(page, "Hand over")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Passed on.")).to_be_visible()
        await expect(other.get_by_text("This call is yours now.")).to_be_visible()
        await other.keyboard.press("n")
        await expect(other.get_by_label("Note (optional)")).to_have_value("The photo was too dark.")
        await sees_no_fault(other, "a session that was handed over")
        await sees_the_resident(other)
        await kiosk.command("end", session=session)
        await other.get_by_role("radio").first.wait_for()


async def test_a_supervisor_sees_the_talks_and_a_raised_hand_listens_whispers_and_takes_over(
    server: Server, browser: Browser
) -> None:
    server.create_staff("boss", "supervisor", "Chen")
    agent = Agent(server, "raises", display_name="Zhao")
    async with Kiosk(server, beats=True) as kiosk, agent, window(browser, server, scheme="dark") as page:
        await become_available(page, "boss")
        await expect(page.get_by_text("Nobody is talking now.")).to_be_visible()
        await sees_no_fault(page, "no talks")
        await page.get_by_role("button", name="Available").click()
        await page.get_by_role("button", name="Break: meal").first.click()

        await agent.available()
        session = await kiosk.request_help()
        epoch = (await agent.accept())["epoch"]
        await agent.command("media_ready", session=session, epoch=epoch)
        await agent.command("raise_hand", session=session, raised=True)
        await expect(page.get_by_text("hand raised 0:0")).to_be_visible()
        await sees_no_fault(page, "a raised hand")
        await act(page, "Listen to Zhao’s call")
        await expect(page.get_by_text("You listen; nobody hears you")).to_be_visible()
        await expect(page.get_by_role("button", name="Mute")).to_have_count(0)
        await agent.see(lambda s: s["session"]["guests"][0]["mode"] == "monitor")
        await sees_no_fault(page, "listening")
        await page.get_by_role("radio", name="Listen").press("ArrowRight")
        await expect(page.get_by_text("Only Zhao hears you")).to_be_visible()
        await expect(page.get_by_role("button", name="Mute")).to_be_visible()
        await is_beside_the_panel(page, "Leave")
        await act(page, "Take over")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("This call is yours now.")).to_be_visible()
        assert (await agent.see(lambda s: s["session"] is None))["me"]["state"] == "available"
        await page.keyboard.press("g")
        await page.get_by_role("radio", name="Transfer").press("Space")
        await page.get_by_role("combobox").press("Enter")
        await expect(page.get_by_role("dialog")).to_contain_text("back into the line?")
        await sees_no_fault(page, "question before a transfer")
        await page.keyboard.press("Enter")
        assert (await agent.rung())["session"] == session
        await expect(page.get_by_role("heading", name="Break: meal")).to_be_visible()
        await kiosk.command("end", session=session)
