from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.people import Agent, Resident
from tests.support.programs import program
from tests.support.server import Server, run_server

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
DEVICES = ["--use-fake-device-for-media-stream", "--auto-accept-camera-and-microphone-capture"]
SCREEN = ["--auto-accept-this-tab-capture"]
SOUND = ["--autoplay-policy=no-user-gesture-required"]

Launch = Callable[..., Browser]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def launch(playwright: Playwright) -> Iterator[Launch]:
    """A Chromium with these capabilities; closed after the module."""
    started: list[Browser] = []

    def start(*flags: str) -> Browser:
        chromium = program("chromium", "chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *SOUND, *flags])
        started.append(browser)
        return browser

    yield start
    for browser in started:
        browser.close()


@pytest.fixture(scope="module")
def browser(launch: Launch) -> Browser:
    return launch(*DEVICES, *SCREEN)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with run_server(tmp_path) as running:
        running.create_staff("agent")
        yield running


@pytest.fixture
def resident(browser: Browser, server: Server) -> Iterator[Resident]:
    person = Resident(browser, server)
    person.enrol()
    yield person
    person.close()
    assert person.complaints == []


@pytest.fixture
def agent(browser: Browser, server: Server) -> Iterator[Agent]:
    person = Agent(browser, server)
    person.sign_in("agent")
    person.be_available()
    yield person
    person.close()
    assert person.complaints == []
