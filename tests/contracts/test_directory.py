"""Who and what is known, on every database: `Directory`, `Administration`, `SignIns`, `Enrolments`."""

import asyncio
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from signaling.adapters import directory_tables, tables
from signaling.adapters.database import Database, metadata
from signaling.adapters.sql_directory import SqlAdministration
from signaling.adapters.sql_enrolments import DAY, SqlEnrolments
from signaling.adapters.sql_sign_ins import SqlSignIns
from signaling.core.ids import AgentId, DeskId, KioskId, SiteId
from signaling.core.limits import Limits
from signaling.core.opening import OpeningHours
from signaling.core.policy import DeskPolicy
from signaling.ports import (
    CodeTaken,
    DeskEntry,
    Enrolment,
    NameTaken,
    SignIn,
    SiteEntry,
    StaffAccount,
    StaffEntry,
    Unknown,
)

DESK, SITE, KIOSK = DeskId("desk-1"), SiteId("site-1"), KioskId("kiosk-1")
HOURS = OpeningHours("Asia/Shanghai", [[(540, 1020)]] * 5 + [[], []], {"2026-10-01": []})
REASONS = '[{"code": "meal", "title": {"zh-CN": "用餐", "en": "Meal"}}]'
ENTRY = DeskEntry(DESK, "服务台", "12345", "[]", REASONS, DeskPolicy(desk=DESK, limits=Limits(ring=9_000), hours=HOURS))
WANG = StaffAccount(StaffEntry(AgentId("wang"), "wang", "王老师", "agent", DESK, False, 0), "hash", True)
ASKED = Enrolment("e1", "WDJBMJHT", "secret", "key", "192.0.2.1", 100, 700, "pending", None)


@pytest.fixture
async def directory(database: Database) -> SqlAdministration:
    directory = SqlAdministration(database)
    await directory.add_desk(ENTRY, 1)
    await directory.add_site(SiteEntry(SITE, "五角场", DESK), 2)
    return directory


@pytest.fixture
def enrolments(database: Database) -> SqlEnrolments:
    return SqlEnrolments(database)


@pytest.fixture
def sign_ins(database: Database) -> SqlSignIns:
    return SqlSignIns(database)


async def test_the_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    assert directory_tables.metadata is tables.metadata is metadata
    differences = await database.read(
        lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)
    )
    assert differences == []


async def test_a_desk_comes_back_as_it_was_kept(directory: SqlAdministration) -> None:
    kept = await directory.desk(DESK)
    assert kept is not None
    assert (kept.name, kept.phone, kept.break_reasons, kept.policy.limits) == (
        ENTRY.name,
        ENTRY.phone,
        ENTRY.break_reasons,
        ENTRY.policy.limits,
    )
    for day in range(8):
        assert kept.policy.hours.is_open(day * 86_400_000) == HOURS.is_open(day * 86_400_000)
    assert list(await directory.desks()) == [kept]
    assert await directory.desk(DeskId("none")) is None


async def test_what_is_taken_is_taken(directory: SqlAdministration) -> None:
    with pytest.raises(NameTaken):
        await directory.add_desk(ENTRY, 1)
    with pytest.raises(NameTaken):
        await directory.add_site(SiteEntry(SITE, "x", DESK), 1)
    await directory.add_account(WANG, 1)
    with pytest.raises(NameTaken):
        await directory.add_account(replace(WANG, entry=replace(WANG.entry, id=AgentId("other"))), 1)


async def test_what_is_not_there_cannot_be_named(directory: SqlAdministration) -> None:
    nowhere = DeskId("none")
    for attempt in (
        directory.add_site(SiteEntry(SiteId("s"), "x", nowhere), 1),
        directory.add_account(replace(WANG, entry=replace(WANG.entry, desk=nowhere)), 1),
        directory.save_account(WANG),
        directory.change_kiosk(KIOSK, "x", SITE),
        directory.change_kiosk(KIOSK, "x", SiteId("none")),
        directory.kiosk_seen(KIOSK, 1),
        directory.revoke_kiosk(KIOSK, 1),
    ):
        with pytest.raises(Unknown):
            await attempt


async def test_an_account_is_kept_whole(directory: SqlAdministration) -> None:
    await directory.add_account(WANG, 1)
    assert await directory.account(AgentId("wang")) == WANG == await directory.account_named("wang")
    assert await directory.staff(AgentId("wang")) == WANG.entry
    changed = replace(
        WANG,
        entry=replace(WANG.entry, role="manager", desk=None, disabled=True, not_before=5),
        password_hash="other",
        must_change_password=False,
    )
    await directory.save_account(changed)
    assert list(await directory.accounts()) == [changed]
    assert await directory.account_named("li") is None


