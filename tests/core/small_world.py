"""A world of two kiosks and two agents around the shipped switchboard, small enough for every state of it to be visited.

A page acts on the snapshot that it saw last, however old that is. A message may be lost or come twice: a page sends what was
not answered again, before anything newer. What is due is done by a timer that may be late. A node may die, and all that is
known then is what was stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, RingId, SessionId, SiteId
from signaling.core.limits import SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import IN_TALK, Context, Link, Outcome, Party, SessionState
from signaling.core.state import DeskState
from signaling.core.switchboard import Decision, Switchboard
from tests.support.rings import ring_of

KIOSKS = (KioskId("kiosk-1"), KioskId("kiosk-2"))
AGENTS = (AgentId("agent-1"), AgentId("agent-2"))
START = 1_790_000_000_000
NORTH, SOUTH = NodeId("north"), NodeId("south")
NODE_OF: dict[str, NodeId] = {KIOSKS[0]: NORTH, AGENTS[0]: NORTH, KIOSKS[1]: SOUTH, AGENTS[1]: SOUTH}
CONTEXT = Context("card", None, "zh-CN")
QUICK = Limits(
    ring=SECOND,
    connect=SECOND,
    kiosk_grace=SECOND,
    agent_grace=SECOND,
    restart_grace=SECOND,
    wrap_up=SECOND,
    decline_delay=SECOND,
    max_wait=2 * SECOND,
    unstaffed=SECOND,
)
"""Deadlines fall together as often as they can."""
APART = Limits(
    ring=2 * SECOND,
    connect=2 * SECOND,
    kiosk_grace=3 * SECOND,
    agent_grace=2 * SECOND,
    restart_grace=3 * SECOND,
    wrap_up=3 * SECOND,
    decline_delay=3 * SECOND,
    max_wait=6 * SECOND,
    unstaffed=3 * SECOND,
)
"""Deadlines come in the order in which they do at a real desk."""
STATE = TypeAdapter(DeskState)
ARRIVING = ("arrives", "arrives and will again", "comes late", "connection")


class Budget(NamedTuple):
    """What may still go wrong."""

    losses: int = 0
    doubles: int = 0
    crashes: int = 0
    cuts: int | None = None
    """Connections lost and pages reloaded; None: any number."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How far the search goes."""

    sessions: tuple[int, int] = (1, 1)
    """Of each kiosk."""
    budget: Budget = field(default_factory=Budget)
    chosen: tuple[AgentState, ...] = (AgentState.AVAILABLE,)
    """What agents ask to be."""
    tardy: bool = False
    """Whether the timer may ring after something else that comes at the deadline or later."""
    delayed: bool = False
    """Whether consoles are shown what happened only some time later."""
    limits: Limits = QUICK

    @property
    def policy(self) -> DeskPolicy:
        return DeskPolicy(desk=DeskId("desk"), limits=self.limits)


class Seen(NamedTuple):
    """What a console was shown last."""

    session: SessionId | None = None
    phase: SessionState | None = None
    ring: RingId | None = None
    epoch: int = 0


class Message(NamedTuple):
    who: str
    verb: str
    session: SessionId | None = None
    ring: RingId | None = None
    epoch: int = 0
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    state: DeskState
    now: int
    made: dict[str, int]
    """Sessions that each kiosk has made."""
    seen: dict[AgentId, Seen]
    late: tuple[Message, ...]
    """To come (again); until then, its sender says nothing newer."""
    budget: Budget
    due: int | None = None
    """When the timer rings."""
    age: int = 0
    """Moves since the beginning; makes names of connections."""


class Move(NamedTuple):
    what: str
    message: Message | None = None
    late: bool = False
    """After the deadline, and before the timer has rung."""

    def __str__(self) -> str:
        told = " ".join(str(part) for part in self.message or () if part)
        return f"{self.what} {told}{', after the deadline' if self.late else ''}"


class Step(NamedTuple):
    """What a move led to."""

    after: Situation
    board: Switchboard
    events: tuple[ev.DeskEvent, ...]
    refusal: Refusal | None = None


def beginning(bounds: Bounds) -> Situation:
    return Situation(DeskState(), START, dict.fromkeys(KIOSKS, 0), dict.fromkeys(AGENTS, Seen()), (), bounds.budget)


# --- what may happen --------------------------------------------------------------------------------------------------


