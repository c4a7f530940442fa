"""Every error of the REST interface as a problem document (RFC 9457), with a code that pages translate."""

# ruff: noqa: S105 - codes are named for tokens and passwords; none is one

from collections.abc import Mapping, Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from signaling.core.tickets import TicketRefusal
from signaling.ports import NameTaken, StorageUnavailable, Unknown
from signaling.record_ports import InvalidCursor
from signaling.service.enrolment import TooManyCodes, TooManyEnrolments, UnknownCode, UnknownEnrolment
from signaling.service.family import CodeRefused
from signaling.service.faults import Fault, InvalidSettings, faults
from signaling.service.identity import BadCredentials, NotSignedIn, ProofInvalid, Revoked, TooManyAttempts
from signaling.service.keys import InvalidKey
from signaling.service.passwords import TooBusy, WeakPassword
from signaling.service.staff import DeskMissing, LastAdministrator
from signaling.service.tickets import TicketRefused, TooManyReveals
from signaling.service.tokens import TokenExpired, TokenInvalid
from signaling.service.versions import ChangedMeanwhile

from .versions import VersionMade, version_made

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = {"too_many_attempts": 600, "unavailable": 2}
"""Seconds."""


class ProblemCode(StrEnum):
    BAD_CREDENTIALS = "bad_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    NOT_SIGNED_IN = "not_signed_in"
    TOKEN_INVALID = "token_invalid"
    TOKEN_EXPIRED = "token_expired"
    PASSWORD_CHANGE_REQUIRED = "password_change_required"
    WEAK_PASSWORD = "weak_password"
    FORBIDDEN = "forbidden"
    ORIGIN_REFUSED = "origin_refused"
    REVOKED = "revoked"
    PROOF_INVALID = "proof_invalid"
    INVALID_KEY = "invalid_key"
    UNKNOWN_CODE = "unknown_code"
    CODE_REFUSED = "code_refused"
    UNKNOWN = "unknown"
    NAME_TAKEN = "name_taken"
    CHANGED_MEANWHILE = "changed_meanwhile"
    LAST_ADMINISTRATOR = "last_administrator"
    DESK_MISSING = "desk_missing"
    TICKET_HELD = "ticket_held"
    TICKET_NOT_HELD = "ticket_not_held"
    TICKET_NOT_CALLED = "ticket_not_called"
    TICKET_OVER = "ticket_over"
    NUMBER_UNREADABLE = "number_unreadable"
    INVALID_REQUEST = "invalid_request"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_LONG = "too_long"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


MEANING: Mapping[ProblemCode, tuple[int, str]] = {
    ProblemCode.BAD_CREDENTIALS: (401, "Name or password is wrong, or the account is disabled."),
    ProblemCode.TOO_MANY_ATTEMPTS: (429, "Too many attempts. Wait ten minutes."),
    ProblemCode.NOT_SIGNED_IN: (401, "Sign in first."),
    ProblemCode.TOKEN_INVALID: (401, "The token is not one of ours, not for this purpose, or void."),
    ProblemCode.TOKEN_EXPIRED: (401, "The token has expired. Get a new one."),
    ProblemCode.PASSWORD_CHANGE_REQUIRED: (403, "The one-time password must be changed first."),
    ProblemCode.WEAK_PASSWORD: (422, "The new password is too easy to guess."),
    ProblemCode.FORBIDDEN: (403, "Your role does not allow this."),
    ProblemCode.ORIGIN_REFUSED: (403, "Requests from this origin are refused; see the setting allowed_origins."),
    ProblemCode.REVOKED: (403, "An administrator disabled this account or kiosk."),
    ProblemCode.PROOF_INVALID: (401, "The signature is not that of the enrolled key over this challenge."),
    ProblemCode.INVALID_KEY: (422, "The key is not a public key on P-256."),
    ProblemCode.UNKNOWN_CODE: (404, "No machine shows this code now."),
    ProblemCode.CODE_REFUSED: (404, "This code lets nobody in: mistyped, used, taken back or expired."),
    ProblemCode.UNKNOWN: (404, "What the request names does not exist."),
    ProblemCode.NAME_TAKEN: (409, "Somebody else has this name."),
    ProblemCode.CHANGED_MEANWHILE: (409, "Somebody changed it in between. Read it again, then change it again."),
    ProblemCode.LAST_ADMINISTRATOR: (409, "Somebody must be left who can administrate."),
    ProblemCode.DESK_MISSING: (422, "An agent or supervisor needs a desk."),
    ProblemCode.TICKET_HELD: (409, "Somebody else has taken this ticket."),
    ProblemCode.TICKET_NOT_HELD: (409, "Take the ticket first; a take lapses after ten minutes."),
    ProblemCode.TICKET_NOT_CALLED: (409, "Look at the number and call it first."),
    ProblemCode.TICKET_OVER: (409, "The ticket is done, or its number was deleted after seven days."),
    ProblemCode.NUMBER_UNREADABLE: (409, "The number was sealed with another token_secret and cannot be read."),
    ProblemCode.INVALID_REQUEST: (422, "A field is missing, unknown, of the wrong type or out of bounds."),
    ProblemCode.NOT_FOUND: (404, "There is nothing at this address."),
    ProblemCode.METHOD_NOT_ALLOWED: (405, "This address does not take this method."),
    ProblemCode.TOO_LONG: (413, "The request is longer than 64 KiB."),
    ProblemCode.UNAVAILABLE: (503, "The server cannot do this now. Try again."),
    ProblemCode.INTERNAL: (500, "A fault of the server. It is in its log."),
}

