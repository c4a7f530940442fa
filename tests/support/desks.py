"""A kiosk's commands at several desks, as a node takes them to where its session is: `LocalDesks.submit`, `ResidentClient`."""

from collections.abc import Callable, Iterator

from signaling.core.ids import DeskId, KioskId, SessionId
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.state import DeskState, Gone
from signaling.core.switchboard import Decision

Ask = Callable[[DeskId], Decision]
"""Carries a verb out at a desk."""
Begin = Callable[[SessionId | None], Decision]
"""Carries a touch out at home, told which session of the kiosk's is over elsewhere."""

LONGEST = 8
"""Desks, of which some may be asked again: what is asked there may send the session on, or back."""


class Way:
    """From the kiosk's home to where its session is. The states are looked up anew each time: a verb may change them."""

    def __init__(self, state_of: Callable[[DeskId], DeskState], kiosk: KioskId, home: DeskId) -> None:
        self._state_of, self._kiosk, self._home = state_of, kiosk, home

    def _gone(self, desk: DeskId) -> Gone | None:
        return self._state_of(desk).gone.get(self._kiosk)

    def ends_at(self) -> DeskId:
        *_, last = self._desks()
        return last

    def follow(self, ask: Ask) -> Decision:
        decision: Decision = ()
        for desk in self._desks():
            decision = ask(desk)
        return decision

    def _desks(self) -> Iterator[DeskId]:
        desk = self._home
        for _ in range(LONGEST):
            yield desk
            if (gone := self._gone(desk)) is None:
                return
            desk = gone.to
        raise AssertionError("the way goes round in circles")

    def touch(self, forsake: Ask, live: Ask, begin: Begin) -> Decision:
        gone = self._gone(self._home)
        if gone:
            self.follow(forsake)
            decision = self.follow(live)
            if not (isinstance(decision, Refusal) and decision.code is RefusalCode.UNKNOWN_SESSION):
                return decision
        return begin(gone.session if gone else None)
