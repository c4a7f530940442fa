"""Field types and answers that several subjects share. Every string and list has a bound."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from signaling.core.ids import AgentId, DeskId
from signaling.ports import Role, StaffEntry
from signaling.protocol.fields import Part
from signaling.service.differences import Difference
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


class ChangePart(Part):
    path: str
    """Such as `limits.ring`, `hours.weekly.0` (Monday) or `fitting.languages.csl`; of a guide `steps.identity.card`."""
    before: JsonValue
    """Null where there was nothing."""
    after: JsonValue


def change_parts(changes: Sequence[Difference]) -> list[ChangePart]:
    return [ChangePart(path=one.path, before=one.before, after=one.after) for one in changes]


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
