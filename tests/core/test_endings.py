"""Every way in which a session ends, and by whom."""

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.opening import OpeningHours
from signaling.core.refusals import RefusalCode
from signaling.core.session import EndReason, Outcome, Party, SessionState

from .board import Board


def test_who_asks_outside_opening_hours_is_told_that_the_desk_is_closed() -> None:
    board = Board(hours=OpeningHours(weekly=((),) * 7))
    board.available("Wang")
    board.touch("K1")
    assert board.turned_away() is EndReason.DESK_CLOSED
    assert not board.switchboard.state.sessions


def test_who_asks_while_no_agent_is_signed_in_is_told_so() -> None:
    board = Board()
    board.touch("K1")
    assert board.turned_away() is EndReason.NO_AGENT


def test_who_asks_when_the_line_is_full_is_told_so() -> None:
    board = Board(max_waiting=2)
    board.sign_in("Wang")
    for kiosk in ("K1", "K2", "K3"):
        board.touch(kiosk)
    assert board.turned_away() is EndReason.QUEUE_FULL
    assert len(board.switchboard.desk.line) == 2


def test_who_was_turned_away_may_ask_again() -> None:
    board = Board()
    board.touch("K1", "first")
    board.sign_in("Wang")
    board.touch("K1", "second")
    assert board.session("K1").state is SessionState.WAITING


def test_nobody_waits_for_longer_than_the_longest_wait() -> None:
    board = Board()
    board.sign_in("Wang")
    session = board.touch("K1")
    board.wait(30 * 60 - 1)
    assert board.session("K1").state is SessionState.WAITING
    board.wait(1)
    assert board.ending(session) == (EndReason.MAX_WAIT, Party.SYSTEM)


def test_a_resident_may_leave_the_line() -> None:
    board = Board()
    board.sign_in("Wang")
    session = board.touch("K1")
    board.end("K1", Party.KIOSK)
    board.wait(60)
    assert board.ending(session) == (EndReason.RESIDENT_LEFT, Party.KIOSK)
    assert not board.switchboard.state.sessions


def test_who_leaves_with_a_ticket_is_told_from_who_just_leaves() -> None:
    board = Board()
    board.available("Wang")
    first = board.touch("K1")
    board.end("K1", Party.KIOSK, has_ticket=True)
    assert board.ending(first) == (EndReason.LEFT_WITH_TICKET, Party.KIOSK)
    board.touch("K2")
    board.accept("K2")
    board.end("K2", Party.KIOSK, has_ticket=True)
    assert board.session("K2").end_reason is EndReason.RESIDENT_ENDED


def test_a_resident_who_leaves_while_it_rings_frees_the_agent_at_once() -> None:
    board = Board()
    board.available("Wang")
    session = board.touch("K1")
    board.end("K1", Party.KIOSK)
    assert board.agent("Wang").state is AgentState.AVAILABLE
    board.wait(60)
    assert board.ending(session) == (EndReason.RESIDENT_LEFT, Party.KIOSK)


def test_a_kiosk_that_is_lost_while_waiting_leaves_the_line_after_its_grace() -> None:
    board = Board()
    board.sign_in("Wang")
    session = board.touch("K1")
    board.lose_kiosk("K1")
    board.wait(60)
    assert board.ending(session) == (EndReason.KIOSK_LOST_WAITING, Party.SYSTEM)


@pytest.mark.parametrize(
    ("by", "reason"), [(Party.KIOSK, EndReason.RESIDENT_ENDED), (Party.AGENT, EndReason.AGENT_ENDED)]
)
def test_either_may_end_a_talk_and_the_close_still_says_who_did(by: Party, reason: EndReason) -> None:
    board = Board()
    session = board.talk("K1", "Wang")
    board.end("K1", by)
    assert board.session("K1").state is SessionState.WRAP_UP
    assert board.agent("Wang").state is AgentState.WRAP_UP
    board.finish("K1")
    assert board.ending(session) == (reason, by)
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_a_kiosk_lost_in_mid_talk_ends_it_after_its_grace() -> None:
    board = Board()
    session = board.talk("K1", "Wang")
    board.lose_kiosk("K1")
    board.wait(59)
    assert board.session("K1").state is SessionState.INTERRUPTED
    board.wait(1)
    board.finish("K1", Outcome.CALL_BACK)
    assert board.ending(session) == (EndReason.KIOSK_LOST, Party.SYSTEM)


