"""What follows a talk: a wrap-up that has to be, one that is asked for, and one that takes longer."""

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.policy import WrapUpMode
from signaling.core.refusals import RefusalCode
from signaling.core.session import EndReason, Outcome, Party, SessionState

from .board import Board


def optional() -> Board:
    return Board(mode=WrapUpMode.OPTIONAL)


def ask(board: Board, kiosk: str, *, wanted: bool) -> tuple[ev.DeskEvent, ...]:
    session = board.session(kiosk)
    return board.do("ask_for_wrap_up", agent=session.agent, session=session.id, wanted=wanted)


@pytest.mark.parametrize("by", [Party.AGENT, Party.KIOSK])
def test_where_a_wrap_up_is_optional_the_agent_is_free_as_soon_as_the_talk_is_over(by: Party) -> None:
    board = optional()
    session = board.talk("K1", "Wang")
    board.touch("K2")
    board.end("K1", by)
    assert board.rung("K2") == "Wang", "who waits is rung for in the same moment"
    reason = EndReason.AGENT_ENDED if by is Party.AGENT else EndReason.RESIDENT_ENDED
    assert board.ending(session) == (reason, by)
    closed = next(event for event in board.log if isinstance(event, ev.SessionClosed))
    assert closed.outcome is Outcome.NONE


def test_who_asks_for_a_wrap_up_has_one() -> None:
    board = optional()
    board.talk("K1", "Wang")
    board.touch("K2")
    ask(board, "K1", wanted=True)
    board.end("K1", Party.KIOSK)
    assert board.agent("Wang").state is AgentState.WRAP_UP
    assert board.rung("K2") is None
    board.finish("K1")
    assert board.rung("K2") == "Wang"


def test_a_wrap_up_that_was_asked_for_can_be_taken_back_and_asking_twice_is_asking_once() -> None:
    board = optional()
    board.talk("K1", "Wang")
    assert len(ask(board, "K1", wanted=True)) == 1
    assert ask(board, "K1", wanted=True) == ()
    ask(board, "K1", wanted=False)
    board.end("K1", Party.KIOSK)
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_what_an_agent_asked_for_is_not_the_next_one_s() -> None:
    board = optional()
    board.talk("K1", "Wang")
    ask(board, "K1", wanted=True)
    board.lose_agent("Wang")
    board.available("Li")
    board.wait(21)
    board.accept("K1")
    board.end("K1", Party.KIOSK)
    assert board.agent("Li").state is AgentState.AVAILABLE


def test_a_break_chosen_in_the_talk_begins_at_its_end_where_no_wrap_up_follows() -> None:
    board = optional()
    board.talk("K1", "Wang")
    board.choose("Wang", AgentState.BREAK, "lunch")
    board.end("K1", Party.AGENT)
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.BREAK, "lunch")


def test_after_the_talk_it_is_too_late_to_ask() -> None:
    board = Board()
    session = board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    refused = board.refused("ask_for_wrap_up", agent="Wang", session=session, wanted=True)
    assert refused is RefusalCode.WRONG_STATE


def test_a_wrap_up_takes_as_much_longer_as_the_desk_says_and_as_often() -> None:
    board = Board(wrap_up=60_000, wrap_up_extension=30_000, wrap_up_extensions=2)
    session = board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    board.wait(50)
    board.extend("K1", 1)
    board.extend("K1", 2)
    assert board.refused("extend_wrap_up", agent="Wang", session=session, number=3) is RefusalCode.LIMIT_REACHED
    board.wait(60 + 30 + 30 - 50 - 1)
    assert board.session("K1").state is SessionState.WRAP_UP
    board.wait(1)
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_each_extension_is_on_the_record_once_however_often_its_message_comes() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    until = board.session("K1").wrap_up_until
    for _ in range(3):
        board.extend("K1", 1)
    told = [event for event in board.log if isinstance(event, ev.WrapUpExtended)]
    assert until is not None
    assert [(event.number, event.until) for event in told] == [(1, until + 120_000)]


def test_an_extension_is_for_who_wraps_up() -> None:
    board = Board()
    session = board.talk("K1", "Wang")
    board.sign_in("Li")
    assert board.refused("extend_wrap_up", agent="Wang", session=session, number=1) is RefusalCode.WRONG_STATE
    board.end("K1", Party.KIOSK)
    assert board.refused("extend_wrap_up", agent="Wang", session=session, number=2) is RefusalCode.WRONG_STATE
    assert board.refused("extend_wrap_up", agent="Li", session=session, number=1) is RefusalCode.NOT_YOUR_SESSION
    board.now += 180_000
    assert board.refused("extend_wrap_up", agent="Wang", session=session, number=1) is RefusalCode.WRONG_STATE


def test_a_manager_who_allows_less_takes_back_nothing() -> None:
    board = optional()
    board.talk("K1", "Wang")
    ask(board, "K1", wanted=True)
    board.end("K1", Party.KIOSK)
    board.extend("K1", 1)
    less = Board(wrap_up_extensions=0).switchboard.policy
    board.switchboard.policy = less
    board.wait(180 + 119)
    assert board.session("K1").state is SessionState.WRAP_UP
