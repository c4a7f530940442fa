"""What must not be read in the database: sealed with a key that is never in it."""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Unreadable(ValueError):
    """Sealed with another key, for another place, or damaged."""


class Seal:
    """AES-256-GCM under a key derived from the signing secret (RFC 5869), so that no second secret has to be kept."""

    def __init__(self, secret: str, purpose: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"bangban {purpose}".encode())
        self._cipher = AESGCM(derived.derive(secret.encode()))

    def close(self, text: str, place: str) -> str:
        """`place`: where it is kept; it cannot be opened anywhere else."""
        nonce = os.urandom(NONCE)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())).decode()

    def open(self, sealed: str, place: str) -> str:
        """Raises Unreadable."""
        try:
            data = base64.b64decode(sealed, validate=True)
            return self._cipher.decrypt(data[:NONCE], data[NONCE:], place.encode()).decode()
        except (InvalidTag, ValueError, binascii.Error) as error:
            raise Unreadable from error
