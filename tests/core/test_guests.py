"""More than two in a session: who may ask whom, who hears whom is for the pages; here, who is where."""

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.guest import GuestEnd, GuestMode
from signaling.core.ids import AgentId, GuestName
from signaling.core.refusals import RefusalCode
from signaling.core.session import HandOverReason, Party, RequeueReason

from .board import Board

GUEST = GuestName("guest-1")


@pytest.fixture
def board() -> Board:
    """Wang helps the resident at K1; Li and Chen are free."""
    board = Board()
    board.available("Wang", "Li", "Chen")
    board.talk("K1", "Wang")
    return board


def ask(board: Board, guest: str = "Li", number: int = 1, mode: GuestMode = GuestMode.CONSULT) -> None:
    about = {"agent": board.session("K1").agent, "session": board.session("K1").id}
    board.do("invite", number=number, guest=AgentId(guest), mode=mode, **about)


def answer(board: Board, guest: str, verb: str = "accept") -> None:
    rung = board.session("K1").guest(AgentId(guest))
    assert rung is not None
    arguments = {"reason": None} if verb == "decline" else {}
    board.do(verb, agent=AgentId(guest), ring=rung.ring, **arguments)


def joined(board: Board, guest: str = "Li", mode: GuestMode = GuestMode.CONFERENCE, number: int = 1) -> None:
    ask(board, guest, number, mode)
    answer(board, guest)


def supervisor(board: Board, mode: GuestMode = GuestMode.MONITOR) -> None:
    board.sign_in("Zhao")
    board.do("join", agent=AgentId("Zhao"), session=board.session("K1").id, mode=mode)


def left(board: Board) -> list[tuple[str | None, GuestEnd]]:
    return [(event.agent, event.reason) for event in board.log if isinstance(event, ev.GuestLeft)]


def decide(board: Board, verb: str, who: str, guest: str = GUEST, **more: object) -> None:
    board.do(verb, agent=AgentId(who), session=board.session("K1").id, guest=GuestName(guest), **more)


def refused(board: Board, verb: str, who: str, **more: object) -> RefusalCode:
    return board.refused(verb, agent=AgentId(who), session=board.session("K1").id, **more)


# --- asking somebody to join ------------------------------------------------------------------------------------------


def test_a_colleague_who_is_asked_is_rung_and_in_the_session_once_they_accept(board: Board) -> None:
    ask(board)
    assert board.agent("Li").state is AgentState.RINGING
    answer(board, "Li")
    assert board.agent("Li").state is AgentState.IN_SESSION
    assert board.session("K1").agent == "Wang"


def test_a_colleague_who_does_not_answer_is_not_responding_and_the_talk_goes_on(board: Board) -> None:
    ask(board)
    board.wait(20)
    assert board.agent("Li").state is AgentState.NOT_RESPONDING
    assert left(board) == [("Li", GuestEnd.UNANSWERED)]
    assert board.session("K1").state == "active"


def test_nobody_accepts_an_invitation_after_its_deadline(board: Board) -> None:
    ask(board)
    rung = board.session("K1").guests[GUEST]
    board.now += 20_000
    assert board.refused("accept", agent=AgentId("Li"), ring=rung.ring) is RefusalCode.RING_GONE


@pytest.mark.parametrize(
    ("who", "verb", "reason"), [("Li", "decline", GuestEnd.DECLINED), ("Wang", "dismiss", GuestEnd.WITHDRAWN)]
)
def test_an_invitation_that_is_declined_or_taken_back_frees_the_colleague(
    board: Board, who: str, verb: str, reason: GuestEnd
) -> None:
    ask(board)
    if verb == "decline":
        answer(board, who, verb)
    else:
        decide(board, verb, who)
    assert board.agent("Li").state is AgentState.AVAILABLE
    assert left(board) == [("Li", reason)]


def test_an_invitation_that_comes_twice_rings_once_even_after_it_was_declined(board: Board) -> None:
    ask(board)
    answer(board, "Li", "decline")
    again = {"number": 1, "guest": AgentId("Li"), "mode": GuestMode.CONSULT}
    assert refused(board, "invite", "Wang", **again) is RefusalCode.WRONG_STATE
    assert board.agent("Li").state is AgentState.AVAILABLE


