"""How the resident's service is done at the machine, read by the agent during the talk."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.consoles import answer, become_available, chromium, sees_no_fault, window
from tests.support.participants import Kiosk
from tests.support.server import Server, run_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("guide")) as server:
        server.create_staff("reader")
        server.create_staff("another")
        yield server


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def test_the_step_that_the_resident_is_at_is_open_and_any_other_service_can_be_read(
    server: Server, browser: Browser
) -> None:
    async with window(browser, server) as page, Kiosk(server, beats=True) as kiosk:
        await become_available(page, "reader")
        session = await kiosk.request_help(language="en", service="elderly-card", step="account")
        await answer(page)
        await page.keyboard.press("s")
        here = page.locator("bb-guide li[aria-current=step]")
        await expect(here).to_contain_text("Where the allowance goes")
        await expect(here.get_by_text("Choose the social security card or a bank card")).to_be_visible()
        await expect(page.get_by_text("Enter your name and identity card number")).to_be_hidden()
        await page.locator("bb-guide summary").first.press("Enter")
        await expect(page.get_by_text("Enter your name and identity card number")).to_be_visible()
        await expect(page.get_by_text("The X is at the bottom left of the keypad")).to_be_visible()
        await sees_no_fault(page, "guide")
        await page.get_by_label("Service").select_option("medical-record-book")
        await expect(page.get_by_text("Why a new book")).to_be_visible()
        await expect(here).to_have_count(0)
        await kiosk.command("end", session=session)


async def test_where_there_is_no_guide_of_what_the_resident_wants_the_agent_chooses_what_to_read(
    server: Server, browser: Browser
) -> None:
    async with window(browser, server) as page, Kiosk(server, beats=True) as kiosk:
        await become_available(page, "another")
        session = await kiosk.request_help(language="en")
        await answer(page)
        await page.get_by_role("tab", name="Guide").click()
        await expect(page.get_by_text("The resident has not chosen a service")).to_be_visible()
        foreign = {"service": "passport", "step": None, "language": "en"}
        await kiosk.command("change_context", session=session, context=foreign)
        await expect(page.get_by_text("There is no guide for this service.")).to_be_visible()
        await expect(page.get_by_label("Service")).to_have_value("passport")
        await page.get_by_label("Service").select_option("elderly-card")
        await expect(page.get_by_text("Signature", exact=True)).to_be_visible()
        await sees_no_fault(page, "guide of a service that was not asked for")
        await kiosk.command("end", session=session)


async def test_a_step_that_the_guide_has_no_more_is_not_shown_and_the_guide_is_read_anew(
    server: Server, browser: Browser
) -> None:
    server.create_staff("late")
    async with window(browser, server, scheme="dark") as page, Kiosk(server, beats=True) as kiosk:
        await become_available(page, "late")
        session = await kiosk.request_help(language="en", service="residence-permit-renewal")
        await answer(page)
        await page.keyboard.press("s")
        last = page.get_by_role("button", name=re.compile("^Show step 6"))
        await expect(last).to_be_visible()
        written = server.admin.get("/api/v1/guides/residence-permit-renewal").raise_for_status().json()["guide"]
        gone = written["steps"].pop()
        server.admin.put("/api/v1/guides/residence-permit-renewal", json={"guide": written}).raise_for_status()
        await last.click()
        await expect(page.get_by_text("The guide has been changed in the meantime")).to_be_visible()
        await expect(page.get_by_text(gone["title"]["en"], exact=True)).to_have_count(0)
        await page.get_by_role("button", name="Show step 1 to the resident .").click()
        assert (await kiosk.see(lambda s: s["session"]["shown_step"]))["session"]["shown_step"]["number"] == 1
        await sees_no_fault(page, "a step that is shown")
        await page.get_by_role("tab", name="Context").click()
        await expect(page.get_by_text(re.compile("^The resident sees step 1 of"))).to_be_visible()
        await sees_no_fault(page, "a step that is shown, beside another tab")
        await kiosk.command("end", session=session)


async def test_without_a_connection_nothing_can_be_shown(tmp_path: Path, browser: Browser) -> None:
    with run_server(tmp_path) as server:
        server.create_staff("alone")
        async with (
            window(browser, server, expects=("ERR_CONNECTION_REFUSED",)) as page,
            Kiosk(server, beats=True) as kiosk,
        ):
            await become_available(page, "alone")
            await kiosk.request_help(language="en", service="elderly-card")
            await answer(page)
            await page.keyboard.press("s")
            await page.get_by_role("button", name="Show step 1 to the resident .").click()
            await expect(page.locator("bb-shown-step")).to_contain_text("Step 1 of 5")
            server.kill()
            await expect(page.get_by_text("No connection: nothing can be shown now.")).to_be_visible()
            await expect(page.get_by_role("button", name=re.compile("^Next"))).to_be_disabled()
            server.start()
            await page.get_by_role("button", name=re.compile("^Next")).click()
            await expect(page.locator("bb-shown-step")).to_contain_text("Step 2 of 5")
