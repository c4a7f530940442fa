"""Who is sent to another desk, when, and what goes with them."""

from dataclasses import fields

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.elsewhere import Carried, ForwardReason, Overflow
from signaling.core.fitting import Fitting, ServiceRule
from signaling.core.forwarding import arrival
from signaling.core.ids import DeskId, KioskId, SessionId
from signaling.core.limits import SECOND
from signaling.core.opening import OpeningHours
from signaling.core.refusals import RefusalCode
from signaling.core.session import Context, EndReason, Party, Session

from .board import Board

OTHER, THIRD = DeskId("other"), DeskId("third")
CLOSED = OpeningHours(weekly=((),) * 7)
AFTER = Overflow(after=30 * SECOND, to=OTHER)
REGION = Fitting(services={"card": ServiceRule(desk=OTHER)})


def busy(board: Board) -> Board:
    """Somebody is there, but nobody is free."""
    board.sign_in("on-a-break")
    return board


def forwarded(board: Board) -> list[ev.SessionForwarded]:
    return [event for event in board.log if isinstance(event, ev.SessionForwarded)]


def arrives(board: Board, event: ev.SessionForwarded) -> None:
    taken_in = arrival(event, board.switchboard.state.last_at)
    board.switchboard.desk.apply(taken_in)
    board.log.append(taken_in)
    board.do("tick")


def knows(board: Board, *takers: DeskId) -> None:
    board.switchboard.know_takers(frozenset(takers))
    board.do("tick")


def sent(board: Board, *takers: DeskId) -> ev.SessionForwarded:
    """A resident of `board` who overflowed."""
    knows(board, *takers or (OTHER,))
    board.touch("kiosk")
    board.wait(30)
    (event,) = forwarded(board)
    return event


def test_who_has_waited_long_enough_goes_to_the_other_desk_and_not_before() -> None:
    board = busy(Board(overflow=AFTER))
    knows(board, OTHER)
    board.touch("kiosk")
    board.wait(29.9)
    assert not forwarded(board)
    board.wait(0.2)
    (event,) = forwarded(board)
    assert (event.to, event.reason, event.carried.came_through) == (OTHER, "overflow", ("desk",))
    assert board.switchboard.state.sessions == {}


def test_nobody_is_sent_where_nobody_would_take_them_in_and_at_once_when_somebody_does() -> None:
    board = busy(Board(overflow=AFTER))
    board.touch("kiosk")
    board.wait(90)
    assert not forwarded(board)
    knows(board, OTHER)
    assert len(forwarded(board)) == 1


@pytest.mark.parametrize("why", ["closed", "nobody signed in", "full"])
def test_whom_nobody_can_help_here_is_not_turned_away_while_another_desk_helps(why: str) -> None:
    board = Board(overflow=AFTER, hours=CLOSED if why == "closed" else None, max_waiting=1)
    if why != "nobody signed in":
        busy(board)
    if why == "full":
        board.touch("first")
    board.touch("early")
    assert isinstance(board.log[-1], ev.SessionTurnedAway)
    knows(board, OTHER)
    board.touch("kiosk")
    (event,) = forwarded(board)
    assert (event.to, event.reason, event.carried.kiosk) == (OTHER, "overflow", "kiosk")


def test_whose_last_agent_goes_home_for_good_is_sent_on_where_another_desk_helps() -> None:
    board = busy(Board(overflow=Overflow(after=600 * SECOND, to=OTHER), unstaffed=60 * SECOND))
    board.touch("stays")
    board.touch("away")
    board.lose_kiosk("away")
    knows(board, OTHER)
    board.choose("on-a-break", AgentState.OFFLINE)
    board.wait(59)
    assert not forwarded(board)
    board.wait(1)
    assert [event.carried.kiosk for event in forwarded(board)] == ["stays"]
    assert [event.reason for event in board.log if isinstance(event, ev.SessionClosed)] == [EndReason.NO_AGENT]


def test_whose_kiosk_is_away_is_not_sent() -> None:
    board = busy(Board(overflow=AFTER))
    knows(board, OTHER)
    board.touch("kiosk")
    board.lose_kiosk("kiosk")
    board.wait(40)
    assert not forwarded(board)
    board.return_kiosk("kiosk")
    board.do("tick")
    assert len(forwarded(board)) == 1


