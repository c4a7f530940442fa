"""Residents and agents as the log tells them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Resident:
    """A session as the log tells it. `phase`: waiting, ringing, talk, wrap_up, elsewhere or closed."""

    kiosk: str
    place: tuple[int, int]
    since: int
    context: Any = None
    site: str = ""
    phase: str = "waiting"
    wait_until: int = 0
    linked: bool = True
    epoch: int = 0
    rings: dict[str, Any] = field(default_factory=dict)
    ringing_since: int = 0
    agent: str | None = None
    answered_at: int = 0
    active: bool = False
    connect_until: int = 0
    renewals: int = 0
    passed_by: dict[str, int] = field(default_factory=dict)
    ended: Any = None
    agent_since: int = 0
    guests: dict[str, Any] = field(default_factory=dict)
    """Rung, admitted or joined: by name, the event that says so."""
    guest_names: set[str] = field(default_factory=set)
    guest_epochs: dict[str, int] = field(default_factory=dict)
    family: dict[str, Any] = field(default_factory=dict)
    """By what link family members who have joined are connected; None: lost."""
    family_until: dict[str, int] = field(default_factory=dict)
    hand_raised: bool = False
    shown_step: Any = None
    guide_done: bool = False
    led: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """By guide and version, the steps that were shown, and whether it was done."""
    heir_left_at: int = -1
    """When a guest whom the resident talked with was sent away."""
    losses: int = 0
    asked: bool = False
    wraps_up: bool = True
    extensions: int = 0
    wrap_up_until: int = 0
    came_through: tuple[str, ...] = ()
    visits: bool = False
    """From another desk, and not sent back from there."""
    left: bool = False
    """Has left the line, and may come back."""


@dataclass
class Helper:
    """An agent as the log tells it."""

    state: str = "offline"
    profile: Any = None
    supervises: bool = False
    session: str | None = None
    linked: bool = True
    idle_since: int = 0
    rung: int = 0
    accepted: int = 0
    talked: int = 0
    chosen: str | None = None
