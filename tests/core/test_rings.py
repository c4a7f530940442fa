"""Who rings at whom, for how long, and what follows."""

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.refusals import RefusalCode
from signaling.core.session import Party, SessionState
from tests.support.rings import ring_of

from .board import Board


def test_a_free_agent_rings_at_the_touch() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    assert board.rung("K1") == "Wang"
    assert board.session("K1").epoch == 1


def test_the_agent_who_is_idle_for_the_longest_rings_first() -> None:
    board = Board()
    board.available("Wang", "Li", "Zhao")
    for kiosk in ("K1", "K2", "K3"):
        board.touch(kiosk)
    assert [board.rung(kiosk) for kiosk in ("K1", "K2", "K3")] == ["Wang", "Li", "Zhao"]


def test_who_waits_for_the_longest_rings_first() -> None:
    board = Board()
    board.sign_in("Wang")
    for kiosk in ("K2", "K3", "K1"):
        board.touch(kiosk)
    board.choose("Wang", AgentState.AVAILABLE)
    assert board.rung("K2") == "Wang"


def test_a_ring_that_nobody_answers_goes_to_another_and_the_agent_is_not_responding() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    board.wait(20)
    assert board.agent("Wang").state is AgentState.NOT_RESPONDING
    assert board.rung("K1") == "Li"
    assert board.session("K1").epoch == 2


def test_one_button_brings_an_agent_who_did_not_respond_back() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.wait(20)
    assert board.rung("K1") is None
    board.choose("Wang", AgentState.AVAILABLE)
    assert board.rung("K1") == "Wang"


def test_a_ring_is_over_at_its_deadline_even_if_nobody_has_noticed_yet() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    board.now = ring.deadline
    assert board.refused("accept", agent="Wang", ring=ring.id) is RefusalCode.RING_GONE


def test_an_accept_that_comes_late_is_refused_and_disturbs_nobody() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    board.wait(20)
    board.accept("K1")
    assert board.refused("accept", agent="Wang", ring=ring.id) is RefusalCode.RING_GONE
    assert board.session("K1").agent == "Li"


def test_a_resident_never_moves_back_in_the_line_when_a_ring_for_somebody_before_them_is_not_answered() -> None:
    board = Board()
    board.available("Wang")
    for kiosk in ("K1", "K2", "K3"):
        board.touch(kiosk)
    ahead = [board.switchboard.desk.ahead(board.session("K3"))]
    board.wait(20)
    assert board.session("K1").state == "waiting"
    ahead.append(board.switchboard.desk.ahead(board.session("K3")))
    board.choose("Wang", AgentState.AVAILABLE)
    board.accept("K1")
    ahead.append(board.switchboard.desk.ahead(board.session("K3")))
    assert ahead == [2, 2, 1]


def test_nobody_accepts_the_ring_of_another() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    assert board.refused("accept", agent="Li", ring=ring.id) is RefusalCode.RING_GONE
    assert board.refused("decline", agent="Li", ring=ring.id, reason=None) is RefusalCode.RING_GONE


def test_accepting_twice_is_accepting_once() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    board.accept("K1")
    assert board.do("accept", agent="Wang", ring=ring.id) == ()


def test_who_declines_is_not_asked_again_for_half_a_minute_and_then_is() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.decline("K1")
    assert board.agent("Wang").state is AgentState.AVAILABLE
    board.wait(29)
    assert board.rung("K1") is None
    board.wait(1)
    assert board.rung("K1") == "Wang"


def test_who_declined_one_resident_rings_for_the_next() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.decline("K1")
    board.touch("K2")
    assert board.rung("K2") == "Wang"
    assert board.rung("K1") is None


def test_a_declined_resident_keeps_their_place() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.touch("K2")
    board.decline("K1")
    assert board.rung("K2") == "Wang"
    board.available("Li")
    assert board.rung("K1") == "Li"


def test_a_console_that_is_lost_while_it_rings_gives_the_resident_to_another() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    board.lose_agent("Wang")
    assert board.rung("K1") == "Li"


def test_an_agent_who_chose_to_go_offline_and_is_lost_while_it_rings_is_offline() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.choose("Wang", AgentState.OFFLINE)
    board.lose_agent("Wang")
    assert not board.switchboard.state.agents
    assert board.session("K1").state is SessionState.WAITING


def test_a_kiosk_that_is_lost_while_it_rings_stops_the_ring_and_rings_anew_when_back() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.lose_kiosk("K1")
    assert board.agent("Wang").state is AgentState.AVAILABLE
    board.return_kiosk("K1")
    assert board.rung("K1") == "Wang"
    assert board.session("K1").epoch == 2


def test_a_kiosk_that_reloads_while_it_rings_rings_anew_with_the_next_epoch() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.return_kiosk("K1")
    assert board.rung("K1") == "Wang"
    assert board.session("K1").epoch == 2


def test_nobody_rings_for_a_kiosk_that_is_away() -> None:
    board = Board()
    board.sign_in("Wang")
    board.touch("K1")
    board.touch("K2")
    board.lose_kiosk("K1")
    board.choose("Wang", AgentState.AVAILABLE)
    assert board.rung("K1") is None
    assert board.rung("K2") == "Wang"


def test_misses_count_in_a_row() -> None:
    board = Board(misses=2)
    board.available("Wang")
    board.touch("K1")
    board.wait(25)
    assert board.rung("K1") == "Wang"
    board.wait(20)
    assert board.agent("Wang").state is AgentState.NOT_RESPONDING


def test_an_agent_who_did_not_answer_is_left_in_peace_for_a_moment() -> None:
    board = Board(misses=2, unanswered_delay=5_000)
    board.available("Wang")
    board.touch("K1")
    board.wait(20)
    assert board.agent("Wang").state is AgentState.AVAILABLE
    board.wait(4.999)
    assert board.rung("K1") is None
    board.wait(0.001)
    assert board.rung("K1") == "Wang"


def test_all_who_can_be_brought_together_are_at_once() -> None:
    board = Board(misses=2)
    board.available("Wang", "Li")
    board.touch("K1")
    board.touch("K2")
    board.now += 20_000
    board.do("tick")
    assert {board.rung("K1"), board.rung("K2")} == {"Wang", "Li"}


def test_a_node_whose_clock_is_behind_does_not_turn_time_back() -> None:
    board = Board()
    board.available("Wang")
    board.now -= 5_000
    board.touch("K1")
    times = [event.at for event in board.log]
    assert times == sorted(times)


def test_every_ring_ends_once() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    board.decline("K1")
    board.wait(20)
    board.wait(10)
    board.end("K1", Party.KIOSK)
    started = [event.ring for event in board.log if isinstance(event, ev.RingStarted)]
    ended = [event.ring for event in board.log if isinstance(event, ev.RingEnded)]
    assert started == ended
    assert len(set(started)) == len(started)


def test_who_is_busy_with_something_else_is_not_rung_again_as_soon_as_who_just_declines() -> None:
    for reason, seconds in (("busy", 60), (None, 30)):
        board = Board()
        board.available("Wang")
        board.touch("K1")
        ring = ring_of(board.session("K1"))
        assert ring is not None
        board.do("decline", agent=ring.agent, ring=ring.id, reason=reason)
        board.wait(seconds - 1)
        assert board.rung("K1") is None
        board.wait(1)
        assert board.rung("K1") == "Wang"
