"""The state of a desk. `apply` is the only thing that changes it, or the indexes over it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from . import events as ev
from .agent import LOST, Agent, AgentState, NextState
from .elsewhere import unpacked
from .estimate import SAMPLES
from .guest import Guest, GuestEnd, GuestMode
from .guide import led_on
from .indexes import DESK, Indexes
from .session import TRANSITIONS, RequeueReason, Ring, Session, SessionState
from .state import Gone


class Desk(Indexes):
    def apply(self, event: ev.DeskEvent) -> None:
        self.state.last_at = event.at
        _APPLY[event.kind](self, event)

    def apply_all(self, events: Iterable[ev.DeskEvent]) -> None:
        for event in events:
            self.apply(event)

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
        self._enters(session)

    def _enters(self, session: Session) -> None:
        self.state.sessions[session.id] = session
        self.state.last_session[session.kiosk] = session.id
        self.state.gone.pop(session.kiosk, None)
        self._index_session(session)

    def _session_turned_away(self, event: ev.SessionTurnedAway) -> None:
        self.state.last_session[event.kiosk] = event.session
        self.state.gone.pop(event.kiosk, None)

    def _context_changed(self, event: ev.ContextChanged) -> None:
        session = self.state.sessions[event.session]
        session.context = event.context
        self._index_session(session)

    def _consent_answered(self, event: ev.ConsentAnswered) -> None:
        self.state.sessions[event.session].consent = event.consent

    def _kiosk_attached(self, event: ev.KioskAttached) -> None:
        session = self.state.sessions[event.session]
        session.link, session.kiosk_lost_until, session.left_at = event.link, None, None
        self._resume(session, event.connect_until)

    def _kiosk_lost(self, event: ev.KioskLost) -> None:
        session = self.state.sessions[event.session]
        session.link, session.kiosk_lost_until = None, event.until
        self._interrupt(session)

    def _resident_left(self, event: ev.ResidentLeft) -> None:
        session = self.state.sessions[event.session]
        session.link, session.kiosk_lost_until, session.left_at = None, event.until, event.at
        session.consent = None  # whoever comes back answers for themselves
        self._index_session(session)

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
        session.answered_at = session.agent_since = event.at
        session.connect_until, session.requeued = event.connect_until, None
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
        session.agent_since = session.hand_raised_at = None
        session.requeued, session.wait_until = event.reason, event.wait_until
        session.losses += event.reason is RequeueReason.LOST
        session.wrap_up_asked = False
        session.shown_step, session.guide_done = None, False
        if event.not_again_until is not None:
            session.passed_by[event.agent] = event.not_again_until
        self._index_session(session)

    def _guest_rung(self, event: ev.GuestRung) -> None:
        session = self.state.sessions[event.session]
        session.guests_ever += 1
        session.guests[event.guest] = Guest(
            event.guest, event.agent, event.mode, event.by, event.ring, event.deadline, None
        )
        self._index_session(session)

    def _guest_joined(self, event: ev.GuestJoined) -> None:
        session = self.state.sessions[event.session]
        if event.by is None:
            session.guests_ever += 1
            session.hand_raised_at = None
        session.guests[event.guest] = Guest(
            event.guest, event.agent, event.mode, event.by, None, None, event.at, 1, event.agent is None, event.link
        )
        if event.agent:
            self.state.agents[event.agent].misses = 0
        self._index_session(session)

    def _guest_admitted(self, event: ev.GuestAdmitted) -> None:
        session = self.state.sessions[event.session]
        session.guests_ever += 1
        session.guests[event.guest] = Guest(
            event.guest, None, GuestMode.CONFERENCE, event.by, None, event.deadline, None
        )
        self._index_session(session)

    def _guest_redeemed(self, event: ev.GuestRedeemed) -> None:
        self._change_guest(event, redeemed=True, until=event.deadline)

    def _guest_attached(self, event: ev.GuestAttached) -> None:
        self._change_guest(event, link=event.link, until=None)

    def _guest_lost(self, event: ev.GuestLost) -> None:
        self._change_guest(event, link=None, until=event.until)

    def _change_guest(self, event: ev.GuestRedeemed | ev.GuestAttached | ev.GuestLost, **changes: Any) -> None:
        session = self.state.sessions[event.session]
        session.guests[event.guest] = replace(session.guests[event.guest], **changes)
        self._index_session(session)

    def _guest_mode_changed(self, event: ev.GuestModeChanged) -> None:
        guests = self.state.sessions[event.session].guests
        guests[event.guest] = replace(guests[event.guest], mode=event.mode)

    def _guest_media_restarted(self, event: ev.GuestMediaRestarted) -> None:
        guests = self.state.sessions[event.session].guests
        guests[event.guest] = replace(guests[event.guest], epoch=event.epoch)

    def _guest_left(self, event: ev.GuestLeft) -> None:
        session = self.state.sessions[event.session]
        del session.guests[event.guest]
        if event.agent and event.reason is GuestEnd.UNANSWERED:
            self.state.agents[event.agent].misses += 1
        self._index_session(session)

    def _session_handed_over(self, event: ev.SessionHandedOver) -> None:
        session = self.state.sessions[event.session]
        self._count_talk(session, event.at)
        del session.guests[event.guest]
        for guest in [guest for guest in session.guests.values() if guest.joined_at is not None]:
            # Their media with the agent were with another console.
            session.guests[guest.name] = replace(guest, epoch=guest.epoch + 1)
        session.agent, session.agent_since, session.accepted_ring = event.agent, event.at, None
        session.epoch, session.active_at, session.connect_until = event.epoch, None, event.connect_until
        session.wrap_up_asked, session.hand_raised_at = False, None
        self.state.agents[event.agent].sessions += 1
        if session.state is SessionState.ACTIVE:
            self._move(session, SessionState.CONNECTING)
        self._resume(session, event.connect_until)

    def _hand_raised(self, event: ev.HandRaised) -> None:
        self.state.sessions[event.session].hand_raised_at = event.at if event.raised else None

    def _step_shown(self, event: ev.StepShown) -> None:
        session = self.state.sessions[event.session]
        session.shown_step, session.guide_done = event.step, False
        session.guided = led_on(session.guided, event.step)

    def _step_hidden(self, event: ev.StepHidden) -> None:
        session = self.state.sessions[event.session]
        if event.done and session.shown_step:
            session.guided = led_on(session.guided, session.shown_step, done=True)
        session.shown_step, session.guide_done = None, event.done

    def _session_forwarded(self, event: ev.SessionForwarded) -> None:
        session = self.state.sessions.pop(event.session)
        self._move(session, SessionState.CLOSED)  # here; it goes on as another object at the other desk
        self.state.gone[session.kiosk] = Gone(session.id, event.to)
        self._index_session(session)

    def _session_taken_in(self, event: ev.SessionTakenIn) -> None:
        place = (0, self.state.arrivals)
        self.state.arrivals += 1
        self._enters(unpacked(event.session, event.carried, event.reason, place))

    def _session_ended(self, event: ev.SessionEnded) -> None:
        session = self.state.sessions[event.session]
        self._move(session, SessionState.WRAP_UP)
        session.ended_at, session.end_reason, session.ended_by = event.at, event.reason, event.by
        session.wrap_up_until = event.wrap_up_until
        self._count_talk(session, event.at)
        session.shown_step, session.guide_done = None, False
        session.link = session.kiosk_lost_until = None
        self._index_session(session)

    def _count_talk(self, session: Session, until: int) -> None:
        if session.agent and session.agent_since is not None:
            self.state.agents[session.agent].talk += until - session.agent_since

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
        self.state.lost.discard(event.agent)
        agent.profile, agent.supervises = event.profile, event.supervises
        self._index_agent(agent)
        if agent.session:
            self._resume(self.state.sessions[agent.session], event.connect_until)

    def _profile_changed(self, event: ev.ProfileChanged) -> None:
        self.state.agents[event.agent].profile = event.profile

    def _agent_lost(self, event: ev.AgentLost) -> None:
        agent = self.state.agents[event.agent]
        agent.link, agent.lost_until = None, event.until
        self._index_agent(agent)
        session = self.state.sessions[agent.session] if agent.session else None
        if session and session.agent == agent.id:
            self._interrupt(session)

    def _agent_state_changed(self, event: ev.AgentStateChanged) -> None:
        agent = self.state.agents[event.agent]
        agent.state, agent.reason, agent.since, agent.session = event.state, event.reason, event.at, event.session
        if event.state in (AgentState.AVAILABLE, AgentState.BREAK, AgentState.NOT_RESPONDING):
            agent.next_state = None
        if event.state is AgentState.AVAILABLE:
            agent.idle_since = event.at
        if event.state is AgentState.OFFLINE:
            del self.state.agents[event.agent]
            if event.reason == LOST:
                self.state.lost.add(event.agent)
        self._index_agent(agent)

    def _next_state_chosen(self, event: ev.NextStateChosen) -> None:
        self.state.agents[event.agent].next_state = NextState(event.state, event.reason)

    def _desk_unstaffed(self, event: ev.DeskUnstaffed) -> None:
        self.state.unstaffed_until = event.until
        self.deadlines.set(DESK, event.until)

    def _desk_staffed(self, event: ev.DeskStaffed) -> None:
        self.state.unstaffed_until = None
        self.deadlines.set(DESK, None)


_APPLY: dict[str, Callable[[Desk, Any], None]] = {
    kind: getattr(Desk, f"_{kind}")
    for kind in (event_class.__dataclass_fields__["kind"].default for event_class in ev.Event.__subclasses__())
}
