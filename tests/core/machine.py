"""A state machine of Hypothesis over the switchboard: residents, agents, nodes and time do whatever they like, in any order,
with fresh and with outdated names; after every step the desk has kept its promises."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from signaling.core import switchboard
from signaling.core.agent import AgentState, Failure
from signaling.core.desk import Desk
from signaling.core.fitting import GENERALIST, Fitting, LanguageRule, Profile, ServiceRule
from signaling.core.ids import AgentId, DeskId, KioskId, NodeId, RingId, SessionId, SiteId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.policy import WrapUpMode
from signaling.core.session import Consent, Context, Outcome, Party
from signaling.core.strategy import Strategy
from tests.support.rings import ring_of

from .checked_desk import AGENTS, ALWAYS_OPEN, CLOSED, EVENTS, IN_TALK, KIOSKS, NODES, STATE
from .guest_rules import GuestRules
from .guide_rules import GuideRules

anyone = st.integers(0, 99)
"""Chooses from a list whose length only the running machine knows."""
durations = st.sampled_from([1, 2 * SECOND, 8 * SECOND, 15 * SECOND, 30 * SECOND, 30 * SECOND, 3 * MINUTE])
mostly_current = st.sampled_from([0, 0, 0, 0, 1])
nodes = st.sampled_from(NODES)
strategies = st.sampled_from([*Strategy, Strategy.RING_ALL, Strategy.RING_PROGRESSIVELY, Strategy.RING_PROGRESSIVELY])
wrap_ups = st.sampled_from([WrapUpMode.MANDATORY, WrapUpMode.MANDATORY, WrapUpMode.OPTIONAL])
parties = st.sampled_from([Party.KIOSK, Party.AGENT])
SITE = SiteId("site")
SOUTH = DeskId("south")
RULES = Fitting(
    services={
        "card": ServiceRule(level=3, relax_every=15 * SECOND),
        "care": ServiceRule(level=1, head_start=30 * SECOND),
        "urgent": ServiceRule(head_start=10 * MINUTE, desk=SOUTH),
    },
    languages={"en": LanguageRule(insist=30 * SECOND), "csl": LanguageRule(insist=None)},
    own_site=2 * SECOND,
)
fittings = st.sampled_from([Fitting(), RULES, RULES])
profiles = st.sampled_from(
    [
        GENERALIST,
        Profile(skills={"card": 2, "care": 5}, sites=(SITE,)),
        Profile(skills={"card": 3, "care": 1}, languages=("en", "csl")),
    ]
)
CONTEXTS = [
    Context(None, None, "zh-CN"),
    Context("urgent", None, "zh-CN"),
    Context("card", None, "zh-CN"),
    Context("care", None, "en"),
    Context("card", None, "zh-CN", "csl"),
    Context(None, None, "en"),
]
contexts = st.sampled_from([0, 0, 1, 2, 3, 4, 5])


class SwitchboardMachine(GuestRules, GuideRules):
    @initialize(
        misses=st.integers(1, 2),
        max_waiting=st.integers(2, 4),
        signed_in=st.sampled_from([2, 1, 2, 3, 0]),
        first=st.integers(0, 4),
        strategy=strategies,
        fitting=fittings,
        differing=st.tuples(profiles, profiles, profiles),
        about=contexts,
        wrap_up=wrap_ups,
    )
    def open_desk(
        self,
        misses: int,
        max_waiting: int,
        signed_in: int,
        first: int,
        strategy: Strategy,
        fitting: Fitting,
        differing: tuple[Profile, ...],
        about: int,
        wrap_up: WrapUpMode,
    ) -> None:
        self._open(misses, max_waiting, strategy, fitting)
        self.board.policy = replace(self.board.policy, wrap_up=wrap_up)
        self.audit.wrap_up = wrap_up
        for agent, profile in zip(AGENTS[:signed_in], differing, strict=False):
            self.sign_in(agent, "window-1", takeover=False, node=NODES[0], available=True, profile=profile)
        for kiosk in KIOSKS[:first]:
            self._touch(kiosk, NODES[0], about)

    # --- residents ----------------------------------------------------------------------------------------------------

    @rule(first=st.sampled_from(range(len(KIOSKS))), count=st.integers(1, 3), node=nodes, about=contexts)
    def residents_come(self, first: int, count: int, node: NodeId, about: int) -> None:
        for place, kiosk in enumerate((KIOSKS + KIOSKS)[first : first + count]):
            self._touch(kiosk, node, about + place)

    def _touch(self, kiosk: KioskId, node: NodeId, about: int) -> None:
        self.requests[kiosk] = SessionId(self._name("session"))
        self._do(
            "request_help",
            session=self.requests[kiosk],
            kiosk=kiosk,
            site=SITE,
            context=CONTEXTS[about % len(CONTEXTS)],
            link=self._link_of(kiosk, node),
            over=self._over(kiosk, ends=about % 3 > 0),
        )

    @precondition(lambda self: any(session.left_at for session in self.board.state.sessions.values()))
    @rule(which=anyone, node=nodes)
    def a_resident_comes_back(self, which: int, node: NodeId) -> None:
        left = [session for session in self.board.state.sessions.values() if session.left_at]
        session = left[which % len(left)]
        about = {"site": session.site, "context": CONTEXTS[0], "link": self._new_link(session.kiosk, node)}
        self.requests[session.kiosk] = session.id
        self._do("request_help", session=session.id, kiosk=session.kiosk, **about)

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, busy=st.booleans(), node=nodes)
    def kiosk_connects(self, which: int, busy: bool, node: NodeId) -> None:
        kiosk = self._kiosk(which, busy)
        self._do("attach_kiosk", kiosk=kiosk, link=self._new_link(kiosk, node))

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, busy=st.booleans(), age=mostly_current)
    def kiosk_disconnects(self, which: int, busy: bool, age: int) -> None:
        kiosk = self._kiosk(which, busy)
        self._do("lose_kiosk", kiosk=kiosk, link=self._known_link(kiosk, age))

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, step=st.sampled_from(["a", "b"]), camera=st.sampled_from([None, True, False]))
    def goes_on_with_the_form_or_answers_the_consent_card(self, which: int, step: str, camera: bool | None) -> None:
        session = self._session(which)
        about = {"kiosk": session.kiosk, "session": session.id}
        if camera is None:
            self._do("change_context", context=Context("card", step, "en"), **about)
        else:
            consent = Consent(voice=True, screen=True, camera=camera)
            self._do("answer_consent", consent=consent, text_version="1", language="zh-CN", **about)

    # --- agents -------------------------------------------------------------------------------------------------------

    @rule(
        agent=st.sampled_from(AGENTS + AGENTS[:2]),
        instance=st.sampled_from(["window-1", "window-1", "window-2"]),
        takeover=st.booleans(),
        node=nodes,
        available=st.sampled_from([True, True, True, False]),
        profile=profiles,
    )
    def sign_in(
        self, agent: AgentId, instance: str, takeover: bool, node: NodeId, available: bool, profile: Profile
    ) -> None:
        about = {"agent": agent, "instance": instance, "takeover": takeover, "profile": profile}
        self._do("attach_agent", link=self._new_link(agent, node), supervises=agent == AGENTS[2], **about)
        if available:
            self._do("set_presence", agent=agent, state=AgentState.AVAILABLE, reason=None)

    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(which=anyone, more=st.booleans(), node=nodes)
    def agents_are_lost_for_good(self, which: int, more: bool, node: NodeId) -> None:
        """One, or two in the same session, each after its grace time."""
        session = self._session(which, *IN_TALK)
        for _ in range(1 + more):
            if session.agent is None:
                return
            agent = self.board.state.agents[session.agent]
            if agent.link:
                self._do("lose_agent", agent=agent.id, link=agent.link.id)
            self.now = max(self.now, agent.lost_until or self.now)
            self._tick()
            for other in AGENTS[1:]:
                self.sign_in(other, "window-1", takeover=True, node=node, available=True, profile=GENERALIST)
            if ring := ring_of(session):
                self._do("accept", agent=ring.agent, ring=ring.id)

    @precondition(lambda self: self.board.state.agents)
    @rule(which=anyone, busy=st.booleans(), age=mostly_current)
    def console_disconnects(self, which: int, busy: bool, age: int) -> None:
        agent = self._agent(which, busy)
        self._do("lose_agent", agent=agent, link=self._known_link(agent, age))

    @precondition(lambda self: self.board.state.agents)
    @rule(
        which=anyone,
        busy=st.booleans(),
        state=st.sampled_from(["available"] * 5 + ["break", "break", "offline", "ringing", "not_responding"]),
        reason=st.sampled_from([None, "lunch"]),
    )
    def choose_presence(self, which: int, busy: bool, state: str, reason: str | None) -> None:
        agent = self._agent(which, busy)
        if state != "not_responding":
            self._do("set_presence", agent=agent, state=AgentState(state), reason=reason)
            return
        self._do("step_back", agent=agent, failure=Failure.MICROPHONE_FAILED)
        known = self.board.state.agents.get(agent)
        assert known is None or known.state not in ("available", "ringing"), "who cannot serve is sent nobody"
        assert known is None or known.session is None or known.next_state, "nor after the talk"

    @precondition(lambda self: self._sessions("ringing"))
    @rule(which=anyone, media_comes=st.booleans(), late=st.sampled_from([False, False, False, True]))
    def accept(self, which: int, media_comes: bool, late: bool) -> None:
        session = self._session(which, "ringing")
        ring = list(session.rung.values())[which % len(session.rung)]
        agent = ring.agent
        if late:
            self.now = max(self.now, ring.deadline)
        self._do("accept", agent=agent, ring=ring.id)
        if media_comes:
            self._do("media_ready", agent=agent, session=session.id, epoch=session.epoch)

    @precondition(lambda self: self._sessions("ringing"))
    @rule(which=anyone, everybody=st.booleans())
    def decline(self, which: int, everybody: bool) -> None:
        session = self._session(which, "ringing")
        while (ring := ring_of(session)) and ring.deadline > max(self.now, self.board.state.last_at):
            self._do("decline", agent=ring.agent, ring=ring.id, reason="busy")
            if not everybody:
                break

    @precondition(lambda self: self._sessions("wrap_up"))
    @rule(which=anyone, outcome=st.sampled_from([Outcome.SOLVED, Outcome.COUNTER, None]), longer=st.integers(0, 4))
    def wrap_up(self, which: int, outcome: Outcome | None, longer: int) -> None:
        session = self._session(which, "wrap_up")
        for number in range(1, longer + 1):
            self._do("extend_wrap_up", agent=session.agent, session=session.id, number=number)
        if outcome is None:
            return
        self._do("finish_wrap_up", agent=session.agent, session=session.id, outcome=outcome)

    @rule(
        kiosk=st.sampled_from(KIOSKS),
        node=nodes,
        media_comes=st.booleans(),
        about=contexts,
        ring_all=st.sampled_from([False, True]),
    )
    def touch_and_accept(self, kiosk: KioskId, node: NodeId, media_comes: bool, about: int, ring_all: bool) -> None:
        """What happens on a good day; without it, chance would seldom come as far as a talk."""
        if ring_all:
            policy = self.board.policy
            self.a_manager_changes_the_rules(Strategy.RING_ALL, policy.fitting, policy.wrap_up)
        self._touch(kiosk, node, about)
        if self._sessions("ringing"):
            self.accept(-1, media_comes, late=False)

    # --- both ---------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self._sessions())
    @rule(which=anyone, by=parties, asks=st.sampled_from([None, None, True, False]), has_ticket=st.booleans())
    def end(self, which: int, by: Party, asks: bool | None, has_ticket: bool) -> None:
        session = self._session(which)
        if session.agent and asks is not None:
            self._do("ask_for_wrap_up", agent=session.agent, session=session.id, wanted=asks)
        who = session.agent if by == Party.AGENT else session.kiosk
        self._do("end", who=who, session=session.id, by=by, has_ticket=has_ticket)

    @precondition(lambda self: self._sessions("connecting"))
    @rule(which=anyone, age=mostly_current)
    def media_ready(self, which: int, age: int) -> None:
        session = self._session(which, "connecting")
        self._do("media_ready", agent=session.agent, session=session.id, epoch=session.epoch - age)

    @precondition(lambda self: self._sessions(*IN_TALK))
    @rule(
        which=anyone,
        by=parties,
        age=mostly_current,
        reason=st.sampled_from(["reloaded", "no_media"]),
        times=st.sampled_from([1, 2, 3]),
    )
    def restart_media(self, which: int, by: Party, age: int, reason: str, times: int) -> None:
        """A page tries, and tries again every eight seconds."""
        session = self._session(which, *("connecting",) if self._sessions("connecting") else IN_TALK)
        who = session.agent if by == Party.AGENT else session.kiosk
        for time in range(times):
            if time:
                self.now += 8 * SECOND
                self._tick()
            self._do("restart_media", who=who, session=session.id, by=by, epoch=session.epoch - age, reason=reason)

    # --- time, nodes, and what networks do ----------------------------------------------------------------------------

    @rule(duration=durations, noticed=st.sampled_from([True, True, False]))
    def time_passes(self, duration: int, noticed: bool) -> None:
        """Unnoticed: the node is busy, and verbs come before the tick that is due."""
        self.now += duration
        if noticed:
            self._tick()
        else:
            self._check_liveness()

    @precondition(lambda self: self.board.next_deadline() is not None)
    @rule(early=st.sampled_from([0, 0, 0, 1]))
    def next_deadline_comes(self, early: int) -> None:
        due = self.board.next_deadline()
        assert due is not None
        self.now = max(self.now, due - early)
        self._tick()

    @rule(
        what=st.sampled_from(["node starts", "other node", "opens", "opens", "closes", "node dies"]),
        node=nodes,
    )
    def something_happens_to_the_server(self, what: str, node: NodeId) -> None:
        match what:
            case "node dies":
                self._do("keep_nodes", living=frozenset(NODES) - {node})
            case "node starts" | "other node":
                stored = STATE.validate_json(STATE.dump_json(self.board.state))
                assert stored == self.board.state
                takers = self.board.desk.outward.takers
                self.board = switchboard.Switchboard(self.board.policy, stored)
                self.board.know_takers(takers)
                if what == "other node":
                    self.now -= 700  # its clock is behind; a node's own clock never goes back
            case _:
                self.board.policy = replace(self.board.policy, hours=CLOSED if what == "closes" else ALWAYS_OPEN)
                self.audit.is_open = what != "closes"

    @precondition(lambda self: self.board.state.agents)
    @rule(which=anyone, profile=profiles)
    def an_administrator_changes_what_an_agent_can_do(self, which: int, profile: Profile) -> None:
        self._do("set_profile", agent=self._agent(which, busy=False), profile=profile)

    @rule(strategy=strategies, fitting=fittings, wrap_up=wrap_ups)
    def a_manager_changes_the_rules(self, strategy: Strategy, fitting: Fitting, wrap_up: WrapUpMode) -> None:
        self.board.policy = replace(self.board.policy, strategy=strategy, fitting=fitting, wrap_up=wrap_up)
        self.audit.wrap_up = wrap_up
        self._follow()
        self.audit.strategy, self.audit.fitting = strategy, fitting
        self._tick()

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
        phases = {one.phase for one in self.audit.residents.values()}
        assert phases <= {"closed", "elsewhere"}, "every session is closed, or another desk's"
        stored = EVENTS.validate_json(EVENTS.dump_json(self.log))
        again = Desk()
        again.apply_all(stored)
        assert again.state == self.board.state, "the log gives the live state"
