"""What is held after every move in the small world."""

from dataclasses import replace
from math import inf
from types import SimpleNamespace
from typing import Any

from signaling.core.desk import Desk
from signaling.core.ids import AgentId, KioskId, LinkId, RingId, SessionId
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import Link, Party, Session
from signaling.core.state import DeskState
from signaling.core.switchboard import Decision, Switchboard

from .audit import Audit, Helper, Resident
from .checked_desk import due_times, groups
from .small_form import copy_of, form_of
from .small_world import AGENTS, KIOSKS, Bounds, Budget, Message, Seen, Situation, Step, say

MANY = 50
NEVER = LinkId("never-seen")
PHASES = {"connecting": "talk", "active": "talk", "interrupted": "talk"}


def check_step(before: Situation, step: Step) -> None:
    after = step.after
    if not step.events:
        assert after.state == before.state, "a refusal changes nothing, and nothing is changed without an event"
        return
    audit = audit_of(before)
    for event in step.events:
        audit.see(event)
    audit.settled()
    _check_model(audit, before.state, after.state)
    _check_liveness(audit, after)


def check_new(before: Situation, step: Step) -> None:
    """What need be held once only for each situation."""
    replayed = Desk(copy_of(before.state))
    replayed.apply_all(step.events)
    assert replayed.state == step.after.state, "events are all that changes a desk"
    check_outdated(step.after, step.board)
    assert replayed.state == step.after.state, "a refusal changes nothing"
    live, rebuilt = step.board.desk, Desk(step.after.state)
    assert list(live.line) == list(rebuilt.line)
    assert groups(live) == groups(rebuilt)
    assert list(live.idle) == list(rebuilt.idle)
    assert live.by_kiosk == rebuilt.by_kiosk
    _check_deadlines(due_times(live), due_times(rebuilt), step.after.now)


def _check_deadlines(live: dict[Any, int], rebuilt: dict[Any, int], now: int) -> None:
    """Equal; but a look at who may be rung again, once past, may be known to one of the two only."""
    for subject in live.keys() | rebuilt.keys():
        here, there = live.get(subject), rebuilt.get(subject)
        assert here == there or min(here or 0, there or 0) <= now, subject


def audit_of(at: Situation) -> Audit:
    """As if it had seen all that led here."""
    state, audit = at.state, Audit()
    audit.at, audit.rings, audit.unstaffed = state.last_at, state.rings, state.unstaffed_until is not None
    ticket: Any = (state.ticket_day, state.ticket_number)
    audit.ticket = ticket
    for kiosk, made in at.made.items():
        for number in range(1, made + 1):
            audit.residents[f"{kiosk}.{number}"] = Resident(kiosk, (-1, 0), 0, phase="closed")
    for session in state.sessions.values():
        audit.residents[session.id] = _resident(session)
    for name, agent in state.agents.items():
        audit.helpers[name] = Helper(
            state=agent.state,
            profile=agent.profile,
            session=agent.session,
            linked=agent.link is not None,
            idle_since=agent.idle_since,
            rung=agent.rung,
            accepted=agent.sessions,
            talked=agent.talk,
            chosen=agent.next_state.state if agent.next_state else None,
        )
    return audit


def _resident(session: Session) -> Resident:
    rings = {
        str(agent): SimpleNamespace(ring=ring.id, deadline=ring.deadline, prepared=ring.prepared)
        for agent, ring in session.rung.items()
    }
    return Resident(
        session.kiosk,
        session.place,
        session.requested_at,
        session.context,
        session.site,
        PHASES.get(session.state, session.state),
        session.link is not None,
        session.epoch,
        rings,
        session.ringing_since,
        session.agent,
        session.answered_at or 0,
        session.active_at is not None,
        session.connect_until or 0,
        int(session.relay_only),
        {**session.passed_by},
        SimpleNamespace(reason=session.end_reason, by=session.ended_by),
        wrap_up_until=session.wrap_up_until or 0,
    )


def _check_model(audit: Audit, before: DeskState, after: DeskState) -> None:
    assert {name for name, one in audit.residents.items() if one.phase != "closed"} == set(after.sessions)
    for name, session in after.sessions.items():
        told = audit.residents[name]
        assert session.state == audit.state_of(name)
        assert (session.place, session.requested_at) == (told.place, told.since), "place and clock are kept for good"
        assert session.ended_at is not None or (session.link is not None) == told.linked
    assert set(audit.helpers) == set(after.agents)
    for name, agent in after.agents.items():
        helper = audit.helpers[name]
        assert (agent.state, agent.session, agent.link is not None) == (helper.state, helper.session, helper.linked)


