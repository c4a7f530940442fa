"""Staff sign in, stay signed in, and are signed out when something is wrong."""

import asyncio
from dataclasses import replace

import httpx2
import pytest

from signaling.service.identity import ROTATION_GRACE, SIGN_IN_LIFETIME

from .scene import PASSWORD, Scene, code_of

COOKIE = "__Host-bangban"
NEW = "another long password"


async def sign_in(client: httpx2.AsyncClient, name: str = "wang", password: str = PASSWORD) -> httpx2.Response:
    return await client.post("/api/v1/sign-in", json={"name": name, "password": password})


async def renew(scene: Scene, cookie: str) -> httpx2.Response:
    async with scene.client() as browser:
        return await browser.post("/api/v1/token", headers={"Cookie": f"{COOKIE}={cookie}"})


async def test_sign_in_answers_who_it_is_with_a_token_that_works(scene: Scene) -> None:
    account = await scene.account("wang")
    async with scene.client() as browser:
        answer = await sign_in(browser)
        assert answer.status_code == 200
        body = answer.json()
        assert body["expires_at"] == scene.clock.now() + 15 * 60_000
        assert body["staff"] == {
            "id": account.entry.id,
            "name": "wang",
            "display_name": "Wang",
            "role": "agent",
            "desk": "desk-1",
            "must_change_password": False,
            "disabled": False,
            "profile": {"skills": {}, "languages": [], "sites": []},
        }
        me = await browser.get("/api/v1/me", headers={"Authorization": f"Bearer {body['access_token']}"})
        assert me.json() == body["staff"]


@pytest.mark.parametrize("typed", ["WANG", " wang ", "ｗａｎｇ"])
async def test_a_name_is_the_same_however_it_is_typed(scene: Scene, typed: str) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        assert (await sign_in(browser, typed)).status_code == 200


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        value, *flags = (await sign_in(browser)).headers["set-cookie"].split("; ")
    assert value.startswith(f"{COOKIE}=")
    assert {flag.lower() for flag in flags} == {"httponly", "secure", "samesite=strict", "path=/", "max-age=43200"}


