"""What is generated from the messages is up to date, complete and of the form that it claims."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from signaling.protocol.codes import CLOSE_MEANING, ERROR_MEANING, CloseCode, ErrorCode
from signaling.protocol.export.__main__ import PROTOCOL, TARGETS, main
from signaling.protocol.messages import ClientMessage, ServerMessage

ROOT = Path(__file__).parents[2]
ASYNCAPI_SCHEMA = ROOT / "node_modules/@asyncapi/specs/schemas/3.0.0.json"
TYPES = {message.model_fields["type"].default for message in (*get_args(ClientMessage), *get_args(ServerMessage))}


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.name)
def test_the_file_is_what_would_be_generated_now(path: Path) -> None:
    present = path.read_text(encoding="utf-8")
    assert TARGETS[path](present) == present, "run `make generate`"


def test_check_reports_a_stale_file_and_leaves_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "signaling" / "protocol" / "messages.d.ts"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    monkeypatch.setattr("signaling.protocol.export.__main__.PROTOCOL", stale.parent)
    monkeypatch.setattr("signaling.protocol.export.__main__.TARGETS", {stale: lambda _: "new"})
    assert main(["--check"]) == 1
    assert stale.read_text() == "old"
    assert "signaling/protocol/messages.d.ts" in capsys.readouterr().out
    assert main([]) == 0
    assert stale.read_text() == "new"


def asyncapi() -> dict[str, Any]:
    return json.loads((PROTOCOL / "asyncapi.json").read_text(encoding="utf-8"))


def test_asyncapi_document_follows_the_official_schema() -> None:
    jsonschema.Draft7Validator(json.loads(ASYNCAPI_SCHEMA.read_text())).validate(asyncapi())


def test_asyncapi_document_has_every_message_and_no_dead_reference() -> None:
    document = asyncapi()
    assert set(document["components"]["messages"]) == TYPES
    for reference in references(document):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]


def references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for item in value for found in references(item)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return own + [found for item in value.values() for found in references(item)]


def test_every_code_has_a_meaning() -> None:
    assert set(ERROR_MEANING) == set(ErrorCode)
    assert set(CLOSE_MEANING) == set(CloseCode)


def test_the_reference_describes_every_message_and_code() -> None:
    reference = (PROTOCOL / "PROTOCOL.md").read_text(encoding="utf-8").split("## 12. Reference")[1]
    assert not {name for name in TYPES if f"#### `{name}`" not in reference}
    assert not {code for code in ErrorCode if f"| `{code.value}` |" not in reference}
    assert not {code for code in CloseCode if f"| {code.value} |" not in reference}
