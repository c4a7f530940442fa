"""Nobody can come: from the touch to the call back that is done, and the number that is gone."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_screens import type_number
from tests.browser.people import SECONDS, Agent, Resident
from tests.browser.test_manage_page import hold_to_wcag, sign_in
from tests.support.server import Server

pytestmark = pytest.mark.browser

PHONE, SHOWN = "13800138000", "138 0013 8000"


@pytest.fixture
def late_agent(browser: Browser, server: Server) -> Iterator[Agent]:
    """Signs in when the test says so."""
    person = Agent(browser, server)
    yield person
    person.close()
    assert person.complaints == []


def stored(server: Server) -> list[str | None]:
    with sqlite3.connect(server.directory / "bangban.db") as database:
        return [row[0] for row in database.execute("SELECT sealed_phone FROM tickets")]


def test_a_call_back_from_the_touch_to_done(
    resident: Resident, late_agent: Agent, server: Server, browser: Browser
) -> None:
    agent, page = late_agent, late_agent.page
    resident.touch_help()
    resident.button("请打给我")
    type_number(resident.page, PHONE[:10])
    resident.button("请打给我")
    resident.sees("还差 1 位")
    type_number(resident.page, "91")
    resident.sees("没有这样的号码")
    resident.button("退一格")
    resident.button("退一格")
    type_number(resident.page, PHONE[10])
    resident.sees(SHOWN)
    resident.button("请打给我")
    resident.sees("B001")
    resident.sees("尾号 8000")
    expect(resident.page.get_by_text(SHOWN)).to_have_count(0)
    (sealed,) = stored(server)
    assert sealed is not None
    assert PHONE not in sealed

    agent.sign_in("agent")
    agent.be_available()
    tile = page.get_by_role("button", name=re.compile("回电"))
    expect(tile).to_contain_text("1", timeout=SECONDS * 1000)
    page.keyboard.press("b")
    agent.sees("无人值守")
    page.get_by_role("button", name="我来打").press("Enter")
    expect(page.get_by_role("button", name="显示号码")).to_be_focused()
    expect(page.get_by_text(SHOWN)).to_have_count(0)
    page.keyboard.press("Enter")
    agent.sees(SHOWN)
    page.get_by_label("没人接").check()
    agent.button("过 30 分钟再打")
    agent.sees("已经打过 1 次")
    expect(page.get_by_text(SHOWN)).to_have_count(0)
    assert None not in stored(server)

    agent.button("我来打")
    agent.button("显示号码")
    page.get_by_label("打通了").check()
    agent.button("办完了")
    agent.sees("现在没有要回的电话")
    expect(page.get_by_text(SHOWN)).to_have_count(0)
    assert stored(server) == [None]
    (ticket,) = server.admin.get("/api/v1/tickets/records").raise_for_status().json()["items"]
    told = server.admin.get(f"/api/v1/tickets/records/{ticket['id']}").raise_for_status().json()
    happened = [(line["kind"], line["result"]) for line in told["events"]]
    assert happened == [
        ("made", None),
        ("taken", None),
        ("called", None),
        ("later", "not_answered"),
        ("taken", None),
        ("called", None),
        ("done", "reached"),
    ]
    assert {line["by_name"] for line in told["events"][1:]} == {"王老师"}
    a_manager_reads_it(browser, server)


def a_manager_reads_it(browser: Browser, server: Server) -> None:
    """What became of it, and no number."""
    server.create_staff("manager", "manager")
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sign_in(page, server, "manager", "#/tickets")
    page.get_by_role("button", name="B001").press("Enter")
    for line in ("王老师 saw the number", "王老师: Not answered; again from", "王老师: Reached; done"):
        expect(page.get_by_role("listitem").filter(has_text=line).first).to_be_visible(timeout=SECONDS * 1000)
    expect(page.get_by_role("row").filter(has_text="B001")).to_contain_text("Done")
    assert PHONE not in page.content()
    hold_to_wcag(page)
    context.close()


def test_a_counter_ticket_tells_the_counter_what_it_is_about(
    resident: Resident, late_agent: Agent, server: Server
) -> None:
    resident.touch_help()
    resident.button("到窗口办")
    resident.sees("C001")
    resident.button("好了")
    expect(resident.page.get_by_role("button", name="视频帮助")).to_be_visible()
    late_agent.sign_in("agent")
    late_agent.be_available()
    late_agent.page.keyboard.press("b")
    late_agent.sees("C001")
    late_agent.button("我来接待")
    late_agent.page.get_by_label("接待了").check()
    late_agent.button("办完了")
    late_agent.sees("现在没有要回的电话")
    assert stored(server) == [None]
