"""The history of a desk's settings: who changed what and when, and the way back."""

from typing import Any

from fastapi import APIRouter

from signaling.core.ids import DeskId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.http.versions import Against, Before, Limit, Number, VersionList, VersionPart, version_list, version_part
from signaling.protocol.fields import Id
from signaling.service.versions import Request

from .desks import CHANGING, DeskPart, desk_part
from .fields import Restoring

router = APIRouter(prefix="/desks/{desk}/versions", tags=["desks"])

READING = (ProblemCode.UNKNOWN, ProblemCode.INVALID_REQUEST, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN)


class VersionDetail(VersionPart):
    settings: dict[str, Any]
    """As they were valid then."""


@router.get("", operation_id="list_desk_versions", responses=documented(*READING))
async def list_desk_versions(
    desk: Id,
    _caller: Caller,
    services: ServicesOf,
    before: Before = None,
    limit: Limit = 20,
) -> VersionList:
    """Newest first."""
    return version_list(await services.desks.history(DeskId(desk), before, limit))


@router.get("/{number}", operation_id="get_desk_version", responses=documented(*READING))
async def get_desk_version(
    desk: Id,
    number: Number,
    _caller: Caller,
    services: ServicesOf,
    against: Against = None,
) -> VersionDetail:
    told = await services.desks.told(DeskId(desk), number, against)
    return VersionDetail(**dict(version_part(told)), settings=told.document)


@router.post("/{number}/restore", operation_id="restore_desk_version", responses=documented(*CHANGING))
async def restore_desk_version(
    desk: Id, number: Number, restoring: Restoring, caller: Caller, services: ServicesOf
) -> DeskPart:
    """Makes a new version that is equal to this one, and counts at once."""
    request = Request(caller.id, restoring.note, restoring.version)
    return desk_part(await services.desks.restore(DeskId(desk), number, request))
