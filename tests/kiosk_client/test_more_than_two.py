"""A native kiosk, its agent and a guest, with real media on every pair, when somebody comes, goes, or breaks."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from kiosk_client.participant import Console, Participant
from kiosk_client.rest import Rest
from kiosk_client.synthetic.faces import agent_equipment
from signaling.protocol.messages import Accept, ChangeMode, Dismiss, HandOver, Invite, JoinSession, Presence
from signaling.protocol.timeline import Media as Role
from tests.kiosk_client.test_session import SECONDS, Talk, meter_of, talking
from tests.support.server import PASSWORD, Server, run_server
from tests.support.waiting import until

pytestmark = pytest.mark.media


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("guests")) as server:
        server.create_staff("native")
        yield server


@pytest.fixture(scope="module", autouse=True)
def colleague_id(server: Server) -> str:
    return server.create_staff("colleague", "supervisor", "李娜")


@asynccontextmanager
async def talking_with_a_colleague_near(server: Server) -> AsyncIterator[tuple[Talk, Console]]:
    async with Rest(server.url) as rest:
        colleague = Console(server.url, rest.as_staff("colleague", PASSWORD), agent_equipment())
        working = asyncio.create_task(colleague.run())
        try:
            await colleague.until(lambda: colleague.snapshot is not None)
            async with talking(server) as found:
                yield found, colleague
            await colleague.command(Presence, state="offline", reason=None)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)


async def consult(found: Talk, colleague: Console, colleague_id: str) -> None:
    await colleague.command(Presence, state="available", reason=None)
    await found.agent.command(Invite, session=found.session, number=1, agent=colleague_id, mode="consult")
    await colleague.until(lambda: bool(colleague.snapshot and colleague.snapshot.ring))
    assert colleague.snapshot
    assert colleague.snapshot.ring
    await colleague.command(Accept, ring=colleague.snapshot.ring.ring)
    await until(lambda: gets(colleague, "agent", "audio", "camera"), SECONDS, "the agent's voice and face")


def gets(one: Participant, other: str, *roles: Role) -> bool:
    """Of a guest, or as one, something that is neither black nor silent."""
    meeting = one.mesh.meetings.get(other)
    meters = [meeting.meter_of(role) for role in roles] if meeting else [None]
    return all(meter is not None and meter.first_lively_at is not None for meter in meters)


async def bring_in(found: Talk, colleague: Console, colleague_id: str) -> None:
    await consult(found, colleague, colleague_id)
    await to_conference(found, colleague)


async def to_conference(found: Talk, colleague: Console) -> None:
    await found.agent.command(ChangeMode, session=found.session, guest="guest-1", mode="conference")
    await until(lambda: all_meet(found, colleague), SECONDS, "everybody to see and hear everybody")


def all_meet(found: Talk, colleague: Console) -> bool:
    resident = gets(found.kiosk, "guest-1", "audio", "agent_camera") and gets(colleague, "kiosk", "audio", "screen")
    staff = gets(found.agent, "guest-1", "audio", "agent_camera") and gets(colleague, "agent", "audio", "camera")
    return resident and staff and found.seen_and_heard()


async def test_while_a_colleague_is_consulted_the_resident_hears_neither(server, colleague_id):
    async with talking_with_a_colleague_near(server) as (found, colleague):
        await consult(found, colleague, colleague_id)
        voice = meter_of(found.kiosk, "audio")
        assert voice
        await until(lambda: voice.level < 1, SECONDS, "the agent's voice to be gone")
        frames, lively = voice.frames, voice.lively
        await until(lambda: voice.frames > frames + 100, SECONDS, "two seconds of it")
        assert (voice.lively, found.kiosk.mesh.meetings) == (lively, {})
        await to_conference(found, colleague)
        await until(lambda: voice.lively > lively, SECONDS, "the agent's voice")


async def test_a_kiosk_that_starts_anew_meets_agent_and_guest_again(server, colleague_id):
    async with talking_with_a_colleague_near(server) as (found, colleague):
        await bring_in(found, colleague, colleague_id)
        before = found.epoch(), colleague.mesh.meetings["kiosk"].pair.epoch
        await found.restart_kiosk()
        await until(lambda: "guest-1" in found.kiosk.mesh.meetings, SECONDS, "the guest's next epoch")
        await until(lambda: all_meet(found, colleague), SECONDS, "everybody to see and hear everybody")
        assert found.epoch() == before[0] + 1
        # One more where the guest has noticed before the kiosk was back, and asked, too.
        assert colleague.mesh.meetings["kiosk"].pair.epoch - before[1] in (1, 2)


async def test_a_connection_that_a_guest_has_lost_is_replaced_and_the_one_with_the_agent_untouched(
    server, colleague_id
):
    async with talking_with_a_colleague_near(server) as (found, colleague):
        await bring_in(found, colleague, colleague_id)
        attempt, meeting = found.kiosk.attempt, found.kiosk.mesh.meetings["guest-1"]
        epoch = found.epoch()
        await colleague.mesh.meetings["kiosk"].attempt.close()
        await until(lambda: found.kiosk.mesh.meetings.get("guest-1") not in (None, meeting), SECONDS, "another")
        await until(lambda: all_meet(found, colleague), SECONDS, "everybody to see and hear everybody")
        assert found.kiosk.mesh.meetings["guest-1"].pair.epoch == meeting.pair.epoch + 1
        assert (found.kiosk.attempt, found.epoch()) == (attempt, epoch)
        await found.agent.command(Dismiss, session=found.session, guest="guest-1")
        await until(lambda: not found.kiosk.mesh.meetings and not colleague.mesh.meetings, SECONDS, "them to part")
        assert found.kiosk.attempt is attempt


async def test_a_guest_who_takes_the_session_is_its_agent_with_media_of_the_next_epoch(server):
    async with talking_with_a_colleague_near(server) as (found, colleague):
        await colleague.command(JoinSession, session=found.session, mode="conference")
        await until(lambda: all_meet(found, colleague), SECONDS, "everybody to see and hear everybody")
        epoch = found.epoch()
        await colleague.command(HandOver, session=found.session, guest="guest-1")
        found.agent = colleague
        await until(lambda: found.epoch() > epoch and found.active(), SECONDS, "the next epoch")
        await until(found.seen_and_heard, SECONDS, "picture and sound")
        assert (found.epoch(), found.kiosk.mesh.meetings, colleague.mesh.meetings) == (epoch + 1, {}, {})
