"""The unit is one that systemd takes, and it locks the server up well."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from signaling.settings import PREFIX, Settings

UNIT = Path(__file__).parents[2] / "deploy/systemd/bangban.service"
OWN = {"CONFIG", "SECRETS_DIR"}

pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """With a command that exists on this machine, because systemd checks that too."""
    copy = tmp_path / UNIT.name
    copy.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/sh", UNIT.read_text(), flags=re.MULTILINE))
    return copy


def test_systemd_has_nothing_to_say_against_it(unit: Path) -> None:
    result = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_its_exposure_is_low(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-400:]


def test_its_environment_names_settings() -> None:
    names = re.findall(rf"^Environment={PREFIX}(\w+)=", UNIT.read_text(), re.MULTILINE)
    assert names
    assert not {name for name in names if name not in OWN and name.lower() not in Settings.model_fields}


def test_a_secret_is_read_from_the_credentials_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """systemd names each credential after the folder's id and the file: bangban_token_secret."""
    assert "LoadCredential=bangban:/etc/bangban/secrets" in UNIT.read_text()
    (tmp_path / "bangban_token_secret").write_text("q8Zk3vT0w5Yb7Xn2Lr9Cs4Hd6Jf1Pg-m")
    monkeypatch.setenv("BANGBAN_SECRETS_DIR", str(tmp_path))
    assert Settings().signing_secret == "q8Zk3vT0w5Yb7Xn2Lr9Cs4Hd6Jf1Pg-m"
