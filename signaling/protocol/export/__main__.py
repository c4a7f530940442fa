"""`python -m signaling.protocol.export` writes the generated files; `--check` only says which are out of date."""

import sys
from collections.abc import Callable
from pathlib import Path

from .asyncapi import asyncapi
from .tables import with_tables
from .typescript import typescript

PROTOCOL = Path(__file__).parents[1]
TARGETS: dict[Path, Callable[[str], str]] = {
    PROTOCOL.parent / "web" / "messages.d.ts": lambda _: typescript(),
    PROTOCOL / "asyncapi.json": lambda _: asyncapi(),
    PROTOCOL / "PROTOCOL.md": with_tables,
}
"""File → its content, given the present one."""


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
