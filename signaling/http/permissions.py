"""Who may do what over REST: one table, role by operation. An operation that is not in it is nobody's."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from signaling.ports import Role, StaffEntry

from .problems import Problem, ProblemCode
from .services import ServicesOf

ADMINISTRATORS: frozenset[Role] = frozenset({"administrator"})
MANAGERS: frozenset[Role] = frozenset({"supervisor", "manager", "administrator"})
WRITERS: frozenset[Role] = frozenset({"manager", "administrator"})
AT_A_DESK: frozenset[Role] = frozenset({"agent", "supervisor"})
EVERYBODY: frozenset[Role] = frozenset({"agent", "supervisor", "manager", "administrator"})

PUBLIC = frozenset(
    {
        "sign_in",
        "renew_token",
        "sign_out",
        "get_kiosk_challenge",
        "get_kiosk_token",
        "begin_enrolment",
        "get_enrolment",
        "redeem_guest_code",
        "renew_guest_token",
    }
)
"""Operations that carry their own proof: a password, a cookie, a key, the secret of an enrolment, a code."""

ALLOWED: Mapping[str, frozenset[Role]] = {
    "get_me": EVERYBODY,
    "change_password": EVERYBODY,
    "list_guides": EVERYBODY,
    "get_guide": EVERYBODY,
    "write_guide": WRITERS,
    "read_guide_file": WRITERS,
    "export_guide": MANAGERS,
    "list_guide_versions": MANAGERS,
    "get_guide_version": MANAGERS,
    "restore_guide_version": WRITERS,
    "list_sites": MANAGERS,
    "list_desks": MANAGERS,
    "list_kiosks": MANAGERS,
    "list_staff": MANAGERS,
    "list_sessions": MANAGERS,
    "get_session": MANAGERS,
    "get_session_timeline": MANAGERS,
    "get_session_routing": AT_A_DESK,
    "list_tickets": AT_A_DESK,
    "take_ticket": AT_A_DESK,
    "call_ticket": AT_A_DESK,
    "release_ticket": AT_A_DESK,
    "report_ticket": AT_A_DESK,
    "list_ticket_records": MANAGERS,
    "get_ticket_record": MANAGERS,
    "add_site": ADMINISTRATORS,
    "change_desk": ADMINISTRATORS,
    "list_desk_versions": ADMINISTRATORS,
    "get_desk_version": ADMINISTRATORS,
    "restore_desk_version": ADMINISTRATORS,
    "change_kiosk": ADMINISTRATORS,
    "revoke_kiosk": ADMINISTRATORS,
    "add_staff": ADMINISTRATORS,
    "change_staff": ADMINISTRATORS,
    "reset_staff_password": ADMINISTRATORS,
    "find_enrolment": ADMINISTRATORS,
    "approve_enrolment": ADMINISTRATORS,
    "deny_enrolment": ADMINISTRATORS,
}

BEFORE_PASSWORD_CHANGE = frozenset({"change_password"})
"""All that somebody with a one-time password may do."""

_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="The access token of sign-in.")


async def authorise(
    request: Request,
    services: ServicesOf,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> StaffEntry:
    """Who asks, as the directory knows them now, if the table lets them."""
    operation = request.scope["route"].operation_id
    if credentials is None:
        raise Problem(ProblemCode.NOT_SIGNED_IN)
    claims = services.identity.verify_staff(credentials.credentials)
    staff = await services.identity.current_staff(claims)
    if claims.must_change_password and operation not in BEFORE_PASSWORD_CHANGE:
        raise Problem(ProblemCode.PASSWORD_CHANGE_REQUIRED)
    if staff.role not in ALLOWED.get(operation, frozenset()):
        raise Problem(ProblemCode.FORBIDDEN)
    return staff


Caller = Annotated[StaffEntry, Depends(authorise)]
