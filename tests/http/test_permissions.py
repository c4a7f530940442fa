"""One table says who may do what; every operation is asked with every role."""

from typing import Any, get_args

import pytest

from signaling.http.permissions import ALLOWED, PUBLIC
from signaling.ports import Role
from signaling.service.first_start import FIRST_DESK

from .scene import Scene, code_of

ROLES: tuple[Role, ...] = get_args(Role)
OPEN_TO_ANYBODY = PUBLIC | {"get_health", "get_readiness", "get_version"}


def operations(scene: Scene) -> dict[str, tuple[str, str]]:
    paths: dict[str, Any] = scene.app.openapi()["paths"]
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


async def test_the_table_names_every_operation_and_no_other(scene: Scene) -> None:
    assert set(operations(scene)) == set(ALLOWED) | OPEN_TO_ANYBODY
    assert not set(ALLOWED) & OPEN_TO_ANYBODY


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_may_do_what_the_table_says_and_nothing_else(scene: Scene, role: Role) -> None:
    desk = FIRST_DESK if role in {"agent", "supervisor"} else None
    async with scene.client(await scene.token("somebody", role, desk)) as browser:
        for operation, (method, path) in operations(scene).items():
            if operation in OPEN_TO_ANYBODY:
                continue
            answer = await browser.request(method, path.replace("{", "").replace("}", ""))
            if role in ALLOWED[operation]:
                # Let in: then it is refused, if at all, for what it asks and not for who asks.
                assert answer.status_code in {200, 404, 422}, (operation, answer.text)
            else:
                assert code_of(answer) == (403, "forbidden"), operation


async def test_nobody_is_let_in_without_a_token(scene: Scene) -> None:
    async with scene.client() as browser:
        for operation, (method, path) in operations(scene).items():
            if operation in OPEN_TO_ANYBODY:
                continue
            answer = await browser.request(method, path.replace("{", "").replace("}", ""))
            assert code_of(answer) == (401, "not_signed_in"), operation
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x.y.z", "Basic YWRtaW46YWRtaW4=", "x" * 5000])
async def test_what_is_no_token_is_refused(scene: Scene, header: str) -> None:
    async with scene.client() as browser:
        answer = await browser.get("/api/v1/me", headers={"Authorization": header})
    assert code_of(answer)[0] == 401


async def test_a_kiosks_token_is_not_a_persons(scene: Scene) -> None:
    token = scene.tokens.issue_kiosk("k", scene.clock.now()).token  # type: ignore[arg-type]
    async with scene.client(token) as browser:
        assert code_of(await browser.get("/api/v1/me")) == (401, "token_invalid")


async def test_an_expired_token_says_so(scene: Scene) -> None:
    token = await scene.token("wang")
    scene.clock.later(15 * 60_000)
    async with scene.client(token) as browser:
        assert code_of(await browser.get("/api/v1/me")) == (401, "token_expired")


async def test_lost_rights_are_lost_at_once(scene: Scene) -> None:
    """The token still says what the account was; the directory says what it is."""
    token = await scene.token("chief", "administrator", None)
    await scene.account("second", "administrator", None)
    async with scene.client(token) as chief:
        scene.clock.later(1)
        demoted = await chief.patch("/api/v1/staff/id-chief", json={"role": "manager"})
        assert demoted.status_code == 200
        assert code_of(await chief.get("/api/v1/staff")) == (401, "token_invalid")


async def test_a_disabled_account_is_out_at_once(scene: Scene) -> None:
    token = await scene.token("wang")
    async with scene.client(token) as wang, await scene.administrator() as chief:
        await chief.patch("/api/v1/staff/id-wang", json={"disabled": True})
        assert code_of(await wang.get("/api/v1/me")) == (403, "revoked")


async def test_a_deleted_subject_is_out(scene: Scene) -> None:
    account = await scene.account("wang")
    entry = account.entry
    token = scene.tokens.issue_staff(type(entry)(**{**_fields(entry), "id": "id-ghost"}), False, scene.clock.now())
    async with scene.client(token.token) as ghost:
        assert code_of(await ghost.get("/api/v1/me")) == (403, "revoked")


def _fields(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__slots__}
