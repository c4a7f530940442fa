"""Who says nothing any more is given up, and who talks with them is told. (These participants never ping.)"""

import asyncio

from tests.scenarios.test_main_path import state_is
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server

AGENT_SECONDS = 15
KIOSK_SECONDS = 25


async def test_a_silent_agent_is_given_up_within_15_seconds_and_a_silent_kiosk_within_25(own_server: Server) -> None:
    agent, kiosk = Agent(own_server, "silent"), Kiosk(own_server)
    await kiosk.connect()
    await agent.connect()
    await agent.available()
    await kiosk.request_help()
    await agent.accept()
    codes = asyncio.gather(agent.hear_close(AGENT_SECONDS), kiosk.hear_close(KIOSK_SECONDS))
    interrupted = await kiosk.see(state_is("interrupted"), AGENT_SECONDS)
    assert interrupted["session"]["agent_present"] is False
    assert await codes == [4408, 4408]
