"""Whom a desk rings, by each of its strategies."""

from dataclasses import replace

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId, RingId
from signaling.core.limits import SECOND
from signaling.core.refusals import RefusalCode
from signaling.core.session import Party, RingResult
from signaling.core.strategy import Strategy

from .board import Board


def served(board: Board, kiosk: str, seconds: float) -> str:
    """Who was rung, and talked for so long; afterwards they are free again."""
    board.touch(kiosk)
    agent = board.rung(kiosk)
    assert agent is not None
    board.accept(kiosk)
    board.media_ready(kiosk)
    board.wait(seconds)
    board.end(kiosk, Party.KIOSK)
    board.finish(kiosk)
    board.now += 1
    return agent


def test_every_ring_says_why_each_other_agent_was_passed_over() -> None:
    board = Board(strategy=Strategy.ROUND_ROBIN)
    board.available("Wang", "Li", "Zhao", "Qian", "Sun")
    board.choose("Sun", AgentState.BREAK, "meal")
    board.lose_agent("Qian")
    board.talk("K1", "Li")
    board.touch("K2")
    assert board.rung("K2") == "Wang"
    board.decline("K2")
    rings = [event for event in board.log if isinstance(event, ev.RingStarted)]
    assert [(ring.agent, ring.strategy) for ring in rings[1:]] == [("Wang", "round_robin"), ("Zhao", "round_robin")]
    first, second = ({other.agent: other.why for other in ring.passed_over} for ring in rings[1:])
    assert first == {"Li": "in_session", "Zhao": "later", "Qian": "connection_lost", "Sun": "break"}
    assert second == {"Wang": "again_later", "Li": "in_session", "Qian": "connection_lost", "Sun": "break"}


def test_round_robin_rings_each_in_turn_whoever_is_idle_for_longer() -> None:
    board = Board(strategy=Strategy.ROUND_ROBIN)
    board.available("Wang", "Li", "Zhao")
    assert {served(board, f"K{n}", 10) for n in range(3)} == {"Wang", "Li", "Zhao"}
    again = [served(board, f"again-{n}", 10 * (3 - n)) for n in range(3)]
    assert len(set(again)) == 3


def test_round_robin_counts_a_ring_that_was_declined() -> None:
    board = Board(strategy=Strategy.ROUND_ROBIN)
    board.available("Wang", "Li")
    board.touch("K1")
    first = board.rung("K1")
    board.decline("K1")
    second = board.rung("K1")
    board.accept("K1")
    board.touch("K2")
    assert {first, second} == {"Wang", "Li"}
    assert board.rung("K2") == first


def test_fewest_sessions_rings_who_has_had_the_fewest_since_the_sign_in() -> None:
    board = Board(strategy=Strategy.FEWEST_SESSIONS)
    board.available("Wang")
    served(board, "K1", 10)
    served(board, "K2", 10)
    board.available("Li")
    assert [served(board, f"later-{n}", 10) for n in range(2)] == ["Li", "Li"]
    assert served(board, "last", 10) == "Wang"


def test_least_talk_time_rings_who_has_talked_the_least_though_more_often() -> None:
    board = Board(strategy=Strategy.LEAST_TALK_TIME)
    board.available("Wang", "Li")
    assert served(board, "K1", 300) == "Wang"
    assert [served(board, f"short-{n}", 60) for n in range(3)] == ["Li"] * 3


def test_another_strategy_applies_to_those_who_are_free_already() -> None:
    board = Board()
    board.available("Wang", "Li")
    served(board, "K1", 10)
    served(board, "K2", 10)
    served(board, "K3", 600)  # Wang has talked the most, and is free for the shortest time
    served(board, "K4", 10)  # Li
    board.switchboard.policy = replace(board.switchboard.policy, strategy=Strategy.LEAST_TALK_TIME)
    board.touch("K5")
    assert board.rung("K5") == "Li"


