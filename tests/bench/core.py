"""Transitions of the switchboard per second with nothing around it, and what 10,000 who wait and 1,000 agents cost against 10
and 10."""

import time
from collections import deque
from typing import Any

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, SessionId, SiteId
from signaling.core.limits import Limits
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import Context, Link, Outcome, Party
from signaling.core.switchboard import Decision, Switchboard

SESSIONS = 3_000
VERBS = 5
"""Per session: touch, accept, media, end, wrap-up."""
NOW = 1_790_000_000_000
NOWHERE = Context(None, None, "zh-CN")
NODE = NodeId("bench")


class BusyDesk:
    """Every agent is rung and a line waits behind: each wrap-up rings the next, each touch comes to the end of the line."""

    def __init__(self, waiting: int, agents: int) -> None:
        limits = Limits(max_waiting=10**6)
        self.board = Switchboard(DeskPolicy(desk=DeskId("desk"), limits=limits))
        self.now = NOW
        self.touched = 0
        self.rings: deque[ev.RingStarted] = deque()
        names = [AgentId(f"a{number}") for number in range(agents)]
        for agent in names:
            link = Link(LinkId(agent), NODE)
            self.do(self.board.attach_agent(NOW, agent=agent, link=link, instance="window", takeover=False))
        for _ in range(waiting + agents):
            self.touch()
        for agent in names:
            self.do(self.board.set_presence(NOW, agent=agent, state=AgentState.AVAILABLE, reason=None))

    def do(self, decision: Decision) -> None:
        assert not isinstance(decision, Refusal), decision
        self.rings.extend(event for event in decision if isinstance(event, ev.RingStarted))

    def touch(self) -> None:
        self.touched += 1
        name = f"k{self.touched}"
        request = {"session": SessionId(name), "kiosk": KioskId(name), "site": SiteId("s"), "context": NOWHERE}
        self.do(self.board.request_help(self.now, link=Link(LinkId(name), NODE), **request))

    def serve(self) -> None:
        """One touch, and the longest ringing session from the accept to the end of its wrap-up."""
        self.touch()
        ring = self.rings.popleft()
        agent, session, board, self.now = ring.agent, ring.session, self.board, self.now + 1
        self.do(board.accept(self.now, agent=agent, ring=ring.ring))
        self.do(board.media_ready(self.now, agent=agent, session=session, epoch=ring.epoch))
        self.do(board.end(self.now, who=agent, session=session, by=Party.AGENT))
        self.do(board.finish_wrap_up(self.now, agent=agent, session=session, outcome=Outcome.SOLVED))


def transitions_per_second(waiting: int, agents: int) -> float:
    desk = BusyDesk(waiting, agents)
    before = time.perf_counter()
    for _ in range(SESSIONS):
        desk.serve()
    return SESSIONS * VERBS / (time.perf_counter() - before)


def measure() -> dict[str, Any]:
    few = max(transitions_per_second(10, 10) for _ in range(3))
    many = max(transitions_per_second(10_000, 1_000) for _ in range(3))
    return {
        "figure": "transitions of the switchboard alone",
        "unit": "1/s",
        "ours": round(few),
        "with_10000_waiting_and_1000_agents": round(many),
        "ratio": round(few / many, 2),
        "target": "cost <= 2",
    }
