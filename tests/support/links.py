"""The link of a native participant, as tests need it."""

import asyncio

from kiosk_client.participant import Participant


async def lose_link(participant: Participant, within: float) -> None:
    """Returns once the loss has been noticed, after which the link may be back in no time."""
    noticed = asyncio.create_task(participant.until(lambda: not participant.link.online, within))
    await participant.link.drop()
    await noticed
