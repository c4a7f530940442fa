"""What an account may do with more than two in a session: each a right of its own, given by the role."""

from collections.abc import Mapping
from enum import StrEnum

from signaling.ports import Role


class Right(StrEnum):
    TRANSFER = "transfer"
    CONSULT = "consult"
    CONFERENCE = "conference"
    RAISE_HAND = "raise_hand"
    MONITOR = "monitor"
    WHISPER = "whisper"
    BARGE = "barge"
    TAKE_OVER = "take_over"
    INVITE_FAMILY = "invite_family"


AGENTS = frozenset({Right.TRANSFER, Right.CONSULT, Right.CONFERENCE, Right.RAISE_HAND, Right.INVITE_FAMILY})

RIGHTS: Mapping[Role, frozenset[Right]] = {"agent": AGENTS, "supervisor": frozenset(Right)}
