"""Pointing on the page that the resident works with: both see each mark once, on the same thing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.waiting import wait_for

from .embedding import SERVICE, HelpedVisitor, a_server_and_a_site, meet
from .people import SECONDS, Agent
from .sample_visitor import LANDSCAPE, PORTRAIT

pytestmark = [pytest.mark.browser, pytest.mark.media]

NOTE_CHANNELS = """
  window.channels = [];
  window.told = [];
  const make = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...given) {
    const channel = make.apply(this, given);
    window.channels.push(channel);
    channel.addEventListener('message', ({ data }) => window.told.push(data));
    return channel;
  };
"""
SEND = "(texts) => texts.forEach((text) => window.channels.findLast((one) => one.readyState === 'open').send(text))"
CLOSE = "() => window.channels.forEach((one) => one.close())"
NEAR = 0.02
"""Of the picture's size."""


@pytest.fixture(scope="module")
def meeting(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HelpedVisitor, Agent]]:
    with a_server_and_a_site(tmp_path_factory.mktemp("pointing")) as (server, site):
        visitor, agent = HelpedVisitor(browser, site, server), Agent(browser, server)
        agent.context.add_init_script(NOTE_CHANNELS)
        visitor.enrol()
        agent.sign_in("agent")
        agent.be_available()
        meet(visitor, agent)
        yield visitor, agent
        visitor.close()
        agent.close()
        assert visitor.complaints == []
        assert agent.complaints == []


@pytest.fixture
def talk(meeting: tuple[HelpedVisitor, Agent]) -> tuple[HelpedVisitor, Agent]:
    """At the first form of a service, nothing marked and no tool in the hand."""
    visitor, agent = meeting
    visitor.page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    if not visitor.page.locator("main[data-step=identity]").is_visible():
        visitor.page.locator(f"#service-{SERVICE}").click()
    expect(agent.page.get_by_role("toolbar")).to_be_visible(timeout=SECONDS * 1000)
    for held in agent.page.locator("bb-tools [aria-pressed=true]").all():
        held.click()
    agent.page.keyboard.press("x")
    marked = visitor.page.locator("bangban-overlay :is(.ring, polyline)")
    expect(marked).to_have_count(0, timeout=SECONDS * 1000)
    return visitor, agent


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found, locator
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def layer(agent: Agent) -> dict[str, float]:
    return box(agent.page.locator("bb-pointer-layer"))


def spot(agent: Agent, x: float, y: float) -> tuple[float, float]:
    whole = layer(agent)
    return whole["x"] + whole["width"] * x, whole["y"] + whole["height"] * y


def page_region(visitor: HelpedVisitor) -> dict[str, float]:
    """The part of the window that the page has."""
    return box(visitor.page.locator("bangban-overlay"))


def centre_of(visitor: HelpedVisitor, selector: str) -> tuple[float, float]:
    region, found = page_region(visitor), box(visitor.page.locator(selector))
    return (
        (found["x"] + found["width"] / 2 - region["x"]) / region["width"],
        (found["y"] + found["height"] / 2 - region["y"]) / region["height"],
    )


def point_at(visitor: HelpedVisitor, agent: Agent, selector: str) -> None:
    agent.page.keyboard.press("t")
    agent.page.mouse.click(*spot(agent, *centre_of(visitor, selector)))
    expect(visitor.page.locator("bangban-overlay .ring")).to_be_visible()


def is_around(visitor: HelpedVisitor, agent: Agent, selector: str) -> bool:
    """The ring, for the resident and for the agent."""
    element, ring = box(visitor.page.locator(selector)), box(visitor.page.locator("bangban-overlay .ring"))
    here = (
        ring["x"] <= element["x"]
        and ring["y"] <= element["y"]
        and ring["x"] + ring["width"] >= element["x"] + element["width"]
        and ring["y"] + ring["height"] >= element["y"] + element["height"]
        and ring["width"] < element["width"] + 60
    )
    shown, whole = box(agent.page.locator("bb-pointer-layer svg .line")), layer(agent)
    there = (
        (shown["x"] + shown["width"] / 2 - whole["x"]) / whole["width"],
        (shown["y"] + shown["height"] / 2 - whole["y"]) / whole["height"],
    )
    x, y = centre_of(visitor, selector)
    return here and abs(there[0] - x) < NEAR and abs(there[1] - y) < NEAR


