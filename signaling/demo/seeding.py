"""Writes the demonstration centre and its history through the same ports that the server uses."""

import hashlib
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from signaling.core import events as ev
from signaling.core.limits import MINUTE
from signaling.core.policy import DeskPolicy
from signaling.ports import (
    Administration,
    DeskEntry,
    DeskLog,
    Enrolment,
    Enrolments,
    SessionMemory,
    SiteEntry,
    StaffAccount,
    StaffEntry,
)
from signaling.protocol.fields import Service
from signaling.service import first_start
from signaling.service.passwords import Passwords

from . import centre
from .history import DAYS, Day, play
from .reports import rows, talks

DAY = 24 * 60 * MINUTE
SAMPLED_DAYS = 3
"""The last days of the history on which something happened: those with quality samples, which are many."""
SEED = 1


class NotEmpty(Exception):
    """There are accounts already: a seed is for a new database only."""


@dataclass(frozen=True, slots=True)
class Stores:
    administration: Administration
    enrolments: Enrolments
    log: DeskLog
    memory: SessionMemory
    passwords: Passwords


@dataclass(frozen=True, slots=True)
class Seeded:
    sessions: int
    events: int
    entries: int


async def seed(stores: Stores, now: int, password: str, keys: Sequence[str] = (), *, history: bool = True) -> Seeded:
    """Fills an empty database. Everybody has `password`; `keys` are public keys (JWK, JSON) for the last kiosks, so that
    a program can be one of them. Raises NotEmpty."""
    if await stores.administration.accounts():
        raise NotEmpty
    began = now - (DAYS + 1) * DAY
    desk = _desk()
    await stores.administration.add_desk(desk, began)
    for site in centre.SITES:
        await stores.administration.add_site(SiteEntry(site.id, site.name, centre.DESK), began)
    await _enrol(stores.enrolments, keys, began)
    await _hire(stores, password, began)
    return await _remember(stores, now) if history else Seeded(0, 0, 0)


def _desk() -> DeskEntry:
    """Open at all hours from now on, because a demonstration is tried at all hours; the history kept to the real ones."""
    catalogue = json.loads(Path(first_start.__file__).with_name("catalogue.json").read_text(encoding="utf-8"))
    services: list[Service] = first_start.catalogue.validate_python(catalogue["services"])
    return DeskEntry(
        id=centre.DESK,
        name=centre.DESK_NAME,
        phone=centre.PHONE,
        services=first_start.catalogue.dump_json(services, by_alias=True).decode(),
        break_reasons=json.dumps(catalogue["break_reasons"], ensure_ascii=False),
        policy=DeskPolicy(desk=centre.DESK),
    )


async def _enrol(enrolments: Enrolments, keys: Sequence[str], at: int) -> None:
    kiosks = [(site.id, kiosk, name) for site in centre.SITES for kiosk, name in site.kiosks]
    given = dict(zip(reversed(kiosks), keys, strict=False))
    for number, place in enumerate(kiosks):
        site, kiosk, name = place
        # A machine of the past has a key that nobody holds.
        public_key = given.get(place) or json.dumps({"crv": "P-256", "kty": "EC", "x": kiosk, "y": kiosk})
        enrolment = Enrolment(
            id=str(uuid.UUID(int=number, version=4)),
            code=f"SEED{number:04d}",
            secret_hash=hashlib.sha256(kiosk.encode()).hexdigest(),
            public_key=public_key,
            remote_address="",
            requested_at=at,
            expires_at=at + 10 * MINUTE,
            state="pending",
            kiosk=None,
        )
        await enrolments.add(enrolment)
        await enrolments.approve(enrolment.id, kiosk, name, site, at)


async def _hire(stores: Stores, password: str, at: int) -> None:
    for person in centre.EVERYBODY:
        at_desk = person.role in ("agent", "supervisor")
        entry = StaffEntry(
            id=person.id,
            name=person.name,
            display_name=person.display_name,
            role=person.role,
            desk=centre.DESK if at_desk else None,
            disabled=False,
            not_before=at,
        )
        hashed = await stores.passwords.hashed(password)
        await stores.administration.add_account(StaffAccount(entry, hashed, must_change_password=False), at)


async def _remember(stores: Stores, now: int) -> Seeded:
    days, switchboard = play(now, SEED)
    version = 0
    for day in days:
        await stores.log.append(centre.DESK, version, day.events)
        version += len(day.events)
    await stores.log.save_snapshot(centre.DESK, version, switchboard.state)
    for day in days:
        for rating in day.ratings:
            await stores.memory.rate(rating.session, rating.kiosk, rating.value, rating.at)
    rng = random.Random(SEED)
    written = 0
    for day in days[-SAMPLED_DAYS:]:
        written += await _samples(stores.memory, rng, day)
    sessions = sum(isinstance(event, ev.SessionQueued) for day in days for event in day.events)
    return Seeded(sessions, version, written)


async def _samples(memory: SessionMemory, rng: random.Random, day: Day) -> int:
    written = 0
    for talk in talks(day.events):
        for origin in ("kiosk", "agent"):
            reported = rows(rng, talk, origin)
            await memory.add_timeline(talk.session, origin, reported)
            written += len(reported)
    return written
