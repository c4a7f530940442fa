"""What all verbs of the switchboard stand on: the desk, its policy, and finding whom a verb is about."""

from .desk import Desk
from .elsewhere import Outward
from .guest import GUESTS_AT_MOST
from .ids import AgentId, DeskId, KioskId, SessionId
from .policy import DeskPolicy
from .refusals import Refusal, RefusalCode
from .session import IN_TALK, LIVE, Party, Session
from .state import DeskState
from .turn import Turn


class Verbs:
    def __init__(self, policy: DeskPolicy, state: DeskState | None = None) -> None:
        self._policy = policy
        self.desk = Desk(state, policy.strategy, policy.fitting, policy.breadth, Outward(policy.overflow))

    @property
    def policy(self) -> DeskPolicy:
        return self._policy

    @policy.setter
    def policy(self, policy: DeskPolicy) -> None:
        self._policy = policy
        self.know_takers(self.desk.outward.takers)

    def know_takers(self, takers: frozenset[DeskId]) -> None:
        """Which other desks would take somebody in. It decides what happens from now on, never what has happened."""
        policy = self._policy
        self.desk.follow(policy.strategy, policy.fitting, policy.breadth, Outward(policy.overflow, takers))

    @property
    def state(self) -> DeskState:
        return self.desk.state

    def _turn(self, now: int) -> Turn:
        return Turn(self.desk, self.policy, now)

    def _live_session_of(self, kiosk: KioskId) -> Session | None:
        session_id = self.desk.by_kiosk.get(kiosk)
        return self.state.sessions[session_id] if session_id else None

    def _session_rung_to(self, agent: AgentId) -> Session | None:
        known = self.state.agents.get(agent)
        return self.state.sessions.get(known.session) if known and known.session else None

    def _kiosk_session(self, kiosk: KioskId, session: SessionId) -> Session | Refusal:
        found = self.state.sessions.get(session)
        if found is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        if found.kiosk != kiosk:
            return Refusal(RefusalCode.NOT_YOUR_SESSION, "another kiosk's session")
        if found.state not in LIVE:
            return Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}")
        return found

    def _staying(self, kiosk: KioskId, session: SessionId) -> Session | Refusal:
        """The kiosk's session, unless the resident has left."""
        found = self._kiosk_session(kiosk, session)
        if isinstance(found, Refusal) or found.left_at is None:
            return found
        return Refusal(RefusalCode.WRONG_STATE, "the resident has left; ask for help again")

    def _agent_session(self, agent: AgentId, session: SessionId) -> Session | Refusal:
        if agent not in self.state.agents:
            return self._not_signed_in()
        found = self.state.sessions.get(session)
        if found is None:
            return Refusal(RefusalCode.UNKNOWN_SESSION, "no such live session at this desk")
        if found.agent != agent:
            return Refusal(RefusalCode.NOT_YOUR_SESSION, "another agent's session")
        return found

    def _session_of(self, who: KioskId | AgentId, session: SessionId, by: Party) -> Session | Refusal:
        if by is Party.AGENT:
            return self._agent_session(AgentId(who), session)
        return self._kiosk_session(KioskId(who), session)

    def _busy(self, live: Session) -> Refusal:
        return Refusal(RefusalCode.KIOSK_BUSY, f"the kiosk has the live session {live.id}; end it first")

    def _no_place(self, session: Session, number: int | None = None) -> Refusal | None:
        """For one more guest, who is to be the session's `number`th."""
        if number not in (None, session.guests_ever + 1):
            return Refusal(RefusalCode.WRONG_STATE, f"the next guest is number {session.guests_ever + 1}")
        if len(session.guests) < GUESTS_AT_MOST:
            return None
        return Refusal(RefusalCode.LIMIT_REACHED, f"a session has {GUESTS_AT_MOST} guests at most")

    def _not_signed_in(self) -> Refusal:
        return Refusal(RefusalCode.NOT_SIGNED_IN, "the agent is not signed in at this desk")

    def _stale(self, session: Session) -> Refusal:
        return Refusal(RefusalCode.STALE_EPOCH, f"the present epoch is {session.epoch}")

    def _talk_of(self, agent: AgentId, session: SessionId) -> Session | Refusal:
        """The agent's session, while the resident is there."""
        found = self._agent_session(agent, session)
        if isinstance(found, Refusal) or found.state in IN_TALK:
            return found
        return Refusal(RefusalCode.WRONG_STATE, f"the session is {found.state}")
