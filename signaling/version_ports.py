"""Versions of a document that people edit: each is kept, and says who made it, when and why."""

from dataclasses import dataclass

SERVER = "server"
"""Made the first version: when the thing was made, or when its history began."""
COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Change:
    at: int
    by: str
    """A staff id, SERVER or COMMAND_LINE."""
    note: str | None = None
    restores: int | None = None
    """The earlier version that this one repeats."""


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    """1, 2, 3 … without a gap."""
    change: Change
    by_name: str | None
    document: str
    """JSON object, as it was valid then: bounds and fields may be others now."""
