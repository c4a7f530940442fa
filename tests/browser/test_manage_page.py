"""The page for managers and administrators, in a real Chromium against a real server."""

import asyncio
import base64
import json
import re
from collections.abc import Iterator

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from signaling.adapters.database import Database
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.core.ids import SessionId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.session import Consent
from signaling.ports import TimelineRow
from tests.contracts.story import DESK, START, Story
from tests.support.server import PASSWORD, PLAIN, Server, run_server

pytestmark = pytest.mark.browser

DAYS = "from=2026-09-21&to=2026-09-22"
"""Around `START`, in the site's zone."""
TALKED_AT = START + 5 * SECOND


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("manage")) as server:
        server.create_staff("manager", "manager", "赵主任")
        server.create_staff("agent", "agent")
        yield server


@pytest.fixture(scope="module")
def served(server: Server) -> SessionId:
    """One session that went well, after one whose resident left."""
    story = Story()
    story.sign_in()
    left = story.touch("kiosk-2")
    story.end(left)
    story.later(1 * MINUTE)
    session = story.touch()
    story.consent(session, Consent(voice=True, screen=True, camera=False))
    story.later(4 * SECOND)
    story.accept(session)
    story.media_ready(session)
    story.later(60 * SECOND)
    story.end(session)
    story.finish(session)
    asyncio.run(_write(server, story, session))
    return session


async def _write(server: Server, story: Story, session: SessionId) -> None:
    database = Database(f"sqlite:///{server.directory}/bangban.db")
    await SqlDeskLog(database).append(DESK, 0, story.events)
    received = {"media": "screen", "kbps": 800, "packets": 97, "lost": 3, "fps": 15}
    sample = json.dumps({"epoch": 1, "rtt_ms": 41, "path": "host", "received": [received], "sent": []})
    rows = [TimelineRow(n, TALKED_AT + MINUTE + n * 5 * SECOND, "quality", sample) for n in range(1, 11)]
    await SqlRecords(database).add_timeline(session, "agent", rows)
    await database.close()


