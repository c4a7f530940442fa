"""Desks: what they offer, when they are open, and by which limits they work."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, TypeAdapter

from signaling.core.ids import DeskId
from signaling.core.strategy import Strategy
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.ports import DeskEntry
from signaling.protocol.fields import Code, Id, Part, Service
from signaling.service.desk_rules import DeskRules, HoursPart, LimitsPart
from signaling.service.profiles import FittingPart

from .fields import Name

router = APIRouter(prefix="/desks", tags=["desks"])

Services = Annotated[list[Service], Field(max_length=100)]
BreakReasons = Annotated[list[Code], Field(max_length=20)]
Phone = Annotated[str, Field(pattern=r"^[0-9+(). -]{3,40}$")]

_services = TypeAdapter(list[Service])


class DeskPart(Part):
    id: DeskId
    name: str
    phone: str
    services: list[Service]
    break_reasons: list[str]
    strategy: Strategy
    fitting: FittingPart
    hours: HoursPart
    limits: LimitsPart


class DeskChange(Part):
    """What is left out stays as it is; a field that is given is replaced as a whole."""

    name: Name | None = None
    phone: Phone | None = None
    services: Services | None = None
    break_reasons: BreakReasons | None = None
    strategy: Strategy | None = None
    fitting: FittingPart | None = None
    hours: HoursPart | None = None
    limits: LimitsPart | None = None


class DeskList(Part):
    items: list[DeskPart]


@router.get("", operation_id="list_desks", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN))
async def list_desks(_caller: Caller, services: ServicesOf) -> DeskList:
    return DeskList(items=[_part(desk) for desk in await services.directory.desks()])


@router.patch(
    "/{desk}",
    operation_id="change_desk",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def change_desk(desk: Id, change: DeskChange, _caller: Caller, services: ServicesOf) -> DeskPart:
    changes: dict[str, object] = change.model_dump(include={"name", "phone", "break_reasons"}, exclude_none=True)
    if change.services is not None:
        changes["services"] = _services.dump_json(change.services, by_alias=True).decode()
    rules = {name: given for name in DeskRules.model_fields if (given := getattr(change, name)) is not None}
    return _part(await services.places.change_desk(DeskId(desk), rules, **changes))


def _part(desk: DeskEntry) -> DeskPart:
    rules = DeskRules.of(desk.policy)
    return DeskPart(
        id=desk.id,
        name=desk.name,
        phone=desk.phone,
        services=_services.validate_json(desk.services),
        break_reasons=list(desk.break_reasons),
        strategy=rules.strategy,
        fitting=rules.fitting,
        hours=rules.hours,
        limits=rules.limits,
    )
