"""What managers read of sessions, and what supervisors may."""

import pytest

from signaling.adapters.sql_log import SqlDeskLog
from signaling.core.events import SessionTurnedAway
from signaling.core.ids import DeskId, KioskId, SessionId, SiteId
from signaling.core.limits import SECOND
from signaling.core.session import Context, EndReason
from signaling.service.first_start import FIRST_DESK
from tests.contracts.story import Story

from .scene import NOW, Scene, code_of


@pytest.fixture
async def turned_away(scene: Scene) -> list[str]:
    """Five at one desk, two at another."""
    log = SqlDeskLog(scene.database)
    for desk, count in (("desk-1", 5), ("desk-2", 2)):
        events = [
            SessionTurnedAway(
                at=NOW + number,
                session=SessionId(f"{desk}-{number}"),
                kiosk=KioskId(f"kiosk-{number}"),
                site=SiteId("site-1"),
                context=Context("elderly-card" if number else None, None, "zh-CN"),
                reason=EndReason.NO_AGENT,
            )
            for number in range(count)
        ]
        await log.append(DeskId(desk), 0, events)
    return [f"desk-1-{number}" for number in range(5)]


@pytest.mark.usefixtures("turned_away")
async def test_the_newest_come_first_page_by_page(scene: Scene) -> None:
    async with scene.client(await scene.token("boss", "manager", None)) as manager:
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = (
                await manager.get("/api/v1/sessions", params={"limit": 3, **({"cursor": cursor} if cursor else {})})
            ).json()
            seen += [row["id"] for row in page["items"]]
            cursor = page["next"]
    assert len(seen) == len(set(seen)) == 7
    assert seen[0] == "desk-1-4"
    assert seen[-1].endswith("-0")


@pytest.mark.usefixtures("turned_away")
async def test_filters_narrow(scene: Scene) -> None:
    async with scene.client(await scene.token("boss", "manager", None)) as manager:

        async def count(**wanted: str | int) -> int:
            return len((await manager.get("/api/v1/sessions", params=wanted)).json()["items"])

        assert await count(**{"from": NOW + 1, "to": NOW + 3}) == 3
        assert await count(service="elderly-card") == 5
        assert await count(kiosk="kiosk-1") == 2
        assert await count(site="site-9") == 0
        assert await count(end_reason="no_agent") == 7
        assert await count(outcome="solved") == 0
        assert await count(agent="id-wang", rating=5) == 0


async def test_a_record_has_names_and_its_timeline(scene: Scene, turned_away: list[str]) -> None:
    async with scene.client(await scene.token("boss", "manager", None)) as manager:
        record = (await manager.get(f"/api/v1/sessions/{turned_away[1]}")).json()
        assert record["site_name"] == "社区事务受理服务中心 / Community service centre"
        assert record["kiosk_name"] == "kiosk-1"
        assert (record["agent"], record["agent_name"], record["rings_list"]) == (None, None, [])
        assert record["end_reason"] == "no_agent"
        entries = (await manager.get(f"/api/v1/sessions/{turned_away[1]}/timeline")).json()["entries"]
        assert [(entry["origin"], entry["kind"]) for entry in entries] == [("desk", "session_turned_away")]
        assert entries[0]["data"]["reason"] == "no_agent"


@pytest.mark.usefixtures("turned_away")
async def test_a_supervisor_sees_the_own_desk_only(scene: Scene) -> None:
    async with scene.client(await scene.token("lead", "supervisor")) as supervisor:
        rows = (await supervisor.get("/api/v1/sessions")).json()["items"]
        assert {row["desk"] for row in rows} == {"desk-1"}
        assert (await supervisor.get("/api/v1/sessions/desk-1-0")).status_code == 200
        for path in ("/api/v1/sessions/desk-2-0", "/api/v1/sessions/desk-2-0/timeline", "/api/v1/sessions/nothing"):
            assert code_of(await supervisor.get(path)) == (404, "unknown")


@pytest.mark.parametrize(
    "query",
    [
        "cursor=nonsense",
        "cursor=" + "x" * 201,
        "limit=0",
        "limit=201",
        "from=yesterday",
        "rating=6",
        "end_reason=bored",
        "colour=red",
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(scene: Scene, query: str) -> None:
    async with scene.client(await scene.token("boss", "manager", None)) as manager:
        assert code_of(await manager.get(f"/api/v1/sessions?{query}")) == (422, "invalid_request")


async def test_why_somebody_was_rung_is_told_to_who_has_the_session_and_to_nobody_else(scene: Scene) -> None:
    mine, theirs = await scene.token("mine"), await scene.token("theirs")
    story = Story(FIRST_DESK)
    story.arrive("id-theirs")
    session = story.touch()
    story.later(90 * SECOND)
    story.sign_in("id-mine")
    story.later(3 * SECOND)
    log = SqlDeskLog(scene.database)
    await log.append(FIRST_DESK, 0, story.events)
    path = f"/api/v1/sessions/{session}/routing"
    async with scene.client(mine) as agent, scene.client(theirs) as other:
        answer = (await agent.get(path)).raise_for_status().json()
        assert [(spell["kind"], (spell["until"] or 0) - spell["since"]) for spell in answer["spells"][:1]] == [
            ("nobody_free", 90 * SECOND)
        ]
        (ring,) = answer["rings"]
        assert (ring["mine"], ring["name"], ring["strategy"]) == (True, "Mine", "longest_idle")
        assert (ring["asked_by"], answer["hand_over"]) == (None, None)
        assert "agent" not in str(answer)
        assert code_of(await other.get(path)) == (404, "unknown")

        appended = len(story.events)
        story.accept(session)
        story.media_ready(session)
        story.end(session)
        story.finish(session)
        await log.append(FIRST_DESK, appended, story.events[appended:])
        assert code_of(await agent.get(path)) == (404, "unknown")
    async with scene.client(await scene.token("boss", "manager", None)) as manager:
        assert code_of(await manager.get(path)) == (403, "forbidden")
