"""`/ws`: frames in, messages to the application, replies out. A raw ASGI application, because it carries every relayed
message and the framework's socket object would cost as much again."""

import asyncio
import base64
import os
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

import structlog
from pydantic import ValidationError
from pydantic_core import from_json

from signaling.core.ids import LinkId, NodeId
from signaling.core.session import Link
from signaling.ports import Clock, StorageUnavailable
from signaling.protocol import messages as m
from signaling.protocol.codes import CloseCode, ErrorCode
from signaling.protocol.messages import client_message
from signaling.service.admission import BARRED, FATAL, Admission
from signaling.service.client import Client, Turned
from signaling.service.links import Links

from .link import MAX_DROPPED, MAX_FAULTS, Send, SocketLink

log = structlog.get_logger()

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

HELLO_MS = 10_000
MAX_COMMANDS = 32
"""Commands of one connection under way at once."""
FAREWELL_SECONDS = 2
"""How long the last message may take to be written to those who read slowly."""
PONG = m.Pong().model_dump_json()
PING_TEXT = '{"type":"ping"}'


class Connection:
    __slots__ = ("client", "commands", "dead_after", "expires_at", "greeting", "link", "nonce", "opened_at")

    def __init__(self, link: SocketLink, opened_at: int) -> None:
        self.link = link
        self.nonce = base64.urlsafe_b64encode(os.urandom(24)).decode()
        self.opened_at = opened_at
        self.client: Client | None = None
        self.greeting = False
        self.expires_at = 0
        self.dead_after = HELLO_MS
        self.commands: set[asyncio.Task[None]] | None = None


