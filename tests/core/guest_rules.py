"""What agents and supervisors do with more than two in a talk, for the state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from signaling.core.agent import BUSY, AgentState
from signaling.core.fitting import GENERALIST
from signaling.core.guest import Guest, GuestMode
from signaling.core.ids import AgentId
from signaling.core.session import Session

from .checked_desk import AGENTS, IN_TALK, NODES, CheckedDesk

anyone = st.integers(0, 99)
mostly = st.sampled_from([True, True, True, False])
asked = st.sampled_from([GuestMode.CONFERENCE, GuestMode.CONSULT, GuestMode.CONSULT, GuestMode.WHISPER])
unasked = st.sampled_from([GuestMode.MONITOR, GuestMode.WHISPER, GuestMode.CONFERENCE, GuestMode.CONSULT])
answers = st.sampled_from(["accept"] * 3 + ["decline", "withdraw", "too late", "not yet"])
what_next = st.sampled_from(["nothing", "restart", "lose", "dismiss", "hand_over", "hand_over", *GuestMode])


class GuestRules(CheckedDesk):
    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=anyone, free=mostly, mode=asked, course=st.lists(st.tuples(answers, what_next), min_size=1, max_size=4))
    def colleagues_are_asked(self, which: int, free: bool, mode: GuestMode, course: list[tuple[str, str]]) -> None:
        session = self._session(which, *IN_TALK)
        for whom, (answer, then) in enumerate(course):
            if session.state not in IN_TALK:
                return
            guest, number = self._colleague(session, whom + which, free), session.guests_ever + 1
            self._do("invite", agent=session.agent, session=session.id, number=number, guest=guest, mode=mode)
            rung = session.guest(guest)
            if rung and rung.ring:
                self._answer(session, rung, answer)
            self._go_on(session, guest, then, by_agent=which % 2 > 0)
            if whom + 1 < len(course):
                self._go_on(session, guest, "dismiss", by_agent=True)

    def _answer(self, session: Session, guest: Guest, answer: str) -> None:
        match answer:
            case "accept":
                self._do("accept", agent=guest.agent, ring=guest.ring)
            case "decline":
                self._do("decline", agent=guest.agent, ring=guest.ring, reason=None)
            case "withdraw":
                self._do("dismiss", agent=session.agent, session=session.id, guest=guest.name)
            case "too late":
                assert guest.until is not None
                self.now = max(self.now, guest.until)
                self._do("accept", agent=guest.agent, ring=guest.ring)
                self._tick()
            case _:
                pass

    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=anyone, free=mostly, course=st.lists(st.tuples(unasked, what_next), min_size=1, max_size=4))
    def supervisors_join(self, which: int, free: bool, course: list[tuple[GuestMode, str]]) -> None:
        session = self._session(which, *IN_TALK)
        self._do("raise_hand", agent=session.agent, session=session.id, raised=which % 2 == 0)
        for who, (mode, then) in enumerate(course):
            if session.state not in IN_TALK:
                return
            agent = self._colleague(session, who + which, free)
            self._do("join", agent=agent, session=session.id, mode=mode)
            self._go_on(session, agent, then, by_agent=which % 4 == 0)
            if who + 1 < len(course):
                self._go_on(session, agent, "dismiss", by_agent=False)

    def _go_on(self, session: Session, agent: AgentId, then: str, by_agent: bool) -> None:
        guest = session.guest(agent)
        if guest is None:
            return
        arguments = {"agent": session.agent if by_agent else agent, "session": session.id, "guest": guest.name}
        match then:
            case "nothing":
                pass
            case "restart":
                who = session.kiosk if by_agent else agent
                about = {"session": session.id, "guest": guest.name, "epoch": guest.epoch}
                self._do("restart_guest_media", who=who, **about)
            case "lose":
                self._do("lose_agent", agent=agent, link=self._known_link(agent, age=0))
            case "dismiss" | "hand_over":
                self._do(then, **arguments)
            case _:
                self._do("change_mode", mode=GuestMode(then), **arguments)

    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=anyone, whom=anyone, free=st.booleans(), to_line=st.booleans())
    def transfer(self, which: int, whom: int, free: bool, to_line: bool) -> None:
        session = self._session(which, *IN_TALK)
        to = None if to_line else self._colleague(session, whom, free)
        self._do("transfer", agent=session.agent, session=session.id, to=to)

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _colleague(self, session: Session, which: int, free: bool) -> AgentId:
        """Somebody else; if it is to be somebody free, one who is not busy, as long as there is any, and has come to be it."""
        known = self.board.state.agents
        others = [agent for agent in AGENTS if agent != session.agent]
        idle = [agent for agent in others if agent not in known or known[agent].state not in BUSY]
        others = idle if free and idle else others
        chosen = others[which % len(others)]
        if free and (chosen not in known or known[chosen].link is None):
            arguments = {"instance": "window-1", "takeover": True, "profile": GENERALIST}
            self._do("attach_agent", agent=chosen, link=self._new_link(chosen, NODES[0]), **arguments)
        if free and known[chosen].state not in BUSY:
            self._do("set_presence", agent=chosen, state=AgentState.AVAILABLE, reason=None)
        return chosen
