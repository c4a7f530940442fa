"""Thirty days of the centre, played by the real switchboard under a virtual clock.

Residents and agents are programs that react to the switchboard's events, as their clients would; whatever rings, waits,
runs out or is abandoned is the switchboard's own decision. The same seed and the same `now` give the same history.
"""

import heapq
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, KioskId, LinkId, NodeId, SessionId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.opening import Span
from signaling.core.policy import DeskPolicy
from signaling.core.session import LIVE, EndReason, Link, Outcome, Party, SessionState
from signaling.core.switchboard import Switchboard

from . import centre
from .visitors import Visitor, day_of

DAYS = 30
NODE = NodeId("history")
QUIET = 60 * MINUTE
"""Nobody arrives in the last hour before `now`, so that everything has ended by then."""
OUTCOMES = {Outcome.SOLVED: 88, Outcome.COUNTER: 4, Outcome.INFORMATION: 3, Outcome.CALL_BACK: 2,
            Outcome.NOT_SOLVED: 2, Outcome.TECHNICAL: 1}  # fmt: skip
OUTCOMES_IF_UNHAPPY = {Outcome.NOT_SOLVED: 50, Outcome.COUNTER: 25, Outcome.SOLVED: 15, Outcome.TECHNICAL: 10}
OUTCOMES_IF_CUT = {Outcome.TECHNICAL: 60, Outcome.CALL_BACK: 25, Outcome.NOT_SOLVED: 15}
"""How often of a hundred; the others where the resident was unhappy, or the machine was cut off."""
CUT = (EndReason.KIOSK_LOST, EndReason.NEVER_CONNECTED)


@dataclass(frozen=True, slots=True)
class Rating:
    session: SessionId
    kiosk: KioskId
    value: int
    at: int


@dataclass(slots=True)
class Day:
    """What happened on one day: `events` for the desk's log, `ratings` for the session's memory."""

    day: date
    events: list[ev.DeskEvent] = field(default_factory=list[ev.DeskEvent])
    ratings: list[Rating] = field(default_factory=list[Rating])


def policy(now: int) -> DeskPolicy:
    today = _local(now).date()
    return DeskPolicy(desk=centre.DESK, hours=centre.opening_hours(today - timedelta(days=DAYS), today))


