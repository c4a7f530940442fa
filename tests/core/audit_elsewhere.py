"""What the audit holds a desk to where sessions leave it and come to it."""

from abc import ABC, abstractmethod
from math import inf
from typing import Any

from signaling.core.elsewhere import Overflow
from signaling.core.fitting import Fitting

from .audited import Helper, Resident
from .guide_audit import led_of


class AuditElsewhere(ABC):
    """The part of `Audit` that knows of other desks."""

    fitting: Fitting
    residents: dict[str, Resident]
    helpers: dict[str, Helper]
    overflow = Overflow()
    takers: frozenset[str] = frozenset()
    is_open = True
    max_waiting = 0

    @property
    @abstractmethod
    def anyone_there(self) -> bool: ...

    @abstractmethod
    def _live(self, event: Any) -> Resident: ...

    def nobody_can_help(self, but: Resident) -> bool:
        """Whoever else comes now is turned away here, or the last agent has gone home."""
        waiting = [one for one in self.residents.values() if one.phase == "waiting" and not (one.left or one is but)]
        return not self.anyone_there or not self.is_open or len(waiting) >= self.max_waiting

    def leaves_from(self, resident: Resident) -> float:
        """From when on a waiting resident is to be at another desk."""
        if resident.phase != "waiting" or not resident.linked:
            return inf
        rule = self.fitting.services.get(resident.context.service)
        ways = [
            (rule.desk if rule else None, resident.since),
            (self.overflow.to, resident.since + self.overflow.after),
        ]
        return min((at for to, at in ways if to in self.takers and to not in resident.came_through), default=inf)

    def _session_forwarded(self, event: Any) -> None:
        resident, carried = self._live(event), event.carried
        assert resident.phase == "waiting", "only who waits is sent on"
        assert (carried.kiosk, carried.requested_at) == (resident.kiosk, resident.since), "with the clock"
        assert (carried.context, carried.epoch) == (resident.context, resident.epoch), "and all else"
        assert led_of(carried.guided) == resident.led, "and what they were shown"
        assert carried.came_through[:-1] == resident.came_through
        if event.reason == "returned":
            assert resident.visits, "home has nowhere to send back to"
            assert event.to == resident.came_through[0], "back home"
            assert not self.anyone_there, "while nobody is here"
        else:
            assert event.to in self.takers, "to a desk that takes somebody in"
            assert event.to not in resident.came_through, "never to and fro"
            early = event.reason == "overflow" and self.nobody_can_help(but=resident)
            assert early or event.at >= self.leaves_from(resident), "not before its time"
        resident.phase = "elsewhere"

    def forget(self, over: str) -> None:
        """A session is over, wherever it was."""
        known = self.residents.get(over)
        if known and known.phase == "elsewhere":
            known.phase = "closed"

    def take_in(self, event: Any, resident: Resident) -> None:
        known, carried = self.residents.get(event.session), event.carried
        assert known is None or known.phase == "elsewhere", "a session is in one place"
        assert known is None or known.since == carried.requested_at, "a clock goes on"
        resident.linked, resident.epoch = carried.link is not None, carried.epoch
        resident.left = carried.left_at is not None
        resident.losses, resident.led = carried.losses, led_of(carried.guided)
        resident.came_through, resident.visits = carried.came_through, event.reason != "returned"
