"""How uvicorn serves the application."""

from collections.abc import Awaitable, Callable, Sequence
from socket import socket

import uvicorn
from starlette.types import ASGIApp

from signaling.protocol.codes import MAX_FRAME

CLOSE_SECONDS = 10
"""How long requests that have begun may go on when the server stops."""


def server_config(app: ASGIApp, host: str, port: int, trusted_proxies: Sequence[str]) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,  # doubles the memory of each connection
        ws_ping_interval=None,  # our own heartbeat tells whether the program at the other end lives
        access_log=False,
        log_config=None,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        server_header=False,
        timeout_graceful_shutdown=CLOSE_SECONDS,
    )


class Server(uvicorn.Server):
    """Says when it can be reached, and goodbye to those who are connected before their connections are closed."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], goodbye: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self._ready, self._goodbye = ready, goodbye

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        try:
            await self._goodbye()
        finally:
            await super().shutdown(sockets)
