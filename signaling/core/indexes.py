"""What is derived from the state of a desk: who waits, who is free, what is due, in order."""

from collections.abc import Iterator
from dataclasses import replace

from .agent import Agent, AgentState
from .deadlines import Deadlines, Subject
from .elsewhere import NOWHERE, Outward, Way, way_out
from .fitting import Fitting, Need
from .ids import AgentId, KioskId, SessionId
from .line import Line
from .session import LIVE, Session, SessionState, WhyNot
from .state import DeskState
from .strategy import ONE, ORDERS, Breadth, Strategy

AWAY = (AgentState.BREAK, AgentState.NOT_RESPONDING)
POISONOUS = 2
"""Agents lost in one session, after which the next had better be a supervisor."""
NO_RULES = Fitting()

DESK: Subject = ("desk", "")


class Indexes:
    """Everything but `state` is derived from it: indexes rebuilt from a state are the same."""

    def __init__(
        self,
        state: DeskState | None = None,
        strategy: Strategy = Strategy.LONGEST_IDLE,
        fitting: Fitting = NO_RULES,
        breadth: Breadth = ONE,
        outward: Outward = NOWHERE,
    ) -> None:
        self.state = state or DeskState()
        self._order, self.fitting, self.breadth, self.outward = ORDERS[strategy], fitting, breadth, outward
        self.line: Line[SessionId, tuple[int, int]] = Line()
        """Who waits, in order of service."""
        self.ready: dict[Need, Line[SessionId, tuple[int, int]]] = {}
        """Those of the line whose kiosk is connected: who can be rung for, by what they need."""
        self._need: dict[SessionId, Need] = {}
        self.ringing: Line[SessionId, tuple[int, int]] = Line()
        """For whom it rings, in order of service."""
        self.idle: Line[AgentId, tuple[int, int, str]] = Line()
        """Agents who are available and connected, in the order in which they are rung."""
        self.by_kiosk: dict[KioskId, SessionId] = {}
        """The live session of each kiosk that has one."""
        self.deadlines = Deadlines()
        self._index()

    def _index(self) -> None:
        for session in self.state.sessions.values():
            self._index_session(session)
        for agent in self.state.agents.values():
            self._index_agent(agent)
        self.deadlines.set(DESK, self.state.unstaffed_until)

    def serving(self) -> int:
        """Agents who serve now: available or busy."""
        return sum(agent.state not in AWAY for agent in self.state.agents.values())

    def follow(self, strategy: Strategy, fitting: Fitting, breadth: Breadth, outward: Outward = NOWHERE) -> None:
        if (ORDERS[strategy], fitting, breadth, outward) != (self._order, self.fitting, self.breadth, self.outward):
            self._order, self.fitting, self.breadth, self.outward = ORDERS[strategy], fitting, breadth, outward
            self._index()

    def turn_of(self, session: Session) -> tuple[int, int]:
        """The session's key in the order of service. Nobody starves: whoever comes later than the longest head start
        after them is behind them, whatever they come for."""
        return session.requested_at - self.fitting.head_start(session.context), session.place[1]

    def need_of(self, session: Session) -> Need:
        need = self.fitting.need(session.context, session.site)
        return replace(need, supervisor=True) if session.losses >= POISONOUS else need

    def lacks(self, agent: Agent, need: Need, waited: int) -> WhyNot | None:
        """What the agent is missing for a resident with this need after that wait (ms)."""
        if need.supervisor and not agent.supervises and self._supervised():
            return WhyNot.NOT_SUPERVISOR
        return self.fitting.lacks(agent.profile, need, waited)

    def _supervised(self) -> bool:
        return any(agent.supervises and agent.state not in AWAY for agent in self.state.agents.values())

    def ahead(self, session: Session) -> int:
        """How many come before a waiting session: in the line, and those for whom it rings, since a ring that nobody answers
        puts them back before it."""
        turn = self.turn_of(session)
        return self.line.ahead(turn) + self.ringing.ahead(turn)

    def way_out(self, session: Session) -> Way | None:
        return way_out(session, self.fitting, self.outward)

    def look_again(self, session: Session, now: int) -> None:
        """Sets the next deadline of a session whose last one asked for no event: an agent may be rung again."""
        self.deadlines.set(("session", session.id), self._session_due(session, now))

    def _index_session(self, session: Session) -> None:
        waiting = session.state is SessionState.WAITING and session.left_at is None
        self.line.place(session.id, self.turn_of(session) if waiting else None)
        self._index_ready(session, waiting and session.link is not None)
        ringing = session.state is SessionState.RINGING
        self.ringing.place(session.id, self.turn_of(session) if ringing else None)
        if session.state in LIVE:
            self.by_kiosk[session.kiosk] = session.id
        elif self.by_kiosk.get(session.kiosk) == session.id:
            del self.by_kiosk[session.kiosk]
        self.deadlines.set(("session", session.id), self._session_due(session, self.state.last_at))

    def _index_ready(self, session: Session, ready: bool) -> None:
        need = self.need_of(session) if ready else None
        old = self._need.get(session.id)
        if old is not None and old != need:
            self.ready[old].place(session.id, None)
            del self._need[session.id]
            if not self.ready[old]:
                del self.ready[old]
        if need is not None:
            self.ready.setdefault(need, Line()).place(session.id, self.turn_of(session))
            self._need[session.id] = need

    def _session_due(self, session: Session, now: int) -> int | None:
        match session.state:
            case SessionState.WAITING:
                way = self.way_out(session)
                leaves = way.at if way else None
                return _earliest(session.wait_until, session.kiosk_lost_until, leaves, *self._chances(session, now))
            case SessionState.RINGING:
                deadlines = (ring.deadline for ring in session.rung.values())
                return _earliest(*deadlines, *(self._chances(session, now) if self.breadth != ONE else ()))
            case SessionState.CONNECTING:
                return _earliest(session.connect_until, *_guests_due(session))
            case SessionState.ACTIVE:
                return _earliest(*_guests_due(session))
            case SessionState.INTERRUPTED:
                return _earliest(session.kiosk_lost_until, *_guests_due(session))
            case SessionState.WRAP_UP:
                return session.wrap_up_until
            case SessionState.CLOSED:
                return None

    def _chances(self, session: Session, now: int) -> Iterator[int]:
        """When another agent may be rung for the resident though nothing has happened."""
        yield from (until for until in session.passed_by.values() if until > now)
        waited = self.fitting.relaxes(self.fitting.need(session.context, session.site), now - session.requested_at)
        if waited is not None:
            yield session.requested_at + waited
        grows = self.breadth.grows(now - session.ringing_since) if session.rung else None
        if grows is not None:
            yield session.ringing_since + grows

    def _index_agent(self, agent: Agent) -> None:
        free = agent.state is AgentState.AVAILABLE and agent.link is not None
        self.idle.place(agent.id, (*self._order(agent), agent.id) if free else None)
        leaves = agent.state not in (AgentState.WRAP_UP, AgentState.OFFLINE)
        self.deadlines.set(("agent", agent.id), agent.lost_until if leaves else None)


def _earliest(*times: int | None) -> int | None:
    return min((time for time in times if time is not None), default=None)


def _guests_due(session: Session) -> Iterator[int | None]:
    return (guest.until for guest in session.guests.values())
