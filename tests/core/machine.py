"""A state machine of Hypothesis over the switchboard: residents, agents, nodes and time do whatever they like, in any order,
with fresh and with outdated names; after every step the desk has kept its promises."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core import switchboard
from signaling.core.agent import AgentState
from signaling.core.desk import Desk
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, RingId, SessionId, SiteId
from signaling.core.limits import MINUTE, SECOND, Limits
from signaling.core.opening import ALWAYS, OpeningHours
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import Consent, Context, Link, Outcome, Party, Session
from signaling.core.state import DeskState

from .audit import Audit

KIOSKS = [KioskId(f"kiosk-{n}") for n in range(5)]
AGENTS = [AgentId(f"agent-{n}") for n in range(3)]
NODES = [NodeId("north"), NodeId("south")]
IN_TALK = ("connecting", "active", "interrupted")
START = 1_790_000_000_000
ALWAYS_OPEN, CLOSED = OpeningHours(weekly=ALWAYS), OpeningHours(weekly=((),) * 7)

EVENTS: TypeAdapter[list[ev.DeskEvent]] = TypeAdapter(list[ev.DeskEvent])
STATE = TypeAdapter(DeskState)

anyone = st.integers(0, 99)
"""Chooses from a list whose length only the running machine knows."""
durations = st.sampled_from([1, 500, 2 * SECOND, 8 * SECOND, 15 * SECOND, 30 * SECOND, 3 * MINUTE])
mostly_current = st.sampled_from([0, 0, 0, 0, 1])
nodes = st.sampled_from(NODES)
parties = st.sampled_from([Party.KIOSK, Party.AGENT])


class SwitchboardMachine(RuleBasedStateMachine):
    seen: ClassVar[Counter[str]] = Counter()
    """What was reached, over all runs."""

    @initialize(misses=st.integers(1, 2), max_waiting=st.integers(2, 4), signed_in=st.sampled_from([0, 1, 2, 3, 3]))
    def open_desk(self, misses: int, max_waiting: int, signed_in: int) -> None:
        limits = Limits(misses=misses, max_waiting=max_waiting)
        self.board = switchboard.Switchboard(DeskPolicy(desk=DeskId("desk"), limits=limits, hours=ALWAYS_OPEN))
        self.now, self.whole = START, True
        self.audit, self.mirror = Audit(), Desk()
        self.log: list[Any] = []
        self.verbs: list[tuple[str, dict[str, Any]]] = []
        self.names = 0
        self.links: dict[str, list[Link]] = {}
        self.requests: dict[KioskId, SessionId] = {}
        self.rings: list[RingId] = []
        for agent in AGENTS[:signed_in]:
            self.sign_in(agent, "window-1", takeover=False, node=NODES[0], available=True)

    # --- residents ----------------------------------------------------------------------------------------------------

    @rule(kiosk=st.sampled_from(KIOSKS), service=st.sampled_from([None, "card"]), node=nodes)
    def touch(self, kiosk: KioskId, service: str | None, node: NodeId) -> None:
        self.requests[kiosk] = SessionId(self._name("session"))
        self._do(
            "request_help",
            session=self.requests[kiosk],
            kiosk=kiosk,
            site=SiteId("site"),
            context=Context(service, None, "zh-CN"),
            link=self._link_of(kiosk, node),
        )

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, node=nodes)
    def kiosk_connects(self, which: int, node: NodeId) -> None:
        kiosk = self._session(which).kiosk
        self._do("attach_kiosk", kiosk=kiosk, link=self._new_link(kiosk, node))

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, age=mostly_current)
    def kiosk_disconnects(self, which: int, age: int) -> None:
        kiosk = self._session(which).kiosk
        self._do("lose_kiosk", kiosk=kiosk, link=self._known_link(kiosk, age))

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, step=st.sampled_from(["a", "b"]))
    def resident_goes_on_with_the_form(self, which: int, step: str) -> None:
        session = self._session(which)
        context = Context("card", step, "en")
        self._do("change_context", kiosk=session.kiosk, session=session.id, context=context)

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, voice=st.booleans(), camera=st.booleans())
    def answers_the_consent_card(self, which: int, voice: bool, camera: bool) -> None:
        session = self._session(which)
        self._do(
            "answer_consent",
            kiosk=session.kiosk,
            session=session.id,
            consent=Consent(voice, True, camera),
            text_version="1",
            language="zh-CN",
        )

    # --- agents -------------------------------------------------------------------------------------------------------

    @rule(
        agent=st.sampled_from(AGENTS),
        instance=st.sampled_from(["window-1", "window-1", "window-2"]),
        takeover=st.booleans(),
        node=nodes,
        available=st.sampled_from([True, True, True, False]),
    )
    def sign_in(self, agent: AgentId, instance: str, takeover: bool, node: NodeId, available: bool) -> None:
        link = self._new_link(agent, node)
        self._do("attach_agent", agent=agent, link=link, instance=instance, takeover=takeover)
        if available:
            self._do("set_presence", agent=agent, state=AgentState.AVAILABLE, reason=None)

    @rule(agent=st.sampled_from(AGENTS), age=mostly_current)
    def console_disconnects(self, agent: AgentId, age: int) -> None:
        self._do("lose_agent", agent=agent, link=self._known_link(agent, age))

    @precondition(lambda self: self.board.state.agents)
    @rule(
        which=anyone,
        state=st.sampled_from(["available"] * 6 + ["break", "break", "offline", "ringing"]),
        reason=st.sampled_from([None, "lunch"]),
    )
    def choose_presence(self, which: int, state: str, reason: str | None) -> None:
        agent = sorted(self.board.state.agents)[which % len(self.board.state.agents)]
        self._do("set_presence", agent=agent, state=AgentState(state), reason=reason)

    @precondition(lambda self: self._sessions("ringing"))
    @rule(which=anyone, media_comes=st.booleans())
    def accept(self, which: int, media_comes: bool) -> None:
        session = self._session(which, "ringing")
        assert session.ring is not None
        agent = session.ring.agent
        self._do("accept", agent=agent, ring=session.ring.id)
        if media_comes:
            self._do("media_ready", agent=agent, session=session.id, epoch=session.epoch)

    @precondition(lambda self: self._sessions("ringing"))
    @rule(which=anyone)
    def decline(self, which: int) -> None:
        ring = self._session(which, "ringing").ring
        assert ring is not None
        self._do("decline", agent=ring.agent, ring=ring.id, reason="busy")

    @precondition(lambda self: self._sessions("wrap_up"))
    @rule(which=anyone, outcome=st.sampled_from([Outcome.SOLVED, Outcome.COUNTER]))
    def finish_wrap_up(self, which: int, outcome: Outcome) -> None:
        session = self._session(which, "wrap_up")
        self._do("finish_wrap_up", agent=session.agent, session=session.id, outcome=outcome)

    # --- both ---------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, by=parties)
    def end(self, which: int, by: Party) -> None:
        session = self._session(which)
        self._do("end", who=session.agent if by == Party.AGENT else session.kiosk, session=session.id, by=by)

    @precondition(lambda self: self._sessions("connecting"))
    @rule(which=anyone, age=mostly_current)
    def media_ready(self, which: int, age: int) -> None:
        session = self._session(which, "connecting")
        self._do("media_ready", agent=session.agent, session=session.id, epoch=session.epoch - age)

    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=anyone, by=parties, age=mostly_current, reason=st.sampled_from(["reloaded", "ice_failed", "no_media"]))
    def restart_media(self, which: int, by: Party, age: int, reason: str) -> None:
        session = self._session(which, *IN_TALK)
        who = session.agent if by == Party.AGENT else session.kiosk
        self._do("restart_media", who=who, session=session.id, by=by, epoch=session.epoch - age, reason=reason)

    # --- time, nodes, and what networks do ----------------------------------------------------------------------------

    @rule(duration=durations, noticed=st.sampled_from([True, True, False]))
    def time_passes(self, duration: int, noticed: bool) -> None:
        """Unnoticed: the node is busy, and verbs come before the tick that is due."""
        self.now += duration
        if noticed:
            self._tick()

    @precondition(lambda self: self.board.next_deadline() is not None)
    @rule(early=st.sampled_from([0, 0, 0, 1]))
    def next_deadline_comes(self, early: int) -> None:
        due = self.board.next_deadline()
        assert due is not None
        self.now = max(self.now, due - early)
        self._tick()

    @rule(
        what=st.sampled_from(["node dies", "node starts", "node starts", "clock", "opens", "opens", "closes"]),
        node=nodes,
    )
    def something_happens_to_the_server(self, what: str, node: NodeId) -> None:
        match what:
            case "node dies":
                self._do("keep_nodes", living=frozenset(NODES) - {node})
            case "node starts":
                stored = STATE.validate_json(STATE.dump_json(self.board.state))
                assert stored == self.board.state
                self.board = switchboard.Switchboard(self.board.policy, stored)
            case "clock":
                self.now -= 700  # the next verb comes from a node whose clock is behind
            case _:
                self.board.policy = replace(self.board.policy, hours=CLOSED if what == "closes" else ALWAYS_OPEN)

    @precondition(lambda self: self.verbs)
    @rule(which=st.one_of(st.integers(0, 5), st.integers(0, 10_000)))
    def an_old_message_comes_again(self, which: int) -> None:
        verb, arguments = self.verbs[-1 - which % len(self.verbs)]
        if verb == "request_help" and self.requests[arguments["kiosk"]] != arguments["session"]:
            return  # a kiosk's connection keeps order: what comes again is its last request
        self._do(verb, **arguments)

    @rule(
        verb=st.sampled_from(["change_context", "accept", "decline", "finish_wrap_up", "end", "media_ready"]),
        kiosk=st.sampled_from(KIOSKS),
        agent=st.sampled_from(AGENTS),
        session=anyone,
        ring=anyone,
        by=parties,
    )
    def somebody_asks_for_what_is_not_theirs(
        self, verb: str, kiosk: KioskId, agent: AgentId, session: int, ring: int, by: Party
    ) -> None:
        known = self._sessions()
        session_id = known[session % len(known)].id if known else SessionId("never-seen")
        ring_id = self.rings[ring % len(self.rings)] if self.rings else RingId("never-seen")
        arguments: dict[str, dict[str, Any]] = {
            "change_context": {"kiosk": kiosk, "session": session_id, "context": Context(None, None, "en")},
            "accept": {"agent": agent, "ring": ring_id},
            "decline": {"agent": agent, "ring": ring_id, "reason": None},
            "finish_wrap_up": {"agent": agent, "session": session_id, "outcome": Outcome.SOLVED},
            "end": {"who": agent if by == Party.AGENT else kiosk, "session": session_id, "by": by},
            "media_ready": {"agent": agent, "session": session_id, "epoch": ring},
        }
        self._do(verb, **arguments[verb])

    def teardown(self) -> None:
        """Nobody comes back: the desk ends what is left by itself. Then the log alone gives the same desk."""
        if not getattr(self, "whole", False):
            return
        self._do("keep_nodes", living=frozenset())
        for _ in range(100):
            due = self.board.next_deadline()
            if due is None:
                break
            self.now = max(self.now, due)
            self._tick()
        assert (self.board.state.sessions, self.board.state.agents) == ({}, {}), "nothing is left hanging"
        assert {one.phase for one in self.audit.residents.values()} <= {"closed"}, "every session is closed"
        stored = EVENTS.validate_json(EVENTS.dump_json(self.log))
        again = Desk()
        again.apply_all(stored)
        assert again.state == self.board.state, "the log gives the live state"

    # --- one step and what holds after it -----------------------------------------------------------------------------

    def _do(self, verb: str, **arguments: Any) -> None:
        self.verbs.append((verb, arguments))
        self._step(verb, arguments)
        self.whole = False
        repeated = getattr(self.board, verb)(self.now, **arguments)
        assert isinstance(repeated, Refusal) or repeated == (), f"{verb}: a repeat has no effect, not {repeated}"
        assert self.board.state == self.mirror.state
        self.whole = True

    def _tick(self) -> None:
        self._step("tick", {})
        now = max(self.now, self.board.state.last_at)
        due = self.board.next_deadline()
        assert due is None or due > now, "a tick does all that is due"
        for session in self.board.state.sessions.values():
            assert session.ring is None or session.ring.deadline > now, "no ring outlives its deadline"

    def _step(self, verb: str, arguments: dict[str, Any]) -> None:
        self.whole = False
        decision = getattr(self.board, verb)(self.now, **arguments)
        if isinstance(decision, Refusal):
            self.seen[f"refused {decision.code}"] += 1
        else:
            self._happened(decision)
        assert self.board.state == self.mirror.state, "events are all that changes a desk; a refusal changes nothing"
        self.audit.settled()
        self._check_model()
        self._check_indexes()
        self._check_liveness()
        self.whole = True

    def _happened(self, events: tuple[Any, ...]) -> None:
        for event in events:
            self.audit.see(event)
            self.mirror.apply(event)
            self.log.append(event)
            self.seen[event.kind] += 1
            match event:
                case ev.SessionTurnedAway() | ev.SessionClosed():
                    self.seen[f"closed {event.reason}"] += 1
                case ev.RingEnded():
                    self.seen[f"ring {event.result}"] += 1
                case ev.SessionAccepted():
                    self.seen["ring accepted"] += 1
                case ev.MediaRestarted():
                    self.seen[f"media restarted by {event.by}"] += 1
                case ev.RingStarted():
                    self.rings.append(event.ring)
                case _:
                    pass

    def _check_model(self) -> None:
        """The desk and the audit, which knows the events only, agree about everybody."""
        state = self.board.state
        open_sessions = {name for name, one in self.audit.residents.items() if one.phase != "closed"}
        assert open_sessions == set(state.sessions)
        for name, session in state.sessions.items():
            assert session.state == self.audit.state_of(name)
            assert session.place == self.audit.residents[name].place, "a place is kept for good"
            self.seen[f"session {session.state}"] += 1
            if self._both_lost(session):
                self.seen["agent and kiosk both lost"] += 1
        assert set(self.audit.helpers) == set(state.agents)
        for name, agent in state.agents.items():
            helper = self.audit.helpers[name]
            assert (agent.state, agent.session, agent.link is not None) == (helper.state, helper.session, helper.linked)
            self.seen[f"agent {agent.state}"] += 1

    def _both_lost(self, session: Session) -> bool:
        if session.state != "interrupted" or session.link or session.agent is None:
            return False
        return self.board.state.agents[session.agent].link is None

    def _check_indexes(self) -> None:
        live, rebuilt = self.board.desk, Desk(self.board.state)
        for desk in (rebuilt, self.mirror):
            assert list(live.line) == list(desk.line)
            assert list(live.ready) == list(desk.ready)
            assert list(live.idle) == list(desk.idle)
            assert live.by_kiosk == desk.by_kiosk
            self._check_deadlines(due_times(live), due_times(desk))

    def _check_deadlines(self, live: dict[Any, int], other: dict[Any, int]) -> None:
        """Equal; but a look at who may be rung again, once past, may be known to one of the two only."""
        for subject in live.keys() | other.keys():
            here, there = live.get(subject), other.get(subject)
            if here != there:
                assert here is not None
                assert there is not None
                assert subject[0] == "session"
                assert self.board.state.sessions[SessionId(subject[1])].state == "waiting"
                assert min(here, there) <= max(self.now, self.board.state.last_at)

    def _check_liveness(self) -> None:
        """Whoever can be brought together has been, or a tick is due that does it."""
        now = max(self.now, self.board.state.last_at)
        due = self.board.next_deadline()
        if due is not None and due <= now:
            return
        for agent in self.audit.helpers:
            for session in self.board.state.sessions:
                assert not self.audit.allowed(session, agent, now), f"{session} waits while {agent} is free"

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _name(self, what: str) -> str:
        self.names += 1
        return f"{what}-{self.names}"

    def _new_link(self, whose: str, node: NodeId) -> Link:
        link = Link(LinkId(self._name("link")), node)
        self.links.setdefault(whose, []).append(link)
        return link

    def _link_of(self, whose: str, node: NodeId) -> Link:
        known = self.links.get(whose)
        return known[-1] if known else self._new_link(whose, node)

    def _known_link(self, whose: str, age: int) -> LinkId:
        known = self.links.get(whose, [])
        return known[-1 - age].id if len(known) > age else LinkId("never-seen")

    def _sessions(self, *states: str) -> list[Session]:
        return [one for one in self.board.state.sessions.values() if not states or one.state in states]

    def _session(self, which: int, *states: str) -> Session:
        present = self._sessions(*states)
        return present[which % len(present)]


def due_times(desk: Desk) -> dict[Any, int]:
    """Every subject with its deadline."""
    deadlines, found = deepcopy(desk.deadlines), dict[Any, int]()
    while (due := deadlines.next()) is not None:
        subject = deadlines.pop_due(due)
        found[subject] = due
    return found
