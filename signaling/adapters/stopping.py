"""Stopping tasks that may not hear the first call."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN_SECONDS = 0.2


async def stop(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Returns when all have ended; what they raise is dropped. Until Python 3.12 `asyncio.wait_for`, which redis-py is
    full of, swallows a cancellation that arrives as the awaited thing is done: so cancel until it is heard."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)
