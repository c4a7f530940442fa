"""`bangban seed`: the demonstration centre in an empty database."""

import asyncio
import time
from typing import Annotated

import typer

from signaling import wiring
from signaling.adapters.migrations import migrate
from signaling.service.keys import canonical_key
from signaling.service.passwords import Passwords, one_time_password
from signaling.settings import Settings

from .centre import EVERYBODY
from .seeding import NotEmpty, Seeded, Stores, seed

app = typer.Typer()


@app.command("seed")
def seed_command(
    password: Annotated[
        str | None, typer.Option(envvar="BANGBAN_SEED_PASSWORD", help="Of every account; by default a random one.")
    ] = None,
) -> None:
    """Fill an empty database with a street centre and thirty days of its history."""
    settings = Settings()
    chosen = password or one_time_password()
    migrate(settings.database)
    try:
        done = asyncio.run(fill(settings, chosen, None))
    except NotEmpty:
        typer.echo("bangban: the database has accounts already; a seed is for a new one", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{done.sessions} sessions, {done.events} events, {done.entries} timeline entries.")
    typer.echo(f"Accounts: {', '.join(person.name for person in EVERYBODY)}; password: {chosen}")


async def fill(settings: Settings, password: str, key: dict[str, str] | None, *, history: bool = True) -> Seeded:
    """`key` (a JWK) is the last kiosk's, so that whoever holds it can be that kiosk. Raises NotEmpty."""
    adapters, passwords = wiring.Adapters(settings), Passwords()
    stores = Stores(adapters.directory, adapters.enrolments, adapters.desk_log, adapters.records, passwords)
    keys = [canonical_key(key["x"], key["y"])] if key else []
    try:
        return await seed(stores, time.time_ns() // 1_000_000, password, keys, history=history)
    finally:
        passwords.close()
        await adapters.bus.close()
        await adapters.database.close()
