"""The state of a desk with the indexes over it. `apply` is the only thing that changes either."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from . import events as ev
from .agent import Agent, AgentState, NextState
from .deadlines import Deadlines
from .estimate import SAMPLES
from .fitting import Fitting, Need
from .ids import AgentId, KioskId, SessionId
from .line import Line
from .session import LIVE, TRANSITIONS, Ring, Session, SessionState
from .state import DeskState
from .strategy import ONE, ORDERS, Breadth, Strategy

NO_RULES = Fitting()

DESK: tuple[Any, str] = ("desk", "")


class Desk:
    """Everything but `state` is derived from it: a desk rebuilt from its state is the same desk."""

    def __init__(
        self,
        state: DeskState | None = None,
        strategy: Strategy = Strategy.LONGEST_IDLE,
        fitting: Fitting = NO_RULES,
        breadth: Breadth = ONE,
    ) -> None:
        self.state = state or DeskState()
        self._order, self.fitting, self.breadth = ORDERS[strategy], fitting, breadth
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

    def apply(self, event: ev.DeskEvent) -> None:
        self.state.last_at = event.at
        _APPLY[event.kind](self, event)

    def apply_all(self, events: Iterable[ev.DeskEvent]) -> None:
        for event in events:
            self.apply(event)

    def serving(self) -> int:
        """Agents who serve now: available or busy."""
        away = (AgentState.BREAK, AgentState.NOT_RESPONDING)
        return sum(agent.state not in away for agent in self.state.agents.values())

    def follow(self, strategy: Strategy, fitting: Fitting, breadth: Breadth) -> None:
        if (ORDERS[strategy], fitting, breadth) != (self._order, self.fitting, self.breadth):
            self._order, self.fitting, self.breadth = ORDERS[strategy], fitting, breadth
            self._index()

    def turn_of(self, session: Session) -> tuple[int, int]:
        """The session's key in the order of service. Nobody starves: whoever comes later than the longest head start
        after them is behind them, whatever they come for."""
        return session.requested_at - self.fitting.head_start(session.context), session.place[1]

    def ahead(self, session: Session) -> int:
        """How many come before a waiting session: in the line, and those for whom it rings, since a ring that nobody answers
        puts them back before it."""
        turn = self.turn_of(session)
        return self.line.ahead(turn) + self.ringing.ahead(turn)

    # --- indexes: functions of the state ------------------------------------------------------------------------------

    def look_again(self, session: Session, now: int) -> None:
        """Sets the next deadline of a session whose last one asked for no event: an agent may be rung again."""
        self.deadlines.set(("session", session.id), self._session_due(session, now))

    def _index_session(self, session: Session) -> None:
        waiting = session.state is SessionState.WAITING
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
        need = self.fitting.need(session.context, session.site) if ready else None
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
                return _earliest(session.wait_until, session.kiosk_lost_until, *self._chances(session, now))
            case SessionState.RINGING:
                deadlines = (ring.deadline for ring in session.rung.values())
                return _earliest(*deadlines, *(self._chances(session, now) if self.breadth != ONE else ()))
            case SessionState.CONNECTING:
                return session.connect_until
            case SessionState.INTERRUPTED:
                return session.kiosk_lost_until
            case SessionState.WRAP_UP:
                return session.wrap_up_until
            case SessionState.ACTIVE | SessionState.CLOSED:
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

    # --- one function per event ---------------------------------------------------------------------------------------

    def _move(self, session: Session, to: SessionState) -> None:
        if to not in TRANSITIONS[session.state]:
            raise AssertionError(f"session {session.id}: {session.state} cannot become {to}")
        session.state = to

    def _session_queued(self, event: ev.SessionQueued) -> None:
        state = self.state
        state.arrivals = event.place[1] + 1
        state.ticket_day, state.ticket_number = event.ticket_day, event.ticket_number
        session = Session(
            id=event.session,
            kiosk=event.kiosk,
            site=event.site,
            ticket=event.ticket,
            context=event.context,
            place=event.place,
            requested_at=event.at,
            wait_until=event.wait_until,
            link=event.link,
        )
        state.sessions[session.id] = session
        state.last_session[session.kiosk] = session.id
        self._index_session(session)

    def _session_turned_away(self, event: ev.SessionTurnedAway) -> None:
        self.state.last_session[event.kiosk] = event.session

    def _context_changed(self, event: ev.ContextChanged) -> None:
        session = self.state.sessions[event.session]
        session.context = event.context
        self._index_session(session)

    def _consent_answered(self, event: ev.ConsentAnswered) -> None:
        self.state.sessions[event.session].consent = event.consent

    def _kiosk_attached(self, event: ev.KioskAttached) -> None:
        session = self.state.sessions[event.session]
        session.link, session.kiosk_lost_until = event.link, None
        self._resume(session, event.connect_until)

    def _kiosk_lost(self, event: ev.KioskLost) -> None:
        session = self.state.sessions[event.session]
        session.link, session.kiosk_lost_until = None, event.until
        self._interrupt(session)

    def _interrupt(self, session: Session) -> None:
        if session.state in (SessionState.CONNECTING, SessionState.ACTIVE):
            self._move(session, SessionState.INTERRUPTED)
        self._index_session(session)

    def _resume(self, session: Session, connect_until: int | None) -> None:
        agent = self.state.agents.get(session.agent) if session.agent else None
        if session.state is SessionState.INTERRUPTED and session.link and agent and agent.link:
            self._move(session, SessionState.ACTIVE if session.active_at else SessionState.CONNECTING)
            session.connect_until = connect_until
        self._index_session(session)

    def _ring_started(self, event: ev.RingStarted) -> None:
        session = self.state.sessions[event.session]
        if not session.rung:
            self._move(session, SessionState.RINGING)
            session.ringing_since = event.at
        session.rung[event.agent] = Ring(event.ring, event.agent, event.at, event.deadline, event.prepared)
        session.rings += 1
        session.epoch = event.epoch
        self.state.rings += 1
        self.state.agents[event.agent].rung = self.state.rings
        self._index_session(session)

    def _ring_ended(self, event: ev.RingEnded) -> None:
        session = self.state.sessions[event.session]
        del session.rung[event.agent]
        if not session.rung:
            self._move(session, SessionState.WAITING)
        if event.not_again_until is not None:
            session.passed_by[event.agent] = event.not_again_until
        if event.result is ev.RingResult.UNANSWERED:
            self.state.agents[event.agent].misses += 1
        self._index_session(session)

    def _session_accepted(self, event: ev.SessionAccepted) -> None:
        session = self.state.sessions[event.session]
        self._move(session, SessionState.CONNECTING)
        session.rung.clear()
        session.accepted_ring, session.agent = event.ring, event.agent
        if event.epoch is not None:
            session.epoch = event.epoch
        session.answered_at, session.connect_until = event.at, event.connect_until
        session.requeued = False
        session.passed_by.clear()
        agent = self.state.agents[event.agent]
        agent.misses, agent.sessions = 0, agent.sessions + 1
        self._index_session(session)

    def _media_ready(self, event: ev.MediaReady) -> None:
        session = self.state.sessions[event.session]
        self._move(session, SessionState.ACTIVE)
        session.active_at, session.connect_until = event.at, None
        self._index_session(session)

    def _media_restarted(self, event: ev.MediaRestarted) -> None:
        session = self.state.sessions[event.session]
        session.epoch, session.relay_only = event.epoch, event.relay_only
        session.connect_until = event.connect_until
        self._index_session(session)

    def _session_requeued(self, event: ev.SessionRequeued) -> None:
        session = self.state.sessions[event.session]
        self._move(session, SessionState.WAITING)
        session.agent = session.accepted_ring = session.answered_at = session.active_at = session.connect_until = None
        session.requeued, session.wait_until = True, event.wait_until
        session.wrap_up_asked = False
        self._index_session(session)

    def _session_ended(self, event: ev.SessionEnded) -> None:
        session = self.state.sessions[event.session]
        self._move(session, SessionState.WRAP_UP)
        session.ended_at, session.end_reason, session.ended_by = event.at, event.reason, event.by
        session.wrap_up_until = event.wrap_up_until
        if session.agent and session.answered_at is not None:
            self.state.agents[session.agent].talk += event.at - session.answered_at
        session.link = session.kiosk_lost_until = None
        self._index_session(session)

    def _wrap_up_asked(self, event: ev.WrapUpAsked) -> None:
        self.state.sessions[event.session].wrap_up_asked = event.wanted

    def _wrap_up_extended(self, event: ev.WrapUpExtended) -> None:
        session = self.state.sessions[event.session]
        session.wrap_up_extensions, session.wrap_up_until = event.number, event.until
        self._index_session(session)

    def _session_closed(self, event: ev.SessionClosed) -> None:
        session = self.state.sessions.pop(event.session)
        self._move(session, SessionState.CLOSED)
        if session.answered_at is not None:
            self.state.handling = [*self.state.handling[1 - SAMPLES :], event.at - session.answered_at]
        self._index_session(session)

    def _agent_attached(self, event: ev.AgentAttached) -> None:
        agent = self.state.agents.get(event.agent)
        if agent is None:
            agent = self.state.agents[event.agent] = Agent(event.agent)
        agent.link, agent.instance, agent.lost_until = event.link, event.instance, None
        agent.profile = event.profile
        self._index_agent(agent)
        if agent.session:
            self._resume(self.state.sessions[agent.session], event.connect_until)

    def _profile_changed(self, event: ev.ProfileChanged) -> None:
        self.state.agents[event.agent].profile = event.profile

    def _agent_lost(self, event: ev.AgentLost) -> None:
        agent = self.state.agents[event.agent]
        agent.link, agent.lost_until = None, event.until
        self._index_agent(agent)
        if agent.session:
            self._interrupt(self.state.sessions[agent.session])

    def _agent_state_changed(self, event: ev.AgentStateChanged) -> None:
        agent = self.state.agents[event.agent]
        agent.state, agent.reason, agent.since, agent.session = event.state, event.reason, event.at, event.session
        if event.state in (AgentState.AVAILABLE, AgentState.BREAK, AgentState.NOT_RESPONDING):
            agent.next_state = None
        if event.state is AgentState.AVAILABLE:
            agent.idle_since = event.at
        if event.state is AgentState.OFFLINE:
            del self.state.agents[event.agent]
        self._index_agent(agent)

    def _next_state_chosen(self, event: ev.NextStateChosen) -> None:
        self.state.agents[event.agent].next_state = NextState(event.state, event.reason)

    def _desk_unstaffed(self, event: ev.DeskUnstaffed) -> None:
        self.state.unstaffed_until = event.until
        self.deadlines.set(DESK, event.until)

    def _desk_staffed(self, event: ev.DeskStaffed) -> None:
        self.state.unstaffed_until = None
        self.deadlines.set(DESK, None)


def _earliest(*times: int | None) -> int | None:
    return min((time for time in times if time is not None), default=None)


_APPLY: dict[str, Callable[[Desk, Any], None]] = {
    kind: getattr(Desk, f"_{kind}")
    for kind in (event_class.__dataclass_fields__["kind"].default for event_class in ev.Event.__subclasses__())
}
