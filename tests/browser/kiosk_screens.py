"""Every screen of the kiosk page, reached by touches on a real server with a real agent."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.kiosk_stage import ZONE, Stage
from tests.browser.people import SECONDS, Agent
from tests.browser.voices import WITH_VOICES

LONG_LINE = "请把身份证放在左边亮灯的地方，人像朝上，放好以后不要动，等屏幕上出现您的名字。"
GUIDED = "long-term-care-assessment"
NINE_TO_FIVE = (540, 1020)

KIOSK = "document.querySelector('bb-kiosk').kiosk"
ASK_WHETHER_THERE = "document.querySelector('bb-kiosk').quietUntil = Date.now() + 25_000"
SAY_REASON = f"""reason => {{
  {KIOSK}.state = {{ ...{KIOSK}.state, ended: {{ ...{KIOSK}.state.ended, reason }} }};
  {KIOSK}.dispatchEvent(new CustomEvent('change'));
}}"""
SAY_CARRIES = f"""carries => {KIOSK}.tell({{ type: 'carries', carries: {{ ...{KIOSK}.state.carries, ...carries }} }})"""
LONG_STEP = {
    "zh-CN": "请把身份证放在左边亮灯的地方，人像朝上。" * 3,
    "en": "Put the card on the light to your left, face up. " * 3,
}
"""As long as a card may be."""
RARE_ENDS = ("kiosk_lost_waiting", "kiosk_lost", "never_connected", "system", "lost", "failed")
"""Said by the same screen; only the words differ."""


@dataclass
class Screen:
    name: str
    page: Page
    by_touch: bool = True
    """False: any touch would end it."""
    phone: bool = True
    """False: in the call, or before the machine has heard of a telephone number."""


Chapter = Callable[[Stage], Iterator[Screen]]


def nobody_there(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"agent_grace": 5_000})
    stage.agent_gone()
    stage.sees(".idle .notice")
    yield Screen("idle unstaffed", page)
    resident.touch_help()
    stage.sees(".notice-screen")
    yield Screen("notice no_agent", page)
    for reason in RARE_ENDS:
        page.evaluate(SAY_REASON, reason)
        yield Screen(f"notice {reason}", page)
    stage.go_home()


def tickets(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"agent_grace": 5_000})
    stage.agent_gone()
    stage.sees(".idle .notice")
    resident.touch_help()
    page.locator("[data-offer=call_back]").click()
    stage.sees(".keypad-screen")
    yield Screen("keypad", page)
    type_number(page, "021623")
    yield Screen("keypad half typed", page)
    page.locator(".action .primary").click()
    stage.sees(".keypad-screen .notice")
    yield Screen("keypad too short", page)
    type_number(page, "45678")
    stage.sees(".hint.whole")
    yield Screen("keypad whole", page)
    page.locator(".action .primary").click()
    stage.sees(".ticket-screen")
    yield Screen("ticket call back", page)
    page.locator(".action .primary").click()
    stage.is_home()
    resident.touch_help()
    page.locator("[data-offer=counter]").click()
    stage.sees(".ticket-screen")
    yield Screen("ticket counter", page)
    page.locator(".action .primary").click()
    stage.is_home()


def instead(stage: Stage) -> Iterator[Screen]:
    """Who has waited for long goes with a ticket."""
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"decline_delay": 600_000, "offer_ticket_after": 0})
    stage.agent_in()
    resident.touch_help()
    stage.decline()
    stage.sees(".instead")
    yield Screen("waiting late", page)
    page.locator(".action .instead").click()
    yield Screen("instead", page)
    page.locator("[data-offer=call_back]").click()
    stage.sees(".keypad-screen")
    page.locator(".action .quiet").click()
    page.locator(".action .primary").click()
    stage.sees(".waiting")
    page.locator(".action .instead").click()
    page.locator("[data-offer=counter]").click()
    stage.sees(".ticket-screen")
    page.locator(".action .primary").click()
    stage.is_home()


def type_number(page: Page, digits: str) -> None:
    for digit in digits:
        page.locator("button.digit", has_text=digit).click()


def start_page(stage: Stage) -> Iterator[Screen]:
    page = stage.resident.page
    stage.agent_in()
    expect(page.locator(".idle .notice")).to_have_count(0)
    yield Screen("idle", page)
    page.locator("button.tile").nth(2).click()
    yield Screen("idle card", page)
    page.evaluate(ASK_WHETHER_THERE)
    stage.sees("bb-quiet-question .sheet")
    yield Screen("idle still there", page, by_touch=False)
    page.locator("bb-quiet-question button").click()
    page.locator("article.card button").click()


def closed(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    for name, day in (("", open_on(in_days(3))), (" for good", [[]] * 7)):
        stage.desk(hours={"zone": ZONE, "weekly": day})
        page.reload()
        stage.sees(".idle .notice")
        yield Screen(f"idle closed{name}", page)
        resident.touch_help()
        stage.sees(".notice-screen")
        yield Screen(f"notice desk_closed{name}", page)
        stage.go_home()
    stage.desk(hours={"zone": ZONE})
    page.reload()


def in_days(days: int) -> date:
    """In the desk's zone."""
    return (datetime.now(ZoneInfo(ZONE)) + timedelta(days=days)).date()


