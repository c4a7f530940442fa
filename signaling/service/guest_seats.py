"""The family members who are connected here, and what they are told."""

from collections.abc import Callable, Container

from signaling.core.guest import GuestEnd
from signaling.core.ids import GuestName, KioskId, SessionId
from signaling.core.switchboard import Switchboard
from signaling.ports import Clock

from .facts import Facts
from .guest_views import guest_snapshot, parted_snapshot
from .links import ClientLink


class GuestSeats:
    def __init__(self, current: Callable[[], tuple[Switchboard, int]], facts: Facts, clock: Clock) -> None:
        self._current, self._facts, self._clock = current, facts, clock
        self._seats: dict[tuple[SessionId, GuestName], ClientLink] = {}

    def seat(self, session: SessionId, guest: GuestName, link: ClientLink) -> None:
        self._seats[session, guest] = link
        self._show(session, guest)

    def unseat(self, session: SessionId, guest: GuestName, link: ClientLink) -> None:
        if self._seats.get((session, guest)) is link:
            del self._seats[session, guest]

    def show(self, kiosks: Container[KioskId]) -> None:
        """To those in talks with these kiosks."""
        sessions = self._current()[0].state.sessions
        for session, guest in list(self._seats):
            if (talk := sessions.get(session)) and talk.kiosk in kiosks:
                self._show(session, guest)

    def part(self, session: SessionId, guest: GuestName, reason: GuestEnd) -> None:
        """Nothing follows."""
        if link := self._seats.pop((session, guest), None):
            _, version = self._current()
            link.send(parted_snapshot(reason, version, self._clock.now()).model_dump_json(), replaces="snapshot")

    def _show(self, session_id: SessionId, guest: GuestName) -> None:
        switchboard, version = self._current()
        session = switchboard.state.sessions.get(session_id)
        if session is None or guest not in session.guests:
            self.part(session_id, guest, GuestEnd.OVER)
            return
        seen = guest_snapshot(switchboard.desk, session, guest, self._facts, version, self._clock.now())
        self._seats[session_id, guest].send(seen.model_dump_json(), replaces="snapshot")