def stays_around(visitor: HelpedVisitor, agent: Agent, selector: str) -> None:
    wait_for(lambda: is_around(visitor, agent, selector), SECONDS, f"the ring to be around {selector} on both sides")


def test_what_is_pointed_at_is_ringed_on_both_screens_and_the_ring_follows_it(
    talk: tuple[HelpedVisitor, Agent],
) -> None:
    visitor, agent = talk
    point_at(visitor, agent, "#id-number")
    stays_around(visitor, agent, "#id-number")
    visitor.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    stays_around(visitor, agent, "#id-number")
    visitor.page.mouse.move(300, 300)
    visitor.page.mouse.wheel(0, 150)
    stays_around(visitor, agent, "#id-number")
    visitor.page.evaluate("document.querySelector('#name').style.height = '300px'")
    stays_around(visitor, agent, "#id-number")


def test_a_ring_goes_on_both_screens_when_the_resident_touches_what_it_is_around(
    talk: tuple[HelpedVisitor, Agent],
) -> None:
    visitor, agent = talk
    point_at(visitor, agent, "#id-number")
    visitor.page.locator("#name").click()
    expect(visitor.page.locator("bangban-overlay .ring")).to_have_count(1)
    visitor.page.locator("#id-number").click()
    expect(visitor.page.locator("bangban-overlay .ring")).to_have_count(0)
    expect(agent.page.locator("bb-pointer-layer svg .line")).to_have_count(0)


