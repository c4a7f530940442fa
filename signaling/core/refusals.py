"""Why a verb was not carried out. A refusal changes nothing."""

from dataclasses import dataclass
from enum import StrEnum


class RefusalCode(StrEnum):
    UNKNOWN_SESSION = "unknown_session"
    NOT_YOUR_SESSION = "not_your_session"
    WRONG_STATE = "wrong_state"
    STALE_EPOCH = "stale_epoch"
    RING_GONE = "ring_gone"
    KIOSK_BUSY = "kiosk_busy"
    NOT_SIGNED_IN = "not_signed_in"
    ALREADY_SIGNED_IN = "already_signed_in"
    LIMIT_REACHED = "limit_reached"
    AGENT_NOT_FREE = "agent_not_free"


@dataclass(frozen=True, slots=True)
class Refusal:
    code: RefusalCode
    detail: str
    """What was wrong and what to do, in one English sentence for developers; pages translate the code."""
