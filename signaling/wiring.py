"""The composition root: the one place that knows every adapter and puts the program together."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from fastapi import FastAPI

from signaling.adapters.attempt_limits import SharedAttempts
from signaling.adapters.clock import SystemClock
from signaling.adapters.database import Database
from signaling.adapters.memory_bus import MemoryBus
from signaling.adapters.migrations import is_at_head
from signaling.adapters.redis_bus import RedisBus
from signaling.adapters.sql_desks import SqlDeskVersions
from signaling.adapters.sql_directory import SqlAdministration
from signaling.adapters.sql_enrolments import SqlEnrolments
from signaling.adapters.sql_guides import SqlGuideVersions
from signaling.adapters.sql_log import SqlDeskLog
from signaling.adapters.sql_records import SqlRecords
from signaling.adapters.sql_sign_ins import SqlSignIns
from signaling.adapters.sql_tickets import SqlTickets
from signaling.core.ids import NodeId
from signaling.http.app import create_app
from signaling.http.services import Services
from signaling.http.sockets import Sockets
from signaling.ports import Bus, Clock, DeskEntry, StorageUnavailable
from signaling.record_ports import Keep
from signaling.service.admission import Admission
from signaling.service.client import Collaborators
from signaling.service.desks import Desks
from signaling.service.directory_watch import LOOK_MS, DirectoryWatch
from signaling.service.enrolment import Enrolling
from signaling.service.facts import Facts
from signaling.service.family import Family
from signaling.service.family_codes import FamilyCodes
from signaling.service.first_start import first_administrator, furnish, furnish_guides
from signaling.service.guides import Guides
from signaling.service.identity import Identity, Stores
from signaling.service.links import Links
from signaling.service.local_desk import LocalDesk, LocalDesks
from signaling.service.nodes import BEAT_MS, LEASE_MS, Nodes
from signaling.service.passwords import Passwords
from signaling.service.places import Places
from signaling.service.sealing import Seal
from signaling.service.staff import Staff
from signaling.service.tickets import Tickets
from signaling.service.tokens import Tokens
from signaling.service.turn import Relays
from signaling.settings import Settings

log = structlog.get_logger()

SWEEP_MS = 1_000
PURGE_MS = 3_600_000
TICKETS_MS = 60_000
DAY_MS = 86_400_000
DRAIN_SPREAD_MS = 3_000


@dataclass
class Live:
    """What serves kiosks and consoles: from sockets to desks."""

    desks: LocalDesks
    links: Links
    sockets: Sockets
    nodes: Nodes
    watch: DirectoryWatch
    tickets: Tickets
    family: Family


class Adapters:
    def __init__(self, settings: Settings) -> None:
        self.clock = SystemClock()
        self.database = Database(settings.database)
        redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
        self.bus: Bus = RedisBus(redis_url) if redis_url else MemoryBus(self.clock)
        self.directory = SqlAdministration(self.database)
        self.desk_versions = SqlDeskVersions(self.database)
        self.guide_versions = SqlGuideVersions(self.database)
        self.desk_log = SqlDeskLog(self.database)
        self.records = SqlRecords(self.database)
        self.sign_ins = SqlSignIns(self.database)
        self.enrolments = SqlEnrolments(self.database)
        self.attempts = SharedAttempts(redis_url)

    async def close(self) -> None:
        await self.attempts.close()
        await self.bus.close()
        await self.database.close()


def make_live(settings: Settings, adapters: Adapters, tokens: Tokens, guides: Guides) -> Live:
    node = NodeId(f"{os.uname().nodename[:20]}-{uuid.uuid4().hex[:8]}")
    clock, bus, directory = adapters.clock, adapters.bus, adapters.directory
    links = Links(node, bus)
    relays = Relays(
        settings.stun_urls,
        settings.turn_urls,
        settings.turn_secret.get_secret_value() if settings.turn_secret else "",
        settings.turn_ttl_seconds,
    )

    def local_desk(entry: DeskEntry, others: LocalDesks) -> LocalDesk:
        facts = Facts(desk_name=others.name, relay_possible=bool(settings.turn_urls), relay_always=settings.relay_only)
        return LocalDesk(entry, facts, adapters.desk_log, directory, bus, clock, links, others=others)

    desks = LocalDesks(local_desk, directory)
    seal = Seal(settings.signing_secret, "telephone numbers of tickets")
    tickets = Tickets(SqlTickets(adapters.database), seal, adapters.attempts, bus, clock)
    codes = FamilyCodes(settings.signing_secret)
    tools = Collaborators(links, adapters.records, relays, clock, tickets, desks, codes, guides)
    admission = Admission(tokens, directory, desks, tools)
    return Live(
        desks=desks,
        links=links,
        sockets=Sockets(node, admission, links, clock, settings.origins),
        nodes=Nodes(node, bus, clock, desks, links, doubt_ms=0 if settings.single_node else LEASE_MS),
        watch=DirectoryWatch(bus, directory, adapters.desk_versions, desks, links),
        tickets=tickets,
        family=Family(desks, codes, tokens, adapters.attempts, clock),
    )


@dataclass(frozen=True, slots=True)
class Application:
    asgi: FastAPI
    drain: Callable[[], Awaitable[None]]
    """Before the server stops: asks every client to come back, each after a while of its own."""


def build(settings: Settings, show_first_password: Callable[[str], None]) -> Application:
    """`show_first_password` gets the one-time password of the administrator that a first start makes."""
    adapters = Adapters(settings)
    clock, bus, directory = adapters.clock, adapters.bus, adapters.directory
    secret = settings.signing_secret
    tokens, passwords = Tokens(secret), Passwords()
    stores = Stores(directory, directory, adapters.sign_ins, adapters.attempts, bus)
    staff = Staff(directory, adapters.sign_ins, passwords, bus, clock)
    guides = Guides(adapters.guide_versions, clock)
    live = make_live(settings, adapters, tokens, guides)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        await furnish(directory, directory, clock)
        await furnish_guides(adapters.guide_versions, clock)
        if password := await first_administrator(directory, staff):
            show_first_password(password)
        async with running(live, adapters, settings):
            yield

    async def database_answers() -> bool:
        return await adapters.database.read(is_at_head)

    async def bus_answers() -> bool:
        return await bus.living_nodes() is not None

    async def desks_work() -> bool:
        return live.desks.all_working()

    services = Services(
        identity=Identity(stores, tokens, passwords, clock, secret),
        staff=staff,
        enrolling=Enrolling(adapters.enrolments, adapters.attempts, bus, clock),
        places=Places(directory, directory, bus, clock),
        desks=Desks(directory, adapters.desk_versions, bus, clock),
        guides=guides,
        directory=directory,
        administration=directory,
        records=adapters.records,
        tickets=live.tickets,
        family=live.family,
        origins=settings.origins,
        embed_origins=frozenset(settings.embed_origins),
        https_only=settings.base_url.startswith("https:"),
        web_modules=settings.web_modules,
        needed={"database": database_answers, "desks": desks_work},
        wanted={"bus": bus_answers},
        socket_app=live.sockets,
        lifespan=lifespan,
    )
    return Application(create_app(services), lambda: live.sockets.drain(DRAIN_SPREAD_MS))


@asynccontextmanager
async def running(live: Live, adapters: Adapters, settings: Settings) -> AsyncIterator[None]:
    """Starts what works by itself, and stops it in the opposite order."""
    adapters.bus.when_back(live.sockets.catch_up)
    await live.links.start()
    await live.watch.start()
    await live.desks.start()
    keep = Keep(settings.chat_retention_days * DAY_MS, settings.timeline_retention_days * DAY_MS)

    async def purge() -> None:
        await adapters.records.purge(adapters.clock.now(), keep)

    works = (
        (live.nodes.beat, BEAT_MS),
        (live.watch.look, LOOK_MS),
        (live.sockets.sweep, SWEEP_MS),
        (purge, PURGE_MS),
        (live.tickets.sweep, TICKETS_MS),
    )
    tasks = [asyncio.create_task(_repeat(work, every, adapters.clock)) for work, every in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await live.desks.stop()
        await adapters.close()


async def _repeat(work: Callable[[], Awaitable[object]], every_ms: int, clock: Clock) -> None:
    """Until cancelled. What fails once is tried again at the next beat."""
    while True:
        try:
            await work()
        except StorageUnavailable as error:
            log.warning("storage_unavailable", work=work.__qualname__, error=str(error))
        except Exception:
            log.exception("work_failed", work=work.__qualname__)
        await clock.sleep_until(clock.now() + every_ms)