@pytest.fixture(scope="module")
def browser(served: SessionId) -> Iterator[Browser]:
    """After the records are written: Playwright keeps this thread's event loop to itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Fails the test afterwards if the page broke its own policy, or warned or failed in the console."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", permissions=["clipboard-write"]
    )
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error") and not message.text.startswith("Failed to load resource"):
            said.append(message.text)

    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def sign_in(page: Page, server: Server, name: str, address: str = "", password: str = PASSWORD) -> None:
    page.goto(f"{server.url}/manage/{address}")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def hold_to_wcag(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_manager_finds_a_session_and_reads_it_in_words(
    page: Page, server: Server, served: SessionId, theme: str
) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    sign_in(page, server, "manager", f"#/sessions?{DAYS}")
    expect(page.get_by_text("2 asked for help, 1 were answered, 1 of them within 60 s (50% of all)")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_text(["Sessions", "Call-backs", "Guides"])
    hold_to_wcag(page)

    page.get_by_label("How it ended").select_option("resident_left")
    expect(page.get_by_text("1 asked for help, 0 were answered")).to_be_visible()
    expect(page).to_have_url(re.compile(r"end_reason=resident_left"))
    page.reload()
    expect(page.get_by_text("1 asked for help, 0 were answered")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()

    page.get_by_role("link", name="A002").click()
    expect(page).to_have_url(re.compile(rf"#/sessions/{served}$"))
    for line in (
        "Asked for help, ticket A002: card (photograph)",
        "The resident agreed to voice and screen, not to camera",
        "accepted after 4 s",
        "The talk ended: The resident ended it",
    ):
        expect(page.get_by_role("listitem").filter(has_text=line)).to_have_count(1)
    expect(page.get_by_role("listitem").filter(has_text="Talking 1 min")).to_have_count(1)
    expect(page.get_by_role("img", name="Packets lost, % agent: median 3, lowest 3, highest 3.")).to_be_visible()
    expect(page.get_by_text("Nothing here is a recording")).to_have_count(1)
    page.get_by_text("All measurements as a table").click()
    expect(page.get_by_role("region").get_by_role("row")).to_have_count(11)
    hold_to_wcag(page)

    page.get_by_role("link", name="Sessions").nth(1).click()
    expect(page.get_by_role("link", name="A002")).to_be_visible()
    expect(page).to_have_url(re.compile(DAYS))


def test_a_manager_who_follows_a_link_for_administrators_is_told_why_nothing_is_there(
    page: Page, server: Server
) -> None:
    sign_in(page, server, "manager", "#/staff")
    expect(page.get_by_role("heading", name="Your account may not see this")).to_be_visible()
    hold_to_wcag(page)


def test_an_agent_is_shown_the_way_to_the_console(page: Page, server: Server) -> None:
    sign_in(page, server, "agent")
    expect(page.get_by_role("link", name="To the agent console")).to_have_attribute("href", "/agent/")


def test_a_list_that_cannot_be_fetched_says_so_keeps_what_was_there_and_comes_back(
    page: Page, server: Server, served: SessionId
) -> None:
    sign_in(page, server, "manager", f"#/sessions?{DAYS}")
    expect(page.get_by_role("link", name="A002")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")
    expect(page.get_by_role("link", name="A002")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_be_hidden(timeout=15_000)


def code_of_a_new_machine(server: Server) -> str:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    x, y = (base64.urlsafe_b64encode(n.to_bytes(32, "big")).rstrip(b"=").decode() for n in (numbers.x, numbers.y))
    wish = {"public_key": {"kty": "EC", "crv": "P-256", "x": x, "y": y}}
    answer = httpx2.post(f"{server.url}/api/v1/enrolments", json=wish, headers={"Origin": server.url}, **PLAIN)
    return str(answer.raise_for_status().json()["code"])


def test_an_administrator_enrols_a_kiosk_by_its_code_and_revokes_it(page: Page, server: Server) -> None:
    assert server.admin
    sign_in(page, server, "admin", "#/kiosks")
    page.get_by_role("button", name="Enrol a kiosk").click()
    page.get_by_label("Code").fill("AEIOU")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That is not a code")
    page.get_by_label("Code").fill(code_of_a_new_machine(server).lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("127.0.0.1")
    hold_to_wcag(page)
    page.get_by_label("Name").fill("9号机")
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="9号机")
    expect(row).to_contain_text("In use")
    hold_to_wcag(page)

    row.get_by_role("button", name="Revoke").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(row).to_contain_text("Revoked")
    expect(row.get_by_role("button")).to_have_count(0)


def test_a_new_account_gets_a_password_that_is_shown_once_and_must_be_changed(page: Page, server: Server) -> None:
    assert server.admin
    sign_in(page, server, "admin", "#/staff")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("User name").fill("zhou")
    page.get_by_label("Name", exact=True).fill("周老师")
    page.keyboard.press("Enter")
    secret = page.get_by_role("status").inner_text()
    hold_to_wcag(page)
    page.get_by_role("button", name="I have noted it").click()
    expect(page.get_by_text(secret)).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="zhou")).to_contain_text("Must choose a password")

    page.locator("button[popovertarget=me]").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, server, "zhou", password=secret)
    expect(page.get_by_role("heading", name="Choose your own password")).to_be_visible()


def test_a_desks_opening_hours_are_typed_as_on_a_door_and_kept_with_its_strategy(page: Page, server: Server) -> None:
    assert server.admin
    sign_in(page, server, "admin", "#/sites")
    hold_to_wcag(page)
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Who is rung first").select_option("Least talk time")
    page.get_by_label("Saturday").fill("9:00-11:30，13:30-16:00")
    page.get_by_label("Sunday").fill("never")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("These hours cannot be read")
    expect(page.get_by_label("Sunday")).to_be_focused()
    page.get_by_label("Sunday").fill("")
    hold_to_wcag(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    desk = server.admin.get("/api/v1/desks").raise_for_status().json()["items"][0]
    assert desk["strategy"] == "least_talk_time"
    assert desk["hours"]["weekly"][5:] == [[[540, 690], [810, 960]], []]


def test_an_administrator_says_who_fits_whom(page: Page, server: Server) -> None:
    server.create_staff("signer")
    sign_in(page, server, "admin", "#/sites")
    page.get_by_role("button", name="Who fits").click()
    hold_to_wcag(page)
    matter = "Social security card reissue"
    page.get_by_label(f"{matter}: Level needed").select_option("3")
    page.get_by_label(f"{matter}: One level less every").select_option("1 min")
    page.get_by_label(f"{matter}: Head start").select_option("5 min")
    page.get_by_label("Chinese Sign Language").select_option("As long as it takes")
    page.get_by_label("agent who knows the centre").select_option("15 s")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert server.admin
    (desk,) = server.admin.get("/api/v1/desks").raise_for_status().json()["items"]
    assert desk["fitting"] == {
        "services": {
            desk["services"][0]["code"]: {"level": 3, "relax_every": 60_000, "head_start": 300_000, "desk": None}
        },
        "languages": {"csl": {"insist": None}},
        "own_site": 15_000,
    }

    page.goto(f"{server.url}/manage/#/staff")
    page.get_by_role("button", name="Skills").first.click()
    hold_to_wcag(page)
    page.get_by_label(matter).select_option("3 – routine")
    page.get_by_label("Chinese Sign Language").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    staff = server.admin.get("/api/v1/staff").raise_for_status().json()["items"]
    assert [one["profile"] for one in staff if one["profile"]["skills"]] == [
        {"skills": {desk["services"][0]["code"]: 3}, "languages": ["csl"], "sites": []}
    ]
