"""What is shown beside the state of a desk."""

from collections.abc import Callable

from signaling.core.ids import AgentId, DeskId, KioskId
from signaling.core.session import Session


class Facts:
    """What is shown beside the state: display names of kiosks, sites, agents and desks (ids stand in for what is not known
    yet), and whether media has to, or can, go through a relay."""

    def __init__(self, *, desk_name: Callable[[DeskId], str], relay_possible: bool, relay_always: bool) -> None:
        self.kiosks: dict[KioskId, tuple[str, str]] = {}
        self.agents: dict[AgentId, str] = {}
        self.desk_name = desk_name
        self._relay_possible, self._relay_always = relay_possible, relay_always

    def relay_only(self, session: Session) -> bool:
        return self._relay_always or (session.relay_only and self._relay_possible)

    def kiosk(self, kiosk: KioskId) -> str:
        return self.kiosks.get(kiosk, (kiosk, ""))[0]

    def site(self, kiosk: KioskId) -> str:
        return self.kiosks.get(kiosk, ("", ""))[1]

    def agent(self, agent: AgentId) -> str:
        return self.agents.get(agent, "")
