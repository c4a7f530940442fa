"""A TURN client of the smallest kind (RFC 8656 over UDP): asks, and tells the error code of the answer."""

import hashlib
import hmac
import ipaddress
import os
import socket
import struct
import zlib

COOKIE = 0x2112A442
ALLOCATE, CREATE_PERMISSION = 0x0003, 0x0008
USERNAME, INTEGRITY, ERROR_CODE, PEER, REALM, NONCE, FAMILY, TRANSPORT = (
    0x0006, 0x0008, 0x0009, 0x0012, 0x0014, 0x0015, 0x0017, 0x0019,
)  # fmt: skip
FINGERPRINT = 0x8028
UDP = struct.pack("!I", 17 << 24)
OK = 0

Attributes = dict[int, bytes]


class TurnClient:
    """One UDP socket, and so at most one allocation. `close` it, or use it as a context manager."""

    def __init__(self, port: int, username: str, password: str) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect(("127.0.0.1", port))
        self._socket.settimeout(5)
        self._username, self._password = username, password
        self._realm = self._nonce = b""

    def __enter__(self) -> "TurnClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def allocate(self, version: int = 4) -> int:
        """0, or the error code."""
        return self._ask(ALLOCATE, {TRANSPORT: UDP, FAMILY: bytes([1 if version == 4 else 2, 0, 0, 0])})

    def permit(self, peer: str) -> int:
        """Asks to relay to a peer: 0, or the error code."""
        address = ipaddress.ip_address(peer)
        family = 1 if address.version == 4 else 2
        return self._ask(CREATE_PERMISSION, {PEER: struct.pack("!BBH", 0, family, 9) + address.packed})

    def _ask(self, method: int, attributes: Attributes) -> int:
        answer = self._transact(method, attributes)
        if error(answer) in (401, 438):
            self._realm, self._nonce = answer[REALM], answer[NONCE]
            answer = self._transact(method, attributes)
        return error(answer)

    def _transact(self, method: int, attributes: Attributes) -> Attributes:
        transaction = os.urandom(12)
        body = b"".join(attribute(kind, value) for kind, value in attributes.items() if kind != PEER)
        if PEER in attributes:
            body += attribute(PEER, masked(attributes[PEER], transaction))
        if self._nonce:
            body += attribute(USERNAME, self._username.encode()) + attribute(REALM, self._realm)
            body += attribute(NONCE, self._nonce)
            key = hashlib.md5(b":".join((self._username.encode(), self._realm, self._password.encode()))).digest()
            signed = header(method, len(body) + 24, transaction) + body
            body += attribute(INTEGRITY, hmac.digest(key, signed, "sha1"))
        checked = header(method, len(body) + 8, transaction) + body
        self._socket.send(checked + attribute(FINGERPRINT, struct.pack("!I", zlib.crc32(checked) ^ 0x5354554E)))
        while True:
            answer = self._socket.recv(2048)
            if answer[8:20] == transaction:
                return parsed(answer)


def header(method: int, length: int, transaction: bytes) -> bytes:
    return struct.pack("!HHI", method, length, COOKIE) + transaction


def attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def masked(peer: bytes, transaction: bytes) -> bytes:
    """XOR-PEER-ADDRESS: port and address are XORed with the cookie and the transaction."""
    mask = struct.pack("!I", COOKIE) + transaction
    port = bytes(a ^ b for a, b in zip(peer[2:4], mask, strict=False))
    return peer[:2] + port + bytes(a ^ b for a, b in zip(peer[4:], mask, strict=False))


def parsed(message: bytes) -> Attributes:
    found: Attributes = {}
    at = 20
    while at < len(message):
        kind, length = struct.unpack_from("!HH", message, at)
        found.setdefault(kind, message[at + 4 : at + 4 + length])
        at += 4 + length + -length % 4
    return found


def error(attributes: Attributes) -> int:
    code = attributes.get(ERROR_CODE)
    return code[2] * 100 + code[3] if code else OK
