"""Guides: how each service is done at the machine, and the history of that."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, StringConstraints

from signaling.guide_ports import ServiceCode
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.http.versions import (
    Against,
    Before,
    Limit,
    Number,
    VersionList,
    VersionMade,
    VersionPart,
    version_list,
    version_made,
    version_part,
)
from signaling.protocol.fields import Code, Part
from signaling.protocol.guides import Guide
from signaling.service import guide_file
from signaling.service.guides import Numbered, written
from signaling.service.versions import Request

from .fields import Note, Restoring

router = APIRouter(prefix="/guides", tags=["guides"])

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


class GuideVersionDetail(VersionPart):
    guide: Guide


class GuideFile(Part):
    text: Annotated[str, StringConstraints(max_length=guide_file.MOST_CHARACTERS)]
    """YAML or JSON."""


@router.get("", operation_id="list_guides", responses=documented(ProblemCode.INVALID_REQUEST, *ALL))
async def list_guides(
    _caller: Caller,
    services: ServicesOf,
    service: Annotated[Code | None, Query(description="Of this one only, if it has a guide.")] = None,
) -> GuideList:
    found = await services.guides.all()
    return GuideList(items=[_guide_part(one) for one in found if service in (None, one.guide.service)])


@router.post("/read-file", operation_id="read_guide_file", responses=documented(ProblemCode.INVALID_REQUEST, *ALL))
def read_guide_file(file: GuideFile, _caller: Caller) -> Guide:
    """Keeps nothing. What is wrong is named with its line."""
    return guide_file.read_guide(file.text)


@router.get("/{service}/file", operation_id="export_guide", responses=documented(*ONE))
async def export_guide(service: Code, _caller: Caller, services: ServicesOf) -> GuideFile:
    """As YAML."""
    found = await services.guides.get(ServiceCode(service))
    return GuideFile(text=guide_file.write_guide(written(found.guide)))


@router.get("/{service}", operation_id="get_guide", responses=documented(*ONE))
async def get_guide(service: Code, _caller: Caller, services: ServicesOf) -> GuidePart:
    return _guide_part(await services.guides.get(ServiceCode(service)))


@router.put("/{service}", operation_id="write_guide", responses=documented(*CHANGING))
async def write_guide(service: Code, change: GuideChange, caller: Caller, services: ServicesOf) -> GuidePart:
    """What changes nothing makes no version."""
    request = Request(caller.id, change.note, change.version)
    return _guide_part(await services.guides.write(ServiceCode(service), change.guide, request))


@router.get("/{service}/versions", operation_id="list_guide_versions", responses=documented(*ONE))
async def list_guide_versions(
    service: Code,
    _caller: Caller,
    services: ServicesOf,
    before: Before = None,
    limit: Limit = 20,
) -> VersionList:
    """Newest first."""
    return version_list(await services.guides.history(ServiceCode(service), before, limit))


@router.get("/{service}/versions/{number}", operation_id="get_guide_version", responses=documented(*ONE))
async def get_guide_version(
    service: Code,
    number: Number,
    _caller: Caller,
    services: ServicesOf,
    against: Against = None,
) -> GuideVersionDetail:
    told = await services.guides.told(ServiceCode(service), number, against)
    return GuideVersionDetail(**dict(version_part(told)), guide=Guide.model_validate(told.document))


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
