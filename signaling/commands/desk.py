"""`bangban desk`: another desk, a desk's settings as a file, and their history."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from pydantic import TypeAdapter, ValidationError

from signaling.core.ids import DeskId
from signaling.protocol.fields import Id, Part
from signaling.service.desk_settings import DeskSettings
from signaling.service.desks import Desks
from signaling.service.differences import Difference
from signaling.service.faults import InvalidSettings, faults
from signaling.service.versions import ChangedMeanwhile, Request, Told
from signaling.version_ports import COMMAND_LINE

from .running import fail, with_adapters
from .versions import (
    check_note,
    print_changes,
    print_history,
    print_history_as_json,
    refuse,
    refuse_late,
)

if TYPE_CHECKING:
    from signaling.wiring import Adapters

MOST_CHARACTERS = 1_000_000

app = typer.Typer(no_args_is_help=True, help="Desks: another one, their settings as a file, and the history of those.")

Desk = Annotated[str, typer.Argument(help="Its identifier, such as desk-1.")]


class DeskFile(Part):
    desk: Id
    version: int | None = None
    """At which the desk was when the file was written."""
    settings: dict[str, Any]


@app.command("add")
def add_desk(
    desk: Annotated[str, typer.Argument(help="The identifier of the new desk, such as desk-2.")],
    name: Annotated[str, typer.Option(help="Its name, as people read it.")],
    phone: Annotated[str, typer.Option(help="The telephone number that its kiosks show.")],
    like: Annotated[str, typer.Option(help="The desk whose services and rules it begins with.")],
) -> None:
    """Make another desk; a running server serves it within a second. Sites and staff are given to it on the page."""
    try:
        TypeAdapter(Id).validate_python(desk)
    except ValidationError:
        fail("DESK: from 1 to 64 of A-Z a-z 0-9 . _ : -")

    async def work(adapters: "Adapters") -> None:
        settings = DeskSettings.of_desk(await _desks(adapters).get(DeskId(like)))
        made = settings.changed({"name": name, "phone": phone}).entry(DeskId(desk), 1)
        await adapters.directory.add_desk(made, adapters.clock.now())

    try:
        with_adapters(work)
    except InvalidSettings as error:
        refuse(error.faults)
    print(f"{desk} is made.")


@app.command("export")
def export_desk(
    desk: Desk,
    output: Annotated[
        typer.FileTextWrite, typer.Option(encoding="utf-8", help="A file; by default the terminal.")
    ] = "-",  # type: ignore[assignment]
) -> None:
    """Write a desk's settings as JSON."""
    entry = with_adapters(lambda adapters: _desks(adapters).get(DeskId(desk)))
    settings = DeskSettings.of_desk(entry).document()
    written = DeskFile(desk=entry.id, version=entry.version, settings=settings)
    output.write(json.dumps(written.model_dump(), ensure_ascii=False, indent=2) + "\n")


@app.command("import")
def import_desk(
    file: Annotated[typer.FileText, typer.Argument(encoding="utf-8", help="As `export` writes it; - is the terminal.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the file and print the differences.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also if the desk was changed since the export.")] = False,
    note: Annotated[str | None, typer.Option(help="Why; for the history.")] = None,
) -> None:
    """Set a desk as a file says; a running server follows within a second. What the file leaves out stays as it is."""
    read = _read(file)
    check_note(note)
    request = Request(COMMAND_LINE, note, None if force else read.version)

    async def work(adapters: "Adapters") -> tuple[Sequence[Difference], int]:
        desks = _desks(adapters)
        present, changes = await desks.compare(DeskId(read.desk), read.settings, request)
        if changes and not dry_run:
            seen = Request(COMMAND_LINE, note, present)
            present = (await desks.change(DeskId(read.desk), read.settings, seen)).version
        return changes, present

    try:
        changes, version = with_adapters(work)
    except InvalidSettings as error:
        refuse(error.faults)
    except ChangedMeanwhile as error:
        refuse_late(read.desk, read.version or 0, error, "or import with --force")
    print_changes(changes)
    if not changes:
        print(f"{read.desk} is set like this already, version {version}.")
    else:
        print("Nothing was changed." if dry_run else f"{read.desk} is now at version {version}.")


@app.command("history")
def history(
    desk: Desk,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many versions, from the newest.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Who changed what of a desk, and when; newest first."""

    async def work(adapters: "Adapters") -> tuple[str, list[Told]]:
        desks = _desks(adapters)
        zone = (await desks.get(DeskId(desk))).policy.hours.zone
        return zone, await desks.history(DeskId(desk), None, limit)

    zone, found = with_adapters(work)
    if as_json:
        print_history_as_json(found)
        return
    print_history(found, ZoneInfo(zone))


def _desks(adapters: "Adapters") -> Desks:
    return Desks(adapters.directory, adapters.desk_versions, adapters.bus, adapters.clock)


def _read(file: typer.FileText) -> DeskFile:
    try:
        text = file.read(MOST_CHARACTERS + 1)
        if len(text) > MOST_CHARACTERS:
            fail(f"the file is longer than {MOST_CHARACTERS} characters")
        return DeskFile.model_validate(json.loads(text))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        fail(f"the file is not JSON: {error}")
    except ValidationError as error:
        refuse(faults(error.errors()))