def test_media_that_never_comes_is_tried_once_more_through_a_relay_and_then_given_up() -> None:
    board = Board()
    board.available("Wang")
    session = board.touch("K1")
    board.accept("K1")
    board.wait(15)
    assert board.session("K1").relay_only
    assert board.session("K1").epoch == 2
    board.wait(14)
    assert board.session("K1").state is SessionState.CONNECTING
    board.wait(1)
    assert board.session("K1").state is SessionState.WRAP_UP
    board.finish("K1", Outcome.TECHNICAL)
    assert board.ending(session) == (EndReason.NEVER_CONNECTED, Party.SYSTEM)


def test_pages_that_restart_their_media_for_ever_are_given_up_all_the_same() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.accept("K1")
    for _ in range(4):
        board.wait(8)
        if board.session("K1").state is SessionState.CONNECTING:
            board.restart_media("K1", "no_media")
    assert board.session("K1").end_reason is EndReason.NEVER_CONNECTED


def test_a_wrap_up_that_runs_out_closes_without_an_outcome() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    board.wait(180)
    closed = [event for event in board.log if isinstance(event, ev.SessionClosed)]
    assert [(one.outcome, one.by) for one in closed] == [(Outcome.NONE, Party.KIOSK)]
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_the_kiosk_is_free_while_the_agent_still_wraps_up() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    board.available("Li")
    board.touch("K1", "the next one")
    live = board.switchboard.desk.by_kiosk
    assert list(live.values()) == ["the next one"]
    assert board.agent("Wang").state is AgentState.WRAP_UP


def test_ending_twice_is_ending_once() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.AGENT)
    assert board.do("end", who="Wang", session="K1's", by=Party.AGENT) == ()


def test_a_wrap_up_is_finished_only_after_the_end() -> None:
    board = Board()
    board.talk("K1", "Wang")
    arguments = {"agent": "Wang", "session": "K1's", "outcome": Outcome.SOLVED}
    assert board.refused("finish_wrap_up", **arguments) is RefusalCode.WRONG_STATE


def test_when_the_last_agent_leaves_residents_are_told_after_a_while() -> None:
    board = Board()
    board.sign_in("Wang")
    first, second = board.touch("K1"), board.touch("K2")
    board.choose("Wang", AgentState.OFFLINE)
    board.wait(119)
    assert len(board.switchboard.desk.line) == 2
    board.wait(1)
    assert board.ending(first) == board.ending(second) == (EndReason.NO_AGENT, Party.SYSTEM)


def test_where_nobody_responds_residents_are_told_after_a_while_as_where_nobody_is() -> None:
    board = Board()
    board.available("Wang")
    session = board.touch("K1")
    board.wait(20)
    assert board.agent("Wang").state is AgentState.NOT_RESPONDING
    board.wait(119)
    assert board.session("K1").state is SessionState.WAITING
    board.wait(1)
    assert board.ending(session) == (EndReason.NO_AGENT, Party.SYSTEM)


def test_who_responds_again_in_time_serves_those_who_wait() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.wait(20 + 119)
    board.choose("Wang", AgentState.AVAILABLE)
    assert board.rung("K1") == "Wang"
    board.decline("K1")
    board.wait(119)
    assert board.session("K1").state is SessionState.WAITING


def test_while_agents_are_on_a_break_residents_may_wait_on() -> None:
    """They are told, and offered a ticket at once; but a break is no reason to lose one's place."""
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    board.choose("Wang", AgentState.BREAK, "meal")
    board.wait(30 * 60 - 1)
    assert board.session("K1").state is SessionState.WAITING
    assert board.switchboard.state.unstaffed_until is None


def test_an_agent_who_comes_in_time_saves_those_who_wait() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    board.choose("Wang", AgentState.OFFLINE)
    board.wait(100)
    board.available("Li")
    assert board.rung("K1") == "Li"
    board.decline("K1")
    board.wait(100)
    assert board.session("K1")
