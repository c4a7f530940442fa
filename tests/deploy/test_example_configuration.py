"""The commented example has every setting, each with its default."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from signaling.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "deploy/config/bangban.example.toml"
TEXT = EXAMPLE.read_text(encoding="utf-8")
SETTING = re.compile(r"^#(\w+ = .*)$", re.MULTILINE)


def values() -> dict[str, object]:
    return tomllib.loads("\n".join(SETTING.findall(TEXT)))


def test_as_it_is_it_changes_nothing() -> None:
    assert tomllib.loads(TEXT) == {}


def test_it_has_every_setting_and_no_other() -> None:
    assert set(values()) == set(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_explained_and_shows_its_default(name: str) -> None:
    before, line = TEXT.split(f"#{name} = ")[0], values()[name]
    assert before.rstrip("\n").splitlines()[-1].startswith("# "), "the comment comes right before it"
    default = Settings.model_fields[name].default
    if default not in (None, (), PydanticUndefined) and name != "web_modules":
        assert str(default) == str(line)


def test_with_every_setting_taken_it_is_a_valid_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = 'secret = "q8Zk3vT0w5Yb7Xn2Lr9Cs4Hd6Jf1Pg-m"'
    filled = SETTING.sub(r"\1", TEXT).replace('secret = ""', secret)
    copy = tmp_path / "bangban.toml"
    copy.write_text(filled, encoding="utf-8")
    monkeypatch.setenv("BANGBAN_CONFIG", str(copy))
    assert Settings().public_url == "https://help.example.org"
