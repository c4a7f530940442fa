"""Codes that let nobody in; those that do are in the scenarios, where there are talks."""

import pytest

from .scene import Scene, code_of


@pytest.mark.parametrize(
    "code", ["", "1234567", "123456789", "1234 5678", "1234567a", "１２３４５６７８", 12345678, None]
)
async def test_what_is_no_code_is_refused_before_it_is_compared(scene: Scene, code: object) -> None:
    async with scene.client() as browser:
        assert code_of(await browser.post("/api/v1/guests", json={"code": code})) == (422, "invalid_request")


async def test_whoever_guesses_is_stopped_and_others_are_not(scene: Scene) -> None:
    async with scene.client() as browser:
        for number in range(10):
            guess = await browser.post("/api/v1/guests", json={"code": f"{number:08d}"})
            assert code_of(guess) == (404, "code_refused")
        stopped = await browser.post("/api/v1/guests", json={"code": "99999999"})
        assert code_of(stopped) == (429, "too_many_attempts")
        assert stopped.headers["retry-after"] == "600"
    async with scene.client(host="192.0.2.8") as other:
        assert code_of(await other.post("/api/v1/guests", json={"code": "00000000"})) == (404, "code_refused")


async def test_whoever_guesses_from_many_addresses_is_stopped_too(scene: Scene) -> None:
    answers = set[tuple[int, str]]()
    for machine in range(21):
        async with scene.client(host=f"192.0.2.{machine + 10}") as browser:
            answers = {code_of(await browser.post("/api/v1/guests", json={"code": f"{n:08d}"})) for n in range(10)}
            if machine < 20:
                assert answers == {(404, "code_refused")}
    assert answers == {(429, "too_many_attempts")}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x.y.z", "Basic abc"])
async def test_nothing_is_renewed_without_a_token(scene: Scene, header: str) -> None:
    async with scene.client() as browser:
        answer = await browser.post("/api/v1/guests/token", headers={"Authorization": header})
    assert code_of(answer) == (401, "token_invalid")


async def test_a_page_of_another_origin_gives_no_codes(scene: Scene) -> None:
    async with scene.client() as browser:
        foreign = {"Origin": "https://evil.example"}
        for path in ("", "/token"):
            answer = await browser.post(f"/api/v1/guests{path}", json={"code": "12345678"}, headers=foreign)
            assert code_of(answer) == (403, "origin_refused")
