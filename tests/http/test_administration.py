"""Sites, desks, kiosks and staff, as administrators see and change them."""

import json
from typing import Any

import httpx2
import pytest

from signaling.core.ids import DeskId
from signaling.core.limits import Limits
from signaling.core.strategy import Strategy
from signaling.service.announcements import CHANNEL, Changed
from signaling.service.desk_rules import LimitsPart

from .scene import PASSWORD, Scene, code_of
from .test_enrolment import Machine


async def test_a_fresh_server_has_a_desk_a_site_and_six_services(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        (site,) = (await chief.get("/api/v1/sites")).json()["items"]
        (desk,) = (await chief.get("/api/v1/desks")).json()["items"]
    assert site["desk"] == desk["id"]
    assert desk["phone"] == "12345"
    assert [service["title"]["zh-CN"] for service in desk["services"]] == [
        "社保卡补办",
        "居民医保参保",
        "长护险申请评估",
        "敬老卡申领",
        "居住证签注",
        "医保就医记录册更换",
    ]
    assert all(service["papers"] for service in desk["services"])
    assert desk["hours"]["weekly"] == [[[0, 1440]]] * 7


async def test_furnishing_again_changes_nothing(scene: Scene) -> None:
    await scene.furnish()
    assert len(await scene.directory.desks()) == 1
    assert len(await scene.directory.sites()) == 1


async def test_a_site_is_added_to_a_desk(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        added = await chief.post("/api/v1/sites", json={"name": " 五角场中心 ", "desk": "desk-1"})
        assert added.status_code == 201
        assert added.json()["name"] == "五角场中心"
        assert added.json() in (await chief.get("/api/v1/sites")).json()["items"]
        nowhere = await chief.post("/api/v1/sites", json={"name": "x", "desk": "desk-9"})
        assert code_of(nowhere) == (404, "unknown")
        assert "desk desk-9" in nowhere.json()["detail"]


async def test_a_desk_changes_only_in_what_is_given(scene: Scene) -> None:
    hours = {"zone": "Asia/Shanghai", "weekly": [[[540, 1020]]] * 5 + [[], []], "exceptions": {"2026-10-01": []}}
    services = [{"code": "card", "title": {"zh-CN": "卡", "en": "Card"}, "papers": [{"zh-CN": "证", "en": "ID"}]}]
    reasons = [{"code": "meal", "title": {"zh-CN": "用餐", "en": "Meal"}}]
    async with await scene.administrator() as chief:
        (before,) = (await chief.get("/api/v1/desks")).json()["items"]
        changed = await chief.patch("/api/v1/desks/desk-1", json={"phone": "021-12345", "hours": hours})
        assert changed.json() == before | {"version": 2, "phone": "021-12345", "hours": hours}
        changed = await chief.patch("/api/v1/desks/desk-1", json={"services": services, "break_reasons": reasons})
        assert changed.json() == before | {
            "version": 3,
            "phone": "021-12345",
            "hours": hours,
            "services": services,
            "break_reasons": reasons,
        }
        changed = await chief.patch("/api/v1/desks/desk-1", json={"strategy": "round_robin"})
        assert changed.json()["strategy"] == "round_robin"
        limits = before["limits"] | {"ring": 30_000}
        await chief.patch("/api/v1/desks/desk-1", json={"limits": limits})
    entry = await scene.directory.desk(DeskId("desk-1"))
    assert entry is not None
    assert entry.policy.limits == Limits(ring=30_000)
    assert entry.policy.strategy is Strategy.ROUND_ROBIN
    assert not entry.policy.hours.is_open(1_790_812_800_000 + 36_000_000)
    assert json.loads(entry.services) == services


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": {"zone": "Mars/Base", "weekly": [[]] * 7, "exceptions": {}}},
        {"hours": {"zone": "../../etc/passwd", "weekly": [[]] * 7, "exceptions": {}}},
        {"hours": {"zone": "Asia/Shanghai", "weekly": [[]] * 6, "exceptions": {}}},
        {"hours": {"zone": "Asia/Shanghai", "weekly": [[[600, 500]]] + [[]] * 6, "exceptions": {}}},
        {"hours": {"zone": "Asia/Shanghai", "weekly": [[[0, 700], [600, 800]]] + [[]] * 6, "exceptions": {}}},
        {"hours": {"zone": "Asia/Shanghai", "weekly": [[[0, 1441]]] + [[]] * 6, "exceptions": {}}},
        {"hours": {"zone": "Asia/Shanghai", "weekly": [[]] * 7, "exceptions": {"2026-02-30": []}}},
        {"strategy": "whoever"},
        {"limits": {"ring": 1}},
        {"limits": {"colour": 1}},
        {"name": ""},
        {"name": "x" * 201},
        {"phone": "<script>"},
        {"services": [{"code": "A B", "title": {"zh-CN": "", "en": ""}, "papers": []}]},
        {"break_reasons": [{"code": f"r{n}", "title": {"zh-CN": "一", "en": "one"}} for n in range(21)]},
        {"break_reasons": ["meal"]},
        {"fitting": {"services": {"care": {"level": 6}}}},
        {"fitting": {"services": {"care": {"relax_every": 10}}}},
        {"fitting": {"languages": {"Shanghainese": {"insist": 1000}}}},
        {"fitting": {"languages": {"wuu": {}}}},
        {"fitting": {"own_site": -1}},
        {"colour": "red"},
    ],
)
async def test_a_desk_that_could_not_work_is_refused(scene: Scene, wrong: dict[str, Any]) -> None:
    async with await scene.administrator() as chief:
        assert code_of(await chief.patch("/api/v1/desks/desk-1", json=wrong)) == (422, "invalid_request")


