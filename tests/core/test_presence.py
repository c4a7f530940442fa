"""What an agent is, and what they chose to be."""

import pytest

from signaling.core import events as ev
from signaling.core.agent import CHOSEN, AgentState, Failure
from signaling.core.refusals import RefusalCode
from signaling.core.session import Party, RingResult

from .board import Board


def test_who_signs_in_is_on_a_break_until_they_say_otherwise() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    assert board.agent("Wang").state is AgentState.BREAK
    assert board.rung("K1") is None


@pytest.mark.parametrize("state", sorted(set(AgentState) - CHOSEN))
def test_a_state_that_follows_from_sessions_cannot_be_chosen(state: AgentState) -> None:
    board = Board()
    board.sign_in("Wang")
    assert board.refused("set_presence", agent="Wang", state=state, reason=None) is RefusalCode.WRONG_STATE


def test_a_break_chosen_in_a_talk_begins_after_the_wrap_up() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.touch("K2")
    board.choose("Wang", AgentState.BREAK, "lunch")
    assert board.agent("Wang").state is AgentState.IN_SESSION
    board.end("K1", Party.AGENT)
    assert board.agent("Wang").state is AgentState.WRAP_UP
    board.finish("K1")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.BREAK, "lunch")
    assert board.rung("K2") is None


def test_a_break_chosen_in_a_talk_can_be_taken_back() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.choose("Wang", AgentState.BREAK, "lunch")
    board.choose("Wang", AgentState.AVAILABLE)
    board.end("K1", Party.AGENT)
    board.finish("K1")
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_a_break_chosen_for_after_one_session_does_not_return_after_the_next() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.choose("Wang", AgentState.BREAK, "lunch")
    board.end("K1", Party.AGENT)
    board.finish("K1")
    board.choose("Wang", AgentState.AVAILABLE)
    board.talk("K2", "Wang")
    board.end("K2", Party.AGENT)
    board.finish("K2")
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_choosing_available_again_does_not_cost_the_turn() -> None:
    board = Board()
    board.available("Wang", "Li")
    assert board.do("set_presence", agent="Wang", state=AgentState.AVAILABLE, reason="any") == ()
    board.touch("K1")
    assert board.rung("K1") == "Wang"


def test_a_reload_does_not_cost_the_turn() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.lose_agent("Wang")
    board.now += 1000
    board.sign_in("Wang")
    board.touch("K1")
    assert board.rung("K1") == "Wang"


def step_back(board: Board, agent: str) -> tuple[ev.DeskEvent, ...]:
    return board.do("step_back", agent=agent, failure=Failure.MICROPHONE_FAILED)


def test_who_cannot_be_heard_is_sent_nobody_and_sees_why_until_they_are_back() -> None:
    board = Board()
    board.available("Wang")
    step_back(board, "Wang")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.NOT_RESPONDING, "microphone_failed")
    board.touch("K1")
    assert board.rung("K1") is None
    assert step_back(board, "Wang") == ()
    board.choose("Wang", AgentState.AVAILABLE)
    assert board.rung("K1") == "Wang"


def test_a_ring_at_who_cannot_be_heard_goes_to_somebody_else_at_once() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    step_back(board, "Wang")
    assert board.rung("K1") == "Li"
    ended = next(event for event in board.log if isinstance(event, ev.RingEnded))
    assert (ended.result, ended.reason) == (RingResult.RESCINDED, "microphone_failed")
    assert board.agent("Wang").misses == 0


def test_a_microphone_that_fails_in_a_talk_ends_nothing_but_what_comes_after() -> None:
    board = Board()
    board.talk("K1", "Wang")
    step_back(board, "Wang")
    assert board.agent("Wang").state is AgentState.IN_SESSION
    board.end("K1", Party.AGENT)
    board.finish("K1")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.NOT_RESPONDING, "microphone_failed")


def test_a_microphone_that_works_again_before_the_end_costs_nothing() -> None:
    board = Board()
    board.talk("K1", "Wang")
    step_back(board, "Wang")
    board.choose("Wang", AgentState.AVAILABLE)
    board.end("K1", Party.AGENT)
    board.finish("K1")
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_a_break_that_was_chosen_stays_one_whatever_the_microphone_does() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.choose("Wang", AgentState.BREAK, "lunch")
    assert step_back(board, "Wang") == ()
    board.end("K1", Party.AGENT)
    board.finish("K1")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.BREAK, "lunch")
    assert step_back(board, "Wang") == ()


def test_who_is_not_signed_in_cannot_step_back() -> None:
    refused = Board().refused("step_back", agent="Wang", failure=Failure.MICROPHONE_FAILED)
    assert refused is RefusalCode.NOT_SIGNED_IN
