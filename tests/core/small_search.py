"""Visits every situation of a small world, the nearest first, and tells the shortest way to whatever is wrong."""

from collections import Counter, deque
from typing import Any, NamedTuple

from signaling.core import events as ev
from signaling.core.session import SessionState

from .small_form import copy_of, form_of
from .small_promises import Drain, check_new, check_step
from .small_world import Bounds, Move, Situation, Step, act, beginning, moves

Origin = tuple[int, Move] | None


class Found(NamedTuple):
    states: int
    edges: int
    reached: Counter[str]
    """What was seen on the way, by name."""


def search(bounds: Bounds) -> Found:
    first = beginning(bounds)
    origins: dict[int, Origin] = {hash(form_of(first)): None}
    waiting = deque([(hash(form_of(first)), first)])
    drain, edges, reached = Drain(bounds), 0, Counter[str]()
    while waiting:
        known, at = waiting.popleft()
        for move in moves(bounds, at):
            edges += 1
            try:
                step = act(bounds, at, move, copy_of(at.state))
                check_step(at, step)
                form = hash(form_of(step.after))
                if form not in origins:
                    check_new(at, step)
                    drain.check(step.after)
            except (AssertionError, KeyError) as error:
                error.add_note("\n".join(["after", *story(origins, known), str(move)]))
                raise
            if form not in origins:
                origins[form] = known, move
                waiting.append((form, step.after))
            reached.update(_names(at, move, step))
    return Found(len(origins), edges, reached)


def story(origins: dict[int, Origin], known: int) -> list[str]:
    """The moves that lead to a situation."""
    told: list[str] = []
    while origin := origins[known]:
        known, move = origin
        told.append(str(move))
    return told[::-1]


def _names(at: Situation, move: Move, step: Step) -> list[str]:
    sessions = list(step.after.state.sessions.values())
    names = [f"session {session.state}" for session in sessions]
    names += (f"agent {agent.state}" for agent in step.after.state.agents.values())
    if len(sessions) > 1 and all(session.rung for session in sessions):
        names.append("both agents ring")
    for session in sessions:
        agent = step.after.state.agents.get(session.agent) if session.agent else None
        if session.state is SessionState.INTERRUPTED and not session.link and agent and not agent.link:
            names.append("interrupted on both sides")
    if "die" in move.what:
        names += (f"a node dies while {session.state}" for session in at.state.sessions.values())
    if move.message:
        names.append(f"{move.message.verb} {move.what}")
        if step.refusal:
            when = " after the deadline" if move.late else ""
            names.append(f"{move.message.verb} refused{when}: {step.refusal.code}")
        elif move.what == "comes late" and not step.events:
            names.append(f"{move.message.verb} came again and was nothing new")
    for event in step.events:
        names += _event_names(at, event)
    return names


def _event_names(at: Situation, event: Any) -> list[str]:
    match event:
        case ev.SessionTurnedAway() | ev.SessionEnded() | ev.SessionClosed():
            return [f"ended {event.reason}"]
        case ev.RingEnded():
            return [f"ring {event.result}"]
        case ev.MediaRestarted():
            return [f"media restarted by {event.by}"]
        case ev.SessionAccepted() if at.state.sessions[event.session].requeued:
            return ["requeued and answered again"]
        case _:
            return []