_OF_SERVICE: Mapping[type[Exception], ProblemCode] = {
    BadCredentials: ProblemCode.BAD_CREDENTIALS,
    TooManyAttempts: ProblemCode.TOO_MANY_ATTEMPTS,
    TooManyCodes: ProblemCode.TOO_MANY_ATTEMPTS,
    TooManyReveals: ProblemCode.TOO_MANY_ATTEMPTS,
    TooManyEnrolments: ProblemCode.TOO_MANY_ATTEMPTS,
    NotSignedIn: ProblemCode.NOT_SIGNED_IN,
    TokenInvalid: ProblemCode.TOKEN_INVALID,
    TokenExpired: ProblemCode.TOKEN_EXPIRED,
    WeakPassword: ProblemCode.WEAK_PASSWORD,
    Revoked: ProblemCode.REVOKED,
    ProofInvalid: ProblemCode.PROOF_INVALID,
    InvalidKey: ProblemCode.INVALID_KEY,
    CodeRefused: ProblemCode.CODE_REFUSED,
    UnknownCode: ProblemCode.UNKNOWN_CODE,
    UnknownEnrolment: ProblemCode.UNKNOWN,
    Unknown: ProblemCode.UNKNOWN,
    InvalidCursor: ProblemCode.INVALID_REQUEST,
    NameTaken: ProblemCode.NAME_TAKEN,
    LastAdministrator: ProblemCode.LAST_ADMINISTRATOR,
    DeskMissing: ProblemCode.DESK_MISSING,
    StorageUnavailable: ProblemCode.UNAVAILABLE,
    TooBusy: ProblemCode.UNAVAILABLE,
}
_TELLING = (WeakPassword, InvalidKey, InvalidCursor, Unknown)
"""Exceptions whose message is for the caller."""

_OF_TICKET: Mapping[TicketRefusal, ProblemCode] = {
    TicketRefusal.UNKNOWN: ProblemCode.UNKNOWN,
    TicketRefusal.HELD: ProblemCode.TICKET_HELD,
    TicketRefusal.NOT_HELD: ProblemCode.TICKET_NOT_HELD,
    TicketRefusal.NOT_CALLED: ProblemCode.TICKET_NOT_CALLED,
    TicketRefusal.OVER: ProblemCode.TICKET_OVER,
    TicketRefusal.UNREADABLE: ProblemCode.NUMBER_UNREADABLE,
}

_OF_STATUS: Mapping[int, ProblemCode] = {
    404: ProblemCode.NOT_FOUND,
    405: ProblemCode.METHOD_NOT_ALLOWED,
    413: ProblemCode.TOO_LONG,
}


class Problem(HTTPException):
    """Raised by routes. The detail, where the title does not say enough, is for developers."""

    def __init__(self, code: ProblemCode, detail: str | None = None) -> None:
        super().__init__(MEANING[code][0], detail)
        self.code, self.told = code, detail


