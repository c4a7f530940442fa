"""How long to wait before the next attempt: full jitter, doubling, capped, without end."""

import random


class Backoff:
    """`next()` is uniform between 0 and base·2ⁿ, at most `cap` (seconds). Full jitter keeps a thousand kiosks, which
    all lost the same server, from coming back at the same moment."""

    def __init__(self, base: float = 0.5, cap: float = 30.0, rng: random.Random | None = None) -> None:
        self._base = base
        self._cap = cap
        self._rng = rng or random.Random()
        self._attempt = 0

    def next(self) -> float:
        limit = min(self._cap, self._base * 2**self._attempt)
        if limit < self._cap:
            self._attempt += 1
        return self._rng.uniform(0, limit)

    def reset(self) -> None:
        self._attempt = 0
