"""`bangban demo`: the whole of it on one machine, for one person. `--once` plays one session in the terminal."""

import asyncio
import logging
import os
import random
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from kiosk_client.key import KioskKey
from kiosk_client.link import LinkEnded
from kiosk_client.probe_course import Access, Probe
from kiosk_client.rest import Rest
from kiosk_client.stages import Stage
from kiosk_client.synthetic.agent import SyntheticAgent
from kiosk_client.synthetic.caller import call_now_and_then
from kiosk_client.synthetic.resident import SyntheticResident
from signaling.adapters.database import Database
from signaling.adapters.migrations import migrate
from signaling.settings import PREFIX, Settings

from . import centre
from .approval import approve_local
from .seed import fill
from .seeding import NotEmpty
from .server import ServerFailed, free_port, is_free, serving
from .words import invitation, record_table

app = typer.Typer()

PASSWORD = "helping-hands"  # noqa: S105 - printed on purpose
"""Of every account of the demonstration, which listens on this machine only."""
STATE = Path("var/demo")
RESIDENT = centre.SITES[-1].kiosks[-1][0]
"""The kiosk at which the simulated resident stands."""
TALK_SECONDS = 11.0
"""Long enough for two quality samples of each side."""


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to listen on; another if it is taken.")] = 8080,
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw away what an earlier demonstration kept.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Play one session here in the terminal, and exit.")] = False,
) -> None:
    """Try it: a centre with history, a simulated agent and a simulated resident, on this machine only."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    terminal = Terminal(highlight=False)
    try:
        if once:
            _once(terminal)
        else:
            _stay(terminal, port, fresh)
    except ServerFailed as problem:
        typer.echo(f"bangban demo: {problem}", err=True)
        raise typer.Exit(1) from problem


# --- the demonstration that stays -----------------------------------------------------------------------------------


def _stay(terminal: Terminal, port: int, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(STATE, ignore_errors=True)
    key = _prepare(terminal, STATE, history=True)
    asyncio.run(_serve(terminal, port if is_free(port) else free_port(), key))


async def _serve(terminal: Terminal, port: int, key: KioskKey) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serving(STATE, port) as (url, process), _people(url, key):
        terminal.print(invitation(url, PASSWORD), soft_wrap=True)
        await _until_either(stopped.wait(), process.wait())
        terminal.print("Stopping …")
    if not stopped.is_set():
        raise ServerFailed(f"the server stopped by itself; its log is {STATE / 'server.log'}")


def _prepare(terminal: Terminal, state: Path, *, history: bool) -> KioskKey:
    """The database with its centre, and the resident's key."""
    state.mkdir(parents=True, exist_ok=True)
    settings = _settings(state)
    migrate(settings.database)
    key = KioskKey.load_or_create(state / "resident.pem")
    try:
        done = asyncio.run(fill(settings, PASSWORD, key.public_jwk, history=history))
    except NotEmpty:
        terminal.print(f"Going on with the centre in {state} (--fresh makes a new one).")
    else:
        if history:
            terminal.print(f"Made a centre in {state} with {done.sessions} sessions of the last thirty days.")
    return key


@asynccontextmanager
async def _people(url: str, key: KioskKey) -> AsyncIterator[None]:
    """The agent, the resident and whoever approves codes, at work until the body is over."""
    database = Database(_settings(STATE).database)
    async with Rest(url) as rest:
        rng = random.Random()
        agent = SyntheticAgent(url, rest.as_staff(centre.SYNTHETIC.name, PASSWORD), rng=rng, steps_back=True)
        resident = SyntheticResident(url, rest.as_kiosk(RESIDENT, key), rng=rng)
        works = (
            agent.run(),
            resident.run(),
            call_now_and_then(resident, agent, rng),
            approve_local(database, rest, centre.OTHERS[-1].name, PASSWORD),
        )
        tasks = [asyncio.create_task(work) for work in works]
        for task in tasks:
            task.add_done_callback(_complain)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await database.close()


def _complain(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        ended = isinstance(error, LinkEnded | BaseExceptionGroup)
        logging.getLogger(__name__).error("a simulated person has left: %s", error, exc_info=None if ended else error)


async def _until_either(*waits: object) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]  # type: ignore[arg-type]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


# --- one session, from touch to record ------------------------------------------------------------------------------


def _once(terminal: Terminal) -> None:
    with tempfile.TemporaryDirectory(prefix="bangban-") as directory:
        state = Path(directory)
        key = _prepare(terminal, state, history=False)
        asyncio.run(_serve_once(terminal, state, key))


async def _serve_once(terminal: Terminal, state: Path, key: KioskKey) -> None:
    async with serving(state, free_port()) as (url, _):
        await _play(terminal, url, key)


async def _play(terminal: Terminal, url: str, key: KioskKey) -> None:
    def tell(stage: Stage) -> None:
        terminal.print(f"{stage.at_ms / 1000:7.2f} s  {stage.name:<24} {'ok' if stage.ok else stage.problem}")

    access = Access(RESIDENT, key, centre.SYNTHETIC.name, PASSWORD)
    terminal.print(
        f"A resident at {RESIDENT} touches 视频帮助 and talks for {TALK_SECONDS:.0f} s with {access.name}.\n"
    )
    trial = Probe(url, access, talk_seconds=TALK_SECONDS, on_stage=tell)
    worked = await trial.run()
    async with Rest(url) as rest:
        token = (await rest.sign_in(access.name, PASSWORD))["access_token"]
        record = await rest.call("GET", f"/sessions/{trial.session}", token=token)
        timeline = await rest.call("GET", f"/sessions/{trial.session}/timeline", token=token)
    terminal.print()
    terminal.print(record_table(record, timeline["entries"]))
    if not worked:
        raise typer.Exit(1)


def _settings(state: Path) -> Settings:
    return Settings(state_dir=state)
