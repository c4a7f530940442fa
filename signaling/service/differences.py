"""What differs between two documents of a desk's settings, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BY_CODE = ("services", "break_reasons", "steps")
"""Lists whose entries have a `code`, and are known by it and not by their place."""
BY_PLACE = "hours.weekly"
"""A list of seven days."""


@dataclass(frozen=True, slots=True)
class Difference:
    path: str
    """Such as `limits.ring` or `hours.weekly.0`."""
    before: Any
    """None where there was nothing."""
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    return list(_between("", before, after))


def _between(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if path in BY_CODE and _coded(before) and _coded(after):
        yield from _entries(path, before, after)
    elif path == BY_PLACE and _listed(before) and _listed(after) and len(before) == len(after):
        yield from _members(path, dict(enumerate(before)), dict(enumerate(after)))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _members(path, before, after)
    else:
        yield Difference(path, before, after)


def _members(path: str, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys([*before, *after]):
        yield from _between(f"{path}.{name}" if path else str(name), before.get(name), after.get(name))


def _entries(path: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Added, removed and changed ones, and their order where that is another."""
    old, new = ({entry["code"]: entry for entry in entries} for entries in (before, after))
    yield from _members(path, old, new)
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield Difference(path, list(old), list(new))


def _coded(value: Any) -> bool:
    return _listed(value) and all(isinstance(entry, Mapping) and "code" in entry for entry in value)


def _listed(value: Any) -> bool:
    return isinstance(value, list)
