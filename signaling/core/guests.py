"""The verbs for more than two: transfer, consult, conference, a supervisor who joins, and who becomes the agent."""

from . import events as ev
from .agent import BUSY, AgentState, NextState
from .guest import INVITED, UNASKED, Guest, GuestEnd, GuestMode, guest_name
from .ids import AgentId, GuestName, KioskId, RingId, SessionId
from .refusals import Refusal, RefusalCode
from .session import IN_TALK, HandOverReason, RequeueReason, Session
from .turn import NOTHING, Decision, Turn
from .verbs import Verbs

BROUGHT_IN = frozenset({GuestMode.CONFERENCE})
NOT_THEIRS = Refusal(RefusalCode.NOT_YOUR_SESSION, "another participant's to decide")


class GuestVerbs(Verbs):
    def transfer(self, now: int, *, agent: AgentId, session: SessionId, to: AgentId | None) -> Decision:
        """Blind: back into the line, place and clock kept; or at once to a colleague, and into the line if they do not
        answer."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        if found.link is None:
            return Refusal(RefusalCode.WRONG_STATE, "the resident's connection is lost; they may come back to you")
        if to is not None and (refusal := self._not_free(to)):
            return refusal
        turn = self._turn(now)
        turn.give_back(found, agent, RequeueReason.TRANSFERRED)
        if to is not None:
            turn.ring(session, to, asked_by=agent)
        return turn.done()

    def invite(
        self, now: int, *, agent: AgentId, session: SessionId, number: int, guest: AgentId, mode: GuestMode
    ) -> Decision:
        """Rings a colleague at the desk who is free. `number`: which guest of the session it is, the first is 1, so that a
        repeat is the same invitation."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        known = found.guests.get(guest_name(number))
        if known and (known.agent, known.by) == (guest, agent):
            return NOTHING
        if mode not in INVITED:
            return Refusal(RefusalCode.WRONG_STATE, f"nobody is asked to {mode}")
        if refusal := self._no_place(found, number) or self._not_free(guest):
            return refusal
        turn = self._turn(now)
        turn.emit(
            ev.GuestRung(
                at=turn.now,
                session=session,
                guest=guest_name(number),
                agent=guest,
                mode=mode,
                by=agent,
                ring=RingId(f"{session}.{guest_name(number)}"),
                deadline=turn.now + turn.limits.ring,
            )
        )
        turn.set_agent(guest, AgentState.RINGING, session=session)
        return turn.done()

    def accept_as_guest(self, now: int, *, agent: AgentId, session: Session, ring: RingId) -> Decision:
        turn = self._turn(now)
        guest = _rung(turn, session, agent, ring)
        if isinstance(guest, Refusal):
            return NOTHING if _joined_by(session, agent, ring) else guest
        turn.emit(
            ev.GuestJoined(at=turn.now, session=session.id, guest=guest.name, agent=agent, mode=guest.mode, by=guest.by)
        )
        turn.set_agent(agent, AgentState.IN_SESSION, session=session.id)
        return turn.done()

    def decline_as_guest(self, now: int, *, agent: AgentId, session: Session, ring: RingId) -> Decision:
        turn = self._turn(now)
        guest = _rung(turn, session, agent, ring)
        if isinstance(guest, Refusal):
            return guest
        turn.end_guest(session, guest, GuestEnd.DECLINED)
        return turn.done()

    def join(self, now: int, *, agent: AgentId, session: SessionId, mode: GuestMode) -> Decision:
        """A supervisor, unasked. Whatever they were before, they are again afterwards."""
        known, found = self.state.agents.get(agent), self.state.sessions.get(session)
        if known is None:
            return self._not_signed_in()
        if found is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        if found.guest(agent):
            return NOTHING
        if found.state not in IN_TALK or known.state in BUSY or known.link is None or mode not in UNASKED:
            return Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}, you are {known.state}")
        if refusal := self._no_place(found):
            return refusal
        turn = self._turn(now)
        before = NextState(known.state, known.reason)
        turn.emit(
            ev.GuestJoined(
                at=turn.now, session=session, guest=guest_name(found.guests_ever + 1), agent=agent, mode=mode, by=None
            )
        )
        turn.set_agent(agent, AgentState.IN_SESSION, session=session)
        if before.state is not AgentState.AVAILABLE:
            turn.emit(ev.NextStateChosen(at=turn.now, agent=agent, state=before.state, reason=before.reason))
        return turn.done()

    def change_mode(
        self, now: int, *, agent: AgentId, session: SessionId, guest: GuestName, mode: GuestMode
    ) -> Decision:
        """The agent brings in whom they consulted, for good: whom the resident has met is not hidden from them again. A
        supervisor decides how they take part themselves."""
        found = self._guest_of(agent, session, guest)
        if isinstance(found, Refusal):
            return found
        theirs, asked = found.agent == agent, found.by is not None
        if theirs == asked or mode not in (BROUGHT_IN if asked else UNASKED):
            return NOT_THEIRS
        if found.mode is mode:
            return NOTHING
        turn = self._turn(now)
        turn.emit(ev.GuestModeChanged(at=turn.now, session=session, guest=guest, mode=mode))
        return turn.done()

    def dismiss(self, now: int, *, agent: AgentId, session: SessionId, guest: GuestName) -> Decision:
        """Who has joined leaves; the agent takes an invitation back, or parts with whom they asked."""
        found = self._guest_of(agent, session, guest)
        if isinstance(found, Refusal):
            return found
        if found.agent == agent:
            reason = GuestEnd.LEFT if found.joined_at is not None else GuestEnd.DECLINED
        elif found.by is None:
            return NOT_THEIRS
        else:
            reason = GuestEnd.DISMISSED if found.joined_at is not None else GuestEnd.WITHDRAWN
        turn = self._turn(now)
        turn.end_guest(self.state.sessions[session], found, reason)
        return turn.done()

    def hand_over(self, now: int, *, agent: AgentId, session: SessionId, guest: GuestName) -> Decision:
        """Warm: from the agent to a guest who is there. Or a supervisor who has joined unasked takes over."""
        found = self._guest_of(agent, session, guest)
        if isinstance(found, Refusal):
            return found
        if found.agent == agent and found.by is not None:
            return NOT_THEIRS
        talk = self.state.sessions[session]
        heir = self.state.agents[found.agent] if found.agent else None
        if found.joined_at is None or heir is None or heir.link is None or talk.agent is None:
            return Refusal(RefusalCode.WRONG_STATE, "who is to have the session is not there")
        turn, previous = self._turn(now), talk.agent
        reason = HandOverReason.TAKEN_OVER if found.agent == agent else HandOverReason.HANDED_OVER
        turn.hand_over(talk, found, heir.id, reason)
        turn.free_agent(self.state.agents[previous])
        return turn.done()

    def raise_hand(self, now: int, *, agent: AgentId, session: SessionId, raised: bool) -> Decision:
        """The agent asks for a supervisor, or does no more. One who joins has answered it."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        if (found.hand_raised_at is not None) == raised:
            return NOTHING
        turn = self._turn(now)
        turn.emit(ev.HandRaised(at=turn.now, session=session, raised=raised))
        return turn.done()

    def restart_guest_media(
        self, now: int, *, who: KioskId | AgentId | GuestName, session: SessionId, guest: GuestName, epoch: int
    ) -> Decision:
        """Anybody of the session; the guest's media with all who were there before are made anew."""
        found = self.state.sessions.get(session)
        if found is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        if who not in (found.kiosk, found.agent, *(one.agent or one.name for one in found.guests.values())):
            return Refusal(RefusalCode.NOT_YOUR_SESSION, "another's session")
        about = found.guests.get(guest)
        if about is None or about.joined_at is None:
            return Refusal(RefusalCode.WRONG_STATE, f"{guest} is not there")
        if about.epoch != epoch:
            return Refusal(RefusalCode.STALE_EPOCH, f"the present epoch of {guest} is {about.epoch}")
        turn = self._turn(now)
        turn.emit(ev.GuestMediaRestarted(at=turn.now, session=session, guest=guest, epoch=epoch + 1))
        return turn.done()

    # --- finding ------------------------------------------------------------------------------------------------------

    def _guest_of(self, agent: AgentId, session: SessionId, guest: GuestName) -> Guest | Refusal:
        """A guest of a talk in which the agent is agent, or that guest."""
        found = self.state.sessions.get(session)
        if found is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        about = found.guests.get(guest)
        if agent != found.agent and not (about and about.agent == agent):
            return Refusal(RefusalCode.NOT_YOUR_SESSION, "another's session")
        return about or Refusal(RefusalCode.WRONG_STATE, f"{guest} is not there")

    def _not_free(self, agent: AgentId) -> Refusal | None:
        known = self.state.agents.get(agent)
        if known and known.state is AgentState.AVAILABLE and known.link:
            return None
        state = known.state if known else AgentState.OFFLINE
        return Refusal(RefusalCode.AGENT_NOT_FREE, f"that agent is {state}")


def _rung(turn: Turn, session: Session, agent: AgentId, ring: RingId) -> Guest | Refusal:
    guest = session.guest(agent)
    if guest is None or guest.ring != ring or guest.until is None or guest.until <= turn.now:
        return Refusal(RefusalCode.RING_GONE, "this ring is over")
    return guest


def _joined_by(session: Session, agent: AgentId, ring: RingId) -> bool:
    guest = session.guest(agent)
    return guest is not None and guest.joined_at is not None and ring == RingId(f"{session.id}.{guest.name}")
