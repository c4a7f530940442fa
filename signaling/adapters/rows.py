"""The rows that the projection folds: one type per table."""

from typing import TypedDict

from signaling.core.session import Context


class Record(TypedDict):
    """One row of `session_records`, without what is written beside the log (rating, deletion)."""

    id: str
    desk: str
    site: str
    kiosk: str
    state: str
    """`waiting`, `talk`, `wrap_up`, `closed`."""
    in_line: bool
    """False for a request that was turned away."""
    ticket: str | None
    ticket_day: str | None
    service: str | None
    step: str | None
    language: str
    """Service, step and language at the touch: where the resident was stuck. `last_…`: where help led."""
    last_service: str | None
    last_step: str | None
    last_language: str
    requested_at: int
    first_ring_at: int | None
    answered_at: int | None
    """The first accept; a later one, after a requeue, is in the rings."""
    active_at: int | None
    ended_at: int | None
    closed_at: int | None
    talk_since: int | None
    """The accept that the present talk began with."""
    talk_ms: int
    """From accept to end, summed over every agent who served the session."""
    setup_ms: int | None
    """From the accept to the first sound or picture of the first talk that had one."""
    rings: int
    declined: int
    unanswered: int
    requeues: int
    transfers: int
    """From one agent to another or into the line, by somebody's decision or because the agent was lost with a colleague
    there."""
    interruptions: int
    """Links lost in mid-talk, of either side."""
    media_restarts: int
    relay_only: bool
    agent: str | None
    """Who accepted last."""
    end_reason: str | None
    ended_by: str | None
    outcome: str | None
    consent_voice: bool | None
    consent_screen: bool | None
    consent_camera: bool | None
    consent_text_version: str | None
    consent_language: str | None
    consent_at: int | None


class RingRow(TypedDict):
    """One row of `session_rings`; `version` is that of the event that started it."""

    desk: str
    version: int
    id: str
    session: str
    agent: str
    epoch: int
    started_at: int
    deadline: int
    ended_at: int | None
    result: str
    reason: str | None


class RingEnd(TypedDict):
    """How a ring of an earlier batch ended."""

    ring: str
    of_session: str
    ended_at: int
    result: str
    reason: str | None


class Interval(TypedDict):
    """One row of `agent_intervals`: how long an agent was what. Offline is the absence of an interval."""

    desk: str
    version: int
    agent: str
    state: str
    reason: str | None
    session: str | None
    started_at: int
    ended_at: int | None


def new_record(desk: str, session: str, kiosk: str, site: str, context: Context, at: int) -> Record:
    """A session at the touch of the button."""
    return {
        "id": session,
        "desk": desk,
        "site": site,
        "kiosk": kiosk,
        "state": "waiting",
        "in_line": False,
        "ticket": None,
        "ticket_day": None,
        "service": context.service,
        "step": context.step,
        "language": context.language,
        "last_service": context.service,
        "last_step": context.step,
        "last_language": context.language,
        "requested_at": at,
        "first_ring_at": None,
        "answered_at": None,
        "active_at": None,
        "ended_at": None,
        "closed_at": None,
        "talk_since": None,
        "talk_ms": 0,
        "setup_ms": None,
        "rings": 0,
        "declined": 0,
        "unanswered": 0,
        "requeues": 0,
        "transfers": 0,
        "interruptions": 0,
        "media_restarts": 0,
        "relay_only": False,
        "agent": None,
        "end_reason": None,
        "ended_by": None,
        "outcome": None,
        "consent_voice": None,
        "consent_screen": None,
        "consent_camera": None,
        "consent_text_version": None,
        "consent_language": None,
        "consent_at": None,
    }
