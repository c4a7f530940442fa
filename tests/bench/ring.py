"""From the touch to the ring on the console while 2,000 residents wait: a free agent has declined all of them, so that each
new touch has to be found behind the whole line. And, for comparison, the same with nobody waiting."""

import asyncio
import time
from pathlib import Path
from typing import Any

from signaling.http.link import MESSAGES_PER_SECOND
from tests.bench.crowd import Client, Crowd, crowded_server, in_parts

WAITING = 2_000
TOUCHES = 200


async def measure(directory: Path) -> dict[str, Any]:
    with crowded_server(directory) as crowd:
        await crowd.enrol(WAITING + 2 * TOUCHES, 1)
        agent = await crowd.agent(0)
        await agent.command("presence", state="available", reason=None)
        alone = await touches(crowd, agent, 0, TOUCHES)
        await agent.command("presence", state="break", reason="rest")
        kiosks = await in_parts([lambda number=number: crowd.kiosk(2 * TOUCHES + number) for number in range(WAITING)])
        await in_parts([lambda kiosk=kiosk, n=n: kiosk.request_help(f"w{n}") for n, kiosk in enumerate(kiosks)])
        await agent.command("presence", state="available", reason=None)
        await pass_over_all(agent)
        crowded = await touches(crowd, agent, TOUCHES, TOUCHES)
        for client in [agent, *kiosks]:
            await client.close()
    return {
        "figure": f"touch to ring shown on the console, {WAITING:,} waiting, p99",
        "unit": "ms",
        "ours": round(percentile(crowded, 0.99), 1),
        "median": round(percentile(crowded, 0.5), 1),
        "nobody_waiting_p99": round(percentile(alone, 0.99), 1),
        "ratio": round(percentile(crowded, 0.99) / percentile(alone, 0.99), 2),
        "target": "<= 50 ms",
    }


async def touches(crowd: Crowd, agent: Client, first: int, count: int) -> list[float]:
    """The agent is free: each touch rings at once."""
    taken: list[float] = []
    for number in range(first, first + count):
        kiosk = await crowd.kiosk(number)
        before = time.perf_counter()
        await asyncio.gather(kiosk.request_help(f"t{number}"), rung(agent, f"t{number}"))
        taken.append((time.perf_counter() - before) * 1000)
        await kiosk.command("end", session=f"t{number}")
        await agent.next(lambda m: m["type"] == "agent_snapshot" and m["me"]["state"] == "available")
        await kiosk.close()
    return taken


async def pass_over_all(agent: Client) -> None:
    """The agent declines everybody who waits, each of whom goes on waiting and does not ring this agent again."""
    ring = (await agent.next(lambda m: m["type"] == "agent_snapshot" and m["ring"]))["ring"]
    while ring:
        await agent.send("decline", ring=ring["ring"], reason=None)
        shown = await agent.next(lambda m, old=ring: m["type"] == "agent_snapshot" and m["ring"] != old)
        ring = shown["ring"]
        await asyncio.sleep(1 / MESSAGES_PER_SECOND)


async def rung(agent: Client, session: str) -> str:
    """The name of the ring."""
    shown = await agent.next(lambda m: m["type"] == "agent_snapshot" and m["ring"] and m["ring"]["session"] == session)
    return str(shown["ring"]["ring"])


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
