"""`bangban probe`: is help really to be had on this server, right now? One complete synthetic session answers it."""

import asyncio
import json
import logging
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal
from rich.table import Table

from .key import KeyUnusable, KioskKey
from .probe_course import Access, Probe
from .rest import Rest, RestProblem
from .stages import Stage
from .synthetic.resident import NotEnrolled, enrol

app = typer.Typer()

FAILED, UNUSABLE = 1, 2


@app.command()
def probe(
    url: Annotated[str, typer.Option(envvar="BANGBAN_PROBE_URL", help="The server, such as https://help.example.org.")],
    *,
    key: Annotated[
        Path,
        typer.Option(envvar="BANGBAN_PROBE_KEY", help="The probe's kiosk key (PEM, mode 0600); made if not there."),
    ] = Path("var/probe.pem"),
    kiosk: Annotated[
        str | None, typer.Option(envvar="BANGBAN_PROBE_KIOSK", help="Its kiosk id; by default the text of KEY.id.")
    ] = None,
    name: Annotated[
        str, typer.Option(envvar="BANGBAN_PROBE_NAME", help="A supervisor of the desk that serves the kiosk.")
    ] = "probe",
    password_file: Annotated[
        Path, typer.Option(envvar="BANGBAN_PROBE_PASSWORD_FILE", help="File with that account's password.")
    ] = Path("var/probe.password"),
    patience: Annotated[float, typer.Option(help="Seconds that one stage may take.")] = 15.0,
    enrol_first: Annotated[
        bool, typer.Option("--enroll", help="Make the key a kiosk first: shows a code and waits for its approval.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Play one complete session with real media; exit 0 only if every stage worked.

    The probe needs two identities: an enrolled kiosk (run once with --enroll and approve the code) and an account with the
    role supervisor at the same desk, which answers, and reads the record afterwards. Give it a desk, a site and a kiosk of
    its own: at a desk where people work, it would ring them.
    """
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        held = KioskKey.load_or_create(key)
        if enrol_first:
            kiosk = asyncio.run(_enrol(url, held, key))
        access = Access(kiosk or _beside(key), held, name, _password(password_file))
    except (KeyUnusable, NotEnrolled, RestProblem, OSError) as problem:
        typer.echo(f"bangban probe: {problem}", err=True)
        raise typer.Exit(UNUSABLE) from problem
    terminal = Terminal(highlight=False)
    trial = Probe(url, access, patience=patience)
    worked = asyncio.run(trial.run())
    if as_json:
        typer.echo(json.dumps(report(trial, url, worked), ensure_ascii=False))
    else:
        terminal.print(stage_table(trial.stages.done))
        terminal.print("Every stage worked." if worked else f"[bold]Failed:[/] {trial.stages.done[-1].problem}")
    raise typer.Exit(0 if worked else FAILED)


def report(trial: Probe, url: str, worked: bool) -> dict[str, object]:
    return {
        "ok": worked,
        "url": url,
        "session": trial.session,
        "total_ms": trial.stages.done[-1].at_ms if trial.stages.done else 0,
        "stages": [asdict(stage) for stage in trial.stages.done],
        "media": trial.media,
    }


def stage_table(stages: list[Stage]) -> Table:
    table = Table("stage", "", box=None, pad_edge=False)
    table.add_column("ms", justify="right")
    table.add_column("since start", justify="right")
    for stage in stages:
        table.add_row(stage.name, "ok" if stage.ok else "FAILED", f"{stage.took_ms:.0f}", f"{stage.at_ms:.0f}")
    return table


def _password(path: Path) -> str:
    """From a file, because a password on a command line is seen by everybody on the machine."""
    if path.stat().st_mode & 0o077 and os.name == "posix":
        raise KeyUnusable(f"{path} can be read by others. Run: chmod 600 {path}")
    return path.read_text(encoding="utf-8").strip()


def _beside(key: Path) -> str:
    path = key.with_suffix(key.suffix + ".id")
    if not path.exists():
        raise KeyUnusable(f"{path} is missing: enrol the key first with --enroll, or give its kiosk with --kiosk")
    return path.read_text(encoding="ascii").strip()


async def _enrol(url: str, held: KioskKey, key: Path) -> str:
    codes: asyncio.Queue[str] = asyncio.Queue()
    async with Rest(url) as rest, asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(enrol(rest, held, codes))
        typer.echo(f"Approve this code at {rest.url}/manage/ : {await codes.get()}", err=True)
    kiosk = waiting.result()
    key.with_suffix(key.suffix + ".id").write_text(kiosk + "\n", encoding="ascii")
    return kiosk
