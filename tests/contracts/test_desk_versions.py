"""What a desk was set to, when and by whom, on every database: `DeskVersions`."""

import asyncio
import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from signaling.adapters.database import Database, in_transaction, writing_engine
from signaling.adapters.migrations import migrate
from signaling.adapters.sql_desks import SqlDeskVersions
from signaling.adapters.sql_directory import SqlAdministration
from signaling.core.ids import AgentId, DeskId
from signaling.core.policy import DeskPolicy
from signaling.core.strategy import Strategy
from signaling.ports import DeskEntry, StaffAccount, StaffEntry, Unknown, VersionConflict
from signaling.version_ports import SERVER, Change

DESK = DeskId("desk-1")
FIRST = DeskEntry(DESK, "服务台", "12345", "[]", "[]", DeskPolicy(desk=DESK))
SECOND = replace(FIRST, phone="67890", policy=replace(FIRST.policy, strategy=Strategy.ROUND_ROBIN), version=2)
WANG = StaffAccount(StaffEntry(AgentId("wang"), "wang", "王老师", "administrator", None, False, 0), "hash", True)


@pytest.fixture
async def directory(database: Database) -> SqlAdministration:
    directory = SqlAdministration(database)
    await directory.add_desk(FIRST, 100)
    await directory.add_account(WANG, 100)
    return directory


@pytest.fixture
def versions(database: Database, directory: SqlAdministration) -> SqlDeskVersions:
    return SqlDeskVersions(database)


async def present(directory: SqlAdministration) -> DeskEntry:
    found = await directory.desk(DESK)
    assert found is not None
    return found


async def test_a_desk_begins_with_its_first_version(versions: SqlDeskVersions) -> None:
    (first,) = await versions.list(DESK, None, 10)
    assert (first.number, first.change, first.by_name) == (1, Change(100, SERVER), None)
    assert json.loads(first.document)["phone"] == "12345"


async def test_every_version_is_kept_with_who_made_it_and_why(
    versions: SqlDeskVersions, directory: SqlAdministration
) -> None:
    await versions.add(SECOND, Change(200, "wang", "new line", None))
    await versions.add(replace(FIRST, version=3), Change(300, "command-line", None, 1))
    assert [version.number for version in await versions.list(DESK, None, 10)] == [3, 2, 1]
    assert [version.number for version in await versions.list(DESK, 3, 1)] == [2]
    second = await versions.get(DESK, 2)
    assert second is not None
    assert (second.change, second.by_name) == (Change(200, "wang", "new line"), "王老师")
    assert json.loads(second.document)["strategy"] == "round_robin"
    assert await versions.get(DESK, 4) is None
    third, first = await versions.get(DESK, 3), await versions.get(DESK, 1)
    assert third is not None
    assert first is not None
    assert (third.document, third.change.restores) == (first.document, 1)
    assert await directory.desk(DESK) == replace(FIRST, version=3, policy=(await present(directory)).policy)
    assert await versions.present() == {DESK: 3}


async def test_of_two_changes_at_once_one_counts_and_the_other_is_told(
    versions: SqlDeskVersions, database_url: str
) -> None:
    other = Database(database_url)
    answers = await asyncio.gather(
        versions.add(SECOND, Change(200, "wang")),
        SqlDeskVersions(other).add(replace(SECOND, name="B"), Change(200, "wang")),
        return_exceptions=True,
    )
    await other.close()
    assert [type(answer) for answer in sorted(answers, key=lambda answer: answer is not None)] == [
        type(None),
        VersionConflict,
    ]
    assert [version.number for version in await versions.list(DESK, None, 10)] == [2, 1]


async def test_a_version_out_of_turn_changes_nothing(versions: SqlDeskVersions, directory: SqlAdministration) -> None:
    for number in (1, 3):
        with pytest.raises(VersionConflict):
            await versions.add(replace(SECOND, version=number), Change(200, "wang"))
    with pytest.raises(Unknown):
        await versions.add(replace(SECOND, id=DeskId("none")), Change(200, "wang"))
    assert (await present(directory)).phone == "12345"
    assert await versions.present() == {DESK: 1}


async def test_the_history_of_a_desk_that_was_there_before_begins_with_what_it_was_set_to(
    empty_database_url: str,
) -> None:
    migrate(empty_database_url, "0003")
    services = '[{"code":"card","title":{"zh-CN":"卡","en":"Card"},"papers":[]}]'
    row = {"services": services, "reasons": '["meal", "smoke"]', "rules": '{"strategy": "round_robin"}'}
    engine = writing_engine(empty_database_url)
    statement = "INSERT INTO desks VALUES ('desk-1', '服务台', '12345', :services, :reasons, :rules, 1)"
    in_transaction(engine, lambda connection: connection.execute(text(statement), row))
    engine.dispose()
    migrate(empty_database_url)
    database = Database(empty_database_url)
    (first,) = await SqlDeskVersions(database).list(DESK, None, 10)
    entry = await present(SqlAdministration(database))
    await database.close()
    assert (first.number, first.change.by, entry.version) == (1, SERVER, 1)
    assert first.change.at > 1_700_000_000_000
    assert json.loads(entry.break_reasons) == json.loads(first.document)["break_reasons"]
    assert json.loads(first.document) == {
        "name": "服务台",
        "phone": "12345",
        "services": json.loads(services),
        "break_reasons": [
            {"code": "meal", "title": {"zh-CN": "用餐", "en": "Meal"}},
            {"code": "smoke", "title": {"zh-CN": "smoke", "en": "smoke"}},
        ],
        "strategy": "round_robin",
    }
