"""Guides: how each service is done at the machine, and the history of that."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from signaling.guide_ports import ServiceCode
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.http.versions import VersionMade, version_made
from signaling.protocol.fields import Code, Part
from signaling.protocol.guides import Guide
from signaling.service.guides import Numbered, written
from signaling.service.versions import Request, Told

from .fields import ChangePart, Note, change_parts

router = APIRouter(prefix="/guides", tags=["guides"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
ALL = (ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN)
ONE = (ProblemCode.UNKNOWN, ProblemCode.INVALID_REQUEST, *ALL)
CHANGING = (ProblemCode.CHANGED_MEANWHILE, *ONE)


class GuidePart(Part):
    guide: Guide
    made: VersionMade
    """Which version this is, and who made it."""


class GuideList(Part):
    items: list[GuidePart]


class GuideChange(Part):
    version: Annotated[int | None, Field(ge=0, le=2**31 - 1)] = None
    """The one that the change was made for; 0: there was none. Left out, it applies to whatever is there."""
    note: Note | None = None
    """Why; for the history."""
    guide: Guide


class GuideVersionPart(VersionMade):
    changes: list[ChangePart]
    """Against the version before. Nothing for the first one."""


class GuideVersionList(Part):
    items: list[GuideVersionPart]
    next: int | None
    """Give it as `before` for the older ones; null: there are none."""


class GuideVersionDetail(GuideVersionPart):
    guide: Guide


class Restoring(Part):
    version: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    """The one that the guide is at, as far as you know."""
    note: Note | None = None


@router.get("", operation_id="list_guides", responses=documented(*ALL))
async def list_guides(_caller: Caller, services: ServicesOf) -> GuideList:
    return GuideList(items=[_guide_part(one) for one in await services.guides.all()])


@router.get("/{service}", operation_id="get_guide", responses=documented(*ONE))
async def get_guide(service: Code, _caller: Caller, services: ServicesOf) -> GuidePart:
    return _guide_part(await services.guides.get(ServiceCode(service)))


@router.put("/{service}", operation_id="write_guide", responses=documented(*CHANGING))
async def write_guide(service: Code, change: GuideChange, caller: Caller, services: ServicesOf) -> GuidePart:
    """What changes nothing makes no version."""
    request = Request(caller.id, change.note, change.version)
    return _guide_part(await services.guides.write(ServiceCode(service), written(change.guide), request))


@router.get("/{service}/versions", operation_id="list_guide_versions", responses=documented(*ONE))
async def list_guide_versions(
    service: Code,
    _caller: Caller,
    services: ServicesOf,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Only those with a lower number.")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> GuideVersionList:
    """Newest first."""
    found = await services.guides.history(ServiceCode(service), before, limit)
    last = found[-1].version.number if found else 1
    return GuideVersionList(items=[_version_part(told) for told in found], next=last if last > 1 else None)


@router.get("/{service}/versions/{number}", operation_id="get_guide_version", responses=documented(*ONE))
async def get_guide_version(
    service: Code,
    number: Number,
    _caller: Caller,
    services: ServicesOf,
    against: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="Compared with this version; by default the one before.")
    ] = None,
) -> GuideVersionDetail:
    told = await services.guides.told(ServiceCode(service), number, against)
    return GuideVersionDetail(**dict(_version_part(told)), guide=Guide.model_validate(told.document))


@router.post(
    "/{service}/versions/{number}/restore", operation_id="restore_guide_version", responses=documented(*CHANGING)
)
async def restore_guide_version(
    service: Code, number: Number, restoring: Restoring, caller: Caller, services: ServicesOf
) -> GuidePart:
    """Makes a new version that is equal to this one."""
    request = Request(caller.id, restoring.note, restoring.version)
    return _guide_part(await services.guides.restore(ServiceCode(service), number, request))


def _guide_part(one: Numbered) -> GuidePart:
    return GuidePart(guide=one.guide, made=version_made(one.version))


def _version_part(told: Told) -> GuideVersionPart:
    return GuideVersionPart(**dict(version_made(told.version)), changes=change_parts(told.changes))
