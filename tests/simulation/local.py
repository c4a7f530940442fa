"""One desk of the server: its switchboard, its log, and the audit of every event that was written."""

from collections import Counter
from collections.abc import Iterable
from math import inf

from pydantic import TypeAdapter

from signaling.core import events as ev
from signaling.core.desk import Desk
from signaling.core.ids import AgentId, DeskId, SessionId
from signaling.core.policy import DeskPolicy
from signaling.core.state import DeskState
from signaling.core.switchboard import Switchboard
from tests.core.agreement import check_agreement
from tests.core.audit import Audit

EVENTS: TypeAdapter[list[ev.DeskEvent]] = TypeAdapter(list[ev.DeskEvent])
STATE = TypeAdapter(DeskState)
SNAPSHOT_EVERY = 60
"""Events."""


class Local:
    def __init__(self, policy: DeskPolicy) -> None:
        self.policy = policy
        self.board = Switchboard(policy)
        self.log: list[ev.DeskEvent] = []
        self.audit = Audit(policy.strategy, None, policy.limits.ring_more, policy.limits.ring_more_every)
        self.audit.wrap_up, self.audit.overflow = policy.wrap_up, policy.overflow
        self.audit.max_waiting = policy.limits.max_waiting
        self.seen: Counter[str] = Counter()
        self.unread = False
        """Somebody has arrived here, and nobody has looked yet."""
        self._snapshot = 0, STATE.dump_json(DeskState())

    def know_takers(self, takers: frozenset[DeskId]) -> None:
        self.board.know_takers(takers)
        self.audit.takers = takers

    def write(self, events: Iterable[ev.DeskEvent]) -> None:
        for event in events:
            self.log.append(event)
            self.audit.see(event)
            self.seen[event.kind] += 1
            if isinstance(event, ev.SessionForwarded | ev.SessionHandedOver | ev.GuestLeft):
                self.seen[f"{event.kind}: {event.reason}"] += 1
        check_agreement(self.audit, self.board.state)
        if not self.unread:
            self.audit.settled()
            self._check_liveness()
        if len(self.log) >= self._snapshot[0] + SNAPSHOT_EVERY:
            self._snapshot = len(self.log), STATE.dump_json(self.board.state)

    def take_in(self, event: ev.SessionTakenIn) -> None:
        self.board.desk.apply(event)
        self.unread = True
        self.write([event])

    def _check_liveness(self) -> None:
        due, audit = self.board.next_deadline() or inf, self.audit
        for name in self.board.state.sessions:
            leaves = max(audit.at, audit.leaves_from(audit.residents[name]))
            assert due <= leaves, f"{name} stays, though another desk takes it"
            for agent in audit.helpers:
                free_from = audit.allowed_from(name, agent, audit.at)
                assert due <= free_from, f"{name} waits in vain while {agent} is free"

    def is_linked(self, verb: str, link: str, who: str, session: SessionId | None) -> bool:
        """Whether `link` is the present one of who is said to have lost it."""
        state = self.board.state
        if verb == "lose_agent":
            agent = state.agents.get(AgentId(who))
            return agent is not None and agent.link is not None and agent.link.id == link
        if verb == "lose_kiosk":
            return any(one.link and one.link.id == link for one in state.sessions.values() if one.kiosk == who)
        talk = state.sessions.get(session) if session else None
        return talk is not None and any(guest.link and guest.link.id == link for guest in talk.guests.values())

    def stored(self) -> Switchboard:
        """The desk as another node would read it. From the first event on, it is the same."""
        version, state = self._snapshot
        board = Switchboard(self.policy, STATE.validate_json(state))
        board.desk.apply_all(EVENTS.validate_json(EVENTS.dump_json(self.log[version:])))
        whole = Desk(strategy=self.policy.strategy)
        whole.apply_all(self.log)
        assert board.state == whole.state, "snapshot and events give what all events give"
        return board
