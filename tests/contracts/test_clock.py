"""`Clock`: milliseconds that only go forward."""

import time

import pytest

from signaling.adapters.clock import SystemClock


def test_it_starts_at_the_wall_clock() -> None:
    assert abs(SystemClock().now() - time.time() * 1000) < 1_000


def test_setting_the_machines_clock_moves_it_not(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before = clock.now()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert 0 <= clock.now() - before < 1_000


async def test_it_never_wakes_before_the_moment() -> None:
    clock = SystemClock()
    for ahead in (-5, 0, 1, 7, 20):
        at = clock.now() + ahead
        await clock.sleep_until(at)
        assert clock.now() >= at