def everybody_rung(board: Board, kiosk: str) -> list[str]:
    return list(board.session(kiosk).rung)


def test_ring_all_rings_everybody_who_is_free_and_the_first_who_accepts_has_the_resident() -> None:
    board = Board(strategy=Strategy.RING_ALL)
    board.available("Wang", "Li", "Zhao")
    board.touch("K1")
    assert everybody_rung(board, "K1") == ["Wang", "Li", "Zhao"]
    rings = {agent: ring.id for agent, ring in board.session("K1").rung.items()}
    epoch = board.session("K1").epoch
    events = board.do("accept", agent=AgentId("Li"), ring=rings[AgentId("Li")])
    ended = {event.agent: event.result for event in events if isinstance(event, ev.RingEnded)}
    assert ended == {"Wang": RingResult.RESCINDED, "Zhao": RingResult.RESCINDED}
    assert board.session("K1").agent == "Li"
    assert board.session("K1").epoch == epoch + 1, "the media were prepared with Wang"
    assert board.refused("accept", agent=AgentId("Wang"), ring=rings[AgentId("Wang")]) is RefusalCode.RING_GONE
    assert [board.agent(agent).state for agent in ("Wang", "Zhao")] == [AgentState.AVAILABLE] * 2


def test_whoever_becomes_free_while_it_rings_at_all_is_rung_too() -> None:
    board = Board(strategy=Strategy.RING_ALL)
    board.available("Wang")
    board.touch("K1")
    board.available("Li")
    assert everybody_rung(board, "K1") == ["Wang", "Li"]
    board.decline("K1")
    assert everybody_rung(board, "K1") == ["Li"]
    board.wait(20)
    assert board.session("K1").state == "waiting"


def test_where_several_wait_each_is_rung_for_before_anyone_is_rung_for_twice() -> None:
    board = Board(strategy=Strategy.RING_ALL)
    for kiosk in ("K1", "K2"):
        board.sign_in(f"{kiosk}'s caller")
        board.touch(kiosk)
    board.available("Wang")
    assert (everybody_rung(board, "K1"), everybody_rung(board, "K2")) == (["Wang"], [])
    board.available("Li", "Zhao")
    assert (everybody_rung(board, "K1"), everybody_rung(board, "K2")) == (["Wang", "Zhao"], ["Li"])


def test_ring_progressively_adds_agents_as_time_goes_on_and_for_who_declined_at_once() -> None:
    board = Board(strategy=Strategy.RING_PROGRESSIVELY, ring_more=2, ring_more_every=8 * SECOND, ring=60 * SECOND)
    board.available(*(f"Agent {number}" for number in range(7)))
    board.touch("K1")
    assert everybody_rung(board, "K1") == ["Agent 0", "Agent 1"]
    board.decline("K1")
    assert everybody_rung(board, "K1") == ["Agent 1", "Agent 2"]
    board.wait(8)
    assert everybody_rung(board, "K1") == ["Agent 1", "Agent 2", "Agent 3", "Agent 4"]
    board.wait(8)
    assert len(everybody_rung(board, "K1")) == 6
    assert board.refused("accept", agent=AgentId("Agent 0"), ring=RingId("K1's.1")) is RefusalCode.RING_GONE


def test_ring_all_rings_nobody_more_for_whom_nobody_took_within_the_longest_wait() -> None:
    board = Board(strategy=Strategy.RING_ALL, max_wait=60 * SECOND, ring=40 * SECOND)
    board.sign_in("Caller")
    board.touch("K1")
    board.wait(50)
    board.available("Wang")
    board.wait(15)
    board.available("Li")
    assert everybody_rung(board, "K1") == ["Wang"]
    board.decline("K1")
    assert everybody_rung(board, "K1") == ["Li"], "somebody is free: better than to be sent away"
    board.available("Zhao")
    board.decline("K1")
    assert everybody_rung(board, "K1") == ["Zhao"]
