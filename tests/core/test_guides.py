"""A step of a guide before the resident: who may show it, how long it stays, and what is remembered of it."""

from typing import Any

import pytest

from signaling.core.guest import GuestMode, guest_name
from signaling.core.guide import GUIDES_KEPT, Guided
from signaling.core.ids import AgentId
from signaling.core.refusals import RefusalCode
from signaling.core.session import Party, Session
from tests.support.guides import a_step

from .board import Board

FIRST, SECOND = a_step(1), a_step(2)


@pytest.fixture
def board() -> Board:
    """Wang talks with the resident at K1, Li is free."""
    board = Board()
    board.talk("K1", "Wang")
    board.available("Li")
    return board


def talk(board: Board) -> Session:
    return board.session("K1")


def show(board: Board, step: Any, agent: str = "Wang") -> tuple[Any, ...]:
    return board.do("show_step", agent=AgentId(agent), session=talk(board).id, step=step)


def hide(board: Board, *, done: bool = False) -> tuple[Any, ...]:
    return board.do("hide_step", agent=talk(board).agent, session=talk(board).id, done=done)


def about(board: Board, agent: str = "Wang") -> dict[str, Any]:
    return {"agent": AgentId(agent), "session": talk(board).id}


def test_a_step_is_shown_in_place_of_the_one_before_and_hidden(board: Board) -> None:
    show(board, FIRST)
    assert talk(board).shown_step == FIRST
    show(board, SECOND)
    assert talk(board).shown_step == SECOND
    hide(board)
    assert (talk(board).shown_step, talk(board).guide_done) == (None, False)


def test_what_is_so_already_is_nothing_new(board: Board) -> None:
    assert hide(board) == ()
    show(board, FIRST)
    assert show(board, FIRST) == ()
    hide(board, done=True)
    assert hide(board, done=True) == ()


def test_a_step_that_was_written_anew_meanwhile_is_another(board: Board) -> None:
    show(board, FIRST)
    assert show(board, a_step(1, version=2))


def test_that_the_guide_is_done_stays_until_it_is_hidden_or_something_else_is_shown(board: Board) -> None:
    for goes_on in (hide, lambda board: show(board, FIRST)):
        show(board, SECOND)
        hide(board, done=True)
        assert (talk(board).shown_step, talk(board).guide_done) == (None, True)
        goes_on(board)
        assert not talk(board).guide_done


def test_nothing_is_done_that_was_not_shown(board: Board) -> None:
    assert board.refused("hide_step", **about(board), done=True) is RefusalCode.WRONG_STATE


def test_only_the_agent_of_the_talk_shows_and_hides(board: Board) -> None:
    invited = {"number": 1, "guest": AgentId("Li"), "mode": GuestMode.CONFERENCE}
    board.do("invite", **about(board), **invited)
    board.do("accept", agent=AgentId("Li"), ring=talk(board).guests[guest_name(1)].ring)
    show(board, FIRST)
    assert board.refused("show_step", **about(board, "Li"), step=SECOND) is RefusalCode.NOT_YOUR_SESSION
    assert board.refused("hide_step", **about(board, "Li"), done=False) is RefusalCode.NOT_YOUR_SESSION
    board.do("hand_over", **about(board), guest=guest_name(1))
    assert talk(board).shown_step == FIRST, "who takes the talk over goes on where it is"
    show(board, SECOND, "Li")


def test_it_stays_while_either_side_is_away(board: Board) -> None:
    show(board, FIRST)
    board.lose_kiosk("K1")
    board.lose_agent("Wang")
    show(board, SECOND)
    board.return_kiosk("K1")
    board.restart_media("K1")
    assert talk(board).shown_step == SECOND


@pytest.mark.parametrize("done", [False, True])
def test_it_is_gone_when_the_resident_is_in_the_line_again_and_what_they_were_shown_is_not(
    board: Board, done: bool
) -> None:
    show(board, FIRST)
    if done:
        hide(board, done=True)
    board.do("transfer", **about(board), to=None)
    assert (talk(board).shown_step, talk(board).guide_done) == (None, False)
    assert talk(board).guided == (Guided("card", 1, ("step-1",), done),)


def test_it_is_gone_when_the_talk_is_over_and_nothing_is_shown_afterwards(board: Board) -> None:
    show(board, FIRST)
    board.end("K1", Party.KIOSK)
    assert (talk(board).shown_step, talk(board).guided) == (None, (Guided("card", 1, ("step-1",)),))
    for verb, argument in (("show_step", {"step": SECOND}), ("hide_step", {"done": False})):
        assert board.refused(verb, **about(board), **argument) is RefusalCode.WRONG_STATE


def test_each_step_is_remembered_once_and_the_guide_gone_on_with_is_the_last(board: Board) -> None:
    for step in (FIRST, a_step(1, "pension"), SECOND, FIRST):
        show(board, step)
    hide(board, done=True)
    show(board, SECOND)
    card, pension = Guided("card", 1, ("step-1", "step-2"), done=True), Guided("pension", 1, ("step-1",))
    assert talk(board).guided == (pension, card)


def test_a_session_remembers_its_last_guides_only(board: Board) -> None:
    for number in range(GUIDES_KEPT + 3):
        show(board, a_step(1, f"service-{number}"))
    assert [one.service for one in talk(board).guided] == [f"service-{n}" for n in range(3, GUIDES_KEPT + 3)]
