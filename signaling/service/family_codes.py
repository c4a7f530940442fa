"""The codes that let family members in."""

import hashlib
import hmac

from signaling.core.guest import Guest
from signaling.core.ids import DeskId, SessionId

DIGITS = 8


class FamilyCodes:
    """Nothing is stored: a code follows, by a key, from whom it lets in and until when. So every node knows it, nobody who
    reads the database does, and the same question has the same answer."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"bangban-family-code:" + secret.encode()).digest()

    def of(self, desk: DeskId, session: SessionId, guest: Guest) -> str:
        """While the code has not been used."""
        about = "\n".join((desk, session, guest.name, str(guest.until)))
        digest = hmac.digest(self._key, about.encode(), "sha256")
        return str(int.from_bytes(digest) % 10**DIGITS).zfill(DIGITS)
