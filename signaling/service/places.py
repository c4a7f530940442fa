"""Sites and kiosks, as administrators change them. What they change is announced to every node."""

import uuid

import structlog

from signaling.core.ids import DeskId, KioskId, SiteId
from signaling.ports import Administration, Bus, Clock, Directory, EnrolledKiosk, SiteEntry, Unknown

from .announcements import Changed, announce

log = structlog.get_logger()


class Places:
    def __init__(self, directory: Directory, administration: Administration, bus: Bus, clock: Clock) -> None:
        self._directory, self._administration, self._bus, self._clock = directory, administration, bus, clock

    async def add_site(self, name: str, desk: DeskId) -> SiteEntry:
        """Raises Unknown, for the desk."""
        site = SiteEntry(SiteId(str(uuid.uuid4())), name, desk)
        await self._administration.add_site(site, self._clock.now())
        return site

    async def change_kiosk(self, kiosk: KioskId, name: str | None, site: SiteId | None) -> EnrolledKiosk:
        """Raises Unknown, for the kiosk or the site."""
        entry = await self._directory.kiosk(kiosk)
        if entry is None:
            raise Unknown(f"kiosk {kiosk}")
        changed = await self._administration.change_kiosk(kiosk, name or entry.name, site or entry.site)
        await announce(self._bus, Changed("kiosk", kiosk))
        return changed

    async def revoke_kiosk(self, kiosk: KioskId) -> None:
        """Raises Unknown."""
        await self._administration.revoke_kiosk(kiosk, self._clock.now())
        await announce(self._bus, Changed("kiosk", kiosk))
        log.info("kiosk_revoked", kiosk=kiosk)
