"""Every change of a desk is on the record, and can be compared, refused with a reason, and taken back."""

from dataclasses import replace
from typing import Any

import httpx2

from signaling.core.ids import DeskId
from signaling.http.api.desks import DeskChange, DeskPart
from signaling.service.announcements import CHANNEL, Changed
from signaling.service.first_start import FIRST_DESK

from .scene import NOW, Scene, code_of

DESK = "/api/v1/desks/desk-1"


async def change(browser: httpx2.AsyncClient, **given: Any) -> dict[str, Any]:
    answer = await browser.patch(DESK, json=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def history(browser: httpx2.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await browser.get(f"{DESK}/versions", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_change_says_who_made_it_when_why_and_what(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        limits = (await chief.get("/api/v1/desks")).json()["items"][0]["limits"]
        scene.clock.later(1_000)
        changed = await change(chief, version=1, limits=limits | {"ring": 30_000}, note="Agents asked for it.")
        assert changed["version"] == 2
        newest, first = (await history(chief))["items"]
    assert newest == {
        "number": 2,
        "at": NOW + 1_000,
        "by": "id-chief",
        "by_name": "Chief",
        "note": "Agents asked for it.",
        "restores": None,
        "changes": [{"path": "limits.ring", "before": limits["ring"], "after": 30_000}],
    }
    assert (first["number"], first["by"], first["by_name"], first["changes"]) == (1, "server", None, [])


async def test_what_changes_nothing_makes_no_version(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        await change(chief, phone="12345", note="nothing")
        assert [version["number"] for version in (await history(chief))["items"]] == [1]


async def test_services_days_and_rules_are_compared_by_what_they_are(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        (desk,) = (await chief.get("/api/v1/desks")).json()["items"]
        first, second, *rest = desk["services"]
        renamed = second | {"title": second["title"] | {"en": "Another"}}
        weekly = [[[540, 1020]], *desk["hours"]["weekly"][1:]]
        await change(
            chief,
            services=[renamed, *rest],
            hours=desk["hours"] | {"weekly": weekly, "exceptions": {"2026-10-01": []}},
            fitting={"languages": {"csl": {"insist": None}}},
        )
        await change(chief, services=[*rest, renamed])
        ordered, edited, _ = (await history(chief))["items"]
    codes = [service["code"] for service in (renamed, *rest)]
    assert ordered["changes"] == [{"path": "services", "before": codes, "after": [*codes[1:], codes[0]]}]
    assert {one["path"]: (one["before"], one["after"]) for one in edited["changes"]} == {
        "fitting.languages.csl": (None, {"insist": None}),
        "hours.weekly.0": ([[0, 1440]], [[540, 1020]]),
        "hours.exceptions.2026-10-01": (None, []),
        f"services.{first['code']}": (first, None),
        f"services.{second['code']}.title.en": (second["title"]["en"], "Another"),
    }


async def test_reasons_for_a_break_are_compared_by_what_they_are(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        (desk,) = (await chief.get("/api/v1/desks")).json()["items"]
        first, second, *rest = desk["break_reasons"]
        renamed = second | {"title": second["title"] | {"en": "Another"}}
        await change(chief, break_reasons=[renamed, *rest])
        await change(chief, break_reasons=[*rest, renamed])
        ordered, edited, _ = (await history(chief))["items"]
    codes = [reason["code"] for reason in (renamed, *rest)]
    assert ordered["changes"] == [{"path": "break_reasons", "before": codes, "after": [*codes[1:], codes[0]]}]
    assert edited["changes"] == [
        {"path": f"break_reasons.{first['code']}", "before": first, "after": None},
        {"path": f"break_reasons.{second['code']}.title.en", "before": second["title"]["en"], "after": "Another"},
    ]


async def test_what_could_not_be_told_apart_or_read_is_refused(scene: Scene) -> None:
    card = {"code": "card", "title": {"zh-CN": "卡", "en": "Card"}, "papers": [{"zh-CN": "证", "en": "  "}]}
    async with await scene.administrator() as chief:
        reasons = [{"code": "rest", "title": {"zh-CN": "休息", "en": ""}}] * 2
        refused = await chief.patch(DESK, json={"services": [card], "break_reasons": reasons})
        assert code_of(refused) == (422, "invalid_request")
        assert [(error["field"], error["code"]) for error in refused.json()["errors"]] == [
            ("services.0.papers.0.en", "missing"),
            ("break_reasons.0.title.en", "missing"),
            ("break_reasons.1.code", "twice"),
            ("break_reasons.1.title.en", "missing"),
        ]


async def test_what_was_kept_with_an_empty_title_stands_in_no_other_changes_way(scene: Scene) -> None:
    present = await scene.directory.desk(FIRST_DESK)
    assert present
    untitled = '[{"code": "rest", "title": {"zh-CN": "休息", "en": ""}}]'
    policy = replace(present.policy, desk=DeskId("desk-2"))
    old = replace(present, id=DeskId("desk-2"), break_reasons=untitled, policy=policy)
    await scene.directory.add_desk(old, NOW)
    async with await scene.administrator() as chief:
        changed = await chief.patch("/api/v1/desks/desk-2", json={"phone": "021-1"})
        assert (changed.status_code, changed.json()["phone"]) == (200, "021-1")


async def test_the_rule_of_a_service_goes_with_it_and_comes_back_with_it(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        services = (await chief.get("/api/v1/desks")).json()["items"][0]["services"]
        gone, kept = services[0]["code"], services[1]["code"]
        await change(chief, fitting={"services": {gone: {"level": 3}, kept: {"level": 2}, "elsewhere": {"level": 1}}})
        changed = await change(chief, services=services[1:])
        assert set(changed["fitting"]["services"]) == {kept, "elsewhere"}
        newest = (await history(chief, limit=1))["items"][0]
        assert {one["path"] for one in newest["changes"]} == {f"services.{gone}", f"fitting.services.{gone}"}
        back = (await chief.post(f"{DESK}/versions/2/restore", json={})).json()
        assert set(back["fitting"]["services"]) == {gone, kept, "elsewhere"}
        given = await change(chief, services=services[1:], fitting=back["fitting"])
        assert set(given["fitting"]["services"]) == {gone, kept, "elsewhere"}


async def test_an_old_version_is_in_force_again_as_a_new_one(scene: Scene) -> None:
    heard: list[Changed] = []

    async def listen(payload: str) -> None:
        heard.append(Changed.read(payload))

    async with await scene.administrator() as chief:
        before = (await chief.get("/api/v1/desks")).json()["items"][0]
        await change(chief, phone="021-1", strategy="round_robin")
        await scene.bus.subscribe(CHANNEL, listen)
        back = await chief.post(f"{DESK}/versions/1/restore", json={"version": 2, "note": "it rang nobody"})
        assert back.json() == before | {"version": 3}
        newest = (await history(chief, limit=1))["items"][0]
        assert (newest["number"], newest["restores"], newest["note"]) == (3, 1, "it rang nobody")
        assert {one["path"] for one in newest["changes"]} == {"phone", "strategy"}
        gone = await chief.post(f"{DESK}/versions/9/restore", json={})
        assert code_of(gone) == (404, "unknown")
    entry = await scene.directory.desk(DeskId("desk-1"))
    assert entry is not None
    assert (entry.phone, entry.version) == ("12345", 3)
    assert heard == [Changed("desk", "desk-1")]


async def test_the_second_of_two_who_change_at_once_is_told_who_was_first(scene: Scene) -> None:
    other = await scene.token("zhou", "administrator", None)
    async with await scene.administrator() as chief, scene.client(other) as zhou:
        await change(zhou, version=1, phone="021-1", note="moved")
        for late in (
            await chief.patch(DESK, json={"version": 1, "name": "Desk"}),
            await chief.post(f"{DESK}/versions/1/restore", json={"version": 1}),
        ):
            assert code_of(late) == (409, "changed_meanwhile")
            (made,) = late.json()["changed"]
            assert (made["number"], made["by"], made["by_name"], made["note"]) == (2, "id-zhou", "Zhou", "moved")
        both = await change(chief, version=2, name="Desk")
    assert (both["phone"], both["name"], both["version"]) == ("021-1", "Desk", 3)


async def test_bad_settings_are_refused_with_the_field_and_the_reason(scene: Scene) -> None:
    weekly = [[[600, 500]], *[[]] * 6]
    async with await scene.administrator() as chief:
        limits = (await chief.get("/api/v1/desks")).json()["items"][0]["limits"]
        refused = await chief.patch(
            DESK,
            json={
                "limits": limits | {"ring": 1, "colour": 2},
                "hours": {"zone": "Mars/Base", "weekly": weekly, "exceptions": {}},
                "phone": "x",
            },
        )
        assert code_of(refused) == (422, "invalid_request")
        assert [version["number"] for version in (await history(chief))["items"]] == [1]
    assert {error["field"]: error["reason"] for error in refused.json()["errors"]} == {
        "phone": "must match pattern '^[0-9+(). -]{3,40}$'",
        "hours.zone": "is not a time zone such as Asia/Shanghai",
        "hours.weekly": "spans must be in order, must not overlap, and must end after they begin",
        "limits.ring": "must be at least 5000",
        "limits.colour": "is not a field here",
    }


async def test_another_desk_that_is_named_must_be_there_and_another(scene: Scene) -> None:
    present = await scene.directory.desk(FIRST_DESK)
    assert present
    other = replace(present, id=DeskId("desk-2"), policy=replace(present.policy, desk=DeskId("desk-2")))
    await scene.directory.add_desk(other, NOW)
    async with await scene.administrator() as chief:
        wrong = {"services": {"card": {"desk": "desk-1"}, "care": {"desk": "nowhere"}, "pension": {"desk": "desk-2"}}}
        refused = await chief.patch(DESK, json={"fitting": wrong, "overflow": {"after": 60_000, "to": "desk-1"}})
        assert code_of(refused) == (422, "invalid_request")
        assert {error["field"]: error["reason"] for error in refused.json()["errors"]} == {
            "overflow.to": "must be another desk",
            "fitting.services.card.desk": "must be another desk",
            "fitting.services.care.desk": "is not the identifier of a desk",
        }
        changed = await change(chief, overflow={"after": 60_000, "to": "desk-2"})
        assert changed["overflow"] == {"after": 60_000, "to": "desk-2"}
        (made, _) = (await history(chief))["items"]
        assert made["changes"] == [
            {"path": "overflow.after", "before": 120_000, "after": 60_000},
            {"path": "overflow.to", "before": None, "after": "desk-2"},
        ]


async def test_the_history_comes_in_pieces_newest_first(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        for number in range(5):
            await change(chief, phone=f"021-{number}")
        newest = await history(chief, limit=4)
        assert [version["number"] for version in newest["items"]] == [6, 5, 4, 3]
        assert all(version["changes"] for version in newest["items"])
        oldest = await history(chief, limit=4, before=newest["next"])
        assert ([version["number"] for version in oldest["items"]], oldest["next"]) == ([2, 1], None)
        assert code_of(await chief.get(f"{DESK}/versions", params={"limit": 51})) == (422, "invalid_request")
        assert code_of(await chief.get("/api/v1/desks/desk-9/versions")) == (404, "unknown")


async def test_one_version_is_shown_whole_and_against_any_other(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        await change(chief, phone="021-1")
        await change(chief, strategy="round_robin")
        third = (await chief.get(f"{DESK}/versions/3")).json()
        assert (third["settings"]["phone"], third["settings"]["strategy"]) == ("021-1", "round_robin")
        assert [one["path"] for one in third["changes"]] == ["strategy"]
        back = (await chief.get(f"{DESK}/versions/1", params={"against": 3})).json()
        assert {one["path"]: one["after"] for one in back["changes"]} == {
            "phone": "12345",
            "strategy": "longest_idle",
        }
        assert code_of(await chief.get(f"{DESK}/versions/4")) == (404, "unknown")


def test_every_setting_can_be_changed() -> None:
    assert set(DeskChange.model_fields) - {"note"} == set(DeskPart.model_fields) - {"id"}
