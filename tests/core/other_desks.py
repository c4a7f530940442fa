"""Two more desks, as far as the one under test notices them: they take sessions in, end them, send them on or back."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule

from signaling.core import events as ev
from signaling.core.elsewhere import Carried, ForwardReason, Overflow
from signaling.core.fitting import Fitting
from signaling.core.forwarding import arrival
from signaling.core.ids import DeskId, KioskId, SessionId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.session import Context
from signaling.core.strategy import Strategy

from .checked_desk import NODES
from .machine import SITE, SOUTH, SwitchboardMachine

HERE, NORTH = DeskId("desk"), DeskId("north")
OVERFLOWS = [Overflow(), Overflow(after=MINUTE, to=SOUTH), Overflow(after=15 * SECOND, to=NORTH)]
TAKERS = [frozenset[DeskId](), frozenset({NORTH}), frozenset({SOUTH}), frozenset({NORTH, SOUTH})]
STRANGERS = [KioskId("stranger-1"), KioskId("stranger-2")]


class OneOfManyDesks(SwitchboardMachine):
    def _open(self, misses: int, max_waiting: int, strategy: Strategy, fitting: Fitting) -> None:
        super()._open(misses, max_waiting, strategy, fitting)
        self._open_or_close(OVERFLOWS[-1], TAKERS[-1])

    @rule(
        what=st.sampled_from(["open or close", "are done with one", "send one back", "send one on"]),
        which=st.integers(0, 9),
        overflow=st.sampled_from(OVERFLOWS),
        takers=st.sampled_from(TAKERS),
    )
    def other_desks(self, what: str, which: int, overflow: Overflow, takers: frozenset[DeskId]) -> None:
        left = list(self.outside)[which % len(self.outside)] if self.outside else None
        match what:
            case "open or close":
                self._open_or_close(overflow, takers)
            case "are done with one" if left:
                self._ends_outside(left)
            case "send one back" if left:
                self._send_back(self.outside.pop(left), lost=which % 2 == 1)
            case _:
                self._send_stranger(STRANGERS[which % 2], waited=which * 5 * SECOND)

    def _open_or_close(self, overflow: Overflow, takers: frozenset[DeskId]) -> None:
        self.board.policy = replace(self.board.policy, overflow=overflow)
        self.board.know_takers(takers)
        self._follow()
        self.audit.overflow, self.audit.takers = overflow, takers
        self._tick()

    def _send_back(self, left: ev.SessionForwarded, *, lost: bool) -> None:
        came_through = (*left.carried.came_through, left.to)
        back = replace(left.carried, came_through=came_through, link=None if lost else left.carried.link)
        self._arrives(replace(left, to=HERE, reason=ForwardReason.RETURNED, carried=self._while_away(back)))

    def _while_away(self, carried: Carried) -> Carried:
        return carried if carried.link else replace(carried, kiosk_lost_until=self.now + MINUTE)

    def _send_stranger(self, kiosk: KioskId, waited: int) -> None:
        if kiosk in self.board.desk.by_kiosk or any(left.carried.kiosk == kiosk for left in self.outside.values()):
            return
        requested_at = self.now - waited
        carried = Carried(
            kiosk=kiosk,
            site=SITE,
            ticket="A900",
            context=Context("card", None, "zh-CN"),
            requested_at=requested_at,
            wait_until=requested_at + 30 * MINUTE,
            link=self._link_of(kiosk, NODES[0]),
            kiosk_lost_until=None,
            epoch=2,
            relay_only=False,
            rings=1,
            losses=0,
            guests_ever=0,
            consent=None,
            requeued=None,
            came_through=(NORTH,),
        )
        session = SessionId(self._name("session"))
        reason = ForwardReason.OVERFLOW
        self._arrives(ev.SessionForwarded(at=self.now, session=session, to=HERE, reason=reason, carried=carried))

    def _arrives(self, event: ev.SessionForwarded) -> None:
        """As when a node reads what another desk wrote: applied, then ticked."""
        taken_in = arrival(event, self.board.state.last_at)
        self.board.desk.apply(taken_in)
        self._happened((taken_in,))
        self._tick()

    def _ends_outside(self, session: SessionId) -> None:
        if self.outside.pop(session, None):
            self.audit.residents[session].phase = "closed"

    def _over(self, kiosk: KioskId, *, ends: bool) -> SessionId | None:
        gone = self.board.state.gone.get(kiosk)
        if gone and ends:
            self._ends_outside(gone.session)
        return gone.session if gone and gone.session not in self.outside else None