def test_all_of_a_session_that_is_not_one_agents_or_one_desks_goes_with_it() -> None:
    of_the_talk = {"state", "agent", "agent_since", "accepted_ring", "answered_at", "active_at", "connect_until"}
    of_the_talk |= {"shown_step", "guide_done"}
    of_its_end = {"ended_at", "end_reason", "ended_by", "wrap_up_asked", "wrap_up_until", "wrap_up_extensions"}
    of_the_desk = {"id", "place", "back_to", "rung", "ringing_since", "passed_by", "guests", "hand_raised_at"}
    assert {field.name for field in fields(Carried)} == (
        {field.name for field in fields(Session)} - of_the_talk - of_its_end - of_the_desk
    )


def test_at_the_other_desk_the_clock_counts_and_not_the_arrival() -> None:
    event = sent(busy(Board(overflow=AFTER)))
    other = busy(Board(desk=OTHER))
    other.now = event.at - 10 * SECOND
    other.touch("came-later")
    other.now = event.at
    arrives(other, event)
    other.available("agent")
    assert other.rung("kiosk") == "agent"
    assert other.session("kiosk").ticket == event.carried.ticket
    assert other.session("kiosk").wait_until == event.carried.wait_until


def test_two_full_desks_do_not_send_a_resident_to_and_fro() -> None:
    event = sent(busy(Board(overflow=AFTER)))
    other = busy(Board(desk=OTHER, overflow=Overflow(after=0, to=DeskId("desk"))))
    knows(other, DeskId("desk"))
    other.now = event.at
    arrives(other, event)
    other.wait(600)
    assert not forwarded(other)


@pytest.mark.parametrize("leaves", ["before they come", "while they wait"])
def test_where_nobody_is_left_guests_go_back_and_wait_on_with_their_clock(leaves: str) -> None:
    home = busy(Board(overflow=AFTER))
    event = sent(home)
    other = Board(desk=OTHER)
    other.now = event.at
    if leaves == "while they wait":
        busy(other)
    arrives(other, event)
    if leaves == "while they wait":
        assert not forwarded(other)
        other.lose_agent("on-a-break")
        other.wait(20)
    (back,) = forwarded(other)
    assert (back.to, back.reason, back.carried.came_through) == ("desk", ForwardReason.RETURNED, ("desk", OTHER))
    home.now = max(home.now, back.at)
    arrives(home, back)
    assert home.session("kiosk").requested_at == event.carried.requested_at
    home.wait(60)
    assert len(forwarded(home)) == 1, "not there again"
    home.available("agent")
    assert home.rung("kiosk") == "agent"


def test_at_home_nobody_is_sent_back_and_the_desk_ends_it_as_for_everybody() -> None:
    home = busy(Board(overflow=AFTER, unstaffed=60 * SECOND))
    event = sent(home)
    other = Board(desk=OTHER)
    arrives(other, event)
    home.lose_agent("on-a-break")
    home.wait(30)
    arrives(home, forwarded(other)[0])
    home.wait(61)
    assert home.ending(event.session) == (EndReason.NO_AGENT, Party.SYSTEM)


def test_a_matter_of_another_region_goes_to_its_desk_at_the_touch_even_while_this_one_is_closed() -> None:
    board = Board(fitting=REGION, hours=CLOSED)
    knows(board, OTHER)
    board.touch("kiosk")
    (event,) = forwarded(board)
    assert (event.to, event.reason) == (OTHER, "region")


def test_where_the_regions_desk_takes_nobody_in_the_resident_waits_here() -> None:
    board = busy(Board(fitting=REGION))
    board.touch("kiosk")
    assert board.session("kiosk").state == "waiting"
    knows(board, OTHER)
    assert forwarded(board)[0].reason == "region"


def test_who_changes_to_a_matter_of_another_region_goes_there_while_they_wait() -> None:
    board = busy(Board(fitting=Fitting(services={"elsewhere": ServiceRule(desk=OTHER)})))
    knows(board, OTHER)
    board.touch("kiosk")
    assert not forwarded(board)
    about = {"kiosk": KioskId("kiosk"), "session": SessionId("kiosk's")}
    board.do("change_context", context=Context("elsewhere", None, "zh-CN"), **about)
    assert len(forwarded(board)) == 1
    assert board.refused("change_context", context=Context("card", None, "zh-CN"), **about) == "unknown_session"


def test_a_kiosk_begins_anew_only_when_what_was_forwarded_is_over() -> None:
    board = busy(Board(overflow=AFTER))
    sent(board)
    again = board.request("kiosk", "new")
    assert board.refused("request_help", **again) == RefusalCode.KIOSK_BUSY
    assert board.refused("request_help", **again, over=SessionId("another")) == RefusalCode.KIOSK_BUSY
    board.do("request_help", **again, over=SessionId("kiosk's"))
    assert board.session("kiosk").id == "new"
