"""The line is a sorted list, whatever is done to it."""

from hypothesis import given
from hypothesis import strategies as st

from signaling.core.line import Line

places = st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 3)))


@given(places)
def test_a_line_is_its_members_in_order_of_their_keys(steps: list[tuple[int, int | None]]) -> None:
    line: Line[int, tuple[int, int]] = Line()
    plain: dict[int, tuple[int, int]] = {}
    for member, rank in steps:
        key = None if rank is None else (rank, member)
        line.place(member, key)
        if key is None:
            plain.pop(member, None)
        else:
            plain[member] = key
        ordered = sorted(plain, key=plain.__getitem__)
        assert list(line) == ordered
        assert len(line) == len(plain)
        assert [line.ahead(plain[one]) for one in ordered] == list(range(len(plain)))
        assert [one in line for one in range(10)] == [one in plain for one in range(10)]


def test_members_that_leave_from_the_front_leave_the_rest_as_it_is() -> None:
    line: Line[int, tuple[int, int]] = Line()
    for member in range(1000):
        line.place(member, (0, member))
    for member in range(990):
        line.place(member, None)
    line.place(5, (0, 5))
    assert list(line) == [5, *range(990, 1000)]
    assert line.ahead((0, 995)) == 6
