"""A recorded day, to be lived through again under other rules.

What is read: the answer of `GET /api/v1/sessions` as it is, a JSON list of its items, or CSV with the same names in the first
line; all else in there is ignored. Times in ms.

    requested_at  the touch                            waited_ms   until the answer, or in vain
    answered_at   empty if nobody answered             talk_ms     wrap_up_ms
    end_reason    as in the record; `resident_left` and `left_with_ticket` are who lost patience
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signaling.core.session import EndReason

from .people import Chance, Resident, exponential


class Unreadable(ValueError):
    """Not a recorded day; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    requested_at: int
    waited: int
    answered: bool
    talk: int
    wrap_up: int
    end_reason: str


def read(text: str) -> list[Recorded]:
    """The sessions that are over, oldest first. Who came while the desk was closed is left out: no rule would have helped."""
    rows = _rows(text)
    over = [row for row in rows if row.get("end_reason") and row["end_reason"] != EndReason.DESK_CLOSED]
    return sorted((_recorded(row) for row in over), key=lambda one: one.requested_at)


def _rows(text: str) -> Sequence[Mapping[str, Any]]:
    if text.lstrip()[:1] not in ("{", "["):
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"this is not JSON: {error}") from error
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("there is no list of sessions in it")
    return items


def _recorded(row: Mapping[str, Any]) -> Recorded:
    answered = row.get("answered_at") not in (None, "")
    try:
        return Recorded(
            requested_at=int(row["requested_at"]),
            waited=int(row["waited_ms"] or 0),
            answered=answered,
            talk=int(row["talk_ms"] or 0) if answered else 0,
            wrap_up=int(row["wrap_up_ms"] or 0) if answered else 0,
            end_reason=row["end_reason"],
        )
    except KeyError as error:
        raise Unreadable(f"a session has no {error.args[0]}") from error
    except (TypeError, ValueError) as error:
        raise Unreadable(f"a session has a time that is not a number of ms: {error}") from error


IMPATIENT = frozenset({EndReason.RESIDENT_LEFT, EndReason.LEFT_WITH_TICKET})


def mean_patience(day: Sequence[Recorded]) -> int | None:
    """All time waited / those who left: the likeliest mean of an exponential patience, since who was answered or sent away
    says of theirs only that it was longer. None if nobody left."""
    left = sum(one.end_reason in IMPATIENT for one in day)
    return round(sum(one.waited for one in day) / left) if left else None


def residents(day: Sequence[Recorded], chance: Chance) -> Iterator[Resident]:
    """The people of that day. What the record cannot know is drawn: how long the answered would have waited on, and how
    long the help would have taken for those whom nobody answered, from those who were."""
    patience = mean_patience(day)
    helped = [one for one in day if one.answered]
    if not helped:
        raise Unreadable("nobody was answered on that day, so nothing says how long help takes")
    for one in day:
        like = one if one.answered else chance.choice(helped)
        if patience is None:
            longest = None
        elif one.end_reason in IMPATIENT:
            longest = one.waited
        else:
            longest = one.waited + exponential(chance, patience)
        yield Resident(one.requested_at, like.talk, like.wrap_up, longest)
