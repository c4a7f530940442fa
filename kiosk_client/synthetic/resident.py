"""A resident who is a program: touches the button, consents, talks for a while, ends, rates."""

import asyncio
import logging
import random
import uuid
from dataclasses import dataclass

from kiosk_client.assistance import IN_TALK
from kiosk_client.key import KioskKey
from kiosk_client.link import CommandRefused
from kiosk_client.participant import Kiosk
from kiosk_client.rest import Credentials, Rest
from signaling.protocol.fields import ConsentPart, ContextPart, Language

from .faces import resident_equipment
from .manner import THANKS, Pace, pause

log = logging.getLogger(__name__)

TEXT_VERSION = "synthetic-1"
STEPS = ("read-card", "fill-in", "photo", "sign", "print")
RATINGS = ((5, 72), (4, 20), (3, 5), (2, 2), (1, 1))


class NotEnrolled(Exception):
    """The code was denied, or nobody approved it in time."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One contact, as the resident had it."""

    session: str
    answered: bool
    end_reason: str | None


class SyntheticResident:
    def __init__(
        self, url: str, credentials: Credentials, *, pace: Pace | None = None, rng: random.Random | None = None
    ) -> None:
        self.kiosk = Kiosk(url, credentials, resident_equipment())
        self._pace = pace or Pace()
        self._rng = rng or random.Random()

    async def run(self) -> None:
        """Keeps the kiosk connected until cancelled; `visit` is what happens on it."""
        await self.kiosk.run()

    async def visit(self, context: ContextPart | None = None) -> Visit:
        """From the touch to the rating. Raises CommandRefused if the server would not take the request."""
        kiosk, rng = self.kiosk, self._rng
        await kiosk.until(lambda: kiosk.snapshot is not None and kiosk.link.online)
        await self._leave_behind()
        session = str(uuid.uuid4())
        context = context or self._context()
        await kiosk.touch(session, context)
        await kiosk.until(lambda: self._state(session) is not None)
        await self._consent(context.language)
        await self._wait(session)
        answered = self._state(session) in IN_TALK
        if answered:
            await self._talk(session, context.language)
        reason = kiosk.assistance.session.end_reason if kiosk.assistance.session else None
        if answered and rng.random() < 0.8:
            await pause(rng, self._pace.rate)
            await self._rate()
        return Visit(session, answered, reason)

    async def _wait(self, session: str) -> None:
        try:
            async with asyncio.timeout(self._rng.uniform(*self._pace.patience)):
                await self.kiosk.until(lambda: self._state(session) not in ("waiting", "ringing"))
        except TimeoutError:
            await self.kiosk.end()
            await self.kiosk.until(lambda: self._state(session) not in ("waiting", "ringing"))

    async def _leave_behind(self) -> None:
        """Ends a session that an earlier run of this program left on the kiosk."""
        if self.kiosk.assistance.live:
            await self.kiosk.end()
            await self.kiosk.until(lambda: not self.kiosk.assistance.live)

    async def _consent(self, language: Language) -> None:
        await pause(self._rng, self._pace.consent)
        consent = ConsentPart(voice=True, screen=True, camera=self._rng.random() < 0.5)
        try:
            await self.kiosk.consent(consent, TEXT_VERSION, language)
        except CommandRefused as refusal:
            log.info("resident: consent came too late: %s", refusal)

    async def _talk(self, session: str, language: Language) -> None:
        words = asyncio.create_task(self._speak(session, language))
        try:
            async with asyncio.timeout(self._rng.uniform(*self._pace.talk)):
                await self.kiosk.until(lambda: self._state(session) not in IN_TALK)
        except TimeoutError:
            await self.kiosk.end()
            await self.kiosk.until(lambda: self._state(session) not in IN_TALK)
        finally:
            words.cancel()
            await asyncio.gather(words, return_exceptions=True)

    async def _speak(self, session: str, language: Language) -> None:
        for line in THANKS[language]:
            await pause(self._rng, self._pace.line)
            await self.kiosk.say_line(session, uuid.uuid4().hex, line)

    async def _rate(self) -> None:
        rating = self._rng.choices([value for value, _ in RATINGS], [weight for _, weight in RATINGS])[0]
        try:
            await self.kiosk.rate(rating)
        except CommandRefused as refusal:
            log.info("resident: not rated: %s", refusal)

    def _state(self, session: str) -> str | None:
        now = self.kiosk.assistance.session
        return now.state if now is not None and now.id == session and now.left_until is None else None

    def _context(self) -> ContextPart:
        """One of the desk's services, at some step, in a language that fits the street."""
        services = self.kiosk.welcome.desk.services if self.kiosk.welcome else []
        language: Language = "zh-CN" if self._rng.random() < 0.9 else "en"
        code = self._rng.choice(services).code if services else None
        return ContextPart(service=code, step=self._rng.choice(STEPS) if code else None, language=language)


async def enrol(rest: Rest, key: KioskKey, show_code: "asyncio.Queue[str]") -> str:
    """Shows a code, waits for an administrator, returns the kiosk's name. Raises NotEnrolled, RestProblem."""
    enrolment = await rest.begin_enrolment(key)
    show_code.put_nowait(enrolment.code)
    while True:
        state, kiosk = await rest.enrolment_state(enrolment)
        if state == "approved" and kiosk:
            return kiosk
        if state != "pending":
            raise NotEnrolled(f"the code {enrolment.code} is {state}")
        await asyncio.sleep(enrolment.poll_seconds)
