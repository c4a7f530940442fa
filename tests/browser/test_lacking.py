"""What a machine lacks, or its owner forbids, takes nothing else away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DEVICES, SCREEN, Launch
from tests.browser.people import Agent, Resident
from tests.support.server import Server
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.media]


@pytest.fixture(scope="module")
def without_devices(launch: Launch) -> Browser:
    """The machine has neither camera nor microphone."""
    return launch(*SCREEN)


@pytest.fixture(scope="module")
def without_capture(launch: Launch) -> Browser:
    """The screen may not be captured: nothing accepts for the resident, and nobody can answer a dialog here."""
    return launch(*DEVICES, "--auto-select-desktop-capture-source=no such source")


@pytest.fixture
def bare(without_devices: Browser, server: Server) -> Iterator[Resident]:
    person = Resident(without_devices, server)
    person.enrol()
    yield person
    person.close()


@pytest.fixture
def closed(without_capture: Browser, server: Server) -> Iterator[Resident]:
    person = Resident(without_capture, server)
    person.context.add_init_script(
        "navigator.mediaDevices.getDisplayMedia = async () => { throw new DOMException('', 'NotAllowedError'); };"
    )
    person.enrol()
    yield person
    person.close()


def test_without_camera_and_microphone_there_is_still_picture_screen_and_chat(bare: Resident, agent: Agent) -> None:
    bare.touch_help()
    bare.allow_all()
    agent.accept()
    bare.sees("正在看您的屏幕")
    bare.sees("麦克风")
    heard = bare.audio_energy()
    wait_for(lambda: bare.audio_energy() > heard, 30, "the resident to hear the agent")
    bare.button("我听不见")
    agent.page.get_by_role("tab", name="文字").click()
    agent.sees("我听不见")


def test_a_refused_capture_leaves_voice_and_says_so_to_both(closed: Resident, agent: Agent) -> None:
    closed.touch_help()
    closed.allow_all()
    agent.accept()
    closed.sees("屏幕画面传不过去")
    agent.sees("screen_refused")
    agent_heard = agent.audio_energy()
    wait_for(lambda: agent.audio_energy() > agent_heard, 30, "the agent to hear the resident")
