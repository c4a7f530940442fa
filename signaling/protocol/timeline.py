"""What a participant's own machine reports for the session's timeline: facts and figures, never content."""

from typing import Annotated, Literal

from pydantic import Field

from .fields import Milliseconds, Number, Part

Figure = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Media = Literal["audio", "screen", "camera", "agent_camera"]
Device = Literal["microphone", "camera", "speaker", "screen"]


class Entry(Part):
    number: Number
    """Counts up per session and origin; an entry with a number already stored is ignored."""
    at: Milliseconds


class StreamQuality(Part):
    """One media stream over the last interval, from `getStats`. `null` where the browser has no such figure."""

    media: Media
    kbps: Figure
    packets: Number
    lost: Number
    jitter_ms: Figure | None
    fps: Figure | None
    width: Number | None
    height: Number | None
    freezes: Number | None
    level: Annotated[float, Field(ge=0, le=1)] | None
    """Audio level, 0 to 1. Silence of a muted microphone is not loss."""


class QualityEntry(Entry):
    kind: Literal["quality"]
    epoch: Number
    rtt_ms: Figure | None
    path: Literal["host", "srflx", "prflx", "relay", "unknown"]
    received: Annotated[list[StreamQuality], Field(max_length=8)]
    sent: Annotated[list[StreamQuality], Field(max_length=8)]


class MediaConnectedEntry(Entry):
    kind: Literal["media_connected"]
    epoch: Number
    took_ms: Milliseconds
    """From the accept (or from the start of this epoch, where that is later) to the first decoded frame or sound."""


class IceRestartEntry(Entry):
    kind: Literal["ice_restart"]
    epoch: Number
    reason: Literal["disconnected", "failed", "network_change", "asked"]


class DeviceEntry(Entry):
    kind: Literal["device"]
    device: Device
    state: Literal["on", "off", "muted", "missing", "refused", "lost"]


class SharingEntry(Entry):
    """The screen became, or ceased to be, visible to the agent."""

    kind: Literal["sharing"]
    visible: bool


class ReloadedEntry(Entry):
    kind: Literal["reloaded"]


TimelineEntry = Annotated[
    QualityEntry | MediaConnectedEntry | IceRestartEntry | DeviceEntry | SharingEntry | ReloadedEntry,
    Field(discriminator="kind"),
]
