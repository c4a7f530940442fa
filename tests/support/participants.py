"""Kiosks and consoles that speak the protocol and nothing else: no media, every message kept."""

import asyncio
import base64
import itertools
import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from typing import Any, Self

import httpx2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.server import PASSWORD, PLAIN, Server

SECONDS = 10
BEAT_SECONDS = 3

Json = dict[str, Any]


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    def __init__(self) -> None:
        self._key: EllipticCurvePrivateKey = generate_private_key(SECP256R1())

    @property
    def jwk(self) -> dict[str, str]:
        numbers = self._key.public_key().public_numbers()
        x, y = (base64url(part.to_bytes(32)) for part in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self._key.sign(text.encode(), ECDSA(SHA256())))
        return base64url(r.to_bytes(32) + s.to_bytes(32))


class Participant:
    """One connection at a time. `heard` has every message since the connection was made, `frames` the same as they came.
    Who `beats` is not taken for dead while a test looks at something else for long."""

    def __init__(self, server: Server, *, beats: bool = False) -> None:
        self.server = server
        self._beats = beats
        self.heard: list[Json] = []
        self.frames: list[str | bytes] = []
        self.closed: int | None = None
        self.instance = uuid.uuid4().hex
        self._socket: ClientConnection | None = None
        self._ids = itertools.count(1)
        self._news = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    async def open(self, *, origin: str | None = None) -> str:
        """Connects; returns the nonce of the challenge."""
        self.heard, self.frames, self.closed = [], [], None
        self._socket = await connect(self.server.ws_url, origin=origin, max_size=2**20, ping_interval=None)  # type: ignore[arg-type]
        self._reader = asyncio.create_task(self._read(self._socket))
        return str((await self.hear("challenge"))["nonce"])

    async def _read(self, socket: ClientConnection) -> None:
        beating = asyncio.create_task(self._beat(socket)) if self._beats else None
        try:
            async for frame in socket:
                self.frames.append(frame)
                self.heard.append(json.loads(frame))
                self._news.set()
        except ConnectionClosed:
            pass  # the code is read below, for every way of closing
        finally:
            if beating:
                beating.cancel()
        self.closed = socket.close_code
        self._news.set()

    async def _beat(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(BEAT_SECONDS)
                await socket.send('{"type":"ping"}')

    async def send(self, message: Json | str) -> None:
        assert self._socket is not None
        await self._socket.send(message if isinstance(message, str) else json.dumps(message))

    async def hear(self, kind: str, where: Callable[[Json], bool] = lambda _: True, start: int = 0) -> Json:
        """The first message of a kind, at or after position `start`, that fits; waits for it."""
        return await self._wait(
            lambda: next((m for m in self.heard[start:] if m["type"] == kind and where(m)), None),
            f"{kind}; heard {[m['type'] for m in self.heard]}, closed {self.closed}",
        )

    async def see(self, where: Callable[[Json], bool], seconds: float = SECONDS) -> Json:
        """The newest snapshot, once it fits."""
        return dict(await self._wait(lambda: s if (s := self.snapshot) and where(s) else None, "a snapshot", seconds))

    @property
    def snapshot(self) -> Json | None:
        return next((m for m in reversed(self.heard) if m["type"].endswith("_snapshot")), None)

    async def hear_close(self, seconds: float = SECONDS) -> int:
        return int(await self._wait(lambda: self.closed, "the connection to be closed", seconds))

    async def _wait(self, find: Callable[[], Any], what: str, seconds: float = SECONDS) -> Any:
        try:
            async with asyncio.timeout(seconds):
                while (found := find()) is None:
                    self._news.clear()
                    await self._news.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"waited {seconds} s for {what}; last snapshot {self.snapshot}") from None

    async def command(self, kind: str, /, **fields: Any) -> Json:
        """Sends a command and returns its reply."""
        number = next(self._ids)
        await self.send({"type": kind, "id": number, **fields})
        return await self._wait(
            lambda: next((m for m in self.heard if m.get("id") == number), None), f"the reply to {kind}"
        )

    async def return_through(self, server: Server) -> None:
        """Connects anew, to another node, once the old connection is closed."""
        await self.hear_close()
        self.server = server
        await self.connect()

    def twin(self, server: Server) -> Self:
        """The same machine or person, for another connection at the same time."""
        other = copy(self)
        other.server, other.heard, other.frames, other.closed = server, [], [], None
        other._news = asyncio.Event()
        return other

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
            await self.hear_close()

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def connect(self, **hello: Any) -> Json:
        raise NotImplementedError


