"""One touch and a person helps: the whole path on real browsers with real media."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.people import Agent, Resident, likeness
from tests.support.server import Server
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.media]

SAME = 0.9
"""Likeness of a page and its decoded picture. Two different screens of the kiosk stay below 0.8."""


def last_session(server: Server) -> dict[str, Any]:
    newest = server.admin.get("/api/v1/sessions").raise_for_status().json()["items"][0]
    return dict(server.admin.get(f"/api/v1/sessions/{newest['id']}").raise_for_status().json())


def connect(resident: Resident, agent: Agent) -> None:
    resident.touch_help()
    resident.allow_all()
    agent.accept()
    resident.sees("正在看您的屏幕")


def test_one_touch_and_a_person_sees_hears_helps_and_it_is_on_the_record(
    resident: Resident, agent: Agent, server: Server
) -> None:
    connect(resident, agent)
    resident.sees_and_hears()
    agent.sees_and_hears()

    resident.button("社保卡补办")
    resident.sees("本人身份证")
    wait_for(lambda: likeness(resident.screen(), agent.kiosk_picture()) > SAME, 20, "the agent to see what is shown")
    in_session = resident.screen()

    resident.end()
    resident.button("非常满意", exact=True)
    resident.sees("谢谢您")
    agent.finish()
    resident.button("好了")
    expect(resident.page.get_by_role("button", name="视频帮助")).to_be_visible()
    assert likeness(in_session, resident.screen()) < SAME

    record = last_session(server)
    assert (record["end_reason"], record["ended_by"], record["outcome"], record["rating"]) == (
        "resident_ended",
        "kiosk",
        "solved",
        5,
    )
    assert record["active_at"] >= record["answered_at"] >= record["requested_at"]
    entries = server.admin.get(f"/api/v1/sessions/{record['id']}/timeline").raise_for_status().json()["entries"]
    kinds = {(entry["origin"], entry["kind"]) for entry in entries}
    assert {("kiosk", "sharing"), ("kiosk", "media_connected"), ("agent", "media_connected")} <= kinds


def test_the_agent_sees_nothing_before_the_accept_and_soon_after_it_every_pixel(
    resident: Resident, agent: Agent
) -> None:
    agent.note_brightness("screen")
    resident.touch_help()
    resident.allow_all()
    agent.ring().wait_for()
    wait_for(lambda: agent.frames_decoded() > 1, 20, "pictures while it rings")
    assert agent.brightest() == 0
    agent.accept()
    wait_for(lambda: agent.brightest() > 100, 20, "a picture that is not black")
    wait_for(lambda: agent.kiosk_picture().size == Resident.size, 20, "the screen in its full size")


def test_quality_is_sampled_in_both_browsers(resident: Resident, agent: Agent, server: Server) -> None:
    connect(resident, agent)

    def origins() -> set[str]:
        session = last_session(server)["id"]
        entries = server.admin.get(f"/api/v1/sessions/{session}/timeline").raise_for_status().json()["entries"]
        return {entry["origin"] for entry in entries if entry["kind"] == "quality"}

    wait_for(lambda: origins() == {"kiosk", "agent"}, 40, "samples from both browsers")


def test_reloading_the_console_in_mid_session_comes_back_to_it(resident: Resident, agent: Agent) -> None:
    connect(resident, agent)
    agent.sees_and_hears()
    agent.page.reload()
    resident.sees("正在看您的屏幕")
    expect(agent.page.locator("bb-picture video")).to_be_visible()
    agent.sees_and_hears()
    resident.sees_and_hears()


def test_reloading_the_kiosk_in_mid_session_comes_back_to_it(resident: Resident, agent: Agent) -> None:
    connect(resident, agent)
    resident.sees_and_hears()
    resident.page.reload()
    resident.sees("结束")
    resident.sees_and_hears()
    agent.sees_and_hears()


def test_media_flows_on_while_the_server_is_killed_and_comes_back(
    resident: Resident, agent: Agent, server: Server
) -> None:
    connect(resident, agent)
    resident.sees_and_hears()
    server.kill()
    resident.sees_and_hears()
    agent.sees_and_hears()
    server.start()
    resident.sees_and_hears()
    resident.end()
    agent.finish()
    assert last_session(server)["media_restarts"] == 0


def test_who_leaves_while_it_rings_stops_the_ringing(resident: Resident, agent: Agent) -> None:
    resident.touch_help()
    expect(agent.ring()).to_be_visible()
    resident.button("不等了，返回")
    resident.page.get_by_role("alertdialog").get_by_role("button", name="不等了").click()
    expect(resident.page.get_by_role("button", name="视频帮助")).to_be_visible()
    agent.sees("随时可以接听")


def test_a_declined_resident_goes_on_waiting_and_is_told_so(resident: Resident, agent: Agent) -> None:
    resident.touch_help()
    agent.ring().wait_for()
    agent.page.keyboard.press("d")
    agent.sees("随时可以接听")
    resident.sees("下一位就是您")


def test_an_unanswered_ring_takes_the_agent_out_of_the_line_with_one_button_back(
    resident: Resident, agent: Agent, server: Server
) -> None:
    server.admin.patch("/api/v1/desks/desk-1", json={"limits": {"ring": 5000}}).raise_for_status()
    resident.touch_help()
    agent.sees("已暂停给您派单")
    resident.sees("下一位就是您")
    agent.button("我回来了")
    agent.ring().wait_for()


def test_with_nobody_signed_in_the_resident_is_told_at_once_with_a_telephone_number(resident: Resident) -> None:
    resident.touch_help()
    resident.sees("工作人员暂时都不在")
    resident.sees("12345")
    resident.button("回到首页")
    expect(resident.page.get_by_role("button", name="视频帮助")).to_be_visible()
