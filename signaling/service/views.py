"""What each client may see of a desk: from the state to the protocol, and nothing else."""

from collections.abc import Iterator
from itertools import islice

from signaling.core.agent import Agent, AgentState
from signaling.core.desk import Desk
from signaling.core.estimate import wait_range
from signaling.core.events import SessionTurnedAway
from signaling.core.limits import MINUTE, Limits
from signaling.core.policy import DeskPolicy, WrapUpMode
from signaling.core.session import Consent, Context, Session, SessionState
from signaling.core.switchboard import Switchboard
from signaling.protocol import messages as m
from signaling.protocol.fields import ConsentPart, ContextPart, WaitRange

from .facts import Facts
from .guest_views import invitation, kiosk_guests, session_guests
from .guide_steps import shown_step
from .participants import participant_of

FIRST_WAITERS = 10


def context_part(context: Context) -> ContextPart:
    language = "en" if context.language == "en" else "zh-CN"
    return ContextPart(
        service=context.service,
        step=context.step,
        language=language,
        spoken=context.spoken,
        step_since=context.step_since,
        attempt=context.attempt,
        error=context.error,
    )


def consent_part(consent: Consent | None) -> ConsentPart | None:
    return ConsentPart(voice=consent.voice, screen=consent.screen, camera=consent.camera) if consent else None


def desk_status(desk: Desk, policy: DeskPolicy, now: int) -> m.DeskStatus:
    """As the resident has it: whoever helps in the desk's place counts, too."""
    is_covered = desk.outward.cover is not None
    is_open = is_covered or policy.hours.is_open(now)
    return m.DeskStatus(
        open=is_open,
        staffed=is_covered or desk.serving() > 0,
        next_opening=None if is_open else policy.hours.next_opening(now),
    )


def wait_of(desk: Desk, session: Session, serving: int) -> tuple[int, WaitRange | None]:
    """How many are ahead, and the range of the wait."""
    if session.state is not SessionState.WAITING:
        return 0, None
    ahead = desk.ahead(session)
    found = wait_range(desk.state.handling, ahead, serving)
    return ahead, WaitRange(low_minutes=found[0], high_minutes=found[1]) if found else None


def ticket_from(session: Session, wait: WaitRange | None, serving: int, after: int) -> int:
    """When the resident has waited for long enough; at once where even the shortest likely wait is as long, or where nobody
    serves."""
    long = serving == 0 or (wait is not None and wait.low_minutes * MINUTE >= after)
    return session.requested_at if long else session.requested_at + after


def kiosk_session(desk: Desk, session: Session, facts: Facts, serving: int, limits: Limits) -> m.KioskSession:
    agent = desk.state.agents.get(session.agent) if session.agent else None
    ahead, wait = wait_of(desk, session, serving)
    return m.KioskSession(
        id=session.id,
        state=session.state.value,
        ticket=session.ticket,
        context=context_part(session.context),
        requested_at=session.requested_at,
        ahead=ahead,
        wait=wait,
        ticket_from=ticket_from(session, wait, serving, limits.offer_ticket_after),
        epoch=session.epoch,
        relay_only=facts.relay_only(session),
        consent=consent_part(session.consent),
        agent_name=facts.agent(session.agent) if session.agent else None,
        agent_present=bool(agent and agent.link),
        answered_at=session.answered_at,
        guests=kiosk_guests(desk, session, facts),
        shown_step=shown_step(session.shown_step),
        guide_done=session.guide_done,
        left_until=session.kiosk_lost_until if session.left_at is not None else None,
        requeued=session.requeued.value if session.requeued else None,
        end_reason=session.end_reason,
    )


def turned_away(event: SessionTurnedAway) -> m.KioskSession:
    return m.KioskSession(
        id=event.session,
        state="closed",
        ticket="",
        context=context_part(event.context),
        requested_at=event.at,
        ahead=0,
        wait=None,
        ticket_from=event.at,
        epoch=0,
        relay_only=False,
        consent=None,
        agent_name=None,
        agent_present=False,
        answered_at=None,
        guests=[],
        shown_step=None,
        guide_done=False,
        left_until=None,
        requeued=None,
        end_reason=event.reason,
    )


