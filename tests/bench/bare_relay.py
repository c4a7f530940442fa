"""The baselines: FastAPI applications that pass messages from one socket to another and do nothing else.

`python -m tests.bench.bare_relay PORT`. The first text on a socket is its name, which is sent back. On `/ws` each message
is JSON, as in every relay that one would write, and its `to` says whose it is. On `/ws-unread` each text is a name, a
newline and what is to be passed on unread: the floor of what FastAPI and uvicorn cost.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
sockets: dict[str, WebSocket] = {}


@app.get("/readyz")
async def ready() -> dict[str, bool]:
    return {"ready": True}


@asynccontextmanager
async def named(socket: WebSocket) -> AsyncIterator[None]:
    await socket.accept()
    name = await socket.receive_text()
    sockets[name] = socket
    await socket.send_text(name)
    try:
        yield
    except WebSocketDisconnect:
        del sockets[name]


@app.websocket("/ws")
async def relay(socket: WebSocket) -> None:
    async with named(socket):
        while True:
            message = await socket.receive_json()
            await sockets[message["to"]].send_json(message)


@app.websocket("/ws-unread")
async def relay_unread(socket: WebSocket) -> None:
    async with named(socket):
        while True:
            to, _, body = (await socket.receive_text()).partition("\n")
            await sockets[to].send_text(body)


if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        access_log=False,
        log_level="warning",
    )
