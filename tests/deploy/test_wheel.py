"""What is installed is whole: pages, catalogues and migrations are in the wheel, and so in the container."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("signaling", "agent_console", "kiosk_client")
IGNORED = {"__pycache__"}


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    present = {
        str(path.relative_to(ROOT))
        for part in PARTS
        for path in (ROOT / part).rglob("*")
        if path.is_file() and not IGNORED & set(path.parts)
    }
    assert not present - packed
    assert any(name.endswith("index.html") for name in packed)


def test_the_image_is_built_from_files_that_its_context_has() -> None:
    """.dockerignore leaves everything out but what it names, so each COPY must be named."""
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8").splitlines()
    copies = [line.split()[1:-1] for line in dockerfile if line.startswith("COPY") and "--from" not in line]
    copied = {name for names in copies for name in names}
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