class FieldError(BaseModel):
    field: str
    """Of the body, such as `limits.ring`; or where else it is, such as `query.limit`."""
    reason: str
    """Such as `must be at least 5000`."""
    code: str
    """Such as `greater_than_equal`."""
    bound: float | None = None
    """Such as 5000."""
    line: int | None = None
    """In a file, from 1."""


class ProblemDocument(BaseModel):
    type: str
    title: str
    status: int
    code: ProblemCode
    detail: str
    errors: list[FieldError] | None = Field(default=None)
    """With `invalid_request`: the first ten."""
    changed: list[VersionMade] | None = Field(default=None)
    """With `changed_meanwhile`: what was made in between, newest first; the first one is the present version."""


def problem_response(
    code: ProblemCode, detail: str | None = None, headers: Mapping[str, str] | None = None, **members: Any
) -> Response:
    """`members`: those that only some problems have."""
    status, title = MEANING[code]
    document = ProblemDocument(
        type=f"urn:bangban:problem:{code}", title=title, status=status, code=code, detail=detail or title, **members
    )
    more = dict(headers or {})
    if status == HTTPStatus.UNAUTHORIZED:
        more["WWW-Authenticate"] = "Bearer"
    if code in RETRY_AFTER:
        more["Retry-After"] = str(RETRY_AFTER[code])
    return JSONResponse(document.model_dump(mode="json", exclude_unset=True), status, more, MEDIA_TYPE)


def documented(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems."""
    by_status: dict[int, list[ProblemCode]] = {}
    for code in codes:
        by_status.setdefault(MEANING[code][0], []).append(code)
    return {
        status: {
            "description": " ".join(f"`{code}`: {MEANING[code][1]}" for code in same),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status, same in by_status.items()
    }


def add_problem_handlers(app: FastAPI) -> None:
    app.exception_handler(Problem)(_problem)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_validation)
    app.exception_handler(InvalidSettings)(_invalid)
    app.exception_handler(ChangedMeanwhile)(_changed)
    app.exception_handler(TicketRefused)(_ticket)
    app.exception_handler(Exception)(_internal)
    for kind in _OF_SERVICE:
        app.exception_handler(kind)(_service)


def _problem(_request: Request, problem: Problem) -> Response:
    return problem_response(problem.code, problem.told)


def _service(_request: Request, error: Exception) -> Response:
    code = next(_OF_SERVICE[kind] for kind in type(error).__mro__ if kind in _OF_SERVICE)
    return problem_response(code, str(error) or None if isinstance(error, _TELLING) else None)


def _http(_request: Request, error: HTTPException) -> Response:
    """What Starlette itself refuses: no such path, wrong method, a body that cannot be read."""
    return problem_response(_OF_STATUS.get(error.status_code, ProblemCode.INVALID_REQUEST), None, error.headers)


def _validation(_request: Request, error: RequestValidationError) -> Response:
    errors = _field_errors(faults(error.errors(), "body"))
    return problem_response(ProblemCode.INVALID_REQUEST, _faults(error.errors()), errors=errors)


def _invalid(_request: Request, error: InvalidSettings) -> Response:
    return problem_response(ProblemCode.INVALID_REQUEST, str(error), errors=_field_errors(error.faults))


def _ticket(_request: Request, refused: TicketRefused) -> Response:
    return problem_response(_OF_TICKET.get(refused.why, ProblemCode.INVALID_REQUEST), f"refused: {refused.why}")


def _changed(_request: Request, error: ChangedMeanwhile) -> Response:
    made = [version_made(version) for version in error.since]
    return problem_response(ProblemCode.CHANGED_MEANWHILE, str(error), changed=made)


def _field_errors(found: Sequence[Fault]) -> list[FieldError]:
    return [
        FieldError(field=fault.field, reason=fault.reason, code=fault.code, bound=fault.bound, line=fault.line)
        for fault in found
    ]


def _faults(errors: Sequence[Any]) -> str:
    """Where and what, never the value: it may be a password."""
    return "; ".join(f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}" for error in errors[:10])


def _internal(_request: Request, _error: Exception) -> Response:
    return problem_response(ProblemCode.INTERNAL)
