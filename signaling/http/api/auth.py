"""Staff sign in with name and password, and stay signed in by a cookie that scripts cannot read."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Request, Response

from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.security import check_origin, remote_address
from signaling.http.services import ServicesOf
from signaling.protocol.fields import Milliseconds, Part
from signaling.service.identity import NotSignedIn, SignedIn

from .fields import Secret, StaffPart, staff_part

router = APIRouter(tags=["sign-in"])

COOKIE = "__Host-bangban"
"""The prefix makes browsers insist on Secure, Path=/ and no Domain."""

RefreshCookie = Annotated[str | None, Cookie(alias=COOKIE, max_length=128)]


class Credentials(Part):
    name: Secret
    password: Secret


class PasswordChange(Part):
    current: Secret
    new: Secret


class SignInAnswer(Part):
    access_token: str
    expires_at: Milliseconds
    staff: StaffPart


@router.post(
    "/sign-in",
    operation_id="sign_in",
    responses=documented(
        ProblemCode.BAD_CREDENTIALS, ProblemCode.TOO_MANY_ATTEMPTS, ProblemCode.ORIGIN_REFUSED, ProblemCode.UNAVAILABLE
    ),
)
async def sign_in(credentials: Credentials, request: Request, response: Response, services: ServicesOf) -> SignInAnswer:
    """An access token, and the refresh cookie. Attempts are limited per name and per address."""
    check_origin(request, services.origins, required=False)
    signed_in = await services.identity.sign_in(credentials.name, credentials.password, remote_address(request))
    return _answered(signed_in, response)


@router.post(
    "/token",
    operation_id="renew_token",
    responses=documented(ProblemCode.NOT_SIGNED_IN, ProblemCode.ORIGIN_REFUSED, ProblemCode.UNAVAILABLE),
)
async def renew_token(
    request: Request, response: Response, services: ServicesOf, cookie: RefreshCookie = None
) -> SignInAnswer:
    """A fresh access token for the cookie, which is replaced. An old cookie ends the sign-in for whoever holds it."""
    check_origin(request, services.origins, required=True)
    if cookie is None:
        raise NotSignedIn
    return _answered(await services.identity.renew(cookie), response)


@router.post("/sign-out", operation_id="sign_out", status_code=204, responses=documented(ProblemCode.ORIGIN_REFUSED))
async def sign_out(request: Request, response: Response, services: ServicesOf, cookie: RefreshCookie = None) -> None:
    check_origin(request, services.origins, required=True)
    if cookie is not None:
        await services.identity.sign_out(cookie)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


@router.post(
    "/password",
    operation_id="change_password",
    status_code=204,
    responses=documented(
        ProblemCode.BAD_CREDENTIALS,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.TOO_MANY_ATTEMPTS,
        ProblemCode.WEAK_PASSWORD,
    ),
)
async def change_password(
    change: PasswordChange, caller: Caller, services: ServicesOf, cookie: RefreshCookie = None
) -> None:
    """Every token issued before is void: get a new one with the cookie. Every other sign-in ends."""
    await services.identity.change_password(caller.id, change.current, change.new, cookie)


@router.get(
    "/me",
    operation_id="get_me",
    responses=documented(ProblemCode.NOT_SIGNED_IN, ProblemCode.PASSWORD_CHANGE_REQUIRED),
)
async def get_me(caller: Caller) -> StaffPart:
    # Whoever has to change the password does not come here.
    return staff_part(caller, must_change_password=False)


def _answered(signed_in: SignedIn, response: Response) -> SignInAnswer:
    response.set_cookie(
        COOKIE,
        signed_in.cookie,
        max_age=signed_in.cookie_seconds,
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    account = signed_in.account
    return SignInAnswer(
        access_token=signed_in.access.token,
        expires_at=signed_in.access.expires_at,
        staff=staff_part(account.entry, account.must_change_password),
    )