def open_on(day: date) -> list[list[tuple[int, int]]]:
    """A week of opening hours with one open day."""
    return [[NINE_TO_FIVE] if number == day.weekday() else [] for number in range(7)]


def in_line(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    speakers = {"languages": {tongue: {"insist": None} for tongue in ("wuu", "en", "csl")}}
    stage.desk(limits={"decline_delay": 600_000}, fitting=speakers)
    page.reload()
    agent = stage.agent_in()
    resident.touch_help()
    agent.ring().wait_for()
    yield Screen("coming", page)
    stage.decline()
    resident.sees("下一位就是您")
    yield Screen("waiting consent", page)
    page.locator("bb-consent .primary").click()
    stage.sees(".topics")
    yield Screen("waiting topics", page)
    page.locator(".topics .tile").nth(2).click()
    stage.sees(".tongues")
    yield Screen("waiting languages", page)
    page.locator(".tongues .tile").first.click()
    stage.sees(".topic .papers")
    yield Screen("waiting papers", page)
    page.locator(".consented button.quiet").click()
    stage.sees("bb-consent")
    yield Screen("waiting reconsider", page)
    page.locator("bb-consent button").nth(2).click()
    stage.sees(".consented")
    yield Screen("waiting nothing allowed", page)
    page.locator("button.leave").click()
    yield Screen("waiting leave", page)
    page.locator(".confirm .danger").click()
    stage.is_home()
    stage.desk(fitting={})
    page.reload()


def several_in_line(stage: Stage) -> Iterator[Screen]:
    """From the enrolment of another machine to its end."""
    resident, page = stage.resident, stage.resident.page
    other = stage.newcomer()
    other.come()
    expect(other.page.locator(".code")).to_be_visible(timeout=SECONDS * 1000)
    yield Screen("enrolment", other.page, phone=False)
    machine = stage.enrol(other, "4号机 / Machine 4")

    stage.desk(limits={"decline_delay": 600_000})
    stage.agent_in()
    other.page.locator("button.help").click()
    stage.decline()
    resident.touch_help()
    stage.decline()
    resident.sees("前面还有 1 位")
    yield Screen("waiting ahead", page)
    tell_last(stage, LONG_LINE)
    resident.sees(LONG_LINE)
    yield Screen("waiting told", page)
    page.locator("bb-consent .primary").click()
    stage.sees(".topics")
    tell_last(stage)
    resident.sees("看到您了")
    yield Screen("waiting told topics", page)
    stage.desk(limits={"decline_delay": 600_000, "resume": 600_000})
    stage.leave_line()
    stage.sees(".left-behind")
    yield Screen("idle left", page)
    stage.desk(limits={"max_waiting": 1})
    resident.touch_help()
    stage.sees(".notice-screen")
    yield Screen("notice queue_full", page)
    page.evaluate(SAY_REASON, "max_wait")
    yield Screen("notice max_wait", page)
    stage.go_home()

    stage.leave_line(other)
    second = other.context.new_page()
    second.goto(other.page.url)
    other.sees("另一个窗口")
    yield Screen("superseded", other.page)
    stage.server.admin.post(f"/api/v1/kiosks/{machine}/revoke").raise_for_status()
    expect(second.get_by_text("暂停使用")).to_be_visible(timeout=SECONDS * 1000)
    yield Screen("revoked", second)
    other.close()


def tell_last(stage: Stage, words: str | None = None) -> None:
    """The agent writes to the last in the line, in their own words or the first that are offered."""
    page = stage.agent_in().page
    page.get_by_role("button", name=re.compile(r"^给 A\d+ 捎句话")).last.click()
    if words is None:
        page.get_by_role("button", name="看到您了").press("Enter")
    else:
        page.keyboard.type(words)
    page.keyboard.press("Enter")


def in_session(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"agent_grace": 60_000})
    agent = stage.agent_in()
    resident.touch_help()
    resident.allow_all()
    agent.accept()
    stage.sees(".watch-sign[data-seen]")
    yield Screen("session", page, phone=False)
    page.locator("button.tile").nth(2).click()
    agent.page.get_by_role("tab", name="文字").click()
    agent.page.get_by_role("textbox").fill(LONG_LINE)
    agent.page.keyboard.press("Enter")
    resident.sees(LONG_LINE)
    yield Screen("session card", page, phone=False)
    page.locator(".replies button").first.click()
    expect(page.locator(".chat li")).to_have_count(2)
    yield Screen("session chat", page, phone=False)
    page.evaluate(SAY_CARRIES, {"microphone": "missing"})
    yield Screen("session no microphone", page, phone=False)
    page.evaluate(SAY_CARRIES, {"microphone": "on"})
    page.locator(".action button").nth(1).click()
    stage.sees(".session bb-consent")
    yield Screen("session permissions", page, phone=False)
    page.locator(".action button").nth(1).click()
    page.locator(".action button").first.click()
    expect(page.locator(".watch-sign[data-seen]")).to_have_count(0)
    yield Screen("session hidden", page, phone=False)
    page.locator(".action .end").click()
    yield Screen("session end", page, phone=False)
    page.locator(".confirm .primary").click()
    stage.agent_gone()
    stage.sees(".session .notice")
    yield Screen("session agent away", page, phone=False)
    stage.agent_back()
    resident.end()
    stage.sees(".rating")
    yield Screen("rating", page)
    page.evaluate(ASK_WHETHER_THERE)
    stage.sees("bb-quiet-question .sheet")
    yield Screen("rating still there", page, by_touch=False)
    page.locator("bb-quiet-question button").click()
    page.locator("button.level").first.click()
    stage.sees(".receipt")
    yield Screen("receipt", page)
    page.locator(".action .primary").click()
    stage.is_home()
    stage.wrap_up()


