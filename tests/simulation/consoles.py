"""Consoles as they are built: agents who help, ask colleagues, pass on; and whoever joins them unasked."""

from typing import Any

from signaling.core.agent import AgentState
from signaling.core.guest import GuestMode
from signaling.core.ids import AgentId, LinkId
from signaling.core.session import Outcome, Party, SessionState
from tests.support.guides import a_step

from .clients import Client
from .server import AgentView, Server
from .world import World


class Console(Client):
    ACCEPTS, DECLINES, ENDS, FINISHES, BREAKS, JOINS = 0.5, 0.04, 0.01, 0.15, 0.005, 0.02
    """Chances each time that they are told."""
    SELDOM, OFTEN = 0.02, 0.1

    def __init__(self, world: World, server: Server, name: str) -> None:
        super().__init__(world, server, name)
        self.id = AgentId(name)
        self.colleagues: list[AgentId] = []
        self.on_shift = True

    def tell(self) -> None:
        self.told(self._act, self.server.agent(self.id))

    def lost(self, link: LinkId) -> None:
        self.server.do(self.name, "lose_agent", {"agent": self.id, "link": link})

    def _act(self, view: AgentView | None) -> None:
        if not self.on_shift:
            if view:
                self.ask("set_presence", agent=self.id, state=AgentState.OFFLINE, reason=None)
                self._work(view)
        elif self.link and (view is None or view.link != self.link.id):
            self.ask("attach_agent", agent=self.id, link=self.link, instance="window", takeover=False)
        elif view:
            self._work(view)

    def _work(self, view: AgentView) -> None:
        happens = self.world.happens
        about = {"agent": self.id, "session": view.session}
        match view.state:
            case AgentState.BREAK | AgentState.NOT_RESPONDING if self.on_shift and happens(0.2):
                self.ask("set_presence", agent=self.id, state=AgentState.AVAILABLE, reason=None)
            case AgentState.AVAILABLE if happens(self.BREAKS):
                self.ask("set_presence", agent=self.id, state=AgentState.BREAK, reason="lunch")
            case AgentState.AVAILABLE | AgentState.BREAK if self.on_shift and view.talks and happens(self.JOINS):
                mode = self.world.chance.choice((GuestMode.MONITOR, GuestMode.WHISPER, GuestMode.CONFERENCE))
                self.ask("join", agent=self.id, session=self.world.chance.choice(view.talks), mode=mode)
            case AgentState.RINGING if happens(self.DECLINES):
                self.ask("decline", agent=self.id, ring=view.ring, reason="busy")
            case AgentState.RINGING if happens(self.ACCEPTS):
                self.ask("accept", agent=self.id, ring=view.ring)
            case AgentState.IN_SESSION if view.serves:
                self._serve(view, about)
            case AgentState.IN_SESSION:
                self._take_part(view, about)
            case AgentState.WRAP_UP if happens(self.FINISHES):
                self.ask("finish_wrap_up", **about, outcome=Outcome.SOLVED)
            case AgentState.WRAP_UP if happens(self.SELDOM):
                self.ask("extend_wrap_up", **about, number=view.extensions + 1)
            case _:
                pass

    def _serve(self, view: AgentView, about: dict[str, Any]) -> None:
        happens = self.world.happens
        if view.session_state is SessionState.CONNECTING and happens(0.7):
            self.ask("media_ready", **about, epoch=view.epoch)
        elif happens(self.ENDS):
            self.ask("end", who=self.id, session=view.session, by=Party.AGENT)
        elif happens(self.SELDOM):
            self.ask("ask_for_wrap_up", **about, wanted=not view.wrap_up_asked)
        elif happens(self.SELDOM):
            self.ask("raise_hand", **about, raised=not view.hand_raised)
        elif happens(self.SELDOM):
            self.ask("show_step", **about, step=a_step(self.world.chance.randrange(1, 6)))
        elif happens(self.SELDOM):
            self.ask("hide_step", **about, done=happens(0.5))
        elif happens(self.SELDOM):
            to = self.world.chance.choice((None, *self.colleagues))
            self.ask("transfer", **about, to=to)
        elif happens(self.OFTEN):
            self._have_somebody_join(view, about)
        else:
            self._deal_with_guests(view, about)

    def _have_somebody_join(self, view: AgentView, about: dict[str, Any]) -> None:
        number = view.guests_ever + 1
        whom = self.world.chance.choice((None, *self.colleagues))
        if whom is None:
            self.ask("admit", **about, number=number)
        else:
            mode = GuestMode.CONSULT if self.world.happens(0.5) else GuestMode.CONFERENCE
            self.ask("invite", **about, number=number, guest=whom, mode=mode)

    def _deal_with_guests(self, view: AgentView, about: dict[str, Any]) -> None:
        happens = self.world.happens
        for guest in view.guests:
            name = guest.name
            if guest.joined_at is None:
                if happens(self.SELDOM):
                    self.ask("dismiss", **about, guest=name)
            elif guest.agent and happens(self.OFTEN):
                self.ask("hand_over", **about, guest=name)
            elif guest.mode is GuestMode.CONSULT and happens(self.OFTEN):
                self.ask("change_mode", **about, guest=name, mode=GuestMode.CONFERENCE)
            elif happens(self.SELDOM):
                self.ask("dismiss", **about, guest=name)
            elif happens(self.SELDOM):
                self.ask("restart_guest_media", who=self.id, session=view.session, guest=name, epoch=guest.epoch)

    def _take_part(self, view: AgentView, about: dict[str, Any]) -> None:
        happens = self.world.happens
        guest = next((guest for guest in view.guests if guest.agent == self.id), None)
        if guest is None:
            return
        about = {**about, "guest": guest.name}
        if happens(self.SELDOM):
            self.ask("dismiss", **about)
        elif guest.by is None and happens(self.SELDOM):
            self.ask("hand_over", **about)
        elif guest.by is None and happens(self.SELDOM):
            other = GuestMode.MONITOR if guest.mode is GuestMode.CONFERENCE else GuestMode.CONFERENCE
            self.ask("change_mode", **about, mode=other)


def colleagues(consoles: list[Console]) -> None:
    """Those of a desk know each other."""
    for console in consoles:
        console.colleagues = [other.id for other in consoles if other is not console]
