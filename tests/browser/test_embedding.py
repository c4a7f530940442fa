"""The help in a self-service page of another origin: what the resident, the agent and the page's owner see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.server import Server
from tests.support.waiting import wait_for

from .conftest import DEVICES, Launch
from .embedding import SERVICE, HelpedVisitor, a_server_and_a_site, meet
from .people import SECONDS, Agent, likeness
from .sample_visitor import LANDSCAPE, PORTRAIT

pytestmark = [pytest.mark.browser, pytest.mark.media]

MASK = 168
HELP_SHOWN = """
  (shown) => document.querySelectorAll('bangban-help, bangban-overlay').forEach((one) => (one.style.opacity = shown ? 1 : 0))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    with a_server_and_a_site(tmp_path_factory.mktemp("embedding")) as both:
        yield both


@pytest.fixture(scope="module")
def machine(browser: Browser, place: tuple[Server, str]) -> Iterator[HelpedVisitor]:
    server, site = place
    person = HelpedVisitor(browser, site, server)
    person.enrol()
    yield person
    person.close()


@pytest.fixture
def visitor(machine: HelpedVisitor) -> Iterator[HelpedVisitor]:
    """The next person at the machine."""
    machine.page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    machine.page.goto(machine.url)
    machine.page.evaluate("sessionStorage.clear()")
    yield machine
    assert machine.complaints == []


@pytest.fixture(scope="module")
def clerk(browser: Browser, place: tuple[Server, str]) -> Iterator[Agent]:
    person = Agent(browser, place[0])
    person.sign_in("agent")
    person.be_available()
    yield person
    person.close()
    assert person.complaints == []


@pytest.fixture
def agent(visitor: HelpedVisitor, clerk: Agent) -> Iterator[Agent]:
    """Free again for the next resident after the test."""
    yield clerk
    ends = visitor.help.get_by_role("button", name="结束", exact=True)
    if ends.is_visible():
        visitor.end()
    clerk.finish()


def likeness_to_page(visitor: HelpedVisitor, agent: Agent) -> float:
    """Of the agent's picture to what is in the window beside the panel, without the help and what is masked."""
    panel = visitor.page.locator("bangban-help").bounding_box()
    assert panel is not None
    visitor.page.evaluate(HELP_SHOWN, False)
    page = visitor.screen()
    visitor.page.evaluate(HELP_SHOWN, True)
    for masked in visitor.page.locator("[data-bangban-mask]").all():
        if box := masked.bounding_box():
            page.paste(
                MASK, (int(box["x"]), int(box["y"]), int(box["x"] + box["width"]), int(box["y"] + box["height"]))
            )
    beside = (int(panel["x"]), page.height) if panel["x"] > 0 else (page.width, int(panel["y"]))
    seen = agent.kiosk_picture()
    same_shape = abs(seen.width / seen.height - beside[0] / beside[1]) < 0.01
    return likeness(page.crop((0, 0, *beside)), seen) if same_shape else 0


def test_the_agent_sees_the_page_and_nothing_of_the_help(visitor: HelpedVisitor, agent: Agent) -> None:
    meet(visitor, agent)
    assert visitor.violations() == []
    visitor.page.locator("#name").fill("张桂芳")  # the page is still the resident's to work with
    expect(visitor.help.get_by_role("button", name="结束", exact=True)).to_be_visible()
    wait_for(lambda: likeness_to_page(visitor, agent) > 0.97, SECONDS, "the agent to see the page alone")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["wide", "high"])
def test_the_picture_is_of_the_page_beside_the_panel_in_a_window_of_any_shape(
    visitor: HelpedVisitor, agent: Agent, size: tuple[int, int]
) -> None:
    meet(visitor, agent)
    visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
    wait_for(lambda: likeness_to_page(visitor, agent) > 0.97, SECONDS, "the agent to see the page alone")


def test_before_the_answer_the_agent_knows_where_the_resident_is_stuck(visitor: HelpedVisitor, agent: Agent) -> None:
    visitor.begin(SERVICE)
    visitor.page.locator("#name").fill("张桂芳")
    visitor.type_with_keypad("id-number", "310104195803120021")
    for _ in range(2):
        visitor.go_on()
    visitor.help_button.click()
    agent.ring().wait_for()
    card = agent.page.locator("bb-ring-card")
    expect(card).to_contain_text("身份信息")
    expect(card).to_contain_text("第 3 次尝试")
    expect(card.get_by_text(re.compile(r"^已 \d+:\d\d"))).to_be_visible()
    expect(card).to_contain_text("提示有一位输错了")
    assert "3101" not in card.inner_text()
    assert "张桂芳" not in card.inner_text()
    agent.accept()
    agent.page.get_by_role("tab", name="资料").click()
    expect(agent.page.locator("bb-context")).to_contain_text("第 3 次尝试")
    visitor.page.locator("#back").click()
    visitor.page.locator(f"#service-{SERVICE}").click()
    expect(agent.page.locator("bb-context")).not_to_contain_text("第 3 次尝试")


