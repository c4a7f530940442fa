"""The history of a desk's settings: who changed what and when, and the way back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from signaling.core.ids import DeskId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.http.versions import VersionMade, version_made
from signaling.protocol.fields import Id, Part
from signaling.service.versions import Request, Told

from .desks import CHANGING, DeskPart, Version, desk_part
from .fields import ChangePart, Note, change_parts

router = APIRouter(prefix="/desks/{desk}/versions", tags=["desks"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
READING = (ProblemCode.UNKNOWN, ProblemCode.INVALID_REQUEST, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN)


class VersionPart(VersionMade):
    changes: list[ChangePart]
    """Against the version before. Nothing for the first one."""


class VersionList(Part):
    items: list[VersionPart]
    next: int | None
    """Give it as `before` for the older ones; null: there are none."""


class VersionDetail(VersionPart):
    settings: dict[str, Any]
    """As they were valid then."""


class Restoring(Part):
    version: Version | None = None
    """The one that the desk is at, as far as you know."""
    note: Note | None = None


@router.get("", operation_id="list_desk_versions", responses=documented(*READING))
async def list_desk_versions(
    desk: Id,
    _caller: Caller,
    services: ServicesOf,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Only those with a lower number.")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> VersionList:
    """Newest first."""
    found = await services.desks.history(DeskId(desk), before, limit)
    last = found[-1].version.number if found else 1
    return VersionList(items=[_part(told) for told in found], next=last if last > 1 else None)


@router.get("/{number}", operation_id="get_desk_version", responses=documented(*READING))
async def get_desk_version(
    desk: Id,
    number: Number,
    _caller: Caller,
    services: ServicesOf,
    against: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="Compared with this version; by default the one before.")
    ] = None,
) -> VersionDetail:
    told = await services.desks.told(DeskId(desk), number, against)
    return VersionDetail(**dict(_part(told)), settings=told.document)


@router.post("/{number}/restore", operation_id="restore_desk_version", responses=documented(*CHANGING))
async def restore_desk_version(
    desk: Id, number: Number, restoring: Restoring, caller: Caller, services: ServicesOf
) -> DeskPart:
    """Makes a new version that is equal to this one, and counts at once."""
    request = Request(caller.id, restoring.note, restoring.version)
    return desk_part(await services.desks.restore(DeskId(desk), number, request))


def _part(told: Told) -> VersionPart:
    return VersionPart(**dict(version_made(told.version)), changes=change_parts(told.changes))
