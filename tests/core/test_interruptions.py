"""Links that are lost, pages that reload, servers that restart: everybody comes back to the same place."""

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import NodeId
from signaling.core.refusals import RefusalCode
from signaling.core.session import Party, SessionState

from .board import Board


def test_a_kiosk_that_comes_back_in_time_talks_on() -> None:
    board = Board()
    board.talk("K1", "Wang")
    epoch = board.session("K1").epoch
    board.lose_kiosk("K1")
    assert board.session("K1").state is SessionState.INTERRUPTED
    board.wait(59)
    board.return_kiosk("K1")
    assert board.session("K1").state is SessionState.ACTIVE
    assert board.session("K1").epoch == epoch
    board.wait(3600)
    assert board.session("K1").state is SessionState.ACTIVE


def test_a_console_that_comes_back_in_time_talks_on() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.lose_agent("Wang")
    board.wait(19)
    board.sign_in("Wang")
    assert board.session("K1").state is SessionState.ACTIVE
    assert board.agent("Wang").state is AgentState.IN_SESSION


def test_a_talk_goes_on_only_when_both_are_back() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.lose_kiosk("K1")
    board.lose_agent("Wang")
    board.return_kiosk("K1")
    assert board.session("K1").state is SessionState.INTERRUPTED
    board.sign_in("Wang")
    assert board.session("K1").state is SessionState.ACTIVE


def test_an_interruption_before_the_media_gives_it_a_new_deadline() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.accept("K1")
    board.wait(14)
    board.lose_kiosk("K1")
    board.wait(10)
    board.return_kiosk("K1")
    assert board.session("K1").state is SessionState.CONNECTING
    board.wait(14)
    assert board.session("K1").epoch == 1
    board.wait(1)
    assert board.session("K1").epoch == 2


def test_a_resident_whose_agent_is_lost_is_served_by_another_first_of_all() -> None:
    board = Board()
    board.talk("K1", "Wang")
    since, ticket = board.session("K1").requested_at, board.session("K1").ticket
    board.sign_in("Li")
    board.touch("K2")
    board.lose_agent("Wang")
    board.wait(20)
    assert board.session("K1").state is SessionState.WAITING
    assert board.session("K1").requeued
    assert "Wang" not in board.switchboard.state.agents
    board.choose("Li", AgentState.AVAILABLE)
    assert board.rung("K1") == "Li"
    assert (board.session("K1").requested_at, board.session("K1").ticket) == (since, ticket)


def test_a_late_close_of_an_old_link_is_nothing() -> None:
    board = Board()
    board.talk("K1", "Wang")
    kiosk, console = board.session("K1").link, board.agent("Wang").link
    assert kiosk is not None
    assert console is not None
    board.return_kiosk("K1")
    board.sign_in("Wang")
    assert board.do("lose_kiosk", kiosk="K1", link=kiosk.id) == ()
    assert board.do("lose_agent", agent="Wang", link=console.id) == ()
    assert board.session("K1").state is SessionState.ACTIVE


def test_a_second_window_has_to_take_over_explicitly() -> None:
    board = Board()
    board.talk("K1", "Wang")
    second = {"agent": "Wang", "link": board.link("Wang"), "instance": "second window"}
    assert board.refused("attach_agent", takeover=False, **second) is RefusalCode.ALREADY_SIGNED_IN
    first = board.agent("Wang").link
    (attached,) = board.do("attach_agent", takeover=True, **second)
    assert isinstance(attached, ev.AgentAttached)
    assert attached.replaces == first
    assert board.session("K1").agent == "Wang"
    assert board.session("K1").state is SessionState.ACTIVE


def test_a_second_window_need_not_take_over_what_is_lost() -> None:
    board = Board()
    board.available("Wang")
    board.lose_agent("Wang")
    board.do("attach_agent", agent="Wang", link=board.link("Wang"), instance="second window", takeover=False)
    assert board.agent("Wang").state is AgentState.AVAILABLE


def test_a_restarted_server_keeps_every_place_and_gives_all_time_to_come_back() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.touch("K2")
    board.touch("K3")
    line = list(board.switchboard.desk.line)
    board.do("keep_nodes", living=frozenset({NodeId("restarted")}))
    assert board.session("K1").state is SessionState.INTERRUPTED
    board.wait(59)
    assert list(board.switchboard.desk.line) == line
    for kiosk in ("K1", "K2", "K3"):
        board.return_kiosk(kiosk)
    board.sign_in("Wang")
    assert board.session("K1").state is SessionState.ACTIVE
    board.end("K1", Party.AGENT)
    board.finish("K1")
    assert board.rung("K2") == "Wang"


def test_links_of_living_nodes_stay_when_another_dies() -> None:
    board = Board()
    board.talk("K1", "Wang")
    assert board.do("keep_nodes", living=frozenset({NodeId("node")})) == ()


def test_a_page_that_reloads_in_mid_talk_goes_on_with_the_next_epoch() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.restart_media("K1")
    assert board.session("K1").epoch == 2
    assert board.session("K1").state is SessionState.ACTIVE
    assert not board.session("K1").relay_only


def test_media_that_failed_goes_through_a_relay_from_then_on() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.restart_media("K1", "no_media")
    board.restart_media("K1", "reloaded")
    assert board.session("K1").relay_only


def test_what_belongs_to_an_older_epoch_is_refused() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.accept("K1")
    board.restart_media("K1")
    about = {"session": "K1's", "epoch": 1}
    assert board.refused("media_ready", agent="Wang", **about) is RefusalCode.STALE_EPOCH
    restart = {"who": "K1", "by": Party.KIOSK, "reason": "reloaded"}
    assert board.refused("restart_media", **restart, **about) is RefusalCode.STALE_EPOCH
    assert board.session("K1").state is SessionState.CONNECTING


def test_an_agent_who_is_lost_in_wrap_up_and_does_not_return_is_offline_after_it() -> None:
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    board.lose_agent("Wang")
    board.wait(179)
    assert board.agent("Wang").state is AgentState.WRAP_UP
    board.wait(1)
    assert "Wang" not in board.switchboard.state.agents


def test_an_available_agent_who_is_lost_is_offline_after_the_grace_and_does_not_ring_before() -> None:
    board = Board()
    board.available("Wang")
    board.lose_agent("Wang")
    board.touch("K1")
    assert board.rung("K1") is None
    board.wait(20)
    assert "Wang" not in board.switchboard.state.agents


def test_an_agent_who_comes_back_after_being_given_up_is_told_and_gets_nobody_until_they_say_so() -> None:
    board = Board()
    board.available("Wang")
    board.lose_agent("Wang")
    board.wait(20)
    board.sign_in("Wang")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.NOT_RESPONDING, "connection_lost")
    board.choose("Wang", AgentState.OFFLINE)
    board.sign_in("Wang")
    assert (board.agent("Wang").state, board.agent("Wang").reason) == (AgentState.BREAK, "signed_in")
