"""A kiosk with a cable and a wireless card, and somebody pulls the cable out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import DEVICES, QUIET, SCREEN, SOUND
from tests.browser.people import Agent, Resident
from tests.browser.test_session import connect, last_session
from tests.support.networks import SERVER, Machine, machine_with_two_cards, may_make_networks
from tests.support.programs import program
from tests.support.server import Server, free_port, run_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.media,
    pytest.mark.skipif(not may_make_networks(), reason="only root may make network cards"),
]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with machine_with_two_cards(tmp_path) as made:
        yield made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    port = free_port()
    origins = f"http://localhost:{port},http://{SERVER}:{port}"
    with run_server(tmp_path, port=str(port), host="0.0.0.0", allowed_origins=origins) as running:
        running.create_staff("agent")
        yield running


@pytest.fixture
def resident(playwright: Playwright, machine: Machine, server: Server) -> Iterator[Resident]:
    url = f"http://{SERVER}:{server.port}"
    flags = [*QUIET, *SOUND, *DEVICES, *SCREEN, f"--unsafely-treat-insecure-origin-as-secure={url}"]
    path = machine.launcher(program("chromium", "chromium"))
    browser = playwright.chromium.launch(executable_path=path, args=flags)
    person = Resident(browser, server, url)
    person.enrol()
    yield person
    person.close()
    browser.close()


def test_pulling_the_cable_out_in_mid_session_moves_it_to_the_other_network(
    resident: Resident, agent: Agent, machine: Machine, server: Server
) -> None:
    connect(resident, agent)
    resident.sees_and_hears()
    machine.unplug("cable")
    resident.sees_and_hears()
    agent.sees_and_hears()
    resident.end()
    agent.finish()
    assert last_session(server)["media_restarts"] == 0


def test_a_network_that_comes_only_later_carries_the_session_on_by_an_ice_restart(
    resident: Resident, agent: Agent, machine: Machine, server: Server
) -> None:
    machine.unplug("wireless")
    connect(resident, agent)
    resident.sees_and_hears()
    machine.unplug("cable")
    agent.sees(re.compile("音视频卡住了|居民的设备断线了"))
    machine.plug("wireless")
    resident.sees_and_hears()
    agent.sees_and_hears()
    resident.end()
    agent.finish()
    session = last_session(server)
    assert session["end_reason"] == "resident_ended"
