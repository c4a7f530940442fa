"""What kiosks and agents do in many scenarios."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from tests.scenarios.test_main_path import state_is
from tests.support.participants import Agent, Json, Kiosk, Participant
from tests.support.waiting import until

PING_SECONDS = 4
MEDIA_STATE = {"kind": "media_state", "microphone": "on", "camera": "off", "screen": "on"}


@asynccontextmanager
async def together(*participants: Participant) -> AsyncIterator[None]:
    """Connected, and closed at the end however it comes."""
    async with AsyncExitStack() as stack:
        for one in participants:
            await one.connect()
            stack.push_async_callback(one.close)
        yield


@asynccontextmanager
async def pinging(*participants: Participant) -> AsyncIterator[None]:
    """While a test waits for longer than silence is allowed."""

    async def ping() -> None:
        while True:
            for one in participants:
                await one.send({"type": "ping"})
            await asyncio.sleep(PING_SECONDS)

    task = asyncio.create_task(ping())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def talk(kiosk: Kiosk, agent: Agent) -> tuple[str, int]:
    """A touch that this agent accepts; the session, active, and its epoch."""
    session = await kiosk.request_help()
    epoch = (await agent.accept())["epoch"]
    await agent.command("media_ready", session=session, epoch=epoch)
    await kiosk.see(state_is("active"))
    return session, epoch


async def finish(kiosk: Kiosk, agent: Agent, session: str) -> None:
    assert (await kiosk.command("end", session=session))["type"] == "done"
    await agent.see(state_is("wrap_up"))
    assert (await agent.command("finish_wrap_up", session=session, outcome="solved", note=""))["type"] == "done"


async def leave(*agents: Agent) -> None:
    for agent in agents:
        await agent.command("presence", state="offline", reason=None)


async def line_of(kiosk: Kiosk) -> Json:
    """What the resident has to keep: the session, the ticket and the clock."""
    shown = (await kiosk.see(state_is("waiting")))["session"]
    return {key: shown[key] for key in ("id", "ticket", "requested_at")}


def signal(sender: str, session: str, epoch: int, seq: int, body: Json) -> str:
    """As no serialiser of ours would write it, so that a relay that read and wrote it anew would show."""
    to = "agent" if sender == "kiosk" else "kiosk"
    message = {"body": body, "to": to, "sender": sender, "seq": seq, "epoch": epoch, "session": session}
    return json.dumps({**message, "type": "signal"}, indent=1)


async def gets_through(sender: Participant, receiver: Participant, frame: str) -> None:
    """Sent until it arrives, as the protocol asks of what is not acknowledged."""

    async def arrived() -> bool:
        await sender.send(frame)
        return frame in receiver.frames

    await until(arrived, 10, "a signal to get through")
