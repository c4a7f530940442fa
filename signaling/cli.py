"""The command line, `bangban`."""

import importlib
import importlib.util
import json
import os
import sys
from contextlib import suppress
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from typer.core import TyperGroup

from signaling.commands import desk as desk_commands
from signaling.commands import guide as guide_commands
from signaling.commands.running import fail, from_database, read_settings, with_adapters
from signaling.core.ids import AgentId, DeskId, SiteId
from signaling.logs import configure_logging
from signaling.ports import Role
from signaling.protocol import VERSION
from signaling.service.enrolment import Enrolling
from signaling.service.first_start import FIRST_NAME
from signaling.service.passwords import Passwords
from signaling.service.staff import Staff
from signaling.settings import Settings

if TYPE_CHECKING:
    from signaling.wiring import Adapters

# What serves is imported by the commands that need it: loading it takes longer than most commands do.

ELSEWHERE = {
    "demo": "signaling.demo.demo",
    "probe": "kiosk_client.probe",
    "seed": "signaling.demo.seed",
    "simulate": "signaling.simulation.command",
}
"""Commands that bring their own media or people. Each module has an `app: typer.Typer` with the one command; it is
imported only when asked for, because it loads codecs."""


class Commands(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        there = [name for name, module in ELSEWHERE.items() if importlib.util.find_spec(module)]
        return sorted([*super().list_commands(ctx), *there])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in ELSEWHERE or not importlib.util.find_spec(ELSEWHERE[cmd_name]):
            return super().get_command(ctx, cmd_name)
        command = typer.main.get_command(importlib.import_module(ELSEWHERE[cmd_name]).app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="帮办 Bangban: video help at kiosks.",
)
staff_app = typer.Typer(no_args_is_help=True, help="Staff accounts.")
enroll_app = typer.Typer(no_args_is_help=True, help="Machines that ask to become kiosks.")
app.add_typer(desk_commands.app, name="desk")
app.add_typer(guide_commands.app, name="guide")
app.add_typer(staff_app, name="staff")
app.add_typer(enroll_app, name="enroll")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def main(
    config: Annotated[Path | None, typer.Option(help="TOML file with settings; else BANGBAN_CONFIG.")] = None,
) -> None:
    if config is not None:
        os.environ["BANGBAN_CONFIG"] = str(config)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="TCP port to listen on.")] = None,
) -> None:
    """Run the server: pages, REST and sockets."""
    from signaling import wiring
    from signaling.http.server import Server, server_config

    settings = read_settings(host=host, port=port)
    configure_logging(settings.log_level, settings.log_format)
    _bring_schema_up(settings)
    application = wiring.build(settings, lambda password: _show_first_password(settings, password))
    config = server_config(application.asgi, settings.host, settings.port, settings.trusted_proxies)
    server = Server(config, lambda: _show_addresses(settings), application.drain)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise typer.Exit(3)


@app.command("migrate")
def migrate_command() -> None:
    """Bring the database's schema to the newest revision."""
    from signaling.adapters.migrations import migrate

    settings = read_settings()
    from_database(lambda: migrate(settings.database))
    print("The schema is the newest.")


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the version of the program and of its protocol."""
    found = {"version": installed_version("bangban"), "protocol": VERSION}
    print(json.dumps(found) if as_json else f"bangban {found['version']}, protocol {found['protocol']}")


@staff_app.command("list")
def list_staff(as_json: AsJson = False) -> None:
    """Every account."""
    accounts = with_adapters(lambda adapters: adapters.directory.accounts())
    rows = [
        {
            "name": account.entry.name,
            "display_name": account.entry.display_name,
            "role": account.entry.role,
            "desk": account.entry.desk,
            "disabled": account.entry.disabled,
        }
        for account in accounts
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['name']:<24} {row['role']:<14} {row['desk'] or '-':<12} {row['display_name']}", end="")
        print(" (disabled)" if row["disabled"] else "")


@staff_app.command("add")
def add_staff(
    name: Annotated[str, typer.Argument(help="What they sign in with.")],
    display_name: Annotated[str, typer.Option(help="What residents and colleagues see.")],
    role: Annotated[str, typer.Option(help=", ".join(get_args(Role)))] = "agent",
    desk: Annotated[
        str | None, typer.Option(help="Needed by agents and supervisors; by default the first desk.")
    ] = None,
) -> None:
    """Add an account; prints its one-time password."""
    if role not in get_args(Role):
        fail(f"{role} is not a role: {', '.join(get_args(Role))}")
    known_role: Role = role  # type: ignore[assignment]

    async def work(adapters: "Adapters") -> str:
        chosen = desk or (await adapters.directory.desks())[0].id if role in {"agent", "supervisor"} else desk
        added = await _staff(adapters).add(name, display_name, known_role, DeskId(chosen) if chosen else None)
        return added.one_time_password

    print(f"{name}, one-time password: {with_adapters(work)}")


@staff_app.command("reset-password")
def reset_password(name: str) -> None:
    """Give an account a new one-time password; ends its sign-ins."""

    async def work(adapters: "Adapters") -> str:
        return (await _staff(adapters).reset_password_of(name)).one_time_password

    print(f"{name}, one-time password: {with_adapters(work)}")


@enroll_app.command("approve")
def approve(
    code: Annotated[str, typer.Argument(help="What the machine shows, such as WDJB-MJHT.")],
    name: Annotated[str, typer.Option(help="What agents see, such as 3号机.")],
    site: Annotated[str | None, typer.Option(help="Identifier of its site; by default the first.")] = None,
) -> None:
    """Make the machine that shows this code a kiosk."""

    async def work(adapters: "Adapters") -> str:
        chosen = SiteId(site) if site else (await adapters.directory.sites())[0].id
        enrolling = Enrolling(adapters.enrolments, adapters.attempts, adapters.bus, adapters.clock)
        return await enrolling.approve(code, chosen, name, AgentId("command-line"))

    print(f"Kiosk {with_adapters(work)} is enrolled.")


def _bring_schema_up(settings: Settings) -> None:
    from signaling.adapters.migrations import at_head, migrate

    if settings.single_node and settings.database.startswith("sqlite"):
        from_database(lambda: migrate(settings.database))
    elif not from_database(lambda: at_head(settings.database)):
        fail("the database's schema is not that of this version: run `bangban migrate` once, then start the nodes")


def _staff(adapters: "Adapters") -> Staff:
    return Staff(adapters.directory, adapters.sign_ins, Passwords(), adapters.bus, adapters.clock)


def _show_addresses(settings: Settings) -> None:
    url = settings.base_url
    print(f"Kiosk    {url}/kiosk/\nConsole  {url}/agent/\nManage   {url}/manage/", file=sys.stderr, flush=True)


def _show_first_password(settings: Settings, password: str) -> None:
    print(
        f"First start. Sign in at {settings.base_url}/manage/ as {FIRST_NAME} and choose a password of your own.\n"
        f"{FIRST_NAME}, one-time password: {password}",
        file=sys.stderr,
        flush=True,
    )


if __name__ == "__main__":
    app()
