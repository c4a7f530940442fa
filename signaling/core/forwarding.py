"""A session goes to another desk, with ticket and clock. Whoever stores `SessionForwarded` in one desk's log stores
`SessionTakenIn` in the other's with it, so that a session is in exactly one. It is taken in whatever the other desk's state:
if nobody is there, it goes back in the same way."""

from typing import TYPE_CHECKING

from . import events as ev
from .elsewhere import ForwardReason, packed
from .ids import DeskId
from .session import Session, SessionState

if TYPE_CHECKING:
    from .turn import Turn


def forward(turn: "Turn", session: Session, to: DeskId, reason: ForwardReason) -> None:
    """`session` waits; from now on it is not this desk's."""
    carried = packed(session, turn.desk_id)
    turn.emit(ev.SessionForwarded(at=turn.now, session=session.id, to=to, reason=reason, carried=carried))


def forward_if_due(turn: "Turn", session: Session) -> None:
    way = turn.desk.way_out(session) if session.state is SessionState.WAITING else None
    if way and way.at <= turn.now:
        forward(turn, session, way.to, way.reason)


def send_back(turn: "Turn") -> None:
    """With nobody here, whoever was forwarded to this desk waits on where they came from first."""
    for session in [turn.desk.state.sessions[name] for name in turn.desk.line]:
        if session.back_to:
            forward(turn, session, session.back_to, ForwardReason.RETURNED)


def arrival(event: ev.SessionForwarded, last_at: int) -> ev.SessionTakenIn:
    """The event for the log of `event.to`, whose last event was at `last_at`."""
    at = max(event.at, last_at)
    return ev.SessionTakenIn(at=at, session=event.session, reason=event.reason, carried=event.carried)
