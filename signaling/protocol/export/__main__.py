"""`python -m signaling.protocol.export` writes the generated files; `--check` only says which are out of date."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from signaling.protocol.guides import Guide

from .asyncapi import asyncapi
from .tables import with_tables
from .typescript import typescript

PROTOCOL = Path(__file__).parents[1]
TARGETS: dict[Path, Callable[[str], str]] = {
    PROTOCOL.parent / "web" / "messages.d.ts": lambda _: typescript(),
    PROTOCOL / "asyncapi.json": lambda _: asyncapi(),
    PROTOCOL / "guide.schema.json": lambda _: _guide_schema(),
    PROTOCOL / "PROTOCOL.md": with_tables,
}
"""File → its content, given the present one."""


def _guide_schema() -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Guide.model_json_schema(by_alias=True)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    stale: list[Path] = []
    for path, write in TARGETS.items():
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        content = write(present)
        if content != present:
            stale.append(path)
            if not check:
                path.write_text(content, encoding="utf-8")
    for path in stale:
        print(f"{'out of date, run `make generate`' if check else 'written'}: {path.relative_to(PROTOCOL.parents[1])}")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
