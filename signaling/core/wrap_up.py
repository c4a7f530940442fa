"""What an agent can say about the wrap-up: that there shall be one, and that it takes longer."""

from . import events as ev
from .refusals import Refusal, RefusalCode
from .session import IN_TALK, Session, SessionState
from .turn import NOTHING, Decision, Turn


def ask(turn: Turn, session: Session, wanted: bool) -> Decision:
    if session.state not in IN_TALK:
        return Refusal(RefusalCode.WRONG_STATE, f"the session is {session.state}")
    if session.wrap_up_asked == wanted:
        return NOTHING
    turn.emit(ev.WrapUpAsked(at=turn.now, session=session.id, wanted=wanted))
    return turn.done()


def extend(turn: Turn, session: Session, number: int) -> Decision:
    if session.state is not SessionState.WRAP_UP or session.wrap_up_until is None:
        return Refusal(RefusalCode.WRONG_STATE, f"the session is {session.state}")
    given = session.wrap_up_extensions
    if number <= given:
        return NOTHING
    if number > turn.limits.wrap_up_extensions:
        return Refusal(
            RefusalCode.LIMIT_REACHED, f"a wrap-up is extended {turn.limits.wrap_up_extensions} times at most"
        )
    if number > given + 1:
        return Refusal(RefusalCode.WRONG_STATE, f"{given} extensions were given; the next is {given + 1}")
    if session.wrap_up_until <= turn.now:
        return Refusal(RefusalCode.WRONG_STATE, "the wrap-up is over")
    until = session.wrap_up_until + turn.limits.wrap_up_extension
    turn.emit(ev.WrapUpExtended(at=turn.now, session=session.id, number=number, until=until))
    return turn.done()
