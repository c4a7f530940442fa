"""The switchboard of a desk: every verb there is. Each takes `now` (ms) and returns the events that it made and applied, or
a refusal that changed nothing. No verb repeats an effect: what is so already is answered with no events."""

from . import events as ev
from . import forwarding, touch, wrap_up
from .agent import BUSY, CHOSEN, AgentState, Failure, NextState
from .family import FamilyVerbs
from .fitting import GENERALIST, Profile
from .guests import GuestVerbs
from .guides import GuideVerbs
from .ids import AgentId, KioskId, LinkId, NodeId, RingId, SessionId, SiteId
from .refusals import Refusal, RefusalCode
from .session import (
    IN_TALK,
    Consent,
    Context,
    EndReason,
    Link,
    Outcome,
    Party,
    RequeueReason,
    RingResult,
    Session,
    SessionState,
)
from .touch import Touch
from .turn import NOTHING, Decision

BUSY_REASON = "busy"
"""Why an agent declines who is here, but at something else."""

__all__ = ["Decision", "Switchboard"]


class Switchboard(GuestVerbs, FamilyVerbs, GuideVerbs):
    def next_deadline(self) -> int | None:
        return self.desk.deadlines.next()

    def tick(self, now: int) -> tuple[ev.DeskEvent, ...]:
        """Does all that is due by `now`."""
        turn = self._turn(now)
        while subject := self.desk.deadlines.pop_due(turn.now):
            match subject:
                case ("session", name):
                    turn.overdue_session(self.state.sessions[SessionId(name)])
                case ("agent", name):
                    turn.overdue_agent(self.state.agents[AgentId(name)])
                case ("desk", _):
                    turn.overdue_desk()
        return turn.done()

    # --- residents ----------------------------------------------------------------------------------------------------

    def request_help(
        self,
        now: int,
        *,
        session: SessionId,
        kiosk: KioskId,
        site: SiteId,
        context: Context,
        link: Link,
        over: SessionId | None = None,
    ) -> Decision:
        """`over`: see `Touch`. Once more with the id of a session that was left: the resident comes back to it."""
        live = self._live_session_of(kiosk)
        if live and live.id == session:
            return self._attach(now, live, link)
        if live and live.left_at is None:
            return self._busy(live)
        made = Touch(session=session, kiosk=kiosk, site=site, context=context, link=link, over=over)
        return touch.begin(self._turn(now), made, self.policy.hours)

    def attach_kiosk(self, now: int, *, kiosk: KioskId, link: Link) -> Decision:
        """The kiosk is (again) connected by `link`. Nothing, if it has no live session, or one that was left: only the
        resident can come back to it."""
        session = self._live_session_of(kiosk)
        return NOTHING if session is None or session.left_at is not None else self._attach(now, session, link)

    def _attach(self, now: int, session: Session, link: Link) -> Decision:
        if session.link == link:
            return NOTHING
        turn = self._turn(now)
        if session.link is not None:
            turn.end_rings(session, RingResult.CANCELLED, "kiosk_reloaded")
        turn.emit(
            ev.KioskAttached(at=turn.now, session=session.id, link=link, connect_until=turn.now + turn.limits.connect)
        )
        return turn.done()

    def forsake(self, now: int, *, kiosk: KioskId, session: SessionId) -> Decision:
        """The kiosk's touch is about this session. Another one of the kiosk that was left is not wanted back."""
        left = self._live_session_of(kiosk)
        if left is None or left.left_at is None or left.id == session:
            return NOTHING
        turn = self._turn(now)
        turn.end(left, EndReason.RESIDENT_LEFT, Party.KIOSK)
        return turn.done()

    def come_back(self, now: int, *, kiosk: KioskId, session: SessionId, link: Link) -> Decision:
        """The touch, asked of a desk that the kiosk's session may have been forwarded to: is it live here?"""
        live = self._live_session_of(kiosk)
        if live is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "nothing of the kiosk's is live here")
        if live.id != session:
            return self._busy(live)
        return self._attach(now, live, link)

    def lose_kiosk(self, now: int, *, kiosk: KioskId, link: LinkId) -> Decision:
        """A link of the kiosk has closed. An old link's close is nothing."""
        session = self._live_session_of(kiosk)
        if session is None or session.link is None or session.link.id != link:
            return NOTHING
        turn = self._turn(now)
        turn.lose_kiosk(session, turn.limits.kiosk_grace)
        return turn.done()

    def change_context(self, now: int, *, kiosk: KioskId, session: SessionId, context: Context) -> Decision:
        found = self._staying(kiosk, session)
        if isinstance(found, Refusal):
            return found
        if found.context == context:
            return NOTHING
        turn = self._turn(now)
        turn.emit(ev.ContextChanged(at=turn.now, session=session, context=context))
        forwarding.forward_if_due(turn, found)
        return turn.done()

    def answer_consent(
        self, now: int, *, kiosk: KioskId, session: SessionId, consent: Consent, text_version: str, language: str
    ) -> Decision:
        found = self._staying(kiosk, session)
        if isinstance(found, Refusal):
            return found
        if found.consent == consent:
            return NOTHING
        turn = self._turn(now)
        turn.emit(
            ev.ConsentAnswered(
                at=turn.now, session=session, consent=consent, text_version=text_version, language=language
            )
        )
        return turn.done()

    # --- agents -------------------------------------------------------------------------------------------------------

    def attach_agent(
        self,
        now: int,
        *,
        agent: AgentId,
        link: Link,
        instance: str,
        takeover: bool,
        profile: Profile = GENERALIST,
        supervises: bool = False,
    ) -> Decision:
        """A console is (again) connected. Another window of the same agent has to take over explicitly."""
        known = self.state.agents.get(agent)
        if known and known.link == link:
            return NOTHING
        if known and known.link and known.instance != instance and not takeover:
            return Refusal(RefusalCode.ALREADY_SIGNED_IN, "this agent is connected from another window; take over")
        turn, was_lost = self._turn(now), agent in self.state.lost
        turn.emit(
            ev.AgentAttached(
                at=turn.now,
                agent=agent,
                link=link,
                instance=instance,
                replaces=known.link if known else None,
                connect_until=turn.now + turn.limits.connect,
                profile=profile,
                supervises=supervises,
            )
        )
        if known is None and was_lost:
            turn.set_agent(agent, AgentState.NOT_RESPONDING, Failure.CONNECTION_LOST)
        elif known is None:
            turn.set_agent(agent, AgentState.BREAK, "signed_in")
        return turn.done()

    def lose_agent(self, now: int, *, agent: AgentId, link: LinkId) -> Decision:
        known = self.state.agents.get(agent)
        if known is None or known.link is None or known.link.id != link:
            return NOTHING
        turn = self._turn(now)
        turn.lose_agent(known, turn.limits.agent_grace)
        return turn.done()

    def set_presence(self, now: int, *, agent: AgentId, state: AgentState, reason: str | None) -> Decision:
        """Available, on a break (only that has a reason) or offline; while busy it is kept for afterwards."""
        known = self.state.agents.get(agent)
        if known is None:
            return self._not_signed_in()
        if state not in CHOSEN:
            return Refusal(RefusalCode.WRONG_STATE, f"{state} cannot be chosen")
        if state is not AgentState.BREAK:
            reason = None
        turn = self._turn(now)
        if known.state in BUSY:
            if (known.next_state or NextState(AgentState.AVAILABLE, None)) == NextState(state, reason):
                return NOTHING
            turn.emit(ev.NextStateChosen(at=turn.now, agent=agent, state=state, reason=reason))
        elif (known.state, known.reason) != (state, reason):
            turn.set_agent(agent, state, reason)
        return turn.done()

    def step_back(self, now: int, *, agent: AgentId, failure: Failure) -> Decision:
        """The console cannot serve. Nothing, where no resident would come anyway: on a break, or with one chosen."""
        known = self.state.agents.get(agent)
        if known is None:
            return self._not_signed_in()
        turn = self._turn(now)
        turn.step_back(known, failure)
        return turn.done()

    def set_profile(self, now: int, *, agent: AgentId, profile: Profile) -> Decision:
        """An administrator has changed what the agent can do. Nothing, if the agent is not signed in."""
        known = self.state.agents.get(agent)
        if known is None or known.profile == profile:
            return NOTHING
        turn = self._turn(now)
        turn.emit(ev.ProfileChanged(at=turn.now, agent=agent, profile=profile))
        return turn.done()

    def accept(self, now: int, *, agent: AgentId, ring: RingId) -> Decision:
        session = self._session_rung_to(agent)
        if session and session.accepted_ring == ring and session.state in IN_TALK:
            return NOTHING
        if session and session.guest(agent):
            return self.accept_as_guest(now, agent=agent, session=session, ring=ring)
        turn = self._turn(now)
        rung = session.rung.get(agent) if session else None
        if session is None or rung is None or rung.id != ring or rung.deadline <= turn.now:
            return Refusal(RefusalCode.RING_GONE, "this ring is over")
        turn.accept(session, rung)
        return turn.done()

    def decline(self, now: int, *, agent: AgentId, ring: RingId, reason: str | None) -> Decision:
        session = self._session_rung_to(agent)
        if session and session.guest(agent):
            return self.decline_as_guest(now, agent=agent, session=session, ring=ring)
        turn = self._turn(now)
        rung = session.rung.get(agent) if session else None
        if session is None or rung is None or rung.id != ring or rung.deadline <= turn.now:
            return Refusal(RefusalCode.RING_GONE, "this ring is over")
        delay = turn.limits.busy_delay if reason == BUSY_REASON else turn.limits.decline_delay
        turn.end_ring(session, agent, RingResult.DECLINED, reason, turn.now + delay)
        return turn.done()

    def ask_for_wrap_up(self, now: int, *, agent: AgentId, session: SessionId, wanted: bool) -> Decision:
        """For after this talk, at a desk where it is optional; elsewhere it is kept, and changes nothing."""
        found = self._agent_session(agent, session)
        return found if isinstance(found, Refusal) else wrap_up.ask(self._turn(now), found, wanted)

    def extend_wrap_up(self, now: int, *, agent: AgentId, session: SessionId, number: int) -> Decision:
        """`number`: which extension it is, the first is 1."""
        found = self._agent_session(agent, session)
        return found if isinstance(found, Refusal) else wrap_up.extend(self._turn(now), found, number)

    def finish_wrap_up(self, now: int, *, agent: AgentId, session: SessionId, outcome: Outcome) -> Decision:
        found = self._agent_session(agent, session)
        if isinstance(found, Refusal):
            return found
        if found.state is not SessionState.WRAP_UP:
            return Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}; end it first")
        turn = self._turn(now)
        turn.close_wrap_up(found, outcome)
        return turn.done()

    # --- both ---------------------------------------------------------------------------------------------------------

    def end(
        self, now: int, *, who: KioskId | AgentId, session: SessionId, by: Party, has_ticket: bool = False
    ) -> Decision:
        """An agent who has neither heard nor seen the resident cannot end it for them: another agent is found."""
        found = self._session_of(who, session, by)
        if isinstance(found, Refusal):
            return found
        if found.state is SessionState.WRAP_UP:
            return NOTHING
        if by is Party.KIOSK and not has_ticket and found.state not in IN_TALK:
            return self._leave(now, found)
        turn = self._turn(now)
        if found.agent and by is Party.AGENT and found.active_at is None:
            turn.give_back(found, found.agent, RequeueReason.HANDED_BACK)
            return turn.done()
        if by is Party.AGENT:
            reason = EndReason.AGENT_ENDED
        else:
            reason = EndReason.RESIDENT_ENDED if found.state in IN_TALK else EndReason.LEFT_WITH_TICKET
        turn.end(found, reason, by)
        return turn.done()

    def _leave(self, now: int, session: Session) -> Decision:
        if session.left_at is not None:
            return NOTHING
        turn = self._turn(now)
        turn.leave(session)
        return turn.done()

    def media_ready(self, now: int, *, agent: AgentId, session: SessionId, epoch: int) -> Decision:
        found = self._agent_session(agent, session)
        if isinstance(found, Refusal):
            return found
        if epoch != found.epoch:
            return self._stale(found)
        if found.state is not SessionState.CONNECTING:
            return NOTHING if found.active_at else Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}")
        turn = self._turn(now)
        turn.emit(ev.MediaReady(at=turn.now, session=session, epoch=epoch))
        return turn.done()

    def restart_media(
        self, now: int, *, who: KioskId | AgentId, session: SessionId, by: Party, epoch: int, reason: str
    ) -> Decision:
        found = self._session_of(who, session, by)
        if isinstance(found, Refusal):
            return found
        if epoch != found.epoch:
            return self._stale(found)
        if found.state not in IN_TALK:
            return Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}")
        turn = self._turn(now)
        turn.restart_media(found, by, reason, relay_only=found.relay_only or reason == "no_media")
        return turn.done()

    # --- the server's own ---------------------------------------------------------------------------------------------

    def keep_nodes(self, now: int, living: frozenset[NodeId]) -> tuple[ev.DeskEvent, ...]:
        """Every link on a node that does not live is lost; the grace time starts now, since nobody could come back."""
        turn = self._turn(now)
        grace = turn.limits.restart_grace
        for session in [s for s in self.state.sessions.values() if s.link and s.link.node not in living]:
            turn.lose_kiosk(session, grace)
        for agent in [a for a in self.state.agents.values() if a.link and a.link.node not in living]:
            turn.lose_agent(agent, grace)
        for session in self.state.sessions.values():
            for guest in [g for g in session.guests.values() if g.link and g.link.node not in living]:
                turn.lose_guest(session, guest, grace)
        return turn.done()
