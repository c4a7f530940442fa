"""The set-up script costs nothing the second time, and says what is missing where it may not install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = """
sh bash cat cut sed sha256sum ls tr dirname rm mkdir id printf python3 env node npm
chromium redis-server caddy turnserver shellcheck
"""


def run(path: str, purpose: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", ROOT / "deploy/setup/install.sh", purpose]
    environment = os.environ | {"PATH": path}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def limited_path(tmp_path: Path) -> Path:
    """A PATH with the usual tools and no apt-get."""
    for tool in TOOLS.split():
        if found := shutil.which(tool):
            (tmp_path / tool).symlink_to(found)
    return tmp_path


@pytest.fixture
def prepared() -> None:
    if not (ROOT / ".venv/stamps/web-develop").exists():
        pytest.skip("this environment was not made by the set-up script")


@pytest.mark.usefixtures("prepared")
def test_a_prepared_clone_is_left_alone_without_a_word(limited_path: Path) -> None:
    result = run(str(limited_path), "develop")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.usefixtures("prepared")
def test_what_it_may_not_install_it_names(limited_path: Path) -> None:
    (limited_path / "chromium").unlink()
    (limited_path / "turnserver").unlink()
    result = run(str(limited_path), "test")
    assert result.returncode == 1
    [command] = [line for line in result.stderr.splitlines() if "apt-get install" in line]
    assert {"chromium", "coturn"} <= set(command.split())
    assert "redis-server" not in command
