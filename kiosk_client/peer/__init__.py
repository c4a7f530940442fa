"""One media attempt over aiortc. Everything camel-case and everything private of aiortc is in this package, and
`tests/kiosk_client/test_peer.py` holds the installed release to it."""

from .connection import KINDS, Answerer, BadSignal, NeedsNewAttempt, Offerer, Peer, one_of_each
from .encoder import install
from .tracks import Picture

__all__ = ["KINDS", "Answerer", "BadSignal", "NeedsNewAttempt", "Offerer", "Peer", "Picture", "one_of_each"]

install()
