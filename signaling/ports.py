"""What the application needs from outside, as interfaces. Adapters implement them; one contract suite per port holds every
implementation to the same promises."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from signaling.core.events import DeskEvent
from signaling.core.fitting import GENERALIST, Profile
from signaling.core.ids import AgentId, DeskId, KioskId, NodeId, SessionId, SiteId
from signaling.core.policy import DeskPolicy
from signaling.core.state import DeskState


class VersionConflict(Exception):
    """Another node appended first. Read what it wrote, decide again."""


class SessionIdTaken(Exception):
    """A session would have begun under the id of one that there was before. Nothing is stored; take another id."""

    def __init__(self, session: SessionId) -> None:
        super().__init__(f"there was a session {session} before")
        self.session = session


class StorageUnavailable(Exception):
    """The database cannot be reached, is full or is locked. Whether the write took effect is unknown."""


class Clock(Protocol):
    def now(self) -> int:
        """Milliseconds since the Unix epoch: the wall clock read once at start, then carried on by the monotonic clock,
        so that a clock that is set while we run moves no deadline."""
        ...

    async def sleep_until(self, at: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """The newest snapshot (an empty state at version 0, if there is none) and every event after it."""

    state: DeskState
    version: int
    events: Sequence[DeskEvent]


class DeskLog(Protocol):
    """The events of a desk: rows (desk, version). The authority for who waits and who talks."""

    async def load(self, desk: DeskId) -> Loaded: ...

    async def read(self, desk: DeskId, after: int) -> Sequence[DeskEvent]:
        """Events with a version greater than `after`, in order."""
        ...

    async def append(self, desk: DeskId, expected: int, events: Sequence[DeskEvent]) -> None:
        """Writes events as versions `expected + 1 …` and the session records that follow from them, in one transaction;
        in the same, for every `SessionForwarded`, `SessionTakenIn` as the next version of the desk that it went to.

        Raises VersionConflict if the desk is not at `expected`; SessionIdTaken; StorageUnavailable.
        """
        ...

    async def save_snapshot(self, desk: DeskId, version: int, state: DeskState) -> None: ...


TimelineOrigin = str
"""A participant's name, or `server`."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    number: int
    at: int
    kind: str
    data: str
    """JSON object."""


@dataclass(frozen=True, slots=True)
class ChatRow:
    key: str
    sender: str
    agent: AgentId | None
    """Who of the staff wrote it."""
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    outcome: str | None
    note: str


class SessionMemory(Protocol):
    """What belongs to a session but decides nothing: timeline, chat, draft, rating. Adding to a session that is not
    there raises LookupError."""

    async def add_timeline(self, session: SessionId, origin: TimelineOrigin, rows: Sequence[TimelineRow]) -> None:
        """Rows whose (session, origin, number) is stored already are ignored."""
        ...

    async def add_chat(self, session: SessionId, row: ChatRow) -> bool:
        """False if a line with this key is there already."""
        ...

    async def chat(self, session: SessionId) -> Sequence[ChatRow]: ...

    async def save_draft(self, session: SessionId, draft: DraftRow, at: int) -> None: ...

    async def draft(self, session: SessionId) -> DraftRow | None: ...

    async def rate(self, session: SessionId, kiosk: KioskId, rating: int, at: int) -> bool:
        """False unless this kiosk's session ended within the last ten minutes and is not rated yet."""
        ...


@dataclass(frozen=True, slots=True)
class KioskEntry:
    """An enrolled kiosk, with what a connection needs to know of it."""

    id: KioskId
    name: str
    site: SiteId
    site_name: str
    desk: DeskId
    public_key: str
    """JWK, P-256, as JSON."""
    revoked: bool


Role = Literal["agent", "supervisor", "manager", "administrator"]


@dataclass(frozen=True, slots=True)
class StaffEntry:
    id: AgentId
    name: str
    display_name: str
    role: Role
    desk: DeskId | None
    disabled: bool
    not_before: int
    """Tokens issued earlier than this are void (password changed, account disabled)."""
    profile: Profile = GENERALIST


@dataclass(frozen=True, slots=True)
class DeskEntry:
    id: DeskId
    name: str
    phone: str
    services: str
    """JSON list of protocol `Service`."""
    break_reasons: str
    """JSON list of protocol `BreakReason`."""
    policy: DeskPolicy
    version: int = 1
    """Of its settings; see `signaling.desk_ports`."""


class Directory(Protocol):
    """Who and what is known: the part that the live path reads."""

    async def kiosk(self, kiosk: KioskId) -> KioskEntry | None: ...

    async def staff(self, agent: AgentId) -> StaffEntry | None: ...

    async def desk(self, desk: DeskId) -> DeskEntry | None: ...

    async def desks(self) -> Sequence[DeskEntry]: ...

    async def kiosk_names(self, desk: DeskId) -> dict[KioskId, tuple[str, str]]:
        """Kiosk → (kiosk name, site name) of every kiosk that the desk serves."""
        ...


class NameTaken(Exception):
    """Somebody or something else has this name or identifier."""


