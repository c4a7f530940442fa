"""One media attempt over aiortc. Everything camel-case and everything private of aiortc is in this package, and
`tests/kiosk_client/test_peer.py` holds the installed release to it."""

from .connection import KINDS, AgentPeer, BadSignal, KioskPeer, NeedsNewAttempt, Peer, one_of_each
from .encoder import install
from .tracks import Picture

__all__ = ["KINDS", "AgentPeer", "BadSignal", "KioskPeer", "NeedsNewAttempt", "Peer", "Picture", "one_of_each"]

install()
