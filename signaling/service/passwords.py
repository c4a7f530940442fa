"""Passwords: argon2id (RFC 9106), in threads of their own, so that nobody's sign-in holds up anybody's call."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

T = TypeVar("T")

MIN_LENGTH = 10
MAX_LENGTH = 128
AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MiB."""
MAX_PENDING = 64
"""Hashes waited for; beyond that the server says that it is busy."""
ONE_TIME_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters that look alike on paper."""


class WeakPassword(ValueError):
    """The message says what is wrong with it."""


class TooBusy(Exception):
    """Too many passwords are being checked now."""


class Passwords:
    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._pending = 0
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    async def hashed(self, password: str) -> str:
        return await self._run(lambda: self._hasher.hash(_normal(password)))

    async def match(self, password_hash: str | None, password: str) -> bool:
        """Takes as long for a hash that is missing (nobody has that name) as for one that is there."""
        return await self._run(lambda: self._verify(password_hash or self._nobodys, password)) and bool(password_hash)

    def outdated(self, password_hash: str) -> bool:
        """Made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    def close(self) -> None:
        self._threads.shutdown()

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, _normal(password))
        except (Argon2Error, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._pending >= MAX_PENDING:
            raise TooBusy
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._pending -= 1


def check_strength(password: str, name: str) -> None:
    """Raises WeakPassword."""
    if len(password) < MIN_LENGTH:
        raise WeakPassword(f"at least {MIN_LENGTH} characters")
    if len(password) > MAX_LENGTH:
        raise WeakPassword(f"at most {MAX_LENGTH} characters")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise WeakPassword("too easy to guess: not the sign-in name, and at least five different characters")


def one_time_password() -> str:
    """Twelve letters in three groups: 59 bits, easily read aloud."""
    letters = "".join(secrets.choice(ONE_TIME_ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _normal(password: str) -> str:
    """The same password typed on another keyboard or system is the same password."""
    return unicodedata.normalize("NFKC", password)
