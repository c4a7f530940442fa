"""The connection to the server: never gives up, and carries every command until it is answered."""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Origin

from signaling.protocol import VERSION
from signaling.protocol.codes import MAX_FRAME, CloseCode, ErrorCode
from signaling.protocol.messages import (
    AgentWelcome,
    Challenge,
    ClientMessage,
    Done,
    Error,
    GoingAway,
    Heartbeat,
    Hello,
    IceServers,
    KioskWelcome,
    Ping,
    Pong,
    Refused,
    Renew,
    ServerMessage,
    server_message,
)

from .backoff import Backoff
from .rest import Credentials, RestProblem, origin

log = logging.getLogger(__name__)

FINAL_CLOSES = frozenset({CloseCode.SUPERSEDED, CloseCode.REVOKED})
FINAL_ERRORS = frozenset({ErrorCode.ALREADY_SIGNED_IN, ErrorCode.REVOKED, ErrorCode.UNSUPPORTED_PROTOCOL})
AGAIN = frozenset({ErrorCode.UNAVAILABLE, ErrorCode.RATE_LIMITED})
"""Refusals that mean: the same command, a little later."""
WELCOME_WITHIN = 10.0
COMMAND_AGAIN_AFTER = 1.0
RENEW_AGAIN_AFTER = 10.0


class CommandRefused(Exception):
    def __init__(self, code: ErrorCode, detail: str) -> None:
        super().__init__(f"{code}: {detail}" if detail else str(code))
        self.code = code
        self.detail = detail


class LinkEnded(Exception):
    """The server said that this client must not connect again by itself."""


class _Pending:
    def __init__(self, message: ClientMessage) -> None:
        self.message = message
        self.answer: asyncio.Future[Done | IceServers] = asyncio.get_running_loop().create_future()


