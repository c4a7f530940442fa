"""Where the two sides cannot reach each other, everything goes through a real coturn."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Agent, Resident
from tests.browser.test_session import connect
from tests.support.programs import program
from tests.support.server import Server, free_port, run_server
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.media]

SECRET = "of-this-test-only-Yk3vQ9wLpT5sXz7R"


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[int]:
    """A coturn on loopback that may relay to itself there, which the shipped configuration forbids; its port."""
    port = free_port()
    command = [program("turnserver", "coturn"), "-n", "--use-auth-secret", f"--static-auth-secret={SECRET}"]
    command += ["--realm=bangban", f"--listening-port={port}", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1"]
    command += ["--allow-loopback-peers", "--cli-password=of-this-test-only", "--no-cli", "--no-tls", "--no-dtls"]
    command += [f"--pidfile={tmp_path}/pid", f"--userdb={tmp_path}/db", "--log-file=stdout"]
    log = tmp_path / "turn.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: answers(port), 10, f"coturn to listen; its log is {log}")
        yield port
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(tmp_path: Path, relay: int) -> Iterator[Server]:
    turn = f"turn:127.0.0.1:{relay}?transport=udp"
    with run_server(tmp_path, turn_urls=turn, turn_secret=SECRET, relay_only="true") as running:
        running.create_staff("agent")
        yield running


def test_a_session_works_through_the_relay_alone(resident: Resident, agent: Agent, browser: Browser) -> None:
    connect(resident, agent)
    resident.sees_and_hears()
    agent.sees_and_hears()
    for person in (resident, agent):
        found = {entry["id"]: entry for entry in person.statistics()}
        pairs = [entry for entry in found.values() if entry["type"] == "candidate-pair" and entry.get("nominated")]
        assert pairs
        assert {found[pair["localCandidateId"]]["candidateType"] for pair in pairs} == {"relay"}
