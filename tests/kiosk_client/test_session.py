"""A native kiosk and a native console in a session at a real server, with real media, when things go wrong."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from kiosk_client.assistance import IN_TALK
from kiosk_client.key import KioskKey
from kiosk_client.participant import Console, Kiosk, Participant
from kiosk_client.probe_course import lively, meter_of, talk
from kiosk_client.rest import Rest
from kiosk_client.synthetic.faces import agent_equipment, resident_equipment
from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.messages import Accept, FinishWrapUp, Presence
from tests.support.links import lose_link
from tests.support.server import PASSWORD, Server, run_server
from tests.support.waiting import until

pytestmark = pytest.mark.media

SECONDS = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_server(tmp_path_factory.mktemp("session")) as server:
        server.create_staff("native")
        yield server


@dataclass
class Talk:
    """Two participants who see and hear each other. `restart_kiosk` is the program ended and started again."""

    kiosk: Kiosk
    agent: Console
    session: str
    restart_kiosk: Callable[[], Awaitable[None]]

    def epoch(self) -> int:
        now = talk(self.agent)
        return now.epoch if now else 0

    def active(self) -> bool:
        sees_it = self.kiosk.assistance.session is not None and self.kiosk.assistance.session.state == "active"
        return sees_it and (now := talk(self.agent)) is not None and now.state == "active"

    def seen_and_heard(self) -> bool:
        both = lively(self.agent, "screen") and lively(self.agent, "audio")
        return both and lively(self.kiosk, "agent_camera") and lively(self.kiosk, "audio")


@asynccontextmanager
async def talking(server: Server) -> AsyncIterator[Talk]:
    key, tasks = KioskKey.generate(), dict[Participant, asyncio.Task[None]]()

    def start(participant: Participant) -> None:
        tasks[participant] = asyncio.create_task(participant.run())

    async def stop(participant: Participant) -> None:
        task = tasks.pop(participant)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with Rest(server.url) as rest, asyncio.timeout(SECONDS):
        name = server.approve((await rest.begin_enrolment(key)).code)

        def new_kiosk() -> Kiosk:
            kiosk = Kiosk(server.url, rest.as_kiosk(name, key), resident_equipment())
            start(kiosk)
            return kiosk

        async def restart_kiosk() -> None:
            await stop(found.kiosk)
            found.kiosk = new_kiosk()

        agent = Console(server.url, rest.as_staff("native", PASSWORD), agent_equipment())
        start(agent)
        found = Talk(new_kiosk(), agent, str(uuid.uuid4()), restart_kiosk)
        try:
            await meet(found)
            yield found
            await part(found)
        finally:
            for participant in list(tasks):
                await stop(participant)


async def meet(found: Talk) -> None:
    kiosk, agent = found.kiosk, found.agent
    await kiosk.until(lambda: kiosk.snapshot is not None)
    await agent.until(lambda: agent.snapshot is not None)
    await agent.command(Presence, state="available", reason=None)
    await kiosk.touch(found.session, ContextPart(service=None, step=None, language="en"))
    await kiosk.until(lambda: kiosk.assistance.live)
    await kiosk.consent(ConsentPart(voice=True, screen=True, camera=False), "1", "en")
    await agent.until(lambda: bool(agent.snapshot and agent.snapshot.ring))
    assert agent.snapshot
    assert agent.snapshot.ring
    await agent.command(Accept, ring=agent.snapshot.ring.ring)
    await until(lambda: found.active() and found.seen_and_heard(), SECONDS, "the talk")


async def part(found: Talk) -> None:
    await found.kiosk.end()
    await found.agent.until(lambda: (now := talk(found.agent)) is not None and now.state not in IN_TALK)
    await found.agent.command(FinishWrapUp, session=found.session, outcome="solved", note="")


def frames(participant: Participant) -> int:
    meter = meter_of(participant, "audio")
    return meter.frames if meter else 0


async def test_media_flow_on_while_the_server_is_killed_and_the_session_goes_on_after_its_restart(server):
    async with talking(server) as found:
        epoch, attempt = found.epoch(), found.kiosk.attempt
        server.kill()
        await until(lambda: not found.kiosk.link.online and not found.agent.link.online, SECONDS, "both to notice")
        before = frames(found.kiosk), frames(found.agent)
        await until(
            lambda: frames(found.kiosk) > before[0] + 20 and frames(found.agent) > before[1] + 20, SECONDS, "more sound"
        )
        await asyncio.to_thread(server.start)
        await until(
            lambda: found.kiosk.link.online and found.agent.link.online and found.active(), SECONDS, "both to be back"
        )
        assert (found.epoch(), found.kiosk.attempt) == (epoch, attempt)


async def test_a_kiosk_that_starts_anew_in_mid_talk_is_seen_and_heard_again_in_the_next_epoch(server):
    async with talking(server) as found:
        epoch = found.epoch()
        await found.restart_kiosk()
        await until(lambda: found.epoch() == epoch + 1 and found.active(), SECONDS, "the next epoch")
        await until(found.seen_and_heard, SECONDS, "picture and sound")


async def test_a_media_connection_that_dies_is_replaced_by_one_of_the_next_epoch(server):
    async with talking(server) as found:
        epoch = found.epoch()
        assert found.kiosk.attempt
        assert found.kiosk.attempt.peer
        await found.kiosk.attempt.peer.close()
        await until(lambda: found.epoch() == epoch + 1 and found.active(), SECONDS, "the next epoch")
        await until(found.seen_and_heard, SECONDS, "picture and sound")


async def test_a_link_that_drops_changes_nothing_of_the_talk(server):
    async with talking(server) as found:
        epoch = found.epoch()
        await lose_link(found.agent, SECONDS)
        await until(lambda: found.agent.link.online and found.active(), SECONDS, "the return")
        assert found.epoch() == epoch
        assert found.seen_and_heard()
