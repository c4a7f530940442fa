"""The touch of the button: a session begins, or is turned away at once."""

from dataclasses import dataclass

from . import events as ev
from . import forwarding
from .elsewhere import ForwardReason
from .ids import KioskId, SessionId, SiteId
from .opening import OpeningHours
from .refusals import Refusal, RefusalCode
from .session import Context, EndReason, Link, Party
from .turn import Decision, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    session: SessionId
    kiosk: KioskId
    site: SiteId
    context: Context
    link: Link
    over: SessionId | None = None
    """A session of the kiosk that was forwarded from here and has ended, as the desk says that it went to."""


def begin(turn: Turn, touch: Touch, hours: OpeningHours) -> Decision:
    """The kiosk has no live session here, or one that was left: whoever touches the button anew does not want it back."""
    state, session = turn.desk.state, touch.session
    gone = state.gone.get(touch.kiosk)
    if gone and gone.session != touch.over:
        return Refusal(RefusalCode.KIOSK_BUSY, f"the kiosk's session {gone.session} went to the desk {gone.to}")
    if session in state.sessions or state.last_session.get(touch.kiosk) == session:
        return Refusal(RefusalCode.WRONG_STATE, "this session has ended; make a new one")
    if left := turn.desk.by_kiosk.get(touch.kiosk):
        turn.end(state.sessions[left], EndReason.RESIDENT_LEFT, Party.KIOSK)
    reason, outward = _turned_away(turn, touch.context, hours), turn.desk.outward
    if reason and not outward.cover:
        turn.emit(
            ev.SessionTurnedAway(
                at=turn.now,
                session=session,
                kiosk=touch.kiosk,
                site=touch.site,
                context=touch.context,
                reason=reason,
            )
        )
        return turn.done()
    _queue(turn, touch, hours)
    if reason and outward.cover:
        forwarding.forward(turn, state.sessions[session], outward.cover, ForwardReason.OVERFLOW)
    else:
        forwarding.forward_if_due(turn, state.sessions[session])
    return turn.done()


def _queue(turn: Turn, touch: Touch, hours: OpeningHours) -> None:
    state = turn.desk.state
    day = hours.local(turn.now).date().isoformat()
    number = state.ticket_number + 1 if day == state.ticket_day else 1
    turn.emit(
        ev.SessionQueued(
            at=turn.now,
            session=touch.session,
            kiosk=touch.kiosk,
            site=touch.site,
            ticket_day=day,
            ticket_number=number,
            ticket=f"A{number:03d}",
            context=touch.context,
            place=(0, state.arrivals),
            link=touch.link,
            wait_until=turn.now + turn.limits.max_wait,
        )
    )


def _turned_away(turn: Turn, context: Context, hours: OpeningHours) -> EndReason | None:
    if turn.desk.fitting.desk_for(context) in turn.desk.outward.takers:
        return None
    if not hours.is_open(turn.now):
        return EndReason.DESK_CLOSED
    if not turn.desk.state.agents:
        return EndReason.NO_AGENT
    if len(turn.desk.line) >= turn.limits.max_waiting:
        return EndReason.QUEUE_FULL
    return None
