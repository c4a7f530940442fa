"""What is held of guests in every situation of the small world: nobody decides for another, or from the past."""

from typing import Any

from signaling.core.guest import GuestMode
from signaling.core.ids import AgentId, GuestName, Link, RingId
from signaling.core.refusals import RefusalCode
from signaling.core.session import IN_TALK, Session
from signaling.core.switchboard import Switchboard

from .small_pages import AGENTS, SOUTH
from .small_promises import NEVER, nothing
from .small_world import Situation


def check_guests(at: Situation, board: Switchboard) -> None:
    for session in board.state.sessions.values():
        for agent in AGENTS:
            if agent in board.state.agents:
                _check_agent(at.now, board, agent, session)
        for number in range(1, session.guests_ever + 1):
            _check_family(at.now, board, session, GuestName(f"guest-{number}"))


def _check_agent(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    part = session.guest(agent)
    for number in range(1, session.guests_ever + 1):
        ring = RingId(f"{session.id}.guest-{number}")
        theirs = part is not None and part.name == f"guest-{number}"
        if not theirs:
            nothing(board.accept(now, agent=agent, ring=ring), RefusalCode.RING_GONE)
        if not (theirs and part and part.ring):
            nothing(board.decline(now, agent=agent, ring=ring, reason=None), RefusalCode.RING_GONE)
    if session.agent == agent:
        _check_serving(now, board, agent, session)
        return
    about: dict[str, Any] = {"agent": agent, "session": session.id}
    nothing(board.transfer(now, **about, to=None), RefusalCode.NOT_YOUR_SESSION)
    nothing(board.raise_hand(now, **about, raised=session.hand_raised_at is None), RefusalCode.NOT_YOUR_SESSION)
    for guest in session.guests.values():
        if guest.agent != agent:
            for verb in (board.dismiss, board.hand_over):
                nothing(verb(now, **about, guest=guest.name), RefusalCode.NOT_YOUR_SESSION)
        elif guest.by is not None:
            nothing(board.hand_over(now, **about, guest=guest.name), RefusalCode.NOT_YOUR_SESSION)
        if part is None and guest.joined_at is not None:
            restart = board.restart_guest_media(now, who=agent, session=session.id, guest=guest.name, epoch=guest.epoch)
            nothing(restart, RefusalCode.NOT_YOUR_SESSION)


def _check_serving(now: int, board: Switchboard, agent: AgentId, session: Session) -> None:
    about: dict[str, Any] = {"agent": agent, "session": session.id}
    for guest in session.guests.values():
        assert session.state in IN_TALK, "guests are there for a talk only"
        assert guest.agent != agent, "nobody is there twice"
        repeat = {"number": int(guest.name.removeprefix("guest-")), "guest": guest.agent, "mode": GuestMode.CONSULT}
        if guest.agent and guest.by == agent:
            nothing(board.invite(now, **about, **repeat))
        if guest.by is None:
            nothing(board.dismiss(now, **about, guest=guest.name), RefusalCode.NOT_YOUR_SESSION)
        if guest.joined_at is None or guest.agent is None:
            nothing(board.hand_over(now, **about, guest=guest.name), RefusalCode.WRONG_STATE)
        if guest.joined_at is not None:
            stale = {"guest": guest.name, "epoch": guest.epoch - 1}
            nothing(board.restart_guest_media(now, who=agent, session=session.id, **stale), RefusalCode.STALE_EPOCH)


def _check_family(now: int, board: Switchboard, session: Session, name: GuestName) -> None:
    guest, about = session.guests.get(name), {"session": session.id, "guest": name}
    nothing(board.lose_guest(now, **about, link=NEVER))
    if guest is None or guest.agent is not None:
        for verb in (board.redeem, board.leave):
            nothing(verb(now, **about), RefusalCode.WRONG_STATE)
    elif guest.redeemed:
        nothing(board.redeem(now, **about), RefusalCode.WRONG_STATE)
    if guest is None or guest.agent is not None or not guest.redeemed:
        nothing(board.enter(now, **about, link=Link(NEVER, SOUTH)), RefusalCode.WRONG_STATE)
