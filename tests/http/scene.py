"""The HTTP part over a real database, with a clock that is turned by hand and passwords that are quick to check."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from argon2 import PasswordHasher
from starlette.types import Receive, Scope, Send

from signaling.adapters.attempt_limits import SharedAttempts
from signaling.adapters.clock import SystemClock
from signaling.adapters.database import Database
from signaling.adapters.memory_bus import MemoryBus
from signaling.adapters.sql_desks import SqlDeskVersions
from signaling.adapters.sql_directory import SqlAdministration
from signaling.adapters.sql_enrolments import SqlEnrolments
from signaling.adapters.sql_guides import SqlGuideVersions
from signaling.adapters.sql_records import SqlRecords
from signaling.adapters.sql_sign_ins import SqlSignIns
from signaling.adapters.sql_tickets import SqlTickets
from signaling.core.ids import AgentId, DeskId
from signaling.http.app import Application, create_app
from signaling.http.services import Services
from signaling.ports import DeskEntry, Role, StaffAccount, StaffEntry
from signaling.service.desks import Desks
from signaling.service.enrolment import Enrolling
from signaling.service.family import Family
from signaling.service.family_codes import FamilyCodes
from signaling.service.first_start import FIRST_DESK, furnish
from signaling.service.guides import Guides
from signaling.service.identity import Identity, Stores
from signaling.service.local_desk import LocalDesk, LocalDesks
from signaling.service.passwords import Passwords
from signaling.service.places import Places
from signaling.service.sealing import Seal
from signaling.service.staff import Staff
from signaling.service.tickets import Tickets
from signaling.service.tokens import Tokens

SECRET = "a secret that is only for tests, and as long as the longest HMAC would want it"
ORIGIN = "https://bangban.test"
NOW = 1_790_000_000_000
PASSWORD = "correct horse battery"
MODULES = Path(__file__).parents[2] / "node_modules"


@dataclass
class TurnedClock:
    at: int = NOW

    def now(self) -> int:
        return self.at

    async def sleep_until(self, at: int) -> None:
        self.at = max(self.at, at)

    def later(self, ms: int) -> None:
        self.at += ms


@dataclass
class Scene:
    database: Database
    clock: TurnedClock = field(default_factory=TurnedClock)

    def __post_init__(self) -> None:
        self.bus = MemoryBus(SystemClock())
        self.directory = SqlAdministration(self.database)
        self.sign_ins = SqlSignIns(self.database)
        self.enrolments = SqlEnrolments(self.database)
        self.attempts = SharedAttempts()
        self.tokens = Tokens(SECRET)
        self.passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.tickets = Tickets(SqlTickets(self.database), Seal(SECRET, "test"), self.attempts, self.bus, self.clock)
        self.well = True
        self.app = self.make_app()
        self._hash = ""

    def make_app(
        self,
        https_only: bool = True,
        origins: frozenset[str] = frozenset({ORIGIN}),
        embed_origins: frozenset[str] = frozenset(),
    ) -> Application:
        directory, clock, bus = self.directory, self.clock, self.bus
        stores = Stores(directory, directory, self.sign_ins, self.attempts, bus)

        async def well() -> bool:
            return self.well

        return create_app(
            Services(
                identity=Identity(stores, self.tokens, self.passwords, clock, SECRET),
                staff=Staff(directory, self.sign_ins, self.passwords, bus, clock),
                enrolling=Enrolling(self.enrolments, self.attempts, bus, clock),
                places=Places(directory, directory, bus, clock),
                desks=Desks(directory, SqlDeskVersions(self.database), bus, clock),
                guides=Guides(SqlGuideVersions(self.database), clock),
                directory=directory,
                administration=directory,
                records=SqlRecords(self.database),
                tickets=self.tickets,
                family=Family(LocalDesks(_no_desk, directory), FamilyCodes(SECRET), self.tokens, self.attempts, clock),
                origins=origins,
                embed_origins=embed_origins,
                https_only=https_only,
                web_modules=MODULES,
                needed={"database": well},
                wanted={"bus": well},
                socket_app=_no_socket,
                lifespan=_no_lifespan,
            )
        )

    async def furnish(self) -> None:
        await furnish(self.directory, self.directory, self.clock)
        self._hash = await self.passwords.hashed(PASSWORD)

    def client(
        self, token: str | None = None, app: Application | None = None, host: str = "192.0.2.7"
    ) -> httpx2.AsyncClient:
        """A browser of its own, with its own cookies."""
        headers = {"Origin": ORIGIN, **({"Authorization": f"Bearer {token}"} if token else {})}
        transport = httpx2.ASGITransport(app or self.app, raise_app_exceptions=False, client=(host, 50_000))
        return httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)

    async def account(
        self, name: str, role: Role = "agent", desk: DeskId | None = FIRST_DESK, must_change_password: bool = False
    ) -> StaffAccount:
        """An account with the password `PASSWORD`."""
        entry = StaffEntry(AgentId(f"id-{name}"), name, name.title(), role, desk, False, self.clock.now())
        account = StaffAccount(entry, self._hash, must_change_password)
        await self.directory.add_account(account, self.clock.now())
        return account

    async def token(self, name: str, role: Role = "agent", desk: DeskId | None = FIRST_DESK) -> str:
        account = await self.account(name, role, desk)
        return self.tokens.issue_staff(account.entry, account.must_change_password, self.clock.now()).token

    async def administrator(self) -> httpx2.AsyncClient:
        return self.client(await self.token("chief", "administrator", None))

    async def close(self) -> None:
        self.passwords.close()
        await self.bus.close()
        await self.database.close()


def code_of(answer: httpx2.Response) -> tuple[int, str]:
    """Status and code of a problem, which must be one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert set(problem) - {"errors", "changed"} == {"type", "title", "status", "code", "detail"}
    return answer.status_code, problem["code"]


def _no_desk(_: DeskEntry, __: LocalDesks) -> LocalDesk:
    raise AssertionError("desks at work have tests of their own")


async def _no_socket(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError("the socket has tests of its own")


@asynccontextmanager
async def _no_lifespan(_: object) -> AsyncIterator[None]:
    yield
