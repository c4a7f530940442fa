"""One step of a desk: the events of one verb, each applied as it is made, and what several verbs share."""

from . import events as ev
from . import forwarding
from .agent import BUSY, LOST, Agent, AgentState, Failure
from .desk import Desk
from .guest import Guest, GuestEnd, GuestMode
from .ids import RingId
from .matching import next_addition, next_pair, passed_over
from .policy import DeskPolicy, WrapUpMode
from .refusals import Refusal
from .session import (
    IN_TALK,
    EndReason,
    HandOverReason,
    Outcome,
    Party,
    RequeueReason,
    Ring,
    RingResult,
    Session,
    SessionState,
)

Decision = tuple[ev.DeskEvent, ...] | Refusal

NOTHING: tuple[ev.DeskEvent, ...] = ()


class Turn:
    def __init__(self, desk: Desk, policy: DeskPolicy, now: int) -> None:
        self.desk, self.desk_id = desk, policy.desk
        self.limits, self.strategy = policy.limits, policy.strategy
        self.wrap_up = policy.wrap_up
        self.now = max(now, desk.state.last_at)
        self.events: list[ev.DeskEvent] = []

    def emit(self, event: ev.DeskEvent) -> None:
        self.desk.apply(event)
        self.events.append(event)

    def done(self) -> tuple[ev.DeskEvent, ...]:
        """Closes the step: rings whom can be rung, notices whether the desk is staffed."""
        while pair := next_pair(self.desk, self.now) or next_addition(self.desk, self.now):
            self.ring(*pair)
        self._watch_staffing()
        return tuple(self.events)

    def ring(self, session_id: ev.SessionId, agent_id: ev.AgentId, asked_by: ev.AgentId | None = None) -> None:
        session = self.desk.state.sessions[session_id]
        first = not session.rung
        self.emit(
            ev.RingStarted(
                at=self.now,
                session=session_id,
                ring=RingId(f"{session_id}.{session.rings + 1}"),
                agent=agent_id,
                epoch=session.epoch + first,
                prepared=first,
                deadline=self.now + self.limits.ring,
                strategy=self.strategy,
                passed_over=passed_over(self.desk, session, agent_id, self.now),
                asked_by=asked_by,
            )
        )
        self.set_agent(agent_id, AgentState.RINGING, session=session_id)

    def _watch_staffing(self) -> None:
        """An agent on a break comes back, and residents are told so; one who does not respond is as good as gone."""
        state = self.desk.state
        if any(agent.state is not AgentState.NOT_RESPONDING for agent in state.agents.values()):
            if state.unstaffed_until is not None:
                self.emit(ev.DeskStaffed(at=self.now))
            return
        forwarding.send_back(self)
        if self.desk.line and state.unstaffed_until is None:
            self.emit(ev.DeskUnstaffed(at=self.now, until=self.now + self.limits.unstaffed))

    # --- agents -------------------------------------------------------------------------------------------------------

    def set_agent(
        self,
        agent: ev.AgentId,
        state: AgentState,
        reason: str | None = None,
        session: ev.SessionId | None = None,
    ) -> None:
        self.emit(ev.AgentStateChanged(at=self.now, agent=agent, state=state, reason=reason, session=session))

    def free_agent(self, agent: Agent) -> None:
        """What an agent is after a session: what they chose, else available; offline if they never came back."""
        if agent.lost_until is not None and agent.lost_until <= self.now:
            self.set_agent(agent.id, AgentState.OFFLINE, LOST)
        elif agent.next_state:
            self.set_agent(agent.id, agent.next_state.state, agent.next_state.reason)
        else:
            self.set_agent(agent.id, AgentState.AVAILABLE)

    def _after_ring(self, agent: Agent) -> None:
        if agent.misses >= self.limits.misses:
            self.set_agent(agent.id, AgentState.NOT_RESPONDING, Failure.MISSED_RING)
        else:
            self.free_agent(agent)

    def _stop_ringing(self, agent: Agent, reason: str) -> None:
        """Whatever rings at an agent who cannot hear it."""
        session = self.desk.state.sessions.get(agent.session) if agent.session else None
        if session is None:
            return
        guest = session.guest(agent.id)
        if agent.id in session.rung:
            self.end_ring(session, agent.id, RingResult.RESCINDED, reason)
        elif guest and guest.joined_at is None:
            self.end_guest(session, guest, GuestEnd.LOST)

    def step_back(self, agent: Agent, failure: Failure) -> None:
        """No further resident comes to them until they say that they are back. A resident whom they talk with stays."""
        self._stop_ringing(agent, failure)
        if agent.state is AgentState.AVAILABLE:
            self.set_agent(agent.id, AgentState.NOT_RESPONDING, failure)
        elif agent.state in BUSY and not (agent.next_state and agent.next_state.state is not AgentState.AVAILABLE):
            self.emit(ev.NextStateChosen(at=self.now, agent=agent.id, state=AgentState.NOT_RESPONDING, reason=failure))

    def lose_agent(self, agent: Agent, grace: int) -> None:
        self._stop_ringing(agent, "agent_lost")
        if agent.id in self.desk.state.agents:  # offline by now, if they had chosen that for after the ring
            self.emit(ev.AgentLost(at=self.now, agent=agent.id, until=self.now + grace))

    # --- sessions -----------------------------------------------------------------------------------------------------

    def leave(self, session: Session) -> None:
        """The resident leaves the line; they may come back."""
        self.end_rings(session, RingResult.CANCELLED, EndReason.RESIDENT_LEFT)
        if self.limits.resume:
            self.emit(ev.ResidentLeft(at=self.now, session=session.id, until=self.now + self.limits.resume))
        else:
            self.end(session, EndReason.RESIDENT_LEFT, Party.KIOSK)

    def lose_kiosk(self, session: Session, grace: int) -> None:
        self.end_rings(session, RingResult.CANCELLED, "kiosk_lost")
        self.emit(ev.KioskLost(at=self.now, session=session.id, until=self.now + grace))

    def end_rings(self, session: Session, result: RingResult, reason: str) -> None:
        for agent in list(session.rung):
            self.end_ring(session, agent, result, reason)

    def end_ring(
        self,
        session: Session,
        agent_id: ev.AgentId,
        result: RingResult,
        reason: str | None = None,
        not_again_until: int | None = None,
    ) -> None:
        """The resident, if nobody else is rung, is in the line again, at the old place; the agent is free, or not responding
        after misses."""
        self.emit(
            ev.RingEnded(
                at=self.now,
                session=session.id,
                ring=session.rung[agent_id].id,
                agent=agent_id,
                result=result,
                reason=reason,
                not_again_until=not_again_until,
            )
        )
        agent = self.desk.state.agents[agent_id]
        if result is RingResult.UNANSWERED:
            self._after_ring(agent)
        else:
            self.free_agent(agent)

    def _unanswered(self, session: Session) -> None:
        for ring in [ring for ring in session.rung.values() if ring.deadline <= self.now]:
            goes_on = self.desk.state.agents[ring.agent].misses + 1 < self.limits.misses
            until = self.now + self.limits.unanswered_delay if goes_on else None
            self.end_ring(session, ring.agent, RingResult.UNANSWERED, None, until)

    def accept(self, session: Session, ring: Ring) -> None:
        for other in [agent for agent in session.rung if agent != ring.agent]:
            self.end_ring(session, other, RingResult.RESCINDED, "taken")
        self.emit(
            ev.SessionAccepted(
                at=self.now,
                session=session.id,
                ring=ring.id,
                agent=ring.agent,
                connect_until=self.now + self.limits.connect,
                epoch=None if ring.prepared else session.epoch + 1,
            )
        )
        self.set_agent(ring.agent, AgentState.IN_SESSION, session=session.id)

    def end(self, session: Session, reason: EndReason, by: Party) -> None:
        """Ends it in whatever state it is: into wrap-up if an agent had accepted and wants or has to, else closed. Who has
        left has left, whatever would have become of them."""
        if session.left_at is not None:
            reason, by = EndReason.RESIDENT_LEFT, Party.KIOSK
        if session.state in IN_TALK and session.agent:
            wraps_up = self.wrap_up is WrapUpMode.MANDATORY or session.wrap_up_asked
            until = self.now + self.limits.wrap_up if wraps_up else self.now
            self._dismiss_guests(session)
            self.emit(ev.SessionEnded(at=self.now, session=session.id, reason=reason, by=by, wrap_up_until=until))
            if wraps_up:
                self.set_agent(session.agent, AgentState.WRAP_UP, session=session.id)
            else:
                self.close_wrap_up(session, Outcome.NONE)
            return
        self.end_rings(session, RingResult.CANCELLED, reason)
        self.emit(ev.SessionClosed(at=self.now, session=session.id, reason=reason, by=by, outcome=None))

    def close_wrap_up(self, session: Session, outcome: Outcome) -> None:
        reason, by = session.end_reason or EndReason.SYSTEM, session.ended_by or Party.SYSTEM
        self.emit(ev.SessionClosed(at=self.now, session=session.id, reason=reason, by=by, outcome=outcome))
        if session.agent:
            self.free_agent(self.desk.state.agents[session.agent])

    def requeue(self, session: Session, agent: ev.AgentId, reason: RequeueReason) -> None:
        """Back in the line; what becomes of the agent is the caller's. Who gave them away does not get them at once."""
        given = reason is not RequeueReason.LOST
        self._dismiss_guests(session)
        self.emit(
            ev.SessionRequeued(
                at=self.now,
                session=session.id,
                agent=agent,
                reason=reason,
                wait_until=self.now + self.limits.max_wait,
                not_again_until=self.now + self.limits.decline_delay if given else None,
            )
        )

    def give_back(self, session: Session, agent: ev.AgentId, reason: RequeueReason) -> None:
        self.requeue(session, agent, reason)
        self.free_agent(self.desk.state.agents[agent])

    # --- guests -------------------------------------------------------------------------------------------------------

    def _dismiss_guests(self, session: Session) -> None:
        for guest in list(session.guests.values()):
            self.end_guest(session, guest, GuestEnd.OVER)

    def end_guest(self, session: Session, guest: Guest, reason: GuestEnd) -> None:
        self.emit(ev.GuestLeft(at=self.now, session=session.id, guest=guest.name, agent=guest.agent, reason=reason))
        if guest.agent is None:
            return
        agent = self.desk.state.agents[guest.agent]
        if reason is GuestEnd.UNANSWERED:
            self._after_ring(agent)
        else:
            self.free_agent(agent)

    def lose_guest(self, session: Session, guest: Guest, grace: int) -> None:
        """The connection of a family member: they may come back."""
        self.emit(ev.GuestLost(at=self.now, session=session.id, guest=guest.name, until=self.now + grace))

    def hand_over(self, session: Session, guest: Guest, heir: ev.AgentId, reason: HandOverReason) -> None:
        """What becomes of the agent before is the caller's."""
        self.emit(
            ev.SessionHandedOver(
                at=self.now,
                session=session.id,
                guest=guest.name,
                agent=heir,
                previous=session.agent or heir,
                reason=reason,
                epoch=session.epoch + 1,
                connect_until=self.now + self.limits.connect,
            )
        )

    def restart_media(self, session: Session, by: Party, reason: str, *, relay_only: bool) -> None:
        """The deadline of the media stays, or who restarts again and again would never meet it; only the first attempt
        through a relay has its own."""
        until = self.now + self.limits.connect if relay_only and not session.relay_only else session.connect_until
        self.emit(
            ev.MediaRestarted(
                at=self.now,
                session=session.id,
                epoch=session.epoch + 1,
                relay_only=relay_only,
                by=by,
                reason=reason,
                connect_until=until if session.state is SessionState.CONNECTING else None,
            )
        )

    # --- time ---------------------------------------------------------------------------------------------------------

    def overdue_session(self, session: Session) -> None:
        now = self.now
        if gone := [guest for guest in session.guests.values() if guest.until is not None and guest.until <= now]:
            for guest in gone:
                self.end_guest(session, guest, GuestEnd.UNANSWERED if guest.joined_at is None else GuestEnd.LOST)
            return
        match session.state:
            case SessionState.WAITING:
                self._overdue_waiting(session)
            case SessionState.RINGING if any(ring.deadline <= now for ring in session.rung.values()):
                self._unanswered(session)
            case SessionState.CONNECTING if session.relay_only:
                self.end(session, EndReason.NEVER_CONNECTED, Party.SYSTEM)
            case SessionState.CONNECTING:
                self.restart_media(session, Party.SYSTEM, "no_media", relay_only=True)
            case SessionState.INTERRUPTED:
                self.end(session, EndReason.KIOSK_LOST, Party.SYSTEM)
            case SessionState.WRAP_UP:
                self.close_wrap_up(session, Outcome.NONE)
            case _:
                self.desk.look_again(session, now)

    def _overdue_waiting(self, session: Session) -> None:
        now = self.now
        if session.kiosk_lost_until is not None and session.kiosk_lost_until <= now:
            self.end(session, EndReason.KIOSK_LOST_WAITING, Party.SYSTEM)
        elif session.wait_until <= now:
            self.end(session, EndReason.MAX_WAIT, Party.SYSTEM)
        elif (way := self.desk.way_out(session)) and way.at <= now:
            forwarding.forward(self, session, way.to, way.reason)
        else:
            self.desk.look_again(session, now)

    def overdue_agent(self, agent: Agent) -> None:
        session = self.desk.state.sessions.get(agent.session) if agent.session else None
        if session and session.agent == agent.id:
            self._go_on_without(session, agent)
        elif session and (guest := session.guest(agent.id)):
            self.end_guest(session, guest, GuestEnd.LOST)
        if agent.id in self.desk.state.agents:
            self.set_agent(agent.id, AgentState.OFFLINE, LOST)

    def _go_on_without(self, session: Session, agent: Agent) -> None:
        """A guest whom the resident talks with already goes on; else another agent is found."""
        agents = self.desk.state.agents
        for guest in session.guests.values():
            meets = guest.joined_at is not None and guest.mode is GuestMode.CONFERENCE
            if meets and guest.agent and agents[guest.agent].link:
                self.hand_over(session, guest, guest.agent, HandOverReason.LOST)
                return
        self.requeue(session, agent.id, RequeueReason.LOST)

    def overdue_desk(self) -> None:
        for session in [self.desk.state.sessions[name] for name in self.desk.line]:
            if way := self.desk.way_out(session):
                forwarding.forward(self, session, way.to, way.reason)
            else:
                self.end(session, EndReason.NO_AGENT, Party.SYSTEM)
        self.emit(ev.DeskStaffed(at=self.now))