async def test_a_desk_that_is_not_there_cannot_be_changed(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        assert code_of(await chief.patch("/api/v1/desks/desk-9", json={})) == (404, "unknown")


def test_every_limit_can_be_set_and_has_the_cores_default() -> None:
    assert LimitsPart().model_dump() == {name: getattr(Limits(), name) for name in Limits.__slots__}


async def test_a_kiosk_is_renamed_moved_and_revoked_and_every_node_hears_of_it(scene: Scene) -> None:
    heard: list[Changed] = []

    async def listen(payload: str) -> None:
        heard.append(Changed.read(payload))

    await scene.bus.subscribe(CHANNEL, listen)
    machine = Machine(scene)
    kiosk = await machine.enrol()
    async with await scene.administrator() as chief:
        site = (await chief.post("/api/v1/sites", json={"name": "East", "desk": "desk-1"})).json()["id"]
        moved = await chief.patch(f"/api/v1/kiosks/{kiosk}", json={"name": "4号机", "site": site})
        assert (moved.json()["name"], moved.json()["site_name"]) == ("4号机", "East")
        renamed = await chief.patch(f"/api/v1/kiosks/{kiosk}", json={"name": "5号机"})
        assert (renamed.json()["name"], renamed.json()["site"]) == ("5号机", site)
        nowhere = await chief.patch(f"/api/v1/kiosks/{kiosk}", json={"site": "site-9"})
        assert code_of(nowhere) == (404, "unknown")
        assert (await chief.post(f"/api/v1/kiosks/{kiosk}/revoke")).status_code == 204
        assert (await chief.post(f"/api/v1/kiosks/{kiosk}/revoke")).status_code == 204
        (listed,) = (await chief.get("/api/v1/kiosks")).json()["items"]
        assert (listed["id"], listed["revoked"]) == (kiosk, True)
        for answer in (
            await chief.patch("/api/v1/kiosks/k-9", json={"name": "x"}),
            await chief.post("/api/v1/kiosks/k-9/revoke"),
        ):
            assert code_of(answer) == (404, "unknown")
    assert {(changed.kind, changed.id) for changed in heard} == {("kiosk", kiosk)}


async def add(chief: httpx2.AsyncClient, **account: Any) -> httpx2.Response:
    return await chief.post("/api/v1/staff", json={"name": "li", "display_name": "李老师", "role": "manager"} | account)


async def test_an_account_is_added_with_a_one_time_password(scene: Scene) -> None:
    async with await scene.administrator() as chief, scene.client() as browser:
        added = await add(chief, name="Li", role="agent", desk="desk-1")
        assert added.status_code == 201
        assert added.json()["staff"]["name"] == "li"
        assert added.json()["staff"]["must_change_password"] is True
        assert added.json()["staff"] in (await chief.get("/api/v1/staff")).json()["items"]
        password = added.json()["one_time_password"]
        signed_in = await browser.post("/api/v1/sign-in", json={"name": "li", "password": password})
        assert signed_in.json()["staff"]["must_change_password"] is True


async def test_accounts_that_could_not_work_are_refused(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        assert (await add(chief)).status_code == 201
        assert code_of(await add(chief, name="LI")) == (409, "name_taken")
        assert code_of(await add(chief, name="ma", role="agent")) == (422, "desk_missing")
        assert code_of(await add(chief, name="mb", desk="desk-9")) == (404, "unknown")
        for wrong in ({"name": "x"}, {"name": "a b"}, {"name": "a" * 65}, {"role": "root"}, {"display_name": " "}):
            assert code_of(await add(chief, **wrong)) == (422, "invalid_request")


async def test_an_account_changes_only_in_what_is_given(scene: Scene) -> None:
    token = await scene.token("wang")
    async with await scene.administrator() as chief, scene.client(token) as wang:
        scene.clock.later(1)
        named = await chief.patch("/api/v1/staff/id-wang", json={"display_name": "王老师", "role": None})
        assert (named.json()["display_name"], named.json()["role"], named.json()["desk"]) == (
            "王老师",
            "agent",
            "desk-1",
        )
        assert (await wang.get("/api/v1/me")).json()["display_name"] == "王老师"
        refused = await chief.patch("/api/v1/staff/id-wang", json={"desk": None})
        assert code_of(refused) == (422, "desk_missing")
        moved = await chief.patch("/api/v1/staff/id-wang", json={"role": "manager", "desk": None})
        assert (moved.json()["role"], moved.json()["desk"]) == ("manager", None)
        assert code_of(await chief.patch("/api/v1/staff/id-nobody", json={})) == (404, "unknown")


async def test_the_last_administrator_stays_one(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        for change in ({"disabled": True}, {"role": "manager"}):
            refused = await chief.patch("/api/v1/staff/id-chief", json=change)
            assert code_of(refused) == (409, "last_administrator")
        await scene.account("second", "administrator", None)
        assert (await chief.patch("/api/v1/staff/id-chief", json={"disabled": True})).status_code == 200


async def test_a_reset_password_ends_every_sign_in(scene: Scene) -> None:
    await scene.account("wang")
    async with await scene.administrator() as chief, scene.client() as browser:
        body = {"name": "wang", "password": PASSWORD}
        token = (await browser.post("/api/v1/sign-in", json=body)).json()["access_token"]
        scene.clock.later(1)
        password = (await chief.post("/api/v1/staff/id-wang/reset-password")).json()["one_time_password"]
        old = await browser.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert code_of(old) == (401, "token_invalid")
        assert code_of(await browser.post("/api/v1/token")) == (401, "not_signed_in")
        assert code_of(await browser.post("/api/v1/sign-in", json=body)) == (401, "bad_credentials")
        assert (await browser.post("/api/v1/sign-in", json=body | {"password": password})).status_code == 200
        assert code_of(await chief.post("/api/v1/staff/id-nobody/reset-password")) == (404, "unknown")


async def test_disabling_ends_the_sign_ins_and_enabling_does_not_bring_them_back(scene: Scene) -> None:
    await scene.account("wang")
    async with await scene.administrator() as chief, scene.client() as browser:
        await browser.post("/api/v1/sign-in", json={"name": "wang", "password": PASSWORD})
        await chief.patch("/api/v1/staff/id-wang", json={"disabled": True})
        await chief.patch("/api/v1/staff/id-wang", json={"disabled": False})
        assert code_of(await browser.post("/api/v1/token")) == (401, "not_signed_in")
