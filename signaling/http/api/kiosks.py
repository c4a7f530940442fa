"""Kiosks get their tokens by their key; administrators name, move and revoke them."""

from fastapi import APIRouter

from signaling.core.ids import DeskId, KioskId, SiteId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.ports import EnrolledKiosk
from signaling.protocol.fields import Id, Milliseconds, Part

from .fields import Base64Url, Name, Token

router = APIRouter(tags=["kiosks"])


class ChallengeRequest(Part):
    kiosk: Id


class ChallengeAnswer(Part):
    challenge: str


class KioskTokenRequest(Part):
    """`signature` is base64url of the raw (r‖s) ECDSA P-256/SHA-256 signature over `bangban-token:` + challenge."""

    kiosk: Id
    challenge: Token
    signature: Base64Url


class KioskTokenAnswer(Part):
    access_token: str
    expires_at: Milliseconds


class KioskPart(Part):
    id: KioskId
    name: str
    site: SiteId
    site_name: str
    desk: DeskId
    enrolled_at: Milliseconds
    last_seen_at: Milliseconds | None
    revoked: bool


class KioskChange(Part):
    name: Name | None = None
    site: Id | None = None


class KioskList(Part):
    items: list[KioskPart]


@router.post("/kiosk/challenge", operation_id="get_kiosk_challenge")
async def get_kiosk_challenge(wish: ChallengeRequest, services: ServicesOf) -> ChallengeAnswer:
    """Something to sign within a minute. Given for any identifier, enrolled or not."""
    return ChallengeAnswer(challenge=services.identity.challenge(KioskId(wish.kiosk)).token)


@router.post(
    "/kiosk/token",
    operation_id="get_kiosk_token",
    responses=documented(
        ProblemCode.PROOF_INVALID, ProblemCode.TOKEN_INVALID, ProblemCode.TOKEN_EXPIRED, ProblemCode.REVOKED
    ),
)
async def get_kiosk_token(wish: KioskTokenRequest, services: ServicesOf) -> KioskTokenAnswer:
    issued = await services.identity.kiosk_token(KioskId(wish.kiosk), wish.challenge, wish.signature)
    return KioskTokenAnswer(access_token=issued.token, expires_at=issued.expires_at)


@router.get(
    "/kiosks", operation_id="list_kiosks", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN)
)
async def list_kiosks(_caller: Caller, services: ServicesOf) -> KioskList:
    return KioskList(items=[_part(kiosk) for kiosk in await services.administration.kiosks()])


@router.patch(
    "/kiosks/{kiosk}",
    operation_id="change_kiosk",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def change_kiosk(kiosk: Id, change: KioskChange, _caller: Caller, services: ServicesOf) -> KioskPart:
    site = SiteId(change.site) if change.site is not None else None
    return _part(await services.places.change_kiosk(KioskId(kiosk), change.name, site))


@router.post(
    "/kiosks/{kiosk}/revoke",
    operation_id="revoke_kiosk",
    status_code=204,
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def revoke_kiosk(kiosk: Id, _caller: Caller, services: ServicesOf) -> None:
    """It is disconnected and gets no more tokens. For good: the machine can enrol again."""
    await services.places.revoke_kiosk(KioskId(kiosk))


def _part(kiosk: EnrolledKiosk) -> KioskPart:
    entry = kiosk.entry
    return KioskPart(
        id=entry.id,
        name=entry.name,
        site=entry.site,
        site_name=entry.site_name,
        desk=entry.desk,
        enrolled_at=kiosk.enrolled_at,
        last_seen_at=kiosk.last_seen_at,
        revoked=entry.revoked,
    )
