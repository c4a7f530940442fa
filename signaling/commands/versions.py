"""What the commands for desks and for guides share: how they print changes and histories, and refuse."""

import json
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any, NoReturn

from signaling.service.differences import Difference
from signaling.service.faults import Fault
from signaling.service.versions import ChangedMeanwhile, Told

from .running import fail


def refuse(found: Sequence[Fault]) -> NoReturn:
    """Names the line, where a fault has one."""
    fail(*(_sentence(fault) for fault in found))


def refuse_late(what: str, expected: int, error: ChangedMeanwhile, otherwise: str) -> NoReturn:
    """`otherwise`: what one can do instead of exporting it anew."""
    newest = error.since[0]
    who = ", ".join(dict.fromkeys(version.by_name or version.change.by for version in error.since))
    fail(
        f"{what} was changed since version {expected}, by {who}, and is at version {newest.number}: "
        f"export it anew, {otherwise}"
    )


def print_changes(changes: Sequence[Difference], indent: str = "") -> None:
    for change in changes:
        print(f"{indent}{change.path}: {_brief(change.before)} → {_brief(change.after)}")


def print_history(found: Sequence[Told], zone: tzinfo | None = None) -> None:
    """`zone`: by default that of this machine."""
    for told in found:
        change = told.version.change
        at = datetime.fromtimestamp(change.at / 1000, zone)
        restored = f"  as version {change.restores} was" if change.restores else ""
        note = f"  “{change.note}”" if change.note else ""
        print(f"{told.version.number:>4}  {at:%Y-%m-%d %H:%M:%S}  {_who(told)}{restored}{note}")
        print_changes(told.changes, "      ")


def print_history_as_json(found: Sequence[Told]) -> None:
    print(json.dumps([_row(told) for told in found], ensure_ascii=False))


def check_note(note: str | None) -> None:
    if note is not None and not 0 < len(note) <= 500:
        fail("--note: from 1 to 500 characters")


def _sentence(fault: Fault) -> str:
    what = f"{fault.field}: {fault.reason}" if fault.field else f"the file {fault.reason}"
    return f"line {fault.line}: {what}" if fault.line else what


def _brief(value: Any) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False)


def _who(told: Told) -> str:
    return told.version.by_name or told.version.change.by.replace("-", " ")


def _row(told: Told) -> dict[str, Any]:
    change = told.version.change
    return {
        "number": told.version.number,
        "at": change.at,
        "by": change.by,
        "by_name": told.version.by_name,
        "note": change.note,
        "restores": change.restores,
        "changes": [{"path": one.path, "before": one.before, "after": one.after} for one in told.changes],
    }
