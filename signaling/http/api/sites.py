"""Sites: service centres."""

from fastapi import APIRouter

from signaling.core.ids import DeskId, SiteId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.ports import SiteEntry
from signaling.protocol.fields import Id, Part

from .fields import Name

router = APIRouter(prefix="/sites", tags=["sites"])


class SitePart(Part):
    id: SiteId
    name: str
    desk: DeskId


class NewSite(Part):
    name: Name
    desk: Id


class SiteList(Part):
    items: list[SitePart]


@router.get("", operation_id="list_sites", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN))
async def list_sites(_caller: Caller, services: ServicesOf) -> SiteList:
    return SiteList(items=[_part(site) for site in await services.administration.sites()])


@router.post(
    "",
    operation_id="add_site",
    status_code=201,
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def add_site(site: NewSite, _caller: Caller, services: ServicesOf) -> SitePart:
    return _part(await services.places.add_site(site.name, DeskId(site.desk)))


def _part(site: SiteEntry) -> SitePart:
    return SitePart(id=site.id, name=site.name, desk=site.desk)
