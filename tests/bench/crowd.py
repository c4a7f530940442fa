"""A server with a crowd of kiosks and consoles, put into its directory directly: enrolling is not what is measured."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import insert
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from signaling.adapters.clock import SystemClock
from signaling.adapters.directory_tables import kiosks as kiosk_table
from signaling.core.ids import AgentId, DeskId, KioskId
from signaling.ports import StaffAccount, StaffEntry
from signaling.service.tokens import Tokens
from signaling.settings import Settings
from signaling.wiring import Adapters
from tests.support.participants import Key
from tests.support.server import Server, free_port

SECRET = "b" * 48
PING_SECONDS = 8
KEY = Key()
"""One key for the whole crowd: what signing costs the clients is not what is measured."""


class Crowd:
    def __init__(self, server: Server) -> None:
        self.server = server
        self._tokens = Tokens(SECRET)
        self._clock = SystemClock()

    @property
    def process(self) -> psutil.Process:
        assert self.server.process is not None
        return psutil.Process(self.server.process.pid)

    async def enrol(self, kiosks: int, agents: int, max_waiting: int = 20_000) -> None:
        adapters = Adapters(Settings(state_dir=self.server.directory, token_secret=SECRET))  # type: ignore[arg-type]
        now, jwk = self._clock.now(), json.dumps(KEY.jwk)
        rows = [
            {"id": f"kiosk-{i}", "name": f"{i}", "site": "site-1", "public_key": jwk, "enrolled_at": now}
            for i in range(kiosks)
        ]
        await adapters.database.write(lambda connection: connection.execute(insert(kiosk_table), rows))
        for i in range(agents):
            entry = StaffEntry(AgentId(f"agent-{i}"), f"agent-{i}", f"{i}", "agent", DeskId("desk-1"), False, 0)
            await adapters.directory.add_account(StaffAccount(entry, "-", False), now)
        rules = {"limits": {"max_waiting": max_waiting, "ring": 120_000, "decline_delay": 600_000}}
        self.server.admin.patch("/api/v1/desks/desk-1", json=rules).raise_for_status()
        await adapters.database.close()

    async def kiosk(self, number: int) -> "Client":
        name = f"kiosk-{number}"
        client = await Client.open(self.server)
        proof = KEY.sign(f"bangban-ws:{client.nonce}")
        await client.hello(self._tokens.issue_kiosk(KioskId(name), self._clock.now()).token, proof)
        return client

    async def agent(self, number: int) -> "Client":
        name = f"agent-{number}"
        entry = StaffEntry(AgentId(name), name, name, "agent", DeskId("desk-1"), False, 0)
        client = await Client.open(self.server)
        await client.hello(self._tokens.issue_staff(entry, False, self._clock.now()).token, None)
        return client


class Client:
    """As thin as can be: messages are read when they are asked for."""

    def __init__(self, socket: ClientConnection, nonce: str) -> None:
        self.socket, self.nonce = socket, nonce
        self._ids = itertools.count(1)
        self._pinging = asyncio.create_task(self._ping())

    async def _ping(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(PING_SECONDS)
                await self.socket.send('{"type":"ping"}')

    async def close(self) -> None:
        self._pinging.cancel()
        await self.socket.close()

    @classmethod
    async def open(cls, server: Server) -> "Client":
        socket = await connect(server.ws_url, compression=None, max_size=2**20, ping_interval=None)
        return cls(socket, json.loads(await socket.recv())["nonce"])

    async def hello(self, token: str, proof: str | None) -> None:
        said = {"type": "hello", "protocol": 1, "token": token, "proof": proof, "instance": "i", "takeover": False}
        await self.socket.send(json.dumps(said))
        await self.next(lambda m: m["type"].endswith("_welcome"))
        await self.next(lambda m: m["type"].endswith("_snapshot"))

    async def next(self, where: Any) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = json.loads(await self.socket.recv())
            if where(message):
                return message

    async def send(self, kind: str, **fields: Any) -> int:
        number = next(self._ids)
        await self.socket.send(json.dumps({"type": kind, "id": number, **fields}))
        return number

    async def command(self, kind: str, **fields: Any) -> dict[str, Any]:
        number = await self.send(kind, **fields)
        return await self.next(lambda m: m.get("id") == number)

    async def request_help(self, session: str) -> None:
        context = {"service": None, "step": None, "language": "zh-CN"}
        await self.command("request_help", session=session, context=context)


@contextmanager
def crowded_server(directory: Path) -> Iterator[Crowd]:
    directory.mkdir(parents=True, exist_ok=True)
    server = Server(directory, free_port(), {"token_secret": SECRET, "log_level": "warning"})
    try:
        server.start()
        yield Crowd(server)
    finally:
        server.stop()
        server.close_clients()


async def in_parts(makers: list[Any], at_once: int = 50) -> list[Any]:
    made: list[Any] = []
    for start in range(0, len(makers), at_once):
        made += await asyncio.gather(*(make() for make in makers[start : start + at_once]))
    return made
