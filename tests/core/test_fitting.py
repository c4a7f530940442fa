"""Who is rung for whom, where agents differ in what they can do."""

from typing import Any

from signaling.core import events as ev
from signaling.core.fitting import Fitting, LanguageRule, Profile, ServiceRule
from signaling.core.ids import AgentId, KioskId, SessionId, SiteId
from signaling.core.session import Context, WhyNot

from .board import Board

MINUTE = 60_000


def board_with(**rules: Any) -> Board:
    return Board(fitting=Fitting(**rules))


def sign_in(board: Board, agent: str, **profile: Any) -> None:
    arguments = {"agent": AgentId(agent), "instance": "window", "takeover": False, "link": board.link(agent)}
    board.do("attach_agent", **arguments, profile=Profile(**profile))
    board.available(agent)


def touch(board: Board, kiosk: str, service: str | None = None, language: str = "zh-CN", **more: Any) -> None:
    request = board.request(kiosk, f"{kiosk}'s")
    board.do("request_help", **request | {"context": Context(service, None, language, **more)})


def passed_over(board: Board) -> dict[str, WhyNot]:
    ring = next(event for event in reversed(board.log) if isinstance(event, ev.RingStarted))
    return {other.agent: other.why for other in ring.passed_over}


def test_a_service_that_needs_skill_rings_who_has_it_and_says_so() -> None:
    board = board_with(services={"care": ServiceRule(level=3)})
    sign_in(board, "novice", skills={"care": 2})
    sign_in(board, "expert", skills={"care": 3})
    touch(board, "K1", "care")
    assert board.rung("K1") == "expert"
    assert passed_over(board) == {"novice": WhyNot.LACKS_SKILL}


def test_what_a_service_needs_relaxes_level_by_level_with_the_wait() -> None:
    board = board_with(services={"care": ServiceRule(level=3, relax_every=30_000)})
    sign_in(board, "novice", skills={"care": 1})
    touch(board, "K1", "care")
    board.wait(59.9)
    assert board.rung("K1") is None
    board.wait(0.1)
    assert board.rung("K1") == "novice"


def test_somebody_behind_who_fits_is_served_while_the_first_waits_for_the_right_agent() -> None:
    board = board_with(services={"care": ServiceRule(level=1)})
    sign_in(board, "generalist")
    touch(board, "K1", "care")
    touch(board, "K2", "card")
    assert (board.rung("K1"), board.rung("K2")) == (None, "generalist")


def test_a_language_is_insisted_on_for_its_time_and_sign_language_for_good() -> None:
    board = board_with(languages={"en": LanguageRule(insist=MINUTE), "csl": LanguageRule(insist=None)})
    sign_in(board, "Chen")
    touch(board, "K1", language="en")
    touch(board, "K2", spoken="csl")
    board.wait(59)
    assert (board.rung("K1"), board.rung("K2")) == (None, None)
    board.wait(1)
    assert (board.rung("K1"), board.rung("K2")) == ("Chen", None)
    sign_in(board, "Signer", languages=("csl",))
    assert board.rung("K2") == "Signer"


def test_what_a_resident_speaks_comes_before_the_language_of_the_page() -> None:
    board = board_with(languages={"en": LanguageRule(insist=MINUTE)})
    sign_in(board, "Chen")
    touch(board, "K1", language="en", spoken="zh-CN")
    assert board.rung("K1") == "Chen"


def test_an_agent_who_knows_the_site_comes_first_for_a_while() -> None:
    board = board_with(own_site=10_000)
    sign_in(board, "stranger", sites=(SiteId("elsewhere"),))
    touch(board, "K1")
    board.wait(9)
    sign_in(board, "neighbour", sites=(SiteId("site"),))
    assert board.rung("K1") == "neighbour"
    assert passed_over(board) == {"stranger": WhyNot.OTHER_SITE}
    touch(board, "K2")
    board.wait(10)
    assert board.rung("K2") == "stranger"


def test_a_head_start_moves_a_resident_forward_by_that_time_and_no_further() -> None:
    board = board_with(services={"urgent": ServiceRule(head_start=5 * MINUTE)})
    touch_nobody_there(board, "first")
    board.wait(6 * 60)
    touch(board, "second")
    touch(board, "hurried", "urgent")
    order = [board.switchboard.state.sessions[one].kiosk for one in board.switchboard.desk.line]
    assert order == ["first", "hurried", "second"], "who has waited longer than the head start is not overtaken"


def test_the_matter_chosen_while_waiting_counts_like_one_told_at_the_touch() -> None:
    board = board_with(services={"urgent": ServiceRule(head_start=5 * MINUTE)})
    touch_nobody_there(board, "first")
    touch(board, "second")
    board.do(
        "change_context",
        kiosk=KioskId("second"),
        session=SessionId("second's"),
        context=Context("urgent", None, "zh-CN"),
    )
    assert list(board.switchboard.desk.line) == ["second's", "first's"]


def touch_nobody_there(board: Board, kiosk: str) -> None:
    """Somebody is signed in, so that the desk is not unstaffed, but on a break."""
    board.sign_in("resting")
    touch(board, kiosk)
