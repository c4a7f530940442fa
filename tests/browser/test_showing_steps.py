"""An agent goes through a guide with a resident: both pages show the same step, whatever happens in between."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, expect

from tests.browser.people import SECONDS, Agent, Person, Resident
from tests.browser.test_kiosk_accessibility import AXE
from tests.browser.test_more_than_two import ask, session_of
from tests.browser.test_session import connect
from tests.browser.voices import WITH_VOICES
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.media]

FIRST = ("第 1 步，共 5 步", "身份信息", "输入姓名和身份证号码")
SECOND = ("第 2 步，共 5 步", "联系电话", "输入11位手机号码")
LAST = ("第 5 步，共 5 步", "核对并提交")
SERVICE = "elderly-card"
STAFF_AXE = AXE.replace("{ 'color-contrast-enhanced': { enabled: true } }", "{}")


def card(resident: Resident) -> Locator:
    return resident.page.locator("bb-step-card")


def told(agent: Agent) -> Locator:
    """What the console says that the resident sees."""
    return agent.page.locator("bb-shown-step")


def both_see(resident: Resident, agent: Agent, words: tuple[str, ...]) -> None:
    for said in words:
        expect(card(resident)).to_contain_text(said)
        expect(told(agent)).to_contain_text(said)


def neither_sees_a_step(resident: Resident, agent: Agent) -> None:
    expect(resident.page.locator(".what")).to_have_count(0)
    expect(told(agent)).to_contain_text("还没有步骤卡片")


def read_the_guide(agent: Agent) -> None:
    agent.page.get_by_role("tab", name="指引").click()
    agent.page.get_by_label("事项").select_option(SERVICE)
    expect(agent.page.get_by_role("button", name="向居民出示第 1 步：身份信息")).to_be_visible()
    agent.page.get_by_role("tab", name="指引").focus()  # in the list, keys would choose another service


def is_accessible(person: Person, audit: str) -> None:
    if not person.page.evaluate("'axe' in window"):
        person.page.evaluate(AXE_SCRIPT)
    assert person.page.evaluate(audit) == []


def test_both_pages_show_the_same_step_then_the_next_and_the_one_before_and_that_it_is_done(
    resident: Resident, agent: Agent
) -> None:
    connect(resident, agent)
    read_the_guide(agent)
    neither_sees_a_step(resident, agent)
    agent.page.keyboard.press(".")
    both_see(resident, agent, FIRST)
    expect(resident.page.locator(".action .end")).to_be_in_viewport(ratio=1)
    is_accessible(agent, STAFF_AXE)
    is_accessible(resident, AXE)
    agent.page.keyboard.press(".")
    both_see(resident, agent, SECOND)
    expect(agent.page.locator("bb-guide li.shown")).to_contain_text("已出示")
    agent.page.keyboard.press(",")
    both_see(resident, agent, FIRST)
    agent.page.keyboard.press("/")
    neither_sees_a_step(resident, agent)
    agent.button("向居民出示第 5 步：核对并提交")
    both_see(resident, agent, LAST)
    agent.button(re.compile("^完成"))
    expect(card(resident)).to_contain_text("这件事办好了")
    expect(told(agent)).to_contain_text("全部办完了")
    is_accessible(agent, STAFF_AXE)
    told(agent).get_by_role("button", name="收起").click()
    expect(card(resident)).to_be_hidden()
    resident.end()


def test_a_step_is_there_again_after_either_page_is_loaded_anew(resident: Resident, agent: Agent) -> None:
    connect(resident, agent)
    read_the_guide(agent)
    agent.button("向居民出示第 2 步：联系电话")
    both_see(resident, agent, SECOND)
    resident.page.reload()
    expect(card(resident)).to_contain_text(SECOND[0], timeout=SECONDS * 1000)
    agent.page.reload()
    expect(agent.page.get_by_text("居民屏幕上：第 2 步，共 5 步 · 联系电话")).to_be_visible(timeout=SECONDS * 1000)
    agent.page.get_by_role("tab", name="指引").click()
    both_see(resident, agent, SECOND)
    agent.button(re.compile("^下一步"))
    expect(card(resident)).to_contain_text("第 3 步")


def test_who_listens_sees_the_step_whoever_takes_over_goes_on_from_it_and_back_in_the_line_it_is_gone(
    resident: Resident, agent: Agent, browser: Browser, server: Server
) -> None:
    server.create_staff("supervisor", "supervisor", "李娜")
    supervisor = Agent(browser, server)
    supervisor.sign_in("supervisor")
    supervisor.be_available()
    connect(resident, agent)
    read_the_guide(agent)
    agent.page.keyboard.press(".")
    both_see(resident, agent, FIRST)
    session = session_of(agent)["id"]
    ask(supervisor, "join_session", session=session, mode="monitor")
    expect(supervisor.page.get_by_text("居民屏幕上：第 1 步")).to_be_visible(timeout=SECONDS * 1000)
    supervisor.page.get_by_role("tab", name="指引").click()
    both_see(resident, supervisor, FIRST)
    expect(supervisor.page.get_by_role("button", name="出示")).to_have_count(0)
    expect(told(supervisor).get_by_role("button")).to_have_count(0)
    supervisor.page.keyboard.press(".")
    ask(supervisor, "hand_over", session=session, guest="guest-1")
    expect(supervisor.page.get_by_role("button", name=re.compile("^下一步"))).to_be_visible(timeout=SECONDS * 1000)
    both_see(resident, supervisor, FIRST)
    supervisor.page.keyboard.press(".")
    both_see(resident, supervisor, SECOND)
    ask(agent, "presence", state="break", reason=None)
    ask(supervisor, "transfer", session=session, to=None)
    resident.sees("下一位就是您")
    expect(card(resident)).to_have_count(0)
    assert supervisor.complaints == []
    supervisor.close()


def test_the_card_is_read_aloud_in_the_language_that_is_shown(resident: Resident, agent: Agent) -> None:
    resident.page.add_init_script(WITH_VOICES)
    resident.page.reload()
    connect(resident, agent)
    read_the_guide(agent)
    agent.page.keyboard.press(".")
    resident.button("朗读")
    expect(resident.page.get_by_role("button", name="停止朗读")).to_be_visible()
    resident.page.evaluate("finish()")
    resident.page.get_by_role("button", name="English").click()
    resident.button("Read aloud")
    agent.page.keyboard.press(".")
    expect(card(resident)).to_contain_text("Telephone")
    expect(resident.page.get_by_role("button", name="Read aloud")).to_be_visible()
    said = resident.page.evaluate("spoken.map(({ text, lang }) => [text, lang])")
    assert [(words[:6], language) for words, language in said] == [("请把身份证拿", "zh-CN"), ("Take t", "en-GB")]
    assert resident.page.evaluate("broken_off") == 1, "what is no more on the card is not read on"


def test_a_machine_without_a_voice_offers_none(resident: Resident, agent: Agent) -> None:
    connect(resident, agent)
    read_the_guide(agent)
    agent.page.keyboard.press(".")
    both_see(resident, agent, FIRST)
    expect(resident.page.get_by_role("button", name="朗读")).to_have_count(0)
