"""A desk to tell stories with: people have short names, time passes in seconds, every event is kept."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from signaling.core import events as ev
from signaling.core.agent import Agent, AgentState
from signaling.core.elsewhere import Overflow
from signaling.core.fitting import Fitting
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, SessionId, SiteId
from signaling.core.limits import Limits
from signaling.core.opening import OpeningHours
from signaling.core.policy import DeskPolicy, WrapUpMode
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import Context, EndReason, Link, Outcome, Party, Session
from signaling.core.strategy import Strategy
from signaling.core.switchboard import Switchboard
from tests.support.rings import ring_of

ZONE = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> int:
    """Local time in Shanghai, such as `2026-09-22 10:00`, in ms since the epoch."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


class Board:
    def __init__(
        self,
        *,
        hours: OpeningHours | None = None,
        strategy: Strategy = Strategy.LONGEST_IDLE,
        fitting: Fitting | None = None,
        mode: WrapUpMode = WrapUpMode.MANDATORY,
        desk: str = "desk",
        overflow: Overflow | None = None,
        **limits: int,
    ) -> None:
        policy = DeskPolicy(
            desk=DeskId(desk),
            overflow=overflow or Overflow(),
            strategy=strategy,
            fitting=fitting or Fitting(),
            wrap_up=mode,
            limits=Limits(**limits),
            hours=hours or OpeningHours(),
        )
        self.switchboard = Switchboard(policy)
        self.now = moment("2026-09-22 10:00")
        self.log: list[ev.DeskEvent] = []
        self._links = 0

    def do(self, verb: str, **arguments: Any) -> tuple[ev.DeskEvent, ...]:
        """Carries the verb out; a refusal is a failed test."""
        decision = getattr(self.switchboard, verb)(self.now, **arguments)
        assert not isinstance(decision, Refusal), decision
        self.log.extend(decision)
        return decision

    def refused(self, verb: str, **arguments: Any) -> RefusalCode:
        decision = getattr(self.switchboard, verb)(self.now, **arguments)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def wait(self, seconds: float) -> None:
        """Time passes, and each deadline on the way is kept on time."""
        until = self.now + int(seconds * 1000)
        while (due := self.switchboard.next_deadline()) is not None and due <= until:
            self.now = max(self.now, due)
            self.do("tick")
        self.now = until

    # --- residents ----------------------------------------------------------------------------------------------------

    def touch(self, kiosk: str, session: str | None = None) -> str:
        """A resident asks for help; the session's id."""
        session = session or f"{kiosk}'s"
        self.do("request_help", **self.request(kiosk, session))
        return session

    def request(self, kiosk: str, session: str) -> dict[str, Any]:
        context = Context("card", None, "zh-CN")
        return {
            "session": SessionId(session),
            "kiosk": KioskId(kiosk),
            "site": SiteId("site"),
            "context": context,
            "link": Link(LinkId(f"{kiosk}-0"), NodeId("node")),
        }

    def lose_kiosk(self, kiosk: str) -> None:
        link = self.session(kiosk).link
        assert link is not None
        self.do("lose_kiosk", kiosk=KioskId(kiosk), link=link.id)

    def return_kiosk(self, kiosk: str) -> None:
        self.do("attach_kiosk", kiosk=KioskId(kiosk), link=self.link(kiosk))

    def session(self, kiosk: str) -> Session:
        """The kiosk's session, live or in wrap-up."""
        return next(one for one in self.switchboard.state.sessions.values() if one.kiosk == kiosk)

    def ending(self, session: str) -> tuple[EndReason, Party]:
        """Why the session was closed and by whom."""
        closed = [one for one in self.log if isinstance(one, ev.SessionClosed) and one.session == session]
        assert len(closed) == 1
        return closed[0].reason, closed[0].by

    def turned_away(self) -> EndReason:
        last = self.log[-1]
        assert isinstance(last, ev.SessionTurnedAway)
        return last.reason

    # --- agents -------------------------------------------------------------------------------------------------------

    def sign_in(self, agent: str, *, supervises: bool = False) -> None:
        arguments: dict[str, Any] = {"agent": AgentId(agent), "instance": "window", "takeover": False}
        arguments["supervises"] = supervises
        self.do("attach_agent", link=self.link(agent), **arguments)

    def available(self, *agents: str) -> None:
        """Each signs in, if they have not, and is available; the first is idle for the longest."""
        for agent in agents:
            if agent not in self.switchboard.state.agents:
                self.sign_in(agent)
            self.choose(agent, AgentState.AVAILABLE)
            self.now += 1

    def choose(self, agent: str, state: AgentState, reason: str | None = None) -> None:
        self.do("set_presence", agent=AgentId(agent), state=state, reason=reason)

    def lose_agent(self, agent: str) -> None:
        link = self.agent(agent).link
        assert link is not None
        self.do("lose_agent", agent=AgentId(agent), link=link.id)

    def agent(self, agent: str) -> Agent:
        return self.switchboard.state.agents[AgentId(agent)]

    def rung(self, kiosk: str) -> str | None:
        """Whom the kiosk's session rings."""
        ring = ring_of(self.session(kiosk))
        return ring.agent if ring else None

    def accept(self, kiosk: str) -> None:
        ring = ring_of(self.session(kiosk))
        assert ring is not None
        self.do("accept", agent=ring.agent, ring=ring.id)

    def decline(self, kiosk: str) -> None:
        ring = ring_of(self.session(kiosk))
        assert ring is not None
        self.do("decline", agent=ring.agent, ring=ring.id, reason=None)

    # --- both ---------------------------------------------------------------------------------------------------------

    def talk(self, kiosk: str, agent: str) -> str:
        """From the touch to a talk with media; the session's id."""
        if agent not in self.switchboard.state.agents:
            self.available(agent)
        session = self.touch(kiosk)
        assert self.rung(kiosk) == agent
        self.accept(kiosk)
        self.media_ready(kiosk)
        return session

    def media_ready(self, kiosk: str) -> None:
        session = self.session(kiosk)
        self.do("media_ready", agent=session.agent, session=session.id, epoch=session.epoch)

    def restart_media(self, kiosk: str, reason: str = "reloaded") -> None:
        session = self.session(kiosk)
        arguments = {"who": session.kiosk, "by": Party.KIOSK, "reason": reason}
        self.do("restart_media", session=session.id, epoch=session.epoch, **arguments)

    def end(self, kiosk: str, by: Party, *, has_ticket: bool = False) -> None:
        session = self.session(kiosk)
        who = session.agent if by is Party.AGENT else session.kiosk
        self.do("end", who=who, session=session.id, by=by, has_ticket=has_ticket)

    def finish(self, kiosk: str, outcome: Outcome = Outcome.SOLVED) -> None:
        session = self.session(kiosk)
        self.do("finish_wrap_up", agent=session.agent, session=session.id, outcome=outcome)

    def extend(self, kiosk: str, number: int) -> None:
        session = self.session(kiosk)
        self.do("extend_wrap_up", agent=session.agent, session=session.id, number=number)

    def link(self, whose: str) -> Link:
        self._links += 1
        return Link(LinkId(f"{whose}-{self._links}"), NodeId("node"))
