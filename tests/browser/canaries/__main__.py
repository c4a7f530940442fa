"""The long profile: `python -m tests.browser.canaries [PICTURES] [SEED]`. Prints what has been found, again and again."""

import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import DEVICES, QUIET, SCREEN, SOUND
from tests.support.programs import program

from .inspection import Inspection
from .run import inspected

TELL_EVERY = 1_000
MODES = ("deny-list", "allow-list")


def main(pictures: int = 100_000, seed: int = 1) -> int:
    """Half of the pictures with each mode."""
    began = time.monotonic()
    directory = Path(tempfile.mkdtemp(prefix="canaries-"))
    faults = 0

    def tell(mode: str, inspection: Inspection) -> None:
        taken = {"mode": mode, "seconds": round(time.monotonic() - began), **inspection.report()}
        print(json.dumps(taken), flush=True)

    with sync_playwright() as playwright:
        for mode in MODES:
            flags = [*QUIET, *SOUND, *DEVICES, *SCREEN]
            browser = playwright.chromium.launch(executable_path=program("chromium", "chromium"), args=flags)
            (directory / mode).mkdir()
            with inspected(browser, directory / mode, seed, mode) as scene:
                scene.meet()
                scene.sees_what_is_open()
                for _ in range(0, pictures // len(MODES), TELL_EVERY):
                    scene.be_restless(TELL_EVERY)
                    scene.visitor.rest()
                    scene.sees_what_is_open()
                    tell(mode, scene.inspection)
                    print(*scene.inspection.faults, sep="\n", end="")
                faults += len(scene.inspection.faults)
            browser.close()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
