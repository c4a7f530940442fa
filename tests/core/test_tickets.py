"""A ticket is in one agent's hands at a time, is worked in order, and ends."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.core import tickets as rules
from signaling.core.ids import AgentId, DeskId, KioskId, SessionId, SiteId
from signaling.core.limits import MINUTE
from signaling.core.phone_number import is_phone_number
from signaling.core.session import EndReason
from signaling.core.tickets import (
    HELD,
    KEPT,
    Decision,
    Happened,
    Result,
    Ticket,
    TicketEvent,
    TicketKind,
    TicketRefusal,
    TicketState,
    Visit,
)

NUMBERS = json.loads((Path(__file__).parents[1] / "support/phone_numbers.json").read_text(encoding="utf-8"))
NOW = 1_790_000_000_000
LI, WANG = AgentId("li"), AgentId("wang")
KIOSK = KioskId("kiosk-1")
TICKET = Ticket(
    id="t",
    kind=TicketKind.CALL_BACK,
    desk=DeskId("desk-1"),
    site=SiteId("site-1"),
    kiosk=KIOSK,
    session=SessionId("s"),
    service="card",
    step=None,
    language="zh-CN",
    reason="no_agent",
    day="2026-09-21",
    sequence=3,
    made_at=NOW,
    expires_at=NOW + KEPT,
)
AT_COUNTER = replace(TICKET, kind=TicketKind.COUNTER)
VISIT = Visit(KIOSK, TICKET.desk, TICKET.site, "card", None, "zh-CN", False, "no_agent", NOW)


def after(ticket: Ticket, decision: Decision) -> Ticket:
    assert isinstance(decision, TicketEvent), decision
    return rules.apply(ticket, decision)


def in_hand(ticket: Ticket = TICKET, now: int = NOW) -> Ticket:
    return after(ticket, rules.take(ticket, now, WANG))


def called(now: int = NOW) -> Ticket:
    taken = in_hand(now=now)
    return after(taken, rules.call(taken, now, WANG))


@pytest.mark.parametrize("digits", NUMBERS["valid"])
def test_a_number_that_can_be_called_is_one(digits: str) -> None:
    assert is_phone_number(digits)


@pytest.mark.parametrize("digits", NUMBERS["invalid"])
def test_what_cannot_be_called_is_none(digits: str) -> None:
    assert not is_phone_number(digits)


@pytest.mark.parametrize("reason", EndReason)
def test_only_whom_nobody_came_to_may_ask(reason: EndReason) -> None:
    refusal = rules.may_ask(replace(VISIT, end_reason=reason.value), NOW, KIOSK)
    nobody_came = {"desk_closed", "no_agent", "queue_full", "max_wait", "never_connected"}
    assert refusal is (None if reason.value in nobody_came else TicketRefusal.NOT_OFFERED)


def test_who_waits_may_ask_and_who_came_later_or_stands_elsewhere_may_not() -> None:
    assert rules.may_ask(replace(VISIT, waiting=True, end_reason=None, ended_at=None), NOW, KIOSK) is None
    assert rules.may_ask(VISIT, NOW + 10 * MINUTE, KIOSK) is None
    assert rules.may_ask(VISIT, NOW + 10 * MINUTE + 1, KIOSK) is TicketRefusal.NOT_OFFERED
    assert rules.may_ask(VISIT, NOW, KioskId("kiosk-2")) is TicketRefusal.NOT_YOURS


def test_one_agent_holds_it_until_they_have_been_silent_for_too_long() -> None:
    taken = in_hand()
    assert rules.take(taken, NOW + HELD - 1, LI) is TicketRefusal.HELD
    assert rules.call(taken, NOW, LI) is TicketRefusal.NOT_HELD
    assert rules.release(taken, NOW, LI) is TicketRefusal.NOT_HELD
    assert rules.report(taken, NOW, LI, Result.REACHED, None) is TicketRefusal.NOT_HELD
    assert rules.call(taken, NOW + HELD, WANG) is TicketRefusal.NOT_HELD
    assert after(taken, rules.take(taken, NOW + HELD, LI)).holder == LI


def test_working_on_it_keeps_it() -> None:
    taken = in_hand()
    shown = after(taken, rules.call(taken, NOW + HELD - 1, WANG))
    assert rules.take(shown, NOW + 2 * HELD - 2, LI) is TicketRefusal.HELD


def test_how_a_call_went_can_be_told_only_by_who_saw_the_number() -> None:
    assert rules.report(in_hand(), NOW, WANG, Result.REACHED, None) is TicketRefusal.NOT_CALLED
    shown = called()
    other = after(shown, rules.take(shown, NOW + HELD, LI))
    assert rules.report(other, NOW + HELD, LI, Result.REACHED, None) is TicketRefusal.NOT_CALLED


def test_who_takes_again_what_they_hold_has_still_seen_the_number() -> None:
    shown = called()
    again = after(shown, rules.take(shown, NOW + 1, WANG))
    assert isinstance(rules.report(again, NOW + 1, WANG, Result.BUSY, None), TicketEvent)


def test_an_attempt_in_vain_is_tried_again_later_by_anybody() -> None:
    shown = called()
    tried = after(shown, rules.report(shown, NOW, WANG, Result.NOT_ANSWERED, 30 * MINUTE))
    assert (tried.state, tried.holder, tried.attempts) == (TicketState.OPEN, None, 1)
    assert tried.not_before == NOW + 30 * MINUTE
    assert in_hand(tried, NOW + 1).holder == WANG


@pytest.mark.parametrize("again_in", [0, 5 * MINUTE - 1, 2 * rules.DAY + 1])
def test_later_is_neither_at_once_nor_never(again_in: int) -> None:
    assert rules.report(called(), NOW, WANG, Result.BUSY, again_in) is TicketRefusal.BAD_RESULT


def test_a_stranger_is_not_called_twice() -> None:
    shown = called()
    assert rules.report(shown, NOW, WANG, Result.WRONG_NUMBER, 30 * MINUTE) is TicketRefusal.BAD_RESULT
    assert after(shown, rules.report(shown, NOW, WANG, Result.WRONG_NUMBER, None)).state is TicketState.DONE


def test_each_kind_has_results_of_its_own() -> None:
    assert rules.report(called(), NOW, WANG, Result.SERVED, None) is TicketRefusal.BAD_RESULT
    taken = in_hand(AT_COUNTER)
    assert rules.report(taken, NOW, WANG, Result.REACHED, None) is TicketRefusal.BAD_RESULT
    assert rules.call(taken, NOW, WANG) is TicketRefusal.BAD_RESULT
    assert after(taken, rules.report(taken, NOW, WANG, Result.SERVED, None)).state is TicketState.DONE


@pytest.mark.parametrize("state", [TicketState.DONE, TicketState.EXPIRED])
def test_what_is_over_stays_over(state: TicketState) -> None:
    over = replace(called(), state=state)
    assert rules.take(over, NOW, WANG) is TicketRefusal.OVER
    assert rules.call(over, NOW, WANG) is TicketRefusal.OVER
    assert rules.pass_time(over, NOW + KEPT) is None


def test_after_seven_days_nobody_is_called_even_before_the_clock_has_said_so() -> None:
    late = in_hand(now=NOW + KEPT - 1)
    assert rules.call(late, NOW + KEPT, WANG) is TicketRefusal.OVER
    assert rules.take(TICKET, NOW + KEPT, WANG) is TicketRefusal.OVER
    expired = rules.pass_time(late, NOW + KEPT)
    assert expired is not None
    assert rules.apply(late, expired).state is TicketState.EXPIRED


def test_the_clock_frees_what_a_lost_agent_holds() -> None:
    taken = in_hand()
    assert rules.pass_time(taken, NOW + HELD - 1) is None
    lapsed = rules.pass_time(taken, NOW + HELD)
    assert lapsed is not None
    assert lapsed == TicketEvent(kind=Happened.LAPSED, at=NOW + HELD, by=WANG)
    assert rules.apply(taken, lapsed).holder is None


def test_who_was_helped_after_all_is_not_called_unless_somebody_calls_already() -> None:
    withdrawn = rules.withdraw(in_hand(), NOW + 1)
    assert withdrawn is not None
    assert withdrawn == TicketEvent(kind=Happened.WITHDRAWN, at=NOW + 1)
    after = rules.apply(in_hand(), withdrawn)
    assert (after.state, after.holder, after.attempts) == (TicketState.DONE, None, 0)
    assert rules.take(after, NOW + 1, WANG) is TicketRefusal.OVER
    assert rules.withdraw(called(), NOW + 1) is None
    assert rules.withdraw(after, NOW + 1) is None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "call", "release", "report", "time", "withdraw"]),
        st.sampled_from([WANG, LI]),
        st.sampled_from([0, 1, HELD, KEPT // 3]),
        st.sampled_from(Result),
        st.sampled_from([None, 30 * MINUTE]),
    ),
    max_size=30,
)


@given(STEPS)
def test_whatever_is_tried_the_record_tells_the_state(
    steps: Sequence[tuple[str, AgentId, int, Result, int | None]],
) -> None:
    now, ticket, events = NOW, TICKET, list[TicketEvent]()
    for verb, agent, pause, result, again_in in steps:
        now += pause
        held_by = ticket.held_by(now)
        decision: Decision | None = {
            "take": lambda now=now, ticket=ticket, agent=agent: rules.take(ticket, now, agent),
            "call": lambda now=now, ticket=ticket, agent=agent: rules.call(ticket, now, agent),
            "release": lambda now=now, ticket=ticket, agent=agent: rules.release(ticket, now, agent),
            "report": lambda now=now, ticket=ticket, agent=agent, result=result, again_in=again_in: rules.report(
                ticket, now, agent, result, again_in
            ),
            "time": lambda now=now, ticket=ticket: rules.pass_time(ticket, now),
            "withdraw": lambda now=now, ticket=ticket: rules.withdraw(ticket, now),
        }[verb]()
        if not isinstance(decision, TicketEvent):
            continue
        if decision.kind not in {Happened.EXPIRED, Happened.LAPSED, Happened.WITHDRAWN}:
            assert held_by in ({None, agent} if verb == "take" else {agent})
        assert ticket.state in rules.LIVE_TICKETS
        ticket = rules.apply(ticket, decision)
        events.append(decision)
        assert (ticket.holder is None) == (ticket.state is not TicketState.TAKEN)
    assert ticket.version == 1 + len(events)
    assert ticket.attempts == sum(event.result is not None for event in events)
