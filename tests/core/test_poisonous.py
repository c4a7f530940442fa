"""A session in which two agents were lost: perhaps it is the session. A supervisor takes it, where one serves."""

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.session import WhyNot

from .board import Board


def lose_for_good(board: Board, agent: str) -> None:
    board.lose_agent(agent)
    board.wait(20)


def twice_lost(*, supervisor: AgentState | None) -> Board:
    board = Board()
    board.available("Wang", "Li", "Chen")
    if supervisor:
        board.sign_in("Zhao", supervises=True)
        board.choose("Zhao", supervisor, "meeting" if supervisor is AgentState.BREAK else None)
    board.talk("K1", "Wang")
    lose_for_good(board, "Wang")
    assert board.rung("K1") == "Li", "once may be chance"
    board.accept("K1")
    board.media_ready("K1")
    lose_for_good(board, "Li")
    return board


def test_after_two_lost_agents_a_supervisor_is_rung_though_others_are_idle_for_longer() -> None:
    board = twice_lost(supervisor=AgentState.AVAILABLE)
    assert board.rung("K1") == "Zhao"
    ring = next(event for event in reversed(board.log) if isinstance(event, ev.RingStarted))
    assert [(other.agent, other.why) for other in ring.passed_over] == [("Chen", WhyNot.NOT_SUPERVISOR)]


def test_where_no_supervisor_serves_nobody_waits_for_one() -> None:
    for away in (None, AgentState.BREAK):
        assert twice_lost(supervisor=away).rung("K1") == "Chen"


def test_a_supervisor_who_goes_on_a_break_leaves_the_session_to_the_others() -> None:
    board = twice_lost(supervisor=AgentState.AVAILABLE)
    board.decline("K1")
    assert board.rung("K1") is None
    board.choose("Zhao", AgentState.BREAK, "meeting")
    assert board.rung("K1") == "Chen"
