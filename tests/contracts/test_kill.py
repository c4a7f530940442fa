"""`kill -9` in the middle of a stream of appends: every acknowledged event is there, and what is there is whole."""

import subprocess
import sys
from itertools import islice

from sqlalchemy import select

from signaling.adapters.database import Database
from signaling.adapters.projection import Projection
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.tables import session_records

from .story import DESK, busy_day

SEED, STEPS = 41, 1_500
ROUNDS = 3


async def test_no_acknowledged_event_is_lost_and_records_match_the_log(database_url: str) -> None:
    expected = busy_day(SEED, STEPS).events
    database = Database(database_url)
    desk_log = SqlDeskLog(database)
    for round in range(ROUNDS):
        acknowledged = append_until_killed(database_url, appends=20 + 13 * round)
        stored = list(await desk_log.read(DESK, 0))
        assert len(stored) >= acknowledged
        assert len(stored) < len(expected), "the node should have been killed in the middle"
        assert stored == expected[: len(stored)]

        whole = Projection(DESK)
        whole.apply_all(0, stored)
        columns = [session_records.c[name] for name in ("id", "state", "rings", "talk_ms", "closed_at")]
        rows = await database.read(lambda connection: connection.execute(select(*columns)).all())  # noqa: B023
        wanted = {tuple(record[column.name] for column in columns) for record in whole.added}
        assert {tuple(row) for row in rows} == wanted
    await database.close()


def append_until_killed(url: str, appends: int) -> int:
    """The last version that the node said was stored."""
    command = [sys.executable, "-m", "tests.contracts.append_for_ever", url, str(SEED), str(STEPS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdout is not None
        said = list(islice(node.stdout, appends))
        node.kill()
        said += node.stdout  # what it said before it died counts too
    return int(said[-1])
