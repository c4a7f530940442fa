"""A guide as a file: read with the line of whatever is wrong, and written so that it reads the same."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from signaling.protocol.guides import Guide
from signaling.service.faults import InvalidSettings
from signaling.service.guide_file import MOST_CHARACTERS, read_guide, write_guide
from signaling.service.guides import written

GOOD = """\
service: elderly-card
title: {zh-CN: 敬老卡申领, en: Elderly card}
steps:
  - code: identity
    title: {zh-CN: 身份, en: Identity}
    instruction:
      zh-CN: 用键盘输入身份证号
      en: Type the ID number with the keypad
    card: {zh-CN: 输入身份证号, en: Type your number}
    anchor: number
    mistakes:
      - sign: {zh-CN: 提示号码不对, en: It says that the number is wrong}
        remedy: {zh-CN: 看看最后一位是不是 X, en: See whether the last character is an X}
        error: id-number-invalid
  - code: sign
    title: {zh-CN: 签名, en: Signature}
    instruction: {zh-CN: 用手指签名, en: Sign with your finger}
    card: {zh-CN: 在框里签名, en: Sign in the box}
    anchor: box
anchors:
  number: {selector: "#id-number", role: textbox, name: {zh-CN: 身份证号, en: ID number}}
  box: {rectangle: {x: 0.1, y: 0.5, width: 0.8, height: 0.25}}
"""


def refused(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(InvalidSettings) as error:
        read_guide(text)
    return [(fault.line, fault.field, fault.reason) for fault in error.value.faults]


def test_what_is_written_reads_the_same_as_yaml_and_as_json() -> None:
    guide = read_guide(GOOD)
    assert [step.anchor for step in guide.steps] == ["number", "box"]
    assert read_guide(write_guide(written(guide))) == guide
    assert read_guide(json.dumps(written(guide))) == guide


def test_words_that_older_yaml_takes_for_something_else_are_words() -> None:
    assert read_guide(GOOD.replace("en: Signature", "en: No")).steps[1].title.en == "No"


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ("en: Identity}", "en: ''}", 5, "steps.0.title.en", "is missing"),
        ("{zh-CN: 身份, en: Identity}", "{zh-CN: 身份}", 5, "steps.0.title.en", "is missing"),
        ("code: sign", "code: identity", 15, "steps.1.code", "is there twice"),
        ("anchor: box", "anchor: bex", 19, "steps.1.anchor", "is not among the anchors of this guide"),
        ("anchor: box", "next: done", 19, "steps.1.next", "is not a step of this guide"),
        ("anchor: box", "next: identity", 19, "steps.1.next", "leads back: identity → sign → identity"),
        ("anchor: box", "colour: red", 19, "steps.1.colour", "is not a field here"),
        ("y: 0.5", "y: .nan", 22, "anchors.box.rectangle.y", "must be a finite number"),
        ("y: 0.5", "y: 1.5", 22, "anchors.box.rectangle.y", "must be at most 1"),
        (
            "height: 0.25",
            "height: 0.75",
            22,
            "anchors.box.rectangle",
            "must lie within the page: x + width and y + height are at most 1",
        ),
        ("role: textbox, ", "", 21, "anchors.number", "must have both a role and a name, or neither"),
        ('{selector: "#id-number", role', "{roll", 21, "anchors.number.roll", "is not a field here"),
        ("service: elderly-card", "service: Elderly Card", 1, "service", "must match pattern"),
    ],
)
def test_a_fault_is_told_with_its_line_its_field_and_the_reason(
    old: str, new: str, line: int, field: str, reason: str
) -> None:
    assert old in GOOD
    found = refused(GOOD.replace(old, new))
    assert [(place, name) for place, name, _ in found] == [(line, field)]
    assert found[0][2].startswith(reason)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "must be an object"),
        ("a: [1", 1, "is not YAML: "),
        ("a: 1\na: 2", 2, "is not YAML: found duplicate key"),
        ("a: &x [1]\nb: [*x, *x]", 1, "must do without anchors, aliases and tags (&, *, !)"),
        ("a: !!python/object/apply:os.system [ls]", 1, "must do without anchors, aliases and tags (&, *, !)"),
        ("\n" + "[" * 5_000, 2, "must not be nested deeper than 20"),
        ("a\x00b", None, "is not YAML"),
        (" " * (MOST_CHARACTERS + 1), None, "must have at most 200000 characters"),
    ],
    ids=["empty", "broken", "twice", "alias", "tag", "deep", "binary", "long"],
)
def test_what_is_no_guide_at_all_is_refused_before_it_costs_anything(text: str, line: int | None, reason: str) -> None:
    ((where, field, what),) = refused(text)
    assert (where, field) == (line, "")
    assert what.startswith(reason)


def test_more_steps_than_anybody_would_follow_are_refused_as_such() -> None:
    document = written(read_guide(GOOD))
    many = [{**document["steps"][0], "code": f"step-{number}"} for number in range(101)]
    ((line, field, reason),) = refused(json.dumps({**document, "steps": many}))
    assert (line, field) == (1, "steps")
    assert reason.startswith("must have at most 100 items")


def test_a_script_in_a_text_is_a_text() -> None:
    script = "<script>alert(1)</script>"
    assert read_guide(GOOD.replace("en: Signature", f"en: {script}")).steps[1].title.en == script


Spoil = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("spoil", "circles"),
    [
        (lambda steps: steps["a"].update(next="a"), {"a": "a → a"}),
        (lambda steps: steps["c"].update(next="b"), {"c": "b → c → b"}),
        (lambda steps: steps["a"].update(next="c"), {}),
        (
            lambda steps: (steps["b"].update(next="a"), steps["d"].update(next="c")),
            {"b": "a → b → a", "d": "c → d → c"},
        ),
    ],
    ids=["itself", "two back", "ahead", "two circles"],
)
def test_every_circle_of_steps_is_found_once_where_it_leads_back(spoil: Spoil, circles: dict[str, str]) -> None:
    document = written(read_guide(GOOD))
    steps = {code: {**document["steps"][1], "code": code} for code in "abcd"}
    spoil(steps)
    text = json.dumps({**document, "steps": list(steps.values())})
    if not circles:
        assert isinstance(read_guide(text), Guide)
        return
    places = {f"steps.{list(steps).index(code)}.next": f"leads back: {way}" for code, way in circles.items()}
    assert {field: reason for _, field, reason in refused(text)} == places
