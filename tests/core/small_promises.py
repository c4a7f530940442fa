"""What is held after every move in the small world."""

from dataclasses import replace
from math import inf
from typing import Any

from signaling.core import events as ev
from signaling.core.desk import Desk
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, RingId, SessionId
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import LIVE, Link, Party, Session, SessionState
from signaling.core.switchboard import Decision, Switchboard
from tests.support.desks import Way
from tests.support.guides import a_step

from .agreement import check_agreement
from .audit import Audit
from .checked_desk import due_times, groups
from .small_audit import audit_of
from .small_bounds import HERE, Bounds, Budget
from .small_form import copies, copy_of, form_of
from .small_pages import AGENTS, KIOSKS, Message, Seen, say
from .small_world import Desks, Move, Situation, Step

MANY = 50
NEVER = LinkId("never-seen")


def check_step(bounds: Bounds, before: Situation, step: Step) -> None:
    after = step.after
    for desk in bounds.desks:
        events = [event for where, event in step.events if where == desk]
        if not events:
            assert after.states[desk] == before.states[desk], (
                "a refusal changes nothing, and nothing is changed without an event"
            )
            if after.takers == before.takers and after.now == before.now:
                continue
        audit = audit_of(bounds, before, desk)
        audit.takers = after.takers[desk]
        for where, event in step.events:
            if where != desk and isinstance(event, ev.SessionClosed | ev.SessionEnded):
                audit.forget(event.session)
        for event in events:
            audit.see(event)
        check_agreement(audit, after.states[desk])
        if desk not in after.unread:
            audit.settled()
            _check_liveness(audit, step, desk)
    if len(bounds.desks) > 1:
        _check_places(after)


def _check_places(at: Situation) -> None:
    """A session is at one desk, a kiosk has one that lives, and the way from home leads there."""
    names = [session.id for session in at.sessions()]
    assert len(names) == len(set(names)), "a session is at one desk"
    for kiosk in KIOSKS:
        live = [(desk, one) for desk, state in at.states.items() for one in state.sessions.values()]
        mine = [desk for desk, one in live if one.kiosk == kiosk and one.state in LIVE]
        assert len(mine) <= 1, "a kiosk has one live session"
        assert not mine or Way(at.states.__getitem__, kiosk, HERE).ends_at() == mine[0], "the way from home leads to it"


def check_new(before: Situation, step: Step) -> None:
    """What need be held once only for each situation."""
    for desk, board in step.boards.items():
        replayed = Desk(copy_of(before.states[desk]))
        replayed.apply_all(event for where, event in step.events if where == desk)
        assert replayed.state == step.after.states[desk], "events are all that changes a desk"
        check_outdated(step.after, board, desk)
        assert replayed.state == step.after.states[desk], "a refusal changes nothing"
        live, policy = board.desk, board.policy
        rebuilt = Desk(board.state, policy.strategy, policy.fitting, policy.breadth, live.outward)
        assert list(live.line) == list(rebuilt.line)
        assert list(live.ringing) == list(rebuilt.ringing)
        assert groups(live) == groups(rebuilt)
        assert list(live.idle) == list(rebuilt.idle)
        assert live.by_kiosk == rebuilt.by_kiosk
        _check_deadlines(due_times(live), due_times(rebuilt), step.after.now)


def _check_deadlines(live: dict[Any, int], rebuilt: dict[Any, int], now: int) -> None:
    """Equal; but a look at who may be rung again, once past, may be known to one of the two only."""
    for subject in live.keys() | rebuilt.keys():
        here, there = live.get(subject), rebuilt.get(subject)
        assert here == there or min(here or 0, there or 0) <= now, subject


def _check_liveness(audit: Audit, step: Step, desk: DeskId) -> None:
    now, due = step.after.now, step.boards[desk].next_deadline()
    assert due is None or due > now, "a tick does all that is due"
    for session in step.after.states[desk].sessions.values():
        deadlines = [ring.deadline for ring in session.rung.values()]
        deadlines += [guest.until for guest in session.guests.values() if guest.until is not None]
        assert all(deadline > now for deadline in deadlines), "no ring outlives its deadline, and no invitation"
        leaves = max(now, audit.leaves_from(audit.residents[session.id]))
        assert leaves == inf or (due is not None and due <= leaves), f"{session.id} stays, though another desk takes it"
        for agent in audit.helpers:
            at = audit.allowed_from(session.id, agent, now)
            assert at == inf or (due is not None and due <= at), f"{session.id} waits while {agent} is free"


