"""A node that appends events until it is killed, and says after each append which version is stored.

python -m tests.contracts.append_for_ever URL SEED STEPS
"""

import asyncio
import sys

from signaling.adapters.database import Database
from signaling.adapters.sql_log import SqlDeskLog

from .story import DESK, busy_day

PIECES = (1, 3, 2, 7)


async def main(url: str, seed: int, steps: int) -> None:
    events = busy_day(seed, steps).events
    desk_log = SqlDeskLog(Database(url))
    version = len(await desk_log.read(DESK, 0))
    piece = 0
    while version < len(events):
        following = events[version : version + PIECES[piece % len(PIECES)]]
        await desk_log.append(DESK, version, following)
        version += len(following)
        piece += 1
        print(version, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
