"""Kiosks, consoles and a server over a network that loses, delays and doubles, with links that break and a server that dies.

The desk keeps every promise all the way, and nobody is left hanging. A seed that fails names itself in the test's id, and
gives the same run again. `SIMULATED_SEEDS=5000` looks at that many, for a night.
"""

import os
from collections import Counter

import pytest

from signaling.core import events as ev
from signaling.core.ids import DeskId
from signaling.core.limits import MINUTE
from signaling.core.policy import DeskPolicy
from signaling.core.session import EndReason
from signaling.core.strategy import Strategy
from tests.core.test_seeded_faults import FAULTS, Fault, plant

from .clients import Console, Kiosk
from .server import EVENTS, Server
from .world import World

SEEDS = range(int(os.environ.get("SIMULATED_SEEDS", "12")))
SPAN, LUNCH = 20 * MINUTE, 6 * MINUTE
LONGEST = 90 * MINUTE
"""By then the last errand is over: two longest waits and a talk."""


class Street:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.world = World(seed)
        strategy = list(Strategy)[seed % len(Strategy)]
        self.server = Server(self.world, DeskPolicy(desk=DeskId("desk"), strategy=strategy))
        self.consoles = [Console(self.world, self.server, f"agent-{number}") for number in range(2 + seed % 2)]
        self.kiosks = [Kiosk(self.world, self.server, f"kiosk-{number}") for number in range(6)]

    def live(self) -> None:
        try:
            self._live()
        except Exception as error:
            last = "\n".join(map(str, self.server.log[-5:]))
            error.add_note(f"seed {self.seed}, {self.world.now} ms; the last that was written:\n{last}")
            raise

    def _live(self) -> None:
        world = self.world
        for span, on_shift in ((SPAN, True), (LUNCH, False), (SPAN, True)):
            for console in self.consoles:
                console.on_shift = on_shift
            world.run(world.now + span)
        for kiosk in self.kiosks:
            kiosk.closed = True
        latest = world.now + LONGEST
        while any(kiosk.errand for kiosk in self.kiosks) and world.now < latest:
            world.run(world.now + MINUTE)
        assert not [kiosk.errand for kiosk in self.kiosks if kiosk.errand], "everybody's errand comes to an end"
        for client in [*self.kiosks, *self.consoles]:
            client.gone = True
            client.disconnect()
        world.run(world.now + 10 * MINUTE)
        self._check_end()

    def _check_end(self) -> None:
        state = self.server.stored().state
        assert (state.sessions, state.agents) == ({}, {}), "the desk ends by itself what nobody came back for"
        assert {one.phase for one in self.server.audit.residents.values()} == {"closed"}
        asked = {session for kiosk in self.kiosks for session in kiosk.asked}
        assert set(self.server.audit.residents) == asked, "what was asked for was asked for once, and nothing else"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_desk_keeps_its_promises_whatever_the_network_and_the_server_do(seed: int) -> None:
    Street(seed).live()


def test_the_same_seed_gives_the_same_run() -> None:
    logs = []
    for seed in (3, 3, 4):
        street = Street(seed)
        street.live()
        logs.append(EVENTS.dump_json(street.server.log))
    assert logs[0] == logs[1] != logs[2]


def test_the_runs_reach_what_they_are_for() -> None:
    seen = live_all(range(6))
    kinds = {member.__dataclass_fields__["kind"].default for member in ev.Event.__subclasses__()}
    assert {kind for kind in kinds if not kind.startswith("guest_")} - {
        "session_handed_over",
        "hand_raised",
        "profile_changed",
        "context_changed",
        "consent_answered",
        "wrap_up_asked",
        "wrap_up_extended",
        "session_forwarded",
        "session_taken_in",
    } <= set(seen)
    assert seen["died"] > 5
    assert seen["died before writing"] > 1
    reached = {reason for reason in EndReason if seen[f"closed {reason}"]}
    assert reached >= {EndReason.RESIDENT_ENDED, EndReason.RESIDENT_LEFT, EndReason.AGENT_ENDED, EndReason.KIOSK_LOST}


FOUND = {
    "an older epoch is good enough",
    "who is requeued waits from now",
    "the ring goes on after the resident left",
    "an old link's end is the console's",
    "a clock that is behind turns time back",
    "a talk goes on while one side is away",
    "a lost agent is waited for without end",
}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.name in FOUND], ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(fault, monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        live_all(range(20))


def live_all(seeds: range) -> Counter[str]:
    """What was seen in all of them."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        street = Street(seed)
        street.live()
        seen += street.server.seen
        seen.update(f"closed {event.reason}" for event in street.server.log if isinstance(event, ev.SessionClosed))
    return seen
