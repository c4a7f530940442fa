"""What each participant may see of the others, and a supervisor of the desk's talks."""

from heapq import nsmallest

from signaling.core.agent import Agent
from signaling.core.desk import Desk
from signaling.core.guest import Guest, GuestEnd
from signaling.core.ids import GuestName
from signaling.core.session import IN_TALK, Session
from signaling.protocol import messages as m

from .facts import Facts

MOST_TALKS = 50


def _role(guest: Guest) -> m.GuestRole:
    if guest.agent is None:
        return "family"
    return "supervisor" if guest.by is None else "colleague"


def _present(desk: Desk, guest: Guest) -> bool:
    if guest.agent is None:
        return guest.link is not None
    agent = desk.state.agents.get(guest.agent)
    return agent is not None and agent.link is not None


def _display_name(guest: Guest, facts: Facts) -> str:
    return facts.agent(guest.agent) if guest.agent else ""


def kiosk_guests(desk: Desk, session: Session, facts: Facts) -> list[m.KioskGuest]:
    """Who has joined: never hidden from the resident."""
    return [
        m.KioskGuest(
            name=guest.name,
            display_name=_display_name(guest, facts),
            role=_role(guest),
            mode=guest.mode.value,
            epoch=guest.epoch,
            present=_present(desk, guest),
        )
        for guest in session.guests.values()
        if guest.joined_at is not None
    ]


def session_guests(desk: Desk, session: Session, facts: Facts) -> list[m.SessionGuest]:
    return [
        m.SessionGuest(
            name=guest.name,
            agent=guest.agent,
            display_name=_display_name(guest, facts),
            role=_role(guest),
            mode=guest.mode.value,
            epoch=guest.epoch,
            rings_until=guest.until if guest.joined_at is None else None,
            code_used=guest.redeemed,
            present=_present(desk, guest),
        )
        for guest in session.guests.values()
    ]


def guest_snapshot(
    desk: Desk, session: Session, name: GuestName, facts: Facts, number: int, now: int
) -> m.GuestSnapshot:
    """For a family member who has joined."""
    agent = desk.state.agents.get(session.agent) if session.agent else None
    seen = m.GuestSession(
        id=session.id,
        participant=name,
        agent_name=facts.agent(session.agent) if session.agent else "",
        agent_present=agent is not None and agent.link is not None,
        kiosk_present=session.link is not None,
        relay_only=facts.relay_only(session),
        guests=kiosk_guests(desk, session, facts),
    )
    return m.GuestSnapshot(number=number, now=now, session=seen, end_reason=None)


def parted_snapshot(reason: GuestEnd, number: int, now: int) -> m.GuestSnapshot:
    return m.GuestSnapshot.model_validate({"number": number, "now": now, "session": None, "end_reason": reason.value})


def invitation(session: Session, agent: Agent, facts: Facts) -> m.Invitation | None:
    guest = session.guest(agent.id)
    if guest is None or guest.by is None or guest.joined_at is not None:
        return None
    return m.Invitation(by_name=facts.agent(guest.by), mode=guest.mode.value)


def talks_view(desk: Desk, facts: Facts) -> list[m.Talk]:
    talks = [session for session in desk.state.sessions.values() if session.state in IN_TALK]
    return [_talk(session, facts) for session in nsmallest(MOST_TALKS, talks, key=_urgency)]


def _urgency(session: Session) -> tuple[bool, int]:
    return session.hand_raised_at is None, session.hand_raised_at or session.answered_at or 0


def _talk(session: Session, facts: Facts) -> m.Talk:
    return m.Talk(
        session=session.id,
        ticket=session.ticket,
        site_name=facts.site(session.kiosk),
        kiosk_name=facts.kiosk(session.kiosk),
        service=session.context.service,
        agent_name=facts.agent(session.agent) if session.agent else "",
        answered_at=session.answered_at or session.requested_at,
        hand_raised_at=session.hand_raised_at,
        guests=sum(guest.joined_at is not None for guest in session.guests.values()),
    )