async def test_an_approved_machine_is_a_kiosk(directory: SqlAdministration, enrolments: SqlEnrolments) -> None:
    await enrolments.add(ASKED)
    assert await enrolments.with_code("WDJBMJHT") == ASKED
    assert await enrolments.pending(699) == 1
    assert await enrolments.pending(700) == 0
    assert await enrolments.approve("e1", KIOSK, "3号机", SITE, 200)
    kept = await enrolments.get("e1")
    assert kept is not None
    assert (kept.state, kept.kiosk) == ("approved", KIOSK)
    kiosk = await directory.kiosk(KIOSK)
    assert kiosk is not None
    assert (kiosk.name, kiosk.site_name, kiosk.desk, kiosk.public_key, kiosk.revoked) == (
        "3号机",
        "五角场",
        DESK,
        "key",
        False,
    )
    assert await directory.kiosk_names(DESK) == {KIOSK: ("3号机", "五角场")}
    await directory.kiosk_seen(KIOSK, 300)
    (listed,) = await directory.kiosks()
    assert (listed.enrolled_at, listed.last_seen_at) == (200, 300)


async def test_of_two_answers_at_once_one_counts(directory: SqlAdministration, enrolments: SqlEnrolments) -> None:
    await enrolments.add(ASKED)
    answers = await asyncio.gather(
        enrolments.approve("e1", KioskId("a"), "a", SITE, 200),
        enrolments.approve("e1", KioskId("b"), "b", SITE, 200),
        enrolments.deny("e1"),
    )
    assert sorted(answers) == [False, False, True]
    assert len(await directory.kiosks()) <= 1


async def test_a_site_that_is_not_there_answers_nothing(
    directory: SqlAdministration, enrolments: SqlEnrolments
) -> None:
    await enrolments.add(ASKED)
    with pytest.raises(Unknown):
        await enrolments.approve("e1", KIOSK, "x", SiteId("none"), 200)
    assert await enrolments.get("e1") == ASKED
    assert list(await directory.kiosks()) == []


async def test_the_same_key_again_revokes_the_older_kiosk(
    directory: SqlAdministration, enrolments: SqlEnrolments
) -> None:
    await enrolments.add(ASKED)
    await enrolments.add(replace(ASKED, id="e2", code="BBBBBBBB"))
    await enrolments.approve("e1", KioskId("old"), "x", SITE, 200)
    await enrolments.approve("e2", KioskId("new"), "x", SITE, 300)
    revoked = {kiosk.entry.id: kiosk.entry.revoked for kiosk in await directory.kiosks()}
    assert revoked == {"old": True, "new": False}


async def test_no_two_machines_show_one_code(enrolments: SqlEnrolments) -> None:
    await enrolments.add(ASKED)
    with pytest.raises(CodeTaken):
        await enrolments.add(replace(ASKED, id="e2"))
    await enrolments.forget_expired(700 + DAY - 1)
    assert await enrolments.get("e1") is not None
    await enrolments.forget_expired(700 + DAY)
    assert await enrolments.get("e1") is None
    await enrolments.add(replace(ASKED, id="e2"))


async def test_of_two_rotations_at_once_one_counts(directory: SqlAdministration, sign_ins: SqlSignIns) -> None:
    await directory.add_account(WANG, 1)
    await sign_ins.add(SignIn("s1", AgentId("wang"), "one", None, 0, 100))
    turned = await asyncio.gather(sign_ins.rotate("s1", "one", "two", 5), sign_ins.rotate("s1", "one", "two", 6))
    assert sorted(turned) == [False, True]
    kept = await sign_ins.get("s1")
    assert kept is not None
    assert (kept.secret_hash, kept.previous_hash) == ("two", "one")
    assert not await sign_ins.rotate("none", "one", "two", 5)


async def test_sign_ins_end_one_by_one_together_and_by_age(directory: SqlAdministration, sign_ins: SqlSignIns) -> None:
    await directory.add_account(WANG, 1)
    for number in range(5):
        await sign_ins.add(SignIn(f"s{number}", AgentId("wang"), "x", None, 0, 100 + number))

    async def left() -> list[str]:
        return [f"s{number}" for number in range(5) if await sign_ins.get(f"s{number}")]

    await sign_ins.end("s4")
    await sign_ins.forget_expired(100)
    assert await left() == ["s1", "s2", "s3"]
    await sign_ins.end_all(AgentId("wang"), but="s2")
    assert await left() == ["s2"]
    await sign_ins.end_all(AgentId("wang"), but=None)
    assert await left() == []
