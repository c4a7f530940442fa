"""Staff accounts: made, changed, disabled and given one-time passwords by administrators."""

import unicodedata
import uuid
from dataclasses import dataclass, replace

import structlog

from signaling.core.ids import AgentId, DeskId
from signaling.ports import Administration, Bus, Clock, Role, SignIns, StaffAccount, StaffEntry, Unknown

from .announcements import Changed, announce
from .passwords import Passwords, one_time_password

log = structlog.get_logger()

FIRST_NAME = "admin"


class LastAdministrator(Exception):
    """Nobody would be left who can administrate."""


class DeskMissing(ValueError):
    """An agent or supervisor works at a desk."""


@dataclass(frozen=True, slots=True)
class NewPassword:
    account: StaffAccount
    one_time_password: str


class Staff:
    def __init__(
        self, administration: Administration, sign_ins: SignIns, passwords: Passwords, bus: Bus, clock: Clock
    ) -> None:
        self._administration, self._sign_ins = administration, sign_ins
        self._passwords, self._bus, self._clock = passwords, bus, clock

    async def add(self, name: str, display_name: str, role: Role, desk: DeskId | None) -> NewPassword:
        """Raises NameTaken, Unknown, DeskMissing."""
        now = self._clock.now()
        entry = StaffEntry(AgentId(str(uuid.uuid4())), folded_name(name), display_name, role, desk, False, now)
        _check_desk(entry)
        password = one_time_password()
        account = StaffAccount(entry, await self._passwords.hashed(password), must_change_password=True)
        await self._administration.add_account(account, now)
        log.info("account_added", agent=entry.id, role=role)
        return NewPassword(account, password)

    async def change(self, agent: AgentId, **changes: object) -> StaffAccount:
        """Changes display_name, role, desk, profile or disabled. Tokens are void when rights change.

        Raises Unknown, LastAdministrator, DeskMissing.
        """
        account = await self._account(agent)
        entry = replace(account.entry, **changes)
        _check_desk(entry)
        if _administrates(account.entry) and not _administrates(entry):
            await self._check_others_administrate(agent)
        if _rights(entry) != _rights(account.entry):
            entry = replace(entry, not_before=self._clock.now())
        changed = replace(account, entry=entry)
        await self._administration.save_account(changed)
        if entry.disabled:
            await self._sign_ins.end_all(agent, but=None)
        if entry.not_before != account.entry.not_before:
            await announce(self._bus, Changed("staff", agent))
        if entry.profile != account.entry.profile:
            await announce(self._bus, Changed("profile", agent))
        log.info("account_changed", agent=agent, fields=sorted(changes))
        return changed

    async def reset_password(self, agent: AgentId) -> NewPassword:
        """A new one-time password; every sign-in and token of the account ends. Raises Unknown."""
        account = await self._account(agent)
        password = one_time_password()
        changed = replace(
            account,
            entry=replace(account.entry, not_before=self._clock.now()),
            password_hash=await self._passwords.hashed(password),
            must_change_password=True,
        )
        await self._administration.save_account(changed)
        await self._sign_ins.end_all(agent, but=None)
        await announce(self._bus, Changed("staff", agent))
        log.info("password_reset", agent=agent)
        return NewPassword(changed, password)

    async def reset_password_of(self, name: str) -> NewPassword:
        """Raises Unknown."""
        account = await self._administration.account_named(folded_name(name))
        if account is None:
            raise Unknown(f"account {name}")
        return await self.reset_password(account.entry.id)

    async def _account(self, agent: AgentId) -> StaffAccount:
        account = await self._administration.account(agent)
        if account is None:
            raise Unknown(f"account {agent}")
        return account

    async def _check_others_administrate(self, agent: AgentId) -> None:
        accounts = await self._administration.accounts()
        if not any(_administrates(other.entry) for other in accounts if other.entry.id != agent):
            raise LastAdministrator


def folded_name(name: str) -> str:
    """Sign-in names are the same however they are typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _rights(entry: StaffEntry) -> tuple[object, ...]:
    return entry.role, entry.desk, entry.disabled


def _administrates(entry: StaffEntry) -> bool:
    return entry.role == "administrator" and not entry.disabled


def _check_desk(entry: StaffEntry) -> None:
    if entry.role in {"agent", "supervisor"} and entry.desk is None:
        raise DeskMissing(entry.role)