def guided(stage: Stage) -> Iterator[Screen]:
    """An agent goes through a guide with the resident."""
    resident, page = stage.resident, stage.resident.page
    page.add_init_script(WITH_VOICES)
    page.reload()
    lengthen_second_step(stage)
    agent = stage.agent_in()
    resident.touch_help()
    resident.allow_all()
    agent.accept()
    stage.sees(".watch-sign[data-seen]")
    agent.page.get_by_role("tab", name="指引").click()
    agent.page.get_by_label("事项").select_option(GUIDED)
    agent.page.get_by_role("button", name=re.compile("^向居民出示第 1 步：")).click()
    resident.sees("第 1 步，共")
    yield Screen("session step", page, phone=False)
    next_step(agent)
    resident.sees("第 2 步，共")
    yield Screen("session long step", page, phone=False)
    while agent.page.get_by_role("button", name="下一步").count():
        next_step(agent)
    next_step(agent)
    stage.sees("bb-step-card .done")
    yield Screen("session done", page, phone=False)
    resident.end()
    page.locator("button.level").first.click()
    page.locator(".action .primary").click()
    stage.is_home()
    agent.finish()


def lengthen_second_step(stage: Stage) -> None:
    written = stage.server.admin.get(f"/api/v1/guides/{GUIDED}").raise_for_status().json()["guide"]
    written["steps"][1].update(title=LONG_STEP, card=LONG_STEP)
    stage.server.admin.put(f"/api/v1/guides/{GUIDED}", json={"guide": written}).raise_for_status()


def next_step(agent: Agent) -> None:
    shown = agent.page.locator("bb-shown-step [role=status]")
    before = shown.inner_text()
    agent.page.get_by_role("button", name=re.compile("^(下一步|完成)")).click()
    expect(shown).not_to_have_text(before)
    expect(agent.page.get_by_text("正在出示")).to_have_count(0)


def requeued(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"agent_grace": 5_000, "wrap_up": 10_000})
    agent = stage.agent_in()
    resident.touch_help()
    resident.allow_all()
    agent.accept()
    stage.sees(".watch-sign[data-seen]")
    stage.agent_gone()
    stage.sees(".waiting .notice")
    yield Screen("waiting requeued", page)
    stage.leave_line()


def network_lost(stage: Stage) -> Iterator[Screen]:
    resident, page = stage.resident, stage.resident.page
    stage.desk(limits={"decline_delay": 600_000})
    agent = stage.agent_in()
    stage.server.kill()
    stage.sees(".idle .notice")
    yield Screen("idle offline", page)
    resident.touch_help()
    resident.sees("一连上就马上为您取号")
    yield Screen("asking offline", page)
    stage.server.start()
    agent.ring().wait_for()
    stage.decline()
    stage.server.kill()
    stage.sees(".waiting .notice")
    yield Screen("waiting offline", page)
    stage.server.start()
    expect(page.locator(".notice")).to_have_count(0, timeout=SECONDS * 1000)
    stage.leave_line()


CHAPTERS: dict[str, Chapter] = {
    chapter.__name__: chapter
    for chapter in (
        nobody_there,
        tickets,
        start_page,
        closed,
        instead,
        in_line,
        several_in_line,
        in_session,
        guided,
        requeued,
        network_lost,
    )
}
