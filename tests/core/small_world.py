"""A world of two kiosks and two agents around the shipped switchboard, or around two, each desk with its log; small enough for
every state of it to be visited.

A page acts on the snapshot that it saw last, however old that is. A message may be lost or come twice: a page sends what was
not answered again, before anything newer. What is due is done by a timer that may be late. What goes from desk to desk is
written in both logs at once, and read at the other some time later. A node may die, and all that is known then is what was
stored."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core.forwarding import arrival
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId
from signaling.core.indexes import AWAY
from signaling.core.refusals import Refusal
from signaling.core.session import IN_TALK, Session
from signaling.core.state import DeskState
from signaling.core.switchboard import Decision, Switchboard
from tests.support.desks import Way

from .checked_desk import nodes_of
from .small_bounds import HERE, Bounds, Budget
from .small_pages import (
    AGENTS,
    FAMILY,
    KIOSKS,
    SOUTH,
    USUAL,
    Message,
    Seen,
    agent_says,
    family_says,
    kiosk_says,
    onlooker_says,
    say,
    shown,
)

START = 1_790_000_000_000
STATE = TypeAdapter(DeskState)
ARRIVING = ("arrives", "arrives and will again", "comes late", "connection")
CRASHES = {"all nodes die": frozenset(), "north dies": frozenset({SOUTH})}
"""Which nodes live on."""


@dataclass(frozen=True, slots=True)
class Situation:
    states: dict[DeskId, DeskState]
    now: int
    made: dict[KioskId, int]
    """Sessions that each kiosk has made."""
    seen: dict[AgentId, Seen]
    late: tuple[Message, ...]
    """To come (again); until then, its sender says nothing newer."""
    budget: Budget
    due: int | None = None
    """When the timer rings."""
    age: int = 0
    """Moves since the beginning; makes names of connections."""
    unread: frozenset[DeskId] = frozenset()
    """Desks where somebody has arrived, and no node has read it yet."""
    takers: dict[DeskId, frozenset[DeskId]] = field(default_factory=dict[DeskId, frozenset[DeskId]])
    """Who takes somebody in, as far as each desk knows."""

    def sessions(self) -> list[Session]:
        return [session for state in self.states.values() for session in state.sessions.values()]

    def live(self, kiosk: KioskId) -> Session | None:
        return next((one for one in self.sessions() if one.kiosk == kiosk and one.ended_at is None), None)

    def is_linked(self, who: str) -> bool:
        if who == FAMILY:
            return any(guest.link for session in self.sessions() for guest in session.guests.values())
        agents = (state.agents.get(AgentId(who)) for state in self.states.values())
        if agent := next((agent for agent in agents if agent), None):
            return agent.link is not None
        return any(one.link is not None for one in self.sessions() if one.kiosk == who)


class Move(NamedTuple):
    what: str
    message: Message | None = None
    late: bool = False
    """After the deadline, and before the timer has rung."""
    desk: DeskId | None = None

    def __str__(self) -> str:
        told = " ".join(str(part) for part in self.message or () if part)
        return f"{self.what} {told}{self.desk or ''}{', after the deadline' if self.late else ''}"


class Step(NamedTuple):
    """What a move led to."""

    after: Situation
    boards: dict[DeskId, Switchboard]
    events: list[tuple[DeskId, ev.DeskEvent]]
    refusal: Refusal | None = None


def beginning(bounds: Bounds) -> Situation:
    states = {desk: DeskState() for desk in bounds.desks}
    takers = dict.fromkeys(bounds.desks, frozenset[DeskId]())
    return Situation(
        states, START, dict.fromkeys(KIOSKS, 0), dict.fromkeys(AGENTS, Seen()), (), bounds.budget, takers=takers
    )


# --- what may happen --------------------------------------------------------------------------------------------------


def moves(bounds: Bounds, at: Situation) -> Iterator[Move]:
    arriving = [
        *(Move("arrives", message) for message in _messages(bounds, at)),
        *(Move("comes late", message) for message in at.late),
        *(Move("connection", message) for message in _connections(bounds, at)),
    ]
    yield from arriving
    for move in arriving if bounds.tardy and at.due is not None else ():
        yield move._replace(late=True)
    for move in arriving:
        if move.what == "arrives" and move.message and move.message.verb != "set_presence":
            yield from (move._replace(what=what) for what, left in _mishaps(at.budget) if left)
    for name in AGENTS:
        if at.seen[name] != shown(at.states[bounds.desk_of[name]], name):
            yield Move("is seen", Message(name, "snapshot"))
    for desk in bounds.desks if len(bounds.desks) > 1 else ():
        yield from _between_desks(bounds, at, desk)
    if at.due is not None:
        yield Move("time passes")
    if at.budget.crashes:
        yield from (Move(crash) for crash in CRASHES)


def _mishaps(budget: Budget) -> tuple[tuple[str, int], ...]:
    return (("is lost", budget.losses), ("arrives and will again", budget.doubles))


def _between_desks(bounds: Bounds, at: Situation, desk: DeskId) -> Iterator[Move]:
    if desk in at.unread:
        yield Move("is read", desk=desk)
    if at.takers[desk] != takers(bounds, at, desk):
        yield Move("is known of others", desk=desk)


def _messages(bounds: Bounds, at: Situation) -> Iterator[Message]:
    silent, said = {message.who for message in at.late}, USUAL | bounds.more
    for message in _all_messages(bounds, at):
        if message.verb in said and message.who not in silent:
            yield message


def _all_messages(bounds: Bounds, at: Situation) -> Iterator[Message]:
    talks = [session for session in at.sessions() if session.state in IN_TALK] if bounds.guests else []
    for kiosk, most in zip(KIOSKS, bounds.sessions, strict=True):
        yield from kiosk_says(kiosk, at.live(kiosk), at.made[kiosk], most)
    for agent in AGENTS:
        known = at.states[bounds.desk_of[agent]].agents.get(agent)
        if known and known.link:
            yield from (Message(agent, "set_presence", choice=state) for state in bounds.chosen)
            for message in agent_says(at.seen[agent], agent):
                if message.verb not in ("invite", "admit") or at.seen[agent].guests_ever < bounds.guests:
                    yield message
            if at.seen[agent].session is None:
                yield from onlooker_says(agent, [talk for talk in talks if talk.guests_ever < bounds.guests])
    yield from family_says(talks)


def _connections(bounds: Bounds, at: Situation) -> Iterator[Message]:
    """Who was cut off comes back; who is not, may be, or reloads."""
    may_cut = at.budget.cuts != 0
    for session in at.sessions():
        if session.ended_at is None and (may_cut or session.link is None):
            yield Message(session.kiosk, "attach_kiosk")
            if session.link:
                yield Message(session.kiosk, "lose_kiosk")
        for guest in session.guests.values() if "enter" in bounds.more else ():
            if guest.agent is None and (may_cut or guest.link is None):
                yield Message(FAMILY, "enter", session.id, guest=guest.name)
                if guest.link:
                    yield Message(FAMILY, "lose_guest", session.id, guest=guest.name)
    for name in AGENTS:
        agent = at.states[bounds.desk_of[name]].agents.get(name)
        linked = agent is not None and agent.link is not None
        if may_cut or not linked:
            yield Message(name, "attach_agent")
            if linked:
                yield Message(name, "lose_agent")


def takers(bounds: Bounds, at: Situation, desk: DeskId) -> frozenset[DeskId]:
    """As `LocalDesk.takes_in`, of desks that are always open and never full."""
    agents = {other: at.states[other].agents.values() for other in bounds.desks if other != desk}
    return frozenset(other for other, known in agents.items() if any(agent.state not in AWAY for agent in known))


# --- what it leads to -------------------------------------------------------------------------------------------------


def act(bounds: Bounds, at: Situation, move: Move, states: dict[DeskId, DeskState]) -> Step:
    """`states` are copies of those of the situation, to be changed."""
    desks = Desks(bounds, at, move, states)
    refusal = desks.move()
    late, budget = _outside(at, move)
    seen = _seen_after(bounds, at, desks.boards, move)
    after = replace(desks.situation(), made=_made(at, move), seen=seen, late=late, budget=budget)
    return Step(after, desks.boards, desks.events, refusal)


class Desks:
    """The desks during one move."""

    def __init__(self, bounds: Bounds, at: Situation, move: Move, states: dict[DeskId, DeskState]) -> None:
        self._bounds, self._at, self._move = bounds, at, move
        self.boards = {desk: board_of(bounds, at, desk, states[desk]) for desk in bounds.desks}
        waits = at.due is not None and (move.late or move.what == "time passes")
        self.now = max(at.now, at.due or 0) if waits else at.now
        self.events: list[tuple[DeskId, ev.DeskEvent]] = []
        self.unread = set(at.unread)

    def move(self) -> Refusal | None:
        refusal, move, at = None, self._move, self._at
        if move.what in CRASHES:
            for desk in self.boards:
                self._restart(desk, self.boards[desk].state)
                self._ask(desk, lambda board: board.keep_nodes(self.now, CRASHES[move.what]))
                assert nodes_of(self.boards[desk].state) <= CRASHES[move.what], "nobody is connected to a dead node"
        elif move.what == "is known of others" and move.desk:
            self.boards[move.desk].know_takers(takers(self._bounds, at, move.desk))
            self._tick(move.desk)
        elif move.what == "is read" and move.desk:
            self._tick(move.desk)
        elif move.message and move.what in ARRIVING:
            decision = self._say(move.message)
            refusal = decision if isinstance(decision, Refusal) else None
        for desk, board in self.boards.items():
            due = board.next_deadline()
            if due is not None and due <= self.now and (desk not in self.unread or move.what == "time passes"):
                self._tick(desk)
        return refusal

    def situation(self) -> Situation:
        boards = self.boards
        dues = [due for board in boards.values() if (due := board.next_deadline()) is not None]
        return replace(
            self._at,
            states={desk: board.state for desk, board in boards.items()},
            now=self.now,
            due=min(dues, default=None),
            age=self._at.age + 1,
            unread=frozenset(self.unread),
            takers={desk: board.desk.outward.takers for desk, board in boards.items()},
        )

    def _restart(self, desk: DeskId, state: DeskState) -> None:
        stored = STATE.validate_json(STATE.dump_json(state))
        assert stored == state, "what is stored is the state"
        self.boards[desk] = Switchboard(self._bounds.policies[desk], stored)
        self.boards[desk].know_takers(self._at.takers[desk])

    def _say(self, message: Message) -> Decision:
        who, verb = message.who, message.verb
        if who not in KIOSKS:
            return self._hear(self._bounds.desk_of[AgentId(who)] if who in AGENTS else HERE, message)
        way = Way(lambda desk: self.boards[desk].state, KioskId(who), HERE)
        if verb != "request_help":
            return way.follow(lambda desk: self._hear(desk, message))
        return way.touch(
            lambda desk: self._hear(desk, message._replace(verb="forsake")),
            lambda desk: self._hear(desk, message._replace(verb="come_back")),
            lambda over: self._hear(HERE, message, over),
        )

    def _hear(self, desk: DeskId, message: Message, over: SessionId | None = None) -> Decision:
        return self._ask(desk, lambda board: say(board, self.now, message, self._at.age, over))

    def _tick(self, desk: DeskId) -> None:
        self._ask(desk, lambda board: board.tick(self.now))

    def _ask(self, desk: DeskId, verb: Callable[[Switchboard], Decision]) -> Decision:
        """A node decides on what it has read only, or could not write."""
        board = self.boards[desk]
        if desk in self.unread:
            self.unread.discard(desk)
            self._write(desk, board.tick(self.now))
        decision = verb(board)
        if not isinstance(decision, Refusal):
            self._write(desk, decision)
        return decision

    def _write(self, desk: DeskId, events: Sequence[ev.DeskEvent]) -> None:
        for event in events:
            self.events.append((desk, event))
            if isinstance(event, ev.SessionForwarded):
                board = self.boards[event.to]
                taken_in = arrival(event, board.state.last_at)
                board.desk.apply(taken_in)
                self.events.append((event.to, taken_in))
                self.unread.add(event.to)


def board_of(bounds: Bounds, at: Situation, desk: DeskId, state: DeskState) -> Switchboard:
    """As a node has it that was there all the time: it knows what it has looked at already."""
    board = Switchboard(bounds.policies[desk], state)
    board.know_takers(at.takers[desk])
    due = board.next_deadline()
    if due is not None and due <= at.now and desk not in at.unread:
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
        case "connection" if message and budget.cuts and at.is_linked(message.who):
            return late, budget._replace(cuts=budget.cuts - 1)
        case crash if crash in CRASHES:
            return late, budget._replace(crashes=budget.crashes - 1)
        case _:
            return late, budget


def _made(at: Situation, move: Move) -> dict[KioskId, int]:
    message = move.message
    if message and message.verb == "request_help" and move.what in ARRIVING:
        return at.made | {KioskId(message.who): int(str(message.session).rpartition(".")[2])}
    return at.made


def _seen_after(bounds: Bounds, at: Situation, boards: dict[DeskId, Switchboard], move: Move) -> dict[AgentId, Seen]:
    """Who is answered, sees what the answer is about; others see nothing yet."""
    present = {agent: shown(boards[bounds.desk_of[agent]].state, agent) for agent in AGENTS}
    if not bounds.delayed:
        return present
    if move.message is None or move.message.who not in AGENTS or move.what not in (*ARRIVING, "is seen"):
        return at.seen
    who = AgentId(move.message.who)
    return at.seen | {who: present[who]}
