"""What participants get to reach TURN servers with."""

import base64
import hashlib
import hmac

from signaling.core.ids import SessionId
from signaling.service.turn import Relays, ice_grant

SESSION = SessionId("s1")
NOW = 1_790_000_000_999


def relays(*turn: str, stun: tuple[str, ...] = ()) -> Relays:
    return Relays(stun, turn, "secret", 600)


def test_the_credential_is_what_coturn_computes_from_the_shared_secret() -> None:
    (server,) = ice_grant(relays("turn:t:3478"), SESSION, "kiosk", NOW).servers
    assert server.username == "1790000600:s1:kiosk"
    expected = hmac.new(b"secret", b"1790000600:s1:kiosk", hashlib.sha1).digest()
    assert server.credential == base64.b64encode(expected).decode()


def test_the_grant_says_when_it_expires() -> None:
    assert ice_grant(relays("turn:t"), SESSION, "agent", NOW).expires_at == 1_790_000_600_000


def test_udp_comes_first_and_tls_last_because_some_clients_take_only_the_first() -> None:
    urls = ("turns:t:443?transport=tcp", "turn:t:3478?transport=tcp", "turn:t:3478", "turn:u:3478?transport=udp")
    (server,) = ice_grant(relays(*urls), SESSION, "kiosk", NOW).servers
    assert server.urls == ["turn:t:3478", "turn:u:3478?transport=udp", urls[1], urls[0]]


def test_stun_needs_no_credential() -> None:
    stun, turn = ice_grant(relays("turn:t", stun=("stun:s",)), SESSION, "kiosk", NOW).servers
    assert (stun.urls, stun.username, stun.credential) == (["stun:s"], None, None)
    assert turn.username is not None


def test_without_servers_there_is_nothing_to_grant() -> None:
    assert ice_grant(relays(), SESSION, "kiosk", NOW).servers == []
