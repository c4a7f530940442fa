"""One media attempt at work: ICE servers, the peer, its signalling, and a watch over it."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from signaling.protocol.messages import GetIceServers, IceServers, Signal, SignalAck, SignalBody
from signaling.protocol.timeline import Media as Role

from .actions import FailureReason
from .link import CommandRefused, Link
from .media.sources import SoundSource
from .peer import Answerer, BadSignal, NeedsNewAttempt, Offerer, Peer, Picture
from .signal_channel import SignalChannel

log = logging.getLogger(__name__)

SILENT_AFTER = 5.0
"""Seconds without anything decodable, after there was something, that count as a dead connection. aiortc itself would
notice after 24 to 36 s."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a participant has to show and to say."""

    sound: SoundSource
    pictures: Mapping[Role, Picture]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a connection: which attempt it is, and with whom."""

    session: str
    epoch: int
    me: str
    other: str
    offers: bool
    relay_only: bool


class MediaAttempt:
    """`on_change` is called whenever something happened that others may wait for; `on_failed` as long as the connection is
    beyond recovery."""

    def __init__(
        self,
        link: Link,
        side: Side,
        equipment: Equipment,
        *,
        on_change: Callable[[], None],
        on_failed: Callable[[str, int, FailureReason], None],
    ) -> None:
        self.session, self.epoch = side.session, side.epoch
        self.peer: Peer | None = None
        self.connected_at: float | None = None
        self._link = link
        self._side = side
        self._equipment = equipment
        self._on_change = on_change
        self._on_failed = on_failed
        self._roles: set[Role] = set()
        self._enabled_at: float | None = None
        self._bodies: asyncio.Queue[SignalBody] = asyncio.Queue()
        self._channel = SignalChannel(
            session=side.session,
            epoch=side.epoch,
            me=side.me,
            peer=side.other,
            transmit=link.send,
            on_body=self._bodies.put_nowait,
        )
        self._task = asyncio.create_task(self._run(), name=f"attempt {side.epoch} of {side.me} with {side.other}")
        self._task.add_done_callback(self._over)

    @property
    def first_after_ms(self) -> int | None:
        """From the accept, or from the start of this attempt where that is later, to the first frame or sound."""
        firsts = [meter.first_at for meter in self.peer.meters.values() if meter.first_at] if self.peer else []
        return int((min(firsts) - self._enabled_at) * 1000) if firsts and self._enabled_at else None

    def enable(self, roles: set[Role]) -> None:
        self._roles = roles
        self._enabled_at = time.monotonic() if roles else None
        if self.peer is not None:
            self._enable(self.peer)

    def receive(self, message: Signal | SignalAck) -> None:
        self._channel.receive(message)

    def link_returned(self) -> None:
        self._channel.resend()

    async def close(self) -> None:
        self._channel.close()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self.peer is not None:
            await self.peer.close()

    def _enable(self, peer: Peer) -> None:
        """What is received from now on is measured apart from the black and silence before."""
        for meter in peer.meters.values():
            meter.restart()
        peer.enable(self._roles)

    async def _run(self) -> None:
        try:
            answer = await self._link.command(GetIceServers, session=self.session)
        except CommandRefused as refusal:
            log.info("no ICE servers: %s", refusal)
            return
        if not isinstance(answer, IceServers):
            raise TypeError(f"get_ice_servers was answered by {answer.type}")
        kind = Offerer if self._side.offers else Answerer
        peer = self.peer = kind(
            ice_servers=answer.servers,
            relay_only=self._side.relay_only,
            sound=self._equipment.sound,
            pictures=self._equipment.pictures,
            send=self._channel.send,
            on_state=self._state,
            on_first=self._on_change,
        )
        if isinstance(peer, Offerer):
            await peer.offer()
        self._enable(peer)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._take_bodies(peer))
            tasks.create_task(self._watch(peer))

    async def _take_bodies(self, peer: Peer) -> None:
        while True:
            body = await self._bodies.get()
            try:
                await peer.receive(body)
            except BadSignal as problem:
                log.warning("signal not used: %s", problem)
            except NeedsNewAttempt as reason:
                log.info("new attempt: %s", reason)
                self._on_failed(self.session, self.epoch, "ice_failed")

    async def _watch(self, peer: Peer) -> None:
        while True:
            await asyncio.sleep(1.0)
            if peer.state in ("failed", "closed"):
                self._on_failed(self.session, self.epoch, "ice_failed")
            elif self.connected_at and time.monotonic() - (peer.heard_at or self.connected_at) > SILENT_AFTER:
                self._on_failed(self.session, self.epoch, "no_media")

    def _over(self, task: asyncio.Task[None]) -> None:
        """A fault that nobody foresaw costs this attempt, and nothing else."""
        if not task.cancelled() and (error := task.exception()):
            log.error("%s broke", task.get_name(), exc_info=error)
            self._on_failed(self.session, self.epoch, "ice_failed")

    def _state(self, state: str) -> None:
        log.debug("attempt %d: %s", self.epoch, state)
        if state == "connected" and self.connected_at is None:
            self.connected_at = time.monotonic()
        self._on_change()
