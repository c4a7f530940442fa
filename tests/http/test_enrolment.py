"""A machine makes a key, shows a code, and is a kiosk once an administrator has approved it."""

import base64
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from signaling.service.keys import signature_matches

from .scene import Scene, code_of

TEN_MINUTES = 10 * 60_000


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Machine:
    """What wants to be a kiosk, with a key of its own."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.key = generate_private_key(SECP256R1())
        numbers = self.key.public_key().public_numbers()
        self.x, self.y = base64url(numbers.x.to_bytes(32)), base64url(numbers.y.to_bytes(32))
        self.begun: dict[str, Any] = {}

    @property
    def jwk(self) -> dict[str, str]:
        return {"kty": "EC", "crv": "P-256", "x": self.x, "y": self.y}

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self.key.sign(text.encode(), ECDSA(SHA256())))
        return base64url(r.to_bytes(32) + s.to_bytes(32))

    async def ask(self) -> httpx2.Response:
        async with self.scene.client() as client:
            answer = await client.post("/api/v1/enrolments", json={"public_key": self.jwk})
        if answer.status_code == 201:
            self.begun = answer.json()
        return answer

    async def progress(self) -> dict[str, Any]:
        async with self.scene.client(self.begun["secret"]) as client:
            answer = await client.get(f"/api/v1/enrolments/{self.begun['id']}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def enrol(self) -> str:
        await self.ask()
        async with self.scene.client(await chief(self.scene)) as administrator:
            await approve(administrator, self.begun["code"])
        return (await self.progress())["kiosk"]

    async def token(self, kiosk: str, prefix: str = "bangban-token:") -> httpx2.Response:
        async with self.scene.client() as client:
            challenge = (await client.post("/api/v1/kiosk/challenge", json={"kiosk": kiosk})).json()["challenge"]
            body = {"kiosk": kiosk, "challenge": challenge, "signature": self.sign(prefix + challenge)}
            return await client.post("/api/v1/kiosk/token", json=body)


async def chief(scene: Scene) -> str:
    entry = await scene.directory.account_named("approver")
    account = entry or await scene.account("approver", "administrator", None)
    return scene.tokens.issue_staff(account.entry, False, scene.clock.now()).token


async def approve(client: httpx2.AsyncClient, code: str, site: str = "site-1") -> httpx2.Response:
    return await client.post("/api/v1/enrolments/approve", json={"code": code, "site": site, "name": "3号机"})


async def test_from_key_to_token(scene: Scene) -> None:
    machine = Machine(scene)
    begun = (await machine.ask()).json()
    assert len(begun["code"]) == 9
    assert set(begun["code"]) <= set("BCDFGHJKLMNPQRSTVWXZ-")
    assert begun["expires_at"] == scene.clock.now() + TEN_MINUTES
    assert await machine.progress() == {"state": "pending", "kiosk": None}
    async with scene.client(await chief(scene)) as administrator:
        found = await administrator.get(f"/api/v1/enrolments/by-code/{begun['code']}")
        assert found.json() == {
            "id": begun["id"],
            "requested_at": scene.clock.now(),
            "remote_address": "192.0.2.7",
        }
        kiosk = (await approve(administrator, begun["code"])).json()["kiosk"]
        assert await machine.progress() == {"state": "approved", "kiosk": kiosk}
        answer = await machine.token(kiosk)
        assert answer.json()["expires_at"] == scene.clock.now() + 15 * 60_000
        assert scene.tokens.verify_kiosk(answer.json()["access_token"], scene.clock.now()).kiosk == kiosk
        (listed,) = (await administrator.get("/api/v1/kiosks")).json()["items"]
    assert listed == {
        "id": kiosk,
        "name": "3号机",
        "site": "site-1",
        "site_name": listed["site_name"],
        "desk": "desk-1",
        "enrolled_at": scene.clock.now(),
        "last_seen_at": scene.clock.now(),
        "revoked": False,
    }


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")])
async def test_a_code_may_be_typed_in_any_way(scene: Scene, change: Any) -> None:
    machine = Machine(scene)
    await machine.ask()
    async with scene.client(await chief(scene)) as administrator:
        assert (await approve(administrator, change(machine.begun["code"]))).status_code == 200


async def test_a_code_is_good_once(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.enrol()
    async with scene.client(await chief(scene)) as administrator:
        assert code_of(await approve(administrator, machine.begun["code"])) == (404, "unknown_code")


async def test_a_code_is_good_for_ten_minutes(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.ask()
    scene.clock.later(TEN_MINUTES)
    assert await machine.progress() == {"state": "expired", "kiosk": None}
    async with scene.client(await chief(scene)) as administrator:
        assert code_of(await approve(administrator, machine.begun["code"])) == (404, "unknown_code")


async def test_a_denied_machine_is_told_and_stays_denied(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.ask()
    async with scene.client(await chief(scene)) as administrator:
        denied = await administrator.post("/api/v1/enrolments/deny", json={"code": machine.begun["code"]})
        assert denied.status_code == 204
        assert await machine.progress() == {"state": "denied", "kiosk": None}
        assert code_of(await approve(administrator, machine.begun["code"])) == (404, "unknown_code")


async def test_five_wrong_codes_stop_an_administrator_and_nobody_else(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.ask()
    async with await scene.administrator() as guesser, scene.client(await chief(scene)) as other:
        for _ in range(5):
            assert code_of(await guesser.get("/api/v1/enrolments/by-code/BBBB-BBBB")) == (404, "unknown_code")
        assert code_of(await approve(guesser, machine.begun["code"])) == (429, "too_many_attempts")
        assert (await approve(other, machine.begun["code"])).status_code == 200


async def test_a_site_that_is_not_there_leaves_the_code_good(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.ask()
    async with scene.client(await chief(scene)) as administrator:
        assert code_of(await approve(administrator, machine.begun["code"], "site-9")) == (404, "unknown")
        assert (await approve(administrator, machine.begun["code"])).status_code == 200


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
async def test_only_the_machine_itself_is_told_how_far_it_is(scene: Scene, secret: str) -> None:
    machine = Machine(scene)
    await machine.ask()
    async with scene.client() as stranger:
        headers = [(b"Authorization", f"Bearer {secret}".encode())]
        answer = await stranger.get(f"/api/v1/enrolments/{machine.begun['id']}", headers=headers)
        assert code_of(answer) == (404, "unknown")
        assert code_of(await stranger.get("/api/v1/enrolments/nothing", headers=headers)) == (404, "unknown")


async def test_a_machine_that_enrols_again_replaces_itself(scene: Scene) -> None:
    machine = Machine(scene)
    first = await machine.enrol()
    second = await machine.enrol()
    assert code_of(await machine.token(first)) == (403, "revoked")
    assert (await machine.token(second)).status_code == 200


async def test_one_address_cannot_fill_the_list(scene: Scene) -> None:
    answers = [await Machine(scene).ask() for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {201}
    assert code_of(answers[30]) == (429, "too_many_attempts")


@pytest.mark.parametrize(
    "wrong",
    [
        {"x": "A" * 43},
        {"x": "A"},
        {"x": "A" * 44},
        {"x": "!" * 43},
        {"y": ""},
        {"kty": "RSA"},
        {"crv": "P-384"},
        {"d": "A" * 43},
    ],
)
async def test_what_is_no_key_on_the_curve_is_refused(scene: Scene, wrong: dict[str, str]) -> None:
    machine = Machine(scene)
    async with scene.client() as client:
        answer = await client.post("/api/v1/enrolments", json={"public_key": machine.jwk | wrong})
    assert code_of(answer) in {(422, "invalid_key"), (422, "invalid_request")}


async def test_a_token_needs_the_kiosks_own_signature_over_this_challenge(scene: Scene) -> None:
    machine, other = Machine(scene), Machine(scene)
    kiosk, another = await machine.enrol(), await other.enrol()
    assert code_of(await other.token(kiosk)) == (401, "proof_invalid")
    assert code_of(await machine.token(kiosk, prefix="bangban-ws:")) == (401, "proof_invalid")
    assert code_of(await machine.token("nobody")) == (401, "proof_invalid")
    async with scene.client() as client:
        ask = {"kiosk": another}
        challenge = (await client.post("/api/v1/kiosk/challenge", json=ask)).json()["challenge"]
        stolen = {"kiosk": kiosk, "challenge": challenge, "signature": machine.sign(f"bangban-token:{challenge}")}
        assert code_of(await client.post("/api/v1/kiosk/token", json=stolen)) == (401, "proof_invalid")
        for signature in ("A", "A" * 86, stolen["signature"][:-1] + "A", stolen["signature"] + "A"):
            body = stolen | {"kiosk": another, "signature": signature}
            assert code_of(await client.post("/api/v1/kiosk/token", json=body)) == (401, "proof_invalid")


async def test_a_challenge_is_good_for_a_minute(scene: Scene) -> None:
    machine = Machine(scene)
    kiosk = await machine.enrol()
    async with scene.client() as client:
        challenge = (await client.post("/api/v1/kiosk/challenge", json={"kiosk": kiosk})).json()["challenge"]
        body = {"kiosk": kiosk, "challenge": challenge, "signature": machine.sign(f"bangban-token:{challenge}")}
        scene.clock.later(59_999)
        assert (await client.post("/api/v1/kiosk/token", json=body)).status_code == 200
        scene.clock.later(1)
        assert code_of(await client.post("/api/v1/kiosk/token", json=body)) == (401, "token_expired")
        forged = body | {"challenge": scene.tokens.issue_kiosk(kiosk, scene.clock.now()).token}  # type: ignore[arg-type]
        assert code_of(await client.post("/api/v1/kiosk/token", json=forged)) == (401, "token_invalid")


async def test_a_revoked_kiosk_gets_no_token(scene: Scene) -> None:
    machine = Machine(scene)
    kiosk = await machine.enrol()
    async with scene.client(await chief(scene)) as administrator:
        await administrator.post(f"/api/v1/kiosks/{kiosk}/revoke")
    assert code_of(await machine.token(kiosk)) == (403, "revoked")


async def test_enrolments_are_forgotten_a_day_after_they_expired(scene: Scene) -> None:
    machine = Machine(scene)
    await machine.ask()
    scene.clock.later(TEN_MINUTES + 24 * 3_600_000)
    await Machine(scene).ask()
    assert await scene.enrolments.get(machine.begun["id"]) is None


def test_a_signature_has_one_spelling() -> None:
    """The last character of 86 has two bits that decode to nothing: with them set it is another text, and refused."""
    machine = Machine(None)  # type: ignore[arg-type]
    key = f'{{"crv":"P-256","kty":"EC","x":"{machine.x}","y":"{machine.y}"}}'
    signature = machine.sign("text")
    assert signature_matches(key, "text", signature)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = signature[:-1] + alphabet[alphabet.index(signature[-1]) ^ 1]
    assert not signature_matches(key, "text", twin)
