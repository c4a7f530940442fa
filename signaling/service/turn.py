"""Credentials for TURN servers: made from a shared secret, for one participant of one session, for a few minutes.

The scheme of coturn's `use-auth-secret` (draft-uberti-behave-turn-rest-00). A relay that has begun goes on when the
credential has expired; only to begin one, or to restart ICE through it, takes a fresh one.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from signaling.core.ids import SessionId
from signaling.protocol.fields import IceServer

TRANSPORTS = ("turn:udp", "turn:tcp", "turns:tcp")
"""Best first: browsers try all at once, the native kiosk takes the first only."""


@dataclass(frozen=True, slots=True)
class Relays:
    stun_urls: Sequence[str]
    turn_urls: Sequence[str]
    secret: str
    ttl_seconds: int


@dataclass(frozen=True, slots=True)
class IceGrant:
    servers: list[IceServer]
    expires_at: int
    """Milliseconds since the Unix epoch."""


def ice_grant(relays: Relays, session: SessionId, participant: str, now: int) -> IceGrant:
    """The ICE servers that a participant may use, `now` being milliseconds since the Unix epoch."""
    expiry = now // 1000 + relays.ttl_seconds
    servers: list[IceServer] = []
    if relays.stun_urls:
        servers.append(IceServer(urls=list(relays.stun_urls), username=None, credential=None))
    if relays.turn_urls:
        username = f"{expiry}:{session}:{participant}"
        urls = sorted(relays.turn_urls, key=_preference)
        servers.append(IceServer(urls=urls, username=username, credential=_credential(relays.secret, username)))
    return IceGrant(servers, expiry * 1000)


def _credential(secret: str, username: str) -> str:
    # SHA-1 is what TURN servers of this scheme compute.
    return base64.b64encode(hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()).decode()


def _preference(url: str) -> int:
    scheme = url.partition(":")[0]
    usual = "tcp" if scheme == "turns" else "udp"
    transport = url.partition("?transport=")[2] or usual
    return TRANSPORTS.index(kind) if (kind := f"{scheme}:{transport}") in TRANSPORTS else len(TRANSPORTS)
