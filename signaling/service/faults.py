"""What is wrong with something that was written by hand: the field and the reason, never the value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST = 10
CANNOT_TELL = "cannot_tell"
"""Code of what may be right or wrong."""

_WORDS = (
    (re.compile(r"^Value error, "), ""),
    (re.compile(r"^Field required$"), "is missing"),
    (re.compile(r"^Extra inputs are not permitted$"), "is not a field here"),
    (re.compile(r"^\w+ should "), "must "),
    (re.compile(r"\ba valid dictionary\b.*"), "an object"),
    (re.compile(r"\bgreater than or equal to\b"), "at least"),
    (re.compile(r"\bless than or equal to\b"), "at most"),
)

_BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length")


@dataclass(frozen=True, slots=True)
class Fault:
    field: str
    """Such as `limits.ring`."""
    reason: str
    """Such as `must be at least 5000`."""
    code: str
    """Such as `greater_than_equal`: pydantic's word for it, for pages that say it in their own."""
    bound: float | None = None
    line: int | None = None
    """In a file, from 1."""


class InvalidSettings(Exception):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.reason}" for fault in faults))
        self.faults = faults


def faults(errors: Sequence[Any], within: str | None = None) -> list[Fault]:
    """Of pydantic's errors. `within` is left out where a field begins with it."""
    return [_fault(error, within) for error in errors[:MOST]]


def _fault(error: Any, within: str | None) -> Fault:
    parts = [str(part) for part in error["loc"]]
    reason = str(error["msg"])
    for pattern, words in _WORDS:
        reason = pattern.sub(words, reason)
    field = ".".join(parts[1:] if parts[:1] == [within] else parts)
    told = error.get("ctx") or {}
    bound = next((told[name] for name in _BOUNDS if isinstance(told.get(name), int | float)), None)
    return Fault(field, reason, str(error["type"]), bound)
