"""A server of two desks that dies at any moment, also between a decision and its being written. Another node takes over, at
once or after a while, from what was written: the last snapshot and the events after it. Who is forwarded is written in both
logs at once, and looked at where they arrive a little later, or after the next start."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from signaling.core import events as ev
from signaling.core.forwarding import arrival
from signaling.core.guest import Guest
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, RingId, SessionId
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import IN_TALK, SessionState
from signaling.core.switchboard import Decision
from tests.support.desks import Way

from .local import Local
from .world import World

DIES_BEFORE_WRITING = 0.002
"""Share of the decisions."""
UP, DOWN = 8 * 60_000, 8_000
"""Means, in ms."""
SKEW = 2_000
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
    left: bool = False
    """The resident has left the line, and may come back."""
    family: tuple[Guest, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentView:
    state: str
    link: LinkId | None
    session: SessionId | None
    session_state: SessionState | None
    ring: RingId | None
    epoch: int
    serves: bool
    guests: tuple[Guest, ...]
    guests_ever: int
    hand_raised: bool
    wrap_up_asked: bool
    extensions: int
    talks: tuple[SessionId, ...]
    """Of others at the desk: what a supervisor can join."""


class Server:
    def __init__(self, world: World, policies: Iterable[DeskPolicy]) -> None:
        self._world = world
        self.desks = {policy.desk: Local(policy) for policy in policies}
        self.desk_of: dict[str, DeskId] = {}
        """Of each kiosk and each agent."""
        self._seen: Counter[str] = Counter()
        self.node, self.up = NodeId("node-0"), True
        self._skew = 0
        world.plan(world.some(UP), self.die)
        world.plan(0, self._tick)

    @property
    def seen(self) -> Counter[str]:
        return sum((local.seen for local in self.desks.values()), self._seen)

    def do(self, who: str, verb: str, arguments: dict[str, Any]) -> None:
        """A message that comes while the server is down is lost."""
        if not self.up:
            return
        home = self.desk_of[who]
        way = Way(self._state, KioskId(who), home)
        if verb == "request_help":
            which = {"kiosk": arguments["kiosk"], "session": arguments["session"]}
            link = arguments["link"]
            way.touch(
                lambda desk: self._decide(desk, lambda board, now: board.forsake(now, **which)),
                lambda desk: self._decide(desk, lambda board, now: board.come_back(now, **which, link=link)),
                lambda over: self._decide(home, lambda board, now: board.request_help(now, **arguments, over=over)),
            )
        else:
            way.follow(lambda desk: self._carry_out(desk, who, verb, arguments))

    def _carry_out(self, desk: DeskId, who: str, verb: str, arguments: dict[str, Any]) -> Decision:
        outdated = verb in ("lose_kiosk", "lose_agent", "lose_guest") and not self.desks[desk].is_linked(
            verb, arguments["link"], who, arguments.get("session")
        )
        decision = self._decide(desk, lambda board, now: getattr(board, verb)(now, **arguments))
        assert not (outdated and decision and not isinstance(decision, Refusal)), "the end of an old link is nothing"
        return decision

    def _decide(self, desk: DeskId, verb: Any) -> Decision:
        """As a dispatcher: it decides on all that is written, or cannot write."""
        if not self.up:
            return ()
        local, now = self.desks[desk], self._world.now - self._skew
        local.know_takers(frozenset(other for other in self.desks if other != desk and self._takes_in(other)))
        if local.unread:
            local.unread = False
            self._write(local, local.board.tick(now))
        decision: Decision = verb(local.board, now)
        if isinstance(decision, Refusal):
            self._seen[f"refused {decision.code}"] += 1
        elif decision and self._world.happens(DIES_BEFORE_WRITING):
            self._seen["died before writing"] += 1
            self._down()
        else:
            self._write(local, decision)
        return decision

    def _write(self, local: Local, events: tuple[ev.DeskEvent, ...]) -> None:
        local.write(events)
        for event in events:
            if isinstance(event, ev.SessionForwarded):
                other = self.desks[event.to]
                other.take_in(arrival(event, other.board.state.last_at))
            elif isinstance(event, ev.SessionEnded | ev.SessionClosed):
                for desk in self.desks.values():
                    desk.audit.forget(event.session)
        sessions = [one for desk in self.desks.values() for one in desk.board.state.sessions.values()]
        live = [one.kiosk for one in sessions if one.ended_at is None]
        assert len(live) == len(set(live)), "a kiosk has one live session, at one desk"

    def _takes_in(self, desk: DeskId) -> bool:
        return self.desks[desk].board.desk.serving() > 0

    def _state(self, desk: DeskId) -> Any:
        return self.desks[desk].board.state

    def _tick(self) -> None:
        for desk, local in self.desks.items():
            due = local.board.next_deadline()
            if local.unread or (due is not None and due <= self._world.now - self._skew):
                self._decide(desk, lambda board, now: board.tick(now))
        self._world.plan(TICK, self._tick)

    # --- death and coming back ----------------------------------------------------------------------------------------

    def die(self) -> None:
        if self.up:
            for local in self.desks.values():
                assert local.stored().state == local.board.state, "what is written is the whole of it"
            self._seen["died"] += 1
            self._seen["died while somebody was on the way"] += any(local.unread for local in self.desks.values())
            self._down()
        self._world.plan(self._world.some(UP), self.die)

    def _down(self) -> None:
        self.up = False
        taken_over = self._world.happens(0.5)
        self._world.plan(0 if taken_over else self._world.some(DOWN), self._start)

    def _start(self) -> None:
        for local in self.desks.values():
            local.board = local.stored()
        written = sum(len(local.log) for local in self.desks.values())
        self.node, self.up = NodeId(f"node-{written}-{self._world.now}"), True
        self._skew = self._world.chance.randrange(SKEW)
        for desk in self.desks:
            self._decide(desk, lambda board, now: board.keep_nodes(now, frozenset({self.node})))

    # --- what clients are told ----------------------------------------------------------------------------------------

    def kiosk(self, kiosk: KioskId) -> KioskView:
        home = self.desk_of[kiosk]
        local = self.desks[Way(self._state, kiosk, home).ends_at()]
        live, last = local.board.desk.by_kiosk.get(kiosk), self._state(home).last_session.get(kiosk)
        if live is None:
            return KioskView(None, last)
        session = local.board.state.sessions[live]
        link = session.link.id if session.link else None
        family = tuple(guest for guest in session.guests.values() if guest.agent is None)
        return KioskView(live, last, link, session.state, session.epoch, session.left_at is not None, family)

    def agent(self, agent: AgentId) -> AgentView | None:
        """None: not signed in."""
        state = self._state(self.desk_of[agent])
        known = state.agents.get(agent)
        if known is None:
            return None
        session = state.sessions[known.session] if known.session else None
        rung, part = (session.rung.get(agent), session.guest(agent)) if session else (None, None)
        return AgentView(
            known.state,
            known.link.id if known.link else None,
            known.session,
            session.state if session else None,
            rung.id if rung else part.ring if part else None,
            session.epoch if session else 0,
            session is not None and session.agent == agent,
            tuple(session.guests.values()) if session else (),
            session.guests_ever if session else 0,
            session is not None and session.hand_raised_at is not None,
            session is not None and session.wrap_up_asked,
            session.wrap_up_extensions if session else 0,
            tuple(one.id for one in state.sessions.values() if one.state in IN_TALK),
        )
