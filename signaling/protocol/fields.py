"""Field types shared by messages. Every string and list has a bound."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""A code of a catalogue: service, step, break reason."""
Number = Annotated[int, Field(ge=0, le=2**53 - 1)]
Milliseconds = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""Times are milliseconds since the Unix epoch by the server's clock; durations are milliseconds."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""As much as is read at a glance, in large letters."""
Phone = Annotated[str, StringConstraints(pattern=r"^[01][0-9]{10,11}$")]
"""Digits only: a mobile of mainland China, or a landline with its area code."""
TicketKindName = Literal["call_back", "counter"]
Language = Literal["zh-CN", "en"]
"""Of the pages."""
Tongue = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
"""What somebody speaks (BCP 47): `zh-CN` (Standard Chinese), `wuu` (Shanghainese), `en`, `csl` (Chinese Sign Language)."""
Participant = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
"""`kiosk`, `agent`, and `guest-1`, `guest-2`, … for whoever else takes part in a session; `desk` in a chat."""
SessionStateName = Literal["waiting", "ringing", "connecting", "active", "interrupted", "wrap_up", "closed"]
AgentStateName = Literal["offline", "available", "ringing", "in_session", "wrap_up", "break", "not_responding"]
GuestCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""What lets a family member in, once."""
GuestModeName = Literal["consult", "conference", "monitor", "whisper"]
"""`consult`: with the agent only. `conference`: with everybody. `monitor`: sees and hears, is heard by nobody. `whisper`: sees
and hears, is heard by the agent only."""
RightName = Literal[
    "transfer", "consult", "conference", "raise_hand", "monitor", "whisper", "barge", "take_over", "invite_family"
]
OutcomeName = Literal["solved", "counter", "call_back", "information", "not_solved", "technical"]


class Part(BaseModel):
    """A piece of a message. Unknown fields are refused, values cannot change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Part):
    """The same text in every language of the pages."""

    zh_CN: Annotated[str, Field(alias="zh-CN", max_length=500)]
    en: Annotated[str, Field(max_length=500)]

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, serialize_by_alias=True)


class ShortText(Part):
    """As much as is read at a glance, in every language of the pages."""

    zh_CN: Annotated[str, Field(alias="zh-CN", max_length=60)]
    en: Annotated[str, Field(max_length=160)]

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, serialize_by_alias=True)


class Service(Part):
    """A procedure that the desk helps with."""

    code: Code
    title: Text
    papers: Annotated[list[Text], Field(max_length=20)]
    """What the resident needs to have at hand."""


class BreakReason(Part):
    """Why an agent is away for a while."""

    code: Code
    title: Text


class ContextPart(Part):
    service: Code | None
    step: Code | None
    language: Language
    spoken: Tongue | None = None
    """What the resident would rather speak, where that is another than the page's language."""
    step_since: Milliseconds | None = None
    """When they came to the step, by the server's clock."""
    attempt: Annotated[int, Field(ge=1, le=1000)] = 1
    """Which attempt at the step it is."""
    error: Code | None = None
    """What the page last found wrong there, by its code in the service's guide."""


class ConsentPart(Part):
    voice: bool
    screen: bool
    camera: bool


class WaitRange(Part):
    """The wait that the desk's recent answers make likely, in whole minutes."""

    low_minutes: Number
    high_minutes: Number


class IceServer(Part):
    urls: list[str]
    username: str | None
    credential: str | None
