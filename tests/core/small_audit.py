"""The audit of a desk, as if it had seen all that led to a situation of the small world."""

from types import SimpleNamespace
from typing import Any

from signaling.core import events as ev
from signaling.core.guest import Guest
from signaling.core.ids import DeskId, SessionId
from signaling.core.session import LIVE, Session

from .audit import Audit
from .audited import Helper, Resident
from .guide_audit import led_of
from .small_bounds import Bounds
from .small_world import Situation

PHASES = {"connecting": "talk", "active": "talk", "interrupted": "talk"}


def audit_of(bounds: Bounds, at: Situation, desk: DeskId) -> Audit:
    state, limits = at.states[desk], bounds.limits
    audit = Audit(bounds.strategy, bounds.policies[desk].fitting, limits.ring_more, limits.ring_more_every)
    audit.wrap_up, audit.most_extensions = bounds.wrap_up, limits.wrap_up_extensions
    audit.overflow, audit.takers = bounds.policies[desk].overflow, at.takers[desk]
    audit.max_waiting = limits.max_waiting
    audit.at, audit.rings, audit.unstaffed = state.last_at, state.rings, state.unstaffed_until is not None
    audit.ticket = (state.ticket_day, state.ticket_number)
    audit.residents.update(_known(at, desk))
    audit.residents.update((session.id, _resident(session, at.now)) for session in state.sessions.values())
    for name, agent in state.agents.items():
        audit.helpers[name] = Helper(
            state=agent.state,
            profile=agent.profile,
            session=agent.session,
            linked=agent.link is not None,
            idle_since=agent.idle_since,
            rung=agent.rung,
            accepted=agent.sessions,
            talked=agent.talk,
            chosen=agent.next_state.state if agent.next_state else None,
        )
    return audit


def _known(at: Situation, desk: DeskId) -> dict[str, Resident]:
    """Sessions that have been at the desk. Whether one that went to another is over there, only a touch is told."""
    found: dict[str, Resident] = {}
    elsewhere = {one.id: one for name, state in at.states.items() if name != desk for one in state.sessions.values()}
    home, arrivals = next(iter(at.states)) == desk, at.states[desk].arrivals
    if arrivals:
        found["the last"] = Resident("", (0, arrivals - 1), 0, phase="closed")
    for kiosk, made in at.made.items():
        for number in range(1, made + 1):
            there = elsewhere.get(SessionId(f"{kiosk}.{number}"))
            if there and there.state in LIVE and desk in there.came_through:
                found[there.id] = Resident(kiosk, (-1, 0), there.requested_at, phase="elsewhere")
            elif home and there is None:
                found[f"{kiosk}.{number}"] = Resident(kiosk, (-1, 0), 0, phase="closed")
    return found


def _resident(session: Session, now: int) -> Resident:
    rings = {
        str(agent): SimpleNamespace(ring=ring.id, deadline=ring.deadline, prepared=ring.prepared)
        for agent, ring in session.rung.items()
    }
    guests = session.guests.values()
    ended = SimpleNamespace(reason=session.end_reason, by=session.ended_by)
    return Resident(
        kiosk=session.kiosk,
        place=session.place,
        since=session.requested_at,
        context=session.context,
        site=session.site,
        phase=PHASES.get(session.state, session.state),
        linked=session.link is not None,
        left=session.left_at is not None,
        epoch=session.epoch,
        rings=rings,
        ringing_since=session.ringing_since,
        wait_until=session.wait_until,
        agent=session.agent,
        answered_at=session.answered_at or 0,
        active=session.active_at is not None,
        connect_until=session.connect_until or 0,
        renewals=int(session.relay_only),
        passed_by={**session.passed_by},
        ended=ended,
        agent_since=session.agent_since or 0,
        guests={guest.name: _guest(session, guest, now) for guest in guests},
        guest_names={f"guest-{number}" for number in range(1, session.guests_ever + 1)},
        guest_epochs={guest.name: guest.epoch for guest in guests},
        family={guest.name: guest.link for guest in guests if guest.agent is None and guest.joined_at is not None},
        family_until={guest.name: guest.until for guest in guests if guest.agent is None and guest.until is not None},
        hand_raised=session.hand_raised_at is not None,
        shown_step=session.shown_step,
        guide_done=session.guide_done,
        led=led_of(session.guided),
        asked=session.wrap_up_asked,
        extensions=session.wrap_up_extensions,
        wrap_up_until=session.wrap_up_until or 0,
        came_through=session.came_through,
        visits=session.back_to is not None,
    )


def _guest(session: Session, guest: Guest, now: int) -> Any:
    """The event that says how far they have come."""
    about: dict[str, Any] = {"at": now, "session": session.id, "guest": guest.name}
    if guest.joined_at is not None:
        invited = {"agent": guest.agent, "mode": guest.mode, "by": guest.by, "link": guest.link}
        return ev.GuestJoined(**about, **invited)
    about["deadline"] = guest.until
    if guest.agent is not None:
        return ev.GuestRung(**about, agent=guest.agent, mode=guest.mode, by=guest.by or guest.agent, ring=guest.ring)  # type: ignore[arg-type]
    if guest.redeemed:
        return ev.GuestRedeemed(**about)
    return ev.GuestAdmitted(**about, by=guest.by)  # type: ignore[arg-type]
