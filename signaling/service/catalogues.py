"""What a desk offers by name: its services, and its reasons for a break. Each is told apart by a code and read by a title."""

from collections.abc import Iterator, Sequence

from signaling.protocol.fields import BreakReason, Service

from .desk_settings import DeskSettings
from .faults import Fault
from .said import unsaid

Entries = Sequence[Service] | Sequence[BreakReason]


def catalogue_faults(present: DeskSettings, wanted: DeskSettings) -> list[Fault]:
    """Of a list that is to change; one that was kept before must not stand in the way of another change."""
    lists: list[tuple[str, Entries, Entries]] = [
        ("services", present.services, wanted.services),
        ("break_reasons", present.break_reasons, wanted.break_reasons),
    ]
    return [fault for name, old, new in lists if old != new for fault in _faults(name, new)]


def _faults(name: str, entries: Entries) -> Iterator[Fault]:
    codes = [entry.code for entry in entries]
    for place, entry in enumerate(entries):
        field = f"{name}.{place}"
        if entry.code in codes[:place]:
            yield Fault(f"{field}.code", "is there twice", "twice")
        yield from unsaid(f"{field}.title", entry.title)
        for number, paper in enumerate(entry.papers if isinstance(entry, Service) else []):
            yield from unsaid(f"{field}.papers.{number}", paper)
