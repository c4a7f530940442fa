"""What a wait went on and in whose hands a session is, from its events alone."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import pytest

from signaling.core.events import DeskEvent
from signaling.core.guest import GuestMode
from signaling.core.ids import GuestName, LinkId, SessionId
from signaling.core.limits import SECOND
from signaling.record_ports import TimelineItem
from signaling.service.routing import Routing, routing
from tests.contracts.story import Story, busy_day


def told(events: Sequence[DeskEvent], session: SessionId) -> Routing:
    return routing(
        TimelineItem(event.at, "desk", number, event.kind, json.dumps(asdict(event)))
        for number, event in enumerate(events)
        if getattr(event, "session", None) == session
    )


def lasted(found: Routing, now: int) -> list[tuple[str, int]]:
    return [(spell.kind, ((spell.until or now) - spell.since) // SECOND) for spell in found.spells]


def test_a_wait_is_told_spell_by_spell() -> None:
    story = Story()
    story.arrive("agent-3")
    session = story.touch()
    story.later(40 * SECOND)
    link = story.session(session).link
    assert link is not None
    story.do(story.switchboard.lose_kiosk(story.now, kiosk=story.session(session).kiosk, link=LinkId(link.id)))
    story.later(7 * SECOND)
    story.do(story.switchboard.attach_kiosk(story.now, kiosk=story.session(session).kiosk, link=story.link()))
    story.later(3 * SECOND)
    first = story.sign_in("agent-1")
    story.later(25 * SECOND)
    second = story.sign_in("agent-2")
    story.later(6 * SECOND)
    before = told(story.events, session)
    assert lasted(before, story.now) == [
        ("nobody_free", 40), ("kiosk_away", 7), ("nobody_free", 3), ("ringing", 20), ("nobody_free", 5), ("ringing", 6),
    ]  # fmt: skip
    assert [(ring.agent, ring.result) for ring in before.rings] == [(first, "unanswered"), (second, "pending")]
    assert {(other["agent"], other["why"]) for other in before.rings[1].passed_over} == {
        (first, "not_responding"),
        ("agent-3", "break"),
    }
    assert before.agents == {second}
    story.accept(session)
    story.later(30 * SECOND)
    story.end(session)
    talked = told(story.events, session)
    assert (lasted(talked, 0)[-1], talked.agents) == (("talk", 30), {second})
    story.finish(session)
    assert told(story.events, session).agents == set()


def test_a_colleague_chose_who_is_rung_and_a_session_that_is_handed_over_came_without_a_ring() -> None:
    story = Story()
    first = story.sign_in("agent-1")
    session = story.touch()
    story.accept(session)
    second = story.sign_in("agent-2")
    board = story.switchboard
    story.do(board.transfer(story.now, agent=first, session=session, to=second))
    ring = told(story.events, session).rings[-1]
    assert (ring.agent, ring.asked_by, ring.strategy, ring.passed_over) == (second, first, None, [])
    story.accept(session)
    story.do(board.invite(story.now, agent=second, session=session, number=1, guest=first, mode=GuestMode.CONFERENCE))
    ring_of_guest = board.state.sessions[session].guests[GuestName("guest-1")].ring
    assert ring_of_guest
    story.do(board.accept(story.now, agent=first, ring=ring_of_guest))
    story.do(board.hand_over(story.now, agent=second, session=session, guest=GuestName("guest-1")))
    (came,) = told(story.events, session).hand_overs
    assert (came.agent, came.previous, came.reason) == (first, second, "handed_over")


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_with_the_switchboard_about_who_has_a_session(seed: int) -> None:
    story = busy_day(seed=seed, steps=200)
    sessions = {SessionId(name) for event in story.events if (name := getattr(event, "session", None))}
    for name in sessions:
        found = told(story.events, name)
        live = story.switchboard.state.sessions.get(name)
        assert found.agents == ({*live.rung, *([live.agent] if live.agent else [])} if live else set())
        assert all(one.until == other.since for one, other in zip(found.spells, found.spells[1:], strict=False))
