"""Other desks, as one desk knows them: where its residents may go, when, and what goes with them."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

from .fitting import Fitting
from .guide import Guided
from .ids import DeskId, KioskId, SessionId, SiteId
from .limits import MINUTE
from .session import Consent, Context, Link, RequeueReason, Session


class ForwardReason(StrEnum):
    OVERFLOW = "overflow"
    """Waited here for as long as the desk lets anybody wait alone, or nobody can help here at all."""
    REGION = "region"
    """The matter is the other desk's."""
    RETURNED = "returned"
    """The desk that it had been forwarded to has nobody left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    after: int = 2 * MINUTE
    """Ms from the touch."""
    to: DeskId | None = None
    """None: nobody leaves."""


@dataclass(frozen=True, slots=True)
class Outward:
    """Where residents can go from here now."""

    overflow: Overflow = Overflow()
    takers: frozenset[DeskId] = frozenset()
    """Desks that are open, staffed and not full. It may be outdated: a desk that cannot serve whom it got sends them back."""

    @property
    def cover(self) -> DeskId | None:
        """The desk that helps whoever nobody can help here."""
        return self.overflow.to if self.overflow.to in self.takers else None


NOWHERE = Outward()


class Way(NamedTuple):
    at: int
    """From when on, in ms."""
    to: DeskId
    reason: ForwardReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What goes with a session, whole: fields of `Session`, by their names. Agents it was declined by stay behind."""

    kiosk: KioskId
    site: SiteId
    ticket: str
    context: Context
    requested_at: int
    wait_until: int
    link: Link | None
    kiosk_lost_until: int | None
    epoch: int
    relay_only: bool
    rings: int
    consent: Consent | None
    requeued: RequeueReason | None
    losses: int
    guests_ever: int
    left_at: int | None = None
    guided: tuple[Guided, ...] = ()
    came_through: tuple[DeskId, ...]
    """With the desk that it leaves as the last."""


_NAMES = tuple(field.name for field in fields(Carried) if field.name != "came_through")


def packed(session: Session, leaves: DeskId) -> Carried:
    carried = {name: getattr(session, name) for name in _NAMES}
    return Carried(**carried, came_through=(*session.came_through, leaves))


def unpacked(session: SessionId, carried: Carried, reason: ForwardReason, place: tuple[int, int]) -> Session:
    kept = {name: getattr(carried, name) for name in _NAMES}
    home = None if reason is ForwardReason.RETURNED else carried.came_through[0]
    return Session(id=session, place=place, came_through=carried.came_through, back_to=home, **kept)


def way_out(session: Session, fitting: Fitting, outward: Outward) -> Way | None:
    """The other desk that a waiting resident goes to, unless an agent is found before. Never one where they have been, or
    two full desks would send them to and fro."""
    open_to = outward.takers.difference(session.came_through)
    if session.link is None:
        return None
    region, cover = fitting.desk_for(session.context), outward.cover
    if region and region in open_to:
        return Way(session.requested_at, region, ForwardReason.REGION)
    if cover and cover in open_to:
        return Way(session.requested_at + outward.overflow.after, cover, ForwardReason.OVERFLOW)
    return None
