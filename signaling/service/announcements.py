"""What administrators change is announced to every node, so that a revoked kiosk does not stay connected. An
announcement may be lost; then the change shows when a token is renewed, within fifteen minutes."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from signaling.core.ids import DeskId
from signaling.ports import Bus

CHANNEL = "directory"


def tickets_channel(desk: DeskId) -> str:
    """On which it is said that something happened to a ticket of the desk, and no more."""
    return f"tickets:{desk}"


@dataclass(frozen=True, slots=True)
class Changed:
    kind: Literal["kiosk", "staff", "profile", "desk"]
    id: str

    @classmethod
    def read(cls, payload: str) -> "Changed":
        return cls(**json.loads(payload))


async def announce(bus: Bus, changed: Changed) -> None:
    await bus.publish(CHANNEL, json.dumps(asdict(changed)))