def test_only_who_is_free_can_be_asked(board: Board) -> None:
    board.talk("K2", "Li")
    about = {"number": 1, "mode": GuestMode.CONSULT}
    for guest in ("Li", "Wang", "nobody"):
        assert refused(board, "invite", "Wang", guest=AgentId(guest), **about) is RefusalCode.AGENT_NOT_FREE


def test_a_session_has_four_participants_at_most(board: Board) -> None:
    board.available("Sun")
    joined(board, "Li")
    joined(board, "Chen", number=2)
    third = {"number": 3, "guest": AgentId("Sun"), "mode": GuestMode.CONFERENCE}
    assert refused(board, "invite", "Wang", **third) is RefusalCode.LIMIT_REACHED
    board.sign_in("Zhao")
    assert refused(board, "join", "Zhao", mode=GuestMode.MONITOR) is RefusalCode.LIMIT_REACHED


def test_whom_the_resident_has_met_is_not_hidden_from_them_again(board: Board) -> None:
    joined(board, mode=GuestMode.CONSULT)
    decide(board, "change_mode", "Wang", mode=GuestMode.CONFERENCE)
    for mode in (GuestMode.CONSULT, GuestMode.MONITOR, GuestMode.WHISPER):
        assert refused(board, "change_mode", "Wang", guest=GUEST, mode=mode) is RefusalCode.NOT_YOUR_SESSION


def test_a_colleague_who_is_not_the_agent_can_neither_end_nor_take_over(board: Board) -> None:
    joined(board)
    assert refused(board, "hand_over", "Li", guest=GUEST) is RefusalCode.NOT_YOUR_SESSION
    session = board.session("K1").id
    assert board.refused("end", who=AgentId("Li"), session=session, by=Party.AGENT) is RefusalCode.NOT_YOUR_SESSION


def test_everybody_is_free_when_the_talk_is_over_and_only_the_agent_wraps_up(board: Board) -> None:
    joined(board, "Li")
    ask(board, "Chen", 2)
    board.end("K1", Party.KIOSK)
    assert board.agent("Wang").state is AgentState.WRAP_UP
    assert [board.agent(name).state for name in ("Li", "Chen")] == [AgentState.AVAILABLE] * 2
    assert left(board) == [("Li", GuestEnd.OVER), ("Chen", GuestEnd.OVER)]


def test_a_guest_who_loses_the_connection_does_not_interrupt_the_talk_and_may_come_back(board: Board) -> None:
    joined(board)
    board.lose_agent("Li")
    assert board.session("K1").state == "active"
    board.sign_in("Li")
    assert board.session("K1").guest(AgentId("Li"))
    board.lose_agent("Li")
    board.wait(20)
    assert left(board) == [("Li", GuestEnd.LOST)]
    assert "Li" not in board.switchboard.state.agents


# --- from one agent to another ----------------------------------------------------------------------------------------


def test_a_transfer_into_the_line_keeps_place_and_clock_and_goes_to_another_agent(board: Board) -> None:
    before = board.session("K1").requested_at
    board.do("transfer", agent=AgentId("Wang"), session=board.session("K1").id, to=None)
    assert board.rung("K1") == "Li"
    assert board.session("K1").requested_at == before
    assert board.session("K1").requeued is RequeueReason.TRANSFERRED
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_a_transfer_to_a_colleague_rings_at_them_and_goes_on_to_others_if_they_do_not_answer(board: Board) -> None:
    board.do("transfer", agent=AgentId("Wang"), session=board.session("K1").id, to=AgentId("Chen"))
    assert board.rung("K1") == "Chen"
    board.wait(20)
    assert board.rung("K1") == "Li"


def test_a_transfer_to_somebody_busy_is_refused_and_changes_nothing(board: Board) -> None:
    board.talk("K2", "Li")
    assert refused(board, "transfer", "Wang", to=AgentId("Li")) is RefusalCode.AGENT_NOT_FREE
    assert board.session("K1").agent == "Wang"


def test_a_warm_transfer_makes_the_guest_the_agent_and_frees_the_one_before(board: Board) -> None:
    joined(board, mode=GuestMode.CONSULT)
    epoch = board.session("K1").epoch
    decide(board, "hand_over", "Wang")
    session = board.session("K1")
    assert (session.agent, session.state, session.epoch, session.guests) == ("Li", "connecting", epoch + 1, {})
    assert board.agent("Wang").state is AgentState.AVAILABLE
    board.media_ready("K1")
    board.end("K1", Party.AGENT)
    assert board.agent("Li").state is AgentState.WRAP_UP


