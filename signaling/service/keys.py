"""Kiosk keys: P-256, made and kept by the kiosk; the server knows the public half as a JWK (RFC 7517)."""

import base64
import binascii
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

COORDINATE = 32
"""Bytes of one coordinate, and of each half of a signature."""


class InvalidKey(ValueError):
    """Not a public key on P-256."""


def canonical_key(x: str, y: str) -> str:
    """The JWK in the one form that thumbprints are taken of (RFC 7638). Raises InvalidKey."""
    _public_numbers(x, y)
    return json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, separators=(",", ":"))


def thumbprint(public_key: str) -> str:
    return base64url(hashlib.sha256(public_key.encode()).digest())


def signature_matches(public_key: str, text: str, signature: str) -> bool:
    """Whether `signature`, base64url of r‖s as WebCrypto makes it, is that of `text` by the holder of the key."""
    jwk = json.loads(public_key)
    try:
        raw = _decoded(signature, 2 * COORDINATE)
        der = encode_dss_signature(int.from_bytes(raw[:COORDINATE]), int.from_bytes(raw[COORDINATE:]))
        _public_numbers(jwk["x"], jwk["y"]).public_key().verify(der, text.encode(), ECDSA(SHA256()))
    except (InvalidKey, InvalidSignature):
        return False
    return True


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _public_numbers(x: str, y: str) -> EllipticCurvePublicNumbers:
    numbers = EllipticCurvePublicNumbers(
        int.from_bytes(_decoded(x, COORDINATE)), int.from_bytes(_decoded(y, COORDINATE)), SECP256R1()
    )
    try:
        numbers.public_key()
    except ValueError as error:
        raise InvalidKey("the point is not on the curve") from error
    return numbers


def _decoded(text: str, length: int) -> bytes:
    """base64url without padding, in its only spelling: another spelling of the same bytes is refused."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidKey("not base64url") from error
    if len(data) != length or base64url(data) != text:
        raise InvalidKey(f"not {length} bytes in base64url")
    return data
