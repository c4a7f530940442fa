"""What every event has. Its own module, because the events of a desk are in several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    at: int
    """Milliseconds since the Unix epoch, never less than the event before it."""
