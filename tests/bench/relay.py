"""CPU of the server per relayed signalling message of 2.5 KB, against the bare relay, in turn in the same run."""

import asyncio
import json
import statistics
from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import connect

from tests.bench.bare_server import bare_server
from tests.bench.crowd import Client, Crowd, crowded_server, in_parts

PAIRS = 60
ROUNDS = 5
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
    times = process.cpu_times()
    return float(times.user + times.system)


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


async def measure_ours(pairs: list[tuple[Client, Client, str, int]], process: psutil.Process) -> float:
    for kiosk, agent, *_ in pairs:
        await asyncio.gather(quiet(kiosk), quiet(agent))
    texts = [signal(session, epoch, 1) for _, _, session, epoch in pairs]
    before = cpu(process)
    await asyncio.gather(
        *(
            flow(kiosk.socket, agent.socket, [text] * MESSAGES)
            for (kiosk, agent, *_), text in zip(pairs, texts, strict=True)
        )
    )
    return (cpu(process) - before) / (PAIRS * MESSAGES)


async def measure(directory: Path) -> dict[str, Any]:
    with crowded_server(directory) as crowd, bare_server() as (url, bare):
        pairs = await paired(crowd)
        await asyncio.sleep(1)  # the queue view that gathers for half a second is not what is measured
        plain = await in_parts([lambda: connect(url, compression=None, ping_interval=None) for _ in range(2 * PAIRS)])
        for number, socket in enumerate(plain):
            await socket.send(f"s{number}")
            await socket.recv()
        ours: list[float] = []
        theirs: list[float] = []
        text = signal("session-0", 1, 1)
        for _ in range(ROUNDS):
            before = cpu(bare)
            await asyncio.gather(
                *(flow(plain[2 * i], plain[2 * i + 1], [f"s{2 * i + 1}\n{text}"] * MESSAGES) for i in range(PAIRS))
            )
            theirs.append((cpu(bare) - before) / (PAIRS * MESSAGES))
            ours.append(await measure_ours(pairs, crowd.process))
            await asyncio.sleep(REFILL_SECONDS)
        for client in [*(client for pair in pairs for client in pair[:2]), *plain]:
            await client.close()
    bare_us, our_us = (statistics.median(series) * 1e6 for series in (theirs, ours))
    return {
        "figure": "CPU per relayed 2.5 KB signalling message",
        "unit": "us",
        "ours": round(our_us, 1),
        "bare": round(bare_us, 1),
        "ratio": round(our_us / bare_us, 2),
        "target": "<= 1.25",
    }
