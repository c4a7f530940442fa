"""Every time-out and cap of a desk, as values. Durations in milliseconds."""

from dataclasses import dataclass

SECOND = 1_000
MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    ring: int = 20 * SECOND
    """How long one agent is rung (Asterisk's default is 15 s, Amazon Connect's 20 s)."""
    ring_more: int = 2
    """Agents who are rung at once by the strategy `ring_progressively`, and who are added each time."""
    ring_more_every: int = 8 * SECOND
    connect: int = 15 * SECOND
    """From accept to media. Missed once: a second attempt, relay only. Missed twice: `never_connected`."""
    kiosk_grace: int = 60 * SECOND
    """How long a kiosk that lost its link keeps its place or its session."""
    resume: int = 60 * SECOND
    """How long who left the line can come back to the same place, having touched the wrong button (FreeSWITCH's
    `abandoned-resume-allowed`); 0: not at all."""
    agent_grace: int = 20 * SECOND
    """How long an agent who lost the link keeps presence or session; then the resident is served by another."""
    restart_grace: int = 60 * SECOND
    """The same for both, when it was the server that went away: everybody comes back at once, with back-off."""
    wrap_up: int = 180 * SECOND
    wrap_up_extension: int = 120 * SECOND
    """By how much an agent can lengthen a wrap-up, each time."""
    wrap_up_extensions: int = 2
    """How often; 0: never."""
    decline_delay: int = 30 * SECOND
    """How long a session does not ring an agent again who declined it."""
    busy_delay: int = 60 * SECOND
    """The same for an agent who declined because they are busy with something else."""
    unanswered_delay: int = 5 * SECOND
    """The same for an agent who did not answer, as long as that does not make them `not_responding`."""
    misses: int = 1
    """Unanswered rings in a row after which an agent is `not_responding`."""
    max_wait: int = 30 * MINUTE
    max_waiting: int = 200
    offer_ticket_after: int = 3 * MINUTE
    """After this wait, or at once where it will be as long for sure, a ticket is offered instead of waiting on."""
    unstaffed: int = 120 * SECOND
    """How long residents wait on after the last agent has left or ceased to respond, before they are told to go another way."""