def test_what_is_fixed_in_the_page_gives_way_to_the_panel(visitor: HelpedVisitor, agent: Agent) -> None:
    meet(visitor, agent)
    panel = visitor.page.locator("bangban-help").bounding_box()
    main = visitor.page.locator("main").bounding_box()
    assert panel is not None
    assert main is not None
    assert main["x"] + main["width"] <= panel["x"]
    visitor.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    last = visitor.page.locator("#next")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    visitor.page.mouse.wheel(0, 10_000)
    last.click()
    expect(visitor.page.locator(".fault:not(:empty)").first).to_be_visible()


def test_a_page_that_loads_anew_in_a_talk_goes_on_with_it(visitor: HelpedVisitor, agent: Agent) -> None:
    meet(visitor, agent)
    visitor.page.goto(f"{visitor.url}/elderly-card/identity")
    visitor.at("identity")
    expect(visitor.help.get_by_text("正在看您的屏幕")).to_be_visible(timeout=SECONDS * 1000)
    agent.sees_and_hears()
    expect(agent.page.get_by_text("敬老卡申领").first).to_be_visible()


def test_after_the_talk_the_button_is_back(visitor: HelpedVisitor, agent: Agent) -> None:
    meet(visitor, agent)
    visitor.end()
    expect(visitor.help_button).to_be_visible()
    width = visitor.page.evaluate("document.documentElement.getBoundingClientRect().width")
    assert width == LANDSCAPE[0]


def console_of(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_page_of_an_origin_that_may_not_embed_works_and_says_why_there_is_no_help(
    browser: Browser, place: tuple[Server, str]
) -> None:
    _, site = place
    page = browser.new_page()
    said = console_of(page)
    with page.expect_console_message(lambda message: "embed_origins" in message.text):
        page.goto(site.replace("localhost", "127.0.0.1"))
    page.locator(f"#service-{SERVICE}").click()
    expect(page.locator("main[data-step=identity]")).to_be_visible()
    assert len(said) == 1
    assert page.locator("bangban-help").count() == 0
    page.close()


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("delete HTMLElement.prototype.popover", "needs a browser with popovers"),
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "needs a secure address"),
        ("delete HTMLScriptElement.prototype.noModule", "needs a browser with modules"),
    ],
)
def test_in_a_browser_that_cannot_the_page_works_and_says_what_is_lacking(
    browser: Browser, place: tuple[Server, str], before: str, words: str
) -> None:
    _, site = place
    page = browser.new_page()
    page.add_init_script(before)
    said = console_of(page)
    page.goto(site)
    page.locator(f"#service-{SERVICE}").click()
    expect(page.locator("main[data-step=identity]")).to_be_visible()
    assert [words in line for line in said] == [True]
    page.close()


def test_a_second_script_does_nothing_but_say_so(browser: Browser, visitor: HelpedVisitor) -> None:
    with visitor.page.expect_console_message(lambda message: "already" in message.text):
        visitor.page.evaluate(
            """(source) => {
              const script = document.createElement('script');
              script.src = source;
              document.head.append(script);
            }""",
            f"{visitor.server.url}/embed.js",
        )
    assert visitor.page.locator("bangban-help").count() == 1
    visitor.complaints.clear()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("bangban.step('Step one', {service: 'card'})", "not a code"),
        ("bangban.step('one')", "needs a service"),
        ("bangban.step('one', {service: 'card', error: 'You typed 3101'})", "the error is not a code"),
        ("bangban.step('one', {service: 'card', attempt: NaN})", "not a number from 1 on"),
        ("bangban.step()", "not a code"),
    ],
)
def test_a_step_that_is_not_told_in_codes_is_not_told_at_all(visitor: HelpedVisitor, call: str, words: str) -> None:
    with visitor.page.expect_console_message(lambda message: words in message.text):
        visitor.page.evaluate(call)
    visitor.complaints.clear()


def test_a_page_of_another_site_needs_a_browser_that_gives_frames_their_storage(
    launch: Launch, place: tuple[Server, str]
) -> None:
    """Private windows do not: then there is no button, and one line says why."""
    server, site = place
    page = launch(*DEVICES).new_page()
    said = console_of(page)
    page.route("**/embed/allowed", lambda route: route.fulfill(json={"allowed": True}))
    page.route("**/kiosk/?embedded", _framed_by_anybody)
    with page.expect_console_message(lambda message: "storage" in message.text):
        page.goto(site.replace("localhost", "127.0.0.1"))
    assert len(said) == 1
    assert server.url
    page.close()


def _framed_by_anybody(route: Route) -> None:
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)
