"""`bangban guide`: guides as files, and their history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from signaling.guide_ports import ServiceCode
from signaling.protocol.guides import Guide
from signaling.service.differences import Difference
from signaling.service.faults import CANNOT_TELL, Fault, InvalidSettings
from signaling.service.guide_file import MOST_CHARACTERS, read_guide, with_lines, write_guide
from signaling.service.guides import Guides, Numbered, written
from signaling.service.versions import ChangedMeanwhile, Request
from signaling.version_ports import COMMAND_LINE

from .pages import read_page
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

app = typer.Typer(
    no_args_is_help=True, help="Guides, how each service is done at the machine: as files, and their history."
)

Service = Annotated[str, typer.Argument(help="The code of the service, such as elderly-card.")]
File = Annotated[typer.FileText, typer.Argument(encoding="utf-8", help="YAML or JSON; - is the terminal.")]


@app.command("list")
def list_guides() -> None:
    """Every service that has a guide, with its version and the number of its steps."""
    for one in with_adapters(lambda adapters: _guides(adapters).all()):
        print(f"{one.guide.service:<32} version {one.version.number:<4} {len(one.guide.steps):>3} steps")


@app.command("lint")
def lint(
    files: Annotated[list[typer.FileText], typer.Argument(encoding="utf-8", help="YAML or JSON files.")],
    page: Annotated[
        list[str] | None,
        typer.Option(help="An HTML file or a URL where the anchors are to be found; may be given several times."),
    ] = None,
) -> None:
    """Check files, without a database: shape, both languages, steps and anchors. Names the line of what is wrong.

    With --page, what of the anchors is not on the page, too. Of a page that scripts build, give a file that was saved from a
    browser.
    """
    pages = [read_page(one) for one in page or ()]
    found = [(file.name, fault) for file in files for fault in _faults(file, pages)]
    for name, fault in found:
        print(f"{name}:{fault.line or 1}: {fault.field + ': ' if fault.field else ''}{fault.reason}")
    if any(fault.code != CANNOT_TELL for _, fault in found):
        raise typer.Exit(1)


@app.command("export")
def export_guide(
    service: Service,
    output: Annotated[
        typer.FileTextWrite, typer.Option(encoding="utf-8", help="A file; by default the terminal.")
    ] = "-",  # type: ignore[assignment]
    version: Annotated[int | None, typer.Option(min=1, help="An earlier version.")] = None,
) -> None:
    """Write a guide as YAML."""
    found = with_adapters(lambda adapters: _guides(adapters).get(ServiceCode(service), version))
    output.write(f"# version {found.version.number}\n{write_guide(written(found.guide))}")


@app.command("import")
def import_guide(
    file: File,
    expected: Annotated[
        int | None, typer.Option("--expected", min=0, help="Only if the guide is at this version; 0: if there is none.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Why; for the history.")] = None,
) -> None:
    """Make what a file says the guide of its service."""
    guide = _read(file)
    check_note(note)

    async def work(adapters: "Adapters") -> tuple[Sequence[Difference], Numbered]:
        guides = _guides(adapters)
        present, changes = await guides.compare(guide)
        request = Request(COMMAND_LINE, note, present if expected is None else expected)
        return changes, await guides.write(ServiceCode(guide.service), guide, request)

    try:
        changes, now = with_adapters(work)
    except ChangedMeanwhile as error:
        refuse_late(guide.service, expected or 0, error, "or import without --expected")
    print_changes(changes)
    number = now.version.number
    print(f"{guide.service} is now at version {number}." if changes else f"{guide.service} is like this already.")


@app.command("diff")
def diff(
    file: File,
    version: Annotated[
        int | None, typer.Option(min=1, help="Compared with this version; else with the present.")
    ] = None,
) -> None:
    """Say what a file would change. Exits with 1 if anything."""
    guide = _read(file)

    _, changes = with_adapters(lambda adapters: _guides(adapters).compare(guide, version))
    print_changes(changes)
    if changes:
        raise typer.Exit(1)


@app.command("history")
def history(
    service: Service,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many versions, from the newest.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Who changed what of a guide, and when; newest first."""
    found = with_adapters(lambda adapters: _guides(adapters).history(ServiceCode(service), None, limit))
    if as_json:
        print_history_as_json(found)
    else:
        print_history(found)


def _guides(adapters: "Adapters") -> Guides:
    return Guides(adapters.guide_versions, adapters.clock)


def _read(file: typer.FileText) -> Guide:
    try:
        return _parse(file)
    except InvalidSettings as error:
        refuse(error.faults)


def _faults(file: typer.FileText, pages: Sequence[bytes]) -> Sequence[Fault]:
    text = _text(file)
    try:
        guide = read_guide(text)
    except InvalidSettings as error:
        return error.faults
    if not pages:
        return []
    from signaling.service.guide_page import page_faults

    return with_lines(text, page_faults(guide, pages))


def _parse(file: typer.FileText) -> Guide:
    """Raises InvalidSettings."""
    return read_guide(_text(file))


def _text(file: typer.FileText) -> str:
    try:
        return file.read(MOST_CHARACTERS + 1)
    except UnicodeDecodeError:
        fail(f"{file.name} is not UTF-8")
