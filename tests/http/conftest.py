import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from signaling.adapters.database import Database
from signaling.adapters.migrations import migrate

from .scene import Scene


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "bangban.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
async def scene(migrated: Path, tmp_path: Path) -> AsyncIterator[Scene]:
    shutil.copy(migrated, tmp_path / "bangban.db")
    scene = Scene(Database(f"sqlite:///{tmp_path}/bangban.db"))
    await scene.furnish()
    yield scene
    await scene.close()