def agent_snapshot(
    switchboard: Switchboard,
    agent: Agent,
    facts: Facts,
    number: int,
    now: int,
    queue: m.Queue,
    talks: list[m.Talk] | None,
) -> m.AgentSnapshot:
    desk = switchboard.desk
    session = desk.state.sessions.get(agent.session) if agent.session else None
    ringing = agent.state is AgentState.RINGING
    return m.AgentSnapshot(
        number=number,
        now=now,
        me=m.Me(
            state=agent.state.value,
            reason=agent.reason,
            since=agent.since,
            next_state=agent.next_state.state.value if agent.next_state else None,
            next_reason=agent.next_state.reason if agent.next_state else None,
        ),
        ring=_ring_card(session, agent, facts) if session and ringing else None,
        session=_agent_session(switchboard, session, agent, facts) if session and not ringing else None,
        queue=queue,
        talks=talks,
    )


def signed_out_snapshot(number: int, now: int, queue: m.Queue, talks: list[m.Talk] | None) -> m.AgentSnapshot:
    """For a console whose agent is offline, by choice or after being lost for too long."""
    me = m.Me(state="offline", reason=None, since=now, next_state=None, next_reason=None)
    return m.AgentSnapshot(number=number, now=now, me=me, ring=None, session=None, queue=queue, talks=talks)


def queue_view(desk: Desk, facts: Facts) -> m.Queue:
    counts = dict.fromkeys(AgentState, 0)
    for agent in desk.state.agents.values():
        counts[agent.state] += 1
    return m.Queue(
        waiting=len(desk.line),
        first=list(_waiters(desk, facts)),
        available=counts[AgentState.AVAILABLE],
        busy=counts[AgentState.RINGING] + counts[AgentState.IN_SESSION] + counts[AgentState.WRAP_UP],
        on_break=counts[AgentState.BREAK] + counts[AgentState.NOT_RESPONDING],
    )


def _waiters(desk: Desk, facts: Facts) -> Iterator[m.Waiter]:
    for session_id in islice(desk.line, FIRST_WAITERS):
        session = desk.state.sessions[session_id]
        yield m.Waiter(
            session=session.id,
            ticket=session.ticket,
            site_name=facts.site(session.kiosk),
            context=context_part(session.context),
            requested_at=session.requested_at,
            present=session.link is not None,
        )


def _ring_card(session: Session, agent: Agent, facts: Facts) -> m.RingCard:
    ring, guest = session.rung.get(agent.id), session.guest(agent.id)
    others = len(session.rung) - 1 if ring else 0
    return m.RingCard(
        ring=(ring.id if ring else guest.ring if guest else None) or "",
        session=session.id,
        epoch=session.epoch,
        relay_only=facts.relay_only(session),
        deadline=(ring.deadline if ring else guest.until if guest else None) or 0,
        prepared=ring is not None and ring.prepared,
        others=others,
        ticket=session.ticket,
        site_name=facts.site(session.kiosk),
        kiosk_name=facts.kiosk(session.kiosk),
        context=context_part(session.context),
        consent=consent_part(session.consent),
        requested_at=session.requested_at,
        rings=session.rings - others,
        from_desk=facts.desk_name(session.back_to) if session.back_to else None,
        invitation=invitation(session, agent, facts),
    )


def _agent_session(switchboard: Switchboard, session: Session, agent: Agent, facts: Facts) -> m.AgentSession:
    policy = switchboard.policy
    asked = "asked" if session.wrap_up_asked else "not_asked"
    return m.AgentSession(
        id=session.id,
        participant=participant_of(session, agent.id) or "agent",
        agent_name=facts.agent(session.agent) if session.agent else "",
        guests=session_guests(switchboard.desk, session, facts),
        next_guest=session.guests_ever + 1,
        hand_raised_at=session.hand_raised_at,
        shown_step=shown_step(session.shown_step),
        guide_done=session.guide_done,
        state=session.state.value,
        ticket=session.ticket,
        site_name=facts.site(session.kiosk),
        kiosk_name=facts.kiosk(session.kiosk),
        context=context_part(session.context),
        consent=consent_part(session.consent),
        requested_at=session.requested_at,
        answered_at=session.answered_at or session.requested_at,
        active_at=session.active_at,
        epoch=session.epoch,
        relay_only=facts.relay_only(session),
        kiosk_present=session.link is not None,
        kiosk_lost_until=session.kiosk_lost_until,
        ended_at=session.ended_at,
        end_reason=session.end_reason,
        wrap_up="mandatory" if policy.wrap_up is WrapUpMode.MANDATORY else asked,
        wrap_up_until=session.wrap_up_until,
        wrap_up_extensions=session.wrap_up_extensions,
        wrap_up_extensions_left=max(0, policy.limits.wrap_up_extensions - session.wrap_up_extensions),
        wrap_up_extension=policy.limits.wrap_up_extension,
    )
