"""Two nodes of one desk: their dispatchers over one database and one bus, and nothing is found out by looking again after a
while."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from signaling.adapters.database import Database
from signaling.adapters.memory_bus import MemoryBus
from signaling.adapters.migrations import migrate
from signaling.adapters.sql_log import SqlDeskLog
from signaling.core.events import DeskEvent
from signaling.core.ids import AgentId, DeskId, KioskId, LinkId, NodeId, SessionId, SiteId
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.session import Context, Link
from signaling.core.switchboard import Switchboard
from signaling.ports import StorageUnavailable
from signaling.service import dispatcher as dispatching
from signaling.service.dispatcher import Dispatcher, Verb
from tests.support.waiting import until

DESK = DeskId("desk")
NOW = 1_790_000_000_000
SECONDS = 5


class StandingClock:
    def now(self) -> int:
        return NOW

    async def sleep_until(self, at: int) -> None:
        await asyncio.sleep(0)


class HeldLog(SqlDeskLog):
    """Says that an append is done only when it may."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.stored, self.may_return = asyncio.Event(), asyncio.Event()

    async def append(self, desk: DeskId, expected: int, events: Sequence[DeskEvent]) -> None:
        await super().append(desk, expected, events)
        self.stored.set()
        await self.may_return.wait()


async def listen(_: Sequence[DeskEvent]) -> None: ...


Start = Callable[..., Dispatcher]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/bangban.db"
    migrate(url)
    database = Database(url)
    yield database
    await database.close()


@pytest.fixture
async def start(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Start]:
    monkeypatch.setattr(dispatching, "RECONCILE_MS", 60_000)
    clock = StandingClock()
    bus = MemoryBus(clock)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bus.close)

        def start_one(log: SqlDeskLog | None = None, listener: object = listen) -> Dispatcher:
            dispatcher = Dispatcher(DeskPolicy(desk=DESK), log or SqlDeskLog(database), bus, clock, listener)  # type: ignore[arg-type]
            task = asyncio.create_task(run(dispatcher))
            stack.push_async_callback(ended, task)
            return dispatcher

        yield start_one


async def run(dispatcher: Dispatcher) -> None:
    await dispatcher.start()
    await dispatcher.run()


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def attach(agent: str, node: str, instance: str = "window") -> Verb:
    def verb(board: Switchboard, now: int) -> tuple[DeskEvent, ...] | Refusal:
        link = Link(LinkId(f"{node}.{agent}"), NodeId(node))
        return board.attach_agent(now, agent=AgentId(agent), link=link, instance=instance, takeover=False)

    return verb


async def test_a_node_that_hears_of_another_during_its_own_append_follows_at_once(
    database: Database, start: Start
) -> None:
    log = HeldLog(database)
    here, there = start(log), start()
    await here.submit(lambda _board, _now: (), fresh=True)
    mine = asyncio.create_task(here.submit(attach("wang", "here")))
    await log.stored.wait()
    await there.submit(attach("li", "there"))
    log.may_return.set()
    await mine
    await until(lambda: AgentId("li") in here.switchboard.state.agents, SECONDS, "the other node's agent to be known")


async def test_a_fresh_verb_knows_what_another_node_stored_without_a_word(database: Database, start: Start) -> None:
    here = start()
    await here.submit(attach("wang", "here"), fresh=True)
    silent = MemoryBus(StandingClock())
    there = Dispatcher(DeskPolicy(desk=DESK), SqlDeskLog(database), silent, StandingClock(), listen)
    task = asyncio.create_task(run(there))
    await there.submit(attach("li", "there"))
    known: list[bool] = []

    def nothing(board: Switchboard, _: int) -> tuple[DeskEvent, ...]:
        known.append(AgentId("li") in board.state.agents)
        return ()

    await here.submit(nothing)
    await here.submit(nothing, fresh=True)
    assert known == [False, True]
    await ended(task)
    await silent.close()


async def test_a_desk_goes_on_where_its_listener_found_the_storage_away(start: Start) -> None:
    failures = [StorageUnavailable("away")]

    async def fails_once(_: Sequence[DeskEvent]) -> None:
        if failures:
            raise failures.pop()

    here = start(None, fails_once)
    await here.submit(attach("wang", "here"))
    async with asyncio.timeout(SECONDS):
        assert not isinstance(await here.submit(attach("li", "here")), Refusal)


def touch(kiosk: str, session: str) -> Verb:
    def verb(board: Switchboard, now: int) -> tuple[DeskEvent, ...] | Refusal:
        return board.request_help(
            now,
            session=SessionId(session),
            kiosk=KioskId(kiosk),
            site=SiteId("site"),
            context=Context(None, None, "zh-CN"),
            link=Link(LinkId(kiosk), NodeId("here")),
        )

    return verb


async def test_of_those_who_begin_a_session_under_one_id_the_first_has_it_and_nobody_else_is_disturbed(
    start: Start,
) -> None:
    """With nobody signed in, each of them would be turned away, and its record written."""
    here = start()
    together = [touch("one", "a"), touch("two", "a"), attach("wang", "here"), touch("three", "b")]
    first, second, agent, third = await asyncio.gather(*map(here.submit, together))
    assert isinstance(second, Refusal)
    assert second.code is RefusalCode.WRONG_STATE
    assert not any(isinstance(decision, Refusal) for decision in (first, agent, third))
    assert isinstance(await here.submit(touch("three", "a")), Refusal)
