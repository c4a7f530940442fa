"""A guide as a file, YAML 1.2 or JSON: read with the line of whatever is wrong, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from signaling.protocol.guides import Guide

from .faults import Fault, InvalidSettings, faults
from .guide_rules import guide_faults

MOST_CHARACTERS = 200_000
"""Ten times the longest guide that is known."""
DEEPEST = 20
"""Brackets within each other; a guide has six."""


def read_guide(text: str) -> Guide:
    """Raises InvalidSettings, whose faults have lines."""
    if len(text) > MOST_CHARACTERS:
        raise InvalidSettings([Fault("", f"must have at most {MOST_CHARACTERS} characters", "too_long")])
    document = _parse(text)
    guide, found = _checked(document)
    if guide is None or found:
        raise InvalidSettings(_located(document, found))
    return guide


def with_lines(text: str, found: Sequence[Fault]) -> list[Fault]:
    """What was found wrong with a guide that reads well, with the lines of the file that it was read from."""
    return _located(_parse(text), found)


def _located(document: object, found: Sequence[Fault]) -> list[Fault]:
    return [replace(fault, line=_line(document, fault.field)) for fault in found]


def _checked(document: object) -> tuple[Guide | None, list[Fault]]:
    try:
        guide = Guide.model_validate(document)
    except ValidationError as error:
        return None, faults(error.errors())
    return guide, guide_faults(guide)


def write_guide(document: Mapping[str, Any]) -> str:
    """As YAML, for people to edit."""
    out = StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(_without_nothing(document), out)
    return out.getvalue()


def _parse(text: str) -> object:
    try:
        _refuse_tricks(text)
        return YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"is not YAML: {error.problem or error.context}"
        raise InvalidSettings([Fault("", reason, "not_yaml", line=mark.line + 1 if mark else None)]) from error
    except YAMLError as error:
        raise InvalidSettings([Fault("", "is not YAML", "not_yaml")]) from error


def _refuse_tricks(text: str) -> None:
    """What lets a small file become a large document, or something other than text and numbers."""
    depth = 0
    for token in YAML(pure=True).scan(text):
        name = type(token).__name__
        if isinstance(token, AliasToken | AnchorToken | TagToken):
            _refuse(token, "must do without anchors, aliases and tags (&, *, !)", "yaml_trick")
        depth += name.endswith("StartToken") - name.endswith("EndToken")
        if depth > DEEPEST:
            _refuse(token, f"must not be nested deeper than {DEEPEST}", "too_deep")


def _refuse(token: Any, reason: str, code: str) -> None:
    raise InvalidSettings([Fault("", reason, code, line=token.start_mark.line + 1)])


def _line(document: object, field: str) -> int | None:
    """Of a field, or of what it is missing from; lines count from 1."""
    line, value = 1, document
    for name in field.split(".") if field else ():
        if isinstance(value, CommentedMap) and name in value:
            line, value = value.lc.key(name)[0] + 1, value[name]
        elif isinstance(value, CommentedSeq) and name.isdigit() and int(name) < len(value):
            line, value = value.lc.item(int(name))[0] + 1, value[int(name)]
        else:
            break
    return line if isinstance(document, CommentedMap | CommentedSeq) else None


def _without_nothing(value: Any) -> Any:
    """Fields that are not there need not be written."""
    if isinstance(value, Mapping):
        return {name: _without_nothing(member) for name, member in value.items() if member not in (None, [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without_nothing(member) for member in value]
    return value
