"""A simulated desk: the shipped switchboard on a virtual clock, with residents and agents who do as people do.

Time jumps from one happening to the next. What a client would send, its person here does at that very moment. Nothing is
kept of a session that is over, so that millions cost no memory.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, KioskId, LinkId, NodeId, RingId, SessionId, SiteId
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import Context, EndReason, Link, Outcome, Party
from signaling.core.switchboard import Decision, Switchboard

from .agenda import Agenda
from .people import Answering, Chance, Resident, Shift, exponential

NOWHERE = Context(None, None, "zh-CN")
SITE, NODE = SiteId("site"), NodeId("node")


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one resident."""

    requested_at: int
    waited: int
    """Until the answer, or until they left or were sent away."""
    at_once: bool
    """An agent was free at the touch: nobody had to be waited for."""
    answered: bool
    reason: EndReason
    over_at: int
    """The end of the wrap-up, where there was one."""


@dataclass(slots=True)
class _Present:
    resident: Resident
    kiosk: KioskId
    at_once: bool = False
    answered_at: int | None = None


Happened = Callable[[tuple[ev.DeskEvent, ...]], None]


class SimulatedDesk:
    def __init__(
        self,
        policy: DeskPolicy,
        residents: Iterator[Resident],
        shifts: Sequence[Shift],
        *,
        chance: Chance,
        visited: Callable[[Visit], None],
        happened: Happened | None = None,
        answering: Answering | None = None,
    ) -> None:
        """`visited` is told of every resident once it is over, `happened` every event. `chance` is that of the agents."""
        # Nobody here changes their mind, and the kiosk is free for the next at once.
        self.board = Switchboard(replace(policy, limits=replace(policy.limits, resume=0)))
        self._residents, self._chance, self._answering = residents, chance, answering or Answering()
        self._visited, self._happened = visited, happened
        self._agenda = Agenda()
        self._now = 0
        self._present: dict[SessionId, _Present] = {}
        self._kiosks: list[KioskId] = []
        self._made = self._arrived = 0
        self._reactions: dict[type[ev.DeskEvent], Callable[[Any], None]] = {
            ev.RingStarted: self._rung,
            ev.SessionAccepted: self._accepted,
            ev.SessionEnded: self._ended,
            ev.SessionClosed: self._closed,
            ev.SessionTurnedAway: self._turned_away,
            ev.AgentStateChanged: self._changed,
        }
        for shift in shifts:
            self._agenda.plan(shift.start, self._sign_in, shift.agent)
            if shift.end is not None:
                self._agenda.plan(shift.end, self._choose, shift.agent, AgentState.OFFLINE)
        self._next_resident()

    def run(self) -> int:
        """Until nothing more can happen; when that was."""
        agenda, board = self._agenda, self.board
        while True:
            planned, due = agenda.next(), board.next_deadline()
            if due is not None and (planned is None or due <= planned):
                self._now = max(self._now, due)
                self._react(board.tick(self._now))
            elif planned is not None:
                self._now, action, arguments = agenda.pop()
                action(*arguments)
            else:
                return self._now

    def _react(self, decision: Decision) -> None:
        if isinstance(decision, Refusal) or not decision:
            return
        if self._happened:
            self._happened(decision)
        for event in decision:
            if reaction := self._reactions.get(type(event)):
                reaction(event)

    # --- what people do -----------------------------------------------------------------------------------------------

    def _next_resident(self) -> None:
        if resident := next(self._residents, None):
            self._agenda.plan(resident.at, self._arrive, resident)

    def _arrive(self, resident: Resident) -> None:
        self._arrived += 1
        session = SessionId(f"s{self._arrived}")
        kiosk = self._free_kiosk()
        self._present[session] = _Present(resident, kiosk)
        link = Link(LinkId(kiosk), NODE)
        self._react(
            self.board.request_help(self._now, session=session, kiosk=kiosk, site=SITE, context=NOWHERE, link=link)
        )
        if resident.patience is not None and session in self._present:
            self._agenda.plan(resident.at + resident.patience, self._lose_patience, session)
        self._next_resident()

    def _free_kiosk(self) -> KioskId:
        """The desk remembers the last session of every kiosk, so that there are no more of them than are needed."""
        if self._kiosks:
            return self._kiosks.pop()
        self._made += 1
        return KioskId(f"k{self._made}")

    def _lose_patience(self, session: SessionId) -> None:
        present = self._present.get(session)
        if present and present.answered_at is None:
            self._end(session, present.kiosk)

    def _end(self, session: SessionId, kiosk: KioskId) -> None:
        self._react(self.board.end(self._now, who=kiosk, session=session, by=Party.KIOSK))

    def _sign_in(self, agent: AgentId) -> None:
        link = Link(LinkId(agent), NODE)
        self._react(self.board.attach_agent(self._now, agent=agent, link=link, instance="window", takeover=False))
        self._choose(agent, AgentState.AVAILABLE)

    def _choose(self, agent: AgentId, state: AgentState) -> None:
        self._react(self.board.set_presence(self._now, agent=agent, state=state, reason=None))

    def _return(self, agent: AgentId) -> None:
        known = self.board.state.agents.get(agent)
        if known and known.state is AgentState.NOT_RESPONDING:
            self._choose(agent, AgentState.AVAILABLE)

    def _accept(self, agent: AgentId, ring: RingId) -> None:
        self._react(self.board.accept(self._now, agent=agent, ring=ring))

    def _finish(self, agent: AgentId, session: SessionId) -> None:
        self._react(self.board.finish_wrap_up(self._now, agent=agent, session=session, outcome=Outcome.SOLVED))

    # --- what they do it upon -----------------------------------------------------------------------------------------

    def _rung(self, event: ev.RingStarted) -> None:
        present = self._present[event.session]
        present.at_once = present.at_once or event.at == present.resident.at
        delay = exponential(self._chance, self._answering.delay)
        self._agenda.plan(event.at + delay, self._accept, event.agent, event.ring)

    def _accepted(self, event: ev.SessionAccepted) -> None:
        present = self._present[event.session]
        present.answered_at = event.at
        self._agenda.plan(event.at + present.resident.talk, self._end, event.session, present.kiosk)
        epoch = self.board.state.sessions[event.session].epoch
        self._react(self.board.media_ready(self._now, agent=event.agent, session=event.session, epoch=epoch))

    def _ended(self, event: ev.SessionEnded) -> None:
        session = self.board.state.sessions.get(event.session)
        if session is None:  # no wrap-up followed
            return
        agent = session.agent
        wrap_up = self._present[event.session].resident.wrap_up
        self._agenda.plan(event.at + wrap_up, self._finish, agent, event.session)

    def _closed(self, event: ev.SessionClosed) -> None:
        self._leave(event.session, event.reason, event.at)

    def _turned_away(self, event: ev.SessionTurnedAway) -> None:
        self._leave(event.session, event.reason, event.at)

    def _leave(self, session: SessionId, reason: EndReason, at: int) -> None:
        present = self._present.pop(session)
        self._kiosks.append(present.kiosk)
        asked, answered = present.resident.at, present.answered_at
        waited = (at if answered is None else answered) - asked
        self._visited(Visit(asked, waited, present.at_once, answered is not None, reason, at))

    def _changed(self, event: ev.AgentStateChanged) -> None:
        if event.state is AgentState.NOT_RESPONDING:
            self._agenda.plan(event.at + self._answering.absence, self._return, event.agent)
