"""What users of other help desks complain about, each as the promise that this one makes instead. A complaint that has a test
where it shows is only named here:

| complaint | test |
| --- | --- |
| an agent is gone after the caller's end, or blamed for it | `test_endings`: a resident who leaves while it rings ... |
| an agent is logged out for ever, and nobody says why | `test_rings`: one button brings an agent ... back |
| the item is not in the agent's list until a reload | `console_state.test.js`: a snapshot older than the last ... |
| waiting for ever when no one is there | `test_endings`: nobody waits for longer ..., when the last agent leaves ... |
| assigned to who is offline | `test_interruptions`: an available agent who is lost ... does not ring |
| the tab sleeps, the microphone is gone | `test_agent_console`: an agent whose microphone goes ... until it works |
| one agent in two windows | `test_interruptions`: a second window has to take over explicitly |
| statistics that contradict | `test_projection`: counts equal those taken from the log one by one |
"""

from collections.abc import Callable
from itertools import product

import pytest

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.limits import Limits
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import Party, RingResult, SessionState
from signaling.core.strategy import ONE, Strategy, breadth
from tests.support.rings import ring_of

from .board import Board


def rings(board: Board) -> list[ev.RingStarted]:
    return [event for event in board.log if isinstance(event, ev.RingStarted)]


def board_where(agents: dict[str, str]) -> Board:
    """Whoever is not free is not for the reason that is given."""
    board = Board()
    for agent, cause in agents.items():
        if cause in BUSY_WITH:
            board.available(agent)
            kiosk = f"{agent}'s kiosk"
            board.touch(kiosk)
            BUSY_WITH[cause](board, kiosk)
    for agent, cause in agents.items():
        match cause:
            case "free":
                board.available(agent)
            case "on a break":
                board.sign_in(agent)
            case "lost":
                board.available(agent)
                board.lose_agent(agent)
            case _:
                pass
    return board


def talk(board: Board, kiosk: str) -> None:
    board.accept(kiosk)


def wrap_up(board: Board, kiosk: str) -> None:
    board.accept(kiosk)
    board.media_ready(kiosk)
    board.end(kiosk, Party.AGENT)


def miss(board: Board, kiosk: str) -> None:
    """Nobody answers, and the resident leaves."""
    ring = ring_of(board.session(kiosk))
    assert ring is not None
    board.now = ring.deadline
    board.do("tick")
    board.end(kiosk, Party.KIOSK)


BUSY_WITH: dict[str, Callable[[Board, str], None]] = {"talking": talk, "wrapping up": wrap_up, "not responding": miss}
CAUSES = ("free", "on a break", "lost", *BUSY_WITH)


def test_of_a_thousand_agents_who_accept_one_ring_at_once_one_has_the_resident() -> None:
    """asterisk#176: two agents answer the same call."""
    board = Board()
    board.available(*(f"Agent {number}" for number in range(1_000)))
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    answers = [
        board.switchboard.accept(board.now, agent=agent, ring=ring.id)
        for agent in reversed(board.switchboard.state.agents)
    ]
    won = [answer for answer in answers if not isinstance(answer, Refusal)]
    assert len(won) == 1
    assert {answer.code for answer in answers if isinstance(answer, Refusal)} == {RefusalCode.RING_GONE}
    assert [agent.id for agent in board.switchboard.state.agents.values() if agent.session] == [ring.agent]


def test_a_thousand_accepts_of_the_agent_who_is_rung_are_one() -> None:
    board = Board()
    board.available("Wang")
    board.touch("K1")
    ring = ring_of(board.session("K1"))
    assert ring is not None
    events = [event for _ in range(1_000) for event in board.do("accept", agent=ring.agent, ring=ring.id)]
    assert [event.kind for event in events] == ["session_accepted", "agent_state_changed"]


@pytest.mark.parametrize("strategy", [one for one in Strategy if breadth(one, Limits()) == ONE])
def test_a_burst_rings_every_agent_once_and_the_residents_in_their_order(strategy: Strategy) -> None:
    """OpenACD#5: all waiting calls try the same first agent."""
    board = Board(strategy=strategy)
    board.available(*(f"Agent {number}" for number in range(7)))
    for number in range(50):
        board.touch(f"K{number}")
    assert [ring.session for ring in rings(board)] == [f"K{number}'s" for number in range(7)]
    assert len({ring.agent for ring in rings(board)}) == 7


def test_who_was_accepted_by_an_agent_that_then_failed_keeps_place_and_clock_and_rings_at_once() -> None:
    """asterisk#1557: one agent answers and hangs up before anybody is connected."""
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.touch("K2")
    before = board.session("K1")
    place, since = before.place, before.requested_at
    board.accept("K1")
    board.lose_agent("Wang")
    board.available("Li")
    assert board.rung("K2") == "Li"
    board.available("Zhao")
    board.wait(20)
    assert board.rung("K1") == "Zhao"
    again = rings(board)[-1]
    assert again.at == next(event.at for event in board.log if isinstance(event, ev.SessionRequeued))
    after = board.session("K1")
    assert (after.place, after.requested_at) == (place, since)


@pytest.mark.parametrize("gone", ["nobody", "the kiosk", "the agent", "both"])
def test_no_ring_outlives_its_deadline_whoever_is_gone(gone: str) -> None:
    """freeswitch#2540: agents stuck in Reserved."""
    board = Board()
    board.available("Wang")
    board.touch("K1")
    if gone in ("the kiosk", "both"):
        board.lose_kiosk("K1")
    if gone in ("the agent", "both"):
        board.lose_agent("Wang")
    board.wait(20)
    assert not [one for one in board.switchboard.state.sessions.values() if one.rung]
    assert not [one for one in board.switchboard.state.agents.values() if one.session]
    ended = [event for event in board.log if isinstance(event, ev.RingEnded)]
    assert [event.ring for event in ended] == [ring.ring for ring in rings(board)]