def test_a_ring_goes_with_the_page_that_had_its_element(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    point_at(visitor, agent, "#id-number")
    visitor.page.locator("#back").click()
    expect(visitor.page.locator("bangban-overlay .ring")).to_have_count(0)
    expect(agent.page.locator("bb-pointer-layer svg .line")).to_have_count(0)


def test_a_line_arrives_whole_can_be_taken_back_and_fades(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    mouse, drawn = agent.page.mouse, visitor.page.locator("bangban-overlay polyline.line")
    for key, ends in (("r", ((0.4, 0.2), (0.6, 0.3))), ("y", ((0.5, 0.8), (0.3, 0.6)))):
        agent.page.keyboard.press(key)
        mouse.move(*spot(agent, *ends[0]))
        mouse.down()
        mouse.move(*spot(agent, *ends[1]), steps=20)
        expect(drawn).to_have_count(0 if key == "r" else 1)  # nothing of it before it is whole
        mouse.up()
        expect(drawn).to_have_count(1 if key == "r" else 2)
    region, line = page_region(visitor), box(drawn.first)
    assert line["width"] == pytest.approx(0.2 * region["width"], rel=0.1)
    assert line["height"] == pytest.approx(0.1 * region["height"], rel=0.2)
    agent.page.keyboard.press("z")
    expect(drawn).to_have_count(1)
    expect(drawn).to_have_count(0, timeout=SECONDS * 1000)
    expect(agent.page.locator("bb-pointer-layer polyline")).to_have_count(0)


def test_the_pointer_is_where_the_agent_has_it_and_leaves_with_it(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    dot = visitor.page.locator("bangban-overlay .pointer")
    agent.page.mouse.move(*spot(agent, 0.5, 0.5))
    expect(dot).to_be_hidden()  # the hand moves the picture, and points at nothing
    agent.page.keyboard.press("t")
    agent.page.mouse.move(*spot(agent, 0.3, 0.6))
    expect(dot).to_be_visible()
    region, found = page_region(visitor), box(dot)
    assert (found["x"] + found["width"] / 2) / region["width"] == pytest.approx(0.3, abs=NEAR)
    assert (found["y"] + found["height"] / 2) / region["height"] == pytest.approx(0.6, abs=NEAR)
    agent.page.mouse.move(0, 0)
    expect(dot).to_be_hidden()


def test_with_the_keyboard_alone_one_can_point(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    agent.page.keyboard.press("t")
    agent.page.locator("bb-pointer-layer .field").focus()
    status = agent.page.locator("bb-pointer-layer [role=status]")
    for _ in range(60):
        agent.page.keyboard.press("ArrowDown")
        if status.inner_text() == "下一步":
            break
    agent.page.keyboard.press("Enter")
    expect(visitor.page.locator("bangban-overlay .ring")).to_be_visible()
    stays_around(visitor, agent, "#next")


def test_no_word_of_what_was_entered_is_told_to_the_agent(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    visitor.page.locator("#name").fill("机密姓名")
    visitor.type_with_keypad("id-number", "31010419580312002X")
    point_at(visitor, agent, "#next")
    told = " ".join(agent.page.evaluate("window.told"))
    assert "姓名" in told
    assert "机密" not in told
    assert "3101" not in told


def test_a_step_that_is_shown_rings_its_place_on_both_screens_until_it_is_touched(
    talk: tuple[HelpedVisitor, Agent],
) -> None:
    visitor, agent = talk
    agent.page.get_by_role("tab", name="指引").click()
    agent.page.get_by_role("button", name="向居民出示第 1 步：身份信息").click()
    expect(visitor.help.get_by_text("第 1 步，共")).to_be_visible()
    stays_around(visitor, agent, "#id-number")
    visitor.page.locator("#language").click()
    expect(visitor.help.get_by_text("Step 1 of")).to_be_visible()
    assert visitor.violations() == []
    visitor.page.locator("#language").click()
    visitor.page.locator("#id-number").click()
    expect(visitor.page.locator("bangban-overlay .ring")).to_have_count(0)
    expect(agent.page.locator("bb-pointer-layer svg .line")).to_have_count(0)
    agent.page.get_by_role("button", name="收起 /").click()
    expect(visitor.help.get_by_text("第 1 步，共")).to_have_count(0)


BAD: list[Any] = [
    "{",
    "[]",
    '{"kind":"pointer","at":{"x":NaN,"y":0}}',
    '{"kind":"pointer","at":{"x":-1,"y":7}}',
    '{"kind":"highlight","mark":1,"element":null,"at":null}',
    '{"kind":"highlight","mark":1,"element":999999,"at":null}',
    '{"kind":"stroke","mark":1,"points":[]}',
    '{"kind":"touched","mark":1}',
    '{"kind":"elements","elements":[]}',
    "x" * 100_000,
]


def test_what_follows_no_rule_is_not_drawn_and_disturbs_nobody(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    agent.page.evaluate(SEND, BAD)
    point_at(visitor, agent, "#id-number")
    assert visitor.page.locator("bangban-overlay polyline").count() == 0
    agent.sees_and_hears()


def test_a_flood_of_lines_leaves_a_page_that_one_can_work_with(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    line = '{{"kind":"stroke","mark":{},"points":[{{"x":0,"y":0}},{{"x":1,"y":1}}]}}'
    agent.page.evaluate(SEND, [line.format(mark) for mark in range(1, 3001)])
    drawn = visitor.page.locator("bangban-overlay polyline.line")
    expect(drawn.first).to_be_attached()
    assert drawn.count() <= 30
    visitor.page.locator("#name").fill("张桂芳")
    visitor.page.locator("#id-number").click()


def test_nobody_points_at_a_screen_that_is_not_shown(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    point_at(visitor, agent, "#id-number")
    visitor.button("先别看")
    expect(visitor.page.locator("bangban-overlay .ring")).to_have_count(0)
    with visitor.page.expect_console_message(lambda message: "nothing is shown" in message.text):
        agent.page.evaluate(SEND, ['{"kind":"highlight","mark":9,"element":null,"at":{"x":0.5,"y":0.5}}'])
    assert visitor.page.locator("bangban-overlay .ring").count() == 0
    expect(agent.page.get_by_role("toolbar")).to_have_count(0)
    visitor.button("给工作人员看")


def test_without_a_data_channel_marks_go_by_the_server(talk: tuple[HelpedVisitor, Agent]) -> None:
    visitor, agent = talk
    agent.page.evaluate(CLOSE)
    point_at(visitor, agent, "#id-number")
    stays_around(visitor, agent, "#id-number")