def test_the_other_guest_gets_new_media_with_the_new_agent(board: Board) -> None:
    joined(board, "Li")
    joined(board, "Chen", number=2)
    decide(board, "hand_over", "Wang")
    assert board.session("K1").guests[GuestName("guest-2")].epoch == 2


def test_of_a_lost_agent_a_colleague_who_is_there_takes_the_session_on(board: Board) -> None:
    joined(board)
    board.lose_agent("Wang")
    board.wait(20)
    session = board.session("K1")
    assert (session.agent, session.state) == ("Li", "connecting")
    handed = next(event for event in board.log if isinstance(event, ev.SessionHandedOver))
    assert handed.reason is HandOverReason.LOST


def test_of_a_lost_agent_one_who_was_only_consulted_does_not(board: Board) -> None:
    joined(board, mode=GuestMode.CONSULT)
    board.lose_agent("Wang")
    board.wait(20)
    assert board.session("K1").requeued is RequeueReason.LOST
    assert left(board) == [("Li", GuestEnd.OVER)]


def test_an_agent_who_has_not_met_the_resident_gives_them_back_instead_of_ending_it() -> None:
    board = Board()
    board.available("Wang", "Li")
    board.touch("K1")
    board.accept("K1")
    board.end("K1", Party.AGENT)
    assert board.session("K1").requeued is RequeueReason.HANDED_BACK
    assert board.rung("K1") == "Li"


# --- supervisors ------------------------------------------------------------------------------------------------------


def test_a_supervisor_joins_unasked_and_is_afterwards_what_they_were_before(board: Board) -> None:
    supervisor(board)
    assert board.agent("Zhao").state is AgentState.IN_SESSION
    decide(board, "dismiss", "Zhao")
    assert (board.agent("Zhao").state, board.agent("Zhao").reason) == (AgentState.BREAK, "signed_in")


def test_a_supervisor_decides_alone_how_they_take_part(board: Board) -> None:
    supervisor(board)
    decide(board, "change_mode", "Zhao", mode=GuestMode.WHISPER)
    whisper = {"guest": GUEST, "mode": GuestMode.MONITOR}
    assert refused(board, "change_mode", "Wang", **whisper) is RefusalCode.NOT_YOUR_SESSION
    assert refused(board, "dismiss", "Wang", guest=GUEST) is RefusalCode.NOT_YOUR_SESSION
    assert board.session("K1").guests[GUEST].mode is GuestMode.WHISPER


def test_a_supervisor_takes_over(board: Board) -> None:
    supervisor(board)
    decide(board, "hand_over", "Zhao")
    assert board.session("K1").agent == "Zhao"
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_nobody_joins_two_sessions_or_one_that_has_no_agent(board: Board) -> None:
    board.talk("K2", "Li")
    assert refused(board, "join", "Li", mode=GuestMode.MONITOR) is RefusalCode.WRONG_STATE
    board.choose("Chen", AgentState.BREAK, "lunch")
    waits = board.touch("K3")
    waiting = {"agent": AgentId("Chen"), "session": waits, "mode": GuestMode.MONITOR}
    assert board.refused("join", **waiting) is RefusalCode.WRONG_STATE


def test_a_raised_hand_is_down_when_a_supervisor_has_joined(board: Board) -> None:
    board.do("raise_hand", agent=AgentId("Wang"), session=board.session("K1").id, raised=True)
    assert board.session("K1").hand_raised_at == board.now
    supervisor(board)
    assert board.session("K1").hand_raised_at is None


def test_media_with_a_guest_are_made_anew_without_touching_those_with_the_agent(board: Board) -> None:
    joined(board)
    epoch, session = board.session("K1").epoch, board.session("K1").id
    board.do("restart_guest_media", who=board.session("K1").kiosk, session=session, guest=GUEST, epoch=1)
    assert (board.session("K1").epoch, board.session("K1").guests[GUEST].epoch) == (epoch, 2)
    late = {"who": AgentId("Li"), "session": session, "guest": GUEST, "epoch": 1}
    assert board.refused("restart_guest_media", **late) is RefusalCode.STALE_EPOCH
