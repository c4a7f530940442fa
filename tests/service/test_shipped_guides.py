"""The guides that a fresh server begins with."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from signaling.protocol import guides
from signaling.protocol.fields import Service
from signaling.service.first_start import SHIPPED_GUIDES
from signaling.service.guide_file import read_guide

CATALOGUE = json.loads((SHIPPED_GUIDES.parent / "catalogue.json").read_text(encoding="utf-8"))
SERVICES = TypeAdapter(list[Service]).validate_python(CATALOGUE["services"])
GUIDES = {file.stem: read_guide(file.read_text(encoding="utf-8")) for file in SHIPPED_GUIDES.glob("*.yaml")}


def test_every_service_of_a_fresh_desk_has_a_guide_of_its_name() -> None:
    assert {service.code: service.title.en for service in SERVICES} == {
        code: guide.title.en for code, guide in GUIDES.items()
    }
    assert all(code == guide.service for code, guide in GUIDES.items())


def test_the_example_of_the_document_is_a_guide() -> None:
    document = Path(guides.__file__).with_name("GUIDES.md").read_text(encoding="utf-8")
    example = read_guide(document.split("```yaml\n")[1].split("```")[0])
    assert [(step.code, step.anchor) for step in example.steps] == [("identity", "number"), ("review", "submit")]


def test_every_guide_has_an_anchor_at_every_step_and_says_what_comes_afterwards() -> None:
    for guide in GUIDES.values():
        assert all(step.anchor for step in guide.steps), guide.service
        assert guide.afterwards