async def test_wrong_password_unknown_name_and_disabled_account_look_the_same(scene: Scene) -> None:
    await scene.account("wang")
    gone = await scene.account("gone")
    await scene.directory.save_account(replace(gone, entry=replace(gone.entry, disabled=True)))
    async with scene.client() as browser:
        answers = [
            await sign_in(browser, "wang", "wrong"),
            await sign_in(browser, "nobody"),
            await sign_in(browser, "gone"),
        ]
    assert {code_of(answer) for answer in answers} == {(401, "bad_credentials")}
    assert len({answer.text for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_an_unknown_name_costs_a_password_check_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    real = scene.passwords.match

    async def match(password_hash: str | None, password: str) -> bool:
        checked.append(password_hash)
        return await real(password_hash, password)

    monkeypatch.setattr(scene.passwords, "match", match)
    async with scene.client() as browser:
        await sign_in(browser, "nobody")
    assert checked == [None]


async def test_ten_wrong_passwords_close_a_name_even_to_the_right_one(scene: Scene) -> None:
    await scene.account("wang")
    await scene.account("li")
    async with scene.client(host="192.0.2.1") as attacker:
        answers = await asyncio.gather(*(sign_in(attacker, "wang", f"guess {number}") for number in range(12)))
    assert (
        sorted(code_of(answer) for answer in answers)
        == [(401, "bad_credentials")] * 10 + [(429, "too_many_attempts")] * 2
    )
    async with scene.client(host="192.0.2.2") as elsewhere:
        refused = await sign_in(elsewhere, "wang")
        assert code_of(refused) == (429, "too_many_attempts")
        assert refused.headers["retry-after"] == "600"
        assert (await sign_in(elsewhere, "li")).status_code == 200


async def test_thirty_failures_close_an_address_whatever_the_names(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client(host="2001:db8::1") as attacker:
        for number in range(30):
            assert code_of(await sign_in(attacker, f"name{number}", "wrong")) == (401, "bad_credentials")
        assert code_of(await sign_in(attacker)) == (429, "too_many_attempts")
    async with scene.client(host="2001:db8::ffff") as same_network:
        assert code_of(await sign_in(same_network)) == (429, "too_many_attempts")
    async with scene.client(host="2001:db8:1::1") as elsewhere:
        assert (await sign_in(elsewhere)).status_code == 200


async def test_an_office_that_signs_in_at_eight_is_not_an_attack(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        assert {(await sign_in(browser)).status_code for _ in range(40)} == {200}


async def test_the_cookie_gives_a_fresh_token_and_is_replaced(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        first = browser.cookies[COOKIE]
        scene.clock.later(14 * 60_000)
        answer = await browser.post("/api/v1/token")
        assert answer.json()["expires_at"] == scene.clock.now() + 15 * 60_000
        assert browser.cookies[COOKIE] != first


async def test_two_tabs_that_renew_at_once_both_stay_signed_in(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        first = browser.cookies[COOKIE]
    answers = await asyncio.gather(*(renew(scene, first) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    (next_cookie,) = {answer.cookies[COOKIE] for answer in answers}
    scene.clock.later(ROTATION_GRACE + 1)
    assert (await renew(scene, next_cookie)).status_code == 200


async def test_an_old_cookie_ends_the_sign_in_for_thief_and_owner(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        stolen = browser.cookies[COOKIE]
        await browser.post("/api/v1/token")
        scene.clock.later(ROTATION_GRACE + 1)
        assert code_of(await renew(scene, stolen)) == (401, "not_signed_in")
        assert code_of(await browser.post("/api/v1/token")) == (401, "not_signed_in")


async def test_a_cookie_replaced_twice_is_refused_at_once(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        stolen = browser.cookies[COOKIE]
        await browser.post("/api/v1/token")
        await browser.post("/api/v1/token")
        assert code_of(await renew(scene, stolen)) == (401, "not_signed_in")


@pytest.mark.parametrize("cookie", ["", ".", "nobody.nothing", "x" * 128, "x" * 129])
async def test_a_cookie_that_is_none_is_refused(scene: Scene, cookie: str) -> None:
    assert (await renew(scene, cookie)).status_code in {401, 422}


async def test_a_sign_in_ends_after_twelve_hours_however_often_it_was_renewed(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        scene.clock.later(SIGN_IN_LIFETIME // 2)
        cookie = (await browser.post("/api/v1/token")).cookies[COOKIE]
    scene.clock.later(SIGN_IN_LIFETIME // 2)
    assert code_of(await renew(scene, cookie)) == (401, "not_signed_in")


async def test_signing_out_ends_the_sign_in_and_takes_the_cookie_back(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        cookie = browser.cookies[COOKIE]
        answer = await browser.post("/api/v1/sign-out")
        assert answer.status_code == 204
        assert "max-age=0" in answer.headers["set-cookie"].lower()
        assert COOKIE not in browser.cookies
    assert code_of(await renew(scene, cookie)) == (401, "not_signed_in")


async def test_signing_out_twice_is_no_fault(scene: Scene) -> None:
    async with scene.client() as browser:
        assert (await browser.post("/api/v1/sign-out")).status_code == 204


@pytest.mark.parametrize("path", ["/api/v1/token", "/api/v1/sign-out", "/api/v1/sign-in"])
@pytest.mark.parametrize(
    "origin", ["https://evil.test", "null", "http://bangban.test", "https://bangban.test.evil.test"]
)
async def test_another_origin_can_do_nothing_with_the_cookie(scene: Scene, path: str, origin: str) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        body = {"name": "wang", "password": PASSWORD}
        answer = await browser.post(path, headers={"Origin": origin}, json=body)
        assert code_of(answer) == (403, "origin_refused")


async def test_a_cookie_without_an_origin_is_refused(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        del browser.headers["Origin"]
        assert code_of(await browser.post("/api/v1/token")) == (403, "origin_refused")


async def test_a_program_without_an_origin_can_sign_in(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as program:
        del program.headers["Origin"]
        assert (await sign_in(program)).status_code == 200


async def change(browser: httpx2.AsyncClient, token: str, current: str, new: str) -> httpx2.Response:
    return await browser.post(
        "/api/v1/password", json={"current": current, "new": new}, headers={"Authorization": f"Bearer {token}"}
    )


async def test_a_one_time_password_opens_nothing_but_its_own_change(scene: Scene) -> None:
    await scene.account("boss", "administrator", None, must_change_password=True)
    async with scene.client() as browser:
        body = (await sign_in(browser, "boss")).json()
        assert body["staff"]["must_change_password"] is True
        authorised = {"Authorization": f"Bearer {body['access_token']}"}
        for path in ("/api/v1/me", "/api/v1/sites", "/api/v1/staff", "/api/v1/sessions"):
            assert code_of(await browser.get(path, headers=authorised)) == (403, "password_change_required")
        scene.clock.later(5_000)
        assert (await change(browser, body["access_token"], PASSWORD, NEW)).status_code == 204
        renewed = (await browser.post("/api/v1/token")).json()
        assert renewed["staff"]["must_change_password"] is False
        fresh = {"Authorization": f"Bearer {renewed['access_token']}"}
        assert (await browser.get("/api/v1/staff", headers=fresh)).status_code == 200


async def test_a_changed_password_ends_every_other_sign_in_and_every_token(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as here, scene.client() as elsewhere:
        token = (await sign_in(here)).json()["access_token"]
        other = (await sign_in(elsewhere)).json()["access_token"]
        scene.clock.later(1)
        assert (await change(here, token, PASSWORD, NEW)).status_code == 204
        for old in (token, other):
            me = await here.get("/api/v1/me", headers={"Authorization": f"Bearer {old}"})
            assert code_of(me) == (401, "token_invalid")
        assert code_of(await elsewhere.post("/api/v1/token")) == (401, "not_signed_in")
        assert (await here.post("/api/v1/token")).status_code == 200
        assert code_of(await sign_in(elsewhere)) == (401, "bad_credentials")
        assert (await sign_in(elsewhere, password=NEW)).status_code == 200


@pytest.mark.parametrize(
    "new", ["short", "wang-and-more", "WANG1234567", "aaaaaaaaaaaa", PASSWORD, "x" * 100 + "yzabc" * 20]
)
async def test_a_weak_password_is_not_taken(scene: Scene, new: str) -> None:
    token = await scene.token("wang")
    async with scene.client() as browser:
        assert code_of(await change(browser, token, PASSWORD, new)) == (422, "weak_password")
        assert (await sign_in(browser)).status_code == 200


async def test_guessing_the_current_password_is_limited(scene: Scene) -> None:
    token = await scene.token("wang")
    async with scene.client() as browser:
        for _ in range(10):
            assert code_of(await change(browser, token, "wrong", NEW)) == (401, "bad_credentials")
        assert code_of(await change(browser, token, PASSWORD, NEW)) == (429, "too_many_attempts")


async def test_no_secret_is_kept_in_clear(scene: Scene) -> None:
    await scene.account("wang")
    async with scene.client() as browser:
        await sign_in(browser)
        secret = browser.cookies[COOKIE].partition(".")[2]
    dump = await scene.database.read(
        lambda connection: str(
            [connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in ("staff", "sign_ins")]
        )
    )
    assert secret not in dump
    assert PASSWORD not in dump
