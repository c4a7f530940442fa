"""Who leaves the line by a wrong touch, and comes back in time, has lost nothing."""

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.limits import SECOND
from signaling.core.refusals import RefusalCode
from signaling.core.session import Consent, EndReason, Party, SessionState

from .board import Board

CONSENT = Consent(voice=True, screen=True, camera=True)


def line(*kiosks: str, at: Board | None = None) -> Board:
    """Residents who wait, and an agent on a break."""
    board = at or Board()
    board.sign_in("Wang")
    for kiosk in kiosks:
        board.touch(kiosk)
        board.wait(5)
    return board


def comes_back(board: Board, kiosk: str) -> None:
    board.do("request_help", **board.request(kiosk, f"{kiosk}'s") | {"link": board.link(kiosk)})


def test_who_comes_back_in_time_has_ticket_place_and_clock_as_before() -> None:
    board = line("K1", "K2")
    before = board.session("K1")
    kept = (before.ticket, before.place, before.requested_at)
    board.end("K1", Party.KIOSK)
    board.wait(59.9)
    comes_back(board, "K1")
    after = board.session("K1")
    assert (after.ticket, after.place, after.requested_at) == kept
    assert (after.left_at, after.kiosk_lost_until, after.state) == (None, None, SessionState.WAITING)
    board.available("Wang")
    assert board.rung("K1") == "Wang"
    assert not [event for event in board.log if isinstance(event, ev.SessionClosed)]


def test_who_has_left_is_before_nobody_until_they_are_back() -> None:
    board = line("K1", "K2")
    desk = board.switchboard.desk
    board.end("K1", Party.KIOSK)
    assert (desk.ahead(board.session("K2")), len(desk.line)) == (0, 1)
    comes_back(board, "K1")
    assert (desk.ahead(board.session("K2")), len(desk.line)) == (1, 2)


def test_nobody_is_rung_for_who_has_left_and_a_ring_stops_at_once() -> None:
    board = line("K1", "K2")
    board.available("Wang")
    assert board.rung("K1") == "Wang"
    board.end("K1", Party.KIOSK)
    assert (board.rung("K1"), board.rung("K2")) == (None, "Wang")


def test_who_is_not_back_in_time_has_left_and_that_is_when_they_left() -> None:
    board = line("K1")
    board.end("K1", Party.KIOSK)
    left = board.now
    board.wait(60)
    (closed,) = [event for event in board.log if isinstance(event, ev.SessionClosed)]
    assert (closed.reason, closed.by, closed.at) == (EndReason.RESIDENT_LEFT, Party.KIOSK, left + 60 * SECOND)
    assert board.refused("request_help", **board.request("K1", "K1's")) is RefusalCode.WRONG_STATE


def test_a_new_touch_at_the_machine_is_somebody_elses() -> None:
    board = line("K1", "K2")
    board.end("K1", Party.KIOSK)
    board.touch("K1", "next")
    assert board.ending("K1's") == (EndReason.RESIDENT_LEFT, Party.KIOSK)
    board.available("Wang")
    assert (board.rung("K2"), board.session("K1").id) == ("Wang", "next")


def test_a_page_that_loads_again_brings_nobody_back() -> None:
    board = line("K1")
    board.end("K1", Party.KIOSK)
    board.return_kiosk("K1")
    board.available("Wang")
    assert board.session("K1").left_at is not None
    assert board.rung("K1") is None


def test_whoever_comes_back_answers_for_themselves_what_may_be_seen() -> None:
    board = line("K1")
    answer = {"consent": CONSENT, "text_version": "1", "language": "zh-CN"}
    about = {"kiosk": board.session("K1").kiosk, "session": board.session("K1").id}
    board.do("answer_consent", **about, **answer)
    board.end("K1", Party.KIOSK)
    assert board.refused("answer_consent", **about, **answer) is RefusalCode.WRONG_STATE
    comes_back(board, "K1")
    assert board.session("K1").consent is None


def test_who_has_left_has_left_whatever_else_would_have_ended_the_wait() -> None:
    board = line("K1", at=Board(max_wait=30 * SECOND))
    board.end("K1", Party.KIOSK)
    board.wait(60)
    assert board.ending("K1's") == (EndReason.RESIDENT_LEFT, Party.KIOSK)
    board = line("K1", at=Board(unstaffed=10 * SECOND))
    board.end("K1", Party.KIOSK)
    board.choose("Wang", AgentState.OFFLINE)
    board.wait(60)
    assert board.ending("K1's") == (EndReason.RESIDENT_LEFT, Party.KIOSK)


def test_where_the_desk_keeps_no_place_who_leaves_has_left_at_once() -> None:
    board = line("K1", at=Board(resume=0))
    board.end("K1", Party.KIOSK)
    assert board.ending("K1's") == (EndReason.RESIDENT_LEFT, Party.KIOSK)