def moves(bounds: Bounds, at: Situation) -> Iterator[Move]:
    arriving = [
        *(Move("arrives", message) for message in _messages(bounds, at)),
        *(Move("comes late", message) for message in at.late),
        *(Move("connection", message) for message in _connections(at)),
    ]
    yield from arriving
    for move in arriving if bounds.tardy and at.due is not None else ():
        yield move._replace(late=True)
    for move in arriving:
        if move.what != "arrives" or (move.message and move.message.verb == "set_presence"):
            continue
        if at.budget.losses:
            yield move._replace(what="is lost")
        if at.budget.doubles:
            yield move._replace(what="arrives and will again")
    for name in AGENTS:
        if at.seen[name] != shown(at.state, name):
            yield Move("is seen", Message(name, "snapshot"))
    if at.due is not None:
        yield Move("time passes")
    if at.budget.crashes:
        yield Move("all nodes die")
        yield Move("north dies")


def _messages(bounds: Bounds, at: Situation) -> Iterator[Message]:
    silent = {message.who for message in at.late}
    for kiosk in KIOSKS:
        if kiosk not in silent:
            yield from _kiosk_says(bounds.sessions[KIOSKS.index(kiosk)], at, kiosk)
    for agent in AGENTS:
        known = at.state.agents.get(agent)
        if known and known.link and agent not in silent:
            yield from (Message(agent, "set_presence", choice=state) for state in bounds.chosen)
            yield from _agent_says(at.seen[agent], agent)


def _kiosk_says(most: int, at: Situation, kiosk: KioskId) -> Iterator[Message]:
    live = next((one for one in at.state.sessions.values() if one.kiosk == kiosk and one.ended_at is None), None)
    if live is None:
        if at.made[kiosk] < most:
            yield Message(kiosk, "request_help", SessionId(f"{kiosk}.{at.made[kiosk] + 1}"))
    elif live.link:
        yield Message(kiosk, "end", live.id)
        if live.state in IN_TALK:
            yield Message(kiosk, "restart_media", live.id, epoch=live.epoch, choice="reloaded")


def _agent_says(seen: Seen, agent: AgentId) -> Iterator[Message]:
    session, epoch = seen.session, seen.epoch
    if seen.ring:
        yield Message(agent, "accept", session, seen.ring)
        yield Message(agent, "decline", session, seen.ring)
    elif seen.phase in IN_TALK:
        if seen.phase is SessionState.CONNECTING:
            yield Message(agent, "media_ready", session, epoch=epoch)
        yield Message(agent, "restart_media", session, epoch=epoch, choice="no_media")
        yield Message(agent, "end", session)
    elif seen.phase is SessionState.WRAP_UP:
        yield Message(agent, "finish_wrap_up", session)


def _connections(at: Situation) -> Iterator[Message]:
    """Who was cut off comes back; who is not, may be, or reloads."""
    may_cut = at.budget.cuts != 0
    for session in at.state.sessions.values():
        if session.ended_at is None and (may_cut or session.link is None):
            yield Message(session.kiosk, "attach_kiosk")
            if session.link:
                yield Message(session.kiosk, "lose_kiosk")
    for name in AGENTS:
        agent = at.state.agents.get(name)
        linked = agent is not None and agent.link is not None
        if may_cut or not linked:
            yield Message(name, "attach_agent")
            if linked:
                yield Message(name, "lose_agent")


# --- what it leads to -------------------------------------------------------------------------------------------------


def act(bounds: Bounds, at: Situation, move: Move, state: DeskState) -> Step:
    """`state` is a copy of that of the situation, to be changed."""
    board = board_of(bounds, at, state)
    now = at.due if at.due is not None and (move.late or move.what == "time passes") else at.now
    decision: Decision = ()
    if move.what in ("all nodes die", "north dies"):
        stored = STATE.validate_json(STATE.dump_json(state))
        assert stored == state, "what is stored is the state"
        board = Switchboard(bounds.policy, stored)
        decision = board.keep_nodes(now, frozenset() if move.what == "all nodes die" else frozenset({SOUTH}))
    elif move.message and move.what in ARRIVING:
        decision = say(board, now, move.message, at.age)
    events, refusal = ((), decision) if isinstance(decision, Refusal) else (decision, None)
    due = board.next_deadline()
    if due is not None and due <= now:
        events = (*events, *board.tick(now))
        due = board.next_deadline()
    late, budget = _outside(at, move)
    after = Situation(
        board.state, now, _made(at, move), _seen_after(bounds, at, board.state, move), late, budget, due, at.age + 1
    )
    return Step(after, board, events, refusal)


