"""A desk's services and reasons for a break, edited on the page, and seen at once by who they are for."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Agent, Resident
from tests.support.server import Server

from .test_desk_history import change, desk
from .test_manage_page import hold_to_wcag, page, sign_in

__all__ = ["page"]

pytestmark = pytest.mark.browser


def offered(server: Server, field: str = "services") -> list[str]:
    return [entry["code"] for entry in desk(server)[field]]


def open_editor(page: Page, server: Server, button: str) -> Locator:
    if page.url == "about:blank":
        sign_in(page, server, "admin", "#/sites")
    page.get_by_role("button", name=button).click()
    return page.get_by_role("dialog")


def save(page: Page) -> None:
    page.get_by_label("Reason for the change").press("Enter")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def restore(page: Page, number: int) -> Locator:
    """What was changed since, as the history says it, before it is undone."""
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="History").click()
    told = page.get_by_role("listitem").filter(has_text=f"Version {number + 1}")
    expect(told).to_contain_text("in force")
    version = page.get_by_role("listitem").filter(has_text=f"Version {number} ")
    version.get_by_role("button", name="Restore this version").click()
    version.get_by_role("button", name="Restore this version").click()
    expect(page.get_by_text(f"Version {number} is in force again")).to_be_visible()
    return told


def test_a_service_is_added_with_the_keyboard_is_on_the_open_kiosk_at_once_and_is_taken_back(
    page: Page, server: Server, resident: Resident
) -> None:
    codes = offered(server)
    dialog = open_editor(page, server, "Services")
    hold_to_wcag(page)
    dialog.get_by_role("button", name="Add a service").press("Enter")
    expect(dialog.get_by_label("Title in Chinese")).to_be_focused()
    page.keyboard.insert_text("犬证办理")
    press(page, "Tab")
    page.keyboard.type("Dog licence")
    press(page, "Tab", "Tab", "Enter")
    expect(dialog.get_by_label("To bring, no. 1, in Chinese")).to_be_focused()
    page.keyboard.insert_text("免疫证明")
    press(page, "Tab")
    page.keyboard.type("Vaccination record")
    hold_to_wcag(page)
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(dialog.get_by_role("button", name="Add something to bring")).to_be_focused()
    press(page, "Enter")
    page.keyboard.insert_text("免疫证明")
    press(page, "Tab")
    page.keyboard.type("Vaccination record")
    up = dialog.get_by_role("button", name="Move Dog licence up")
    for _ in codes:
        up.press("Enter")
        expect(up).to_be_focused()
    expect(page.get_by_text(f"Dog licence is number 1 of {len(codes) + 1} now.")).to_have_count(1)
    save(page)
    expect(dialog).to_have_count(0)
    assert desk(server)["services"][0] == {
        "code": "dog-licence",
        "title": {"zh-CN": "犬证办理", "en": "Dog licence"},
        "papers": [{"zh-CN": "免疫证明", "en": "Vaccination record"}],
    }
    assert offered(server) == ["dog-licence", *codes]

    tiles = resident.page.locator("bb-services .tile")
    expect(tiles.first).to_have_text("犬证办理")
    resident.button("犬证办理")
    resident.sees("免疫证明")

    told = restore(page, 1)
    expect(told).to_contain_text("Service “Dog licence”")
    expect(told).to_contain_text("not offered")
    expect(tiles).to_have_count(len(codes))
    assert offered(server) == codes


def test_a_service_that_goes_takes_its_rule_along_and_says_so(page: Page, server: Server) -> None:
    first, second, *_ = offered(server)
    rule = {"level": 3, "relax_every": None, "head_start": 0, "desk": None}
    change(server, fitting={"services": {first: rule, second: rule}})
    dialog = open_editor(page, server, "Services")
    title = desk(server)["services"][0]["title"]["en"]
    dialog.get_by_role("button", name=f"Remove {title}").press("Enter")
    expect(dialog.get_by_text(f"What “Who fits” asks for {title} goes, too.")).to_be_visible()
    hold_to_wcag(page)
    save(page)
    expect(dialog).to_have_count(0)
    assert first not in offered(server)
    assert list(desk(server)["fitting"]["services"]) == [second]
    told = restore(page, 2)
    expect(told).to_contain_text(f"Rule for {title}")
    assert list(desk(server)["fitting"]["services"]) == [first, second]


def test_what_an_agent_can_do_for_a_service_that_is_gone_outlives_the_next_change_of_their_skills(
    page: Page, server: Server
) -> None:
    def profile() -> dict[str, Any]:
        staff = server.admin.get("/api/v1/staff").raise_for_status().json()["items"]
        return next(one for one in staff if one["name"] == "agent")

    gone, *_ = offered(server)
    skilled = {"skills": {gone: 3}, "languages": [], "sites": []}
    server.admin.patch(f"/api/v1/staff/{profile()['id']}", json={"profile": skilled}).raise_for_status()
    change(server, services=desk(server)["services"][1:])
    sign_in(page, server, "admin", "#/staff")
    page.get_by_role("row").filter(has_text="agent").get_by_role("button", name="Skills").click()
    page.get_by_label("Chinese Sign Language").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert profile()["profile"] == skilled | {"languages": ["csl"]}


def test_what_the_server_does_not_take_is_said_at_the_field_and_nothing_is_lost(page: Page, server: Server) -> None:
    before = desk(server)
    dialog = open_editor(page, server, "Services")
    dialog.get_by_role("button", name="Add a service").click()
    dialog.get_by_label("Title in Chinese").fill("犬证办理")
    dialog.get_by_label("Code").fill(before["services"][0]["code"])
    last = before["services"][-1]["title"]["en"]
    dialog.get_by_role("button", name=last, expanded=False).click()
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Fields to look at again: 2")
    expect(dialog.get_by_label("Code")).to_be_focused()
    for label, value, reason in (
        ("Code", before["services"][0]["code"], "there twice"),
        ("Title in English", "", "missing"),
    ):
        field = dialog.get_by_label(label)
        expect(field).to_have_value(value)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(reason)
    hold_to_wcag(page)
    assert desk(server) == before
    dialog.get_by_label("Code").fill("")
    expect(dialog.get_by_label("Code")).to_have_attribute("aria-invalid", "false")
    dialog.get_by_label("Title in English").fill("Dog licence")
    save(page)
    expect(dialog).to_have_count(0)
    assert offered(server)[-1] == "dog-licence"


def test_what_somebody_else_changed_meanwhile_is_kept_and_so_is_what_was_typed(page: Page, server: Server) -> None:
    services = desk(server)["services"]
    first = services[0]["title"]["en"]
    dialog = open_editor(page, server, "Services")
    dialog.get_by_role("button", name=first, expanded=False).click()
    dialog.get_by_label("Title in English").fill("Mine")
    theirs = [services[0], services[1] | {"title": services[1]["title"] | {"en": "Theirs"}}, *services[3:]]
    change(server, services=theirs, phone="021-1")
    save(page)
    expect(page.get_by_role("alert").filter(has_text="Administrator changed this desk in between")).to_be_visible()
    hold_to_wcag(page)
    page.get_by_role("button", name="Load the newest").click()
    expect(page.get_by_text("This is the newest, with what you entered on top.")).to_be_visible()
    expect(dialog.get_by_label("Title in English")).to_have_value("Mine")
    hold_to_wcag(page)
    save(page)
    expect(dialog).to_have_count(0)
    now = desk(server)
    assert [service["title"]["en"] for service in now["services"][:2]] == ["Mine", "Theirs"]
    assert (len(now["services"]), now["phone"]) == (len(services) - 1, "021-1")


def test_a_reason_for_a_break_is_on_the_open_console_at_once_and_an_agent_who_took_it_keeps_the_break(
    page: Page, server: Server, agent: Agent
) -> None:
    dialog = open_editor(page, server, "Breaks")
    hold_to_wcag(page)
    dialog.get_by_role("button", name="Add a reason").click()
    fresh = dialog.get_by_role("group", name="New reason")
    fresh.get_by_label("Title in Chinese").fill("体检")
    dialog.get_by_role("group", name="体检").get_by_label("Title in English").fill("Check-up")
    save(page)
    expect(dialog).to_have_count(0)
    assert offered(server, "break_reasons")[-1] == "check-up"

    agent.page.locator("button[popovertarget=presence]").click()
    agent.button("休息：体检")
    heading = agent.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("休息：体检")

    open_editor(page, server, "Breaks").get_by_role("button", name="Remove Check-up").press("Enter")
    save(page)
    expect(dialog).to_have_count(0)
    expect(heading).to_have_text("休息")
    agent.page.locator("button[popovertarget=presence]").click()
    expect(agent.page.get_by_role("button", pressed=True)).to_have_accessible_name("休息 当前")
    agent.button("休息：用餐")
    expect(heading).to_have_text("休息：用餐")

    told = restore(page, 2)
    expect(told).to_contain_text("Reason for a break “Check-up”")
    assert "check-up" in offered(server, "break_reasons")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_desk_without_services_and_reasons_says_so_and_gets_the_first(
    page: Page, server: Server, resident: Resident, theme: Any
) -> None:
    page.emulate_media(color_scheme=theme)
    change(server, services=[], break_reasons=[])
    expect(resident.page.locator("bb-services .heading")).to_have_count(0)
    sign_in(page, server, "admin", "#/sites")
    expect(page.get_by_text("None. Agents then take a break without a reason.")).to_be_visible()
    hold_to_wcag(page)
    dialog = open_editor(page, server, "Breaks")
    hold_to_wcag(page)
    dialog.get_by_role("button", name="Cancel").click()
    open_editor(page, server, "Services")
    hold_to_wcag(page)
    dialog.get_by_role("button", name="Add a service").press("Enter")
    page.keyboard.insert_text("犬证办理")
    press(page, "Tab")
    page.keyboard.type("Dog licence")
    press(page, "Enter")
    expect(dialog).to_have_count(0)
    assert offered(server) == ["dog-licence"]
    expect(resident.page.locator("bb-services .tile")).to_have_text(["犬证办理"])
