"""CPU of the server per relayed signalling message of 2.5 KB, against the bare relays, in turn in the same run."""

import asyncio
import json
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.bare_server import bare_server
from tests.bench.crowd import Client, Crowd, crowded_server, in_parts

PAIRS = 60
ROUNDS = 7
MESSAGES = 100
"""Per pair and round: within the burst that the rate limit allows, refilled between rounds."""
REFILL_SECONDS = 2.5
SIZE = 2_500

SDP = (
    "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
    "c=IN IP4 0.0.0.0\r\na=mid:0\r\na=setup:actpass\r\na=fingerprint:sha-256 AA:BB\r\n"
)


def signal(session: str, epoch: int, seq: int) -> str:
    sdp = SDP
    while len(sdp) < SIZE - 260:
        sdp += "a=rtcp-fb:111 transport-cc goog-remb nack pli\r\n"
    body = {"kind": "description", "sdp_type": "offer", "sdp": sdp}
    head = {"type": "signal", "session": session, "epoch": epoch, "seq": seq, "sender": "kiosk", "to": "agent"}
    return json.dumps({**head, "body": body})


def cpu(process: psutil.Process) -> float:
    """Seconds on a core, all threads, to the nanosecond: what `psutil` tells counts in steps of 10 ms."""
    threads = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


async def flow(sender: Any, receiver: Any, texts: list[str]) -> None:
    async def receive() -> None:
        arrived = 0
        while arrived < len(texts):
            arrived += len(await receiver.recv()) > SIZE // 2

    receiving = asyncio.create_task(receive())
    for text in texts:
        await sender.send(text)
    await receiving


async def paired(crowd: Crowd) -> list[tuple[Client, Client, str, int]]:
    await crowd.enrol(PAIRS, PAIRS)
    pairs: list[tuple[Client, Client, str, int]] = []
    for number in range(PAIRS):
        agent, kiosk = await crowd.agent(number), await crowd.kiosk(number)
        await agent.command("presence", state="available", reason=None)
        await kiosk.request_help(f"session-{number}")
        ring = (await agent.next(lambda m: m["type"] == "agent_snapshot" and m["ring"]))["ring"]
        await agent.command("accept", ring=ring["ring"])
        await agent.command("media_ready", session=ring["session"], epoch=ring["epoch"])
        pairs.append((kiosk, agent, ring["session"], ring["epoch"]))
    for kiosk, agent, *_ in pairs:
        for client in (kiosk, agent):
            await quiet(client)
    return pairs


async def quiet(client: Client) -> None:
    """Reads what has gathered until the answer to a ping."""
    await client.socket.send('{"type":"ping"}')
    await client.next(lambda m: m["type"] == "pong")


@dataclass(frozen=True)
class Way:
    """One way of relaying: who sends what to whom, and the process that relays."""

    process: psutil.Process
    flows: list[tuple[Any, Any, str]]

    async def cost(self) -> float:
        """Microseconds of CPU per message."""
        before = cpu(self.process)
        await asyncio.gather(*(flow(sender, receiver, [text] * MESSAGES) for sender, receiver, text in self.flows))
        return (cpu(self.process) - before) / (len(self.flows) * MESSAGES) * 1e6


async def bare(url: str, process: psutil.Process, text_to: Callable[[str], str]) -> tuple[Way, list[ClientConnection]]:
    sockets = await in_parts([lambda: connect(url, compression=None, ping_interval=None) for _ in range(2 * PAIRS)])
    names = [f"{url}-{number}" for number in range(2 * PAIRS)]
    for name, socket in zip(names, sockets, strict=True):
        await socket.send(name)
        await socket.recv()
    flows = [(sockets[i], sockets[i + 1], text_to(names[i + 1])) for i in range(0, 2 * PAIRS, 2)]
    return Way(process, flows), sockets


async def measure(directory: Path) -> dict[str, Any]:
    with crowded_server(directory) as crowd, bare_server() as (url, process):
        pairs = await paired(crowd)
        await asyncio.sleep(1)  # the queue view that gathers for half a second is not what is measured
        ours = Way(
            crowd.process,
            [(kiosk.socket, agent.socket, signal(session, epoch, 1)) for kiosk, agent, session, epoch in pairs],
        )
        text = signal("session-0", 1, 1)
        reading, sockets = await bare(url, process, lambda to: text.replace('"to": "agent"', f'"to": "{to}"'))
        unread, more = await bare(f"{url}-unread", process, lambda to: f"{to}\n{text}")
        rounds: list[tuple[float, float, float]] = []
        for _ in range(ROUNDS):
            for kiosk, agent, *_ in pairs:
                await asyncio.gather(quiet(kiosk), quiet(agent))
            rounds.append((await reading.cost(), await ours.cost(), await unread.cost()))
            await asyncio.sleep(REFILL_SECONDS)
        for client in [*(client for pair in pairs for client in pair[:2]), *sockets, *more]:
            await client.close()
    bare_us, our_us, unread_us = (statistics.median(series) for series in zip(*rounds, strict=True))
    return {
        "figure": "CPU per relayed 2.5 KB signalling message",
        "unit": "us",
        "ours": round(our_us, 1),
        "bare": round(bare_us, 1),
        "ratio": round(statistics.median(our / bare for bare, our, _ in rounds), 2),
        "target": "<= 1.25",
        "bare_that_reads_nothing": round(unread_us, 1),
        "ratio_to_that": round(statistics.median(our / unread for _, our, unread in rounds), 2),
    }


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder)))))
