"""How a family member comes to a token: by a code, once; by the token, as long as the talk lasts and they are in it."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from signaling.core.guest import Guest
from signaling.core.ids import GuestName, SessionId
from signaling.core.refusals import Refusal
from signaling.ports import Attempts, Clock

from .family_codes import FamilyCodes
from .identity import TooManyAttempts
from .local_desk import LocalDesk, LocalDesks
from .tokens import Issued, TokenInvalid, Tokens

log = structlog.get_logger()


ALL = "all"
"""Who guesses from many addresses is stopped, too; for a while nobody can come then, which the talk can bear."""


class CodeRefused(Exception):
    """Nobody is let in by it: mistyped, used, taken back or expired. Which of these is not said to who may be guessing."""


@dataclass(frozen=True, slots=True)
class LetIn:
    session: SessionId
    guest: GuestName
    access: Issued


class Family:
    def __init__(self, desks: LocalDesks, codes: FamilyCodes, tokens: Tokens, attempts: Attempts, clock: Clock) -> None:
        self._desks, self._codes, self._tokens = desks, codes, tokens
        self._attempts, self._clock = attempts, clock

    async def redeem(self, code: str, address: str) -> LetIn:
        """Raises CodeRefused, TooManyAttempts; StorageUnavailable."""
        if not (await self._attempts.allowed("guest", address) and await self._attempts.allowed("wrong_guest", ALL)):
            raise TooManyAttempts
        # Every one counts, the right one too: who has a code of their own shall not guess others between.
        await self._attempts.count("guest", address)
        # All are compared, so that the time taken tells nothing; and if ever two were alike, neither lets in.
        matching = [one for one in self._admitted() if hmac.compare_digest(self._codes.of(*_named(one)), code)]
        if len(matching) != 1:
            await self._attempts.count("wrong_guest", ALL)
            raise CodeRefused
        desk, session, guest = matching[0]
        decision = await desk.dispatcher.submit(lambda board, now: board.redeem(now, session=session, guest=guest.name))
        if isinstance(decision, Refusal):
            raise CodeRefused
        log.info("family_code_used", desk=desk.id, session=session, guest=guest.name)
        return LetIn(session, guest.name, self._tokens.issue_guest(desk.id, session, guest.name, self._clock.now()))

    async def renew(self, token: str) -> Issued:
        """Raises TokenInvalid, TokenExpired: also for who is not in the talk (any more)."""
        now = self._clock.now()
        claims = self._tokens.verify_guest(token, now)
        desk = await self._desks.get(claims.desk)
        session = desk.switchboard.state.sessions.get(claims.session) if desk else None
        guest = session.guests.get(claims.guest) if session else None
        if guest is None or guest.agent is not None:
            raise TokenInvalid("no more in the talk")
        return self._tokens.issue_guest(claims.desk, claims.session, claims.guest, now)

    def _admitted(self) -> Iterator[tuple[LocalDesk, SessionId, Guest]]:
        for desk in self._desks:
            for session in desk.switchboard.state.sessions.values():
                for guest in session.guests.values():
                    if guest.agent is None and not guest.redeemed:
                        yield desk, session.id, guest


def _named(one: tuple[LocalDesk, SessionId, Guest]):
    return one[0].id, one[1], one[2]
