"""The real clock: the only file that reads one for the desk."""

import asyncio
import time


class SystemClock:
    """The wall clock, read once, then carried on by the monotonic clock: setting the machine's time moves no deadline."""

    def __init__(self) -> None:
        self._offset_ns = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Milliseconds since the Unix epoch."""
        return (self._offset_ns + time.monotonic_ns()) // 1_000_000

    async def sleep_until(self, at: int) -> None:
        """Returns at `at` or later, never before."""
        left = at - self.now()
        while left > 0:
            await asyncio.sleep(left / 1000)
            left = at - self.now()
