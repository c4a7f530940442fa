"""What we rely on in aiortc, tried with the real thing: two peers on the loopback, in one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path

import aioice
import numpy as np
import pytest
from aiortc import rtcrtpsender
from aiortc.codecs import CODECS
from aiortc.codecs.base import Encoder
from aiortc.codecs.vpx import Vp8Encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.sdp import SessionDescription
from av import VideoFrame

from kiosk_client.peer import KINDS, Answerer, BadSignal, NeedsNewAttempt, Offerer, Peer, one_of_each
from kiosk_client.peer.encoder import SteadyH264Encoder
from kiosk_client.synthetic.faces import agent_equipment, resident_equipment
from signaling.protocol.fields import IceServer
from signaling.protocol.messages import AskIceRestart, Description, MediaState, SignalBody
from signaling.protocol.timeline import Media as Role
from tests.support.waiting import until

SECONDS = 20
NAL_TYPE_IDR = 5

pytestmark = pytest.mark.media


class Pair:
    """A kiosk and an agent whose signals go straight to each other."""

    def __init__(self) -> None:
        self.said: dict[str, list[SignalBody]] = {"kiosk": [], "agent": []}
        self._boxes: dict[str, asyncio.Queue[SignalBody]] = {"kiosk": asyncio.Queue(), "agent": asyncio.Queue()}
        shows, helps = resident_equipment(), agent_equipment()
        self.kiosk = Offerer(
            ice_servers=[], relay_only=False, sound=shows.sound, pictures=shows.pictures,
            send=lambda body: self._say("kiosk", body),
        )  # fmt: skip
        self.agent = Answerer(
            ice_servers=[], relay_only=False, sound=helps.sound, pictures=helps.pictures,
            send=lambda body: self._say("agent", body),
        )  # fmt: skip

    def _say(self, who: str, body: SignalBody) -> None:
        self.said[who].append(body)
        self._boxes["agent" if who == "kiosk" else "kiosk"].put_nowait(body)

    async def deliver(self, who: str, peer: Peer) -> None:
        while True:
            await peer.receive(await self._boxes[who].get())


def has(peer: Peer, *roles: Role, lively: bool) -> bool:
    meters = [peer.meters[role] for role in roles]
    return all((meter.first_lively_at if lively else meter.first_at) is not None for meter in meters)


@asynccontextmanager
async def connected() -> AsyncIterator[Pair]:
    pair = Pair()
    couriers = [
        asyncio.create_task(pair.deliver("kiosk", pair.kiosk)),
        asyncio.create_task(pair.deliver("agent", pair.agent)),
    ]
    try:
        await pair.kiosk.offer()
        await until(lambda: pair.kiosk.state == pair.agent.state == "connected", SECONDS, "both to be connected")
        yield pair
    finally:
        for courier in couriers:
            courier.cancel()
        await asyncio.gather(*couriers, return_exceptions=True)
        await pair.kiosk.close()
        await pair.agent.close()


async def test_black_and_silence_flow_before_and_pictures_and_voices_after_being_enabled():
    async with connected() as pair:
        kiosk, agent = pair.kiosk, pair.agent
        await until(lambda: has(agent, "audio", "screen", "camera", lively=False), SECONDS, "media")
        await until(lambda: has(kiosk, "audio", "agent_camera", lively=False), SECONDS, "media")
        await until(
            lambda: min(kiosk.meters["audio"].frames, agent.meters["audio"].frames) > 100, SECONDS, "two seconds"
        )
        assert not any(meter.lively for peer in (kiosk, agent) for meter in peer.meters.values())

        kiosk.enable({"audio", "screen"})
        agent.enable({"audio", "agent_camera"})
        await until(lambda: has(agent, "audio", "screen", lively=True), SECONDS, "media")
        await until(lambda: has(kiosk, "audio", "agent_camera", lively=True), SECONDS, "media")
        assert agent.meters["camera"].lively == 0, "what was not enabled stays black"
        assert (agent.meters["screen"].width, agent.meters["screen"].height) == (720, 1280)

        kiosk.enable(set())
        for meter in agent.meters.values():
            meter.restart()
        await until(lambda: has(agent, "screen", lively=False) and agent.meters["screen"].level < 1, SECONDS, "media")
        last = MediaState(kind="media_state", microphone="off", camera="off", screen="off")
        assert pair.said["kiosk"][-1] == last


async def test_the_offer_has_the_fixed_lines_in_one_bundle_and_every_candidate():
    async with connected() as pair:
        offer = next(body for body in pair.said["kiosk"] if isinstance(body, Description))
        parsed = SessionDescription.parse(offer.sdp)
        assert tuple(media.kind for media in parsed.media) == KINDS
        assert [media.direction for media in parsed.media[1:]] == ["sendrecv", "sendonly", "sendonly", "recvonly"]
        assert parsed.group[0].items == [media.rtp.muxId for media in parsed.media]
        assert parsed.media[0].ice_candidates
        answer = next(body for body in pair.said["agent"] if isinstance(body, Description))
        directions = [media.direction for media in SessionDescription.parse(answer.sdp).media[1:]]
        assert directions == ["sendrecv", "recvonly", "recvonly", "sendonly"]


async def test_the_path_and_the_figures_of_every_stream_are_known():
    async with connected() as pair:
        assert pair.kiosk.path == "host"
        await until(lambda: has(pair.agent, "audio", "screen", "camera", lively=False), SECONDS, "media")
        reports = await pair.agent.statistics()
        for role in ("audio", "screen", "camera"):
            report = reports["inbound-rtp"][role]
            assert (report.packetsReceived > 0, report.packetsLost, report.jitter >= 0) == (True, 0, True)
        sent = (await pair.kiosk.statistics())["outbound-rtp"]
        assert all(sent[role].bytesSent > 0 for role in ("audio", "screen", "camera"))


async def test_a_second_offer_or_a_wish_for_an_ice_restart_needs_a_new_attempt():
    async with connected() as pair:
        offer = next(body for body in pair.said["kiosk"] if isinstance(body, Description))
        with pytest.raises(NeedsNewAttempt):
            await pair.agent.receive(offer)
        with pytest.raises(NeedsNewAttempt):
            await pair.kiosk.receive(AskIceRestart(kind="ask_ice_restart", reason="failed"))


async def test_a_new_epoch_connects_anew_after_the_old_one_is_closed():
    for _ in range(2):
        async with connected() as pair:
            pair.kiosk.enable({"screen"})
            await until(lambda: has(pair.agent, "screen", lively=True), SECONDS, "media")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sdp: sdp.replace("m=video", "m=audio", 1),
        lambda sdp: sdp.rsplit("m=video", 1)[0],
        lambda sdp: sdp.replace("a=ice-ufrag", "a=ice-nothing"),
        lambda sdp: sdp.replace("c=IN IP4", "c=IN"),
        lambda sdp: "v=0\r\n",
        lambda sdp: "",
    ],
)
async def test_a_spoiled_description_is_named_and_harms_nobody(spoil):
    async with connected() as pair:
        offer = next(body for body in pair.said["kiosk"] if isinstance(body, Description))
        other = Pair()
        try:
            with pytest.raises(BadSignal):
                await other.agent.receive(Description(kind="description", sdp_type="offer", sdp=spoil(offer.sdp)))
        finally:
            await other.kiosk.close()
            await other.agent.close()
        assert pair.agent.state == "connected"


async def test_only_the_kiosk_offers_and_only_the_agent_answers():
    pair = Pair()
    try:
        with pytest.raises(BadSignal):
            await pair.kiosk.receive(Description(kind="description", sdp_type="offer", sdp="v=0"))
        with pytest.raises(BadSignal):
            await pair.agent.receive(Description(kind="description", sdp_type="answer", sdp="v=0"))
    finally:
        await pair.kiosk.close()
        await pair.agent.close()


def sockets() -> int:
    links = list(Path("/proc/self/fd").iterdir())
    return sum(link.is_symlink() and str(link.readlink()).startswith("socket:") for link in links)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open sockets are counted there")
async def test_an_offer_that_is_given_up_at_any_moment_leaves_no_socket():
    for moment in range(20):
        pair = Pair()
        before = sockets()
        offering = asyncio.create_task(pair.kiosk.offer())
        for _ in range(moment):
            await asyncio.sleep(0)
        offering.cancel()
        await asyncio.gather(offering, return_exceptions=True)
        await pair.kiosk.close()
        await pair.agent.close()
        await until(lambda b=before: sockets() <= b, SECONDS, f"what was opened until moment {moment} to be closed")


def test_one_stun_and_one_turn_server_are_taken_and_udp_is_preferred():
    turn = ["turn:t:3478?transport=tcp", "turn:t:3478?transport=udp", "turns:t:5349?transport=tcp"]
    servers = [
        IceServer(urls=["stun:a:3478", "stun:b:3478"], username=None, credential=None),
        IceServer(urls=turn, username="u", credential="c"),
    ]
    chosen = {str(server.urls): server.username for server in one_of_each(servers)}
    assert chosen == {"stun:a:3478": None, "turn:t:3478?transport=udp": "u"}
    assert one_of_each([]) == []


def test_aioice_still_names_the_chosen_pair_as_we_read_it():
    assert aioice.Connection(ice_controlling=True)._nominated == {}


def sender_encoder(codec: RTCRtpCodecParameters) -> Encoder:
    return rtcrtpsender.get_encoder(codec)  # pyright: ignore[reportPrivateImportUsage]


def test_a_change_of_rate_takes_effect_without_a_full_picture():
    h264 = next(codec for codec in CODECS["video"] if codec.mimeType == "video/H264")
    encoder = sender_encoder(h264)
    assert isinstance(encoder, SteadyH264Encoder)
    camera = resident_equipment().pictures["camera"]

    def encode(first: int, count: int) -> tuple[int, int]:
        """Bytes, and full pictures, of so many frames of noise over the camera's picture."""
        noise, size, full = np.random.default_rng(first), 0, 0
        for number in range(first, first + count):
            picture = camera.source(number / 30).to_ndarray(format="rgb24")
            frame = VideoFrame.from_ndarray(picture ^ noise.integers(0, 64, picture.shape, dtype=np.uint8))
            frame.pts, frame.time_base = number, Fraction(1, 30)
            packages = list(encoder._encode_frame(frame, False))
            size += sum(map(len, packages))
            full += any(package[0] & 0x1F == NAL_TYPE_IDR for package in packages)
        return size, full

    encoder.target_bitrate = 2_000_000
    at_first, full = encode(0, 60)
    assert full == 1, "the first picture is a full one"
    encoder.target_bitrate = 600_000
    encode(60, 30)
    later, full = encode(90, 60)
    assert full == 0
    assert later < at_first / 2


def test_other_codecs_keep_their_encoders():
    vp8 = next(codec for codec in CODECS["video"] if codec.mimeType == "video/VP8")
    assert isinstance(sender_encoder(vp8), Vp8Encoder)
