"""What family members and those who admit them do, beside all that goes on at a desk anyway."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from signaling.core.guest import guest_name
from signaling.core.ids import GuestName, NodeId
from signaling.core.limits import SECOND
from signaling.core.session import Session

from .checked_desk import IN_TALK, KIOSKS
from .machine import SwitchboardMachine, anyone, nodes

COMES = ("redeem", "enter")
COURSES = (
    (),
    ("dismiss", *COMES),
    ("until", "redeem", "tick"),
    ("redeem", "until", "enter", "tick"),
    COMES,
    (*COMES, "hand over"),
    (*COMES, "agent gone", "tick"),
    ("enter", *COMES, "leave"),
    ("enter", *COMES, "dismiss"),
    (*COMES, "lose"),
    (*COMES, "lose", "enter"),
    (*COMES, "lose", "until", "enter", "tick"),
    (*COMES, "enter", "lose old"),
    (*COMES, "restart"),
)


class DeskWithFamily(SwitchboardMachine):
    @rule(which=anyone, node=nodes, course=st.sampled_from(COURSES))
    def family_is_admitted(self, which: int, node: NodeId, course: tuple[str, ...]) -> None:
        if not self._sessions(*IN_TALK):
            self.touch_and_accept(KIOSKS[which % len(KIOSKS)], node, media_comes=True, about=0, ring_all=False)
        if not self._sessions(*IN_TALK):
            return
        session = self._session(which, *IN_TALK)
        number = session.guests_ever + 1
        self._do("admit", agent=session.agent, session=session.id, number=number)
        for step in course:
            if guest_name(number) in session.guests or step == "tick":
                self._family_step(session, guest_name(number), step, node)

    def _family_step(self, session: Session, name: GuestName, step: str, node: NodeId) -> None:
        about: dict[str, Any] = {"session": session.id, "guest": name}
        guest, who = session.guests.get(name), f"{session.id}.{name}"
        match step:
            case "redeem" | "leave":
                self._do(step, **about)
            case "dismiss":
                self._do("dismiss", agent=session.agent, **about)
            case "hand over":
                self._do("hand_over", agent=session.agent, **about)
            case "enter":
                self._do("enter", link=self._new_link(who, node), **about)
            case "lose" | "lose old":
                self._do("lose_guest", link=self._known_link(who, step == "lose old"), **about)
            case "restart":
                self._do("restart_guest_media", who=name, epoch=guest.epoch if guest else 0, **about)
            case "agent gone":
                assert session.agent is not None
                self._do("lose_agent", agent=session.agent, link=self._known_link(session.agent, 0))
                self.now += 20 * SECOND
            case "until" if guest and guest.until:
                self.now = max(self.now, guest.until)
            case "tick":
                self._tick()
            case _:
                pass
