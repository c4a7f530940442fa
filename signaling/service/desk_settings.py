"""All that can be set at a desk, as one document: what versions keep, files hold and pages show."""

from collections.abc import Mapping, Set
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from signaling.core.ids import DeskId
from signaling.ports import DeskEntry
from signaling.protocol.fields import BreakReason, Service

from .desk_rules import DeskRules
from .faults import InvalidSettings, faults

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Phone = Annotated[str, Field(pattern=r"^[0-9+(). -]{3,40}$")]
Services = Annotated[list[Service], Field(max_length=100)]
BreakReasons = Annotated[list[BreakReason], Field(max_length=20)]

_services = TypeAdapter(list[Service])
_reasons = TypeAdapter(list[BreakReason])


class DeskSettings(DeskRules):
    name: Name
    phone: Phone
    services: Services
    break_reasons: BreakReasons

    @classmethod
    def of_desk(cls, desk: DeskEntry) -> Self:
        return cls.model_validate(
            {
                "name": desk.name,
                "phone": desk.phone,
                "services": _services.validate_json(desk.services),
                "break_reasons": _reasons.validate_json(desk.break_reasons),
                **DeskRules.of(desk.policy).model_dump(),
            }
        )

    def entry(self, desk: DeskId, version: int) -> DeskEntry:
        return DeskEntry(
            id=desk,
            name=self.name,
            phone=self.phone,
            services=_services.dump_json(self.services, by_alias=True).decode(),
            break_reasons=_reasons.dump_json(self.break_reasons, by_alias=True).decode(),
            policy=self.policy(desk),
            version=version,
        )

    def document(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    def changed(self, given: Mapping[str, Any]) -> Self:
        """What is left out stays as it is, but for the rules of services that go; a field that is given is replaced as a
        whole. Raises InvalidSettings."""
        wanted = self.read({**self.document(), **given})
        gone = {one.code for one in self.services} - {one.code for one in wanted.services}
        return wanted if "fitting" in given else wanted.without_rules(gone)

    def without_rules(self, codes: Set[str]) -> Self:
        kept = {code: rule for code, rule in self.fitting.services.items() if code not in codes}
        return self.model_copy(update={"fitting": self.fitting.model_copy(update={"services": kept})})

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Raises InvalidSettings."""
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidSettings(faults(error.errors())) from error
