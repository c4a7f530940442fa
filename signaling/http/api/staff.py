"""Staff accounts."""

from fastapi import APIRouter

from signaling.core.ids import AgentId, DeskId
from signaling.http.permissions import Caller
from signaling.http.problems import ProblemCode, documented
from signaling.http.services import ServicesOf
from signaling.ports import Role, StaffAccount
from signaling.protocol.fields import Id, Part
from signaling.service.profiles import ProfilePart

from .fields import Name, SignInName, StaffPart, staff_part

router = APIRouter(prefix="/staff", tags=["staff"])


class NewStaff(Part):
    name: SignInName
    display_name: Name
    role: Role
    desk: Id | None = None
    """Needed by agents and supervisors."""


class StaffChange(Part):
    """What is left out stays as it is. `desk: null` takes the desk away."""

    display_name: Name | None = None
    role: Role | None = None
    desk: Id | None = None
    disabled: bool | None = None
    profile: ProfilePart | None = None
    """What the agent can do; the whole of it. It counts from the next ring."""


class StaffAdded(Part):
    staff: StaffPart
    one_time_password: str
    """Shown once; must be changed at the first sign-in."""


class PasswordReset(Part):
    one_time_password: str


class StaffList(Part):
    items: list[StaffPart]


@router.get("", operation_id="list_staff", responses=documented(ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN))
async def list_staff(_caller: Caller, services: ServicesOf) -> StaffList:
    return StaffList(items=[_part(account) for account in await services.administration.accounts()])


@router.post(
    "",
    operation_id="add_staff",
    status_code=201,
    responses=documented(
        ProblemCode.NAME_TAKEN,
        ProblemCode.UNKNOWN,
        ProblemCode.DESK_MISSING,
        ProblemCode.FORBIDDEN,
        ProblemCode.NOT_SIGNED_IN,
    ),
)
async def add_staff(new: NewStaff, _caller: Caller, services: ServicesOf) -> StaffAdded:
    desk = DeskId(new.desk) if new.desk is not None else None
    added = await services.staff.add(new.name, new.display_name, new.role, desk)
    return StaffAdded(staff=_part(added.account), one_time_password=added.one_time_password)


@router.patch(
    "/{agent}",
    operation_id="change_staff",
    responses=documented(
        ProblemCode.UNKNOWN,
        ProblemCode.LAST_ADMINISTRATOR,
        ProblemCode.DESK_MISSING,
        ProblemCode.FORBIDDEN,
        ProblemCode.NOT_SIGNED_IN,
    ),
)
async def change_staff(agent: Id, change: StaffChange, _caller: Caller, services: ServicesOf) -> StaffPart:
    """A change of role, desk or disabled voids the account's tokens; disabling ends its sign-ins too."""
    given = change.model_dump(exclude_unset=True)
    changes = {field: value for field, value in given.items() if value is not None or field == "desk"}
    if change.profile:
        changes["profile"] = change.profile.profile()
    return _part(await services.staff.change(AgentId(agent), **changes))


@router.post(
    "/{agent}/reset-password",
    operation_id="reset_staff_password",
    responses=documented(ProblemCode.UNKNOWN, ProblemCode.FORBIDDEN, ProblemCode.NOT_SIGNED_IN),
)
async def reset_staff_password(agent: Id, _caller: Caller, services: ServicesOf) -> PasswordReset:
    """Ends every sign-in of the account."""
    reset = await services.staff.reset_password(AgentId(agent))
    return PasswordReset(one_time_password=reset.one_time_password)


def _part(account: StaffAccount) -> StaffPart:
    return staff_part(account.entry, account.must_change_password)