def _check_liveness(audit: Audit, after: Situation) -> None:
    due = after.due
    assert due is None or due > after.now, "a tick does all that is due"
    for session in after.state.sessions.values():
        assert all(ring.deadline > after.now for ring in session.rung.values()), "no ring outlives its deadline"
        for agent in audit.helpers:
            at = max(after.now, audit.allowed_from(session.id, agent))
            assert at == inf or (due is not None and due <= at), f"{session.id} waits while {agent} is free"


class Drain:
    """Nobody comes back: the desk ends by itself what is left. Looked at once for each way in which everybody can be gone."""

    def __init__(self, bounds: Bounds) -> None:
        self._policy = bounds.policy
        self._known: set[int] = set()

    def check(self, at: Situation) -> None:
        board = Switchboard(self._policy, copy_of(at.state))
        board.keep_nodes(at.now, frozenset())
        gone = hash(
            form_of(replace(at, state=board.state, seen=dict.fromkeys(AGENTS, Seen()), late=(), budget=Budget()))
        )
        if gone in self._known:
            return
        self._known.add(gone)
        for _ in range(MANY):
            due = board.next_deadline()
            if due is None:
                break
            board.tick(due)
        assert (board.state.sessions, board.state.agents) == ({}, {}), "nothing is left hanging"
        assert board.state.unstaffed_until is None


def check_outdated(at: Situation, board: Switchboard) -> None:
    """Whatever a page may still believe, and whoever it is: what is of the past or of another is refused, or nothing."""
    for agent in AGENTS:
        for session in at.state.sessions.values():
            _check_rings(at.now, board, agent, session)
            if session.agent == agent:
                _check_talk(at.now, board, agent, session)
            elif agent in at.state.agents:
                ended = board.end(at.now, who=agent, session=session.id, by=Party.AGENT)
                _nothing(ended, RefusalCode.NOT_YOUR_SESSION)
        _nothing(board.lose_agent(at.now, agent=agent, link=NEVER))
        known = at.state.agents.get(agent)
        if known and known.link:
            link = Link(NEVER, known.link.node)
            second = board.attach_agent(at.now, agent=agent, link=link, instance="another", takeover=False)
            _nothing(second, RefusalCode.ALREADY_SIGNED_IN)
    for kiosk in KIOSKS:
        _check_kiosk(at, board, kiosk)


def _check_kiosk(at: Situation, board: Switchboard, kiosk: KioskId) -> None:
    made = at.made[kiosk]
    _nothing(board.lose_kiosk(at.now, kiosk=kiosk, link=NEVER))
    for number in range(1, made + 1):
        name = SessionId(f"{kiosk}.{number}")
        if name not in at.state.sessions:
            _nothing(board.end(at.now, who=kiosk, session=name, by=Party.KIOSK), RefusalCode.UNKNOWN_SESSION)
    if kiosk in board.desk.by_kiosk:
        another = say(board, at.now, Message(kiosk, "request_help", SessionId("another")), at.age)
        _nothing(another, RefusalCode.KIOSK_BUSY)
    elif made:
        again = say(board, at.now, Message(kiosk, "request_help", SessionId(f"{kiosk}.{made}")), at.age)
        _nothing(again, RefusalCode.WRONG_STATE)


def _check_rings(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    for number in range(1, session.rings + 1):
        ring = RingId(f"{session.id}.{number}")
        rings = agent in session.rung and session.rung[agent].id == ring
        if not rings and session.agent != agent:
            _nothing(board.accept(now, agent=agent, ring=ring), RefusalCode.RING_GONE)
            _nothing(board.decline(now, agent=agent, ring=ring, reason=None), RefusalCode.RING_GONE)


def _check_talk(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    media = {"session": session.id, "epoch": session.epoch - 1}
    _nothing(board.media_ready(now, agent=agent, **media), RefusalCode.STALE_EPOCH)
    restart = board.restart_media(now, who=agent, by=Party.AGENT, reason="no_media", **media)
    _nothing(restart, RefusalCode.STALE_EPOCH)
    if session.ended_at is not None:
        _nothing(board.end(now, who=agent, session=session.id, by=Party.AGENT))
        ended = board.end(now, who=session.kiosk, session=session.id, by=Party.KIOSK)
        _nothing(ended, RefusalCode.WRONG_STATE)


def _nothing(decision: Decision, refusal: RefusalCode | None = None) -> None:
    found = decision.code if isinstance(decision, Refusal) else None
    assert found == refusal, f"{decision} instead of {refusal}"
    assert found or decision == (), "what is so already makes no events"
