"""A street centre as plain data: one desk, three sites, seven kiosks, six services, eight accounts."""

from dataclasses import dataclass
from datetime import date, timedelta

from signaling.core.ids import AgentId, DeskId, KioskId, SiteId
from signaling.core.opening import OpeningHours, Span
from signaling.ports import Role

DESK = DeskId("wujiaochang")
DESK_NAME = "五角场街道帮办台"
PHONE = "021-5555 0100"
ZONE = "Asia/Shanghai"

WEEKDAY: list[Span] = [(8 * 60 + 30, 17 * 60)]
WEEKEND: list[Span] = [(9 * 60, 11 * 60 + 30), (13 * 60, 16 * 60)]
FESTIVAL: list[Span] = [(9 * 60, 11 * 60 + 30)]

CLOSED_DAYS = (
    *("2026-10-01", "2026-10-02", "2026-10-03", "2027-01-01", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"),
    *("2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03", "2028-01-01", "2028-01-26", "2028-01-27", "2028-01-28"),
)
"""Statutory festivals: New Year, Spring Festival, Labour Day, National Day."""
SHORT_DAYS = (
    *("2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07", "2027-02-05", "2027-02-10", "2027-02-11", "2027-02-12"),
    *("2027-04-05", "2027-05-02", "2027-05-03", "2027-06-09", "2027-09-15", "2027-10-04", "2027-10-05", "2028-01-25"),
)
"""Days around them, and Qingming, Dragon Boat and Mid-Autumn: mornings only."""


@dataclass(frozen=True, slots=True)
class Site:
    id: SiteId
    name: str
    visitors: int
    """On an ordinary weekday."""
    kiosks: tuple[tuple[KioskId, str], ...]


def _kiosks(prefix: str, count: int) -> tuple[tuple[KioskId, str], ...]:
    return tuple((KioskId(f"{prefix}-{number}"), f"{number}号机") for number in range(1, count + 1))


SITES = (
    Site(SiteId("wjc-centre"), "五角场街道社区事务受理服务中心", 270, _kiosks("wjc", 5)),
    Site(SiteId("guohe-station"), "国和路家门口服务站", 34, _kiosks("guohe", 1)),
    Site(SiteId("zhengli-station"), "政立路家门口服务站", 28, _kiosks("zhengli", 1)),
)
OVER_60 = 0.66
"""Share of the visitors."""

STEPS = ("read-card", "fill-in", "photo", "sign", "print")

SERVICES = {
    "social-security-card-reissue": 24,
    "elderly-card": 20,
    "resident-medical-insurance": 18,
    "residence-permit-renewal": 15,
    "medical-record-book": 14,
    "long-term-care-assessment": 9,
}
"""The six of the catalogue that a fresh server has, and how often of a hundred each is what somebody comes for."""


@dataclass(frozen=True, slots=True)
class Person:
    id: AgentId
    name: str
    display_name: str
    role: Role


AGENTS = (
    Person(AgentId("staff-wang"), "wang", "王慧芳", "agent"),
    Person(AgentId("staff-li"), "li", "李建国", "agent"),
    Person(AgentId("staff-zhang"), "zhang", "张敏", "agent"),
)
"""Who served during the thirty days."""
VISITOR = Person(AgentId("staff-you"), "agent", "体验帮办员", "agent")
"""For whoever tries the console."""
SYNTHETIC = Person(AgentId("staff-synthetic"), "synthetic", "小帮（模拟）", "supervisor")
"""A supervisor, so that the programs that use it may read the record of the session that they made."""
OTHERS = (
    Person(AgentId("staff-chen"), "supervisor", "陈晓东", "supervisor"),
    Person(AgentId("staff-zhao"), "manager", "赵丽华", "manager"),
    Person(AgentId("staff-admin"), "admin", "管理员", "administrator"),
)
EVERYBODY = (*AGENTS, VISITOR, SYNTHETIC, *OTHERS)


def opening_hours(first: date, last: date) -> OpeningHours:
    """Of the days from `first` to `last`, festivals included."""
    days = {(first + timedelta(days=ahead)).isoformat() for ahead in range((last - first).days + 1)}
    exceptions: dict[str, list[Span]] = {day: [] for day in CLOSED_DAYS if day in days}
    exceptions |= {day: FESTIVAL for day in SHORT_DAYS if day in days}
    return OpeningHours(ZONE, [WEEKDAY] * 5 + [WEEKEND] * 2, exceptions)
