"""What a simulated desk achieved: counts and times of its visits, hours of its agents. Every ratio's formula stands with
it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signaling.core import events as ev
from signaling.core.agent import AgentState
from signaling.core.ids import AgentId
from signaling.core.limits import SECOND
from signaling.core.session import EndReason

from .desk import Visit

LEFT = frozenset({EndReason.RESIDENT_LEFT, EndReason.KIOSK_LOST_WAITING})
WORKING = frozenset({AgentState.IN_SESSION, AgentState.WRAP_UP})
FREE = frozenset({AgentState.AVAILABLE, AgentState.RINGING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Ratios from 0 to 1, times in seconds. What has no case to be computed from is 0."""

    offered: int
    """All who touched the button: answered + abandoned + sent away."""
    answered: int
    abandoned: int
    """Left before anybody answered."""
    sent_away: int
    """Told to go another way by the desk: closed, full, unstaffed or after the longest wait."""
    had_to_wait: float
    """Found no agent free at the touch / offered. The time that an agent takes to answer is not counted here."""
    mean_wait: float
    """Σ wait of all / offered."""
    answer_speed: float
    """Σ wait of the answered / answered: the average speed of answer (ASA)."""
    median_wait: int
    wait_90: int
    wait_99: int
    """Whole seconds within which 50, 90 and 99 % of the answered were answered."""
    target: float
    service_level: float
    """Answered within the target / offered: nobody who went away counts for the desk."""
    service_level_2: float
    """(answered within + abandoned within) / (answered + abandoned), as Asterisk's SL2; sent away counts as abandoned, and
    never as within."""
    occupancy: float
    """(talk + wrap-up) / (talk + wrap-up + free), over all agents; a ring is free time."""
    occupancy_by_agent: Mapping[AgentId, float]


class Tally:
    """Counts visits; what it keeps grows with the longest wait in seconds, not with the visits."""

    def __init__(self, target: int) -> None:
        """`target` in ms."""
        self._target = target
        self._answered = self._abandoned = self._sent_away = 0
        self._answered_within = self._abandoned_within = 0
        self._had_to_wait = 0
        self._waited = self._waited_for_answer = 0
        self._seconds: Counter[int] = Counter()
        """Visits answered within so many whole seconds, but not within one less."""

    def add(self, visit: Visit) -> None:
        within = visit.waited <= self._target
        self._waited += visit.waited
        self._had_to_wait += not visit.at_once
        if visit.answered:
            self._answered += 1
            self._answered_within += within
            self._waited_for_answer += visit.waited
            self._seconds[-(-visit.waited // SECOND)] += 1
        elif visit.reason in LEFT:
            self._abandoned += 1
            self._abandoned_within += within
        else:
            self._sent_away += 1

    def results(self, occupancy: Mapping[AgentId, tuple[int, int]]) -> Results:
        """With each agent's time at work and time at work or free."""
        offered = self._answered + self._abandoned + self._sent_away
        median, ninety, ninety_nine = self._percentiles((0.5, 0.9, 0.99))
        return Results(
            offered=offered,
            answered=self._answered,
            abandoned=self._abandoned,
            sent_away=self._sent_away,
            had_to_wait=_ratio(self._had_to_wait, offered),
            mean_wait=_ratio(self._waited, offered) / SECOND,
            answer_speed=_ratio(self._waited_for_answer, self._answered) / SECOND,
            median_wait=median,
            wait_90=ninety,
            wait_99=ninety_nine,
            target=self._target / SECOND,
            service_level=_ratio(self._answered_within, offered),
            service_level_2=_ratio(self._answered_within + self._abandoned_within, offered),
            occupancy=_ratio(*(sum(part) for part in zip(*occupancy.values(), strict=True))) if occupancy else 0.0,
            occupancy_by_agent={agent: _ratio(*times) for agent, times in sorted(occupancy.items())},
        )

    def _percentiles(self, shares: Sequence[float]) -> list[int]:
        found: list[int] = []
        below = 0
        for second, visits in sorted(self._seconds.items()):
            below += visits
            while len(found) < len(shares) and below >= shares[len(found)] * self._answered:
                found.append(second)
        return found or [0 for _ in shares]


class Timesheet:
    """How long each agent was in which kind of state."""

    def __init__(self) -> None:
        self._since: dict[AgentId, tuple[int, AgentState]] = {}
        self._spent: Counter[tuple[AgentId, AgentState]] = Counter()

    def see(self, events: tuple[ev.DeskEvent, ...]) -> None:
        for event in events:
            if isinstance(event, ev.AgentStateChanged):
                self._book(event.agent, event.at)
                self._since[event.agent] = event.at, event.state

    def close(self, at: int) -> None:
        """The desk goes home."""
        for agent in list(self._since):
            self._book(agent, at)
        self._since.clear()

    def _book(self, agent: AgentId, at: int) -> None:
        if known := self._since.get(agent):
            since, state = known
            self._spent[agent, state] += at - since

    def occupancy(self) -> dict[AgentId, tuple[int, int]]:
        found: dict[AgentId, tuple[int, int]] = {}
        for agent in sorted({agent for agent, _ in self._spent}):
            working = sum(self._spent[agent, state] for state in WORKING)
            found[agent] = working, working + sum(self._spent[agent, state] for state in FREE)
        return found


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
