"""What a console asks for with more than two in a session. Each needs a right of its own."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from signaling.core.agent import AgentState
from signaling.core.guest import GuestMode, guest_name
from signaling.core.ids import AgentId, GuestName, SessionId
from signaling.core.switchboard import Decision, Switchboard
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode

from .client import Handler, Reply, Turned
from .rights import Right

if TYPE_CHECKING:
    from .console import ConsoleClient

MOST_COLLEAGUES = 100
GUEST_PAGE = "/guest/"
JOINS: Mapping[str, Right] = {"monitor": Right.MONITOR, "whisper": Right.WHISPER, "conference": Right.BARGE}
ASKS: Mapping[str, Right] = {"consult": Right.CONSULT, "conference": Right.CONFERENCE}

Verb = Callable[[Switchboard, int], Decision]


async def get_colleagues(client: "ConsoleClient", message: m.GetColleagues) -> Reply:
    others = [agent for agent in client.local.switchboard.state.agents.values() if agent.id != client.agent]
    others.sort(key=lambda agent: (agent.state is not AgentState.AVAILABLE, agent.state, agent.id))
    shown = list(islice(others, MOST_COLLEAGUES))
    await client.local.delivery.learn_agents(agent.id for agent in shown)
    facts = client.local.delivery.facts
    found = [
        m.Colleague(
            agent=agent.id,
            display_name=facts.agent(agent.id),
            state=agent.state.value,
            languages=list(agent.profile.languages),
            skills=list(agent.profile.skills),
        )
        for agent in shown
    ]
    return m.Colleagues(id=message.id, colleagues=found)


async def transfer(client: "ConsoleClient", message: m.Transfer) -> Reply:
    _need(client, Right.TRANSFER)
    agent, session = client.agent, SessionId(message.session)
    to = AgentId(message.to) if message.to is not None else None
    return await client.carry_out(
        message.id, lambda board, now: board.transfer(now, agent=agent, session=session, to=to)
    )


async def invite(client: "ConsoleClient", message: m.Invite) -> Reply:
    _need(client, ASKS[message.mode])
    agent, session, number = client.agent, SessionId(message.session), message.number
    guest, mode = AgentId(message.agent), GuestMode(message.mode)
    return await client.carry_out(
        message.id,
        lambda board, now: board.invite(now, agent=agent, session=session, number=number, guest=guest, mode=mode),
    )


async def join_session(client: "ConsoleClient", message: m.JoinSession) -> Reply:
    _need(client, JOINS[message.mode])
    agent, session, mode = client.agent, SessionId(message.session), GuestMode(message.mode)
    return await client.carry_out(
        message.id, lambda board, now: board.join(now, agent=agent, session=session, mode=mode)
    )


async def change_mode(client: "ConsoleClient", message: m.ChangeMode) -> Reply:
    agent, session = client.agent, SessionId(message.session)
    guest, mode = GuestName(message.guest), GuestMode(message.mode)
    _need(client, (JOINS if _is(client, session, guest) else ASKS).get(mode.value))
    return await client.carry_out(
        message.id,
        lambda board, now: board.change_mode(now, agent=agent, session=session, guest=guest, mode=mode),
    )


async def dismiss(client: "ConsoleClient", message: m.Dismiss) -> Reply:
    agent, session, guest = client.agent, SessionId(message.session), GuestName(message.guest)
    return await client.carry_out(
        message.id, lambda board, now: board.dismiss(now, agent=agent, session=session, guest=guest)
    )


async def hand_over(client: "ConsoleClient", message: m.HandOver) -> Reply:
    agent, session, guest = client.agent, SessionId(message.session), GuestName(message.guest)
    _need(client, Right.TAKE_OVER if _is(client, session, guest) else Right.TRANSFER)
    return await client.carry_out(
        message.id, lambda board, now: board.hand_over(now, agent=agent, session=session, guest=guest)
    )


async def raise_hand(client: "ConsoleClient", message: m.RaiseHand) -> Reply:
    _need(client, Right.RAISE_HAND)
    agent, session, raised = client.agent, SessionId(message.session), message.raised
    return await client.carry_out(
        message.id, lambda board, now: board.raise_hand(now, agent=agent, session=session, raised=raised)
    )


async def admit(client: "ConsoleClient", message: m.Admit) -> Reply:
    _need(client, Right.INVITE_FAMILY)
    agent, session, number = client.agent, SessionId(message.session), message.number
    reply = await client.carry_out(
        message.id, lambda board, now: board.admit(now, agent=agent, session=session, number=number)
    )
    if not isinstance(reply, m.Done):
        return reply
    talk = client.local.switchboard.state.sessions.get(session)
    guest = talk.guests.get(guest_name(number)) if talk else None
    if guest is None or guest.until is None or guest.redeemed:
        raise Turned(ErrorCode.WRONG_STATE, "the code is over already")
    code = client.tools.codes.of(client.local.id, session, guest)
    return m.Admitted(id=message.id, guest=guest.name, code=code, path=GUEST_PAGE, expires_at=guest.until)


def _is(client: "ConsoleClient", session: SessionId, guest: GuestName) -> bool:
    known = client.local.switchboard.state.sessions.get(session)
    about = known.guests.get(guest) if known else None
    return about is not None and about.agent == client.agent


def _need(client: "ConsoleClient", right: Right | None) -> None:
    if right is None or right not in client.rights:
        raise Turned(ErrorCode.NOT_ALLOWED, f"your account has not the right {right}" if right else "nobody may")


MORE_THAN_TWO: dict[type[m.Message], Handler] = {
    m.GetColleagues: get_colleagues,
    m.Transfer: transfer,
    m.Invite: invite,
    m.JoinSession: join_session,
    m.ChangeMode: change_mode,
    m.Dismiss: dismiss,
    m.HandOver: hand_over,
    m.RaiseHand: raise_hand,
    m.Admit: admit,
}
