"""Bounds for session descriptions and candidates that pass through: what no browser or aiortc writes is refused before a
parser sees it. Nothing is rewritten, and nothing of it is logged."""

import ipaddress
import re

MAX_MEDIA = 8
MAX_CANDIDATES = 60
SHORTEST_CANDIDATE = 50
"""Characters. A description too short to hold too many is not searched for them."""
PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"
CANDIDATE = re.compile(
    r"candidate:\S{1,32} 1 (?:udp|tcp|UDP|TCP) \d{1,10} "
    r"(?P<address>\S{1,255}) (?P<port>\d{1,5}) typ (?:host|srflx|prflx|relay)\b"
)


class BadDescription(ValueError):
    """Says which rule was broken."""


class BadCandidate(ValueError):
    """Says which rule was broken."""


def check_description(sdp: str) -> None:
    """Raises BadDescription. Rules: RFC 8866 lines of printable ASCII, at most 8 media sections, bundled, DTLS with a
    SHA-256 fingerprint and a setup role (RFC 8827 section 6.5 allows nothing else)."""
    if not sdp.startswith("v=0\r\n"):
        raise BadDescription("does not begin with v=0")
    if sdp.encode().translate(None, PRINTABLE):
        raise BadDescription("contains control characters or is not ASCII")
    media = sdp.count("\r\nm=")
    if not 1 <= media <= MAX_MEDIA:
        raise BadDescription(f"has {media} media sections; 1 to {MAX_MEDIA} are allowed")
    if "\r\na=fingerprint:sha-256 " not in sdp or "\r\na=setup:" not in sdp:
        raise BadDescription("has no SHA-256 fingerprint or no setup role")
    if "\r\na=group:BUNDLE " not in sdp:
        raise BadDescription("is not bundled")
    if len(sdp) > MAX_CANDIDATES * SHORTEST_CANDIDATE and sdp.count("\r\na=candidate:") > MAX_CANDIDATES:
        raise BadDescription(f"has over {MAX_CANDIDATES} candidates")


def check_candidate(candidate: str) -> None:
    """Raises BadCandidate. The empty string (no more candidates) is good; addresses are IP literals or mDNS names; those
    that can never be a peer (multicast, unspecified, the cloud's metadata service) are refused in every spelling."""
    if not candidate:
        return
    found = CANDIDATE.match(candidate)
    if not found or not 0 <= int(found["port"]) <= 65535:
        raise BadCandidate("is not an RFC 8839 candidate of component 1")
    address = found["address"]
    if address.endswith(".local"):
        return
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        raise BadCandidate("its address is neither an IP address nor an mDNS name") from None
    plain = getattr(ip, "ipv4_mapped", None) or ip
    if plain.is_multicast or plain.is_unspecified or plain == METADATA:
        raise BadCandidate("its address can be nobody's")


METADATA = ipaddress.ip_address("169.254.169.254")
