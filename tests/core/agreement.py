"""A desk, and an audit that knows its events only, agree about everybody."""

from signaling.core.state import DeskState

from .audit import Audit
from .guide_audit import agrees


def check_agreement(audit: Audit, state: DeskState) -> None:
    present = {name for name, one in audit.residents.items() if one.phase not in ("closed", "elsewhere")}
    assert present == set(state.sessions)
    for name, session in state.sessions.items():
        told = audit.residents[name]
        assert session.state == audit.state_of(name)
        assert (session.place, session.requested_at) == (told.place, told.since), "place and clock are kept for good"
        assert session.ended_at is not None or (session.link is not None) == told.linked
        assert (session.hand_raised_at is not None) == told.hand_raised
        assert agrees(told, session)
        for guest in session.guests.values():
            joined = told.guests[guest.name].kind == "guest_joined"
            assert (guest.epoch, guest.joined_at is not None) == (told.guest_epochs[guest.name], joined)
    assert set(audit.helpers) == set(state.agents)
    for name, agent in state.agents.items():
        helper = audit.helpers[name]
        assert (agent.state, agent.session, agent.link is not None) == (helper.state, helper.session, helper.linked)
        assert (agent.rung, agent.sessions) == (helper.rung, helper.accepted), "strategies count what happened"
        chosen = agent.next_state.state if agent.next_state else "available"
        assert not agent.session or chosen == (helper.chosen or "available"), "what they are afterwards is kept"
