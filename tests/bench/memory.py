"""Memory of the server per idle kiosk connection, against the bare application with as many idle sockets."""

from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import connect

from tests.bench.bare_server import bare_server
from tests.bench.crowd import crowded_server, in_parts

KIOSKS = 1_000
WARM = 100
"""Connections made, and kept, before the first reading: what the first of all need is not what each needs."""


async def measure(directory: Path) -> dict[str, Any]:
    with crowded_server(directory) as crowd, bare_server() as (url, bare):
        await crowd.enrol(KIOSKS + WARM, 0)

        async def plain() -> Any:
            socket = await connect(url, compression=None, ping_interval=None)
            await socket.send(f"{id(socket)}")
            await socket.recv()
            return socket

        kiosks = await in_parts([lambda number=number: crowd.kiosk(number) for number in range(WARM)])
        sockets = await in_parts([plain] * WARM)
        before = resident(crowd.process), resident(bare)
        kiosks += await in_parts([lambda number=number: crowd.kiosk(WARM + number) for number in range(KIOSKS)])
        sockets += await in_parts([plain] * KIOSKS)
        after = resident(crowd.process), resident(bare)
        for client in [*kiosks, *sockets]:
            await client.close()
    ours, theirs = ((now - then) / KIOSKS / 1024 for now, then in zip(after, before, strict=True))
    return {
        "figure": "memory per idle kiosk connection",
        "unit": "KiB",
        "ours": round(ours, 1),
        "bare": round(theirs, 1),
        "ratio": round(ours / theirs, 2),
        "target": "<= 1.3",
    }


def resident(process: psutil.Process) -> int:
    return int(process.memory_info().rss)
