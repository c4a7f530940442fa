"""An application as a whole: every field that its service asks for, and no other."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .rules import Field, applies, fault

SITE = Path(__file__).parent / "site"
SERVICES: Mapping[str, Any] = {
    service["code"]: service for service in json.loads((SITE / "services.json").read_text(encoding="utf-8"))["services"]
}


class Wrong(NamedTuple):
    field: str
    code: str


def steps(service: str) -> list[str]:
    return [step["code"] for step in SERVICES[service]["steps"]]


def judge(application: object, today: date) -> Wrong | None:
    """The first thing that is wrong, in the order in which the site asks."""
    if not isinstance(application, dict):
        return Wrong("service", "unknown")
    service, values = application.get("service"), application.get("fields")
    if not isinstance(service, str) or service not in SERVICES:
        return Wrong("service", "unknown")
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return Wrong("fields", "form")
    asked = [field for field in _fields(service) if applies(field, values)]
    for field in asked:
        if code := fault(field, values.get(field["name"], ""), today):
            return Wrong(field["name"], code)
    unasked = values.keys() - {field["name"] for field in asked}
    return Wrong(min(unasked), "unknown") if unasked else None


def _fields(service: str) -> list[Field]:
    return [field for step in SERVICES[service]["steps"] for field in step["fields"]]
