"""Who is who in a session: participants by name, where each is connected, and who exchanges media with whom."""

from collections.abc import Mapping

from signaling.core.agent import Agent
from signaling.core.guest import Guest, GuestMode
from signaling.core.ids import AgentId, GuestName
from signaling.core.session import Link, Party, Session

Agents = Mapping[AgentId, Agent]


def participant_of(session: Session, who: str) -> str | None:
    """As what a kiosk or an agent signals; None: as nothing, such as one of several who are rung."""
    if who == session.kiosk:
        return Party.KIOSK
    if who == session.media_agent:
        return Party.AGENT
    guest = session.guest(AgentId(who))
    return guest.name if guest and guest.joined_at is not None else None


def link_of(session: Session, agents: Agents, participant: str) -> Link | None:
    if participant == Party.KIOSK:
        return session.link
    guest = _joined(session, participant)
    if guest and guest.agent is None:
        return guest.link
    agent_id = session.media_agent if participant == Party.AGENT else guest.agent if guest else None
    agent = agents.get(agent_id) if agent_id else None
    return agent.link if agent else None


def pair_epoch(session: Session, one: str, other: str) -> int | None:
    """Of the media between two participants: that of whoever came later. None: there is none between them."""
    if {one, other} == {Party.KIOSK, Party.AGENT}:
        return session.epoch
    pair = [_joined(session, one), _joined(session, other)]
    guests = [guest for guest in pair if guest]
    if one == other or len(guests) + (Party.KIOSK in (one, other)) + (Party.AGENT in (one, other)) < 2:
        return None
    if Party.KIOSK in (one, other) and guests[0].mode is GuestMode.CONSULT:
        return None
    return max(guests, key=number_of).epoch


def number_of(guest: Guest) -> int:
    return int(guest.name.removeprefix("guest-"))


def hears_chat(session: Session, participant: str) -> bool:
    """Everybody who hears the resident."""
    guest = _joined(session, participant)
    return participant in (Party.KIOSK, Party.AGENT) or (guest is not None and guest.mode is not GuestMode.CONSULT)


def may_chat(session: Session, participant: str) -> bool:
    """Everybody whom the resident hears."""
    guest = _joined(session, participant)
    return participant in (Party.KIOSK, Party.AGENT) or (guest is not None and guest.mode is GuestMode.CONFERENCE)


def _joined(session: Session, participant: str) -> Guest | None:
    guest = session.guests.get(GuestName(participant))
    return guest if guest and guest.joined_at is not None else None
