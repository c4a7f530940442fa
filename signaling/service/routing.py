"""Why this agent, and what a resident's wait went on: read from what happened to one session."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from signaling.core.session import HandOverReason
from signaling.core.strategy import Strategy
from signaling.record_ports import TimelineItem

SpellKind = Literal["nobody_free", "ringing", "kiosk_away", "talk"]


@dataclass(slots=True)
class Spell:
    kind: SpellKind
    since: int
    until: int | None = None


@dataclass(slots=True)
class Ring:
    agent: str
    started_at: int
    strategy: Strategy | None
    """None: a colleague chose them."""
    asked_by: str | None
    passed_over: list[dict[str, Any]]
    """Of the others: `agent` and `why`."""
    ended_at: int | None = None
    result: str = "pending"


@dataclass(frozen=True, slots=True)
class HandOver:
    agent: str
    previous: str
    reason: HandOverReason


@dataclass(slots=True)
class Routing:
    requested_at: int = 0
    spells: list[Spell] = field(default_factory=list[Spell])
    """In order, without gaps, to the end of the talk or to now; those of no length are left out."""
    rings: list[Ring] = field(default_factory=list[Ring])
    hand_overs: list[HandOver] = field(default_factory=list[HandOver])
    agents: set[str] = field(default_factory=set[str])
    """Who has the session in hand: is being rung, talks or wraps up."""


def routing(items: Iterable[TimelineItem]) -> Routing:
    course = _Course()
    for item in items:
        if item.origin == "desk":
            course.take(item.kind, item.at, json.loads(item.data))
    course.routing.spells = [spell for spell in course.routing.spells if spell.until != spell.since]
    return course.routing


class _Course:
    def __init__(self) -> None:
        self.routing = Routing()
        self._pending: dict[str, Ring] = {}
        self._away = False

    def take(self, kind: str, at: int, data: dict[str, Any]) -> None:
        match kind:
            case "session_queued":
                self.routing.requested_at = at
                self._wait(at)
            case "ring_started" | "ring_ended" | "session_accepted":
                self._take_ring(kind, at, data)
            case "kiosk_lost" | "kiosk_attached" | "resident_left":
                self._away = kind != "kiosk_attached"
                if self.routing.spells[-1].kind != "talk" and not self._pending:
                    self._wait(at)
            case "session_requeued":
                self.routing.agents.clear()
                self._wait(at)
            case "session_handed_over":
                self.routing.agents = {data["agent"]}
                self.routing.hand_overs.append(
                    HandOver(data["agent"], data["previous"], HandOverReason(data["reason"]))
                )
            case "session_ended":
                self._leave(at)
            case "session_closed":
                self._leave(at)
                self.routing.agents.clear()
            case _:
                pass

    def _take_ring(self, kind: str, at: int, data: dict[str, Any]) -> None:
        if kind == "ring_started":
            self._ring(at, data)
        elif kind == "session_accepted":
            self._end_ring(at, data["ring"], "accepted")
            self._enter("talk", at)
        else:
            self._end_ring(at, data["ring"], data["result"])
            self.routing.agents.discard(data["agent"])
            if not self._pending:
                self._wait(at)

    def _ring(self, at: int, data: dict[str, Any]) -> None:
        asked_by = data.get("asked_by")
        strategy = None if asked_by else data.get("strategy")
        ring = Ring(data["agent"], at, strategy, asked_by, [] if asked_by else data.get("passed_over", []))
        self._pending[data["ring"]] = ring
        self.routing.rings.append(ring)
        self.routing.agents.add(ring.agent)
        self._enter("ringing", at)

    def _end_ring(self, at: int, name: str, result: str) -> None:
        ring = self._pending.pop(name)
        ring.ended_at, ring.result = at, result

    def _wait(self, at: int) -> None:
        self._enter("kiosk_away" if self._away else "nobody_free", at)

    def _enter(self, kind: SpellKind, at: int) -> None:
        last = self.routing.spells[-1] if self.routing.spells else None
        if last and last.kind == kind and last.until is None:
            return
        self._leave(at)
        self.routing.spells.append(Spell(kind, at))

    def _leave(self, at: int) -> None:
        if self.routing.spells and self.routing.spells[-1].until is None:
            self.routing.spells[-1].until = at
