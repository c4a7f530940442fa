"""Who comes when, and how they are: the plan of one day, drawn from a seeded generator."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from signaling.core.ids import KioskId, SiteId
from signaling.core.limits import MINUTE, SECOND
from signaling.core.opening import Span
from signaling.core.session import Consent, Context

from .centre import OVER_60, SERVICES, SITES, STEPS, Site

CURVE = {8: 0.7, 9: 1.6, 10: 1.5, 11: 0.8, 12: 0.45, 13: 1.0, 14: 1.35, 15: 0.95, 16: 0.5}
"""How busy each hour is: people who are retired come early, and after their nap."""
WEEKEND_SHARE = 0.45
HELP_OVER_60, HELP_YOUNGER = 0.30, 0.12
"""Of those who come, how many ask for help at a machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One resident who will touch the button. Durations in ms."""

    at: int
    site: SiteId
    kiosks: Sequence[KioskId]
    """In the order in which they look for a free one."""
    context: Context
    patience: int
    consent: Consent | None
    consent_after: int
    talk: int
    ends: bool
    """Rather than the agent."""
    drops_after: int | None
    """The machine loses its network so long after the talk began."""
    back_after: int | None
    rating: int | None


def day_of(rng: random.Random, midnight: int, spans: Sequence[Span], *, weekend: bool) -> list[Visitor]:
    """Everybody who asks for help on a day that begins at `midnight` (ms) and is open for `spans`."""
    visitors = [
        _visitor(rng, midnight + minute * MINUTE, site)
        for site in SITES
        for minute in _arrivals(rng, site, spans, WEEKEND_SHARE if weekend else 1.0)
    ]
    return sorted(visitors, key=lambda visitor: visitor.at)


def _arrivals(rng: random.Random, site: Site, spans: Sequence[Span], share: float) -> list[float]:
    """Minutes of the day at which somebody who will need help is at a machine."""
    help_share = OVER_60 * HELP_OVER_60 + (1 - OVER_60) * HELP_YOUNGER
    per_minute = site.visitors * share * help_share / 510
    minutes: list[float] = []
    for start, end in spans:
        minute = start + rng.expovariate(per_minute * 2)
        while minute < end - 2:
            if rng.random() < CURVE.get(int(minute // 60), 0.4) / 2:
                minutes.append(minute)
            minute += rng.expovariate(per_minute * 2)
    return minutes


def _visitor(rng: random.Random, at: float, site: Site) -> Visitor:
    over_60 = rng.random() < OVER_60 * HELP_OVER_60 / (OVER_60 * HELP_OVER_60 + (1 - OVER_60) * HELP_YOUNGER)
    kiosks = [kiosk for kiosk, _ in site.kiosks]
    rng.shuffle(kiosks)
    (service,) = rng.choices(list(SERVICES), list(SERVICES.values()))
    drops = rng.random() < 0.02
    talk = _lognormal(rng, 210 if over_60 else 140, 0.55)
    return Visitor(
        at=int(at),
        site=site.id,
        kiosks=kiosks,
        context=Context(service, rng.choices(STEPS, [30, 26, 22, 12, 10])[0], "en" if rng.random() < 0.03 else "zh-CN"),
        patience=_lognormal(rng, 170 if over_60 else 110, 0.7),
        consent=_consent(rng, over_60),
        consent_after=int(rng.uniform(2, 9) * SECOND),
        talk=talk,
        ends=rng.random() < 0.55,
        drops_after=int(talk * rng.uniform(0.1, 0.8)) if drops else None,
        back_after=int(rng.uniform(3, 25) * SECOND) if rng.random() < 0.8 else None,
        rating=_rating(rng),
    )


def _consent(rng: random.Random, over_60: bool) -> Consent | None:
    if rng.random() < 0.04:
        return None
    return Consent(
        voice=rng.random() < 0.98, screen=rng.random() < 0.93, camera=rng.random() < (0.42 if over_60 else 0.2)
    )


def _rating(rng: random.Random) -> int | None:
    if rng.random() < 0.38:
        return None
    return rng.choices([5, 4, 3, 2, 1], [71, 21, 5, 2, 1])[0]


def _lognormal(rng: random.Random, median_seconds: float, spread: float) -> int:
    return int(min(1200, max(20, rng.lognormvariate(math.log(median_seconds), spread))) * SECOND)