class Unknown(Exception):
    """There is no such site, desk, kiosk or account."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    id: SiteId
    name: str
    desk: DeskId


@dataclass(frozen=True, slots=True)
class EnrolledKiosk:
    entry: KioskEntry
    enrolled_at: int
    last_seen_at: int | None
    """When it last got a token: while it is connected, every fifteen minutes."""


@dataclass(frozen=True, slots=True)
class StaffAccount:
    entry: StaffEntry
    password_hash: str
    must_change_password: bool


class Administration(Protocol):
    """Writing and listing what `Directory` reads. Every method raises Unknown where it names what is not there."""

    async def sites(self) -> Sequence[SiteEntry]: ...

    async def add_site(self, site: SiteEntry, at: int) -> None:
        """Raises NameTaken."""
        ...

    async def add_desk(self, desk: DeskEntry, at: int) -> None:
        """With its first version. Raises NameTaken."""
        ...

    async def kiosks(self) -> Sequence[EnrolledKiosk]: ...

    async def change_kiosk(self, kiosk: KioskId, name: str, site: SiteId) -> EnrolledKiosk: ...

    async def kiosk_seen(self, kiosk: KioskId, at: int) -> None: ...

    async def revoke_kiosk(self, kiosk: KioskId, at: int) -> None: ...

    async def accounts(self) -> Sequence[StaffAccount]: ...

    async def account(self, agent: AgentId) -> StaffAccount | None: ...

    async def account_named(self, name: str) -> StaffAccount | None: ...

    async def add_account(self, account: StaffAccount, at: int) -> None:
        """Raises NameTaken."""
        ...

    async def save_account(self, account: StaffAccount) -> None:
        """Everything of it but its name."""
        ...


@dataclass(frozen=True, slots=True)
class SignIn:
    """That somebody signed in on some browser: what the refresh cookie stands for. Secrets are kept as hashes only."""

    id: str
    agent: AgentId
    secret_hash: str
    previous_hash: str | None
    """Of the secret that `secret_hash` replaced, at `rotated_at`."""
    rotated_at: int
    expires_at: int


class SignIns(Protocol):
    async def add(self, sign_in: SignIn) -> None: ...

    async def get(self, sign_in: str) -> SignIn | None: ...

    async def rotate(self, sign_in: str, from_hash: str, to_hash: str, at: int) -> bool:
        """False if its secret is not, or no longer, the one with `from_hash`."""
        ...

    async def end(self, sign_in: str) -> None: ...

    async def end_all(self, agent: AgentId, but: str | None) -> None: ...

    async def forget_expired(self, now: int) -> None: ...


EnrolmentState = Literal["pending", "approved", "denied"]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A machine asks to become a kiosk."""

    id: str
    code: str
    """What its screen shows and an administrator types; eight letters."""
    secret_hash: str
    public_key: str
    remote_address: str
    requested_at: int
    expires_at: int
    state: EnrolmentState
    kiosk: KioskId | None


class CodeTaken(Exception):
    """Another enrolment that is kept has this code."""


class Enrolments(Protocol):
    async def add(self, enrolment: Enrolment) -> None:
        """Raises CodeTaken."""
        ...

    async def get(self, enrolment: str) -> Enrolment | None: ...

    async def with_code(self, code: str) -> Enrolment | None: ...

    async def approve(self, enrolment: str, kiosk: KioskId, name: str, site: SiteId, at: int) -> bool:
        """Makes the kiosk and answers the enrolment, in one transaction; an older kiosk with the same key is revoked.

        False if the enrolment was answered before. Raises Unknown, for the site.
        """
        ...

    async def deny(self, enrolment: str) -> bool: ...

    async def pending(self, now: int) -> int: ...

    async def forget_expired(self, now: int) -> None:
        """Those that expired more than a day ago."""
        ...


AttemptKind = Literal["name", "address", "code", "enrolment", "ticket", "reveal", "guest", "wrong_guest"]


class Attempts(Protocol):
    """Counts what an attacker would have to do often. Limits per kind are the adapter's."""

    async def allowed(self, kind: AttemptKind, key: str) -> bool: ...

    async def count(self, kind: AttemptKind, key: str) -> None: ...

    async def forget(self, kind: AttemptKind, key: str) -> None: ...


Handler = Callable[[str], Awaitable[None]]


class Bus(Protocol):
    """Wakes and relays between nodes. Anything on it may be lost; nothing may depend on it for truth."""

    async def publish(self, channel: str, payload: str) -> None:
        """To every subscriber of the channel on every node, this one included. Raises nothing when the bus is away."""
        ...

    async def subscribe(self, channel: str, handler: Handler) -> None: ...

    async def unsubscribe(self, channel: str, handler: Handler) -> None: ...

    def when_back(self, handler: Handler) -> None:
        """Called, with an empty payload, each time the bus is there again: what was said meanwhile is lost."""
        ...

    async def keep_lease(self, node: NodeId, ttl_ms: int) -> None:
        """Says that this node lives, for the next `ttl_ms`."""
        ...

    async def living_nodes(self) -> frozenset[NodeId] | None:
        """Nodes with a lease; None when the bus cannot tell now."""
        ...

    async def close(self) -> None: ...
