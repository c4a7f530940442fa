"""What managers read, from what happened: a pure fold from events of one desk to rows.

A record is loaded, folded over and written back whole, so that records, rings and intervals made event by event, batch by
batch or from the whole log are the same.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.session import RequeueReason, RingResult
from signaling.ports import SessionIdTaken

from .rows import Interval, Record, RingEnd, RingRow, new_record


def sessions_of(events: Iterable[ev.DeskEvent]) -> set[str]:
    """Sessions whose records `Projection` needs."""
    return {session for event in events if (session := session_of(event)) is not None}


def lost_agents(events: Iterable[ev.DeskEvent]) -> set[str]:
    """Agents whose talks, if they are in one, `Projection` needs too."""
    return {event.agent for event in events if isinstance(event, ev.AgentLost)}


def session_of(event: ev.DeskEvent) -> str | None:
    return getattr(event, "session", None)


class Projection:
    """Folds one batch. Afterwards its lists say what to write: `added` and `changed` records, `rings` to add,
    `ring_ends`, `interval_ends` (agent → time) and then `intervals` to add."""

    def __init__(self, desk: str, records: Iterable[Record] = ()) -> None:
        self.desk = desk
        self.records: dict[str, Record] = {record["id"]: record for record in records}
        self._known = frozenset(self.records)
        self._in_talk = {r["agent"]: r for r in self.records.values() if r["state"] == "talk"}
        self._rings: dict[tuple[str, str], RingRow] = {}
        self._open: dict[str, Interval] = {}
        self.rings: list[RingRow] = []
        self.ring_ends: list[RingEnd] = []
        self.interval_ends: dict[str, int] = {}
        self.intervals: list[Interval] = []

    @property
    def added(self) -> list[Record]:
        return [record for id, record in self.records.items() if id not in self._known]

    @property
    def changed(self) -> list[Record]:
        return [record for id, record in self.records.items() if id in self._known]

    def apply_all(self, after: int, events: Sequence[ev.DeskEvent]) -> None:
        for version, event in enumerate(events, after + 1):
            if fold := _FOLDS.get(type(event)):
                fold(self, version, event)

    # --- the line -----------------------------------------------------------------------------------------------------

    def _queued(self, _: int, event: ev.SessionQueued) -> None:
        record = self._begin(event)
        record.update(in_line=True, ticket=event.ticket, ticket_day=event.ticket_day)

    def _turned_away(self, _: int, event: ev.SessionTurnedAway) -> None:
        record = self._begin(event)
        record.update(state="closed", end_reason=event.reason, ended_by="system")
        record.update(ended_at=event.at, closed_at=event.at)

    def _begin(self, event: ev.SessionQueued | ev.SessionTurnedAway) -> Record:
        if event.session in self.records:
            raise SessionIdTaken(event.session)
        record = new_record(self.desk, event.session, event.kiosk, event.site, event.context, event.at)
        self.records[event.session] = record
        return record

    def _context_changed(self, _: int, event: ev.ContextChanged) -> None:
        context = event.context
        self.records[event.session].update(
            last_service=context.service, last_step=context.step, last_language=context.language
        )

    def _consent_answered(self, _: int, event: ev.ConsentAnswered) -> None:
        consent = event.consent
        self.records[event.session].update(
            consent_voice=consent.voice,
            consent_screen=consent.screen,
            consent_camera=consent.camera,
            consent_text_version=event.text_version,
            consent_language=event.language,
            consent_at=event.at,
        )

    # --- rings --------------------------------------------------------------------------------------------------------

    def _ring_started(self, version: int, event: ev.RingStarted) -> None:
        record = self.records[event.session]
        record["rings"] += 1
        if record["first_ring_at"] is None:
            record["first_ring_at"] = event.at
        ring: RingRow = {
            "desk": self.desk,
            "version": version,
            "id": event.ring,
            "session": event.session,
            "agent": event.agent,
            "epoch": event.epoch,
            "started_at": event.at,
            "deadline": event.deadline,
            "ended_at": None,
            "result": "pending",
            "reason": None,
        }
        self.rings.append(ring)
        self._rings[event.session, event.ring] = ring

    def _ring_ended(self, _: int, event: ev.RingEnded) -> None:
        record = self.records[event.session]
        record["declined"] += event.result is RingResult.DECLINED
        record["unanswered"] += event.result is RingResult.UNANSWERED
        self._end_ring(event, event.result, event.reason)

    def _accepted(self, _: int, event: ev.SessionAccepted) -> None:
        record = self.records[event.session]
        record.update(state="talk", agent=event.agent, talk_since=event.at)
        if record["answered_at"] is None:
            record["answered_at"] = event.at
        self._in_talk[event.agent] = record
        self._end_ring(event, "accepted", None)

    def _end_ring(self, event: ev.RingEnded | ev.SessionAccepted, result: str, reason: str | None) -> None:
        ring = self._rings.pop((event.session, event.ring), None)
        if ring:
            ring.update(ended_at=event.at, result=result, reason=reason)
            return
        self.ring_ends.append(
            {
                "ring": event.ring,
                "of_session": event.session,
                "ended_at": event.at,
                "result": result,
                "reason": reason,
            }
        )

    # --- the talk -----------------------------------------------------------------------------------------------------

    def _media_ready(self, _: int, event: ev.MediaReady) -> None:
        record = self.records[event.session]
        if record["active_at"] is None and record["talk_since"] is not None:
            record.update(active_at=event.at, setup_ms=event.at - record["talk_since"])

    def _media_restarted(self, _: int, event: ev.MediaRestarted) -> None:
        record = self.records[event.session]
        record["media_restarts"] += 1
        record["relay_only"] = record["relay_only"] or event.relay_only

    def _kiosk_lost(self, _: int, event: ev.KioskLost) -> None:
        record = self.records[event.session]
        record["interruptions"] += record["state"] == "talk"

    def _left(self, _: int, event: ev.ResidentLeft) -> None:
        """It ends when they left, not when they cannot come back any more."""
        self.records[event.session].update(ended_at=event.at, end_reason="resident_left", ended_by="kiosk")

    def _kiosk_attached(self, _: int, event: ev.KioskAttached) -> None:
        record = self.records[event.session]
        if record["state"] == "waiting":
            record.update(ended_at=None, end_reason=None, ended_by=None)

    def _agent_lost(self, _: int, event: ev.AgentLost) -> None:
        if record := self._in_talk.get(event.agent):
            record["interruptions"] += 1

    def _requeued(self, _: int, event: ev.SessionRequeued) -> None:
        record = self.records[event.session]
        self._stop_talk(record, event.at)
        record["state"] = "waiting"
        record["requeues"] += 1
        record["transfers"] += event.reason is RequeueReason.TRANSFERRED

    def _handed_over(self, _: int, event: ev.SessionHandedOver) -> None:
        record = self.records[event.session]
        self._stop_talk(record, event.at)
        record.update(agent=event.agent, talk_since=event.at)
        record["transfers"] += 1
        self._in_talk[event.agent] = record

    def _forwarded(self, _: int, event: ev.SessionForwarded) -> None:
        self.records[event.session]["desk"] = event.to

    def _ended(self, _: int, event: ev.SessionEnded) -> None:
        record = self.records[event.session]
        self._stop_talk(record, event.at)
        record.update(state="wrap_up", ended_at=event.at, end_reason=event.reason, ended_by=event.by)

    def _closed(self, _: int, event: ev.SessionClosed) -> None:
        record = self.records[event.session]
        self._stop_talk(record, event.at)
        record.update(state="closed", closed_at=event.at, outcome=event.outcome)
        if record["ended_at"] is None:
            record.update(ended_at=event.at, end_reason=event.reason, ended_by=event.by)

    def _stop_talk(self, record: Record, at: int) -> None:
        if record["talk_since"] is not None:
            record["talk_ms"] += at - record["talk_since"]
            record["talk_since"] = None
        if self._in_talk.get(record["agent"]) is record:
            del self._in_talk[record["agent"]]

    # --- agents -------------------------------------------------------------------------------------------------------

    def _agent_state_changed(self, version: int, event: ev.AgentStateChanged) -> None:
        interval = self._open.pop(event.agent, None)
        if interval:
            interval["ended_at"] = event.at
        else:
            self.interval_ends.setdefault(event.agent, event.at)
        if event.state is AgentState.OFFLINE:
            return
        interval = Interval(
            desk=self.desk,
            version=version,
            agent=event.agent,
            state=event.state,
            reason=event.reason,
            session=event.session,
            started_at=event.at,
            ended_at=None,
        )
        self.intervals.append(interval)
        self._open[event.agent] = interval


_FOLDS: dict[type[Any], Callable[[Projection, int, Any], None]] = {
    ev.SessionQueued: Projection._queued,
    ev.SessionTurnedAway: Projection._turned_away,
    ev.ContextChanged: Projection._context_changed,
    ev.ConsentAnswered: Projection._consent_answered,
    ev.RingStarted: Projection._ring_started,
    ev.RingEnded: Projection._ring_ended,
    ev.SessionAccepted: Projection._accepted,
    ev.MediaReady: Projection._media_ready,
    ev.MediaRestarted: Projection._media_restarted,
    ev.KioskLost: Projection._kiosk_lost,
    ev.ResidentLeft: Projection._left,
    ev.KioskAttached: Projection._kiosk_attached,
    ev.AgentLost: Projection._agent_lost,
    ev.SessionRequeued: Projection._requeued,
    ev.SessionHandedOver: Projection._handed_over,
    ev.SessionForwarded: Projection._forwarded,
    ev.SessionEnded: Projection._ended,
    ev.SessionClosed: Projection._closed,
    ev.AgentStateChanged: Projection._agent_state_changed,
}
"""Events that are not here change no row."""
