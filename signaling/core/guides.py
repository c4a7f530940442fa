"""The verbs for guides: the agent puts a step before the resident, and takes it away."""

from . import events as ev
from .guide import ShownStep
from .ids import AgentId, SessionId
from .refusals import Refusal, RefusalCode
from .turn import NOTHING, Decision
from .verbs import Verbs


class GuideVerbs(Verbs):
    def show_step(self, now: int, *, agent: AgentId, session: SessionId, step: ShownStep) -> Decision:
        """In place of what was shown before."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        if found.shown_step == step:
            return NOTHING
        turn = self._turn(now)
        turn.emit(ev.StepShown(at=turn.now, session=session, step=step))
        return turn.done()

    def hide_step(self, now: int, *, agent: AgentId, session: SessionId, done: bool) -> Decision:
        """`done`: it was the last one, and the resident is told so, until that is hidden, too."""
        found = self._talk_of(agent, session)
        if isinstance(found, Refusal):
            return found
        if found.shown_step is None and found.guide_done == done:
            return NOTHING
        if found.shown_step is None and done:
            return Refusal(RefusalCode.WRONG_STATE, "no step is shown; show the last one first")
        turn = self._turn(now)
        turn.emit(ev.StepHidden(at=turn.now, session=session, done=done))
        return turn.done()
