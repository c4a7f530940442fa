"""Durable transitions of a desk per second: decided by the switchboard and written to SQLite with their records, and what
10,000 who wait cost against 10."""

import asyncio
import time
from pathlib import Path
from typing import Any

from signaling.adapters.clock import SystemClock
from signaling.adapters.database import Database
from signaling.adapters.memory_bus import MemoryBus
from signaling.adapters.migrations import migrate
from signaling.adapters.sql_log import SqlDeskLog
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, SessionId, SiteId
from signaling.core.limits import Limits
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import Context, Link, Outcome, Party
from signaling.service.dispatcher import Dispatcher, Verb

AGENTS = 50
SESSIONS = 2_000
VERBS = 5
"""Per session: touch, accept, media, end, wrap-up."""
NOWHERE = Context(None, None, "zh-CN")


def link(name: str) -> Link:
    return Link(LinkId(name), NodeId("bench"))


class Load:
    def __init__(self, dispatcher: Dispatcher) -> None:
        self.dispatcher = dispatcher
        self._sessions = iter(range(SESSIONS))

    async def do(self, verb: Verb) -> None:
        decision = await self.dispatcher.submit(verb)
        assert not isinstance(decision, Refusal), decision

    async def touch(self, name: str) -> None:
        await self.do(
            lambda board, now: board.request_help(
                now,
                session=SessionId(name),
                kiosk=KioskId(name),
                site=SiteId("s"),
                context=NOWHERE,
                link=link(name),
            )
        )

    async def sign_in(self, agent: AgentId) -> None:
        await self.do(
            lambda board, now: board.attach_agent(now, agent=agent, link=link(agent), instance="i", takeover=False)
        )

    async def work(self, agent: AgentId) -> None:
        """One agent: available, then each session that rings, from accept to wrap-up, each followed by a new touch."""
        await self.do(lambda board, now: board.set_presence(now, agent=agent, state=AgentState.AVAILABLE, reason=None))
        for number in self._sessions:
            await self.touch(f"s{number}")
            known = self.dispatcher.switchboard.state.agents[agent]
            session = self.dispatcher.switchboard.state.sessions[known.session] if known.session else None
            assert session is not None
            ring = next(iter(session.rung.values()))
            name = session.id
            await self.do(lambda board, now, ring=ring.id: board.accept(now, agent=agent, ring=ring))
            await self.do(
                lambda board, now, s=session: board.media_ready(now, agent=agent, session=s.id, epoch=s.epoch)
            )
            await self.do(lambda board, now, name=name: board.end(now, who=agent, session=name, by=Party.AGENT))
            await self.do(
                lambda board, now, name=name: board.finish_wrap_up(
                    now, agent=agent, session=name, outcome=Outcome.SOLVED
                )
            )


async def nobody(_: object) -> None:
    """Listens to nothing: what clients are told is not what is measured."""


async def transitions_per_second(url: str, waiting: int) -> float:
    migrate(url)
    database, clock = Database(url), SystemClock()
    policy = DeskPolicy(desk=DeskId("desk"), limits=Limits(max_waiting=50_000))
    bus = MemoryBus(clock)
    dispatcher = Dispatcher(policy, SqlDeskLog(database), bus, clock, nobody)
    await dispatcher.start()
    running = asyncio.create_task(dispatcher.run())
    load = Load(dispatcher)
    agents = [AgentId(f"a{number}") for number in range(AGENTS)]
    await asyncio.gather(*(load.sign_in(agent) for agent in agents))
    # In the line before anybody is free, so that each agent is rung as soon as they are.
    await asyncio.gather(*(load.touch(f"w{number}") for number in range(waiting + AGENTS)))
    before = time.perf_counter()
    await asyncio.gather(*(load.work(agent) for agent in agents))
    rate = SESSIONS * VERBS / (time.perf_counter() - before)
    running.cancel()
    await asyncio.wait([running])
    await dispatcher.stop()
    await bus.close()
    await database.close()
    return rate


async def measure(directory: Path) -> dict[str, Any]:
    few = await transitions_per_second(f"sqlite:///{directory}/few.db", 10)
    many = await transitions_per_second(f"sqlite:///{directory}/many.db", 10_000)
    return {
        "figure": "durable desk transitions, SQLite",
        "unit": "1/s",
        "ours": round(few),
        "with_10000_waiting": round(many),
        "ratio": round(few / many, 2),
        "target": ">= 2,000/s; cost <= 2",
    }
