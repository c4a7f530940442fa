"""A family member at home, on a telephone: let in by the code that the agent reads out, with sound and faces on every pair, and
never with the kiosk's screen."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Launch
from tests.browser.people import Agent, Person, Resident
from tests.browser.test_more_than_two import meets
from tests.support.server import Server

AXE = """
async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}
"""


def faults(person: Person) -> list[str]:
    """What axe finds on the page as it is."""
    if not person.page.evaluate("'axe' in window"):
        person.page.evaluate(AXE_SCRIPT)
    return list(person.page.evaluate(AXE))


class Family(Person):
    size = (390, 844)

    def give(self, code: str) -> None:
        self.page.get_by_label("验证码").fill(code)
        self.button("加入通话")

    def faults(self) -> list[str]:
        """In both languages."""
        found = faults(self)
        self.button("English")
        found += faults(self)
        self.button("中文")
        return found


@pytest.fixture
def family(browser: Browser, server: Server) -> Iterator[Family]:
    person = Family(browser, server)
    yield person
    person.close()
    assert person.complaints == []


def admit(agent: Agent) -> str:
    """The code, as the agent reads it out."""
    agent.button("协作")
    agent.button("家属（验证码）")
    shown = agent.page.locator("bb-admitted .code")
    expect(shown).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    return shown.inner_text()


def test_a_family_member_comes_by_the_code_is_met_by_all_and_never_gets_the_screen(
    resident: Resident, agent: Agent, family: Family
) -> None:
    resident.touch_help()
    resident.allow_all()
    agent.accept()
    agent.sees_and_hears()
    code = admit(agent)
    assert faults(agent) == []
    agent.button("复制")
    agent.sees("已复制")

    family.page.goto(f"{family.url}/guest/")
    assert family.faults() == []
    family.note_brightness("screen")
    family.page.get_by_label("让他们看到我").check()
    family.give(code)
    resident.sees("家属也在，能听到您说话")
    family.sees("王老师（工作人员）")
    expect(agent.page.locator("bb-admitted")).to_have_count(0)
    for person in (resident, agent, family):
        meets(person, 2)
    assert family.brightest() == 0, "the kiosk's screen is not sent"
    assert family.faults() == []
    family.button("静音")
    family.sees("您已静音，大家听不到您")

    family.page.reload()
    meets(family, 2)
    family.button("离开")
    family.sees("您已经离开通话")
    assert faults(family) == []
    agent.sees("家属离开了通话")
    expect(resident.page.locator(".company li")).to_have_count(0)
    family.button("输入新的验证码")
    family.give(code)
    family.sees("这个验证码不能用")
    assert faults(family) == []
    resident.end()
    agent.finish()


def test_a_missing_microphone_or_network_costs_nobody_the_code(launch: Launch, server: Server) -> None:
    family = Family(launch(), server)
    asked: list[str] = []
    family.page.on("request", lambda request: asked.append(request.url))
    family.page.goto(f"{family.url}/guest/")
    family.give("1234")
    family.sees("验证码是 8 位数字，还没输完")
    family.give("1234 5678")
    family.sees(re.compile("^(找不到麦克风|没有打开麦克风)"))
    assert not [url for url in asked if url.endswith("/guests")], "the code is not used up"
    assert family.faults() == []
    family.context.set_offline(True)
    family.button("先进去听")
    family.sees("连不上服务器")
    family.context.set_offline(False)
    family.button("加入通话")
    family.button("先进去听")
    family.sees("这个验证码不能用")
    family.close()
    assert family.complaints == []
