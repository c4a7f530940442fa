"""What administrators change takes effect on those who are connected: disabled is disconnected, a desk has its new rules."""

from signaling.core.ids import AgentId, DeskId, KioskId
from signaling.desk_ports import DeskVersions
from signaling.ports import Bus, Directory
from signaling.protocol.codes import CloseCode

from .announcements import CHANNEL, Changed
from .links import Links
from .local_desk import LocalDesks

LOOK_MS = 1_000


class DirectoryWatch:
    def __init__(self, bus: Bus, directory: Directory, versions: DeskVersions, desks: LocalDesks, links: Links) -> None:
        self._bus, self._directory, self._versions = bus, directory, versions
        self._desks, self._links = desks, links

    async def start(self) -> None:
        await self._bus.subscribe(CHANNEL, self._on_changed)

    async def _on_changed(self, payload: str) -> None:
        changed = Changed.read(payload)
        match changed.kind:
            case "kiosk":
                await self._kiosk(KioskId(changed.id))
            case "staff":
                await self._staff(AgentId(changed.id))
            case "profile":
                await self._profile(AgentId(changed.id))
            case "desk":
                await self._desk(DeskId(changed.id))

    async def look(self) -> None:
        """Once every `LOOK_MS`: announcements get lost, and the command line is on no bus of a single node. A desk that was
        added begins to work, since sessions may be forwarded to it."""
        for desk, version in (await self._versions.present()).items():
            local = await self._desks.get(desk)
            if local and version > local.version:
                await self._desk(desk)

    async def _desk(self, desk: DeskId) -> None:
        if entry := await self._directory.desk(desk):
            self._desks.change(entry)

    async def _kiosk(self, kiosk: KioskId) -> None:
        entry = await self._directory.kiosk(kiosk)
        if entry is None or entry.revoked:
            self._links.close_kiosk(kiosk, CloseCode.REVOKED)

    async def _profile(self, agent: AgentId) -> None:
        entry = await self._directory.staff(agent)
        if entry and entry.desk and (local := await self._desks.get(entry.desk)):
            await local.know_profile(agent, entry.profile)

    async def _staff(self, agent: AgentId) -> None:
        """A changed password or right ends the connection too: it was made with the old one."""
        entry = await self._directory.staff(agent)
        disabled = entry is None or entry.disabled
        self._links.close_agent(agent, CloseCode.REVOKED if disabled else CloseCode.UNAUTHENTICATED)
