"""Runs a coroutine at once as far as it goes: nearly every write to a socket is finished without waiting, and a task for
each would cost more than the write. (From Python 3.12 on, `asyncio.eager_task_factory` does this.)"""

import asyncio
from collections.abc import Awaitable, Coroutine, Generator
from types import coroutine
from typing import Any


def start(work: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> asyncio.Task[None] | None:
    """None if the coroutine has finished; else the task that goes on with it. Raises what it raised before its first
    wait."""
    try:
        waits_for = work.send(None)
    except StopIteration:
        return None
    return loop.create_task(_finish(_rest(work, waits_for)))


async def _finish(rest: Awaitable[None]) -> None:
    await rest


@coroutine
def _rest(work: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    while True:
        try:
            got = yield waits_for
        except BaseException as error:  # noqa: BLE001 - cancellation too is the coroutine's to handle
            throw, thrown = work.throw, error
        else:
            throw, thrown = work.send, got
        try:
            waits_for = throw(thrown)
        except StopIteration:
            return
