"""That somebody changed what has versions, as routes and problems tell it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Path, Query
from pydantic import JsonValue

from signaling.protocol.fields import Part
from signaling.service.versions import Told
from signaling.version_ports import Version

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Before = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Only those with a lower number.")]
Limit = Annotated[int, Query(ge=1, le=50)]
Against = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="Compared with this version; by default the one before.")
]


class VersionMade(Part):
    number: int
    at: int
    by: str
    """A staff id; `command-line`; `server` for the first version."""
    by_name: str | None
    note: str | None
    restores: int | None
    """The earlier version that this one repeats."""


def version_made(version: Version) -> VersionMade:
    change = version.change
    return VersionMade(
        number=version.number,
        at=change.at,
        by=change.by,
        by_name=version.by_name,
        note=change.note,
        restores=change.restores,
    )


class ChangePart(Part):
    path: str
    """Such as `limits.ring`, `hours.weekly.0` (Monday) or `fitting.languages.csl`; of a guide `steps.identity.card.en`."""
    before: JsonValue
    """Null where there was nothing."""
    after: JsonValue


class VersionPart(VersionMade):
    changes: list[ChangePart]
    """Against the version before. Nothing for the first one."""


class VersionList(Part):
    items: list[VersionPart]
    next: int | None
    """Give it as `before` for the older ones; null: there are none."""


def version_part(told: Told) -> VersionPart:
    changes = [ChangePart(path=one.path, before=one.before, after=one.after) for one in told.changes]
    return VersionPart(**dict(version_made(told.version)), changes=changes)


def version_list(found: Sequence[Told]) -> VersionList:
    """Of what is newest first."""
    last = found[-1].version.number if found else 1
    return VersionList(items=[version_part(told) for told in found], next=last if last > 1 else None)