def board_of(bounds: Bounds, at: Situation, state: DeskState) -> Switchboard:
    """As a node has it that was there all the time: it knows what it has looked at already."""
    board = Switchboard(bounds.policy, state)
    due = board.next_deadline()
    if due is not None and due <= at.now:
        assert board.tick(at.now) == (), "what was done is not done again"
    return board


def _outside(at: Situation, move: Move) -> tuple[tuple[Message, ...], Budget]:
    """Messages that are still to come, and what may still go wrong."""
    late, budget, message = at.late, at.budget, move.message
    match move.what:
        case "is lost" if message:
            return (*late, message), budget._replace(losses=budget.losses - 1)
        case "arrives and will again" if message:
            return (*late, message), budget._replace(doubles=budget.doubles - 1)
        case "comes late":
            return tuple(one for one in late if one != message), budget
        case "connection" if message and budget.cuts and _is_linked(at, message.who):
            return late, budget._replace(cuts=budget.cuts - 1)
        case "all nodes die" | "north dies":
            return late, budget._replace(crashes=budget.crashes - 1)
        case _:
            return late, budget


def say(board: Switchboard, now: int, message: Message, age: int) -> Decision:
    """Has the message arrive."""
    who, verb = message.who, message.verb
    if "attach" in verb or "lose" in verb:
        told = _connection(board, message, age)
    else:
        told = _command(message, Link(LinkId(f"{who}-{age}"), NODE_OF[who]))
    if "who" not in told:
        told["kiosk" if who in KIOSKS else "agent"] = who
    return getattr(board, verb)(now, **told)


def _connection(board: Switchboard, message: Message, age: int) -> dict[str, Any]:
    who = message.who
    link = Link(LinkId(f"{who}-{age}"), NODE_OF[who])
    agent = board.state.agents.get(AgentId(who))
    match message.verb:
        case "attach_agent":
            return {"link": link, "instance": f"window-{age}", "takeover": True}
        case "lose_agent":
            return {"link": agent.link.id if agent and agent.link else ""}
        case "lose_kiosk":
            links = (one.link for one in board.state.sessions.values() if one.kiosk == who)
            return {"link": next(link.id for link in links if link)}
        case _:
            return {"link": link}


def _command(message: Message, link: Link) -> dict[str, Any]:
    who, session = message.who, message.session
    by = Party.KIOSK if who in KIOSKS else Party.AGENT
    match message.verb:
        case "request_help":
            return {"session": session, "site": SiteId("site"), "context": CONTEXT, "link": link}
        case "set_presence":
            return {"state": AgentState(message.choice), "reason": None}
        case "accept":
            return {"ring": message.ring}
        case "decline":
            return {"ring": message.ring, "reason": None}
        case "media_ready":
            return {"session": session, "epoch": message.epoch}
        case "finish_wrap_up":
            return {"session": session, "outcome": Outcome.SOLVED}
        case "restart_media":
            return {"who": who, "session": session, "by": by, "epoch": message.epoch, "reason": message.choice}
        case _:
            return {"who": who, "session": session, "by": by}


def shown(state: DeskState, agent: AgentId) -> Seen:
    known = state.agents.get(agent)
    session = state.sessions.get(known.session) if known and known.session else None
    if session is None:
        return Seen()
    ring = ring_of(session)
    return Seen(session.id, session.state, ring.id if ring else None, session.epoch)


def _is_linked(at: Situation, who: str) -> bool:
    agent = at.state.agents.get(AgentId(who))
    if agent:
        return agent.link is not None
    return any(one.link is not None for one in at.state.sessions.values() if one.kiosk == who)


def _made(at: Situation, move: Move) -> dict[str, int]:
    message = move.message
    if message and message.verb == "request_help" and move.what in ARRIVING:
        return at.made | {message.who: int(str(message.session).rpartition(".")[2])}
    return at.made


def _seen_after(bounds: Bounds, at: Situation, state: DeskState, move: Move) -> dict[AgentId, Seen]:
    """Who is answered, sees what the answer is about; others see nothing yet."""
    if not bounds.delayed:
        return {agent: shown(state, agent) for agent in AGENTS}
    if move.message is None or move.message.who in KIOSKS or move.what not in (*ARRIVING, "is seen"):
        return at.seen
    who = AgentId(move.message.who)
    return at.seen | {who: shown(state, who)}
