"""Field types and answers that several subjects share. Every string and list has a bound."""

from typing import Annotated

from pydantic import Field, StringConstraints

from signaling.core.ids import AgentId, DeskId
from signaling.ports import Role, StaffEntry
from signaling.protocol.fields import Part
from signaling.service.profiles import ProfilePart

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
SignInName = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[\w.@+-]{2,64}$")]
Secret = Annotated[str, Field(min_length=1, max_length=256)]
Base64Url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,128}$")]
Token = Annotated[str, StringConstraints(max_length=4096)]


class StaffPart(Part):
    id: AgentId
    name: str
    display_name: str
    role: Role
    desk: DeskId | None
    must_change_password: bool
    disabled: bool
    profile: ProfilePart


class Restoring(Part):
    version: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    """The one that it is at, as far as you know."""
    note: Note | None = None


def staff_part(entry: StaffEntry, must_change_password: bool) -> StaffPart:
    return StaffPart(
        id=entry.id,
        name=entry.name,
        display_name=entry.display_name,
        role=entry.role,
        desk=entry.desk,
        must_change_password=must_change_password,
        disabled=entry.disabled,
        profile=ProfilePart.of(entry.profile),
    )