def play(now: int, seed: int = 1) -> tuple[list[Day], Switchboard]:
    """The days before `now` (ms), oldest first, and the switchboard as they left it: nobody there, nothing live."""
    rules = policy(now)
    switchboard = Switchboard(rules)
    rng = random.Random(seed)
    today = _local(now).date()
    days: list[Day] = []
    for ago in range(DAYS, -1, -1):
        day = today - timedelta(days=ago)
        spans = rules.hours.spans(day)
        midnight = int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(centre.ZONE)).timestamp() * 1000)
        if ago == 0:
            spans = _before(spans, (now - QUIET - midnight) // MINUTE)
        if spans:
            days.append(_Played(switchboard, rng, midnight, spans, day).play())
    return days, switchboard


class _Played:
    """One day: a queue of things that people will do, and the reactions to what the switchboard decides."""

    def __init__(
        self, switchboard: Switchboard, rng: random.Random, midnight: int, spans: Sequence[Span], day: date
    ) -> None:
        self._board = switchboard
        self._rng = rng
        self._day = Day(day)
        self._due: list[tuple[int, int, Callable[[int], None]]] = []
        self._count = 0
        self._links = 0
        self._here: dict[SessionId, Visitor] = {}
        self._kiosks: dict[SessionId, KioskId] = {}
        self._taken: dict[KioskId, int] = {}
        """Until when somebody whose session has ended still stands at the machine."""
        for visitor in day_of(rng, midnight, spans, weekend=day.weekday() >= 5):
            self._at(visitor.at, lambda now, visitor=visitor: self._touch(now, visitor))
        for agent, start, end in self._shifts(spans):
            self._at(midnight + start * MINUTE, lambda now, agent=agent: self._come(now, agent))
            self._at(midnight + end * MINUTE, lambda now, agent=agent: self._leave(now, agent))

    def play(self) -> Day:
        while True:
            deadline = self._board.next_deadline()
            if self._due and (deadline is None or self._due[0][0] <= deadline):
                at, _, action = heapq.heappop(self._due)
                action(at)
            elif deadline is not None:
                self._happened(self._board.tick(deadline))
            else:
                return self._day

    def _shifts(self, spans: Sequence[Span]) -> Iterator[tuple[AgentId, int, int]]:
        """Two all day, a third for the busy hours of most weekdays; staggered meals on a day without a midday pause."""
        opens, closes = spans[0][0], spans[-1][1]
        first, second, third = (person.id for person in centre.AGENTS)
        if len(spans) == 1 and closes - opens > 6 * 60:
            yield from ((first, opens - 8, 11 * 60 + 20), (first, 12 * 60, closes + 3))
            yield from ((second, opens - 3, 12 * 60 + 5), (second, 12 * 60 + 45, closes + 6))
            if self._rng.random() < 0.6:
                yield from ((third, 9 * 60, 11 * 60 + 40), (third, 13 * 60, 15 * 60 + 30))
            return
        for start, end in spans:
            yield from ((first, start - 6, end + 4), (second, start - 2, end + 5))

    # --- what people do -----------------------------------------------------------------------------------------------

    def _at(self, at: int, action: Callable[[int], None]) -> None:
        self._count += 1
        heapq.heappush(self._due, (at, self._count, action))

    def _touch(self, now: int, visitor: Visitor) -> None:
        busy = {session.kiosk for session in self._board.state.sessions.values() if session.state in LIVE}
        busy |= {kiosk for kiosk, until in self._taken.items() if until > now}
        kiosk = next((kiosk for kiosk in visitor.kiosks if kiosk not in busy), None)
        if kiosk is None:
            self._at(now + MINUTE, lambda later: self._touch(later, visitor))
            return
        session = SessionId(str(uuid.UUID(int=self._rng.getrandbits(128), version=4)))
        self._here[session], self._kiosks[session] = visitor, kiosk
        self._do(self._board.request_help(
            now, session=session, kiosk=kiosk, site=visitor.site, context=visitor.context, link=self._link()
        ))  # fmt: skip

    def _consent(self, now: int, session: SessionId) -> None:
        visitor, found = self._here[session], self._board.state.sessions.get(session)
        if found is not None and found.state in LIVE and found.link is not None and visitor.consent is not None:
            self._do(self._board.answer_consent(
                now, kiosk=self._kiosks[session], session=session, consent=visitor.consent,
                text_version="2026-09", language=visitor.context.language,
            ))  # fmt: skip

    def _lose_patience(self, now: int, session: SessionId) -> None:
        if self._state(session) in (SessionState.WAITING, SessionState.RINGING):
            self._do(self._board.end(now, who=self._kiosks[session], session=session, by=Party.KIOSK))

    def _end(self, now: int, session: SessionId) -> None:
        found = self._board.state.sessions.get(session)
        if found is None or found.state not in (SessionState.ACTIVE, SessionState.CONNECTING) or found.agent is None:
            return
        if self._here[session].ends:
            self._do(self._board.end(now, who=found.kiosk, session=session, by=Party.KIOSK))
        else:
            self._do(self._board.end(now, who=found.agent, session=session, by=Party.AGENT))

    def _drop(self, now: int, session: SessionId) -> None:
        found = self._board.state.sessions.get(session)
        if found is None or found.state is not SessionState.ACTIVE or found.link is None:
            return
        self._do(self._board.lose_kiosk(now, kiosk=found.kiosk, link=found.link.id))
        if back_after := self._here[session].back_after:
            self._at(now + back_after, lambda later: self._return(later, session))

    def _return(self, now: int, session: SessionId) -> None:
        if self._state(session) is SessionState.INTERRUPTED:
            self._do(self._board.attach_kiosk(now, kiosk=self._kiosks[session], link=self._link()))
            self._at(now + 40 * SECOND, lambda later: self._end(later, session))

    def _come(self, now: int, agent: AgentId) -> None:
        self._do(self._board.attach_agent(now, agent=agent, link=self._link(), instance="history", takeover=True))
        self._do(self._board.set_presence(now, agent=agent, state=AgentState.AVAILABLE, reason=None))

    def _leave(self, now: int, agent: AgentId) -> None:
        """Whoever is busy leaves afterwards."""
        if agent in self._board.state.agents:
            self._do(self._board.set_presence(now, agent=agent, state=AgentState.OFFLINE, reason=None))

    def _be_back(self, now: int, agent: AgentId) -> None:
        found = self._board.state.agents.get(agent)
        if found is not None and found.state is AgentState.NOT_RESPONDING:
            self._do(self._board.set_presence(now, agent=agent, state=AgentState.AVAILABLE, reason=None))

    def _wrap_up(self, now: int, agent: AgentId, session: SessionId) -> None:
        if self._state(session) is SessionState.WRAP_UP:
            outcome = self._outcome(session)
            self._do(self._board.finish_wrap_up(now, agent=agent, session=session, outcome=outcome))

    def _outcome(self, session: SessionId) -> Outcome:
        rating = self._here[session].rating
        chances = OUTCOMES if rating is None or rating > 2 else OUTCOMES_IF_UNHAPPY
        if self._board.state.sessions[session].end_reason in CUT:
            chances = OUTCOMES_IF_CUT
        return self._rng.choices(list(chances), list(chances.values()))[0]

    # --- what the switchboard decided ---------------------------------------------------------------------------------

    def _do(self, decision: object) -> None:
        """A refusal means that things had moved on, as it would for a person who pressed too late."""
        if isinstance(decision, tuple):
            self._happened(decision)

    def _happened(self, events: Sequence[ev.DeskEvent]) -> None:
        self._day.events.extend(events)
        for event in events:
            match event:
                case ev.SessionQueued():
                    self._queued(event)
                case ev.RingStarted():
                    self._rung(event)
                case ev.RingEnded(result=ev.RingResult.UNANSWERED):
                    back = event.at + self._seconds(45, 200)
                    self._at(back, lambda now, agent=event.agent: self._be_back(now, agent))
                case ev.SessionAccepted():
                    self._accepted(event)
                case ev.MediaRestarted():
                    self._connect(event.at, event.session, event.epoch)
                case ev.MediaReady():
                    self._talk(event)
                case ev.SessionEnded():
                    self._ended(event)
                case _:
                    pass

    def _queued(self, event: ev.SessionQueued) -> None:
        visitor, session = self._here[event.session], event.session
        self._at(event.at + visitor.consent_after, lambda now: self._consent(now, session))
        self._at(event.at + visitor.patience, lambda now: self._lose_patience(now, session))

    def _rung(self, event: ev.RingStarted) -> None:
        chance, agent, ring = self._rng.random(), event.agent, event.ring
        if chance < 0.045:
            return
        after = event.at + self._seconds(1.5, 11)
        if chance < 0.07:
            self._at(after, lambda now: self._do(self._board.decline(now, agent=agent, ring=ring, reason="busy")))
        else:
            self._at(after, lambda now: self._do(self._board.accept(now, agent=agent, ring=ring)))

    def _accepted(self, event: ev.SessionAccepted) -> None:
        if self._rng.random() > 0.012:
            self._connect(event.at, event.session, self._board.state.sessions[event.session].epoch)

    def _connect(self, at: int, session: SessionId, epoch: int) -> None:
        found = self._board.state.sessions.get(session)
        if found is None or found.agent is None or self._rng.random() < 0.004:
            return
        agent = found.agent
        self._at(
            at + int(self._rng.lognormvariate(5.6, 0.6)),
            lambda now: self._do(self._board.media_ready(now, agent=agent, session=session, epoch=epoch)),
        )

    def _talk(self, event: ev.MediaReady) -> None:
        visitor, session = self._here[event.session], event.session
        self._at(event.at + visitor.talk, lambda now: self._end(now, session))
        if visitor.drops_after is not None:
            self._at(event.at + visitor.drops_after, lambda now: self._drop(now, session))

    def _ended(self, event: ev.SessionEnded) -> None:
        session, visitor = event.session, self._here[event.session]
        agent, kiosk = self._board.state.sessions[session].agent, self._kiosks[session]
        if agent is not None and self._rng.random() > 0.02:
            self._at(event.at + self._seconds(8, 95), lambda now: self._wrap_up(now, agent, session))
        goes_at = event.at + self._seconds(4, 40)
        self._taken[kiosk] = goes_at
        if visitor.rating is not None and event.reason not in CUT:
            self._day.ratings.append(Rating(session, kiosk, visitor.rating, goes_at))

    # --- small things -------------------------------------------------------------------------------------------------

    def _link(self) -> Link:
        self._links += 1
        return Link(LinkId(f"history.{self._day.day.isoformat()}.{self._links}"), NODE)

    def _state(self, session: SessionId) -> SessionState | None:
        found = self._board.state.sessions.get(session)
        return found.state if found else None

    def _seconds(self, low: float, high: float) -> int:
        return int(self._rng.uniform(low, high) * SECOND)


def _before(spans: Sequence[Span], minute: int) -> list[Span]:
    return [(start, min(end, minute)) for start, end in spans if start + 15 < minute]


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(centre.ZONE))
