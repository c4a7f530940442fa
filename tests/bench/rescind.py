"""A desk that rings everybody: from one agent's accept to the last of the other consoles on which it rings no more. Beside it,
what the one who accepted waits for their own session."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.bench.crowd import Client, Crowd, crowded_server
from tests.bench.ring import percentile, rung

AGENTS = 20
TOUCHES = 60


async def measure(directory: Path) -> dict[str, Any]:
    with crowded_server(directory) as crowd:
        await crowd.enrol(TOUCHES, AGENTS)
        rules = {"strategy": "ring_all", "wrap_up": "optional"}
        crowd.server.admin.patch("/api/v1/desks/desk-1", json=rules).raise_for_status()
        agents = [await crowd.agent(number) for number in range(AGENTS)]
        for agent in agents:
            await agent.command("presence", state="available", reason=None)
        taken = [await race(crowd, agents, number) for number in range(TOUCHES)]
        for agent in agents:
            await agent.close()
    rescinded, own = zip(*taken, strict=True)
    return {
        "figure": f"accept to rescinded on the last of {AGENTS - 1} other consoles, p99",
        "unit": "ms",
        "ours": round(percentile(list(rescinded), 0.99), 1),
        "median": round(percentile(list(rescinded), 0.5), 1),
        "own_session_p99": round(percentile(list(own), 0.99), 1),
        "ratio": round(percentile(list(rescinded), 0.99) / percentile(list(own), 0.99), 2),
        "target": "<= 300 ms",
    }


async def race(crowd: Crowd, agents: list[Client], number: int) -> tuple[float, float]:
    """All are rung; another one accepts each time. In ms: until it rings nowhere, and until that one has the session."""
    kiosk, session = await crowd.kiosk(number), f"r{number}"
    _, *rings = await asyncio.gather(kiosk.request_help(session), *(rung(agent, session) for agent in agents))
    first = number % len(agents)
    before = time.perf_counter()
    await agents[first].send("accept", ring=rings[first])
    times = await asyncio.gather(*(silent(agent, before) for agent in agents))
    await kiosk.command("end", session=session)
    for agent in agents:
        await agent.next(lambda m: m["type"] == "agent_snapshot" and m["queue"]["available"] == len(agents))
    await kiosk.close()
    return max(times), times[first]


async def silent(agent: Client, since: float) -> float:
    await agent.next(lambda m: m["type"] == "agent_snapshot" and m["ring"] is None)
    return (time.perf_counter() - since) * 1000
