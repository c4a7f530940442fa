"""`make bench`: every figure with its baseline and its target, as JSON, one after another on an otherwise idle machine."""

import asyncio
import json
import os
import platform
import tempfile
from pathlib import Path

from tests.bench import core, desk, media, memory, relay, rescind, ring, simulation


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        figures = [
            asyncio.run(relay.measure(root / "relay")),
            asyncio.run(memory.measure(root / "memory")),
            core.measure(),
            asyncio.run(desk.measure(root)),
            asyncio.run(ring.measure(root / "ring")),
            asyncio.run(rescind.measure(root / "rescind")),
            simulation.measure(),
            media.measure(root),
        ]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "figures": figures}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
