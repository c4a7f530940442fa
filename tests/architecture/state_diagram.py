"""Draws the states of a session into ARCHITECTURE.md; `python -m tests.architecture.state_diagram` rewrites it."""

import re
from pathlib import Path

from signaling.core.session import TRANSITIONS, SessionState

ARCHITECTURE = Path(__file__).parents[2] / "ARCHITECTURE.md"
REGION = re.compile(r"(<!-- states -->\n).*?(<!-- end of states -->)", re.DOTALL)


def diagram() -> str:
    lines = ["stateDiagram-v2", f"    [*] --> {SessionState.WAITING.value}"]
    for state, following in TRANSITIONS.items():
        lines += [f"    {state.value} --> {after.value}" for after in SessionState if after in following]
    lines += [f"    {state.value} --> [*]" for state, following in TRANSITIONS.items() if not following]
    return "\n".join(["```mermaid", *lines, "```"])


def with_diagram(document: str) -> str:
    return REGION.sub(lambda match: f"{match[1]}\n{diagram()}\n\n{match[2]}", document)


if __name__ == "__main__":
    ARCHITECTURE.write_text(with_diagram(ARCHITECTURE.read_text(encoding="utf-8")), encoding="utf-8")
