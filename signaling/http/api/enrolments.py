"""A machine asks to become a kiosk; an administrator approves the code that it shows."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Request
from pydantic import Field

from signaling.core.ids import KioskId, SiteId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.security import remote_address
from signaling.http.services import ServicesOf
from signaling.protocol.fields import Id, Milliseconds, Part
from signaling.service.enrolment import POLL_MS, UnknownEnrolment, shown_code

from .fields import Base64Url, Name

router = APIRouter(prefix="/enrolments", tags=["enrolment"])

Code = Annotated[str, Path(min_length=8, max_length=16)]
UNKNOWN_OR_GUESSED = documented(
    ProblemCode.UNKNOWN_CODE, ProblemCode.TOO_MANY_ATTEMPTS, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN
)


class PublicKey(Part):
    """A JWK."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: Base64Url
    y: Base64Url


class EnrolmentRequest(Part):
    public_key: PublicKey


class EnrolmentBegun(Part):
    id: str
    secret: str
    """To ask how far it is; shown to nobody."""
    code: str
    """To be shown on the screen."""
    expires_at: Milliseconds
    poll_ms: Milliseconds


class EnrolmentProgress(Part):
    state: Literal["pending", "approved", "denied", "expired"]
    kiosk: KioskId | None


class EnrolmentFound(Part):
    id: str
    requested_at: Milliseconds
    remote_address: str


class CodeAnswer(Part):
    code: Annotated[str, Field(min_length=8, max_length=16)]


class Approval(CodeAnswer):
    site: Id
    name: Name


class Approved(Part):
    kiosk: KioskId


@router.post(
    "",
    operation_id="begin_enrolment",
    status_code=201,
    responses=documented(ProblemCode.INVALID_KEY, ProblemCode.TOO_MANY_ATTEMPTS),
)
async def begin_enrolment(wish: EnrolmentRequest, request: Request, services: ServicesOf) -> EnrolmentBegun:
    """The machine made its key; here it says the public half. The code can be approved for ten minutes, once."""
    begun = await services.enrolling.begin(wish.public_key.x, wish.public_key.y, remote_address(request))
    return EnrolmentBegun(
        id=begun.enrolment.id,
        secret=begun.secret,
        code=shown_code(begun.enrolment.code),
        expires_at=begun.enrolment.expires_at,
        poll_ms=POLL_MS,
    )


@router.get("/{enrolment}", operation_id="get_enrolment", responses=documented(ProblemCode.UNKNOWN))
async def get_enrolment(
    enrolment: Id, services: ServicesOf, authorization: Annotated[str, Header(max_length=200)] = ""
) -> EnrolmentProgress:
    """With `Authorization: Bearer` and the secret. When it says `approved`, the machine is kiosk `kiosk`."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise UnknownEnrolment
    progress = await services.enrolling.progress(enrolment, secret)
    return EnrolmentProgress(state=progress.state, kiosk=progress.kiosk)


@router.get("/by-code/{code}", operation_id="find_enrolment", responses=UNKNOWN_OR_GUESSED)
async def find_enrolment(code: Code, caller: Caller, services: ServicesOf) -> EnrolmentFound:
    """What an administrator looks at before approving. Wrong codes are limited."""
    found = await services.enrolling.with_code(code, caller.id)
    return EnrolmentFound(id=found.id, requested_at=found.requested_at, remote_address=found.remote_address)


@router.post(
    "/approve", operation_id="approve_enrolment", responses=UNKNOWN_OR_GUESSED | documented(ProblemCode.UNKNOWN)
)
async def approve_enrolment(approval: Approval, caller: Caller, services: ServicesOf) -> Approved:
    """The machine becomes a kiosk of the site. An older kiosk with the same key is revoked."""
    kiosk = await services.enrolling.approve(approval.code, SiteId(approval.site), approval.name, caller.id)
    return Approved(kiosk=kiosk)


@router.post("/deny", operation_id="deny_enrolment", status_code=204, responses=UNKNOWN_OR_GUESSED)
async def deny_enrolment(denial: CodeAnswer, caller: Caller, services: ServicesOf) -> None:
    await services.enrolling.deny(denial.code, caller.id)
