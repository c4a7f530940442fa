"""What agents can do and what residents' matters ask for, as administrators write it and as the database keeps it."""

from dataclasses import asdict
from typing import Annotated, Self

from pydantic import Field

from signaling.core.fitting import MAX_LEVEL, Fitting, LanguageRule, Profile, ServiceRule
from signaling.core.ids import DeskId, SiteId
from signaling.core.limits import MINUTE, SECOND
from signaling.protocol.fields import Code, Id, Part, Tongue

Spell = Annotated[int, Field(ge=SECOND, le=240 * MINUTE)]


class ProfilePart(Part):
    """`skills`: service → level from 1 to 5. `sites`: those whose residents the agent knows; none: all alike."""

    skills: Annotated[dict[Code, Annotated[int, Field(ge=1, le=MAX_LEVEL)]], Field(max_length=100)] = Field(
        default_factory=dict[str, int]
    )
    languages: Annotated[list[Tongue], Field(max_length=20)] = Field(default_factory=list[str])
    sites: Annotated[list[Id], Field(max_length=100)] = Field(default_factory=list[str])

    @classmethod
    def of(cls, profile: Profile) -> Self:
        return cls.model_validate(asdict(profile))

    def profile(self) -> Profile:
        return Profile(
            skills=dict(self.skills), languages=tuple(self.languages), sites=tuple(SiteId(site) for site in self.sites)
        )


class ServiceRulePart(Part):
    """Durations in milliseconds; the meaning of each is in `signaling.core.fitting`."""

    level: Annotated[int, Field(ge=0, le=MAX_LEVEL)] = 0
    relax_every: Spell | None = None
    head_start: Annotated[int, Field(ge=0, le=240 * MINUTE)] = 0
    desk: Id | None = None

    def rule(self) -> ServiceRule:
        desk = DeskId(self.desk) if self.desk else None
        return ServiceRule(level=self.level, relax_every=self.relax_every, head_start=self.head_start, desk=desk)


class LanguageRulePart(Part):
    insist: Spell | None


class FittingPart(Part):
    services: Annotated[dict[Code, ServiceRulePart], Field(max_length=200)] = Field(
        default_factory=dict[str, ServiceRulePart]
    )
    languages: Annotated[dict[Tongue, LanguageRulePart], Field(max_length=20)] = Field(
        default_factory=dict[str, LanguageRulePart]
    )
    own_site: Annotated[int, Field(ge=0, le=30 * MINUTE)] = 0

    def fitting(self) -> Fitting:
        return Fitting(
            services={code: rule.rule() for code, rule in self.services.items()},
            languages={tag: LanguageRule(insist=rule.insist) for tag, rule in self.languages.items()},
            own_site=self.own_site,
        )
