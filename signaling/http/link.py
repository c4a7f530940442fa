"""One WebSocket connection: a bounded outbox, a limit on what comes in, and when it was last heard."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from signaling.core.session import Link
from signaling.protocol.codes import CloseCode

from .eager import start

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MAX_QUEUED = 500
MAX_QUEUED_CHARACTERS = 256 * 1024
MESSAGES_PER_SECOND = 50
BURST = 200
MAX_FAULTS = 10
MAX_DROPPED = 1_000
"""Messages dropped by the rate limit before the connection is closed."""


class SocketLink:
    """Sending never waits: what the peer does not read is kept up to a bound, then the link is closed."""

    __slots__ = (
        "_allowance",
        "_allowance_at",
        "_characters",
        "_closing",
        "_loop",
        "_queue",
        "_send",
        "_writing",
        "dropped",
        "faults",
        "heard_at",
        "link",
        "writer",
    )

    def __init__(self, link: Link, send: Send, loop: asyncio.AbstractEventLoop) -> None:
        self.link = link
        self.heard_at = loop.time()
        self.faults = 0
        self.dropped = 0
        self._send = send
        self._loop = loop
        self._queue: deque[tuple[str, str | None]] | None = None
        self._characters = 0
        self._writing = False
        self.writer: asyncio.Task[None] | None = None
        self._closing: CloseCode | None = None
        self._allowance = float(BURST)
        self._allowance_at = self.heard_at

    def hear(self) -> bool:
        """Something has come in. False if it is over the rate and must be dropped (a token bucket)."""
        now = self._loop.time()
        self.heard_at = now
        allowance = self._allowance + (now - self._allowance_at) * MESSAGES_PER_SECOND
        self._allowance_at = now
        self._allowance = (BURST if allowance > BURST else allowance) - 1
        if self._allowance >= 0:
            return True
        self._allowance = 0
        self.dropped += 1
        return False

    def send(self, text: str, replaces: str | None = None) -> None:
        if self._closing is not None:
            return
        if self._writing:
            self._keep(text, replaces)
        else:
            self.writer = start(self._write(text), self._loop)

    def close(self, code: CloseCode) -> None:
        """What is queued is not written any more, except what a healthy link has not got round to."""
        if self._closing is not None:
            return
        self._closing = code
        if code is CloseCode.SLOW_CONSUMER and self._queue:
            self._queue.clear()
        if not self._writing:
            self.writer = start(self._write(None), self._loop)

    @property
    def is_closing(self) -> bool:
        return self._closing is not None

    def _keep(self, text: str, replaces: str | None) -> None:
        queue = self._queue
        if queue is None:
            self._queue = queue = deque()
        elif replaces is not None:
            self._drop(replaces)
        queue.append((text, replaces))
        self._characters += len(text)
        if len(queue) > MAX_QUEUED or self._characters > MAX_QUEUED_CHARACTERS:
            self.close(CloseCode.SLOW_CONSUMER)

    def _drop(self, replaced: str) -> None:
        for item in self._queue or ():
            if item[1] == replaced:
                self._characters -= len(item[0])
                self._queue.remove(item)  # type: ignore[union-attr]
                return

    async def _write(self, text: str | None) -> None:
        """`text` and what is kept meanwhile; then, if so decided, the close."""
        self._writing = True
        try:
            if text is not None:
                await self._send({"type": "websocket.send", "text": text})
            while self._queue:
                kept, _ = self._queue.popleft()
                self._characters -= len(kept)
                await self._send({"type": "websocket.send", "text": kept})
            if self._closing is not None:
                await self._send({"type": "websocket.close", "code": int(self._closing)})
        except OSError:
            # The peer is gone; the receiving side notices and lets the client leave.
            self._closing = self._closing or CloseCode.INTERNAL
        finally:
            self._queue = None
            self._writing = False
            self.writer = None
