"""A desk whose every step is checked: against a log replayed, against an audit, against its own indexes; and ways to choose
among what it holds."""

from collections import Counter
from math import inf
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine
from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core import switchboard
from signaling.core.agent import BUSY
from signaling.core.desk import Desk
from signaling.core.fitting import Fitting
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, RingId, SessionId
from signaling.core.limits import Limits
from signaling.core.opening import ALWAYS, OpeningHours
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import Link, Session
from signaling.core.state import DeskState
from signaling.core.strategy import Strategy

from .audit import Audit
from .guide_audit import agrees

KIOSKS = [KioskId(f"kiosk-{n}") for n in range(5)]
AGENTS = [AgentId(f"agent-{n}") for n in range(3)]
NODES = [NodeId("north"), NodeId("south")]
IN_TALK = ("connecting", "active", "interrupted")
START = 1_790_000_000_000
ALWAYS_OPEN, CLOSED = OpeningHours(weekly=ALWAYS), OpeningHours(weekly=((),) * 7)

EVENTS: TypeAdapter[list[ev.DeskEvent]] = TypeAdapter(list[ev.DeskEvent])
STATE = TypeAdapter(DeskState)


class CheckedDesk(RuleBasedStateMachine):
    seen: ClassVar[Counter[str]] = Counter()
    """What was reached, over all runs."""

    def _open(self, misses: int, max_waiting: int, strategy: Strategy, fitting: Fitting) -> None:
        limits = Limits(misses=misses, max_waiting=max_waiting, ring_more=1)
        policy = DeskPolicy(desk=DeskId("desk"), strategy=strategy, fitting=fitting, limits=limits, hours=ALWAYS_OPEN)
        self.board = switchboard.Switchboard(policy)
        self.now, self.whole = START, True
        self.audit = Audit(strategy, fitting, limits.ring_more, limits.ring_more_every)
        self.audit.max_waiting = max_waiting
        self.mirror = Desk(None, strategy, fitting, policy.breadth)
        self.log: list[Any] = []
        self.verbs: list[tuple[str, dict[str, Any]]] = []
        self.names = 0
        self.links: dict[str, list[Link]] = {}
        self.requests: dict[KioskId, SessionId] = {}
        self.outside: dict[SessionId, ev.SessionForwarded] = {}
        self.rings: list[RingId] = []

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
            deadlines = [ring.deadline for ring in session.rung.values()]
            deadlines += [guest.until for guest in session.guests.values() if guest.until is not None]
            assert all(deadline > now for deadline in deadlines), "no ring outlives its deadline"

    def _step(self, verb: str, arguments: dict[str, Any]) -> None:
        self.whole = False
        outdated, other_window = self._is_outdated(verb, arguments), self._is_other_window(verb, arguments)
        decision = getattr(self.board, verb)(self.now, **arguments)
        if isinstance(decision, Refusal):
            self.seen[f"refused {decision.code}"] += 1
        else:
            assert not (outdated and decision), "the end of an old link is nothing"
            assert not other_window, "another window has to say that it takes over"
            self._happened(decision)
        assert self.board.state == self.mirror.state, "events are all that changes a desk; a refusal changes nothing"
        self.audit.settled()
        if verb == "keep_nodes":
            assert nodes_of(self.board.state) <= arguments["living"], "nobody is connected to a dead node"
        self._check_model()
        self._check_indexes()
        self._check_liveness()
        self.whole = True

    def _is_outdated(self, verb: str, arguments: dict[str, Any]) -> bool:
        state = self.board.state
        match verb:
            case "lose_kiosk":
                session = state.sessions.get(self.board.desk.by_kiosk.get(arguments["kiosk"], SessionId("")))
                return session is not None and (session.link is None or session.link.id != arguments["link"])
            case "lose_agent":
                agent = state.agents.get(arguments["agent"])
                return agent is not None and (agent.link is None or agent.link.id != arguments["link"])
            case "lose_guest":
                talk = state.sessions.get(arguments["session"])
                guest = talk.guests.get(arguments["guest"]) if talk else None
                return guest is None or guest.link is None or guest.link.id != arguments["link"]
            case _:
                return False

    def _is_other_window(self, verb: str, arguments: dict[str, Any]) -> bool:
        agent = self.board.state.agents.get(arguments["agent"]) if verb == "attach_agent" else None
        if agent is None or agent.link in (None, arguments["link"]) or arguments["takeover"]:
            return False
        return agent.instance != arguments["instance"]

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
                    self.seen["ring accepted without preparation"] += event.epoch is not None
                case ev.GuestJoined() | ev.GuestModeChanged():
                    self.seen[f"guest {event.mode}"] += 1
                case ev.GuestLeft():
                    self.seen[f"{'guest' if event.agent else 'family'} {event.reason}"] += 1
                case ev.SessionHandedOver() | ev.SessionRequeued() | ev.SessionForwarded():
                    self.seen[f"{event.kind}: {event.reason}"] += 1
                case ev.MediaRestarted():
                    self.seen[f"media restarted by {event.by}"] += 1
                case ev.RingStarted():
                    self.rings.append(event.ring)
                    self.seen["rung by transfer"] += event.asked_by is not None
                    self.seen["several rung at once"] += not event.prepared
                    self.seen.update(f"passed over: {other.why}" for other in event.passed_over)
                case _:
                    pass

        self.outside |= {event.session: event for event in events if isinstance(event, ev.SessionForwarded)}

    def _over(self, kiosk: KioskId, *, ends: bool) -> SessionId | None:
        """A session of the kiosk that was forwarded and is over."""

    def _follow(self) -> None:
        """The mirror knows the rules that the desk knows."""
        policy = self.board.policy
        self.mirror.follow(policy.strategy, policy.fitting, policy.breadth, self.board.desk.outward)

    def _check_model(self) -> None:
        """The desk and the audit, which knows the events only, agree about everybody."""
        state = self.board.state
        open_sessions = {name for name, one in self.audit.residents.items() if one.phase not in ("closed", "elsewhere")}
        assert open_sessions == set(state.sessions)
        for name, session in state.sessions.items():
            assert session.state == self.audit.state_of(name)
            told = self.audit.residents[name]
            assert (session.place, session.requested_at) == (told.place, told.since), (
                "place and clock are kept for good"
            )
            assert (session.hand_raised_at is not None) == told.hand_raised
            assert agrees(told, session)
            for guest in session.guests.values():
                joined = told.guests[guest.name].kind == "guest_joined"
                assert (guest.epoch, guest.joined_at is not None) == (told.guest_epochs[guest.name], joined)
                assert guest.by is not None or guest.mode != "consult"
                if guest.agent is None:
                    assert guest.link == told.family.get(guest.name)
                    assert (guest.link is None) == (guest.until is not None), "who is there is waited for no more"
                    self.seen["family there"] += guest.link is not None
            self.seen[f"session {session.state}"] += 1
            if self._both_lost(session):
                self.seen["agent and kiosk both lost"] += 1
        assert set(self.audit.helpers) == set(state.agents)
        for name, agent in state.agents.items():
            helper = self.audit.helpers[name]
            assert (agent.state, agent.session, agent.link is not None) == (helper.state, helper.session, helper.linked)
            counted = (helper.rung, helper.accepted, helper.talked)
            assert (agent.rung, agent.sessions, agent.talk) == counted, "strategies count what happened"
            self.seen[f"agent {agent.state}"] += 1

    def _both_lost(self, session: Session) -> bool:
        if session.state != "interrupted" or session.link or session.agent is None:
            return False
        return self.board.state.agents[session.agent].link is None

    def _check_indexes(self) -> None:
        live = self.board.desk
        rules = (self.audit.strategy, self.audit.fitting, self.board.policy.breadth, live.outward)
        rebuilt = Desk(self.board.state, *rules)
        for desk in (rebuilt, self.mirror):
            assert list(live.line) == list(desk.line)
            assert groups(live) == groups(desk)
            assert list(live.ringing) == list(desk.ringing)
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
                assert self.board.state.sessions[SessionId(subject[1])].state in ("waiting", "ringing")
                assert min(here, there) <= max(self.now, self.board.state.last_at)

    def _check_liveness(self) -> None:
        """Whoever may be brought together has been, or a tick is due that does it."""
        now, due = max(self.now, self.board.state.last_at), self.board.next_deadline()
        for session in self.board.state.sessions:
            leaves = max(now, self.audit.leaves_from(self.audit.residents[session]))
            assert leaves == inf or (due is not None and due <= leaves), (
                f"{session} stays, though another desk takes it"
            )
            for agent in self.audit.helpers:
                at = self.audit.allowed_from(session, agent, now)
                assert at == inf or (due is not None and due <= at), f"{session} waits while {agent} is free"

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

    def _kiosk(self, which: int, busy: bool) -> KioskId:
        """One with a session; if busy, one that talks, as long as there is any."""
        return self._session(which, *IN_TALK if busy and self._sessions(*IN_TALK) else ()).kiosk

    def _agent(self, which: int, busy: bool) -> AgentId:
        """One who is here; if busy, one who is, as long as there is any."""
        present = list(self.board.state.agents.values())
        chosen = [agent for agent in present if busy and agent.state in BUSY] or present
        return chosen[which % len(chosen)].id


def due_times(desk: Desk) -> dict[Any, int]:
    """Every subject with its deadline."""
    found = dict(desk.deadlines._due)
    assert desk.deadlines.next() == min(found.values(), default=None)
    return found


def nodes_of(state: DeskState) -> set[NodeId]:
    """Where anybody is connected."""
    guests = [guest for session in state.sessions.values() for guest in session.guests.values()]
    return {one.link.node for one in (*state.sessions.values(), *state.agents.values(), *guests) if one.link}


def groups(desk: Desk) -> dict[Any, list[SessionId]]:
    return {need: list(group) for need, group in desk.ready.items()}
