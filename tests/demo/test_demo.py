"""`bangban demo` as a newcomer has it: one person, and programs for everybody else."""

import asyncio
import signal
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk_client.key import KioskKey
from kiosk_client.participant import Console, Kiosk, Participant
from kiosk_client.probe_course import lively
from kiosk_client.rest import Rest
from kiosk_client.synthetic.faces import agent_equipment, resident_equipment
from signaling.demo import centre
from signaling.demo.demo import PASSWORD
from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.messages import Accept, Dismiss, End, FinishWrapUp, Invite, Presence
from signaling.protocol.timeline import Media as Role
from tests.support.server import free_port
from tests.support.waiting import wait_for

pytestmark = pytest.mark.media

START_SECONDS = 150
SECONDS = 60
REPOSITORY = Path(__file__).parents[2]


def start(directory: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """In a directory of its own, where it keeps what it keeps."""
    with (directory / "out.txt").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "signaling.cli", "demo", *arguments],
            cwd=directory,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "BANGBAN_PORT": "1", "LANG": "C.UTF-8"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory, port = tmp_path_factory.mktemp("demo"), free_port()
    process = start(directory, "--port", str(port))
    try:
        wait_for(lambda: "Ctrl-C" in (directory / "out.txt").read_text(), START_SECONDS, "the invitation")
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, (directory / "out.txt").read_text()


@asynccontextmanager
async def at_work(participant: Participant) -> AsyncIterator[None]:
    task = asyncio.create_task(participant.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_manager_finds_thirty_days_of_closed_sessions(url):
    async with Rest(url) as rest:
        token = (await rest.sign_in("manager", PASSWORD))["access_token"]
        page = await rest.call("GET", "/sessions", token=token, query={"limit": 200})
        assert len(page["items"]) == 200
        assert {session["state"] for session in page["items"]} == {"closed"}
        assert {session["site_name"] for session in page["items"]} > {"五角场街道社区事务受理服务中心"}


async def test_a_kiosk_of_this_machine_is_approved_by_itself_and_answered_by_the_simulated_agent(url):
    async with Rest(url) as rest, asyncio.timeout(SECONDS):
        key = KioskKey.generate()
        enrolment = await rest.begin_enrolment(key)
        state, name = await rest.enrolment_state(enrolment)
        while state == "pending":
            await asyncio.sleep(0.2)
            state, name = await rest.enrolment_state(enrolment)
        assert (state, bool(name)) == ("approved", True)
        kiosk, session = Kiosk(url, rest.as_kiosk(str(name), key), resident_equipment()), str(uuid.uuid4())
        async with at_work(kiosk):
            await kiosk.until(lambda: kiosk.snapshot is not None and kiosk.snapshot.desk.staffed)
            await kiosk.touch(session, ContextPart(service="elderly-card", step=None, language="zh-CN"))
            await kiosk.until(lambda: kiosk.assistance.live)
            await kiosk.consent(ConsentPart(voice=True, screen=True, camera=False), "1", "zh-CN")
            await kiosk.until(lambda: lively(kiosk, "agent_camera") and lively(kiosk, "audio"))
            await kiosk.until(lambda: any("帮办员" in line.text for line in kiosk.lines(session)))
            await kiosk.end()
            await kiosk.until(lambda: not kiosk.assistance.live)


async def test_whoever_becomes_available_is_called_by_the_simulated_resident(url):
    async with Rest(url) as rest, asyncio.timeout(SECONDS):
        console = Console(url, rest.as_staff("agent", PASSWORD), agent_equipment())
        async with at_work(console):
            await console.until(lambda: console.snapshot is not None)
            await console.command(Presence, state="available", reason=None)
            await console.until(lambda: bool(console.snapshot and console.snapshot.ring))
            assert console.snapshot
            assert console.snapshot.ring
            assert console.snapshot.queue.available == 0, "the simulated agent has stepped back"
            session = console.snapshot.ring.session
            await console.command(Accept, ring=console.snapshot.ring.ring)
            await console.until(lambda: lively(console, "screen") and lively(console, "audio"))
            await consult_the_simulated_agent(console, session)
            await console.command(Presence, state="offline", reason=None)
            await console.command(End, session=session)
            await console.command(FinishWrapUp, session=session, outcome="solved", note="")
            await console.until(lambda: bool(console.snapshot and console.snapshot.session is None))


async def consult_the_simulated_agent(console: Console, session: str) -> None:
    """Who is seen and heard, and leaves again."""
    await console.until(lambda: console.snapshot is not None and console.snapshot.queue.available == 1)
    await console.command(Invite, session=session, number=1, agent=centre.SYNTHETIC.id, mode="consult")
    await console.until(lambda: "guest-1" in console.mesh.meetings)
    colleague = console.mesh.meetings["guest-1"]
    roles: tuple[Role, ...] = ("audio", "agent_camera")
    await console.until(lambda: all((meter := colleague.meter_of(role)) and meter.first_lively_at for role in roles))
    await console.command(Dismiss, session=session, guest="guest-1")
    await console.until(lambda: not console.mesh.meetings)


def test_once_plays_a_session_from_touch_to_record_and_exits(tmp_path):
    process = start(tmp_path, "--once")
    assert process.wait(START_SECONDS) == 0, (tmp_path / "out.txt").read_text()
    said = (tmp_path / "out.txt").read_text()
    for word in ("record visible", "session queued", "media connected", "quality", "outcome solved"):
        assert word in said
    assert not (tmp_path / "var").exists(), "it leaves nothing behind"