class Kiosk(Participant):
    """An enrolled machine; after use as a context the next test has it, since a server enrols only so many an hour."""

    def __init__(self, server: Server, name: str = "3号机", *, beats: bool = False) -> None:
        super().__init__(server, beats=beats)
        if server.spare_kiosks:
            self.id, self.key = server.spare_kiosks.pop()
            return
        self.key = Key()
        asked = {"public_key": self.key.jwk}
        answer = httpx2.post(f"{server.url}/api/v1/enrolments", json=asked, headers={"Origin": server.url}, **PLAIN)
        self.id = server.approve(answer.raise_for_status().json()["code"], name)

    async def __aexit__(self, *failure: object) -> None:
        await super().__aexit__(*failure)
        if failure == (None, None, None):
            self.server.spare_kiosks.append((self.id, self.key))

    async def token(self) -> str:
        async with httpx2.AsyncClient(base_url=self.server.url, **PLAIN) as client:
            answer = await client.post("/api/v1/kiosk/challenge", json={"kiosk": self.id})
            challenge = answer.raise_for_status().json()["challenge"]
            asked = {
                "kiosk": self.id,
                "challenge": challenge,
                "signature": self.key.sign(f"bangban-token:{challenge}"),
            }
            answer = await client.post("/api/v1/kiosk/token", json=asked)
            return str(answer.raise_for_status().json()["access_token"])

    async def connect(self, **hello: Any) -> Json:
        token = await self.token()
        nonce = await self.open()
        said = {
            "type": "hello",
            "protocol": 1,
            "token": token,
            "proof": self.key.sign(f"bangban-ws:{nonce}"),
            "instance": self.instance,
            "takeover": False,
        }
        await self.send({**said, **hello})
        return await self.hear("kiosk_welcome")

    async def request_help(self, **context: Any) -> str:
        session = str(uuid.uuid4())
        full = {"service": None, "step": None, "language": "zh-CN", **context}
        reply = await self.command("request_help", session=session, context=full)
        assert reply["type"] == "done", reply
        return session


class Agent(Participant):
    def __init__(
        self,
        server: Server,
        name: str,
        role: str = "agent",
        display_name: str = "王老师",
        desk: str = "desk-1",
    ) -> None:
        super().__init__(server)
        self.name = name
        self.id = server.create_staff(name, role, display_name, desk)

    async def token(self) -> str:
        origin = {"Origin": self.server.url}
        async with httpx2.AsyncClient(base_url=self.server.url, headers=origin, **PLAIN) as client:
            answer = await client.post("/api/v1/sign-in", json={"name": self.name, "password": PASSWORD})
            return str(answer.raise_for_status().json()["access_token"])

    async def connect(self, **hello: Any) -> Json:
        token = await self.token()
        await self.open()
        said = {"type": "hello", "protocol": 1, "token": token, "proof": None, "instance": self.instance}
        await self.send({**said, "takeover": False, **hello})
        return await self.hear("agent_welcome")

    async def available(self) -> None:
        reply = await self.command("presence", state="available", reason=None)
        assert reply["type"] == "done", reply

    async def rung(self) -> Json:
        """The ring card."""
        return dict((await self.see(lambda s: s["ring"] is not None))["ring"])

    async def accept(self) -> Json:
        """Accepts the present ring; the session as the console sees it."""
        ring = await self.rung()
        reply = await self.command("accept", ring=ring["ring"])
        assert reply["type"] == "done", reply
        return dict((await self.see(lambda s: s["session"] is not None))["session"])


class Family(Participant):
    """A family member's page: no account, no key; whoever has the code."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.access = ""

    async def post(self, path: str, body: Json | None = None, token: str = "") -> httpx2.Response:
        headers = {"Origin": self.server.url, **({"Authorization": f"Bearer {token}"} if token else {})}
        async with httpx2.AsyncClient(base_url=self.server.url, timeout=10) as client:
            return await client.post(f"/api/v1/guests{path}", json=body, headers=headers)

    async def redeem(self, code: str) -> None:
        answer = await self.post("", {"code": code})
        self.access = str(answer.raise_for_status().json()["access_token"])

    async def hello(self, **said: Any) -> None:
        await self.open()
        hello = {"type": "hello", "protocol": 1, "token": self.access, "proof": None, "instance": self.instance}
        await self.send({**hello, "takeover": False, **said})

    async def connect(self, **hello: Any) -> Json:
        await self.hello(**hello)
        return await self.hear("guest_welcome")
