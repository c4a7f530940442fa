"""Access tokens: who may ask for what, for at most fifteen minutes.

One algorithm, one key, one type per purpose; every claim is required and checked here, because PyJWT by default accepts
a token without `exp` or `aud`, with any `typ`, any life and a short key (RFC 8725). Times are milliseconds and arguments.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

import jwt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from signaling.core.ids import AgentId, DeskId, GuestName, KioskId, SessionId
from signaling.ports import Role, StaffEntry
from signaling.protocol.fields import Id

ALGORITHM = "HS256"
ISSUER = "bangban"
AUDIENCE = "bangban"
LIFETIME = 15 * 60_000
CHALLENGE_LIFETIME = 60_000
CLOCK_SKEW = 60_000
"""How far in the future another node's clock may date a token."""
MAX_LENGTH = 4096

TokenType = Literal["bangban-staff+jwt", "bangban-kiosk+jwt", "bangban-guest+jwt", "bangban-challenge+jwt"]
STAFF: TokenType = "bangban-staff+jwt"
KIOSK: TokenType = "bangban-kiosk+jwt"
GUEST: TokenType = "bangban-guest+jwt"
CHALLENGE: TokenType = "bangban-challenge+jwt"
LIFETIMES: dict[TokenType, int] = {
    STAFF: LIFETIME,
    KIOSK: LIFETIME,
    GUEST: LIFETIME,
    CHALLENGE: CHALLENGE_LIFETIME,
}


class TokenInvalid(Exception):
    """Not one of ours, not for this purpose, or damaged."""


class TokenExpired(TokenInvalid):
    """One of ours, for this purpose, and too old."""


@dataclass(frozen=True, slots=True)
class Issued:
    token: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class StaffClaims:
    agent: AgentId
    role: Role
    desk: DeskId | None
    must_change_password: bool
    """Then nothing is allowed but to change it."""
    issued_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class KioskClaims:
    kiosk: KioskId
    issued_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class GuestClaims:
    """Of a family member: who they are in one session, and nothing beyond it."""

    desk: DeskId
    session: SessionId
    guest: GuestName
    issued_at: int
    expires_at: int


Seconds = Annotated[float, Field(ge=0, le=1e11, allow_inf_nan=False)]


class _Claims(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    iss: str
    aud: str
    sub: Id
    jti: Annotated[str, Field(min_length=16, max_length=64)]
    iat: Seconds
    exp: Seconds

    @property
    def issued_at(self) -> int:
        return round(self.iat * 1000)

    @property
    def expires_at(self) -> int:
        return round(self.exp * 1000)


class _StaffClaims(_Claims):
    role: Role
    desk: str | None
    must_change_password: bool


class _GuestClaims(_Claims):
    desk: Id
    session: Id


C = TypeVar("C", bound=_Claims)


class Tokens:
    def __init__(self, secret: str, new_id: Callable[[], str] = lambda: secrets.token_urlsafe(16)) -> None:
        self._key = secret.encode()
        self._key_id = hashlib.sha256(b"bangban-key-id:" + self._key).hexdigest()[:16]
        self._new_id = new_id
        self._jwt = jwt.PyJWT(options={"enforce_minimum_key_length": True})

    def issue_staff(self, staff: StaffEntry, must_change_password: bool, now: int) -> Issued:
        return self._issue(
            STAFF, staff.id, now, role=staff.role, desk=staff.desk, must_change_password=must_change_password
        )

    def issue_kiosk(self, kiosk: KioskId, now: int) -> Issued:
        return self._issue(KIOSK, kiosk, now)

    def issue_guest(self, desk: DeskId, session: SessionId, guest: GuestName, now: int) -> Issued:
        return self._issue(GUEST, guest, now, desk=desk, session=session)

    def issue_challenge(self, kiosk: KioskId, now: int) -> Issued:
        return self._issue(CHALLENGE, kiosk, now)

    def verify(self, token: str, now: int) -> StaffClaims | KioskClaims | GuestClaims:
        """For a connection, which takes all three kinds. Raises TokenInvalid, TokenExpired."""
        try:
            claimed = jwt.get_unverified_header(token[:MAX_LENGTH]).get("typ")
        except jwt.PyJWTError as error:
            raise TokenInvalid("damaged, or not one of ours") from error
        if claimed == GUEST:
            return self.verify_guest(token, now)
        return self.verify_kiosk(token, now) if claimed == KIOSK else self.verify_staff(token, now)

    def verify_staff(self, token: str, now: int) -> StaffClaims:
        """Raises TokenInvalid, TokenExpired."""
        claims = self._verify(STAFF, token, now, _StaffClaims)
        return StaffClaims(
            agent=AgentId(claims.sub),
            role=claims.role,
            desk=DeskId(claims.desk) if claims.desk is not None else None,
            must_change_password=claims.must_change_password,
            issued_at=claims.issued_at,
            expires_at=claims.expires_at,
        )

    def verify_kiosk(self, token: str, now: int) -> KioskClaims:
        """Raises TokenInvalid, TokenExpired."""
        return self._kiosk_claims(KIOSK, token, now)

    def verify_guest(self, token: str, now: int) -> GuestClaims:
        """Raises TokenInvalid, TokenExpired."""
        claims = self._verify(GUEST, token, now, _GuestClaims)
        return GuestClaims(
            desk=DeskId(claims.desk),
            session=SessionId(claims.session),
            guest=GuestName(claims.sub),
            issued_at=claims.issued_at,
            expires_at=claims.expires_at,
        )

    def verify_challenge(self, token: str, now: int) -> KioskClaims:
        """Raises TokenInvalid, TokenExpired."""
        return self._kiosk_claims(CHALLENGE, token, now)

    def _kiosk_claims(self, kind: TokenType, token: str, now: int) -> KioskClaims:
        claims = self._verify(kind, token, now, _Claims)
        return KioskClaims(KioskId(claims.sub), claims.issued_at, claims.expires_at)

    def _issue(self, kind: TokenType, subject: str, now: int, **more: object) -> Issued:
        expires_at = now + LIFETIMES[kind]
        claims: dict[str, object] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "jti": self._new_id(),
            "iat": now / 1000,
            "exp": expires_at / 1000,
            **more,
        }
        headers = {"typ": kind, "kid": self._key_id}
        return Issued(self._jwt.encode(claims, self._key, ALGORITHM, headers), expires_at)

    def _verify(self, kind: TokenType, token: str, now: int, shape: type[C]) -> C:
        claims = self._read(kind, token, shape)
        life = claims.expires_at - claims.issued_at
        if not 0 < life <= LIFETIMES[kind] or claims.issued_at > now + CLOCK_SKEW:
            raise TokenInvalid("the token's life is not one that is given")
        if claims.expires_at <= now:
            raise TokenExpired("the token has expired")
        return claims

    def _read(self, kind: TokenType, token: str, shape: type[C]) -> C:
        if len(token) > MAX_LENGTH:
            raise TokenInvalid("too long")
        try:
            complete = self._jwt.decode_complete(
                token,
                self._key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                # Expiry is checked in `_verify`, against the caller's clock.
                options={"require": list(_Claims.model_fields), "verify_exp": False, "verify_iat": False},
            )
            claims = shape.model_validate(complete["payload"])
        except (jwt.PyJWTError, ValidationError) as error:
            raise TokenInvalid("damaged, or not one of ours") from error
        if complete["header"].get("typ") != kind or complete["header"].get("kid") != self._key_id:
            raise TokenInvalid("not for this purpose, or signed with another key")
        return claims
