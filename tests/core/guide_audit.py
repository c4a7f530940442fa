"""What a desk promises about the steps of guides that are shown in a talk."""

from abc import ABC, abstractmethod
from typing import Any

from signaling.core.guide import Guided
from signaling.core.session import Session

from .audited import Resident

DONE = "(done)"


class GuideAudit(ABC):
    @abstractmethod
    def _talk(self, event: Any) -> Resident: ...

    def _step_shown(self, event: Any) -> None:
        resident, step = self._talk(event), event.step
        assert step != resident.shown_step, "an event changes something"
        resident.shown_step, resident.guide_done = step, False
        resident.led.setdefault((step.service, step.version), set()).add(step.step)

    def _step_hidden(self, event: Any) -> None:
        resident = self._talk(event)
        step, was_done = resident.shown_step, resident.guide_done
        assert step or was_done, "what is hidden was shown"
        assert step or not event.done, "what is done was shown until now"
        if event.done:
            resident.led[step.service, step.version].add(DONE)
        resident.shown_step, resident.guide_done = None, event.done


def agrees(resident: Resident, session: Session) -> bool:
    """About what is shown, and about what was."""
    shown = (resident.shown_step, resident.guide_done) == (session.shown_step, session.guide_done)
    return shown and resident.led == led_of(session.guided)


def led_of(guided: tuple[Guided, ...]) -> dict[tuple[str, int], set[str]]:
    return {(one.service, one.version): {*one.steps, *[DONE] * one.done} for one in guided}
