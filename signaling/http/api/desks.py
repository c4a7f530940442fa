"""Desks: what they offer, when they are open, and by which limits they work."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from signaling.core.ids import DeskId
from signaling.core.policy import WrapUpMode
from signaling.core.strategy import Strategy
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.ports import DeskEntry
from signaling.protocol.fields import Id, Part
from signaling.service.desk_rules import HoursPart, LimitsPart, OverflowPart
from signaling.service.desk_settings import BreakReasons, DeskSettings, Name, Phone, Services
from signaling.service.profiles import FittingPart
from signaling.service.versions import Request

from .fields import Note

router = APIRouter(prefix="/desks", tags=["desks"])

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]

CHANGING = (
    ProblemCode.UNKNOWN,
    ProblemCode.CHANGED_MEANWHILE,
    ProblemCode.INVALID_REQUEST,
    ProblemCode.FORBIDDEN,
    ProblemCode.NOT_SIGNED_IN,
)


class DeskPart(DeskSettings):
    id: DeskId
    version: Version
    """Grows by one with every change; give it with a change, so that nobody's work is overwritten."""


class DeskChange(Part):
    """What is left out stays as it is; a field that is given is replaced as a whole."""

    version: Version | None = None
    """The one that the change was made for. Left out, the change applies to whatever is there."""
    note: Note | None = None
    """Why; for the history."""
    name: Name | None = None
    phone: Phone | None = None
    services: Services | None = None
    break_reasons: BreakReasons | None = None
    strategy: Strategy | None = None
    wrap_up: WrapUpMode | None = None
    fitting: FittingPart | None = None
    hours: HoursPart | None = None
    limits: LimitsPart | None = None
    overflow: OverflowPart | None = None


class DeskList(Part):
    items: list[DeskPart]


@router.get("", operation_id="list_desks", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN))
async def list_desks(_caller: Caller, services: ServicesOf) -> DeskList:
    return DeskList(items=[desk_part(desk) for desk in await services.directory.desks()])


@router.patch("/{desk}", operation_id="change_desk", responses=documented(*CHANGING))
async def change_desk(desk: Id, change: DeskChange, caller: Caller, services: ServicesOf) -> DeskPart:
    """Counts at once, for who waits already, too; deadlines that run stay. What changes nothing makes no version."""
    settings = change.model_dump(mode="json", exclude={"version", "note"})
    given = {field: value for field, value in settings.items() if value is not None}
    request = Request(caller.id, change.note, change.version)
    return desk_part(await services.desks.change(DeskId(desk), given, request))


def desk_part(desk: DeskEntry) -> DeskPart:
    return DeskPart(id=desk.id, version=desk.version, **dict(DeskSettings.of_desk(desk)))
