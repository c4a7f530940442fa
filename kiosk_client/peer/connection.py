"""The two ends of a media attempt over aiortc.

What aiortc 1.16 lacks decides its shape: no ICE restart (a new attempt is a new connection with the next epoch), glare
and rejected m-lines raise (only who was there first offers, the kiosk before all; five fixed m-lines, nothing is ever
rejected), a vanished peer is noticed only after half a minute (`heard_at` is our own), candidates come all at once (they
are in the description).
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCIceServer,
    RTCIceTransportPolicy,
    RTCPeerConnection,
    RTCRtpSender,
    RTCRtpTransceiver,
    RTCSessionDescription,
)
from aiortc.exceptions import InvalidAccessError, InvalidStateError, OperationError
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.sdp import SessionDescription, candidate_from_sdp
from av import AudioFrame, VideoFrame

from kiosk_client.media.meters import Meter, measure
from kiosk_client.media.sources import SoundSource
from signaling.protocol.fields import IceServer
from signaling.protocol.messages import AskIceRestart, Candidate, Description, MediaState, SignalBody
from signaling.protocol.timeline import Media as Role

from .tracks import Picture, PictureTrack, SoundTrack

ROLES: tuple[Role, ...] = ("audio", "screen", "camera", "agent_camera")
"""Of the m-lines after the data channel's, in order."""
KINDS = ("application", "audio", "video", "video", "video")
CHANNEL = "bangban"
UNREADABLE = (ValueError, AssertionError, StopIteration, RuntimeError, IndexError, KeyError, AttributeError, TypeError)
"""What aiortc's parser raises on a bad description or candidate, measured with 20,000 mutations."""
REFUSING = (*UNREADABLE, InvalidStateError, InvalidAccessError, OperationError)


class BadSignal(Exception):
    """The other side's description or candidate cannot be used. The attempt goes on without it."""


class NeedsNewAttempt(Exception):
    """Asked for what only a new connection, with the next epoch, can give."""


class Peer:
    """Either end of an attempt. `send` carries bodies to the other end; `on_state` is told `connecting`, `connected`,
    `failed`, `closed`; `on_first` is called after each first of a meter. Tracks are black and silent until `enable`."""

    sends: tuple[Role, ...]
    receives: tuple[Role, ...]

    def __init__(
        self,
        *,
        ice_servers: Sequence[IceServer],
        relay_only: bool,
        sound: SoundSource,
        pictures: Mapping[Role, Picture],
        send: Callable[[SignalBody], None],
        on_state: Callable[[str], None] = lambda state: None,
        on_first: Callable[[], None] = lambda: None,
    ) -> None:
        self._send = send
        self._on_first = on_first
        self._sound = SoundTrack(sound)
        self._pictures = {role: PictureTrack(picture) for role, picture in pictures.items()}
        self.meters: dict[Role, Meter] = {role: Meter() for role in self.receives}
        self._measuring: list[asyncio.Task[None]] = []
        self._gathering: asyncio.Future[None] | None = None
        self._connection = RTCPeerConnection(
            RTCConfiguration(
                iceServers=one_of_each(ice_servers),
                bundlePolicy=RTCBundlePolicy.MAX_BUNDLE,
                iceTransportPolicy=RTCIceTransportPolicy.RELAY if relay_only else RTCIceTransportPolicy.ALL,
            )
        )
        self._connection.on("connectionstatechange", lambda: on_state(self.state))

    @property
    def state(self) -> str:
        return self._connection.connectionState

    @property
    def heard_at(self) -> float | None:
        """When anything decodable last came in, by the monotonic clock."""
        return max((meter.last_at for meter in self.meters.values() if meter.last_at), default=None)

    @property
    def path(self) -> Literal["host", "srflx", "prflx", "relay", "unknown"]:
        """How packets leave this machine. aiortc's statistics do not say, aioice's chosen pair does."""
        transport = self._connection.sctp.transport.transport if self._connection.sctp else None
        pair = transport._connection._nominated.get(1) if transport else None
        kind = pair.local_candidate.type if pair else "unknown"
        return kind if kind in ("host", "srflx", "prflx", "relay") else "unknown"

    def enable(self, roles: set[Role]) -> None:
        """Lets exactly these of the sent roles be heard and seen, and tells the other side."""
        self._sound.enabled = "audio" in roles
        for role, track in self._pictures.items():
            track.enabled = role in roles
        self._send(self._media_state(roles))

    async def receive(self, body: SignalBody) -> None:
        """Raises BadSignal, NeedsNewAttempt."""
        match body:
            case Description():
                await self._described(body)
            case Candidate():
                await self._candidate(body)
            case AskIceRestart():
                raise NeedsNewAttempt(f"ice restart asked for: {body.reason}")
            case MediaState():
                pass
            case _:  # guidance: there is no page to point at
                pass

    async def statistics(self) -> dict[str, dict[Role, Any]]:
        """aiortc's reports by kind (`outbound-rtp`, `remote-inbound-rtp`, `inbound-rtp`, `remote-outbound-rtp`) and role."""
        reports: dict[str, dict[Role, Any]] = {}
        for role, transceiver in zip(ROLES, self._connection.getTransceivers(), strict=False):
            for half in (transceiver.sender, transceiver.receiver):
                for report in (await half.getStats()).values():
                    reports.setdefault(report.type, {})[role] = report
        return reports

    async def close(self) -> None:
        if self._gathering is not None:
            await asyncio.gather(self._gathering, return_exceptions=True)
        await self._connection.close()
        for task in self._measuring:
            task.cancel()
        await asyncio.gather(*self._measuring, return_exceptions=True)

    async def _described(self, body: Description) -> None:
        raise NotImplementedError

    def _media_state(self, roles: set[Role]) -> MediaState:
        raise NotImplementedError

    async def _apply(self, body: Description) -> None:
        # What aiortc says of it may quote it, and so is not passed on.
        try:
            kinds = tuple(media.kind for media in SessionDescription.parse(body.sdp).media)
        except REFUSING as error:
            raise BadSignal(f"{body.sdp_type} cannot be read: {type(error).__name__}") from error
        if kinds != KINDS:
            raise BadSignal(f"{body.sdp_type} has other m-lines than the five: {len(kinds)}")
        try:
            await self._connection.setRemoteDescription(RTCSessionDescription(sdp=body.sdp, type=body.sdp_type))
        except REFUSING as error:
            raise BadSignal(f"{body.sdp_type} cannot be used: {type(error).__name__}") from error
        self._measure()

    async def _candidate(self, body: Candidate) -> None:
        try:
            candidate = candidate_from_sdp(body.candidate.removeprefix("candidate:")) if body.candidate else None
            if candidate is not None:
                candidate.sdpMid = body.mid
            await self._connection.addIceCandidate(candidate)
        except REFUSING as error:
            raise BadSignal(f"candidate cannot be used: {type(error).__name__}") from error

    def _measure(self) -> None:
        if self._measuring:
            return
        for role, transceiver in zip(ROLES, self._connection.getTransceivers(), strict=True):
            if role in self.receives:
                track, meter = transceiver.receiver.track, self.meters[role]
                self._measuring.append(asyncio.create_task(self._drain(track, meter), name=f"measure {role}"))

    async def _drain(self, track: MediaStreamTrack, meter: Meter) -> None:
        """A received track that nobody reads grows without bound, so each is read for as long as it lives."""
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            before = meter.firsts
            if isinstance(frame, VideoFrame | AudioFrame):
                measure(meter, frame)
            if meter.firsts != before:
                self._on_first()

    async def _gather(self) -> None:
        """To its end, though whoever waits for it gives up: half of it would leave sockets that nobody closes."""
        self._gathering = asyncio.ensure_future(self._connection.setLocalDescription())
        await asyncio.shield(self._gathering)

    async def _describe(self) -> None:
        await self._gather()
        local = self._connection.localDescription
        kind: Literal["offer", "answer"] = "offer" if local.type == "offer" else "answer"
        self._send(Description(kind="description", sdp_type=kind, sdp=local.sdp))


