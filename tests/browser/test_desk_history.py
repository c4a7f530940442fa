"""A desk's history, as administrators read it and go back in it: with the keyboard, and while others change the desk, too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Server, run_server

from .test_manage_page import hold_to_wcag, page, sign_in

__all__ = ["page"]

pytestmark = pytest.mark.browser

DESK = "/api/v1/desks/desk-1"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with run_server(tmp_path) as running:
        assert running.admin
        yield running


def desk(server: Server) -> dict[str, Any]:
    return server.admin.get("/api/v1/desks").raise_for_status().json()["items"][0]


def change(server: Server, **given: Any) -> None:
    server.admin.patch(DESK, json=given).raise_for_status()


def test_a_change_is_told_in_words_and_taken_back_with_the_keyboard(page: Page, server: Server) -> None:
    sign_in(page, server, "admin", "#/sites")
    page.get_by_role("button", name="Times and limits").click()
    hold_to_wcag(page)
    page.get_by_label("How long one agent is rung").fill("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("How long one agent is rung: at least 5 s")
    page.get_by_label("How long one agent is rung").fill("90")
    page.get_by_label("Wrap-up after a talk").select_option("If the agent asks for it")
    page.get_by_label("Reason for the change").fill("Agents asked for it.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (desk(server)["limits"]["ring"], desk(server)["wrap_up"]) == (90_000, "optional")

    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="History").click()
    newest, first = (page.get_by_role("listitem").filter(has_text=f"Version {number}") for number in (2, 1))
    for words in (
        "in force",
        "Administrator",
        "Agents asked for it.",
        "How long one agent is rung",
        "20 s",
        "1 min 30 s",
    ):
        expect(newest).to_contain_text(words)
    restore = first.get_by_role("button", name="Restore this version")
    restore.press("Enter")
    expect(first.get_by_role("button", name="Cancel")).to_be_focused()
    hold_to_wcag(page)
    page.keyboard.press("Escape")
    expect(restore).to_be_focused()
    page.keyboard.press("Enter")
    expect(first.get_by_role("group")).to_contain_text("1 min 30 s")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Version 1 is in force again, as version 3.")
    hold_to_wcag(page)
    assert (desk(server)["limits"]["ring"], desk(server)["version"]) == (20_000, 3)


def test_who_is_second_of_two_is_told_who_was_first_and_overwrites_nothing(page: Page, server: Server) -> None:
    sign_in(page, server, "admin", "#/sites")
    page.get_by_role("button", name="Change").click()
    change(server, strategy="round_robin")
    page.get_by_label("Telephone").fill("021-1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="Administrator changed this desk in between")).to_be_visible()
    hold_to_wcag(page)
    page.get_by_role("button", name="Load the newest").click()
    expect(page.get_by_label("Who is rung first")).to_have_value("round_robin")
    page.get_by_label("Telephone").fill("021-1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (desk(server)["phone"], desk(server)["strategy"]) == ("021-1", "round_robin")
