"""What a guide was, when and by whom, on every database: `GuideVersions`."""

import asyncio

import pytest

from signaling.adapters.clock import SystemClock
from signaling.adapters.database import Database
from signaling.adapters.sql_directory import SqlAdministration
from signaling.adapters.sql_guides import SqlGuideVersions
from signaling.core.ids import AgentId
from signaling.guide_ports import ServiceCode
from signaling.ports import StaffAccount, StaffEntry, VersionConflict
from signaling.service.first_start import SHIPPED_GUIDES, furnish_guides
from signaling.version_ports import SERVER, Change, Version

CARD, BOOK = ServiceCode("elderly-card"), ServiceCode("medical-record-book")
WANG = StaffAccount(StaffEntry(AgentId("wang"), "wang", "王老师", "manager", None, False, 0), "hash", True)
FIRST = Version(1, Change(100, SERVER), None, '{"first": true}')
SECOND = Version(2, Change(200, "wang", "clearer", None), "王老师", '{"first": false}')


@pytest.fixture
async def versions(database: Database) -> SqlGuideVersions:
    await SqlAdministration(database).add_account(WANG, 100)
    return SqlGuideVersions(database)


async def add(versions: SqlGuideVersions, version: Version, service: ServiceCode = CARD) -> None:
    await versions.add(service, version.number, version.document, version.change)


async def test_every_version_is_kept_and_the_newest_of_each_service_is_the_present_one(
    versions: SqlGuideVersions,
) -> None:
    assert await versions.newest() == {}
    await add(versions, FIRST)
    await add(versions, SECOND)
    await add(versions, FIRST, BOOK)
    assert await versions.list(CARD, None, 10) == [SECOND, FIRST]
    assert await versions.list(CARD, 2, 10) == [FIRST]
    assert await versions.list(CARD, None, 1) == [SECOND]
    assert (await versions.get(CARD, 1), await versions.get(CARD, 3)) == (FIRST, None)
    assert await versions.newest() == {CARD: SECOND, BOOK: FIRST}


@pytest.mark.parametrize("number", [0, 1, 3])
async def test_a_version_out_of_turn_is_refused(versions: SqlGuideVersions, number: int) -> None:
    await add(versions, FIRST)
    with pytest.raises(VersionConflict):
        await versions.add(CARD, number, "{}", Change(200, "wang"))
    assert await versions.list(CARD, None, 10) == [FIRST]


async def test_of_two_changes_at_once_one_counts_and_the_other_is_told(
    versions: SqlGuideVersions, database_url: str
) -> None:
    await add(versions, FIRST)
    other = Database(database_url)
    answers = await asyncio.gather(add(versions, SECOND), add(SqlGuideVersions(other), SECOND), return_exceptions=True)
    await other.close()
    assert {type(answer) for answer in answers} == {type(None), VersionConflict}
    assert await versions.list(CARD, None, 10) == [SECOND, FIRST]


async def test_a_fresh_server_has_the_shipped_guides_and_keeps_what_was_made_of_them(
    versions: SqlGuideVersions,
) -> None:
    clock = SystemClock()
    await furnish_guides(versions, clock)
    assert {version.change.by for version in (await versions.newest()).values()} == {SERVER}
    await add(versions, SECOND)
    await furnish_guides(versions, clock)
    assert {service: version.number for service, version in (await versions.newest()).items()} == {
        ServiceCode(file.stem): 2 if file.stem == CARD else 1 for file in SHIPPED_GUIDES.glob("*.yaml")
    }
