"""Whatever goes wrong is answered with a problem document, and tells nothing that it should not."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from signaling.http.problems import MEANING, ProblemCode
from signaling.http.security import MAX_BODY
from signaling.ports import StorageUnavailable

from .scene import Scene, code_of

SIGN_IN = "/api/v1/sign-in"


async def test_an_address_that_is_not_there(scene: Scene) -> None:
    async with scene.client() as browser:
        assert code_of(await browser.get("/api/v1/nothing")) == (404, "not_found")
        assert code_of(await browser.get("/nothing")) == (404, "not_found")


async def test_a_method_that_is_not_taken(scene: Scene) -> None:
    async with scene.client() as browser:
        answer = await browser.delete(SIGN_IN)
        assert code_of(answer) == (405, "method_not_allowed")
        assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"name": "a"}', b'{"name": 1, "password": "b"}', b"[" * 30_000],
    ids=["empty", "half", "list", "null", "not UTF-8", "field missing", "wrong type", "deep"],
)
async def test_a_body_that_is_not_what_was_asked_for(scene: Scene, body: bytes) -> None:
    async with scene.client() as browser:
        answer = await browser.post(SIGN_IN, content=body, headers={"Content-Type": "application/json"})
        assert code_of(answer) == (422, "invalid_request")


async def test_a_form_cannot_sign_in(scene: Scene) -> None:
    """A page of another origin can send a form, or text, without asking first."""
    body = json.dumps({"name": "a", "password": "b"})
    async with scene.client() as browser:
        for kind in ("application/x-www-form-urlencoded", "text/plain", ""):
            answer = await browser.post(SIGN_IN, content=body, headers={"Content-Type": kind})
            assert code_of(answer) == (422, "invalid_request")


async def test_a_refusal_says_which_field_and_never_what_was_in_it(scene: Scene) -> None:
    body = {"name": "wang", "password": "hush" * 100, "extra": "hush"}
    async with scene.client() as browser:
        answer = await browser.post(SIGN_IN, json=body)
        assert code_of(answer) == (422, "invalid_request")
        assert "body.password" in answer.json()["detail"]
        assert "body.extra" in answer.json()["detail"]
        assert "hush" not in answer.text


async def test_a_body_that_is_too_long_is_not_read(scene: Scene) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (MAX_BODY // 8)

    async with scene.client() as browser:
        assert code_of(await browser.post(SIGN_IN, content=b" " * (MAX_BODY + 1))) == (413, "too_long")
        streamed = await browser.post(SIGN_IN, content=pieces(), headers={"Content-Type": "application/json"})
        assert code_of(streamed) == (413, "too_long")


async def test_a_length_that_is_no_number_is_refused(scene: Scene) -> None:
    async with scene.client() as browser:
        answer = await browser.post(SIGN_IN, content=b"{}", headers={"Content-Length": "-1"})
        assert code_of(answer) == (413, "too_long")


async def failing(scene: Scene, monkeypatch: pytest.MonkeyPatch, error: Exception) -> httpx2.Response:
    async def fail(*_: object) -> None:
        raise error

    token = await scene.token("chief", "administrator", None)
    monkeypatch.setattr(type(scene.directory), "sites", fail)
    async with scene.client(token) as browser:
        return await browser.get("/api/v1/sites")


async def test_a_fault_of_ours_tells_nothing_about_itself(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await failing(scene, monkeypatch, RuntimeError("secret of the inside"))
    assert code_of(answer) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_database_that_is_away_is_said_to_be(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await failing(scene, monkeypatch, StorageUnavailable("disk at /dev/sdb is full"))
    assert code_of(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"
    assert "/dev" not in answer.text


def test_every_problem_has_a_status_and_a_sentence() -> None:
    assert set(MEANING) == set(ProblemCode)
    assert all(400 <= status < 600 and title.endswith(".") for status, title in MEANING.values())


async def test_the_description_names_every_operation_and_its_problems(scene: Scene) -> None:
    async with scene.client() as browser:
        schema = (await browser.get("/api/v1/openapi.json")).json()
    assert schema["openapi"].startswith("3.")
    operations = [operation for methods in schema["paths"].values() for operation in methods.values()]
    identifiers = [operation["operationId"] for operation in operations]
    assert len(identifiers) == len(set(identifiers))
    assert all(operation["tags"] for operation in operations)
    references = set(_references(schema))
    assert references <= {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    documented = {"#/components/schemas/ProblemDocument"}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            if path.startswith("/api/") and operation["operationId"] != "get_kiosk_challenge":
                assert documented <= set(_references(operation)), operation["operationId"]


def _references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [found for value in part.values() for found in _references(value)]
    if isinstance(part, list):
        return [found for value in part for found in _references(value)]
    return []


async def test_a_server_that_is_not_ready_says_what_is_missing(scene: Scene) -> None:
    async with scene.client() as browser:
        assert (await browser.get("/readyz")).json() == {"ready": True, "checks": {"database": True, "bus": True}}
        scene.well = False
        answer = await browser.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "checks": {"database": False, "bus": False}}
        assert (await browser.get("/healthz")).status_code == 200
        assert (await browser.get("/version")).json()["protocol"] == 1
