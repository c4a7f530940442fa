"""An agent console's connection."""

from collections.abc import Mapping
from typing import ClassVar

from signaling.core.agent import AgentState, Failure
from signaling.core.ids import AgentId, RingId, SessionId
from signaling.core.refusals import Refusal
from signaling.core.session import IN_TALK, Outcome, Party, Session, SessionState
from signaling.ports import ChatRow, DraftRow, StaffEntry
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode

from .client import COMMON_OF_PARTIES, Collaborators, Handler, PartyClient, Reply, Turned
from .console_guests import MORE_THAN_TWO
from .console_guide import SHOWING
from .delivery import TICKETS_CHANGED
from .links import ClientLink
from .local_desk import LocalDesk
from .rights import RIGHTS, Right

IN_LINE = frozenset({SessionState.WAITING, SessionState.RINGING})


class ConsoleClient(PartyClient):
    party = Party.AGENT
    heartbeat = m.Heartbeat(ping_every_ms=4_000, dead_after_ms=12_000)

    def __init__(self, entry: StaffEntry, link: ClientLink, local: LocalDesk, tools: Collaborators) -> None:
        super().__init__(entry.id, link, local, tools)
        self.agent: AgentId = entry.id
        self._entry = entry

    def owns(self, session: Session) -> bool:
        return session.agent == self.agent or self.agent in session.rung or session.guest(self.agent) is not None

    def writes_as(self) -> AgentId:
        return self.agent

    @property
    def rights(self) -> frozenset[Right]:
        return RIGHTS[self._entry.role]

    def present_session(self) -> SessionId | None:
        known = self.local.switchboard.state.agents.get(self.agent)
        return known.session if known else None

    async def arrive(self, hello: m.Hello) -> None:
        agent, link, profile = self.agent, self.link.link, self._entry.profile
        self.local.delivery.facts.agents[agent] = self._entry.display_name
        decision = await self.local.dispatcher.submit(
            lambda board, now: board.attach_agent(
                now,
                agent=agent,
                link=link,
                instance=hello.instance,
                takeover=hello.takeover,
                profile=profile,
                supervises=self._entry.role == "supervisor",
            ),
            fresh=True,  # or a window that has just closed on another node would still hold the place
        )
        if isinstance(decision, Refusal):
            raise Turned(ErrorCode(decision.code.value), decision.detail)
        self.tools.links.seat_agent(agent, self.link)
        self.link.send(
            m.AgentWelcome(
                link=link.id,
                agent=agent,
                display_name=self._entry.display_name,
                rights=[right.value for right in Right if right in self.rights],
                desk=self.local.info,
                heartbeat=self.heartbeat,
                now=self.tools.clock.now(),
            ).model_dump_json()
        )
        self.local.delivery.seat_agent(
            agent, self.link, supervises=Right.MONITOR in self.rights, show_written=self._show_written
        )
        await self._show_written()

    async def catch_up(self) -> None:
        self.link.send(TICKETS_CHANGED, replaces="tickets")
        await super().catch_up()

    async def _show_written(self) -> None:
        session = self.present_session()
        if session is None:
            return
        await self._show_chat(session)
        draft = await self.tools.memory.draft(session) if self._serves(session) else None
        if draft:
            said = m.Draft.model_validate({"session": session, "outcome": draft.outcome, "note": draft.note})
            self.link.send(said.model_dump_json())

    def _serves(self, session: SessionId) -> bool:
        known = self.local.switchboard.state.sessions.get(session)
        return known is not None and known.agent == self.agent

    async def leave(self) -> None:
        self.tools.links.unseat_agent(self.agent, self.link)
        self.local.delivery.unseat_agent(self.agent, self.link)
        await self.local.lose_agent(self.agent, self.link.link.id)

    async def presence(self, message: m.Presence) -> Reply:
        agent, state = self.agent, AgentState(message.state)
        reason = message.reason if state is AgentState.BREAK else None
        if reason is not None and reason not in {known.code for known in self.local.info.break_reasons}:
            raise Turned(ErrorCode.INVALID_FIELD, f"reason: the desk has no break reason {reason}")
        return await self.carry_out(
            message.id, lambda board, now: board.set_presence(now, agent=agent, state=state, reason=reason)
        )

    async def step_back(self, message: m.StepBack) -> Reply:
        agent, failure = self.agent, Failure(message.reason)
        return await self.carry_out(message.id, lambda board, now: board.step_back(now, agent=agent, failure=failure))

    async def accept(self, message: m.Accept) -> Reply:
        agent, ring = self.agent, RingId(message.ring)
        reply = await self.carry_out(message.id, lambda board, now: board.accept(now, agent=agent, ring=ring))
        if isinstance(reply, m.Done) and (session := self.present_session()) and self._serves(session):
            await self._show_written()
        return reply

    async def decline(self, message: m.Decline) -> Reply:
        agent, ring, reason = self.agent, RingId(message.ring), message.reason
        return await self.carry_out(
            message.id, lambda board, now: board.decline(now, agent=agent, ring=ring, reason=reason)
        )

    async def media_ready(self, message: m.MediaReady) -> Reply:
        agent, session, epoch = self.agent, SessionId(message.session), message.epoch
        return await self.carry_out(
            message.id, lambda board, now: board.media_ready(now, agent=agent, session=session, epoch=epoch)
        )

    async def ask_for_wrap_up(self, message: m.AskForWrapUp) -> Reply:
        agent, session, wanted = self.agent, SessionId(message.session), message.wanted
        return await self.carry_out(
            message.id, lambda board, now: board.ask_for_wrap_up(now, agent=agent, session=session, wanted=wanted)
        )

    async def extend_wrap_up(self, message: m.ExtendWrapUp) -> Reply:
        agent, session, number = self.agent, SessionId(message.session), message.number
        return await self.carry_out(
            message.id, lambda board, now: board.extend_wrap_up(now, agent=agent, session=session, number=number)
        )

    async def tell_waiter(self, message: m.TellWaiter) -> Reply:
        session = self.local.switchboard.state.sessions.get(SessionId(message.session))
        if session is None:
            raise Turned(ErrorCode.UNKNOWN_SESSION, "no such live session at this desk")
        if session.state not in IN_LINE:
            raise Turned(ErrorCode.WRONG_STATE, f"the session is {session.state}")
        await self._write(session, ChatRow(message.key, "desk", self.agent, self.tools.clock.now(), message.text))
        return m.Done(id=message.id)

    async def save_draft(self, message: m.SaveDraft) -> Reply:
        await self._save(message.session, message.outcome, message.note)
        return m.Done(id=message.id)

    async def finish_wrap_up(self, message: m.FinishWrapUp) -> Reply:
        await self._save(message.session, message.outcome, message.note)
        agent, session, outcome = self.agent, SessionId(message.session), Outcome(message.outcome)
        return await self.carry_out(
            message.id, lambda board, now: board.finish_wrap_up(now, agent=agent, session=session, outcome=outcome)
        )

    async def _save(self, session_id: str, outcome: str | None, note: str) -> None:
        session = self._session(session_id)
        if session.state not in IN_TALK | {SessionState.WRAP_UP}:
            raise Turned(ErrorCode.WRONG_STATE, f"the session is {session.state}")
        if session.agent != self.agent:
            raise Turned(ErrorCode.NOT_YOUR_SESSION, "its agent writes the note")
        await self.tools.memory.save_draft(session.id, DraftRow(outcome, note), self.tools.clock.now())

    handlers: ClassVar[Mapping[type[m.Message], Handler]] = {
        **COMMON_OF_PARTIES,
        **MORE_THAN_TWO,
        **SHOWING,
        m.Presence: presence,
        m.StepBack: step_back,
        m.Accept: accept,
        m.Decline: decline,
        m.MediaReady: media_ready,
        m.TellWaiter: tell_waiter,
        m.SaveDraft: save_draft,
        m.AskForWrapUp: ask_for_wrap_up,
        m.ExtendWrapUp: extend_wrap_up,
        m.FinishWrapUp: finish_wrap_up,
    }
