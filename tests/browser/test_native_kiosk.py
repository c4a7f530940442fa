"""A resident at a native kiosk, everybody else in a browser: guests get of it, and it gets of them, what their part allows."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from kiosk_client.media.sources import service_screen
from kiosk_client.synthetic.faces import SCREEN
from tests.browser.native import Native, native_kiosk
from tests.browser.people import Agent, likeness
from tests.browser.test_family import Family, admit
from tests.browser.test_more_than_two import SECONDS, ask, meets, session_of
from tests.support.links import lose_link
from tests.support.server import Server
from tests.support.waiting import wait_for

pytestmark = pytest.mark.media


@pytest.fixture
def native(server: Server, agent: Agent) -> Iterator[Native]:
    """In a talk with the agent."""
    with native_kiosk(server) as native:
        native.ask_for_help()
        agent.accept()
        agent.sees_and_hears()
        native.sees_and_hears("agent")
        yield native


@pytest.fixture
def other_id(server: Server) -> str:
    return server.create_staff("other", "supervisor", "李娜")


@pytest.fixture
def other(browser: Browser, server: Server, native: Native, other_id: str) -> Iterator[Agent]:
    """Signed in when the talk is under way."""
    person = Agent(browser, server)
    person.sign_in("other")
    person.be_available()
    yield person
    person.close()
    assert person.complaints == []


def shows_the_service_page(person: Agent) -> bool:
    page = Image.fromarray(service_screen(*SCREEN)(0.0).to_ndarray(format="gray"))
    return likeness(person.kiosk_picture(), page) > 0.9


def test_a_colleague_who_is_brought_in_sees_the_screen_and_talks_and_their_going_leaves_the_agent_untouched(
    native: Native, agent: Agent, other: Agent, other_id: str
) -> None:
    kiosk, session = native.kiosk, session_of(agent)
    attempt = kiosk.attempt
    ask(agent, "invite", session=session["id"], number=1, agent=other_id, mode="consult")
    other.accept()
    meets(other, 1)
    assert kiosk.mesh.meetings == {}, "the resident has nothing of who is consulted"
    ask(agent, "change_mode", session=session["id"], guest="guest-1", mode="conference")
    meets(other, 2)
    native.sees_and_hears("guest-1")
    wait_for(lambda: shows_the_service_page(other), SECONDS, "the colleague to see the page")
    meeting = kiosk.mesh.meetings["guest-1"]

    native.do(lose_link(kiosk, SECONDS))
    native.do(kiosk.until(lambda: kiosk.link.online))
    meets(other, 2)
    assert kiosk.mesh.meetings == {"guest-1": meeting}, "a link that drops changes nothing"

    other.page.reload()
    meets(other, 2)
    native.sees_and_hears("guest-1")
    assert kiosk.mesh.meetings["guest-1"].pair.epoch > meeting.pair.epoch

    ask(agent, "dismiss", session=session["id"], guest="guest-1")
    native.do(kiosk.until(lambda: not kiosk.mesh.meetings))
    agent.sees_and_hears()
    native.sees_and_hears("agent")
    assert (kiosk.attempt, session_of(agent)["epoch"]) == (attempt, session["epoch"])


def test_a_whisper_is_not_for_the_resident_and_who_joins_the_talk_is(
    native: Native, agent: Agent, other: Agent
) -> None:
    session = session_of(agent)["id"]
    ask(other, "join_session", session=session, mode="whisper")
    meets(other, 2)
    wait_for(lambda: shows_the_service_page(other), SECONDS, "the supervisor to see the page")
    assert native.meter("guest-1", "audio") is None
    camera = native.meter("guest-1", "agent_camera")
    assert camera is not None
    assert camera.lively == 0
    ask(other, "change_mode", session=session, guest="guest-1", mode="conference")
    native.sees_and_hears("guest-1")


def test_family_sees_the_resident_and_never_their_screen(
    browser: Browser, server: Server, native: Native, agent: Agent
) -> None:
    family = Family(browser, server)
    family.page.goto(f"{server.url}/guest/")
    family.note_brightness("screen")
    family.page.get_by_label("让他们看到我").check()
    family.give(admit(agent))
    meets(family, 2)
    native.sees_and_hears("guest-1")
    assert family.brightest() == 0
    family.close()
    assert family.complaints == []
