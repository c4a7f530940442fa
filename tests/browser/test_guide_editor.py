"""Guides, as managers write them on the page: with the keyboard, with what the server refuses, and beside one another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from signaling.service.guide_file import read_guide
from signaling.service.guides import written
from tests.support.server import PASSWORD, Server, run_server

from .test_manage_page import hold_to_wcag, page, sign_in

__all__ = ["page"]

pytestmark = pytest.mark.browser

SERVICE = "elderly-card"
PATH = f"/api/v1/guides/{SERVICE}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("guides")) as running:
        running.create_staff("manager", "manager", "赵主任")
        running.create_staff("supervisor", "supervisor", "钱组长")
        yield running


@pytest.fixture(scope="module")
def browser(server: Server) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def before(server: Server) -> dict[str, Any]:
    """The guide that was shipped, whatever tests before made of it."""
    return server.admin.post(f"{PATH}/versions/1/restore", json={}).raise_for_status().json()


def guide(server: Server) -> dict[str, Any]:
    return server.admin.get(PATH).raise_for_status().json()


def change(server: Server, changed: dict[str, Any]) -> None:
    server.admin.put(PATH, json={"guide": changed}).raise_for_status()


def open_guide(page: Page, server: Server, name: str = "manager") -> None:
    sign_in(page, server, name, f"#/guides/{SERVICE}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elderly card application")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).press("Enter")


def step(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=title)


def height(words: Locator) -> float:
    """Of its letters."""
    return float(words.evaluate("words => parseFloat(getComputedStyle(words).fontSize)"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_manager_changes_a_step_with_the_keyboard_and_the_list_says_who_it_was(
    page: Page, server: Server, before: dict[str, Any], theme: Any
) -> None:
    page.emulate_media(color_scheme=theme)
    sign_in(page, server, "manager", "#/guides")
    hold_to_wcag(page)
    page.get_by_role("link", name="Elderly card application").press("Enter")
    page.get_by_role("button", name="Telephone", expanded=False).press("Enter")
    hold_to_wcag(page)
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Title, Chinese").last).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Card in large letters, Chinese")).to_be_focused()
    page.keyboard.insert_text("请输入手机号码")
    page.get_by_role("button", name="Move Telephone up").press("Enter")
    expect(page.get_by_text("Telephone is number 1 of 5 now.")).to_have_count(1)
    page.get_by_role("button", name="Add something to have at hand").press("Enter")
    page.keyboard.insert_text("老花镜")
    page.keyboard.press("Tab")
    page.keyboard.type("Reading glasses")
    page.get_by_role("button", name="Add what goes wrong").press("Enter")
    expect(
        page.get_by_role("group", name="What goes wrong, no. 2").get_by_label("What one sees, Chinese")
    ).to_be_focused()
    page.get_by_role("button", name="Remove What goes wrong, no. 2").press("Enter")
    page.get_by_label("Reason for the change").fill("Asked for at the counter.")
    hold_to_wcag(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved as version")).to_be_visible()
    now = guide(server)
    first, second, *_ = now["guide"]["steps"]
    assert (first["code"], second["code"]) == ("contact", "identity")
    assert first["card"] == {"zh-CN": "请输入手机号码", "en": "Enter the 11 digits of your mobile number"}
    assert first["papers"][-1] == {"zh-CN": "老花镜", "en": "Reading glasses"}
    assert (now["made"]["note"], now["made"]["by_name"]) == ("Asked for at the counter.", "赵主任")
    page.get_by_role("link", name="Guides").last.click()
    expect(page.get_by_role("row").filter(has_text="Elderly card application")).to_contain_text("赵主任")


def test_what_leads_to_a_step_and_points_at_a_place_is_chosen_by_name_and_follows_it_to_another_code(
    page: Page, server: Server, before: dict[str, Any]
) -> None:
    open_guide(page, server)
    first = step(page, "1. Who you are")
    first.get_by_label("What follows").select_option("4. Signature")
    first.get_by_label("Where on the page").select_option("keypad")
    page.get_by_role("button", name="4. Signature", expanded=False).click()
    step(page, "4. Signature").get_by_label("Code", exact=True).fill("sign-here")
    page.get_by_role("button", name="keypad", expanded=False).click()
    page.get_by_role("group", name="keypad").get_by_label("Name of the place").fill("keys")
    page.get_by_label("From the left").fill("12.5")
    for edge, part in (("From the top", "0"), ("Width", "50"), ("Height", "25")):
        page.get_by_label(edge).fill(part)
    save(page)
    expect(page.get_by_text("Saved as version")).to_be_visible()
    now = guide(server)["guide"]
    assert (now["steps"][0]["next"], now["steps"][0]["anchor"]) == ("sign-here", "keys")
    assert now["anchors"]["keys"]["rectangle"] == {"x": 0.125, "y": 0, "width": 0.5, "height": 0.25}
    page.get_by_role("button", name="Remove Signature", exact=True).click()
    save(page)
    expect(page.get_by_role("button", name="4. Check and submit")).to_be_visible()
    expect(page.get_by_text("Saved as version")).to_be_visible()
    assert guide(server)["guide"]["steps"][0]["next"] is None


def test_the_preview_follows_typing_and_shows_either_language_as_resident_and_agent_read_it(
    page: Page, server: Server, before: dict[str, Any]
) -> None:
    open_guide(page, server)
    seen = page.get_by_role("region", name="Preview")
    for words in ("Step 1 of 5", "Who you are", "Read aloud: Take the identity card", "The X is at the bottom left"):
        expect(seen).to_contain_text(words)
    first = step(page, "1. Who you are")
    first.get_by_label("Card in large letters, English").fill("Enter your name")
    expect(seen).to_contain_text("Enter your name")
    seen.get_by_label("Chinese").press(" ")
    expect(seen).to_contain_text("第 1 步，共 5 步")
    first.get_by_label("Card in large letters, Chinese").fill("请您照着身份证" * 4)
    small = height(seen.get_by_text("请您照着身份证" * 4))
    first.get_by_label("Card in large letters, Chinese").fill("请输入")
    assert height(seen.get_by_text("请输入", exact=True)) > small, "long texts have smaller letters, as on the machine"
    first.get_by_label("Read aloud, Chinese").fill("")
    expect(seen).to_contain_text("请输入")
    first.get_by_label("What helps, Chinese").nth(1).fill("看左下角")
    expect(seen.get_by_role("definition").filter(has_text="看左下角")).to_be_visible()
    first.get_by_label("Card in large letters, Chinese").fill("")
    expect(seen).to_contain_text("Nothing is written yet")
    hold_to_wcag(page)
    page.get_by_role("button", name="1. Who you are", expanded=True).click()
    expect(seen).to_contain_text("Open a step to see it here")
    page.get_by_role("button", name="4. Signature", expanded=False).click()
    expect(seen).to_contain_text("第 4 步，共 5 步")


def test_what_the_server_does_not_take_is_said_at_the_field_and_nothing_is_lost(
    page: Page, server: Server, before: dict[str, Any]
) -> None:
    open_guide(page, server)
    page.get_by_role("button", name="Add a step").click()
    fresh = step(page, "6. New step")
    expect(fresh.get_by_label("Title, Chinese")).to_be_focused()
    page.keyboard.insert_text("领取")
    step(page, "6. 领取").get_by_label("Code", exact=True).fill("identity")
    page.get_by_role("button", name="Add a place").click()
    page.get_by_label("Role", exact=True).fill("button")
    page.get_by_role("button", name="1. Who you are", expanded=False).click()
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Fields to look at again: 8")
    its = step(page, "6. 领取")
    for label, reason in (("Title, English", "missing"), ("Instruction, Chinese", "missing")):
        expect(its.get_by_label(label)).to_have_accessible_description(reason)
    expect(its.get_by_label("Title, Chinese")).to_have_value("领取")
    expect(its.get_by_label("Title, English")).to_be_focused()
    hold_to_wcag(page)
    assert guide(server)["made"] == before["made"]
    its.get_by_label("Title, English").fill("Collect")
    expect(step(page, "6. Collect").get_by_label("Title, English")).to_have_attribute("aria-invalid", "false")


def test_two_managers_at_one_guide_lose_nothing(page: Page, server: Server, before: dict[str, Any]) -> None:
    open_guide(page, server)
    first = step(page, "1. Who you are")
    first.get_by_label("Card in large letters, English").fill("Mine")
    theirs = before["guide"]
    theirs["steps"][0]["instruction"]["en"] = "Theirs"
    theirs["steps"].insert(2, theirs["steps"][2] | {"code": "new", "title": {"zh-CN": "新的", "en": "New"}})
    change(server, theirs)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Administrator changed this guide in between")
    load = page.get_by_role("button", name="Load the newest")
    expect(load).to_be_focused()
    hold_to_wcag(page)
    load.press("Enter")
    expect(page.get_by_text("This is the newest, with what you entered on top.")).to_be_visible()
    expect(first.get_by_label("Instruction, English")).to_have_value("Theirs")
    expect(page.get_by_role("button", name="3. New", expanded=False)).to_be_visible()
    save(page)
    expect(page.get_by_text("Saved as version")).to_be_visible()
    steps = guide(server)["guide"]["steps"]
    assert (steps[0]["card"]["en"], steps[0]["instruction"]["en"], steps[2]["code"]) == ("Mine", "Theirs", "new")


def test_what_was_not_saved_is_there_after_looking_elsewhere_and_the_list_says_so(
    page: Page, server: Server, before: dict[str, Any]
) -> None:
    open_guide(page, server)
    step(page, "1. Who you are").get_by_label("Card in large letters, English").fill("Not saved")
    page.get_by_role("link", name="Sessions").click()
    page.get_by_role("link", name="Guides").click()
    expect(page.get_by_role("row").filter(has_text="Elderly card")).to_contain_text("Not saved yet")
    hold_to_wcag(page)
    page.get_by_role("link", name="Elderly card application").click()
    card = page.get_by_label("Card in large letters, English")
    expect(card).to_have_value("Not saved")
    page.get_by_role("button", name="Discard changes").click()
    expect(card).to_have_value("Enter name and identity card number")
    assert guide(server)["made"] == before["made"]


def test_what_was_not_saved_outlives_the_end_of_the_sign_in_and_is_nobody_elses(
    page: Page, server: Server, before: dict[str, Any]
) -> None:
    staff = server.create_staff("zhou", "manager", "周主任")
    open_guide(page, server, "zhou")
    card = page.get_by_label("Card in large letters, English")
    card.fill("Not saved")
    reset = server.admin.post(f"/api/v1/staff/{staff}/reset-password").raise_for_status().json()
    save(page)
    for label, value in (("User name", "zhou"), ("Password", reset["one_time_password"])):
        page.get_by_label(label).fill(value)
    page.keyboard.press("Enter")
    page.get_by_label("Password you were given").fill(reset["one_time_password"])
    page.get_by_label("New password", exact=True).fill(f"another-{PASSWORD}")
    page.get_by_label("New password, once more").fill(f"another-{PASSWORD}")
    page.keyboard.press("Enter")
    expect(card).to_have_value("Not saved")
    page.locator("button[popovertarget=me]").click()
    page.get_by_role("button", name="Sign out").click()
    for label, value in (("User name", "manager"), ("Password", PASSWORD)):
        page.get_by_label(label).fill(value)
    page.keyboard.press("Enter")
    expect(card).to_have_value("Enter name and identity card number")
    assert guide(server)["made"] == before["made"]


def test_a_change_is_told_in_words_and_taken_back(page: Page, server: Server, before: dict[str, Any]) -> None:
    changed = before["guide"]
    changed["steps"][0]["card"]["en"] = "Shorter"
    changed["anchors"]["keypad"]["selector"] = "#keys"
    change(server, changed)
    number = before["made"]["number"]
    open_guide(page, server)
    page.get_by_role("button", name="History").press("Enter")
    newest, older = (
        page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=f"Version {one}", exact=True))
        for one in (number + 1, number)
    )
    for words in ("in force", "Who you are: Card in large letters, English", "Shorter", "Place “keypad”", "#keys"):
        expect(newest).to_contain_text(words)
    older.get_by_role("button", name="Restore this version").press("Enter")
    expect(older.get_by_role("group")).to_contain_text("Enter name and identity card number")
    hold_to_wcag(page)
    older.get_by_role("button", name="Restore this version").press("Enter")
    expect(page.get_by_text(f"Version {number} is in force again, as version {number + 2}.")).to_be_visible()
    expect(page.get_by_label("Card in large letters, English")).to_have_value("Enter name and identity card number")
    assert guide(server)["guide"]["anchors"]["keypad"]["selector"] == "#keypad"


def test_a_guide_leaves_as_a_file_and_comes_back_or_is_refused_by_the_line(
    page: Page, server: Server, before: dict[str, Any], tmp_path: Path
) -> None:
    open_guide(page, server)
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as a file").click()
    assert started.value.suggested_filename == f"{SERVICE}.yaml"
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert written(read_guide(text))["steps"][0]["code"] == "identity"
    file = tmp_path / "guide.yaml"
    into = page.get_by_label("Read from a file").locator("xpath=self::input")

    file.write_text(text.replace("en: Who you are", "en: ''"), encoding="utf-8")
    into.set_input_files(file)
    line = text.splitlines().index("      en: Who you are") + 1
    expect(page.get_by_role("alert")).to_have_text(f"Line {line}: Step 1: Title, English: missing")
    hold_to_wcag(page)
    file.write_text(text.replace(f"service: {SERVICE}", "service: passport"), encoding="utf-8")
    into.set_input_files(file)
    expect(page.get_by_text("The file is the guide of another service (passport).")).to_be_visible()
    file.write_text(text.replace("en: Who you are", "en: Your name"), encoding="utf-8")
    into.set_input_files(file)
    expect(page.get_by_role("button", name="1. Your name")).to_be_visible()
    assert guide(server)["made"] == before["made"]
    save(page)
    expect(page.get_by_text("Saved as version")).to_be_visible()
    assert guide(server)["guide"]["steps"][0]["title"]["en"] == "Your name"


def test_a_service_without_a_guide_gets_its_first(page: Page, server: Server) -> None:
    desk = server.admin.get("/api/v1/desks").raise_for_status().json()["items"][0]
    service = {"code": "dog-licence", "title": {"zh-CN": "犬证办理", "en": "Dog licence"}, "papers": []}
    services = {"services": [*desk["services"], service]}
    server.admin.patch(f"/api/v1/desks/{desk['id']}", json=services).raise_for_status()
    sign_in(page, server, "manager", "#/guides")
    row = page.get_by_role("row").filter(has_text="Dog licence")
    expect(row).to_contain_text("No guide yet. Open it to write one.")
    row.get_by_role("link").click()
    fields = {
        "Title": ("申请", "Apply"),
        "Card in large letters": ("填表", "Fill in"),
        "Instruction": ("填写", "Fill in"),
    }
    for label, (chinese, english) in fields.items():
        page.get_by_label(f"{label}, Chinese").last.fill(chinese)
        page.get_by_label(f"{label}, English").last.fill(english)
    hold_to_wcag(page)
    save(page)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    (first,) = server.admin.get("/api/v1/guides/dog-licence").raise_for_status().json()["guide"]["steps"]
    assert (first["code"], first["title"]["en"]) == ("apply", "Apply")
    page.goto(f"{server.url}/manage/#/guides/cat-licence")
    expect(page.get_by_role("heading", name="There is no such guide")).to_be_visible()


def test_a_supervisor_reads_and_changes_nothing(page: Page, server: Server, before: dict[str, Any]) -> None:
    open_guide(page, server, "supervisor")
    expect(page.get_by_label("Card in large letters, English")).not_to_be_editable()
    for name in ("Save", "Add a step", "Remove Telephone", "Read from a file"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.get_by_role("button", name="History").click()
    expect(page.get_by_role("heading", name=f"Version {before['made']['number']}", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Restore this version")).to_have_count(0)
    hold_to_wcag(page)
