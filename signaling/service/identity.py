"""Who is asking: staff by password and a refresh cookie, kiosks by their key; both then by short-lived tokens."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

import structlog

from signaling.core.ids import AgentId, KioskId
from signaling.ports import (
    Administration,
    Attempts,
    Bus,
    Clock,
    Directory,
    SignIn,
    SignIns,
    StaffAccount,
    StaffEntry,
)

from .announcements import Changed, announce
from .keys import base64url, signature_matches
from .passwords import Passwords, WeakPassword, check_strength
from .staff import folded_name
from .tokens import Issued, StaffClaims, TokenInvalid, Tokens

log = structlog.get_logger()

SIGN_IN_LIFETIME = 12 * 3_600_000
"""Longer than any shift."""
ROTATION_GRACE = 30_000
"""How long the secret just replaced still works: a second tab, or a page reloaded before the answer came, has it."""


MAX_COOKIE = 128


class BadCredentials(Exception):
    """Name or password is wrong, or the account is disabled: deliberately not said which."""


class TooManyAttempts(Exception): ...


class NotSignedIn(Exception):
    """There is no such sign-in, or it has expired or been ended."""


class Revoked(Exception):
    """An administrator disabled the account or the kiosk."""


class ProofInvalid(Exception):
    """The kiosk does not hold the key that was enrolled."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: StaffAccount
    access: Issued
    cookie: str
    cookie_seconds: int
    """How long it lasts from now."""


@dataclass(frozen=True, slots=True)
class Stores:
    directory: Directory
    administration: Administration
    sign_ins: SignIns
    attempts: Attempts
    bus: Bus


