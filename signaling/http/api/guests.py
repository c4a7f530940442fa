"""A family member comes to a talk by the code that the agent tells them."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from signaling.http.problems import ProblemCode, documented
from signaling.http.security import check_origin, remote_address
from signaling.http.services import ServicesOf
from signaling.protocol.fields import GuestCode, Id, Milliseconds, Part, Participant
from signaling.service.tokens import TokenInvalid

router = APIRouter(prefix="/guests", tags=["guests"])


class CodeGiven(Part):
    code: GuestCode


class AccessAnswer(Part):
    access_token: str
    expires_at: Milliseconds


class GuestAnswer(AccessAnswer):
    session: Id
    participant: Participant


@router.post(
    "",
    operation_id="redeem_guest_code",
    status_code=201,
    responses=documented(
        ProblemCode.CODE_REFUSED, ProblemCode.TOO_MANY_ATTEMPTS, ProblemCode.ORIGIN_REFUSED, ProblemCode.UNAVAILABLE
    ),
)
async def redeem_guest_code(given: CodeGiven, request: Request, services: ServicesOf) -> GuestAnswer:
    """An access token for one talk. A code lets in once; after that, two minutes are left to say `hello` with the token."""
    check_origin(request, services.origins, required=False)
    let_in = await services.family.redeem(given.code, remote_address(request))
    access = let_in.access
    return GuestAnswer(
        access_token=access.token, expires_at=access.expires_at, session=let_in.session, participant=let_in.guest
    )


@router.post(
    "/token",
    operation_id="renew_guest_token",
    responses=documented(ProblemCode.TOKEN_INVALID, ProblemCode.TOKEN_EXPIRED, ProblemCode.ORIGIN_REFUSED),
)
async def renew_guest_token(
    request: Request, services: ServicesOf, authorization: Annotated[str, Header(max_length=5000)] = ""
) -> AccessAnswer:
    """With `Authorization: Bearer` and the present token: a fresh one, as long as the guest is in the talk."""
    check_origin(request, services.origins, required=False)
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise TokenInvalid("no token")
    access = await services.family.renew(token)
    return AccessAnswer(access_token=access.token, expires_at=access.expires_at)
