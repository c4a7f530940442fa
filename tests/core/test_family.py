"""A family member, who has no account: admitted by the agent, let in by a code that is used once."""

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.guest import GuestEnd, GuestMode
from signaling.core.ids import AgentId, GuestName
from signaling.core.refusals import RefusalCode
from signaling.core.session import RequeueReason

from .board import Board

GUEST = GuestName("guest-1")


@pytest.fixture
def board() -> Board:
    """Wang helps the resident at K1 and has admitted their family; Li is free."""
    board = Board()
    board.available("Wang", "Li")
    board.talk("K1", "Wang")
    board.do("admit", agent=AgentId("Wang"), session=board.session("K1").id, number=1)
    return board


def do(board: Board, verb: str, **more: object) -> None:
    board.do(verb, session=board.session("K1").id, guest=GUEST, **more)


def refused(board: Board, verb: str, **more: object) -> RefusalCode:
    return board.refused(verb, session=board.session("K1").id, guest=GUEST, **more)


def comes(board: Board) -> None:
    do(board, "redeem")
    do(board, "enter", link=board.link("family"))


def ends(board: Board) -> list[GuestEnd]:
    return [event.reason for event in board.log if isinstance(event, ev.GuestLeft)]


def test_whoever_gives_the_code_is_with_everybody(board: Board) -> None:
    comes(board)
    family = board.session("K1").guests[GUEST]
    assert (family.agent, family.mode, family.until) == (None, GuestMode.CONFERENCE, None)
    assert board.session("K1").agent == "Wang"


def test_a_code_is_used_once(board: Board) -> None:
    do(board, "redeem")
    assert refused(board, "redeem") is RefusalCode.WRONG_STATE
    do(board, "enter", link=board.link("family"))
    assert refused(board, "redeem") is RefusalCode.WRONG_STATE


def test_a_code_can_be_used_for_ten_minutes(board: Board) -> None:
    board.wait(599)
    do(board, "redeem")
    board.wait(120)
    assert ends(board) == [GuestEnd.UNANSWERED]
    assert refused(board, "enter", link=board.link("family")) is RefusalCode.WRONG_STATE


def test_a_code_that_nobody_uses_makes_room_for_another_guest(board: Board) -> None:
    session = board.session("K1").id
    board.do("admit", agent=AgentId("Wang"), session=session, number=2)
    third = {"agent": AgentId("Wang"), "session": session, "number": 3}
    assert board.refused("admit", **third) is RefusalCode.LIMIT_REACHED
    board.wait(600)
    assert ends(board) == [GuestEnd.UNANSWERED] * 2
    board.do("admit", **third)


def test_only_the_agent_of_a_talk_admits(board: Board) -> None:
    session = board.session("K1").id
    assert board.refused("admit", agent=AgentId("Li"), session=session, number=2) is RefusalCode.NOT_YOUR_SESSION


def test_nobody_enters_who_has_not_given_the_code(board: Board) -> None:
    assert refused(board, "enter", link=board.link("family")) is RefusalCode.WRONG_STATE


def test_an_agent_takes_a_code_back_or_parts_with_who_came(board: Board) -> None:
    do(board, "dismiss", agent=AgentId("Wang"))
    assert refused(board, "redeem") is RefusalCode.WRONG_STATE
    board.do("admit", agent=AgentId("Wang"), session=board.session("K1").id, number=2)
    second = {"session": board.session("K1").id, "guest": GuestName("guest-2")}
    board.do("redeem", **second)
    board.do("enter", link=board.link("family"), **second)
    board.do("dismiss", agent=AgentId("Wang"), **second)
    assert ends(board) == [GuestEnd.WITHDRAWN, GuestEnd.DISMISSED]


def test_family_who_lose_the_connection_may_come_back_for_a_while(board: Board) -> None:
    comes(board)
    link = board.session("K1").guests[GUEST].link
    assert link is not None
    do(board, "lose_guest", link=link.id)
    do(board, "enter", link=board.link("family"))
    do(board, "lose_guest", link=link.id)
    board.wait(60)
    assert ends(board) == []
    present = board.session("K1").guests[GUEST].link
    assert present is not None
    do(board, "lose_guest", link=present.id)
    board.wait(20)
    assert ends(board) == [GuestEnd.LOST]
    assert refused(board, "enter", link=board.link("family")) is RefusalCode.WRONG_STATE


def test_family_neither_get_the_session_nor_inherit_it(board: Board) -> None:
    comes(board)
    assert refused(board, "hand_over", agent=AgentId("Wang")) is RefusalCode.WRONG_STATE
    board.choose("Li", AgentState.BREAK, "lunch")
    board.lose_agent("Wang")
    board.wait(20)
    assert board.session("K1").requeued is RequeueReason.LOST
    assert ends(board) == [GuestEnd.OVER]


def hands_over(board: Board) -> None:
    guests = board.session("K1").guests
    about = {"agent": AgentId("Wang"), "session": board.session("K1").id}
    board.do("invite", number=2, guest=AgentId("Li"), mode=GuestMode.CONFERENCE, **about)
    board.do("accept", agent=AgentId("Li"), ring=guests[GuestName("guest-2")].ring)
    board.do("hand_over", guest=GuestName("guest-2"), **about)


def test_the_epoch_of_family_who_come_after_a_hand_over_does_not_go_back(board: Board) -> None:
    before = board.session("K1").guests[GUEST].epoch
    hands_over(board)
    admitted = board.session("K1").guests[GUEST].epoch
    comes(board)
    assert before <= admitted <= board.session("K1").guests[GUEST].epoch


def test_family_stay_when_a_colleague_takes_the_session_on(board: Board) -> None:
    comes(board)
    hands_over(board)
    family = board.session("K1").guests[GUEST]
    assert (family.epoch, family.link is not None) == (2, True)
    do(board, "dismiss", agent=AgentId("Li"))


def test_family_leave_and_have_their_media_made_anew(board: Board) -> None:
    comes(board)
    do(board, "restart_guest_media", who=GUEST, epoch=1)
    assert board.session("K1").guests[GUEST].epoch == 2
    do(board, "leave")
    assert ends(board) == [GuestEnd.LEFT]
    assert board.session("K1").state == "active"