class Sockets:
    def __init__(
        self,
        node: NodeId,
        admission: Admission,
        links: Links,
        clock: Clock,
        allowed_origins: Iterable[str],
    ) -> None:
        self._node, self._admission, self._links, self._clock = node, admission, links, clock
        self._origins = frozenset(origin.encode() for origin in allowed_origins)
        self._any_origin = b"*" in self._origins
        self._connections: dict[LinkId, Connection] = {}
        self._count = 0
        self._draining = False

    def __len__(self) -> int:
        return len(self._connections)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        await receive()
        if not self._origin_allowed(scope["headers"]):
            # Before the handshake is accepted: the server answers 403.
            await send({"type": "websocket.close", "code": CloseCode.REVOKED})
            return
        await send({"type": "websocket.accept"})
        self._count += 1
        link_id = LinkId(f"{self._node}.{self._count}")
        link = SocketLink(Link(link_id, self._node), send, asyncio.get_running_loop())
        connection = self._connections[link_id] = Connection(link, self._clock.now())
        self._links.add(link)
        link.send(m.Challenge(nonce=connection.nonce).model_dump_json())
        try:
            await self._listen(connection, receive)
        finally:
            await self._forget(connection)

    def _origin_allowed(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """A browser always says where its page is from; a client without an Origin is no browser and has no cookies."""
        origin = next((value for name, value in headers if name == b"origin"), None)
        return origin is None or self._any_origin or origin in self._origins

    async def _listen(self, connection: Connection, receive: Receive) -> None:
        link = connection.link
        while True:
            frame = await receive()
            if frame["type"] == "websocket.disconnect":
                return
            if link.is_closing:
                continue
            if not link.hear():
                self._over_rate(connection)
                continue
            text = frame.get("text")
            if text == PING_TEXT:
                link.send(PONG)
            elif text is None:
                self._fault(connection, ErrorCode.MALFORMED, "a binary frame")
            else:
                await self._on_text(connection, text)

    async def _on_text(self, connection: Connection, text: str) -> None:
        try:
            message = client_message.validate_json(text)
        except ValidationError as error:
            self._on_invalid(connection, text, error)
            return
        client = connection.client
        match message:
            case m.Signal() | m.SignalAck() if client:
                if error := await client.relay(message, text):
                    connection.link.send(error.model_dump_json())
            case m.Ping():
                connection.link.send(PONG)
            case m.Hello():
                await self._on_hello(connection, message)
            case _ if client is None:
                self._fault(connection, ErrorCode.NOT_WELCOMED, "say hello first")
            case m.Renew():
                await self._on_renew(connection, client, message)
            case _:
                self._start(connection, client, message)

    # --- faults -------------------------------------------------------------------------------------------------------

    def _over_rate(self, connection: Connection) -> None:
        link = connection.link
        if link.dropped == 1 or link.dropped % 100 == 0:
            self._say(connection, ErrorCode.RATE_LIMITED, f"{link.dropped} messages dropped")
        if link.dropped > MAX_DROPPED:
            link.close(CloseCode.FLOOD)

    def _fault(self, connection: Connection, code: ErrorCode, detail: str) -> None:
        connection.link.faults += 1
        self._say(connection, code, detail)
        if connection.link.faults >= MAX_FAULTS:
            connection.link.close(CloseCode.PROTOCOL_ERROR)

    def _say(self, connection: Connection, code: ErrorCode, detail: str) -> None:
        connection.link.send(m.Error(code=code, detail=detail[:500]).model_dump_json())

    def _on_invalid(self, connection: Connection, text: str, error: ValidationError) -> None:
        """Names what was wrong; a faulty command is refused by its `id`, so that its sender does not wait."""
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            self._fault(connection, ErrorCode.MALFORMED, first["msg"])
            return
        if not first["loc"]:
            code = ErrorCode.UNKNOWN_TYPE if first["type"].startswith("union") else ErrorCode.MALFORMED
            self._fault(connection, code, "`type` names no message that a client may send")
            return
        where = ".".join(str(part) for part in first["loc"][1:])
        detail = f"{where}: {first['msg']}"
        command_id = from_json(text).get("id")
        if isinstance(command_id, int) and 0 <= command_id < 2**53 and where != "id":
            connection.link.faults += 1
            refused = m.Refused(id=command_id, code=ErrorCode.INVALID_FIELD, detail=detail[:500])
            connection.link.send(refused.model_dump_json())
            if connection.link.faults >= MAX_FAULTS:
                connection.link.close(CloseCode.PROTOCOL_ERROR)
        else:
            self._fault(connection, ErrorCode.INVALID_FIELD, detail)

    # --- identity -----------------------------------------------------------------------------------------------------

    async def _on_hello(self, connection: Connection, hello: m.Hello) -> None:
        if connection.client:
            self._fault(connection, ErrorCode.ALREADY_WELCOMED, "one hello is enough")
            return
        try:
            admitted = await self._admission.admit(hello, connection.nonce, connection.link)
        except Turned as turned:
            self._say(connection, turned.code, turned.detail)
            if turned.code in FATAL:
                connection.link.close(CloseCode.UNAUTHENTICATED)
            elif turned.code in BARRED:
                connection.link.close(CloseCode.REVOKED)
            return
        except StorageUnavailable:
            self._say(connection, ErrorCode.UNAVAILABLE, "say hello again in a moment")
            return
        connection.client = admitted.client
        connection.expires_at = admitted.expires_at
        connection.dead_after = admitted.client.heartbeat.dead_after_ms

    async def _on_renew(self, connection: Connection, client: Client, message: m.Renew) -> None:
        try:
            connection.expires_at = await self._admission.renew(client, message.token)
        except Turned as turned:
            refused = m.Refused(id=message.id, code=turned.code, detail=turned.detail)
            connection.link.send(refused.model_dump_json())
        else:
            connection.link.send(m.Done(id=message.id).model_dump_json())

    # --- commands -----------------------------------------------------------------------------------------------------

    def _start(self, connection: Connection, client: Client, message: Any) -> None:
        """Commands run beside the reading, so that a slow database delays neither heartbeats nor signalling; they reach
        the switchboard in the order they came, since tasks start in the order they are made."""
        if connection.commands is None:
            connection.commands = set()
        if len(connection.commands) >= MAX_COMMANDS:
            refused = m.Refused(id=message.id, code=ErrorCode.RATE_LIMITED, detail="too many commands under way")
            connection.link.send(refused.model_dump_json())
            return
        task = asyncio.create_task(self._command(connection, client, message))
        connection.commands.add(task)
        task.add_done_callback(connection.commands.discard)

    async def _command(self, connection: Connection, client: Client, message: Any) -> None:
        try:
            reply: m.FromServer = await client.command(message)
        except StorageUnavailable:
            reply = m.Refused(id=message.id, code=ErrorCode.UNAVAILABLE, detail="not stored; send it again")
        except Exception:
            log.exception("command_failed", message=message.type, link=connection.link.link.id)
            reply = m.Refused(id=message.id, code=ErrorCode.UNAVAILABLE, detail="a fault of the server; send it again")
        connection.link.send(reply.model_dump_json())

    # --- the end of it ------------------------------------------------------------------------------------------------

    async def _forget(self, connection: Connection) -> None:
        link = connection.link
        self._connections.pop(link.link.id, None)
        self._links.remove(link)
        client, connection.client = connection.client, None
        # When the server stops, nobody has left: the next start finds the links of a dead node and gives everybody the
        # longer grace of a restart.
        if client and not self._draining:
            try:
                await client.leave()
            except StorageUnavailable as error:
                log.warning("loss_not_stored", link=link.link.id, error=str(error))

    async def sweep(self) -> None:
        """Closes what is silent, has not said hello, or whose token has expired. Called every second; the client leaves at
        once, without waiting for a closing handshake that may never come."""
        now, loop_now = self._clock.now(), asyncio.get_running_loop().time()
        for connection in list(self._connections.values()):
            link = connection.link
            if connection.client is None:
                if now - connection.opened_at > HELLO_MS:
                    link.close(CloseCode.HELLO_TIMEOUT)
            elif (loop_now - link.heard_at) * 1000 > connection.dead_after:
                link.close(CloseCode.HEARTBEAT_LOST)
                await self._forget(connection)
            elif now > connection.expires_at:
                self._say(connection, ErrorCode.TOKEN_EXPIRED, "renew before it expires")
                link.close(CloseCode.UNAUTHENTICATED)

    async def catch_up(self, _: str) -> None:
        """The bus between the nodes was away: what its messages carried comes from the database."""
        for connection in list(self._connections.values()):
            try:
                if connection.client:
                    await connection.client.catch_up()
            except StorageUnavailable as error:
                log.warning("chat_not_shown", link=connection.link.link.id, error=str(error))

    async def drain(self, spread_ms: int) -> None:
        """Asks everybody to come back after a while of their own, so that they do not come all at once."""
        self._draining = True
        connections = list(self._connections.values())
        for number, connection in enumerate(connections):
            retry = number * spread_ms // max(1, len(connections))
            connection.link.send(m.GoingAway(retry_ms=retry).model_dump_json())
            connection.link.close(CloseCode.GOING_AWAY)
        writers = [connection.link.writer for connection in connections if connection.link.writer]
        if writers:
            await asyncio.wait(writers, timeout=FAREWELL_SECONDS)
