"""A server that dies at any moment, also between a decision and its being written. Another node takes over, at once or after
a while, from what was written: the last snapshot and the events after it. Every event that was written is audited."""

from collections import Counter
from dataclasses import dataclass
from math import inf
from typing import Any

from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core.desk import Desk
from signaling.core.ids import AgentId, KioskId, LinkId, NodeId, RingId, SessionId
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import SessionState
from signaling.core.state import DeskState
from signaling.core.switchboard import Switchboard
from tests.core.audit import Audit

from .world import World

EVENTS: TypeAdapter[list[ev.DeskEvent]] = TypeAdapter(list[ev.DeskEvent])
STATE = TypeAdapter(DeskState)
SNAPSHOT_EVERY = 60
"""Events."""
DIES_BEFORE_WRITING = 0.002
"""Share of the decisions."""
UP, DOWN = 8 * 60_000, 8_000
"""Means, in ms."""
SKEW = 700
"""By how many ms at most a node's clock is behind."""
TICK = 250
"""How late a deadline may be kept."""


@dataclass(frozen=True, slots=True)
class KioskView:
    """What a kiosk is told: `live` is its session, `last` the last that it asked for."""

    live: SessionId | None
    last: SessionId | None
    link: LinkId | None = None
    state: SessionState | None = None
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class AgentView:
    state: str
    link: LinkId | None
    session: SessionId | None
    session_state: SessionState | None
    ring: RingId | None
    epoch: int


class Server:
    def __init__(self, world: World, policy: DeskPolicy) -> None:
        self._world, self._policy = world, policy
        self.board = Switchboard(policy)
        self.log: list[ev.DeskEvent] = []
        self.audit = Audit(policy.strategy)
        self.seen: Counter[str] = Counter()
        self.node, self.up = NodeId("node-0"), True
        self._skew = 0
        self._snapshot = 0, STATE.dump_json(DeskState())
        world.plan(world.some(UP), self.die)
        world.plan(0, self._tick)

    def do(self, verb: str, arguments: dict[str, Any]) -> None:
        """A message that comes while the server is down is lost."""
        if not self.up:
            return
        outdated = verb in ("lose_kiosk", "lose_agent") and not self._is_linked(**arguments)
        decision = getattr(self.board, verb)(self._world.now - self._skew, **arguments)
        assert not (outdated and decision), "the end of an old link is nothing"
        if isinstance(decision, Refusal):
            self.seen[f"refused {decision.code}"] += 1
        elif decision and self._world.happens(DIES_BEFORE_WRITING):
            self.seen["died before writing"] += 1
            self._down()
        else:
            self._write(decision)

    def _write(self, events: tuple[ev.DeskEvent, ...]) -> None:
        for event in events:
            self.log.append(event)
            self.audit.see(event)
            self.seen[event.kind] += 1
        self.audit.settled()
        self._compare()
        if len(self.log) >= self._snapshot[0] + SNAPSHOT_EVERY:
            self._snapshot = len(self.log), STATE.dump_json(self.board.state)

    def _compare(self) -> None:
        """The desk, and the audit that knows the written events only, agree about everybody."""
        state, audit = self.board.state, self.audit
        told = {name: audit.state_of(name) for name, one in audit.residents.items() if one.phase != "closed"}
        assert {name: session.state for name, session in state.sessions.items()} == told
        helpers = {name: (one.state, one.session, one.linked) for name, one in audit.helpers.items()}
        assert {
            name: (agent.state, agent.session, agent.link is not None) for name, agent in state.agents.items()
        } == helpers
        due = self.board.next_deadline() or inf
        for name in told:
            for agent in helpers:
                free_from = max(audit.at, audit.allowed_from(name, agent))
                assert due <= free_from, f"{name} waits in vain while {agent} is free"

    def _is_linked(self, link: LinkId, kiosk: KioskId | None = None, agent: AgentId | None = None) -> bool:
        view = self.kiosk(kiosk) if kiosk else self.agent(agent) if agent else None
        return view is not None and view.link == link

    def _tick(self) -> None:
        due = self.board.next_deadline() if self.up else None
        if due is not None and due <= self._world.now - self._skew:
            self.do("tick", {})
        self._world.plan(TICK, self._tick)

    # --- death and coming back ----------------------------------------------------------------------------------------

    def die(self) -> None:
        if self.up:
            assert self.stored().state == self.board.state, "what is written is the whole of it"
            self.seen["died"] += 1
            self._down()
        self._world.plan(self._world.some(UP), self.die)

    def _down(self) -> None:
        self.up = False
        taken_over = self._world.happens(0.5)
        self._world.plan(0 if taken_over else self._world.some(DOWN), self._start)

    def _start(self) -> None:
        self.board = self.stored()
        self.node, self.up = NodeId(f"node-{len(self.log)}-{self._world.now}"), True
        self._skew = self._world.chance.randrange(SKEW)
        self.do("keep_nodes", {"living": frozenset({self.node})})

    def stored(self) -> Switchboard:
        """The desk as another node would read it. From the first event on, it is the same."""
        version, state = self._snapshot
        board = Switchboard(self._policy, STATE.validate_json(state))
        board.desk.apply_all(EVENTS.validate_json(EVENTS.dump_json(self.log[version:])))
        whole = Desk(strategy=self._policy.strategy)
        whole.apply_all(self.log)
        assert board.state == whole.state, "snapshot and events give what all events give"
        return board

    # --- what clients are told ----------------------------------------------------------------------------------------

    def kiosk(self, kiosk: KioskId) -> KioskView:
        state = self.board.state
        live, last = self.board.desk.by_kiosk.get(kiosk), state.last_session.get(kiosk)
        if live is None:
            return KioskView(None, last)
        session = state.sessions[live]
        return KioskView(live, last, session.link.id if session.link else None, session.state, session.epoch)

    def agent(self, agent: AgentId) -> AgentView | None:
        """None: not signed in."""
        known = self.board.state.agents.get(agent)
        if known is None:
            return None
        session = self.board.state.sessions[known.session] if known.session else None
        return AgentView(
            known.state,
            known.link.id if known.link else None,
            known.session,
            session.state if session else None,
            session.rung[agent].id if session and agent in session.rung else None,
            session.epoch if session else 0,
        )
