"""Real programs that tests run against."""

import os
import shutil
from pathlib import Path

import pytest


def program(name: str, package: str, *places: str) -> str:
    """Path of an installed program: the newest in `places` (globs under `/`), else the one on the PATH. Without it the
    test fails, so that nobody takes an untested adapter for a tested one; BANGBAN_TEST_ALLOW_MISSING=1 skips instead."""
    found = sorted(str(path) for place in places for path in Path("/").glob(f"{place.lstrip('/')}/{name}"))
    path = found[-1] if found else shutil.which(name)
    if path:
        return path
    message = f"{name} is not installed: apt-get install {package}"
    if os.environ.get("BANGBAN_TEST_ALLOW_MISSING") == "1":
        pytest.skip(message)
    pytest.fail(message)
