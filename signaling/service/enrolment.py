"""How a machine becomes a kiosk: it shows a code, an administrator approves the code, its key is known from then on.

The flow of RFC 8628, with the machine's own key in the place of a bearer credential.
"""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from typing import Literal

import structlog

from signaling.core.ids import AgentId, KioskId, SiteId
from signaling.ports import Attempts, Bus, Clock, CodeTaken, Enrolment, Enrolments

from .announcements import Changed, announce
from .keys import canonical_key

log = structlog.get_logger()

CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no code is a word, and no digits (RFC 8628, section 6.1): eight letters have 34 bits."""
CODE_LETTERS = 8
LIFETIME = 10 * 60_000
POLL_MS = 3_000
MAX_PENDING = 500
CODE_TRIES = 5


class TooManyEnrolments(Exception):
    """From one address, or altogether."""


class TooManyCodes(Exception):
    """This administrator typed too many codes that do not exist."""


class UnknownCode(Exception):
    """No machine shows this code now: mistyped, expired, or answered before."""


class UnknownEnrolment(Exception):
    """There is no such enrolment, or the secret is not its own."""


@dataclass(frozen=True, slots=True)
class Begun:
    enrolment: Enrolment
    secret: str


@dataclass(frozen=True, slots=True)
class Progress:
    state: Literal["pending", "approved", "denied", "expired"]
    kiosk: KioskId | None


class Enrolling:
    def __init__(self, enrolments: Enrolments, attempts: Attempts, bus: Bus, clock: Clock) -> None:
        self._enrolments, self._attempts, self._bus, self._clock = enrolments, attempts, bus, clock

    async def begin(self, x: str, y: str, address: str) -> Begun:
        """A machine asks. Raises InvalidKey, TooManyEnrolments."""
        public_key = canonical_key(x, y)
        now = self._clock.now()
        if not await self._attempts.allowed("enrolment", address):
            raise TooManyEnrolments
        await self._attempts.count("enrolment", address)
        await self._enrolments.forget_expired(now)
        if await self._enrolments.pending(now) >= MAX_PENDING:
            raise TooManyEnrolments
        for _ in range(CODE_TRIES):
            secret = secrets.token_urlsafe(32)
            enrolment = Enrolment(
                id=str(uuid.uuid4()),
                code="".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LETTERS)),
                secret_hash=_hashed(secret),
                public_key=public_key,
                remote_address=address,
                requested_at=now,
                expires_at=now + LIFETIME,
                state="pending",
                kiosk=None,
            )
            try:
                await self._enrolments.add(enrolment)
            except CodeTaken:
                continue
            return Begun(enrolment, secret)
        raise TooManyEnrolments

    async def progress(self, enrolment: str, secret: str) -> Progress:
        """The machine asks how far it is. Raises UnknownEnrolment."""
        found = await self._enrolments.get(enrolment)
        if found is None or not hmac.compare_digest(found.secret_hash, _hashed(secret)):
            raise UnknownEnrolment
        if found.state == "pending" and found.expires_at <= self._clock.now():
            return Progress("expired", None)
        return Progress(found.state, found.kiosk)

    async def with_code(self, code: str, administrator: AgentId) -> Enrolment:
        """Raises UnknownCode, TooManyCodes."""
        if not await self._attempts.allowed("code", administrator):
            raise TooManyCodes
        found = await self._enrolments.with_code(bare_code(code))
        if found is None or found.state != "pending" or found.expires_at <= self._clock.now():
            await self._attempts.count("code", administrator)
            raise UnknownCode
        return found

    async def approve(self, code: str, site: SiteId, name: str, administrator: AgentId) -> KioskId:
        """Raises UnknownCode, TooManyCodes; Unknown for the site."""
        found = await self.with_code(code, administrator)
        kiosk = KioskId(str(uuid.uuid4()))
        if not await self._enrolments.approve(found.id, kiosk, name, site, self._clock.now()):
            raise UnknownCode
        await announce(self._bus, Changed("kiosk", kiosk))
        log.info("kiosk_enrolled", kiosk=kiosk, site=site, by=administrator)
        return kiosk

    async def deny(self, code: str, administrator: AgentId) -> None:
        """Raises UnknownCode, TooManyCodes."""
        found = await self.with_code(code, administrator)
        if not await self._enrolments.deny(found.id):
            raise UnknownCode
        log.info("enrolment_denied", by=administrator)


def shown_code(code: str) -> str:
    """As it is shown: `WDJB-MJHT`."""
    return f"{code[:4]}-{code[4:]}"


def bare_code(typed: str) -> str:
    """As it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in CODE_ALPHABET)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