class Offerer(Peer):
    """Who was there first. A picture that the other may not see, or that there is none of, has no track in its section."""

    sends = ("audio", "screen", "camera")
    receives = ("audio", "agent_camera")

    async def offer(self) -> None:
        # aiortc puts a data channel after all other media, unless it was described before they were there.
        self._connection.createDataChannel(CHANNEL, negotiated=True, id=0)
        await self._gather()
        self._connection.addTransceiver(self._sound, "sendrecv")
        for role in ("screen", "camera"):
            prefer_h264(self._connection.addTransceiver(self._pictures.get(role, "video"), "sendonly"))
        self._connection.addTransceiver("video", "recvonly")
        await self._describe()

    async def _described(self, body: Description) -> None:
        if body.sdp_type != "answer":
            raise BadSignal("an offer to the only one who offers")
        await self._apply(body)

    def _media_state(self, roles: set[Role]) -> MediaState:
        return MediaState(
            kind="media_state", microphone=_on("audio", roles), camera=_on("camera", roles), screen=_on("screen", roles)
        )


class Answerer(Peer):
    """Who came later."""

    sends = ("audio", "agent_camera")
    receives = ("audio", "screen", "camera")

    async def _described(self, body: Description) -> None:
        if body.sdp_type != "offer":
            raise BadSignal("an answer to one who never offers")
        if self._connection.remoteDescription is not None:
            raise NeedsNewAttempt("a second offer within an epoch is an ICE restart")
        self._connection.createDataChannel(CHANNEL, negotiated=True, id=0)
        await self._apply(body)
        audio, _, _, camera = self._connection.getTransceivers()
        for transceiver, track, direction in (
            (audio, self._sound, "sendrecv"),
            (camera, self._pictures.get("agent_camera"), "sendonly"),
        ):
            transceiver.sender.replaceTrack(track)
            transceiver.direction = direction
        await self._describe()

    def _media_state(self, roles: set[Role]) -> MediaState:
        return MediaState(
            kind="media_state", microphone=_on("audio", roles), camera=_on("agent_camera", roles), screen="missing"
        )


def one_of_each(servers: Sequence[IceServer]) -> list[RTCIceServer]:
    """The first STUN and the first TURN address, TURN over UDP before others: aiortc uses one of each. Never empty-handed
    by default: without a list aiortc would ask a public server, so an empty list is passed as one."""
    ordered = sorted(
        ((url, server) for server in servers for url in server.urls), key=lambda pair: "transport=tcp" in pair[0]
    )
    chosen: dict[str, RTCIceServer] = {}
    for url, server in ordered:
        kind = url.partition(":")[0].rstrip("s")
        if kind in ("stun", "turn") and not url.startswith("stuns"):
            chosen.setdefault(kind, RTCIceServer(urls=url, username=server.username, credential=server.credential))
    return list(chosen.values())


def prefer_h264(transceiver: RTCRtpTransceiver) -> None:
    codecs = RTCRtpSender.getCapabilities("video").codecs
    transceiver.setCodecPreferences(sorted(codecs, key=lambda codec: codec.mimeType != "video/H264"))


def _on(role: Role, roles: set[Role]) -> Literal["on", "off"]:
    return "on" if role in roles else "off"
