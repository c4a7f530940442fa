"""An agent who is a program: answers, shows a picture and a voice, says helpful lines, wraps up; joins whoever asks."""

import asyncio
import logging
import random
import uuid
from typing import Literal

from kiosk_client.assistance import IN_TALK
from kiosk_client.link import CommandRefused
from kiosk_client.participant import Console
from kiosk_client.rest import Credentials
from signaling.protocol.fields import Language, OutcomeName
from signaling.protocol.messages import Accept, AgentSession, End, FinishWrapUp, Presence, RingCard, SaveDraft

from .faces import agent_equipment
from .manner import ADVICE, FAREWELL, GREETING, SEEING, Pace, pause

log = logging.getLogger(__name__)

OUTCOMES: tuple[tuple[OutcomeName, int], ...] = (("solved", 86), ("information", 6), ("counter", 5), ("call_back", 3))


class SyntheticAgent:
    """`steps_back`: on a break while others serve the desk and none of them is in a talk, so that a person can try the
    console, and in a talk has a colleague to ask."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        *,
        pace: Pace | None = None,
        rng: random.Random | None = None,
        steps_back: bool = False,
    ) -> None:
        self.console = Console(url, credentials, agent_equipment())
        self._pace = pace or Pace()
        self._rng = rng or random.Random()
        self._steps_back = steps_back

    @property
    def others_serve(self) -> int:
        """Agents of the desk, without this one, who are available or busy."""
        snapshot = self.console.snapshot
        if snapshot is None:
            return 0
        mine = snapshot.me.state in ("available", "ringing", "in_session", "wrap_up")
        return snapshot.queue.available + snapshot.queue.busy - mine

    @property
    def _is_needed(self) -> bool:
        """Nobody else serves, or one who does may want to ask somebody. Only a supervisor's console sees the talks."""
        talks = self.console.snapshot.talks if self.console.snapshot else None
        return bool(talks) or not self.others_serve

    async def run(self) -> None:
        """Works until cancelled. Raises LinkEnded when the server forbids another connection."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.console.run(), name="console")
            tasks.create_task(self._work(), name="agent at work")

    async def _work(self) -> None:
        console = self.console
        while True:
            await console.until(self._something_to_do)
            try:
                await self._do_next()
            except CommandRefused as refusal:
                # Overtaken by events, most often a ring that is gone: the next snapshot tells what is so now.
                log.info("agent: %s", refusal)
                await asyncio.sleep(0.5)

    def _something_to_do(self) -> bool:
        snapshot = self.console.snapshot
        if snapshot is None or not self.console.link.online:
            return False
        return bool(snapshot.ring or snapshot.session or self._wanted_presence())

    async def _do_next(self) -> None:
        snapshot = self.console.snapshot
        if snapshot is None:
            return
        if snapshot.ring is not None:
            await self._answer(snapshot.ring)
        elif self._is_guest():
            await self.console.until(lambda: not self._is_guest())
        elif snapshot.session is not None and snapshot.session.state in IN_TALK:
            await self._help(snapshot.session)
        elif snapshot.session is not None:
            await self._wrap_up(snapshot.session)
        elif presence := self._wanted_presence():
            reason = self._break_reason() if presence == "break" else None
            await self.console.command(Presence, state=presence, reason=reason)
            await self._until_presence_differs(snapshot.number)

    def _wanted_presence(self) -> Literal["available", "break"] | None:
        """The state to ask for, if it is not the present one."""
        snapshot = self.console.snapshot
        if snapshot is None:
            return None
        wanted = "break" if self._steps_back and not self._is_needed else "available"
        return None if snapshot.me.state == wanted else wanted

    def _break_reason(self) -> str | None:
        welcome = self.console.welcome
        return welcome.desk.break_reasons[0].code if welcome and welcome.desk.break_reasons else None

    async def _until_presence_differs(self, number: int) -> None:
        await self.console.until(lambda: self.console.snapshot is not None and self.console.snapshot.number != number)

    async def _answer(self, ring: RingCard) -> None:
        await pause(self._rng, self._pace.accept)
        now = self.console.snapshot
        if now and now.ring and now.ring.ring == ring.ring:
            await self.console.command(Accept, ring=ring.ring)
        await self.console.until(lambda: not self._rings(ring.ring))

    def _rings(self, ring: str) -> bool:
        snapshot = self.console.snapshot
        return bool(snapshot and snapshot.ring and snapshot.ring.ring == ring)

    def _is_guest(self) -> bool:
        """There to be asked: says and does nothing by itself, and stays until parted with or given the session."""
        session = self.console.snapshot.session if self.console.snapshot else None
        return session is not None and session.participant != "agent"

    async def _help(self, session: AgentSession) -> None:
        language = session.context.language
        over = asyncio.create_task(self.console.until(lambda: not self._talks(session.id)))
        words = asyncio.create_task(self._speak(session.id, language))
        try:
            async with asyncio.timeout(self._rng.uniform(*self._pace.talk) * 1.5):
                await over
        except TimeoutError:
            await self._say(session.id, FAREWELL[language])
            await self.console.command(End, session=session.id)
            await self.console.until(lambda: not self._talks(session.id))
        finally:
            words.cancel()
            over.cancel()
            await asyncio.gather(words, over, return_exceptions=True)

    def _talks(self, session: str) -> bool:
        now = self.console.snapshot.session if self.console.snapshot else None
        return now is not None and now.id == session and now.state in IN_TALK

    async def _speak(self, session: str, language: Language) -> None:
        """Says that the screen is seen only when it is."""
        await self._say(session, GREETING[language])
        await self.console.until(lambda: self._sees(session))
        for line in (SEEING[language], *ADVICE[language]):
            await pause(self._rng, self._pace.line)
            await self._say(session, line)

    def _sees(self, session: str) -> bool:
        now = self.console.snapshot.session if self.console.snapshot else None
        return now is not None and now.id == session and now.consent is not None and now.consent.screen

    async def _say(self, session: str, line: str) -> None:
        try:
            await self.console.say_line(session, uuid.uuid4().hex, line)
        except CommandRefused as refusal:
            log.info("agent: line not said: %s", refusal)

    async def _wrap_up(self, session: AgentSession) -> None:
        outcome = self._rng.choices([name for name, _ in OUTCOMES], [weight for _, weight in OUTCOMES])[0]
        note = "模拟帮办：已按步骤指引办理。"
        await self.console.command(SaveDraft, session=session.id, outcome=outcome, note=note)
        await pause(self._rng, self._pace.wrap_up)
        if self._steps_back and not self._is_needed:
            # Kept as the next state, so that no ring slips in between.
            await self.console.command(Presence, state="break", reason=self._break_reason())
        await self.console.command(FinishWrapUp, session=session.id, outcome=outcome, note=note)
        await self.console.until(lambda: not self._holds(session.id))

    def _holds(self, session: str) -> bool:
        now = self.console.snapshot.session if self.console.snapshot else None
        return now is not None and now.id == session
