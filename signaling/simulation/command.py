"""`bangban simulate`: what waiting there would be with other numbers of agents or other rules."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from signaling.core.ids import DeskId
from signaling.core.limits import SECOND, Limits
from signaling.core.policy import DeskPolicy
from signaling.core.strategy import Strategy

from . import recording
from .people import HOUR, Answering, Habits
from .results import Results
from .table import table
from .theory import Expected, Overloaded, expected
from .what_if import Question, Replay, Stream, what_if

app = typer.Typer()


@app.command()
def simulate(  # noqa: PLR0913, PLR0917 - one option each
    agents: Annotated[str, typer.Option(help="How many are signed in; several to compare: 2,3,4.")] = "2,3,4",
    arrivals_per_hour: Annotated[float, typer.Option(min=0.01, help="Residents who come, by chance.")] = 20,
    handling_s: Annotated[float, typer.Option(min=1, help="Mean time of talk and wrap-up.")] = 300,
    wrap_up_s: Annotated[float, typer.Option(min=0, help="How much of it is wrap-up.")] = 30,
    patience_s: Annotated[float, typer.Option(min=0, help="Mean wait after which a resident leaves; 0: never.")] = 300,
    answer_s: Annotated[float, typer.Option(min=0, help="Mean time that an agent takes to answer a ring.")] = 4,
    ring_s: Annotated[float, typer.Option(min=1, help="How long one agent is rung.")] = 20,
    strategy: Annotated[Strategy, typer.Option(help="In which order free agents are rung.")] = Strategy.LONGEST_IDLE,
    target_s: Annotated[float, typer.Option(min=0, help="Within which an answer is in time.")] = 60,
    hours: Annotated[float, typer.Option(min=0.1, max=24, help="How long people come, per day.")] = 8,
    days: Annotated[int, typer.Option(min=1, help="How many such days; more of them, surer figures.")] = 50,
    day: Annotated[
        list[Path] | None,
        typer.Option(
            help="A recorded day instead: answers of GET /api/v1/sessions, or CSV. Several files are one day."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed, the same people.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask what waiting there would be with more agents, fewer, or other rules."""
    if wrap_up_s >= handling_s:
        _fail("--wrap-up-s is a part of --handling-s and has to be less")
    stream = Stream(
        per_hour=arrivals_per_hour,
        habits=Habits(
            talk=_ms(handling_s - wrap_up_s), wrap_up=_ms(wrap_up_s), patience=_ms(patience_s) if patience_s else None
        ),
        length=round(hours * HOUR),
    )
    question = Question(
        people=_replay(day) if day else stream,
        policy=DeskPolicy(desk=DeskId("simulated"), strategy=strategy, limits=Limits(ring=_ms(ring_s))),
        answering=Answering(delay=_ms(answer_s)),
        target=_ms(target_s),
        days=days,
        seed=seed,
    )
    sizes = _sizes(agents)
    try:
        found = {size: what_if(question, size) for size in sizes}
    except recording.Unreadable as error:
        _fail(str(error))
    theory = {} if day else {size: _theory(stream, question.answering, size) for size in sizes}
    _show(found, theory, as_json=as_json)


def _show(found: dict[int, Results], theory: dict[int, Expected | None], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([{"agents": size, **asdict(results)} for size, results in found.items()], indent=2))
    else:
        typer.echo(table(found, theory))


def _theory(stream: Stream, answering: Answering, agents: int) -> Expected | None:
    """A ring occupies an agent, too. None: the line would grow without end."""
    habits = stream.habits
    held = habits.talk + habits.wrap_up + answering.delay
    leaving = 1 / habits.patience if habits.patience else 0.0
    try:
        return expected(stream.per_hour / HOUR, 1 / held, agents, leaving)
    except Overloaded:
        return None


def _sizes(text: str) -> list[int]:
    try:
        sizes = sorted({int(part) for part in text.split(",")})
    except ValueError:
        _fail(f"--agents: {text} is not a number, or several with commas between them")
    if sizes[0] < 1 or sizes[-1] > 1000:
        _fail("--agents: from 1 to 1000")
    return sizes


def _replay(files: list[Path]) -> Replay:
    sessions: list[recording.Recorded] = []
    for file in files:
        try:
            sessions += recording.read(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            _fail(f"{file}: {error}")
    if not sessions:
        _fail("there is no session in that day that is over")
    return Replay(sorted(sessions, key=lambda one: one.requested_at))


def _ms(seconds: float) -> int:
    return round(seconds * SECOND)


def _fail(sentence: str) -> NoReturn:
    typer.echo(f"bangban: {sentence}", err=True)
    raise typer.Exit(2)
