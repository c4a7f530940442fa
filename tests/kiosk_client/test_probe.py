"""`bangban probe` against a real server: it works when everything does, and says which stage does not."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk_client.key import KioskKey
from kiosk_client.participant import Console
from kiosk_client.rest import Rest
from kiosk_client.synthetic.faces import agent_equipment
from signaling.protocol.messages import Presence
from tests.support.server import PASSWORD, Server, free_port, run_server

pytestmark = pytest.mark.media

SECONDS = 60
STAGES = [
    "server reached", "kiosk token", "agent signed in", "kiosk connected", "agent connected", "agent available", "queued",
    "ring", "accepted", "ICE connected", "picture kiosk → agent", "picture agent → kiosk", "sound both ways",
    "session active", "chat both ways", "ended by the resident", "rated", "wrap-up finished", "record visible",
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("probe")) as server:
        yield server


@pytest.fixture(scope="module")
def files(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an enrolled key and the password of a supervisor."""
    directory = tmp_path_factory.mktemp("access")
    server.create_staff("probe", role="supervisor")
    (directory / "password").write_text(PASSWORD)
    (directory / "password").chmod(0o600)
    key = KioskKey.load_or_create(directory / "kiosk.pem")

    async def code() -> str:
        async with Rest(server.url) as rest:
            return (await rest.begin_enrolment(key)).code

    (directory / "kiosk.pem.id").write_text(server.approve(asyncio.run(code())))
    return directory


def probe(url: str, files: Path, *more: str) -> tuple[int, dict[str, Any]]:
    command = [
        sys.executable, "-m", "signaling.cli", "probe", "--url", url, "--key", str(files / "kiosk.pem"),
        "--password-file", str(files / "password"), "--json", *more,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {"stderr": done.stderr.decode()}


def test_every_stage_works_with_media_in_both_directions(server, files):
    code, report = probe(server.url, files)
    assert [stage["name"] for stage in report["stages"]] == STAGES, report
    assert (code, report["ok"]) == (0, True)
    assert all(stage["took_ms"] >= 0 for stage in report["stages"])
    assert report["media"]["agent"]["screen"]["width"] == 720
    assert report["media"]["kiosk"]["agent_camera"]["frames"] > 0
    record = server.admin.get(f"/api/v1/sessions/{report['session']}").json()
    assert (record["state"], record["outcome"], record["rating"]) == ("closed", "solved", 5)


def test_it_can_be_run_again_at_once(server, files):
    assert probe(server.url, files)[0] == 0


def test_a_wrong_password_is_named_at_its_stage(server, files, tmp_path):
    (tmp_path / "password").write_text("not-the-password")
    (tmp_path / "password").chmod(0o600)
    for name in ("kiosk.pem", "kiosk.pem.id"):
        (tmp_path / name).write_bytes((files / name).read_bytes())
        (tmp_path / name).chmod(0o600)
    code, report = probe(server.url, tmp_path)
    last = report["stages"][-1]
    assert (code, report["ok"], last["name"]) == (1, False, "agent signed in")
    assert "bad_credentials" in last["problem"]


def test_a_server_that_is_not_there_is_the_first_stage(files):
    code, report = probe(f"http://127.0.0.1:{free_port()}", files)
    assert (code, [stage["name"] for stage in report["stages"]]) == (1, ["server reached"])
    assert "unreachable" in report["stages"][0]["problem"]


async def test_at_a_desk_where_people_work_it_says_that_another_was_rung(server, files):
    server.create_staff("at-work")
    async with Rest(server.url) as rest:
        agent = Console(server.url, rest.as_staff("at-work", PASSWORD), agent_equipment())
        working = asyncio.create_task(agent.run())
        try:
            async with asyncio.timeout(SECONDS):
                await agent.until(lambda: agent.snapshot is not None)
                await agent.command(Presence, state="available", reason=None)
                code, report = await asyncio.to_thread(probe, server.url, files, "--patience", "3")
                await agent.command(Presence, state="offline", reason=None)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
    last = report["stages"][-1]
    assert (code, last["name"]) == (1, "ring")
    assert "desk of its own" in last["problem"]


def test_a_password_that_others_can_read_is_refused(server, files, tmp_path):
    (tmp_path / "password").write_text(PASSWORD)
    (tmp_path / "password").chmod(0o644)
    code, report = probe(server.url, files, "--password-file", str(tmp_path / "password"))
    assert code == 2
    assert "chmod 600" in report["stderr"]
