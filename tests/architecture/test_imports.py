"""The directions of import hold, and the tools that hold them catch what they are for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("signaling", "agent_console", "kiosk_client")


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def ruff(text: str, path: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "ruff", "check", "--no-cache", "--stdin-filename", path, "-"]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)


def test_imports_go_only_in_the_agreed_directions() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("signaling/core/session.py", "import time", "The core is pure"),
        ("signaling/core/session.py", "import signaling.ports", "The core is pure|then core beside protocol"),
        ("signaling/service/views.py", "import signaling.adapters.database", "then http beside adapters"),
        ("signaling/adapters/database.py", "import signaling.http", "then http beside adapters"),
        ("signaling/protocol/fields.py", "import signaling.core.ids", "then core beside protocol"),
        ("kiosk_client/__init__.py", "import signaling.core.session", "see the protocol"),
        ("signaling/simulation/people.py", "import signaling.ports", "knows the core only"),
        ("signaling/service/views.py", "import signaling.simulation", "then http beside adapters"),
    ],
)
def test_a_planted_import_in_a_wrong_direction_is_caught(copy: Path, module: str, line: str, broken: str) -> None:
    planted = copy / module
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint_imports(copy)
    verdicts = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(part in row for row in verdicts for part in broken.split("|")), verdicts


@pytest.mark.parametrize(
    "text",
    [
        "import time\n\nprint(time.time())\n",
        "from datetime import datetime\n\nx = datetime.now()\n",
        "import random\n\nx = random\n",
        "from time import monotonic\n\nx = monotonic()\n",
    ],
)
def test_the_real_clock_and_chance_are_for_adapters_only(text: str) -> None:
    assert "TID251" in ruff(text, "signaling/service/planted.py").stdout
    assert "TID251" not in ruff(text, "signaling/adapters/planted.py").stdout
