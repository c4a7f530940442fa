"""A token is accepted only if it is whole, ours, young and for this purpose."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from signaling.core.ids import AgentId, DeskId, GuestName, KioskId, SessionId
from signaling.ports import StaffEntry
from signaling.service.tokens import (
    CHALLENGE,
    CLOCK_SKEW,
    GUEST,
    KIOSK,
    LIFETIME,
    STAFF,
    GuestClaims,
    KioskClaims,
    StaffClaims,
    TokenExpired,
    TokenInvalid,
    Tokens,
)

from .scene import NOW, SECRET

TOKENS = Tokens(SECRET)
WANG = StaffEntry(AgentId("id-wang"), "wang", "Wang", "agent", DeskId("desk-1"), False, 0)
FAMILY = (DeskId("desk-1"), SessionId("s-1"), GuestName("guest-1"))
GOOD = TOKENS.issue_staff(WANG, must_change_password=False, now=NOW).token
HEADER: dict[str, Any] = jwt.get_unverified_header(GOOD)
CLAIMS: dict[str, Any] = jwt.decode(GOOD, options={"verify_signature": False})


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(
    claims: dict[str, Any] | None = None,
    header: dict[str, Any] | None = None,
    without: str = "",
    key: str = SECRET,
    digest: str = "sha256",
) -> str:
    """Made by hand, because a library would refuse to make most of these."""
    head = {name: value for name, value in {**HEADER, **(header or {})}.items() if name != without}
    body = {name: value for name, value in {**CLAIMS, **(claims or {})}.items() if name != without}
    text = f"{encoded(json.dumps(head).encode())}.{encoded(json.dumps(body).encode())}"
    return f"{text}.{encoded(hmac.new(key.encode(), text.encode(), digest).digest())}"


def forged_as(kind: str, claims: dict[str, Any]) -> str:
    """Whole claims, instead of those of `GOOD` with changes."""
    text = f"{encoded(json.dumps({**HEADER, 'typ': kind}).encode())}.{encoded(json.dumps(claims).encode())}"
    return f"{text}.{encoded(hmac.new(SECRET.encode(), text.encode(), 'sha256').digest())}"


def test_what_is_forged_here_would_be_good_if_nothing_were_changed() -> None:
    assert TOKENS.verify_staff(forged(), NOW) == TOKENS.verify_staff(GOOD, NOW)


FORGED: dict[str, str] = {
    "empty": "",
    "no token": "hello",
    "three dots": "...",
    "too long": GOOD + "A" * 4096,
    "not ASCII": "é" + GOOD,
    "no algorithm": forged(header={"alg": "none"}).rpartition(".")[0] + ".",
    "no signature": GOOD.rpartition(".")[0] + ".",
    "other key": forged(key="another secret that is long enough"),
    "other algorithm": forged(digest="sha512", header={"alg": "HS512"}),
    "other kid": forged(header={"kid": "0123456789abcdef"}),
    "no kid": forged(without="kid"),
    "kid that is a path": forged(header={"kid": "../../dev/null"}),
    "no typ": forged(without="typ"),
    "usual typ": forged(header={"typ": "JWT"}),
    "kiosk's typ": forged(header={"typ": KIOSK}),
    "unknown crit": forged(header={"crit": ["b64"], "b64": False}),
    **{
        f"without {claim}": forged(without=claim)
        for claim in ("iss", "aud", "sub", "jti", "iat", "exp", "role", "desk")
    },
    "other issuer": forged({"iss": "somebody"}),
    "issuer that contains ours": forged({"iss": "bangban-evil"}),
    "other audience": forged({"aud": "somebody"}),
    "list of audiences": forged({"aud": ["bangban", "somebody"]}),
    "no subject": forged({"sub": ""}),
    "subject with a line break": forged({"sub": "a\nb"}),
    "role that is none": forged({"role": "root"}),
    "more claims": forged({"admin": True}),
    "lives a year": forged({"exp": NOW / 1000 + 31_536_000}),
    "lives a second more": forged({"exp": (NOW + LIFETIME) / 1000 + 1}),
    "expiry before issue": forged({"exp": NOW / 1000 - 1}),
    "expiry is not a number": forged({"exp": float("nan")}),
    "never expires": forged({"exp": float("inf")}),
    "expiry is text": forged({"exp": "9999999999"}),
    "issued tomorrow": forged({"iat": NOW / 1000 + 86_400, "exp": NOW / 1000 + 86_400 + 60}),
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(TokenInvalid) as refusal:
        TOKENS.verify_staff(token, NOW)
    assert not isinstance(refusal.value, TokenExpired)
    with pytest.raises(TokenInvalid):
        TOKENS.verify(token, NOW)


def test_a_token_says_who_and_what() -> None:
    assert TOKENS.verify_staff(GOOD, NOW) == StaffClaims(
        agent=AgentId("id-wang"),
        role="agent",
        desk=DeskId("desk-1"),
        must_change_password=False,
        issued_at=NOW,
        expires_at=NOW + LIFETIME,
    )


def test_a_token_is_good_until_the_millisecond_it_expires() -> None:
    TOKENS.verify_staff(GOOD, NOW + LIFETIME - 1)
    with pytest.raises(TokenExpired):
        TOKENS.verify_staff(GOOD, NOW + LIFETIME)


def test_another_nodes_clock_may_be_a_minute_ahead() -> None:
    TOKENS.verify_staff(GOOD, NOW - CLOCK_SKEW)
    with pytest.raises(TokenInvalid):
        TOKENS.verify_staff(GOOD, NOW - CLOCK_SKEW - 1)


ISSUE: dict[str, Callable[[], str]] = {
    STAFF: lambda: GOOD,
    KIOSK: lambda: TOKENS.issue_kiosk(KioskId("k"), NOW).token,
    GUEST: lambda: TOKENS.issue_guest(*FAMILY, NOW).token,
    CHALLENGE: lambda: TOKENS.issue_challenge(KioskId("k"), NOW).token,
}
VERIFY: dict[str, Callable[[str], StaffClaims | KioskClaims | GuestClaims]] = {
    STAFF: lambda token: TOKENS.verify_staff(token, NOW),
    KIOSK: lambda token: TOKENS.verify_kiosk(token, NOW),
    GUEST: lambda token: TOKENS.verify_guest(token, NOW),
    CHALLENGE: lambda token: TOKENS.verify_challenge(token, NOW),
}


@pytest.mark.parametrize("issued", ISSUE)
@pytest.mark.parametrize("wanted", VERIFY)
def test_a_token_serves_one_purpose(issued: str, wanted: str) -> None:
    token = ISSUE[issued]()
    if issued == wanted:
        VERIFY[wanted](token)
    else:
        with pytest.raises(TokenInvalid):
            VERIFY[wanted](token)


def test_a_guests_token_is_for_one_talk_and_a_quarter_of_an_hour() -> None:
    token = ISSUE[GUEST]()
    assert TOKENS.verify_guest(token, NOW) == GuestClaims(*FAMILY, issued_at=NOW, expires_at=NOW + LIFETIME)
    with pytest.raises(TokenExpired):
        TOKENS.verify_guest(token, NOW + LIFETIME)


@pytest.mark.parametrize(
    "change", [{"session": "a b"}, {"session": None}, {"desk": ""}, {"sub": ""}, {"role": "agent"}]
)
def test_a_guests_token_says_whose_it_is_and_nothing_more(change: dict[str, Any]) -> None:
    claims = jwt.decode(ISSUE[GUEST](), options={"verify_signature": False})
    whole = dict.fromkeys(CLAIMS.keys() - claims.keys())
    good = forged_as(GUEST, claims)
    assert TOKENS.verify_guest(good, NOW).session == "s-1"
    for broken in (forged_as(GUEST, claims | change), forged_as(GUEST, claims | whole)):
        with pytest.raises(TokenInvalid):
            TOKENS.verify_guest(broken, NOW)


def test_a_connection_takes_staff_and_kiosks_and_guests_but_no_challenge() -> None:
    assert isinstance(TOKENS.verify(ISSUE[STAFF](), NOW), StaffClaims)
    assert isinstance(TOKENS.verify(ISSUE[KIOSK](), NOW), KioskClaims)
    assert isinstance(TOKENS.verify(ISSUE[GUEST](), NOW), GuestClaims)
    with pytest.raises(TokenInvalid):
        TOKENS.verify(ISSUE[CHALLENGE](), NOW)


def test_no_two_tokens_are_the_same() -> None:
    assert TOKENS.issue_kiosk(KioskId("k"), NOW).token != TOKENS.issue_kiosk(KioskId("k"), NOW).token


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
def test_a_short_secret_signs_nothing() -> None:
    with pytest.raises(jwt.InvalidKeyError):
        Tokens("short").issue_kiosk(KioskId("k"), NOW)