def test_every_open_session_has_somebody_who_is_there_or_a_deadline() -> None:
    """freeswitch#1973: a member is answered many hours after the end."""
    board = Board()
    board.talk("K1", "Wang")
    board.talk("K2", "Li")
    board.end("K2", Party.KIOSK)
    board.touch("K3")
    board.do("keep_nodes", living=frozenset())
    for _ in range(10):
        if board.switchboard.state.sessions:
            due = board.switchboard.next_deadline()
            assert due is not None, "somebody waits for nothing"
            board.wait((due - board.now) / 1000)
    assert not board.switchboard.state.sessions


@pytest.mark.parametrize("first", CAUSES)
def test_whatever_keeps_others_away_a_resident_gets_who_is_free_and_nobody_else(first: str) -> None:
    """freeswitch#1221: members are stuck when the last agent in the list is unavailable."""
    for causes in product([first], CAUSES, CAUSES):
        agents: dict[str, str] = dict(zip(("Chen", "Li", "Wang"), causes, strict=True))
        board = board_where(agents)
        board.touch("here")
        free = {agent for agent, cause in agents.items() if cause == "free"}
        while free:
            assert board.rung("here") in free, agents
            free -= {str(board.rung("here"))}
            board.decline("here")
        assert board.session("here").state is SessionState.WAITING, agents


def test_the_only_agent_is_left_in_peace_after_declining_and_the_resident_is_still_told_the_truth() -> None:
    """amazon-connect-streams#292: a rejected call keeps ringing the only agent."""
    board = Board()
    board.available("Wang")
    session = board.touch("K1")
    board.decline("K1")
    board.wait(29)
    assert len(rings(board)) == 1
    board.wait(1)
    assert len(rings(board)) == 2
    board.decline("K1")
    board.choose("Wang", AgentState.OFFLINE)
    board.wait(120)
    assert board.ending(session)[0] == "no_agent"


def test_nobody_rings_an_agent_who_wraps_up() -> None:
    """asterisk#1006: a wrap-up ends early."""
    board = Board()
    board.talk("K1", "Wang")
    board.end("K1", Party.KIOSK)
    for kiosk in ("K1", "K2", "K3"):
        board.touch(kiosk, f"{kiosk}'s next")
    board.wait(179)
    assert len(rings(board)) == 1
    board.wait(1)
    assert rings(board)[-1].session == "K1's next"


@pytest.mark.parametrize("strategy", Strategy)
def test_who_is_free_and_who_waits_are_brought_together_at_once(strategy: Strategy) -> None:
    """asterisk#1691: with one option, a line stops being offered to anybody."""
    board = Board(strategy=strategy, ring=5_000, unanswered_delay=1_000, misses=100, decline_delay=3_000)
    board.available("Wang", "Li")
    for number in range(4):
        board.touch(f"K{number}")
    for number in range(40):
        free = [agent for agent in board.switchboard.state.agents.values() if agent.state is AgentState.AVAILABLE]
        ready = [one for one in board.switchboard.state.sessions.values() if one.state is SessionState.WAITING]
        again = [one.passed_by.get(agent.id, 0) for one in ready for agent in free]
        assert all(until > board.now for until in again), "somebody waits while somebody is free"
        if number % 3 == 0:
            rung = next((one.kiosk for one in board.switchboard.state.sessions.values() if one.rung), None)
            if rung:
                board.decline(rung)
        board.wait(1)
    assert len(rings(board)) > 8


def test_a_state_that_an_agent_did_not_choose_has_a_reason() -> None:
    """flex-project-template#290: a status flips by itself."""
    board = Board()
    board.available("Wang")
    board.touch("K1")
    board.wait(20)
    board.choose("Wang", AgentState.AVAILABLE)
    board.lose_agent("Wang")
    board.wait(20)
    changes = [event for event in board.log if isinstance(event, ev.AgentStateChanged)]
    told = {
        event.state: event.reason for event in changes if event.state not in (AgentState.AVAILABLE, AgentState.RINGING)
    }
    assert told == {AgentState.BREAK: "signed_in", AgentState.NOT_RESPONDING: "missed_ring", AgentState.OFFLINE: "lost"}


def test_nobody_who_came_later_is_ever_before_a_resident() -> None:
    """asterisk#1386: the position is wrong. Rings that come to nothing and talks that break off move nobody back."""
    board = Board()
    board.available("Wang")
    for number in range(6):
        board.touch(f"K{number}")
    for number in range(12):
        rung = next(one.kiosk for one in board.switchboard.state.sessions.values() if one.rung)
        if number % 4 == 3:
            board.accept(rung)
            board.lose_agent("Wang")
            board.wait(20)
        else:
            board.decline(rung)
            board.wait(30)
        board.available("Wang")
        line = [
            one.requested_at for one in board.switchboard.state.sessions.values() if one.state is SessionState.WAITING
        ]
        sessions = board.switchboard.state.sessions
        assert [sessions[name].requested_at for name in board.switchboard.desk.line] == sorted(line)
        ring = rings(board)[-1]
        allowed = [one for one in sessions.values() if one.passed_by.get(ring.agent, 0) <= ring.at]
        assert ring.session == min(allowed, key=lambda one: one.place).id
    assert {RingResult.DECLINED} <= {event.result for event in board.log if isinstance(event, ev.RingEnded)}
    assert any(isinstance(event, ev.SessionRequeued) for event in board.log)
