"""Signalling between the two ends of one media attempt: in order, each body once, resent until it has arrived."""

import asyncio
from collections.abc import Callable

from signaling.protocol.messages import Signal, SignalAck, SignalBody

RESEND_AFTER = 2.0
"""Seconds."""


class SignalChannel:
    """Go-back-N over a link that may lose anything. `transmit` sends a message if there is a link now."""

    def __init__(
        self,
        *,
        session: str,
        epoch: int,
        me: str,
        peer: str,
        transmit: Callable[[Signal | SignalAck], None],
        on_body: Callable[[SignalBody], None],
    ) -> None:
        self._address = {"session": session, "epoch": epoch, "sender": me, "to": peer}
        self._from_peer = (session, epoch, peer, me)
        self._transmit = transmit
        self._on_body = on_body
        self._sent = 0
        self._unacknowledged: dict[int, Signal] = {}
        self._received = 0
        self._timer: asyncio.TimerHandle | None = None

    def send(self, body: SignalBody) -> None:
        self._sent += 1
        signal = Signal(seq=self._sent, body=body, **self._address)
        self._unacknowledged[self._sent] = signal
        self._transmit(signal)
        self._arm()

    def receive(self, message: Signal | SignalAck) -> None:
        """Ignores what is of another session, epoch or pair: it belongs to another attempt, or to one that is over."""
        if (message.session, message.epoch, message.sender, message.to) != self._from_peer:
            return
        if isinstance(message, SignalAck):
            self._acknowledged(message.seq)
            return
        fresh = message.seq == self._received + 1
        if fresh:
            self._received = message.seq
        self._transmit(SignalAck(seq=self._received, **self._address))
        if fresh:
            self._on_body(message.body)

    def resend(self) -> None:
        """Everything that is not acknowledged, in order; called after a reconnect and by the timer."""
        for signal in self._unacknowledged.values():
            self._transmit(signal)
        self._arm()

    def close(self) -> None:
        self._unacknowledged.clear()
        self._disarm()

    def _acknowledged(self, seq: int) -> None:
        for number in [number for number in self._unacknowledged if number <= seq]:
            del self._unacknowledged[number]
        self._arm()

    def _arm(self) -> None:
        self._disarm()
        if self._unacknowledged:
            self._timer = asyncio.get_running_loop().call_later(RESEND_AFTER, self.resend)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
