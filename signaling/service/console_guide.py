"""What an agent shows the resident of a guide."""

from typing import TYPE_CHECKING

from signaling.core.ids import SessionId
from signaling.guide_ports import ServiceCode
from signaling.ports import Unknown
from signaling.protocol import messages as m
from signaling.protocol.codes import ErrorCode

from .client import Handler, Reply, Turned
from .guide_steps import step_of

if TYPE_CHECKING:
    from .console import ConsoleClient


async def show_step(client: "ConsoleClient", message: m.ShowStep) -> Reply:
    """As the guide is now, whatever version the agent reads."""
    try:
        found = await client.tools.guides.get(ServiceCode(message.service))
    except Unknown as error:
        raise Turned(ErrorCode.INVALID_FIELD, f"service: there is no guide of {message.service}") from error
    step = step_of(found, message.step)
    if step is None:
        where = f"version {found.version.number} of the guide of {message.service}"
        raise Turned(ErrorCode.INVALID_FIELD, f"step: {where} has no step {message.step}")
    agent, session = client.agent, SessionId(message.session)
    return await client.carry_out(
        message.id, lambda board, now: board.show_step(now, agent=agent, session=session, step=step)
    )


async def hide_step(client: "ConsoleClient", message: m.HideStep) -> Reply:
    agent, session, done = client.agent, SessionId(message.session), message.done
    return await client.carry_out(
        message.id, lambda board, now: board.hide_step(now, agent=agent, session=session, done=done)
    )


SHOWING: dict[type[m.Message], Handler] = {m.ShowStep: show_step, m.HideStep: hide_step}
