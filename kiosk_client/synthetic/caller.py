"""When the simulated resident calls: now and then, and only a person who has nobody else to help."""

import logging
import random

from kiosk_client.link import CommandRefused

from .agent import SyntheticAgent
from .manner import Range, pause
from .resident import SyntheticResident

log = logging.getLogger(__name__)

FIRST: Range = (6.0, 10.0)
"""After a person has become available."""
BETWEEN: Range = (75.0, 105.0)


async def call_now_and_then(resident: SyntheticResident, agent: SyntheticAgent, rng: random.Random) -> None:
    """Until cancelled. What is going on at the desk is seen through the simulated agent's eyes."""
    while True:
        await agent.console.until(lambda: _person_idle(agent))
        await pause(rng, FIRST)
        if not _person_idle(agent):
            continue
        try:
            visit = await resident.visit()
        except CommandRefused as refusal:
            log.info("the resident was turned away: %s", refusal)
        else:
            log.info("visit %s: answered %s, ended by %s", visit.session, visit.answered, visit.end_reason)
        await pause(rng, BETWEEN)


def _person_idle(agent: SyntheticAgent) -> bool:
    """Somebody other than the simulated agent is available, and no resident waits."""
    snapshot = agent.console.snapshot
    if snapshot is None:
        return False
    return snapshot.queue.available > (snapshot.me.state == "available") and snapshot.queue.waiting == 0