class Identity:
    def __init__(self, stores: Stores, tokens: Tokens, passwords: Passwords, clock: Clock, secret: str) -> None:
        self._directory, self._administration = stores.directory, stores.administration
        self._sign_ins, self._attempts, self._bus = stores.sign_ins, stores.attempts, stores.bus
        self._tokens, self._passwords, self._clock = tokens, passwords, clock
        self._rotation_key = hashlib.sha256(b"bangban-rotation:" + secret.encode()).digest()

    def verify_staff(self, token: str) -> StaffClaims:
        """Raises TokenInvalid, TokenExpired. Whether the account still stands is `current_staff`'s to say."""
        return self._tokens.verify_staff(token, self._clock.now())

    async def current_staff(self, claims: StaffClaims) -> StaffEntry:
        """The account as it is now. Raises Revoked; TokenInvalid if the password or the rights changed since."""
        entry = await self._directory.staff(claims.agent)
        if entry is None or entry.disabled:
            raise Revoked
        if claims.issued_at < entry.not_before:
            raise TokenInvalid("issued before the password or the rights changed")
        return entry

    async def sign_in(self, name: str, password: str, address: str) -> SignedIn:
        """Raises BadCredentials, TooManyAttempts, TooBusy."""
        name = folded_name(name)
        if not (await self._attempts.allowed("name", name) and await self._attempts.allowed("address", address)):
            raise TooManyAttempts
        # Counted before the slow check, so that many at once are no way round the limit.
        await self._attempts.count("name", name)
        account = await self._administration.account_named(name)
        matches = await self._passwords.match(account.password_hash if account else None, password)
        if account is None or not matches or account.entry.disabled:
            await self._attempts.count("address", address)
            log.info("sign_in_refused", agent=account.entry.id if account else None)
            raise BadCredentials
        await self._attempts.forget("name", name)
        if self._passwords.outdated(account.password_hash):
            account = replace(account, password_hash=await self._passwords.hashed(password))
            await self._administration.save_account(account)
        return await self._begin(account)

    async def renew(self, cookie: str) -> SignedIn:
        """A fresh token for a refresh cookie, and the cookie that replaces it. Raises NotSignedIn."""
        now = self._clock.now()
        sign_in, presented = await self._presented(cookie, now)
        following = self._following(presented)
        if _hashed(presented) == sign_in.secret_hash:
            # False if a second tab was faster: then ours is the secret replaced just now, and leads to the same next.
            await self._sign_ins.rotate(sign_in.id, _hashed(presented), _hashed(following), now)
        account = await self._administration.account(sign_in.agent)
        if account is None or account.entry.disabled:
            await self._sign_ins.end(sign_in.id)
            raise NotSignedIn
        access = self._tokens.issue_staff(account.entry, account.must_change_password, now)
        return SignedIn(account, access, f"{sign_in.id}.{following}", (sign_in.expires_at - now) // 1000)

    async def sign_out(self, cookie: str) -> None:
        try:
            sign_in, _ = await self._presented(cookie, self._clock.now())
        except NotSignedIn:
            return
        await self._sign_ins.end(sign_in.id)

    async def change_password(self, agent: AgentId, current: str, new: str, cookie: str | None) -> None:
        """Ends every other sign-in and voids every token. Raises BadCredentials, TooManyAttempts, WeakPassword."""
        account = await self._administration.account(agent)
        if account is None:
            raise NotSignedIn
        if not await self._attempts.allowed("name", account.entry.name):
            raise TooManyAttempts
        await self._attempts.count("name", account.entry.name)
        if not await self._passwords.match(account.password_hash, current):
            raise BadCredentials
        await self._attempts.forget("name", account.entry.name)
        check_strength(new, account.entry.name)
        if new == current:
            raise WeakPassword("the same as before")
        changed = replace(
            account,
            entry=replace(account.entry, not_before=self._clock.now()),
            password_hash=await self._passwords.hashed(new),
            must_change_password=False,
        )
        await self._administration.save_account(changed)
        await self._sign_ins.end_all(agent, but=cookie.partition(".")[0] if cookie else None)
        await announce(self._bus, Changed("staff", agent))
        log.info("password_changed", agent=agent)

    async def _begin(self, account: StaffAccount) -> SignedIn:
        now = self._clock.now()
        secret = secrets.token_urlsafe(32)
        sign_in = SignIn(
            id=secrets.token_urlsafe(16),
            agent=account.entry.id,
            secret_hash=_hashed(secret),
            previous_hash=None,
            rotated_at=now,
            expires_at=now + SIGN_IN_LIFETIME,
        )
        await self._sign_ins.forget_expired(now)
        await self._sign_ins.add(sign_in)
        access = self._tokens.issue_staff(account.entry, account.must_change_password, now)
        log.info("signed_in", agent=account.entry.id)
        return SignedIn(account, access, f"{sign_in.id}.{secret}", SIGN_IN_LIFETIME // 1000)

    async def _presented(self, cookie: str, now: int) -> tuple[SignIn, str]:
        """The sign-in that a cookie belongs to. A secret replaced long ago means that somebody copied the cookie: then
        the sign-in ends for whoever holds it. Raises NotSignedIn."""
        identifier, _, secret = cookie.partition(".")
        sign_in = await self._sign_ins.get(identifier) if len(cookie) <= MAX_COOKIE else None
        if sign_in is None or sign_in.expires_at <= now:
            raise NotSignedIn
        presented = _hashed(secret)
        replaced_just_now = presented == sign_in.previous_hash and now - sign_in.rotated_at <= ROTATION_GRACE
        if presented != sign_in.secret_hash and not replaced_just_now:
            await self._sign_ins.end(sign_in.id)
            log.warning("refresh_cookie_reused", agent=sign_in.agent)
            raise NotSignedIn
        return sign_in, secret

    def _following(self, secret: str) -> str:
        """The next secret follows from the last, so that two tabs that renew at once are given the same."""
        return base64url(hmac.new(self._rotation_key, secret.encode(), hashlib.sha256).digest())

    # --- kiosks

    def challenge(self, kiosk: KioskId) -> Issued:
        """Something fresh to sign. Given for any name, so that nobody learns which kiosks there are."""
        return self._tokens.issue_challenge(kiosk, self._clock.now())

    async def kiosk_token(self, kiosk: KioskId, challenge: str, signature: str) -> Issued:
        """Raises ProofInvalid, Revoked, TokenInvalid, TokenExpired."""
        now = self._clock.now()
        if self._tokens.verify_challenge(challenge, now).kiosk != kiosk:
            raise ProofInvalid
        entry = await self._directory.kiosk(kiosk)
        if entry is None or not signature_matches(entry.public_key, f"bangban-token:{challenge}", signature):
            raise ProofInvalid
        if entry.revoked:
            raise Revoked
        await self._administration.kiosk_seen(kiosk, now)
        return self._tokens.issue_kiosk(kiosk, now)


def _hashed(secret: str) -> str:
    """The secrets have 256 bits of chance, so one round of SHA-256 keeps them, and comparing hashes tells nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
