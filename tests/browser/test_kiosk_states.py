"""Whatever goes wrong, the kiosk says so, names the telephone, shows a way on and comes back to where the resident was."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.kiosk_screens import KIOSK, in_days, open_on
from tests.browser.kiosk_stage import ZONE, Stage, a_stage
from tests.browser.people import Agent, Resident
from tests.browser.test_session import last_session
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.media]

PHONE = "12345"
TOLD_WITHIN = 3
"""Seconds until the page says that the server is gone."""
BACK_WITHIN = 20
"""Seconds: the longest pause between two tries is eight."""
OVERDUE_AFTER = 60
SLEEP = """
  const native = window.setTimeout;
  window.setTimeout = (action, ms, ...given) => native(action, {{ 90_000: {warn}, 30_000: 3_000 }}[ms] ?? ms, ...given);
"""
HURRY, STAY = SLEEP.format(warn=300), SLEEP.format(warn=3_600_000)
"""How soon a page takes its resident for gone: in a moment instead of a minute and a half, and then in three seconds; or
not while a test looks at it."""
REQUESTED_AT = f"{KIOSK}.state.session.requested_at"
MEDIA_OPEN = """
  ['microphone', 'screen', 'camera'].filter((device) => document.querySelector('bb-kiosk').kiosk.state.carries[device] === 'on')
"""


@pytest.fixture(scope="module")
def overdue(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A resident in a line that nobody serves; of a server of their own, so that the minute passes beside the other tests."""
    with a_stage(browser, tmp_path_factory.mktemp("overdue")) as stage:
        stage.desk(limits={"max_wait": OVERDUE_AFTER * 1000})
        stage.agent = Agent(browser, stage.server)
        stage.agent.sign_in("agent")
        stage.agent.page.get_by_role("button", name="开始检查").wait_for()
        stage.resident.page.add_init_script(STAY)
        stage.resident.page.reload()
        stage.resident.touch_help()
        yield stage
        assert stage.complaints == []


