"""The verbs for a family member: an agent admits them, a code that is used once lets them in."""

from . import events as ev
from .guest import ADMITTED_FOR, ENTER_WITHIN, Guest, GuestEnd, GuestMode, guest_name
from .ids import AgentId, GuestName, Link, LinkId, SessionId
from .refusals import Refusal, RefusalCode
from .turn import NOTHING, Decision
from .verbs import Verbs


class FamilyVerbs(Verbs):
    def admit(self, now: int, *, agent: AgentId, session: SessionId, number: int) -> Decision:
        """`number` as for `invite`. Which code lets them in is the service's to say; here is how long it does."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        known = found.guests.get(guest_name(number))
        if known and known.agent is None and known.by == agent and not known.redeemed:
            return NOTHING
        if refusal := self._no_place(found, number):
            return refusal
        turn = self._turn(now)
        deadline = turn.now + ADMITTED_FOR
        turn.emit(ev.GuestAdmitted(at=turn.now, session=session, guest=guest_name(number), by=agent, deadline=deadline))
        return turn.done()

    def redeem(self, now: int, *, session: SessionId, guest: GuestName) -> Decision:
        """Somebody gave the code. Whoever does so again is refused."""
        turn = self._turn(now)
        found = self._admitted(session, guest, turn.now)
        if isinstance(found, Refusal):
            return found
        if found.redeemed:
            return Refusal(RefusalCode.WRONG_STATE, "the code has been used")
        turn.emit(ev.GuestRedeemed(at=turn.now, session=session, guest=guest, deadline=turn.now + ENTER_WITHIN))
        return turn.done()

    def enter(self, now: int, *, session: SessionId, guest: GuestName, link: Link) -> Decision:
        """Whoever used the code is connected, or again."""
        turn = self._turn(now)
        found = self._admitted(session, guest, turn.now)
        if isinstance(found, Refusal):
            return found
        if found.link == link:
            return NOTHING
        if found.joined_at is not None:
            turn.emit(ev.GuestAttached(at=turn.now, session=session, guest=guest, link=link, replaces=found.link))
        elif found.redeemed:
            conference, by = GuestMode.CONFERENCE, found.by
            turn.emit(
                ev.GuestJoined(at=turn.now, session=session, guest=guest, agent=None, mode=conference, by=by, link=link)
            )
        else:
            return Refusal(RefusalCode.WRONG_STATE, "the code has not been used")
        return turn.done()

    def lose_guest(self, now: int, *, session: SessionId, guest: GuestName, link: LinkId) -> Decision:
        """A link of theirs has closed. An old link's close is nothing."""
        talk = self.state.sessions.get(session)
        found = talk.guests.get(guest) if talk else None
        if talk is None or found is None or found.link is None or found.link.id != link:
            return NOTHING
        turn = self._turn(now)
        turn.lose_guest(talk, found, turn.limits.agent_grace)
        return turn.done()

    def leave(self, now: int, *, session: SessionId, guest: GuestName) -> Decision:
        turn = self._turn(now)
        found = self._admitted(session, guest, turn.now)
        if isinstance(found, Refusal):
            return found
        if found.joined_at is None:
            return Refusal(RefusalCode.WRONG_STATE, f"{guest} has not joined")
        turn.end_guest(self.state.sessions[session], found, GuestEnd.LEFT)
        return turn.done()

    def _admitted(self, session: SessionId, guest: GuestName, now: int) -> Guest | Refusal:
        """A family member of a talk, whose time is not over."""
        talk = self.state.sessions.get(session)
        if talk is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        found = talk.guests.get(guest)
        if found is None or found.agent is not None or (found.until is not None and found.until <= now):
            return Refusal(RefusalCode.WRONG_STATE, f"{guest} is not admitted")
        return found
