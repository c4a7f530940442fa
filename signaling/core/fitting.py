"""Who fits whom: what a resident needs, what an agent can do, and for how long a difference matters.

Requirements relax with the time waited, as in Genesys' bullseye routing: nobody waits for ever for the ideal agent unless
the desk says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .ids import DeskId, SiteId
from .session import Context, WhyNot

MAX_LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an agent can do beyond what everybody at the desk can."""

    skills: Mapping[str, int] = field(default_factory=dict[str, int])
    """Service → level, 1 to 5."""
    languages: tuple[str, ...] = ()
    """BCP 47: `en`, `wuu` (Shanghainese), `csl` (Chinese Sign Language)."""
    sites: tuple[SiteId, ...] = ()
    """Sites whose residents the agent knows; none: all alike."""


GENERALIST = Profile()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRule:
    level: int = 0
    """What an agent has to know to be rung for this service."""
    relax_every: int | None = None
    """Each time so many ms have been waited, one level less will do; None: never less."""
    head_start: int = 0
    """Its residents are served as if they had come so many ms earlier. Everybody else's turn comes all the same."""
    desk: DeskId | None = None
    """The desk that serves it, where that is another and takes somebody in: that of another district or province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRule:
    insist: int | None
    """Ms for which only agents who speak it are rung; None: however long it takes."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a resident needs, as far as the desk has a rule for it. Residents with equal needs form one group."""

    service: str | None
    language: str | None
    site: SiteId | None
    supervisor: bool = False
    """Somebody with more experience: see `WhyNot.NOT_SUPERVISOR`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """A desk's rules. With none, everybody fits everybody."""

    services: Mapping[str, ServiceRule] = field(default_factory=dict[str, ServiceRule])
    languages: Mapping[str, LanguageRule] = field(default_factory=dict[str, LanguageRule])
    own_site: int = 0
    """Ms for which only agents who know the resident's site are rung."""

    def head_start(self, context: Context) -> int:
        rule = self.services.get(context.service) if context.service else None
        return rule.head_start if rule else 0

    def desk_for(self, context: Context) -> DeskId | None:
        rule = self.services.get(context.service) if context.service else None
        return rule.desk if rule else None

    def need(self, context: Context, site: SiteId) -> Need:
        language = context.spoken or context.language
        return Need(
            context.service if context.service in self.services else None,
            language if language in self.languages else None,
            site if self.own_site else None,
        )

    def level(self, need: Need, waited: int) -> int:
        """What an agent still has to know after that wait (ms)."""
        rule = self.services.get(need.service) if need.service else None
        if rule is None or rule.relax_every is None:
            return rule.level if rule else 0
        return max(0, rule.level - max(0, waited) // rule.relax_every)

    def lacks(self, profile: Profile, need: Need, waited: int) -> WhyNot | None:
        """What the agent is missing for this resident after that wait; None: they fit."""
        if need.service and profile.skills.get(need.service, 0) < self.level(need, waited):
            return WhyNot.LACKS_SKILL
        if need.language and need.language not in profile.languages:
            insist = self.languages[need.language].insist
            if insist is None or waited < insist:
                return WhyNot.LACKS_LANGUAGE
        if need.site and waited < self.own_site and need.site not in profile.sites:
            return WhyNot.OTHER_SITE
        return None

    def relaxes(self, need: Need, waited: int) -> int | None:
        """After which longer wait (ms) less will do than now; None: it stays as it is."""
        moments: list[int] = []
        rule = self.services.get(need.service) if need.service else None
        if rule and rule.relax_every and self.level(need, waited) > 0:
            moments.append((max(0, waited) // rule.relax_every + 1) * rule.relax_every)
        if need.language:
            moments.append(self.languages[need.language].insist or 0)
        if need.site:
            moments.append(self.own_site)
        return min((moment for moment in moments if moment > waited), default=None)
