"""The agent console in a real Chromium against a real server; the resident's side speaks the protocol only."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.consoles import (
    answer,
    become_available,
    chromium,
    is_beside_the_panel,
    pass_the_check,
    sees_no_fault,
    sees_the_resident,
    sign_in,
    window,
)
from tests.support.participants import Kiosk
from tests.support.server import PASSWORD, Server, run_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("console")) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


async def test_from_a_first_sign_in_to_a_finished_wrap_up_by_keyboard(server: Server, browser: Browser) -> None:
    desk = server.admin.get("/api/v1/desks").json()["items"][0]["id"]
    account = {"name": "first", "display_name": "王老师", "role": "agent", "desk": desk}
    given = server.admin.post("/api/v1/staff", json=account).raise_for_status().json()["one_time_password"]
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await sign_in(page, "first", given)
        await page.get_by_label("Password you were given").fill(given)
        await page.get_by_label("New password", exact=True).fill(PASSWORD)
        await page.get_by_label("New password, once more").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await pass_the_check(page)

        session = await kiosk.request_help(step="photo")
        await expect(page.get_by_role("heading", name="3号机")).to_be_visible()
        await expect(page.get_by_text("First ring")).to_be_visible()
        await answer(page)

        await page.keyboard.press("c")
        await page.keyboard.type("Am I audible? m e")
        await page.keyboard.press("Enter")
        assert (await kiosk.hear("chat"))["lines"][0]["text"] == "Am I audible? m e"
        await expect(page.get_by_role("button", name="Mute M")).to_be_visible()

        await page.get_by_role("log").click()
        await page.keyboard.press("e")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Wrap up")).to_be_visible()
        await page.keyboard.press("2")
        await page.keyboard.type("Bring the ID card.")
        await expect(page.get_by_text("Saved")).to_be_visible()
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()

        record = server.admin.get(f"/api/v1/sessions/{session}").raise_for_status().json()
        assert (record["outcome"], record["end_reason"]) == ("counter", "agent_ended")


async def test_a_reload_in_mid_session_comes_back_to_it_and_to_what_was_typed(server: Server, browser: Browser) -> None:
    server.create_staff("reloader")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "reloader")
        session = await kiosk.request_help()
        await answer(page)
        epoch = (await kiosk.see(lambda s: s["session"]["state"] == "active"))["session"]["epoch"]
        await page.reload()
        await expect(page.get_by_role("button", name="End E")).to_be_visible(timeout=5_000)
        await kiosk.see(lambda s: s["session"]["epoch"] > epoch)

        await kiosk.command("end", session=session)
        await expect(page.get_by_role("heading", name="Wrap up")).to_be_visible()
        await page.keyboard.press("4")
        await page.keyboard.type("Opening hours")
        await expect(page.get_by_text("Saved")).to_be_visible()
        await page.reload()
        await expect(page.get_by_label("Note (optional)")).to_have_value("Opening hours")
        await expect(page.get_by_role("radio", name="Information given")).to_be_checked()
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()


async def test_a_second_window_asks_before_it_takes_over_and_the_first_can_take_back(
    server: Server, browser: Browser
) -> None:
    server.create_staff("twice")
    async with window(browser, server) as first, window(browser, server) as second:
        await become_available(first, "twice")
        await sign_in(second, "twice")
        await expect(second.get_by_role("dialog")).to_contain_text("Already signed in")
        await expect(first.get_by_role("heading", name="Ready")).to_be_visible()
        await second.get_by_role("button", name="Take over here").click()
        await expect(first.get_by_role("dialog")).to_contain_text("Another window took over")
        await first.get_by_role("button", name="Take it back here").click()
        await expect(second.get_by_role("dialog")).to_contain_text("Another window took over")
        await expect(first.get_by_role("dialog")).to_have_count(0)


async def test_a_ring_that_goes_away_is_explained_and_declining_is_one_key(server: Server, browser: Browser) -> None:
    server.create_staff("decliner")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "decliner")
        left = await kiosk.request_help()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await kiosk.command("end", session=left)
        await expect(page.get_by_text("The resident left before you could answer.")).to_be_visible()

        declined = await kiosk.request_help()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await page.keyboard.press("d")
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()
        await kiosk.see(lambda s: s["session"]["id"] == declined and s["session"]["state"] == "waiting")
        await kiosk.command("end", session=declined)

        busy = await kiosk.request_help()
        await expect(page.get_by_role("button", name="Busy F")).to_be_visible()
        await page.keyboard.press("f")
        await kiosk.see(lambda s: s["session"]["id"] == busy and s["session"]["state"] == "waiting")
        await kiosk.command("end", session=busy)
        entries = server.admin.get(f"/api/v1/sessions/{busy}/timeline").raise_for_status().json()["entries"]
        assert [e["data"]["reason"] for e in entries if e["kind"] == "ring_ended"] == ["busy"]


async def test_before_there_was_sound_or_picture_the_resident_is_given_back_to_the_line(
    server: Server, browser: Browser
) -> None:
    server.create_staff("returner")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "returner")
        session = await kiosk.request_help()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await page.keyboard.press("a")
        await expect(page.get_by_role("button", name="Give back E")).to_be_visible()
        await page.keyboard.press("e")
        await expect(page.get_by_role("dialog")).to_contain_text("There is no sound or picture yet")
        await sees_no_fault(page, "question before giving back")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("The resident is in the line again")).to_be_visible()
        await kiosk.see(lambda s: s["session"]["id"] == session and s["session"]["requeued"] == "handed_back")
        await kiosk.command("end", session=session)


async def test_single_letters_can_be_switched_off(server: Server, browser: Browser) -> None:
    server.create_staff("quiet")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "quiet")
        await page.keyboard.press("?")
        await page.get_by_label("Use shortcuts of a single letter").uncheck()
        await page.keyboard.press("Escape")
        session = await kiosk.request_help()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await page.keyboard.press("d")
        await expect(page.get_by_role("button", name="Decline D")).to_be_enabled()
        await expect(page.get_by_role("button", name="Answer A")).to_have_attribute("aria-disabled", "false")
        await kiosk.command("end", session=session)


OWN = "document.querySelector('bb-agent-page').shadowRoot.querySelector('bb-desk').console.own"


async def test_an_agent_whose_microphone_goes_is_not_sent_residents_until_it_works(
    server: Server, browser: Browser
) -> None:
    server.create_staff("deaf")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "deaf")
        await page.evaluate(
            f"""() => {{
              const media = navigator.mediaDevices, real = media.getUserMedia.bind(media);
              window.plugIn = () => {{ media.getUserMedia = real; }};
              media.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
              {OWN}.tracks.microphone.dispatchEvent(new Event('ended'));
            }}"""
        )
        await expect(page.get_by_role("heading", name="Your microphone does not work")).to_be_visible()
        await sees_no_fault(page, "without a microphone")
        session = await kiosk.request_help()
        await page.get_by_role("button", name="I am back").click()
        await expect(page.get_by_role("status").filter(has_text="Not found")).to_be_visible()
        await expect(page.get_by_role("button", name="Answer A")).to_have_count(0)
        await page.evaluate("window.plugIn()")
        await page.get_by_role("button", name="I am back").click()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await page.evaluate(f"{OWN}.tracks.microphone.dispatchEvent(new Event('mute'))")
        await expect(page.get_by_text("no sound comes from it")).to_be_visible()
        await page.evaluate(f"{OWN}.tracks.microphone.dispatchEvent(new Event('unmute'))")
        await expect(page.get_by_text("It works again")).to_be_visible()
        await kiosk.command("end", session=session)
        await page.get_by_role("button", name="I am back").click()
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()


async def test_in_a_narrow_window_a_resident_can_still_be_answered_and_the_call_ended(
    server: Server, browser: Browser
) -> None:
    server.create_staff("narrow")
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "narrow")
        await page.set_viewport_size({"width": 1000, "height": 700})
        await expect(page.get_by_text("too narrow")).to_be_visible()
        await kiosk.request_help()
        await page.get_by_role("button", name="Answer").click()
        await expect(page.get_by_role("tab", name="Context")).to_be_visible()
        await page.get_by_role("button", name="Mute").click()
        await page.get_by_role("button", name="Hide panel").click()
        await page.get_by_role("button", name="Show panel").click()
        await sees_the_resident(page)
        await page.get_by_role("button", name="End").click()
        await page.get_by_role("button", name="End the call").click()
        await page.get_by_text("Solved", exact=True).click()
        await page.get_by_role("button", name="Done").click()
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_view_is_accessible(server: Server, browser: Browser, scheme: str) -> None:
    server.create_staff(f"axe-{scheme}")
    async with window(browser, server, scheme=scheme) as page, Kiosk(server, beats=True) as kiosk:
        await sees_no_fault(page, "sign-in")
        await sign_in(page, f"axe-{scheme}")
        await page.get_by_role("button", name="Start the check").click()
        await expect(page.get_by_text("We hear you")).to_be_visible()
        await sees_no_fault(page, "device check")
        await page.get_by_role("button", name="All good").click()
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()
        await page.get_by_role("button", name="Available").click()
        await sees_no_fault(page, "available, with the menu of presence")
        await page.get_by_role("button", name="Break: meal").first.click()
        await expect(page.get_by_role("heading", name="Break: meal")).to_be_visible()
        session = await kiosk.request_help(language="en")
        await writes_to_who_waits(page, kiosk)
        await page.get_by_role("button", name="I am back").click()
        await expect(page.get_by_role("button", name="Answer A")).to_be_visible()
        await sees_no_fault(page, "ring")
        await asks_why(page, "nobody free who could be rung")
        await answer(page)
        await asks_why(page, "You: answered")
        await sees_no_fault(page, "call")
        await page.keyboard.press("e")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await sees_no_fault(page, "question before the end")
        await page.keyboard.press("Escape")
        await kiosk.command("end", session=session)
        await expect(page.get_by_role("heading", name="Wrap up")).to_be_visible()
        await sees_no_fault(page, "wrap-up")
        await page.keyboard.press("6")
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()


async def writes_to_who_waits(page: Page, kiosk: Kiosk) -> None:
    """With the keyboard: a phrase in the resident's language, then words of one's own."""
    await page.get_by_role("button", name="A line to A").press("Enter")
    await expect(page.get_by_role("textbox")).to_be_focused()
    await page.get_by_role("button", name="We have seen you").press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("form").get_by_text("Sent: “We have seen you")).to_be_visible()
    await page.keyboard.type("One more minute")
    await page.keyboard.press("Enter")
    said = await kiosk.hear("chat", lambda m: m["lines"][0]["text"] == "One more minute")
    assert (said["lines"][0]["sender"], said["lines"][0]["name"]) == ("desk", "王老师")
    await sees_no_fault(page, "a line to somebody who waits")


async def asks_why(page: Page, reason: str) -> None:
    why = page.get_by_role("button", name="Why me?")
    await expect(why).to_have_attribute("aria-expanded", "false")
    await why.press("Enter")
    await expect(page.get_by_text("who has been free for the longest is rung first")).to_be_visible()
    await expect(page.get_by_text(reason)).to_be_visible()
    await sees_no_fault(page, "why this agent")


async def test_an_agent_does_without_a_wrap_up_or_asks_for_one_and_makes_it_longer(
    server: Server, browser: Browser
) -> None:
    server.create_staff("brief")
    server.admin.patch("/api/v1/desks/desk-1", json={"wrap_up": "optional"}).raise_for_status()
    async with window(browser, server) as page, Kiosk(server) as kiosk:
        await become_available(page, "brief")
        session = await kiosk.request_help()
        await answer(page)
        await kiosk.command("end", session=session)
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()
        await expect(page.get_by_text("The call is over")).to_be_visible()

        session = await kiosk.request_help()
        await answer(page)
        await is_beside_the_panel(page, "End E")
        await page.keyboard.press("w")
        await page.get_by_role("button", name="then Wrap-up").click()
        first = page.get_by_role("button", name="With a wrap-up first")
        await expect(first).to_have_attribute("aria-pressed", "true")
        await first.click()
        await expect(first).to_have_attribute("aria-pressed", "false")
        await first.click()
        await expect(first).to_have_attribute("aria-pressed", "true")
        await sees_no_fault(page, "a talk")
        await kiosk.command("end", session=session)
        await expect(page.get_by_role("timer")).to_contain_text("2:5")
        await page.get_by_role("button", name="2:00 more (2 left)").click()
        await expect(page.get_by_role("timer")).to_contain_text("4:5")
        await expect(page.get_by_role("button", name="2:00 more (1 left)")).to_be_visible()
        await sees_no_fault(page, "wrap-up made longer")
        await page.keyboard.press("1")
        await page.keyboard.press("Control+Enter")
        await expect(page.get_by_role("heading", name="Ready")).to_be_visible()
    server.admin.patch("/api/v1/desks/desk-1", json={"wrap_up": "mandatory"}).raise_for_status()
