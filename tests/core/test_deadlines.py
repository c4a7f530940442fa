"""Deadlines come in order, each once, and only the last one set for a subject counts."""

from hypothesis import given
from hypothesis import strategies as st

from signaling.core.deadlines import Deadlines, Subject

sets = st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 20)))


def test_nothing_set_is_nothing_due() -> None:
    deadlines = Deadlines()
    assert deadlines.next() is None
    assert deadlines.pop_due(10**15) is None


@given(sets)
def test_the_last_one_set_counts_and_the_earliest_comes_first(steps: list[tuple[int, int | None]]) -> None:
    deadlines = Deadlines()
    plain: dict[Subject, int] = {}
    for number, due in steps:
        subject: Subject = ("session", str(number))
        deadlines.set(subject, due)
        plain.pop(subject, None)
        if due is not None:
            plain[subject] = due
        assert deadlines.next() == min(plain.values(), default=None)
    for now in range(21):
        while due_now := deadlines.pop_due(now):
            assert plain.pop(due_now) == now
    assert plain == {}


def test_a_deadline_is_due_at_its_time_and_then_no_more() -> None:
    deadlines = Deadlines()
    deadlines.set(("desk", ""), 100)
    assert deadlines.pop_due(99) is None
    assert deadlines.pop_due(100) == ("desk", "")
    assert deadlines.pop_due(100) is None


def test_a_deadline_that_is_moved_a_million_times_takes_no_room() -> None:
    deadlines = Deadlines()
    for due in range(100_000):
        deadlines.set(("agent", "Wang"), due)
    assert len(deadlines._heap) < 100
    assert deadlines.next() == 99_999
