"""A native kiosk beside people in browsers: it works in a thread of its own, and is asked from the test's."""

import asyncio
import threading
import uuid
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from kiosk_client.key import KioskKey
from kiosk_client.media.meters import Meter
from kiosk_client.participant import Kiosk
from kiosk_client.rest import Rest
from kiosk_client.synthetic.faces import resident_equipment
from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.timeline import Media as Role
from tests.support.server import Server
from tests.support.waiting import wait_for

SECONDS = 30


class Native:
    def __init__(self, kiosk: Kiosk, loop: asyncio.AbstractEventLoop) -> None:
        self.kiosk = kiosk
        self._loop = loop

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def ask_for_help(self) -> None:
        """Lets be heard and seen whatever there is."""
        kiosk = self.kiosk
        self.do(kiosk.until(lambda: kiosk.snapshot is not None))
        self.do(kiosk.touch(str(uuid.uuid4()), ContextPart(service=None, step=None, language="zh-CN")))
        self.do(kiosk.until(lambda: kiosk.assistance.live))
        self.do(kiosk.consent(ConsentPart(voice=True, screen=True, camera=True), "1", "zh-CN"))

    def meter(self, other: str, role: Role) -> Meter | None:
        """Of what is received of the agent, or for the resident of a guest."""
        if other != "agent":
            meeting = self.kiosk.mesh.meetings.get(other)
            return meeting.meter_of(role) if meeting else None
        attempt = self.kiosk.attempt
        return attempt.peer.meters[role] if attempt and attempt.peer else None

    def sees_and_hears(self, other: str) -> None:
        """From now on something of either that is neither black nor silent."""
        roles: tuple[Role, ...] = ("audio", "agent_camera")
        before = [self._lively(other, role) for role in roles]
        wait_for(
            lambda: all(self._lively(other, role) > count for role, count in zip(roles, before, strict=True)),
            SECONDS,
            f"the kiosk to see and hear {other}",
        )

    def _lively(self, other: str, role: Role) -> int:
        meter = self.meter(other, role)
        return meter.lively if meter else 0


@contextmanager
def native_kiosk(server: Server) -> Iterator[Native]:
    """Enrolled, connected, alone."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    ready, stop = threading.Event(), asyncio.Event()
    found: list[Kiosk] = []

    async def work() -> None:
        key = KioskKey.generate()
        async with Rest(server.url) as rest:
            code = (await rest.begin_enrolment(key)).code
            name = await asyncio.to_thread(server.approve, code)
            kiosk = Kiosk(server.url, rest.as_kiosk(name, key), resident_equipment())
            running = asyncio.create_task(kiosk.run())
            found.append(kiosk)
            ready.set()
            await stop.wait()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    working = asyncio.run_coroutine_threadsafe(work(), loop)
    try:
        wait_for(lambda: ready.is_set() or working.done(), SECONDS, "the kiosk to be enrolled")
        yield Native(found[0], loop)
    finally:
        loop.call_soon_threadsafe(stop.set)
        working.result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
