"""Asking for help, the ticket, and what goes with a session."""

from signaling.core.agent import AgentState
from signaling.core.refusals import RefusalCode
from signaling.core.session import Consent, Context, Outcome, Party, SessionState

from .board import Board, moment


def test_tickets_count_up_and_start_again_every_local_day() -> None:
    board = Board()
    board.sign_in("Wang")
    board.now = moment("2026-09-22 23:58")
    board.touch("K1")
    board.touch("K2")
    assert [board.session(kiosk).ticket for kiosk in ("K1", "K2")] == ["A001", "A002"]
    board.now = moment("2026-09-23 00:00")
    board.touch("K3")
    assert board.session("K3").ticket == "A001"
    assert list(board.switchboard.desk.line) == ["K1's", "K2's", "K3's"]


def test_a_touch_that_comes_again_is_the_same_request() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    assert board.do("request_help", **board.request("K1", "K1's")) == ()


def test_a_touch_that_comes_again_over_a_new_connection_brings_the_kiosk_back() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    board.lose_kiosk("K1")
    board.do("request_help", **{**board.request("K1", "K1's"), "link": board.link("K1")})
    assert board.session("K1").link is not None
    assert len(board.switchboard.state.sessions) == 1


def test_a_touch_that_comes_again_after_its_end_does_not_begin_again() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    board.end("K1", Party.KIOSK)
    board.wait(60)
    assert board.refused("request_help", **board.request("K1", "K1's")) is RefusalCode.WRONG_STATE


def test_a_touch_that_comes_again_after_being_turned_away_is_not_counted_twice() -> None:
    board = Board()
    board.touch("K1")
    assert board.refused("request_help", **board.request("K1", "K1's")) is RefusalCode.WRONG_STATE


def test_a_kiosk_has_one_session_at_a_time() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    assert board.refused("request_help", **board.request("K1", "another")) is RefusalCode.KIOSK_BUSY


def test_consent_is_what_was_answered_last_and_none_until_then() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    assert board.session("K1").consent is None
    answer = {"kiosk": "K1", "session": "K1's", "text_version": "1", "language": "zh-CN"}
    for consent in (Consent(voice=True, screen=True, camera=False), Consent(voice=True, screen=False, camera=False)):
        board.do("answer_consent", consent=consent, **answer)
        assert board.do("answer_consent", consent=consent, **answer) == ()
    assert board.session("K1").consent == Consent(voice=True, screen=False, camera=False)


def test_the_context_follows_the_form() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    context = Context("card", "photo", "en")
    board.do("change_context", kiosk="K1", session="K1's", context=context)
    assert board.session("K1").context == context


def test_nobody_acts_in_the_session_of_another() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.available("Li")
    board.talk("K2", "Li")
    context = Context(None, None, "en")
    assert board.refused("change_context", kiosk="K2", session="K1's", context=context) is RefusalCode.NOT_YOUR_SESSION
    assert board.refused("end", who="K2", session="K1's", by=Party.KIOSK) is RefusalCode.NOT_YOUR_SESSION
    assert board.refused("end", who="Li", session="K1's", by=Party.AGENT) is RefusalCode.NOT_YOUR_SESSION
    assert board.refused("media_ready", agent="Li", session="K1's", epoch=1) is RefusalCode.NOT_YOUR_SESSION
    assert board.session("K1").state is SessionState.ACTIVE


def test_a_session_that_nobody_knows_is_refused_by_name() -> None:
    board = Board()
    board.available("Wang")
    assert board.refused("end", who="K1", session="nothing", by=Party.KIOSK) is RefusalCode.UNKNOWN_SESSION
    arguments = {"agent": "Wang", "session": "nothing", "outcome": Outcome.SOLVED}
    assert board.refused("finish_wrap_up", **arguments) is RefusalCode.UNKNOWN_SESSION


def test_who_is_not_signed_in_chooses_no_presence() -> None:
    board = Board()
    arguments = {"agent": "Wang", "state": AgentState.AVAILABLE, "reason": None}
    assert board.refused("set_presence", **arguments) is RefusalCode.NOT_SIGNED_IN
