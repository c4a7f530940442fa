"""The REST half of the protocol, as far as a native kiosk and a synthetic agent need it."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx2

from .key import KioskKey

TIMEOUT = httpx2.Timeout(10.0)
TOKEN_MARGIN = 120.0
"""Seconds before its end at which a token is replaced."""
SHORTEST, LONGEST = 60.0, 780.0
"""Bounds of that, because `expires_at` is by the server's clock and a kiosk's own may be wrong."""


class RestProblem(Exception):
    """The server said no, or could not be reached (`status` 0). `code` is the problem's stable name."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.status = status
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    renew_at: float
    """By this machine's monotonic clock, in seconds."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    id: str
    secret: str
    code: str
    poll_seconds: float


class Credentials:
    """A client's way onto the socket: a token that is renewed in time, and, for a kiosk, the proof of its key."""

    def __init__(self, fetch: Callable[[], Awaitable[dict[str, Any]]], key: KioskKey | None) -> None:
        self._fetch = fetch
        self._key = key
        self._token: Token | None = None

    async def token(self, *, fresh: bool = False) -> Token:
        """Raises RestProblem."""
        if fresh or self._token is None or self._token.renew_at < time.monotonic():
            self._token = _token(await self._fetch())
        return self._token

    def proof(self, nonce: str) -> str | None:
        return self._key.sign("bangban-ws:" + nonce) if self._key else None


class Rest:
    """One server's `/api/v1`. Close it, or use it as an async context manager."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http = httpx2.AsyncClient(base_url=self.url, timeout=TIMEOUT, headers={"Origin": origin(url)})

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def call(
        self, method: str, path: str, *, token: str | None = None, json: Any = None, query: Any = None
    ) -> Any:
        """The answer's JSON, or None for 204. Raises RestProblem."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            reply = await self._http.request(method, f"/api/v1{path}", headers=headers, json=json, params=query)
        except httpx2.HTTPError as error:
            raise RestProblem(0, "unreachable", f"{self.url}: {error or type(error).__name__}") from error
        if reply.is_success:
            return None if reply.status_code == 204 else reply.json()
        raise _problem(reply)

    async def reach(self) -> None:
        """Raises RestProblem unless this is a Bangban server that is ready."""
        try:
            reply = await self._http.get("/readyz")
        except httpx2.HTTPError as error:
            raise RestProblem(0, "unreachable", f"{self.url}: {error or type(error).__name__}") from error
        if not reply.is_success:
            raise RestProblem(reply.status_code, "not_ready", f"{self.url}/readyz answers {reply.status_code}")

    async def sign_in(self, name: str, password: str) -> dict[str, Any]:
        """`{access_token, expires_at, staff}`."""
        return await self.call("POST", "/sign-in", json={"name": name, "password": password})

    async def kiosk_token(self, kiosk: str, key: KioskKey) -> dict[str, Any]:
        """`{access_token, expires_at}`, for a kiosk that proves that it holds its key."""
        challenge = (await self.call("POST", "/kiosk/challenge", json={"kiosk": kiosk}))["challenge"]
        signature = key.sign("bangban-token:" + challenge)
        body = {"kiosk": kiosk, "challenge": challenge, "signature": signature}
        return await self.call("POST", "/kiosk/token", json=body)

    def as_staff(self, name: str, password: str) -> Credentials:
        return Credentials(lambda: self.sign_in(name, password), None)

    def as_kiosk(self, kiosk: str, key: KioskKey) -> Credentials:
        return Credentials(lambda: self.kiosk_token(kiosk, key), key)

    async def begin_enrolment(self, key: KioskKey) -> Enrolment:
        made = await self.call("POST", "/enrolments", json={"public_key": key.public_jwk})
        return Enrolment(made["id"], made["secret"], made["code"], made["poll_ms"] / 1000)

    async def enrolment_state(self, enrolment: Enrolment) -> tuple[str, str | None]:
        """(`pending|approved|denied|expired`, the kiosk's name once approved)."""
        state = await self.call("GET", f"/enrolments/{enrolment.id}", token=enrolment.secret)
        return state["state"], state["kiosk"]


def origin(url: str) -> str:
    parts = httpx2.URL(url)
    return f"{parts.scheme}://{parts.netloc.decode()}"


def _token(reply: dict[str, Any]) -> Token:
    life = reply["expires_at"] / 1000 - time.time() - TOKEN_MARGIN
    return Token(reply["access_token"], time.monotonic() + min(LONGEST, max(SHORTEST, life)))


def _problem(reply: httpx2.Response) -> RestProblem:
    try:
        body = reply.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        body = {}
    code = str(body.get("code", f"http_{reply.status_code}"))
    return RestProblem(reply.status_code, code, str(body.get("detail") or body.get("title") or ""))
