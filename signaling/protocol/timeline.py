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


class MasksEntry(Entry):
    """Which elements of the page are hidden from the agent, from here on."""

    kind: Literal["masks"]
    hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 over the places and names of the elements: the same page in the same state has the same."""
    count: Number
    mode: Literal["deny-list", "allow-list"]


class WithheldEntry(Entry):
    """No picture left the machine for a while, as it was not certain where in it something private was."""

    kind: Literal["withheld"]
    since: Milliseconds
    until: Milliseconds
    reason: Literal["silent", "gap", "uncertain", "unplaced", "resized"]


class ReloadedEntry(Entry):
    kind: Literal["reloaded"]


TimelineEntry = Annotated[
    QualityEntry
    | MediaConnectedEntry
    | IceRestartEntry
    | DeviceEntry
    | SharingEntry
    | MasksEntry
    | WithheldEntry
    | ReloadedEntry,
    Field(discriminator="kind"),
]
