"""An H.264 encoder that changes its rate without starting anew.

aiortc builds a new encoder whenever the receiver's estimate moves by a tenth, and every new encoder begins with a full
picture: 118 packets at once for a dense page, out of a retransmission history of 128. libx264 changes its rate in place,
but only if it was opened with a rate buffer (measured: 1073 → 467 kbit/s for a target of 400, without a full picture).
"""

import fractions
from collections.abc import Iterator

from aiortc import rtcrtpsender
from aiortc.codecs import get_encoder
from aiortc.codecs.base import Encoder
from aiortc.codecs.h264 import MAX_FRAME_RATE, H264Encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from av import CodecContext, VideoFrame
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

CHANGE = 0.1
"""Share by which the wanted rate has to differ before it is set."""
BUFFER_SECONDS = 1.0


class SteadyH264Encoder(H264Encoder):
    def _encode_frame(self, frame: VideoFrame, force_keyframe: bool) -> Iterator[bytes]:
        codec = self.codec
        if codec is None or (frame.width, frame.height) != (codec.width, codec.height):
            codec = self.codec = self._opened(frame)
        elif codec.bit_rate and abs(self.target_bitrate - codec.bit_rate) / codec.bit_rate > CHANGE:
            codec.bit_rate = self.target_bitrate
        frame.pict_type = PictureType.I if force_keyframe else PictureType.NONE
        if data := b"".join(bytes(packet) for packet in codec.encode(frame)):
            yield from self._split_bitstream(data)

    def _opened(self, frame: VideoFrame) -> VideoCodecContext:
        codec = CodecContext.create("libx264", "w")
        codec.width, codec.height = frame.width, frame.height
        codec.bit_rate = self.target_bitrate
        codec.pix_fmt = "yuv420p"
        codec.framerate = fractions.Fraction(MAX_FRAME_RATE, 1)
        codec.time_base = fractions.Fraction(1, MAX_FRAME_RATE)
        codec.options = {
            "level": "31",
            "tune": "zerolatency",
            "preset": "veryfast",
            # Full pictures on request only: a page that changes is no reason for one.
            "g": "3000",
            "sc_threshold": "0",
            "maxrate": str(self.target_bitrate),
            "bufsize": str(int(self.target_bitrate * BUFFER_SECONDS)),
        }
        codec.profile = "Baseline"
        return codec


def encoder_for(codec: RTCRtpCodecParameters) -> Encoder:
    return SteadyH264Encoder() if codec.mimeType.lower() == "video/h264" else get_encoder(codec)


def install() -> None:
    """Every sender of this process uses it. aiortc offers no other place: the sender looks the name up in its module."""
    rtcrtpsender.get_encoder = encoder_for  # pyright: ignore[reportPrivateImportUsage]
