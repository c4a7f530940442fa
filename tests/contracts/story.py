"""What happens at a desk, made by the real switchboard: seeded days full of everything, and sessions made to order."""

import random
from collections.abc import Sequence
from dataclasses import replace

from signaling.core.agent import AgentState
from signaling.core.elsewhere import ForwardReason, Overflow
from signaling.core.events import DeskEvent, SessionForwarded
from signaling.core.fitting import Profile
from signaling.core.forwarding import arrival
from signaling.core.guest import GuestMode, guest_name
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, SessionId, SiteId
from signaling.core.limits import SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal
from signaling.core.session import IN_TALK, Consent, Context, Link, Outcome, Party, Session
from signaling.core.switchboard import Decision, Switchboard
from tests.support.guides import a_step
from tests.support.rings import ring_of

DESK, OTHER = DeskId("desk-1"), DeskId("desk-2")
SITE = SiteId("site-1")
START = 1_790_000_000_000
CARD = Context("card", "photo", "zh-CN")


class Story:
    """A switchboard with a clock that is turned by hand, and every event so far."""

    def __init__(self, desk: DeskId = DESK, names: str = "", other: DeskId = OTHER) -> None:
        policy = DeskPolicy(desk=desk, limits=Limits(max_waiting=20), overflow=Overflow(after=SECOND, to=other))
        self.switchboard = Switchboard(policy)
        self.desk, self.other, self.now = desk, other, START
        self.events: list[DeskEvent] = []
        self._names = names
        self._made = 0

    def later(self, ms: int) -> None:
        """Lets the time pass, with everything that comes due in it."""
        end = self.now + ms
        while (due := self.switchboard.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            self.events += self.switchboard.tick(self.now)
        self.now = end

    def do(self, decision: Decision) -> bool:
        if isinstance(decision, Refusal):
            return False
        self.events += decision
        return True

    def link(self) -> Link:
        self._made += 1
        return Link(LinkId(f"link-{self._made}"), NodeId("node-1"))

    # --- to order -----------------------------------------------------------------------------------------------------

    def sign_in(self, agent: str = "agent-1") -> AgentId:
        self.arrive(agent)
        available = AgentState.AVAILABLE
        self.do(self.switchboard.set_presence(self.now, agent=AgentId(agent), state=available, reason=None))
        return AgentId(agent)

    def arrive(self, agent: str) -> AgentId:
        """Signed in, and not yet available."""
        link = self.link()
        self.do(self.switchboard.attach_agent(self.now, agent=AgentId(agent), link=link, instance="i", takeover=True))
        return AgentId(agent)

    def touch(self, kiosk: str = "kiosk-1", context: Context = CARD) -> SessionId:
        self._made += 1
        session = SessionId(f"{self._names}session-{self._made}")
        ask = self.switchboard.request_help
        self.do(ask(self.now, session=session, kiosk=KioskId(kiosk), site=SITE, context=context, link=self.link()))
        return session

    def accept(self, session: SessionId) -> None:
        ring = ring_of(self.session(session))
        assert ring is not None
        self.do(self.switchboard.accept(self.now, agent=ring.agent, ring=ring.id))

    def decline(self, session: SessionId) -> None:
        ring = ring_of(self.session(session))
        assert ring is not None
        self.do(self.switchboard.decline(self.now, agent=ring.agent, ring=ring.id, reason="busy"))

    def media_ready(self, session: SessionId) -> None:
        found = self.session(session)
        assert found.agent is not None
        self.do(self.switchboard.media_ready(self.now, agent=found.agent, session=session, epoch=found.epoch))

    def end(self, session: SessionId) -> None:
        self.do(self.switchboard.end(self.now, who=self.session(session).kiosk, session=session, by=Party.KIOSK))

    def finish(self, session: SessionId, outcome: Outcome = Outcome.SOLVED) -> None:
        agent = self.session(session).agent
        assert agent is not None
        self.do(self.switchboard.finish_wrap_up(self.now, agent=agent, session=session, outcome=outcome))

    def consent(self, session: SessionId, consent: Consent) -> None:
        kiosk = self.session(session).kiosk
        answer = self.switchboard.answer_consent
        self.do(answer(self.now, kiosk=kiosk, session=session, consent=consent, text_version="1", language="zh-CN"))

    def forward(self) -> list[SessionForwarded]:
        """Who has waited for a second goes to the other desk."""
        self.switchboard.know_takers(frozenset({self.other}))
        happened = self.switchboard.tick(self.now)
        self.switchboard.know_takers(frozenset())
        self.events += happened
        return [event for event in happened if isinstance(event, SessionForwarded)]

    def take_back(self, forwarded: SessionForwarded) -> None:
        through = (*forwarded.carried.came_through, self.other)
        carried = replace(forwarded.carried, came_through=through)
        back = replace(forwarded, to=self.desk, reason=ForwardReason.RETURNED, carried=carried)
        self.events.append(event := arrival(back, self.switchboard.state.last_at))
        self.switchboard.desk.apply(event)
        self.events += self.switchboard.tick(self.now)

    def session(self, session: SessionId) -> Session:
        return self.switchboard.state.sessions[session]

    def served(self, kiosk: str = "kiosk-1") -> SessionId:
        """From the touch to the outcome, everything going well: waits 4 s, connects in 1 s, talks 60 s, wraps up 10 s."""
        session = self.touch(kiosk)
        self.later(4 * SECOND)
        self.accept(session)
        self.later(1 * SECOND)
        self.media_ready(session)
        self.later(59 * SECOND)
        self.end(session)
        self.later(10 * SECOND)
        self.finish(session)
        return session


def busy_day(seed: int, steps: int, desk: DeskId = DESK) -> Story:
    """Everything that can happen, in an order drawn from `seed`: 5 agents, 12 kiosks, lost links, declines, reloads."""
    draw = random.Random(seed)
    story = Story(desk, names=f"{desk}-{seed}-")
    for _ in range(steps):
        story.later(draw.choice((0, 0, 200, 3 * SECOND, 12 * SECOND)))
        draw.choice(_STEPS)(story, draw)
    return story


def _agent_comes(story: Story, draw: random.Random) -> None:
    story.sign_in(f"agent-{draw.randrange(5)}")


def _agent_chooses(story: Story, draw: random.Random) -> None:
    agents = sorted(story.switchboard.state.agents)
    if agents:
        state, reason = draw.choice(
            ((AgentState.BREAK, "lunch"), (AgentState.AVAILABLE, None), (AgentState.OFFLINE, None))
        )
        story.do(story.switchboard.set_presence(story.now, agent=draw.choice(agents), state=state, reason=reason))


def _agent_is_lost(story: Story, draw: random.Random) -> None:
    linked = [agent for agent in story.switchboard.state.agents.values() if agent.link]
    if linked:
        agent = draw.choice(linked)
        assert agent.link is not None
        story.do(story.switchboard.lose_agent(story.now, agent=agent.id, link=agent.link.id))


def _kiosk_asks(story: Story, draw: random.Random) -> None:
    story.touch(f"kiosk-{draw.randrange(12)}", Context(draw.choice((None, "card", "pension")), None, "zh-CN"))


def _session_step(story: Story, draw: random.Random) -> None:
    sessions = list(story.switchboard.state.sessions.values())
    if sessions:
        draw.choice(_SESSION_STEPS)(story, draw.choice(sessions))


def _talk_step(story: Story, draw: random.Random) -> None:
    """Now and then: help, at once, and what agents do during it."""
    if draw.randrange(6):
        return
    for agent in draw.sample(range(5), 3):
        story.sign_in(f"agent-{agent}")
    session = story.touch(f"kiosk-{draw.randrange(12)}")
    if (found := story.switchboard.state.sessions.get(session)) and found.rung:
        story.accept(session)
        story.media_ready(session)
    talks = [session for session in story.switchboard.state.sessions.values() if session.state in IN_TALK]
    for talk in talks:
        for step in draw.sample(_TALK_STEPS, 4):
            if talk.state in IN_TALK:
                step(story, talk)


def _answer(story: Story, session: Session) -> None:
    if session.rung:
        story.accept(session.id)


def _decline(story: Story, session: Session) -> None:
    if session.rung:
        story.decline(session.id)


def _connect(story: Story, session: Session) -> None:
    if session.agent:
        story.media_ready(session.id)


def _restart(story: Story, session: Session) -> None:
    restart = story.switchboard.restart_media
    who, epoch = session.kiosk, session.epoch
    story.do(restart(story.now, who=who, session=session.id, by=Party.KIOSK, epoch=epoch, reason="no_media"))


def _lose_kiosk(story: Story, session: Session) -> None:
    if session.link:
        story.do(story.switchboard.lose_kiosk(story.now, kiosk=session.kiosk, link=session.link.id))


def _return(story: Story, session: Session) -> None:
    story.do(story.switchboard.attach_kiosk(story.now, kiosk=session.kiosk, link=story.link()))


def _consent(story: Story, session: Session) -> None:
    story.consent(session.id, Consent(voice=True, screen=story.now % 2 == 0, camera=False))


def _move_on(story: Story, session: Session) -> None:
    context = Context("card", "pay", "en")
    story.do(story.switchboard.change_context(story.now, kiosk=session.kiosk, session=session.id, context=context))


def _change_profile(story: Story, session: Session) -> None:
    if session.agent:
        profile = Profile(skills={"card": 1 + story.now % 5})
        story.do(story.switchboard.set_profile(story.now, agent=session.agent, profile=profile))


def _ask_to_join(story: Story, session: Session) -> None:
    story.sign_in("agent-4")
    free = [agent.id for agent in story.switchboard.state.agents.values() if agent.state is AgentState.AVAILABLE]
    if session.agent and free:
        number, mode = session.guests_ever + 1, GuestMode.CONSULT if len(story.events) % 2 else GuestMode.CONFERENCE
        invite = story.switchboard.invite
        story.do(invite(story.now, agent=session.agent, session=session.id, number=number, guest=free[0], mode=mode))
        guest = session.guest(free[0])
        if guest and guest.ring and len(story.events) % 3:
            story.do(story.switchboard.accept(story.now, agent=free[0], ring=guest.ring))


def _join(story: Story, session: Session) -> None:
    free = [agent.id for agent in story.switchboard.state.agents.values() if agent.session is None]
    if session.agent and free:
        raise_hand, join = story.switchboard.raise_hand, story.switchboard.join
        story.do(raise_hand(story.now, agent=session.agent, session=session.id, raised=True))
        story.do(join(story.now, agent=free[0], session=session.id, mode=GuestMode.MONITOR))


def _with_a_guest(story: Story, session: Session) -> None:
    board = story.switchboard
    for guest in list(session.guests.values())[:1]:
        about = {"session": session.id, "guest": guest.name}
        story.do(board.restart_guest_media(story.now, who=session.kiosk, epoch=guest.epoch, **about))
        who = session.agent if guest.by else guest.agent
        if who is None:
            continue
        story.do(board.change_mode(story.now, agent=who, mode=GuestMode.CONFERENCE, **about))
        if len(story.events) % 2:
            story.do(board.hand_over(story.now, agent=who, **about))
        else:
            story.do(board.dismiss(story.now, agent=who, **about))


def _admit(story: Story, session: Session) -> None:
    """A family member comes, comes again from another network, or is lost."""
    board, number = story.switchboard, session.guests_ever + 1
    if session.agent is None or not story.do(
        board.admit(story.now, agent=session.agent, session=session.id, number=number)
    ):
        return
    about = {"session": session.id, "guest": guest_name(number)}
    story.do(board.redeem(story.now, **about))
    story.do(board.enter(story.now, link=story.link(), **about))
    story.do(board.enter(story.now, link=story.link(), **about))
    if (guest := session.guests.get(guest_name(number))) and guest.link and len(story.events) % 2:
        story.do(board.lose_guest(story.now, link=guest.link.id, **about))


def _show_steps(story: Story, session: Session) -> None:
    if session.agent:
        board, about = story.switchboard, {"agent": session.agent, "session": session.id}
        for number in range(1, 2 + len(story.events) % 2):
            story.do(board.show_step(story.now, step=a_step(number), **about))
        story.do(board.hide_step(story.now, done=len(story.events) % 2 > 0, **about))


def _transfer(story: Story, session: Session) -> None:
    if session.agent:
        story.do(story.switchboard.transfer(story.now, agent=session.agent, session=session.id, to=None))


def _wrap_up(story: Story, session: Session) -> None:
    """Asked for during the talk, made longer after it."""
    if session.agent:
        board, asked = story.switchboard, not session.wrap_up_asked
        story.do(board.ask_for_wrap_up(story.now, agent=session.agent, session=session.id, wanted=asked))
        story.do(board.extend_wrap_up(story.now, agent=session.agent, session=session.id, number=1))


def _overflow(story: Story, session: Session) -> None:
    """Nobody is at the other desk any more."""
    for forwarded in story.forward():
        story.take_back(forwarded)


def _end(story: Story, session: Session) -> None:
    story.end(session.id)


def _finish(story: Story, session: Session) -> None:
    if session.agent:
        story.finish(session.id)


_STEPS = (
    _agent_comes,
    _agent_chooses,
    _agent_is_lost,
    _kiosk_asks,
    _kiosk_asks,
    *(_session_step,) * 12,
    *(_talk_step,) * 2,
)
_SESSION_STEPS = (
    *(*(_answer,) * 5, *(_connect,) * 5, _end, _finish, _finish),
    *(_decline, _restart, _lose_kiosk, _return, _return, _consent, _move_on, _change_profile, _wrap_up, _overflow),
)
_TALK_STEPS = (_ask_to_join, _join, _with_a_guest, _with_a_guest, _transfer, _admit, _show_steps)


def kinds(events: Sequence[DeskEvent]) -> set[str]:
    return {event.kind for event in events}
