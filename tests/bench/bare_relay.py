"""The baseline: a FastAPI application that passes text from one socket to another and does nothing else.

`python -m tests.bench.bare_relay PORT`. The first text on a socket is its name, which is sent back;
then each text is `name`, a newline and what is to be passed on.
"""

import sys

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
sockets: dict[str, WebSocket] = {}


@app.get("/readyz")
async def ready() -> dict[str, bool]:
    return {"ready": True}


@app.websocket("/ws")
async def relay(socket: WebSocket) -> None:
    await socket.accept()
    name = await socket.receive_text()
    sockets[name] = socket
    await socket.send_text(name)
    try:
        while True:
            text = await socket.receive_text()
            to, _, body = text.partition("\n")
            await sockets[to].send_text(body)
    except WebSocketDisconnect:
        del sockets[name]


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
