"""The kiosk's key stays its own."""

import base64

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from kiosk_client.key import KeyUnusable, KioskKey


def test_a_new_key_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "kiosk.pem"
    made = KioskKey.load_or_create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert KioskKey.load_or_create(path).public_jwk == made.public_jwk


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(tmp_path, mode):
    path = tmp_path / "kiosk.pem"
    KioskKey.generate().save(path)
    path.chmod(mode)
    with pytest.raises(KeyUnusable, match="chmod 600"):
        KioskKey.load(path)


def test_a_key_is_never_overwritten(tmp_path):
    path = tmp_path / "kiosk.pem"
    KioskKey.generate().save(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        KioskKey.generate().save(path)
    assert path.read_bytes() == before


def test_a_file_that_holds_no_p256_key_is_refused(tmp_path):
    path = tmp_path / "kiosk.pem"
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path.write_bytes(
        other.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    path.chmod(0o600)
    with pytest.raises(KeyUnusable, match="P-256"):
        KioskKey.load(path)
    path.write_bytes(b"not a key")
    with pytest.raises(KeyUnusable, match="no usable PEM"):
        KioskKey.load(path)


def test_a_signature_is_raw_and_verifies_with_the_public_jwk():
    key = KioskKey.generate()
    raw = decoded(key.sign("bangban-ws:nonce"))
    assert len(raw) == 64
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(decoded(key.public_jwk["x"])), int.from_bytes(decoded(key.public_jwk["y"])), ec.SECP256R1()
    )
    signature = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    numbers.public_key().verify(signature, b"bangban-ws:nonce", ec.ECDSA(hashes.SHA256()))


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