class Rest:
    """Nobody does anything any more, and the timers go on: whoever is connected ends in a talk or alone; where nobody is, the
    desks end by themselves what is left. Looked at once for each way in which it can begin."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._known: set[int] = set()

    def check(self, at: Situation) -> None:
        still = replace(at, seen=dict.fromkeys(AGENTS, Seen()), late=(), budget=Budget())
        for session in self._end(still, ()):
            assert session.state is SessionState.ACTIVE, f"{session.id} is {session.state} for ever"
            assert all(guest.until is None for guest in session.guests.values()), "nobody is asked for ever"
        assert not self._end(still, ("all nodes die",)), "nothing is left hanging"

    def _end(self, at: Situation, first: tuple[str, ...]) -> list[Session]:
        """The sessions that are left; none, if that was looked at before."""
        for what in first:
            at = self._after(at, what)
        form = hash(form_of(self._bounds, at))
        if form in self._known:
            return []
        self._known.add(form)
        for _ in range(MANY):
            if at.due is None:
                break
            at = self._after(at, "time passes")
        assert at.due is None, "it comes to rest"
        for state in at.states.values():
            assert not first or not state.agents, "nobody is here"
            assert state.unstaffed_until is None
        return at.sessions()

    def _after(self, at: Situation, what: str) -> Situation:
        desks = Desks(self._bounds, at, Move(what), copies(at.states))
        desks.move()
        return desks.situation()


def check_outdated(at: Situation, board: Switchboard, desk: DeskId) -> None:
    """Whatever a page may still believe, and whoever it is: what is of the past or of another is refused, or nothing."""
    state = at.states[desk]
    for agent in AGENTS:
        for session in state.sessions.values():
            _check_rings(at.now, board, agent, session)
            if session.agent == agent:
                _check_talk(at.now, board, agent, session)
            elif agent in state.agents:
                ended = board.end(at.now, who=agent, session=session.id, by=Party.AGENT)
                nothing(ended, RefusalCode.NOT_YOUR_SESSION)
                shown = board.show_step(at.now, agent=agent, session=session.id, step=a_step(3))
                nothing(shown, RefusalCode.NOT_YOUR_SESSION)
        nothing(board.lose_agent(at.now, agent=agent, link=NEVER))
        known = state.agents.get(agent)
        if known and known.link:
            link = Link(NEVER, known.link.node)
            second = board.attach_agent(at.now, agent=agent, link=link, instance="another", takeover=False)
            nothing(second, RefusalCode.ALREADY_SIGNED_IN)
    for kiosk in KIOSKS:
        _check_kiosk(at, board, kiosk, desk)


def _check_kiosk(at: Situation, board: Switchboard, kiosk: KioskId, desk: DeskId) -> None:
    made, gone = at.made[kiosk], board.state.gone.get(kiosk)
    nothing(board.lose_kiosk(at.now, kiosk=kiosk, link=NEVER))
    for number in range(1, made + 1):
        name = SessionId(f"{kiosk}.{number}")
        if name not in board.state.sessions:
            nothing(board.end(at.now, who=kiosk, session=name, by=Party.KIOSK), RefusalCode.UNKNOWN_SESSION)
    live = at.live(kiosk)
    if live and live.left_at is not None:
        return  # whoever touches anew does not want it back, and whoever touches again does
    if kiosk in board.desk.by_kiosk or gone:
        another = say(board, at.now, Message(kiosk, "request_help", SessionId("another")), at.age)
        nothing(another, RefusalCode.KIOSK_BUSY)
    elif made and desk == HERE:
        again = say(board, at.now, Message(kiosk, "request_help", SessionId(f"{kiosk}.{made}")), at.age)
        nothing(again, RefusalCode.WRONG_STATE)


def _check_rings(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    for number in range(1, session.rings + 1):
        ring = RingId(f"{session.id}.{number}")
        rings = agent in session.rung and session.rung[agent].id == ring
        if not rings and session.accepted_ring != ring:
            nothing(board.accept(now, agent=agent, ring=ring), RefusalCode.RING_GONE)
        if not rings:
            nothing(board.decline(now, agent=agent, ring=ring, reason=None), RefusalCode.RING_GONE)


def _check_talk(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    media = {"session": session.id, "epoch": session.epoch - 1}
    nothing(board.media_ready(now, agent=agent, **media), RefusalCode.STALE_EPOCH)
    restart = board.restart_media(now, who=agent, by=Party.AGENT, reason="no_media", **media)
    nothing(restart, RefusalCode.STALE_EPOCH)
    if session.shown_step:
        nothing(board.show_step(now, agent=agent, session=session.id, step=session.shown_step))
    elif not session.guide_done:
        done = board.hide_step(now, agent=agent, session=session.id, done=True)
        nothing(done, RefusalCode.WRONG_STATE)
    if session.ended_at is not None:
        assert session.shown_step is None, "nothing is shown when the talk is over"
        nothing(board.end(now, who=agent, session=session.id, by=Party.AGENT))
        ended = board.end(now, who=session.kiosk, session=session.id, by=Party.KIOSK)
        nothing(ended, RefusalCode.WRONG_STATE)


def nothing(decision: Decision, refusal: RefusalCode | None = None) -> None:
    found = decision.code if isinstance(decision, Refusal) else None
    assert found == refusal, f"{decision} instead of {refusal}"
    assert found or decision == (), "what is so already makes no events"
