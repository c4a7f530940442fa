"""Reads the log of a desk, event by event, and holds it to what a desk promises. It shares no code with the desk itself
but the names of the strategies and of the rules:
what it knows it has from the events alone."""

from math import inf
from typing import Any

from signaling.core.fitting import Fitting
from signaling.core.strategy import Strategy

from .audit_elsewhere import AuditElsewhere
from .audited import Helper, Resident
from .guest_audit import GuestAudit
from .guide_audit import GuideAudit

BEFORE_ANSWER = {
    "desk_closed",
    "no_agent",
    "queue_full",
    "max_wait",
    "resident_left",
    "left_with_ticket",
    "kiosk_lost_waiting",
}


class Audit(GuestAudit, GuideAudit, AuditElsewhere):
    def __init__(
        self,
        strategy: Strategy = Strategy.LONGEST_IDLE,
        fitting: Fitting | None = None,
        ring_more: int = 2,
        ring_more_every: int = 8_000,
    ) -> None:
        self.strategy, self.fitting = strategy, fitting or Fitting()
        self.ring_more, self.ring_more_every = ring_more, ring_more_every
        self.wrap_up, self.most_extensions = "mandatory", 2
        self.at = 0
        self.rings = 0
        self.residents: dict[str, Resident] = {}
        self.helpers: dict[str, Helper] = {}
        self.unstaffed = False
        self.ticket: tuple[str, int] = ("", 0)

    def see(self, event: Any) -> None:
        assert event.at >= self.at, "event times never go back"
        self.at = event.at
        getattr(self, f"_{event.kind}")(event)

    def settled(self) -> None:
        """Between two verbs, who is busy follows from the sessions alone."""
        busy: dict[str, tuple[str, str]] = {}
        kiosks: set[str] = set()
        for name, resident in self.residents.items():
            if resident.phase in ("waiting", "ringing", "talk", "elsewhere"):
                assert resident.kiosk not in kiosks, f"{resident.kiosk} has one live session at most"
                kiosks.add(resident.kiosk)
            assert (resident.phase == "ringing") == bool(resident.rings), "it rings as long as there is a ring"
            assert resident.phase == "talk" or not resident.guests, "guests are there for a talk only"
            assert len(resident.guests) <= 2, "a talk has four participants at most"
            for guest in [one for one in resident.guests.values() if getattr(one, "agent", None)]:
                assert guest.agent not in busy, f"{guest.agent} has one session at most"
                busy[guest.agent] = ("in_session" if guest.kind == "guest_joined" else "ringing", name)
            assert all(self.helpers[agent].linked for agent in self._rung_by(resident)), "it rings at who can hear it"
            for agent in resident.rings or ([resident.agent] if resident.phase in ("talk", "wrap_up") else []):
                assert agent not in busy, f"{agent} has one session at most"
                busy[agent] = ({"ringing": "ringing", "talk": "in_session", "wrap_up": "wrap_up"}[resident.phase], name)
            if resident.phase == "wrap_up":
                assert resident.wraps_up, "who asked for no wrap-up is free at once"
            stays = resident.phase == "waiting" and not resident.left
            assert self.anyone_there or not (resident.visits and stays), "guests go back in time"
        told = {name: (one.state, one.session) for name, one in self.helpers.items() if one.session is not None}
        assert told == busy, "an agent is busy exactly with the session that has them"
        for name, one in self.helpers.items():
            assert (one.session is not None) == (one.state in ("ringing", "in_session", "wrap_up")), name
        anyone_waits = any(one.phase == "waiting" and not one.left for one in self.residents.values())
        if anyone_waits or self.anyone_there:
            assert self.unstaffed == (not self.anyone_there), (
                "a desk where people wait and nobody responds is unstaffed"
            )

    def _rung_by(self, resident: Resident) -> list[str]:
        return [*resident.rings, *(one.agent for one in resident.guests.values() if one.kind == "guest_rung")]

    @property
    def anyone_there(self) -> bool:
        return any(helper.state != "not_responding" for helper in self.helpers.values())

    def state_of(self, session: str) -> str:
        """The session's state, worked out from who is connected."""
        resident = self.residents[session]
        if resident.phase != "talk":
            return resident.phase
        assert resident.agent is not None
        if not (resident.linked and self.helpers[resident.agent].linked):
            return "interrupted"
        return "active" if resident.active else "connecting"

    def allowed_from(self, session: str, agent: str, now: int) -> float:
        """From when on, but not before now, this resident and this agent may be brought together, as things stand."""
        resident, helper = self.residents[session], self.helpers[agent]
        free = helper.state == "available" and helper.linked
        if not (resident.linked and free):
            return inf
        if resident.losses >= 2 and not helper.supervises and self._supervised():
            return inf
        fits = max(resident.passed_by.get(agent, 0), self._fits_from(resident, helper.profile))
        start = max(now, fits, self._room_from(resident))
        # Who has waited for as long as anybody may is rung for, if somebody is free, but not by ever more.
        return inf if resident.phase == "ringing" and start >= resident.wait_until else start

    def _supervised(self) -> bool:
        return any(one.supervises and one.state not in ("break", "not_responding") for one in self.helpers.values())

    def _room_from(self, resident: Resident) -> float:
        """From when on one more agent may be rung."""
        if resident.phase == "waiting":
            return 0
        if resident.phase != "ringing":
            return inf
        match self.strategy:
            case Strategy.RING_ALL:
                return 0
            case Strategy.RING_PROGRESSIVELY:
                return resident.ringing_since + len(resident.rings) // self.ring_more * self.ring_more_every
            case _:
                return inf

    def _fits_from(self, resident: Resident, profile: Any) -> float:
        rules, moments = self.fitting, [0.0]
        service = rules.services.get(resident.context.service)
        missing = service.level - profile.skills.get(resident.context.service, 0) if service else 0
        if service and missing > 0:
            moments.append(resident.since + missing * service.relax_every if service.relax_every else inf)
        language = resident.context.spoken or resident.context.language
        if language in rules.languages and language not in profile.languages:
            insist = rules.languages[language].insist
            moments.append(inf if insist is None else resident.since + insist)
        if resident.site not in profile.sites:
            moments.append(resident.since + rules.own_site)
        return max(moments)

    def turn(self, resident: Resident) -> tuple[int, tuple[int, int]]:
        service = self.fitting.services.get(resident.context.service)
        return resident.since - (service.head_start if service else 0), resident.place

    def allowed(self, session: str, agent: str, now: int) -> bool:
        return self.allowed_from(session, agent, now) <= now

    # --- sessions -----------------------------------------------------------------------------------------------------

    def _live(self, event: Any) -> Resident:
        resident = self.residents[event.session]
        assert resident.phase in ("waiting", "ringing", "talk"), f"{event.kind} after the end of {event.session}"
        return resident

    def _session_queued(self, event: Any) -> None:
        assert event.session not in self.residents, "a session begins once"
        assert all(event.place > other.place for other in self.residents.values()), "who comes later stands behind"
        day, number = self.ticket
        assert event.ticket_number == (number + 1 if event.ticket_day == day else 1), "tickets count up each day"
        self.ticket = (event.ticket_day, event.ticket_number)
        self.residents[event.session] = Resident(
            event.kiosk, event.place, event.at, event.context, event.site, wait_until=event.wait_until
        )

    def _session_taken_in(self, event: Any) -> None:
        carried, entered = event.carried, [one.place[1] for one in self.residents.values() if one.place[0] == 0]
        place = (0, max(entered, default=-1) + 1)
        resident = Resident(
            carried.kiosk, place, carried.requested_at, carried.context, carried.site, wait_until=carried.wait_until
        )
        self.take_in(event, resident)
        self.residents[event.session] = resident

    def _session_turned_away(self, event: Any) -> None:
        assert event.session not in self.residents, "a session begins once"
        self.residents[event.session] = Resident(event.kiosk, (-1, 0), event.at, phase="closed", linked=False)

    def _context_changed(self, event: Any) -> None:
        self._live(event).context = event.context

    def _consent_answered(self, event: Any) -> None:
        self._live(event)

    def _kiosk_attached(self, event: Any) -> None:
        resident, before = self._live(event), self.state_of(event.session)
        resident.linked, resident.left = True, False
        self._resumed(event.session, before, event)

    def _resident_left(self, event: Any) -> None:
        resident = self._live(event)
        assert (resident.phase, resident.left) == ("waiting", False), "out of the line, once, and nobody is rung"
        assert event.until > event.at, "there is time to come back"
        resident.linked, resident.left = False, True

    def _kiosk_lost(self, event: Any) -> None:
        resident = self._live(event)
        assert resident.linked, "a link is lost once"
        assert event.until > event.at, "there is time to come back"
        resident.linked = False

    def _ring_started(self, event: Any) -> None:
        resident = self._live(event)
        if event.asked_by:
            assert self.helpers[event.agent].state == "available", "a transfer rings at who is free"
            assert resident.phase == "waiting"
            self._rung(event, resident)
            return
        assert self.allowed(event.session, event.agent, event.at), "only who is ready rings, at who is free and may"
        for name, other in self.residents.items():
            if other.phase not in ("waiting", "ringing"):
                continue
            if (bool(other.rings), self.turn(other)) < (bool(resident.rings), self.turn(resident)):
                assert not self.allowed(name, event.agent, event.at), f"{name} is before {event.session}"
        for name in self.helpers:
            if self._preference(name) < self._preference(event.agent):
                assert not self.allowed(event.session, name, event.at), f"{name} comes first by {self.strategy}"
        assert {other.agent for other in event.passed_over} == set(self.helpers) - {event.agent}, "nobody is left out"
        for other in event.passed_over:
            free = self.allowed(event.session, other.agent, event.at)
            assert free == (other.why == "later"), f"{other.agent} was not passed over because {other.why}"
        self._rung(event, resident)

    def _rung(self, event: Any, resident: Resident) -> None:
        self.rings += 1
        self.helpers[event.agent].rung = self.rings
        assert event.prepared == (not resident.rings), "media are prepared with one agent at a time"
        if event.prepared:
            self._next_epoch(resident, event)
            resident.ringing_since = event.at
        assert event.epoch == resident.epoch
        assert event.deadline > event.at
        resident.phase = "ringing"
        resident.rings[event.agent] = event

    def _preference(self, agent: str) -> int:
        helper = self.helpers[agent]
        match self.strategy:
            case Strategy.LONGEST_IDLE | Strategy.RING_ALL | Strategy.RING_PROGRESSIVELY:
                return helper.idle_since
            case Strategy.ROUND_ROBIN:
                return helper.rung
            case Strategy.FEWEST_SESSIONS:
                return helper.accepted
            case Strategy.LEAST_TALK_TIME:
                return helper.talked

    def _over(self, event: Any) -> Resident:
        """The ring that the event is about ends."""
        resident = self.residents[event.session]
        assert resident.phase == "ringing", "only what rings can be answered"
        assert event.ring == resident.rings[event.agent].ring, "by whom it rings at"
        return resident

    def _ring_ended(self, event: Any) -> None:
        resident = self._over(event)
        ring = resident.rings.pop(event.agent)
        if event.result == "unanswered":
            assert event.at >= ring.deadline, "a ring has its full time"
        if event.result == "declined":
            assert event.at < ring.deadline, "nobody declines after the deadline"
        if not resident.rings:
            resident.phase = "waiting"
        if event.not_again_until is not None:
            resident.passed_by[event.agent] = event.not_again_until

    def _session_accepted(self, event: Any) -> None:
        resident = self._over(event)
        ring = resident.rings.pop(event.agent)
        assert event.at < ring.deadline, "nobody accepts after the deadline"
        assert not resident.rings, "the first who accepts has them alone"
        assert ring.prepared == (event.epoch is None), "who has prepared nothing begins anew"
        if event.epoch is not None:
            self._next_epoch(resident, event)
        resident.phase, resident.agent = "talk", event.agent
        resident.answered_at = resident.agent_since = event.at
        self.helpers[event.agent].accepted += 1
        resident.connect_until, resident.renewals = event.connect_until, 0
        resident.passed_by.clear()

    def _media_ready(self, event: Any) -> None:
        resident = self._talk(event)
        assert event.epoch == resident.epoch, "media of an older epoch is nothing"
        assert not resident.active
        resident.active = True

    def _media_restarted(self, event: Any) -> None:
        resident = self._talk(event)
        self._next_epoch(resident, event)
        if self.state_of(event.session) == "connecting":
            resident.renewals += event.connect_until > resident.connect_until
            resident.connect_until = event.connect_until
            assert resident.renewals <= 1, "media has two attempts, however often they are restarted"

    def _session_requeued(self, event: Any) -> None:
        resident = self._talk(event)
        assert event.agent == resident.agent
        assert event.reason != "handed_back" or not resident.active, "who has met the resident ends the session"
        resident.wait_until = event.wait_until
        assert event.reason != "lost" or resident.heir_left_at != event.at, "who is there already goes on"
        if event.not_again_until is not None:
            resident.passed_by[event.agent] = event.not_again_until
        assert (event.reason == "lost") == (event.not_again_until is None), (
            "who gives a resident away is not rung at once"
        )
        resident.phase, resident.agent, resident.active, resident.asked = "waiting", None, False, False
        resident.hand_raised = False
        resident.shown_step, resident.guide_done = None, False
        resident.losses += event.reason == "lost"

    # --- the end of a talk --------------------------------------------------------------------------------------------

    def _session_ended(self, event: Any) -> None:
        resident = self._talk(event)
        assert event.reason not in BEFORE_ANSWER, "it was answered"
        assert event.reason != "agent_ended" or resident.active, "nobody ends it for a resident whom they have not met"
        resident.phase, resident.ended, resident.wrap_up_until = "wrap_up", event, event.wrap_up_until
        resident.shown_step, resident.guide_done = None, False
        resident.wraps_up = self.wrap_up == "mandatory" or resident.asked
        assert (event.wrap_up_until > event.at) == resident.wraps_up, (
            "where a wrap-up is optional, it follows only if asked for"
        )
        assert resident.agent is not None
        self.helpers[resident.agent].talked += event.at - resident.agent_since

    def _wrap_up_asked(self, event: Any) -> None:
        resident = self._talk(event)
        assert resident.asked != event.wanted, "an event changes something"
        resident.asked = event.wanted

    def _wrap_up_extended(self, event: Any) -> None:
        resident = self.residents[event.session]
        assert resident.phase == "wrap_up"
        assert event.number == resident.extensions + 1 <= self.most_extensions, "each once, and not without end"
        assert event.until > resident.wrap_up_until > event.at, "more time, before it is over"
        resident.extensions, resident.wrap_up_until = event.number, event.until

    def _session_closed(self, event: Any) -> None:
        resident = self.residents[event.session]
        if resident.phase == "wrap_up":
            assert event.outcome != "none" or event.at >= resident.wrap_up_until, "a wrap-up has its time"
            assert (event.reason, event.by) == (resident.ended.reason, resident.ended.by), "closed as it was ended"
            assert event.outcome is not None
        else:
            assert resident.phase == "waiting", f"closed while {resident.phase}"
            assert event.reason in BEFORE_ANSWER, "nobody had answered"
            assert event.outcome is None
            assert not resident.left or (event.reason, event.by) == ("resident_left", "kiosk"), "who has left has left"
        resident.phase, resident.linked = "closed", False

    def _resumed(self, session: str, before: str, event: Any) -> None:
        """An interruption that came before the media ends with a new deadline for it."""
        if before == "interrupted" and self.state_of(session) == "connecting":
            resident = self.residents[session]
            resident.connect_until, resident.renewals = event.connect_until, 0

    # --- agents -------------------------------------------------------------------------------------------------------

    def _agent_attached(self, event: Any) -> None:
        helper = self.helpers.setdefault(event.agent, Helper())
        before = self.state_of(helper.session) if helper.session else ""
        helper.linked, helper.profile, helper.supervises = True, event.profile, event.supervises
        if helper.session:
            self._resumed(helper.session, before, event)

    def _profile_changed(self, event: Any) -> None:
        assert event.profile != self.helpers[event.agent].profile, "an event changes something"
        self.helpers[event.agent].profile = event.profile

    def _agent_lost(self, event: Any) -> None:
        assert self.helpers[event.agent].linked, "a link is lost once"
        assert event.until > event.at, "there is time to come back"
        self.helpers[event.agent].linked = False

    def _agent_state_changed(self, event: Any) -> None:
        helper = self.helpers[event.agent]
        if helper.session and event.state in ("available", "break"):
            assert event.state == (helper.chosen or "available"), "afterwards, an agent is what they chose"
        helper.state, helper.session = event.state, event.session
        if not helper.session:
            helper.chosen = None
        if event.state == "available":
            helper.idle_since = event.at
        if event.state == "offline":
            del self.helpers[event.agent]

    def _next_state_chosen(self, event: Any) -> None:
        assert self.helpers[event.agent].session is not None, "only who is busy chooses for afterwards"
        self.helpers[event.agent].chosen = event.state

    def _desk_unstaffed(self, event: Any) -> None:
        assert not self.anyone_there
        assert not self.unstaffed
        self.unstaffed = True

    def _desk_staffed(self, event: Any) -> None:
        assert self.unstaffed
        self.unstaffed = False
