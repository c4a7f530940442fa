"""What a fresh server needs to be usable: a desk, a site, and somebody who can administrate."""

import json
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from signaling.core.ids import DeskId, SiteId
from signaling.core.policy import DeskPolicy
from signaling.ports import Administration, Clock, DeskEntry, Directory, NameTaken, SiteEntry
from signaling.protocol.fields import Service

from .staff import FIRST_NAME, Staff

FIRST_DESK = DeskId("desk-1")
FIRST_SITE = SiteId("site-1")
SITE_NAME = "社区事务受理服务中心 / Community service centre"
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
