"""The link against a server that misbehaves on purpose: what is asked for is done once the server can."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from kiosk_client.backoff import Backoff
from kiosk_client.link import CommandRefused, Link, LinkEnded
from kiosk_client.rest import Credentials
from signaling.protocol.messages import End, ServerMessage
from tests.support.waiting import until

SECONDS = 5
Scene = Callable[["Desk", ServerConnection], Awaitable[None]]


class Desk:
    """A server for one kiosk. Each connection is played by the next scene; the last one again and again."""

    def __init__(self, *scenes: Scene, ping_every_ms: int = 10_000, dead_after_ms: int = 10_000) -> None:
        self.scenes = list(scenes)
        self.heartbeat = {"ping_every_ms": ping_every_ms, "dead_after_ms": dead_after_ms}
        self.heard: list[list[dict[str, Any]]] = []

    async def play(self, socket: ServerConnection) -> None:
        scene = self.scenes.pop(0) if len(self.scenes) > 1 else self.scenes[0]
        self.heard.append([])
        with suppress(ConnectionClosed):
            await scene(self, socket)

    async def welcome(self, socket: ServerConnection) -> None:
        await socket.send(json.dumps({"type": "challenge", "nonce": "n"}))
        await self.hear(socket)
        desk = {"id": "d", "name": "", "phone": "", "zone": "UTC", "services": [], "break_reasons": [], "tongues": []}
        await socket.send(json.dumps({
            "type": "kiosk_welcome", "link": "l", "kiosk": "k", "kiosk_name": "", "site_name": "", "desk": desk,
            "heartbeat": self.heartbeat, "now": 0,
        }))  # fmt: skip

    async def hear(self, socket: ServerConnection) -> dict[str, Any]:
        message = json.loads(await socket.recv())
        self.heard[-1].append(message)
        return message


async def answers(desk: Desk, socket: ServerConnection) -> None:
    await desk.welcome(socket)
    while True:
        message = await desk.hear(socket)
        if "id" in message:
            await socket.send(json.dumps({"type": "done", "id": message["id"]}))


async def vanishes_after_a_command(desk: Desk, socket: ServerConnection) -> None:
    await desk.welcome(socket)
    await desk.hear(socket)
    socket.transport.abort()


async def says_nothing_more(desk: Desk, socket: ServerConnection) -> None:
    await desk.welcome(socket)
    while True:
        await desk.hear(socket)


async def token() -> dict[str, Any]:
    return {"access_token": "t", "expires_at": 10**15}


@asynccontextmanager
async def linked(desk: Desk) -> AsyncIterator[tuple[Link, asyncio.Task[None], list[ServerMessage]]]:
    messages: list[ServerMessage] = []
    async with serve(desk.play, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        credentials = Credentials(token, None)
        link = Link(
            f"http://127.0.0.1:{port}",
            credentials,
            messages.append,
            lambda online: None,
            backoff=Backoff(base=0.02, cap=0.1),
        )
        task = asyncio.create_task(link.run())
        try:
            yield link, task, messages
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_command_is_sent_again_with_the_same_id_until_it_is_answered():
    desk = Desk(vanishes_after_a_command, vanishes_after_a_command, answers)
    async with linked(desk) as (link, _, _), asyncio.timeout(SECONDS):
        await link.command(End, session="s")
    commands = [message for connection in desk.heard for message in connection if message["type"] == "end"]
    assert len(commands) == 3
    assert len({message["id"] for message in commands}) == 1


async def test_a_command_that_is_given_before_there_is_a_link_is_not_lost():
    desk = Desk(answers)
    async with linked(desk) as (link, _, _), asyncio.timeout(SECONDS):
        assert not link.online
        await link.command(End, session="s")


@pytest.mark.parametrize("code", ["unavailable", "rate_limited"])
async def test_not_now_is_asked_again_and_no_is_an_error(code):
    async def refuses_first(desk: Desk, socket: ServerConnection) -> None:
        await desk.welcome(socket)
        first = await desk.hear(socket)
        await socket.send(json.dumps({"type": "refused", "id": first["id"], "code": code, "detail": ""}))
        again = await desk.hear(socket)
        await socket.send(json.dumps({"type": "refused", "id": again["id"], "code": "wrong_state", "detail": "no"}))
        await desk.hear(socket)

    async with linked(Desk(refuses_first)) as (link, _, _), asyncio.timeout(SECONDS):
        with pytest.raises(CommandRefused, match="wrong_state"):
            await link.command(End, session="s")


async def test_silence_longer_than_the_server_allows_is_a_dead_link_and_pings_go_out_before():
    desk = Desk(says_nothing_more, ping_every_ms=20, dead_after_ms=150)
    async with linked(desk):
        await until(lambda: len(desk.heard) >= 3, SECONDS, "a third connection")
    assert {"type": "ping"} in desk.heard[0]


async def test_a_superseded_kiosk_does_not_come_back_by_itself():
    async def supersedes(desk: Desk, socket: ServerConnection) -> None:
        await desk.welcome(socket)
        await socket.close(4001)

    desk = Desk(supersedes)
    async with linked(desk) as (_, task, _), asyncio.timeout(SECONDS):
        with pytest.raises(LinkEnded, match="superseded"):
            await task
    assert len(desk.heard) == 1


async def test_a_server_that_says_something_unknown_is_still_listened_to():
    async def babbles(desk: Desk, socket: ServerConnection) -> None:
        await desk.welcome(socket)
        await socket.send(json.dumps({"type": "from_a_later_version"}))
        await socket.send("{")
        await socket.send(json.dumps({"type": "error", "code": "malformed", "detail": "heard"}))
        await desk.hear(socket)

    async with linked(Desk(babbles)) as (_, _, messages):
        await until(lambda: [message.type for message in messages] == ["kiosk_welcome", "error"], SECONDS, "the error")


async def test_waiting_grows_has_full_jitter_and_never_ends():
    backoff = Backoff(base=0.5, cap=30)
    delays = [backoff.next() for _ in range(200)]
    assert all(0 <= delay <= 30 for delay in delays)
    assert max(delays[:3]) <= 2
    assert max(delays[20:]) > 15
    assert min(delays[20:]) < 5
    backoff.reset()
    assert backoff.next() <= 0.5
