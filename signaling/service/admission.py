"""Who may connect: from `hello` to a client with a place at a desk."""

from dataclasses import dataclass

from signaling.core.ids import DeskId
from signaling.ports import Directory
from signaling.protocol import VERSION
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode

from .client import Client, Collaborators, Turned
from .console import ConsoleClient
from .guest import GuestClient, identity
from .keys import signature_matches
from .links import ClientLink
from .local_desk import LocalDesk, LocalDesks
from .resident import ResidentClient
from .tokens import GuestClaims, KioskClaims, StaffClaims, TokenExpired, TokenInvalid, Tokens

Claims = KioskClaims | GuestClaims | StaffClaims

ROLES_AT_A_DESK = frozenset({"agent", "supervisor"})
PROOF_PREFIX = "bangban-ws:"

FATAL = frozenset({ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_EXPIRED, ErrorCode.PROOF_INVALID, ErrorCode.WRONG_ROLE})
BARRED = frozenset({ErrorCode.REVOKED, ErrorCode.NOT_ADMITTED})
"""After these the connection is closed, after `BARRED` for good; after the others `hello` may be said again."""


@dataclass(frozen=True, slots=True)
class Admitted:
    client: Client
    expires_at: int
    """When the token does, in ms."""


class Admission:
    def __init__(self, tokens: Tokens, directory: Directory, desks: LocalDesks, tools: Collaborators) -> None:
        self._tokens, self._directory, self._desks, self._tools = tokens, directory, desks, tools

    async def admit(self, hello: m.Hello, nonce: str, link: ClientLink) -> Admitted:
        """Raises Turned with what is wrong; the client has then no place."""
        if hello.protocol != VERSION:
            raise Turned(ErrorCode.UNSUPPORTED_PROTOCOL, f"this server speaks version {VERSION}")
        claims = self._verified(hello.token)
        if isinstance(claims, KioskClaims) != (hello.proof is not None):
            raise Turned(ErrorCode.TOKEN_INVALID, "a kiosk proves that it holds its key, and nobody else does")
        client = await self._client(claims, hello.proof or "", nonce, link)
        await client.arrive(hello)
        return Admitted(client, claims.expires_at)

    async def renew(self, client: Client, token: str) -> int:
        """The new expiry. Raises Turned if the token is not this client's."""
        claims = self._verified(token)
        if _who(claims) != (type(client), client.who):
            raise Turned(ErrorCode.TOKEN_INVALID, "the token is another's")
        if isinstance(client, GuestClient) and client.present_session() is None:
            raise Turned(ErrorCode.NOT_ADMITTED, "no more in the talk")
        return claims.expires_at

    def _verified(self, token: str) -> Claims:
        try:
            return self._tokens.verify(token, self._tools.clock.now())
        except TokenExpired as error:
            raise Turned(ErrorCode.TOKEN_EXPIRED, "the token has expired") from error
        except TokenInvalid as error:
            raise Turned(ErrorCode.TOKEN_INVALID, "the token is not valid here") from error

    async def _client(self, claims: Claims, proof: str, nonce: str, link: ClientLink) -> Client:
        match claims:
            case KioskClaims():
                return await self._kiosk(claims, proof, nonce, link)
            case GuestClaims():
                return GuestClient(claims, link, await self._desk(claims.desk), self._tools)
            case StaffClaims():
                return await self._staff(claims, link)

    async def _kiosk(self, claims: KioskClaims, proof: str, nonce: str, link: ClientLink) -> Client:
        entry = await self._directory.kiosk(claims.kiosk)
        if entry is None or entry.revoked:
            raise Turned(ErrorCode.REVOKED, "the kiosk is not enrolled (any more)")
        if not signature_matches(entry.public_key, PROOF_PREFIX + nonce, proof):
            raise Turned(ErrorCode.PROOF_INVALID, "the signature is not that of the enrolled key over this nonce")
        return ResidentClient(entry, link, await self._desk(entry.desk), self._tools)

    async def _staff(self, claims: StaffClaims, link: ClientLink) -> Client:
        entry = await self._directory.staff(claims.agent)
        if entry is None or entry.disabled:
            raise Turned(ErrorCode.REVOKED, "the account is disabled")
        if claims.issued_at < entry.not_before:
            raise Turned(ErrorCode.TOKEN_EXPIRED, "signed out since")
        if claims.must_change_password:
            raise Turned(ErrorCode.TOKEN_INVALID, "change the one-time password first")
        if entry.role not in ROLES_AT_A_DESK or entry.desk is None:
            raise Turned(ErrorCode.WRONG_ROLE, "the account is not an agent's or supervisor's of a desk")
        return ConsoleClient(entry, link, await self._desk(entry.desk), self._tools)

    async def _desk(self, desk: DeskId) -> LocalDesk:
        local = await self._desks.get(desk)
        if local is None:
            raise Turned(ErrorCode.UNAVAILABLE, "the desk does not exist (any more)")
        return local


def _who(claims: Claims) -> tuple[type[Client], str]:
    match claims:
        case KioskClaims():
            return ResidentClient, claims.kiosk
        case GuestClaims():
            return GuestClient, identity(claims)
        case StaffClaims():
            return ConsoleClient, claims.agent