class Link:
    """`run()` connects and reconnects until cancelled. Everything the server says but answers to commands goes to
    `on_message`, in order; `on_online` is told of every loss and return of the link (after the welcome)."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        on_message: Callable[[ServerMessage], None],
        on_online: Callable[[bool], None],
        *,
        takeover: bool = False,
        backoff: Backoff | None = None,
    ) -> None:
        self._origin = Origin(origin(url))
        self._url = self._origin.replace("http", "ws", 1) + "/ws"
        self._credentials = credentials
        self._on_message = on_message
        self._on_online = on_online
        self._takeover = takeover
        self._backoff = backoff or Backoff()
        self._instance = uuid.uuid4().hex
        self._ids = 0
        self._pending: dict[int, _Pending] = {}
        self._socket: ClientConnection | None = None
        self._outbox: asyncio.Queue[ClientMessage] | None = None
        self._retry_after: float | None = None

    @property
    def online(self) -> bool:
        return self._outbox is not None

    def send(self, message: ClientMessage) -> None:
        """Now or never: dropped while there is no link."""
        if self._outbox is not None:
            self._outbox.put_nowait(message)

    async def command(self, kind: type[Any], **fields: Any) -> Done | IceServers:
        """Sends the command, again with the same id after every reconnect, until it is answered.
        Raises CommandRefused."""
        self._ids += 1
        number = self._ids
        pending = self._pending[number] = _Pending(kind(id=number, **fields))
        self.send(pending.message)
        try:
            return await pending.answer
        finally:
            del self._pending[number]

    async def drop(self) -> None:
        """Gives the present connection up as if the network had: `run` makes another."""
        if self._socket is not None:
            await self._socket.close()

    async def run(self) -> None:
        """Raises LinkEnded when the server forbids another attempt."""
        fresh = False
        while True:
            try:
                fresh = await self._connection(fresh) == CloseCode.UNAUTHENTICATED
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError, RestProblem) as error:
                if isinstance(error, RestProblem) and error.status in (401, 403):
                    raise LinkEnded(str(error)) from error
                log.info("no link: %s", error)
            except InvalidURI as error:
                raise LinkEnded(str(error)) from error
            delay = self._retry_after if self._retry_after is not None else self._backoff.next()
            self._retry_after = None
            await asyncio.sleep(delay)

    async def _connection(self, fresh: bool) -> int | None:
        """One connection from first to last frame; returns its close code."""
        token = await self._credentials.token(fresh=fresh)
        async with connect(
            self._url, origin=self._origin, compression=None, ping_interval=None, max_size=4 * MAX_FRAME, proxy=None
        ) as socket:
            self._socket = socket
            try:
                async with asyncio.timeout(WELCOME_WITHIN):
                    heartbeat = await self._greet(socket, token.text)
                await self._converse(socket, heartbeat)
            except ConnectionClosed:
                pass
            finally:
                self._socket = None
            if socket.close_code in FINAL_CLOSES:
                raise LinkEnded(f"closed by the server: {CloseCode(socket.close_code).name.lower()}")
            return socket.close_code

    async def _greet(self, socket: ClientConnection, token: str) -> Heartbeat:
        challenge = await self._read(socket)
        if not isinstance(challenge, Challenge):
            raise InvalidHandshake("the first frame was no challenge")
        proof = self._credentials.proof(challenge.nonce)
        hello = Hello(protocol=VERSION, token=token, proof=proof, instance=self._instance, takeover=self._takeover)
        await socket.send(hello.model_dump_json())
        welcome = await self._read(socket)
        while isinstance(welcome, Error):
            if welcome.code in FINAL_ERRORS:
                raise LinkEnded(f"{welcome.code}: {welcome.detail}")
            welcome = await self._read(socket)
        if not isinstance(welcome, KioskWelcome | AgentWelcome):
            raise InvalidHandshake("hello was not answered by a welcome")
        self._on_message(welcome)
        return welcome.heartbeat

    async def _converse(self, socket: ClientConnection, heartbeat: Heartbeat) -> None:
        self._backoff.reset()
        outbox = self._outbox = asyncio.Queue[ClientMessage]()
        for pending in self._pending.values():
            self.send(pending.message)
        self._on_online(True)
        try:
            async with asyncio.TaskGroup() as tasks:
                write = self._write(socket, outbox, heartbeat.ping_every_ms / 1000)
                background = [tasks.create_task(write), tasks.create_task(self._keep_token())]
                await self._listen(socket, heartbeat.dead_after_ms / 1000)
                for task in background:
                    task.cancel()
        except* ConnectionClosed:
            pass
        finally:
            self._outbox = None
            self._on_online(False)

    async def _listen(self, socket: ClientConnection, dead_after: float) -> None:
        while True:
            try:
                async with asyncio.timeout(dead_after):
                    message = await self._read(socket)
            except TimeoutError:
                log.info("nothing heard for %.0f s", dead_after)
                await socket.close()
                return
            except ConnectionClosed:
                return
            if message is not None:
                self._take(message)

    async def _write(self, socket: ClientConnection, outbox: asyncio.Queue[ClientMessage], ping_every: float) -> None:
        while True:
            try:
                async with asyncio.timeout(ping_every):
                    message = await outbox.get()
            except TimeoutError:
                message = Ping()
            await socket.send(message.model_dump_json())

    async def _keep_token(self) -> None:
        renew_at = (await self._credentials.token()).renew_at
        while True:
            await asyncio.sleep(max(0.0, renew_at - time.monotonic()))
            try:
                token = await self._credentials.token()
                await self.command(Renew, token=token.text)
                renew_at = token.renew_at
            except (RestProblem, CommandRefused) as problem:
                log.warning("token not renewed: %s", problem)
                renew_at = time.monotonic() + RENEW_AGAIN_AFTER

    def _take(self, message: ServerMessage) -> None:
        match message:
            case Done() | IceServers() | Refused():
                self._answered(message)
            case Pong():
                pass
            case GoingAway():
                self._retry_after = message.retry_ms / 1000
            case _:
                self._on_message(message)

    def _answered(self, answer: Done | IceServers | Refused) -> None:
        pending = self._pending.get(answer.id)
        if pending is None or pending.answer.done():
            return
        if not isinstance(answer, Refused):
            pending.answer.set_result(answer)
        elif answer.code in AGAIN:
            asyncio.get_running_loop().call_later(COMMAND_AGAIN_AFTER, self._again, answer.id)
        else:
            pending.answer.set_exception(CommandRefused(answer.code, answer.detail))

    def _again(self, number: int) -> None:
        if number in self._pending:
            self.send(self._pending[number].message)

    async def _read(self, socket: ClientConnection) -> ServerMessage | None:
        """None for a frame of a newer server that this client does not know."""
        frame = await socket.recv()
        try:
            return server_message.validate_json(frame)
        except ValidationError as error:
            log.warning("unreadable message: %s", error.errors(include_input=False, include_url=False)[:1])
            return None
