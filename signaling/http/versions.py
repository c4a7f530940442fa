"""That somebody changed what has versions, as routes and problems tell it."""

from signaling.protocol.fields import Part
from signaling.version_ports import Version


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
