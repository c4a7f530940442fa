"""What a fresh server needs to be usable: a desk, a site, guides, and somebody who can administrate."""

import json
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from signaling.core.ids import DeskId, SiteId
from signaling.core.policy import DeskPolicy
from signaling.guide_ports import GuideVersions, ServiceCode
from signaling.ports import Administration, Clock, DeskEntry, Directory, NameTaken, SiteEntry, VersionConflict
from signaling.protocol.fields import Service
from signaling.version_ports import SERVER, Change

from .guide_file import read_guide
from .guides import written
from .staff import FIRST_NAME, Staff

FIRST_DESK = DeskId("desk-1")
FIRST_SITE = SiteId("site-1")
SITE_NAME = "社区事务受理服务中心 / Community service centre"
SHIPPED_GUIDES = Path(__file__).parent / "shipped_guides"
PHONE = "12345"
"""The government's service hotline in every Chinese city."""

catalogue = TypeAdapter(list[Service])


async def furnish(directory: Directory, administration: Administration, clock: Clock) -> None:
    """Makes the first desk and the first site, where there are none. Two nodes that start at once: one wins."""
    if not await directory.desks():
        with suppress(NameTaken):
            await administration.add_desk(_first_desk(), clock.now())
    if not await administration.sites():
        desk = (await directory.desks())[0].id
        with suppress(NameTaken):
            await administration.add_site(SiteEntry(FIRST_SITE, SITE_NAME, desk), clock.now())


async def furnish_guides(versions: GuideVersions, clock: Clock) -> None:
    """Makes the guides that are shipped those of services that have none. Two nodes that start at once: one wins."""
    present = await versions.newest()
    for file in sorted(SHIPPED_GUIDES.glob("*.yaml")):
        service = ServiceCode(file.stem)
        if service not in present:
            document = json.dumps(written(read_guide(file.read_text(encoding="utf-8"))), ensure_ascii=False)
            with suppress(VersionConflict):
                await versions.add(service, 1, document, Change(clock.now(), SERVER))


async def first_administrator(administration: Administration, staff: Staff) -> str | None:
    """The one-time password of `admin`, made because there is no account yet; None if there is one."""
    if await administration.accounts():
        return None
    try:
        made = await staff.add(FIRST_NAME, "Administrator", "administrator", None)
    except NameTaken:  # another node that started at the same time printed it
        return None
    return made.one_time_password


def _first_desk() -> DeskEntry:
    written = json.loads((Path(__file__).parent / "catalogue.json").read_text(encoding="utf-8"))
    services = catalogue.validate_python(written["services"])
    return DeskEntry(
        id=FIRST_DESK,
        name="服务台 / Help desk",
        phone=PHONE,
        services=catalogue.dump_json(services, by_alias=True).decode(),
        break_reasons=json.dumps(written["break_reasons"], ensure_ascii=False),
        policy=DeskPolicy(desk=FIRST_DESK),
    )
