"""Waiting for a condition, with a bound: never for a time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable

POLL_SECONDS = 0.02


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(POLL_SECONDS)


async def until(condition: Callable[[], bool | Awaitable[bool]], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if await found if isawaitable(found) else found:
            return
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        await asyncio.sleep(POLL_SECONDS)
