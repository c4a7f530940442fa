"""In the demonstration, whoever opens the kiosk page on this machine has a kiosk: its code is approved by itself."""

import asyncio
import logging
import time

from sqlalchemy import Connection, select

from kiosk_client.rest import Rest, RestProblem
from signaling.adapters.database import Database
from signaling.adapters.directory_tables import enrolments

from .centre import SITES

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
LOCAL = ("127.0.0.1", "::1")


async def approve_local(database: Database, rest: Rest, name: str, password: str) -> None:
    """Until cancelled. Looks for codes in the database, since the server shows none, on purpose; approves them over REST
    as an administrator, so that the server does what it does for any other."""
    count = 0
    while True:
        for code in await database.read(_pending):
            count += 1
            try:
                token = (await rest.sign_in(name, password))["access_token"]
                body = {"code": code, "site": SITES[0].id, "name": f"体验机 {count}"}
                await rest.call("POST", "/enrolments/approve", token=token, json=body)
            except RestProblem as problem:
                log.warning("code not approved: %s", problem)
        await asyncio.sleep(LOOK_EVERY)


def _pending(connection: Connection) -> list[str]:
    query = select(enrolments.c.code).where(
        enrolments.c.state == "pending",
        enrolments.c.expires_at > time.time_ns() // 1_000_000,
        enrolments.c.remote_address.in_(LOCAL),
    )
    return list(connection.execute(query).scalars())
