"""Where residents go on to from a desk, as administrators set it and managers read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Server, run_server

from .test_manage_page import hold_to_wcag, page, sign_in

__all__ = ["page"]

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with run_server(tmp_path) as running:
        assert running.admin
        running.add_desk("hangzhou", "Hangzhou desk")
        yield running


def test_an_administrator_says_where_residents_go_on_to(page: Page, server: Server) -> None:
    sign_in(page, server, "admin", "#/sites")
    page.get_by_role("button", name="Times and limits 服务台").click()
    page.get_by_label("Send on to").select_option("Hangzhou desk")
    page.get_by_label("After a wait of").fill("0")
    hold_to_wcag(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("After a wait of: at least 1 s")
    page.get_by_label("After a wait of").fill("3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("After 3 min of waiting on to Hangzhou desk")).to_be_visible()

    page.get_by_role("button", name="Who fits 服务台").click()
    page.get_by_label("Elderly card application: Served by").select_option("Hangzhou desk")
    hold_to_wcag(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    desk, other = server.admin.get("/api/v1/desks").json()["items"]
    assert (desk["id"], other["id"]) == ("desk-1", "hangzhou")
    assert desk["overflow"] == {"after": 180_000, "to": "hangzhou"}
    assert [rule["desk"] for rule in desk["fitting"]["services"].values()] == ["hangzhou"]

    page.get_by_role("button", name="Change 服务台").click()
    page.get_by_role("button", name="History").click()
    expect(page.get_by_text("Send on to")).to_be_visible()
    expect(page.get_by_text("Served by: Hangzhou desk")).to_be_visible()
