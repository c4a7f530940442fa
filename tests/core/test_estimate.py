"""The range of the wait that a resident is told."""

from hypothesis import given
from hypothesis import strategies as st

from signaling.core.estimate import ENOUGH, SAMPLES, wait_range
from signaling.core.limits import MINUTE
from signaling.core.session import Party

from .board import Board

times = st.lists(st.integers(0, 60 * MINUTE), min_size=ENOUGH, max_size=SAMPLES)


def test_with_too_few_samples_or_nobody_there_nothing_is_promised() -> None:
    assert wait_range([MINUTE] * (ENOUGH - 1), 0, 1) is None
    assert wait_range([MINUTE] * ENOUGH, 0, 0) is None


def test_a_steady_desk_tells_what_is_so() -> None:
    assert wait_range([6 * MINUTE] * 10, ahead=0, agents=1) == (0, 6)
    assert wait_range([6 * MINUTE] * 10, ahead=4, agents=1) == (24, 30)
    assert wait_range([6 * MINUTE] * 10, ahead=4, agents=3) == (8, 10)


def test_one_very_long_session_does_not_frighten_those_who_wait() -> None:
    assert wait_range([4 * MINUTE] * 9 + [60 * MINUTE], ahead=1, agents=1) == (4, 8)


@given(times, st.integers(0, 100), st.integers(1, 20))
def test_the_range_is_a_range_and_grows_with_those_ahead(handling: list[int], ahead: int, agents: int) -> None:
    here, behind = wait_range(handling, ahead, agents), wait_range(handling, ahead + 1, agents)
    assert here is not None
    assert behind is not None
    assert 0 <= here[0] < here[1]
    assert here <= behind
    more_agents = wait_range(handling, ahead, agents + 1)
    assert more_agents is not None
    assert more_agents <= here


def test_only_the_last_sessions_that_were_answered_count() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K")
    board.end("K", Party.KIOSK)
    assert board.switchboard.state.handling == []
    for number in range(SAMPLES + 5):
        board.talk(f"K{number}", "Wang")
        board.wait(60 + number)
        board.end(f"K{number}", Party.AGENT)
        board.wait(30)
        board.finish(f"K{number}")
    assert board.switchboard.state.handling == [(90 + number) * 1000 for number in range(5, SAMPLES + 5)]
