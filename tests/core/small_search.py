"""Visits every situation of a small world, the nearest first, and tells the shortest way to whatever is wrong."""

from collections import Counter, deque
from typing import Any, NamedTuple

from signaling.core import events as ev
from signaling.core.session import SessionState

from .small_bounds import HERE, Bounds
from .small_form import copies, form_of
from .small_guests import check_guests
from .small_promises import Rest, check_new, check_step
from .small_world import CRASHES, Move, Situation, Step, act, beginning, moves

Origin = tuple[int, Move] | None


class Found(NamedTuple):
    states: int
    edges: int
    reached: Counter[str]
    """What was seen on the way, by name."""


def search(bounds: Bounds) -> Found:
    first = beginning(bounds)
    origins: dict[int, Origin] = {hash(form_of(bounds, first)): None}
    waiting = deque([(hash(form_of(bounds, first)), first)])
    rest, edges, reached = Rest(bounds), 0, Counter[str]()
    while waiting:
        known, at = waiting.popleft()
        for move in moves(bounds, at):
            edges += 1
            try:
                step = act(bounds, at, move, copies(at.states))
                check_step(bounds, at, step)
                form = hash(form_of(bounds, step.after))
                if form not in origins:
                    check_new(at, step)
                    if bounds.guests:
                        check_guests(step.after, step.boards[HERE])
                    rest.check(step.after)
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
    sessions, states = step.after.sessions(), step.after.states.values()
    agents = {name: agent for state in states for name, agent in state.agents.items()}
    names = [f"session {session.state}" for session in sessions]
    names += (f"agent {agent.state}" for agent in agents.values())
    if len(sessions) > 1 and all(session.rung for session in sessions):
        names.append("both agents ring")
    for session in sessions:
        agent = agents.get(session.agent) if session.agent else None
        if session.state is SessionState.INTERRUPTED and not session.link and agent and not agent.link:
            names.append("interrupted on both sides")
        if len(session.rung) > 1:
            names.append("both agents ring for one")
        names += (f"guest {'asked' if guest.joined_at is None else guest.mode}" for guest in session.guests.values())
    if move.what in CRASHES:
        names += (f"a node dies while {session.state}" for session in at.sessions())
        names += ("a node dies with a guest" for session in at.sessions() if session.guests)
        names += ("a node dies while somebody is on the way" for _ in at.unread)
    if move.message:
        names += _message_names(move, step)
    for _, event in step.events:
        names += _event_names(at, event)
    return names


def _message_names(move: Move, step: Step) -> list[str]:
    verb = move.message.verb if move.message else ""
    names = [f"{verb} {move.what}"]
    if step.refusal:
        when = " after the deadline" if move.late else ""
        names.append(f"{verb} refused{when}: {step.refusal.code}")
    elif move.what == "comes late" and not step.events:
        names.append(f"{verb} came again and was nothing new")
    return names


def _event_names(at: Situation, event: Any) -> list[str]:
    match event:
        case ev.SessionTurnedAway() | ev.SessionEnded() | ev.SessionClosed():
            return [f"ended {event.reason}"]
        case ev.RingEnded():
            return [f"ring {event.result}"]
        case ev.RingStarted() if event.asked_by:
            return ["rung by transfer"]
        case ev.MediaRestarted():
            return [f"media restarted by {event.by}"]
        case ev.SessionAccepted():
            again = any(one.requeued for one in at.sessions() if one.id == event.session)
            return ["accepted without preparation"] * (event.epoch is not None) + [
                "requeued and answered again"
            ] * again
        case ev.GuestLeft():
            return [f"{'guest' if event.agent else 'family'} {event.reason}"]
        case ev.SessionHandedOver() | ev.SessionRequeued() | ev.SessionForwarded():
            return [f"{event.kind}: {event.reason}"]
        case _:
            return [event.kind]
