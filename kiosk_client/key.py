"""The kiosk's key pair. The private half never leaves its file, and the file is for its owner only."""

import base64
import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

COORDINATE = 32
"""Bytes of one coordinate of P-256, and of each half of a raw signature."""


class KeyUnusable(Exception):
    """The key file cannot be used as it is; the text says what to do about it."""


class KioskKey:
    """An ECDSA P-256 key. `public_jwk` is what is enrolled, `sign` is how possession is proved."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> "KioskKey":
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def load(cls, path: Path) -> "KioskKey":
        """Raises KeyUnusable if others may read the file, or if it holds no unencrypted P-256 key in PEM."""
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise KeyUnusable(f"{path} has mode {mode:04o}: others can read it. Run: chmod 600 {path}")
            text = file.read(4096)
        try:
            private = serialization.load_pem_private_key(text, password=None)
        except (ValueError, TypeError) as error:
            raise KeyUnusable(f"{path} holds no usable PEM key: {error}") from error
        if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
            raise KeyUnusable(f"{path} holds a key of another kind; an EC key on P-256 is needed")
        return cls(private)

    @classmethod
    def load_or_create(cls, path: Path) -> "KioskKey":
        if path.exists():
            return cls.load(path)
        key = cls.generate()
        key.save(path)
        return key

    def save(self, path: Path) -> None:
        """Writes a new file with mode 0600. Raises FileExistsError rather than overwriting a key."""
        text = self._private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)

    @property
    def public_jwk(self) -> dict[str, str]:
        numbers = self._private.public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256", "x": _coordinate(numbers.x), "y": _coordinate(numbers.y)}

    def sign(self, text: str) -> str:
        """Base64url of the raw (r‖s) ECDSA/SHA-256 signature over the text in UTF-8."""
        r, s = decode_dss_signature(self._private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return _base64url(r.to_bytes(COORDINATE) + s.to_bytes(COORDINATE))


def _coordinate(value: int) -> str:
    return _base64url(value.to_bytes(COORDINATE))


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