@pytest.fixture(scope="module", autouse=True)
def stage(overdue: Stage, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    assert overdue
    with a_stage(browser, tmp_path_factory.mktemp("kiosk")) as stage:
        yield stage
        assert stage.complaints == []


@pytest.fixture(scope="module")
def neighbour(stage: Stage) -> Iterator[tuple[Resident, str]]:
    """Another machine, at which time passes quickly, and its id."""
    other = stage.newcomer()
    other.page.add_init_script(HURRY)
    machine = stage.enrol(other, "4号机 / Machine 4")
    yield other, machine
    other.close()


def notice(stage: Stage) -> Locator:
    return stage.resident.page.locator(".notice")


def says(stage: Stage, words: str, within: float = TOLD_WITHIN) -> None:
    """With the telephone number beside it."""
    expect(stage.resident.page.get_by_text(words).first).to_be_visible(timeout=within * 1000)
    expect(stage.resident.page.get_by_text(PHONE).first).to_be_visible()


def is_back(stage: Stage) -> None:
    expect(notice(stage)).to_have_count(0, timeout=BACK_WITHIN * 1000)


def ticket(stage: Stage) -> str:
    return stage.resident.page.locator(".number strong").inner_text()


def wait_in_line(stage: Stage, person: Resident | None = None, **limits: int) -> None:
    """The one agent has declined, so that the resident goes on waiting."""
    stage.desk(limits={"decline_delay": 600_000, "agent_grace": 5_000, "wrap_up": 10_000, **limits})
    stage.agent_in()
    (person or stage.resident).touch_help()
    stage.decline()


def connect(stage: Stage, name: str = "王老师") -> None:
    agent = stage.agent_in()
    stage.resident.touch_help()
    stage.resident.allow_all()
    agent.accept()
    stage.resident.sees(f"{name} 正在看您的屏幕")
    expect(agent.page.get_by_role("button", name=re.compile("^结束"))).to_be_visible()  # no more to be given back


def test_with_nobody_signed_in_it_is_said_before_and_after_the_touch(stage: Stage) -> None:
    says(stage, "工作人员暂时都不在", 10)
    stage.resident.touch_help()
    says(stage, "请过一会儿再点")
    stage.resident.button("再试一次")
    says(stage, "请过一会儿再点")
    stage.resident.button("回到首页")
    stage.is_home()


def test_a_closed_desk_says_when_it_opens_before_and_after_the_touch(stage: Stage) -> None:
    stage.desk(hours={"zone": ZONE, "weekly": open_on(in_days(1))})
    stage.resident.page.reload()
    says(stage, "明天 09:00 开始服务", 10)
    stage.resident.touch_help()
    says(stage, "明天 09:00 开始服务")
    expect(stage.resident.page.get_by_role("button", name="再试一次")).to_have_count(0)
    stage.resident.button("回到首页")
    stage.desk(hours={"zone": ZONE})
    stage.resident.page.reload()
    stage.is_home()
    expect(stage.resident.page.get_by_text("现在下班了")).to_have_count(0, timeout=10_000)


def test_a_server_lost_while_idle_is_said_at_once_and_a_touch_is_kept_until_it_is_back(stage: Stage) -> None:
    stage.agent_in()
    is_back(stage)
    stage.server.kill()
    says(stage, "网络从")
    stage.resident.touch_help()
    says(stage, "网络断了，一连上就马上为您取号。")
    stage.server.start()
    stage.resident.sees("您的号码")
    stage.leave_line()


def test_who_would_rather_not_wait_for_the_network_is_back_on_the_start_page_at_once(stage: Stage) -> None:
    wait_in_line(stage)
    stage.server.kill()
    says(stage, "网络断了，正在不断重试。请别走开")
    stage.leave_line()
    says(stage, "网络从")
    stage.server.start()
    is_back(stage)
    wait_for(lambda: last_session(stage.server)["end_reason"] == "resident_left", 10, "the server to hear of it")


def test_who_left_by_a_wrong_touch_goes_back_to_number_and_place_with_one_touch(stage: Stage) -> None:
    wait_in_line(stage)
    number, since = ticket(stage), stage.resident.page.evaluate(REQUESTED_AT)
    stage.leave_line()
    stage.resident.sees(f"号码 {number} 还给您留一会儿")
    stage.resident.page.reload()
    stage.resident.button("回去接着等")
    stage.resident.sees("您的号码")
    wait_for(lambda: stage.resident.page.evaluate(REQUESTED_AT) == since, 10, "the same clock")
    assert ticket(stage) == number
    stage.leave_line()


def test_a_server_lost_while_waiting_costs_neither_number_nor_place(stage: Stage) -> None:
    wait_in_line(stage)
    number, since = ticket(stage), stage.resident.page.evaluate(REQUESTED_AT)
    stage.server.kill()
    says(stage, "网络断了，正在不断重试。请别走开")
    expect(stage.resident.page.get_by_role("button", name="不等了，返回")).to_be_visible()
    stage.server.start()
    is_back(stage)
    assert (ticket(stage), stage.resident.page.evaluate(REQUESTED_AT)) == (number, since)
    stage.leave_line()
    wait_for(lambda: last_session(stage.server)["end_reason"] == "resident_left", 10, "the server to hear of it")
    record = last_session(stage.server)
    assert (record["ticket"], record["requested_at"]) == (number, since)


def test_a_server_lost_in_mid_session_is_said_and_the_session_goes_on_when_it_is_back(stage: Stage) -> None:
    stage.desk(limits={})
    connect(stage)
    since = stage.resident.page.evaluate(REQUESTED_AT)
    stage.server.kill()
    expect(notice(stage)).to_have_text("机器正在重新连接，您可以接着说话。", timeout=TOLD_WITHIN * 1000)
    stage.server.start()
    is_back(stage)
    assert stage.resident.page.evaluate(REQUESTED_AT) == since
    stage.resident.sees("正在看您的屏幕")
    stage.resident.end()
    stage.sees(".rating")
    stage.resident.button("不评了")
    stage.resident.button("好了")
    stage.agent_in().finish()


def test_an_end_without_a_server_stops_what_is_heard_and_seen_at_once(stage: Stage) -> None:
    connect(stage)
    stage.server.kill()
    expect(notice(stage)).to_be_visible(timeout=TOLD_WITHIN * 1000)
    stage.resident.end()
    stage.resident.button("非常满意", exact=True)
    stage.sees(".receipt")
    assert stage.resident.page.evaluate(MEDIA_OPEN) == []
    stage.resident.button("好了")
    stage.server.start()
    stage.agent_in().finish()
    wait_for(lambda: last_session(stage.server)["rating"] == 5, 10, "the rating to arrive")


def test_when_the_agent_ends_the_resident_is_asked_and_thanked(stage: Stage) -> None:
    connect(stage)
    agent = stage.agent_in()
    agent.page.keyboard.press("e")
    agent.page.keyboard.press("Enter")
    says(stage, "这次帮助，您满意吗？", 10)
    stage.resident.button("不评了")
    says(stage, "谢谢您！")
    stage.resident.button("好了")
    stage.is_home()
    agent.finish()


def test_who_loses_the_agent_keeps_the_number_and_gets_another(stage: Stage) -> None:
    stage.desk(limits={"agent_grace": 5_000, "wrap_up": 10_000})
    stage.resident.touch_help()
    stage.resident.allow_all()
    number, since = ticket(stage), stage.resident.page.evaluate(REQUESTED_AT)
    stage.agent_in().accept()
    stage.resident.sees("王老师 正在看您的屏幕")
    stage.agent_gone()
    expect(notice(stage)).to_have_text("王老师 那边的网络断了，请等一等，马上回来。", timeout=TOLD_WITHIN * 1000)
    says(stage, "正在为您请另一位", 15)
    assert (ticket(stage), stage.resident.page.evaluate(REQUESTED_AT)) == (number, since)
    stage.agent_in().accept()
    stage.resident.sees("王老师 正在看您的屏幕")
    stage.resident.end()
    stage.resident.button("不评了")
    stage.resident.button("好了")
    stage.agent_in().finish()


def test_a_full_line_turns_away_with_other_ways(stage: Stage, neighbour: tuple[Resident, str]) -> None:
    wait_in_line(stage, neighbour[0], max_waiting=1)
    stage.resident.touch_help()
    says(stage, "现在排队的人太多了")
    stage.resident.button("回到首页")
    stage.is_home()
    stage.leave_line(neighbour[0])


def test_what_was_left_open_is_asked_about_and_then_cleared_away(stage: Stage, neighbour: tuple[Resident, str]) -> None:
    person, _ = neighbour
    sheet = person.page.get_by_role("alertdialog")
    stage.is_home(person)
    expect(sheet).to_have_count(0)
    person.button("社保卡补办")
    expect(sheet).to_contain_text("您还在吗？")
    person.button("我还在")
    expect(sheet).to_have_count(0)
    person.sees("本人身份证")
    expect(sheet).to_be_visible()
    expect(person.page.get_by_text("本人身份证")).to_have_count(0, timeout=10_000)
    stage.is_home(person)
    expect(sheet).to_have_count(0)


def test_who_waits_is_not_asked_whether_they_are_still_there(stage: Stage, neighbour: tuple[Resident, str]) -> None:
    person, _ = neighbour
    wait_in_line(stage, person)
    person.sees("下一位就是您")
    person.page.evaluate("new Promise((done) => setTimeout(done, 90_000))")
    expect(person.page.get_by_role("alertdialog")).to_have_count(0)
    stage.leave_line(person)


def test_of_two_windows_of_a_machine_the_one_that_was_touched_last_is_it(
    stage: Stage, neighbour: tuple[Resident, str]
) -> None:
    person, _ = neighbour
    second = person.context.new_page()
    second.goto(person.page.url)
    person.sees("这台机器在另一个窗口里打开了")
    expect(second.locator("button.help")).to_be_visible()
    expect(person.page.get_by_text(PHONE)).to_be_visible()
    person.button("在这里继续")
    stage.is_home(person)
    expect(second.get_by_text("这台机器在另一个窗口里打开了")).to_be_visible()
    second.close()


def test_a_revoked_machine_sends_people_elsewhere_and_can_be_enrolled_again(
    stage: Stage, neighbour: tuple[Resident, str]
) -> None:
    person, machine = neighbour
    stage.server.admin.post(f"/api/v1/kiosks/{machine}/revoke").raise_for_status()
    person.sees("请到旁边的机器上办理，或者到窗口找工作人员。")
    expect(person.page.get_by_text(PHONE)).to_be_visible()
    person.button("管理员：重新登记这台机器")
    expect(person.page.locator(".code")).to_be_visible()


def test_who_waited_too_long_is_told_of_other_ways(overdue: Stage) -> None:
    says(overdue, "让您等太久了，对不起", OVERDUE_AFTER + 10)
    expect(overdue.resident.page.get_by_role("button", name="再试一次")).to_have_count(0)
    overdue.resident.button("回到首页")
    overdue.is_home()
