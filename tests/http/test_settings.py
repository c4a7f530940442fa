"""Settings are read from where they are said to be, and unsafe ones are refused with a sentence each."""

import logging
import stat
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import ValidationError

from signaling.logs import configure_logging
from signaling.settings import Settings

STRONG = "mH0x9Qe7sTr2LpWv5NcYb8KuJdGfZa3RiX6oVt1E"
SAFE: dict[str, Any] = {"production": True, "public_url": "https://help.example.org", "token_secret": STRONG}


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BANGBAN_CONFIG", "BANGBAN_SECRETS_DIR"):
        monkeypatch.delenv(name, raising=False)


def made(**given: Any) -> Settings:
    return Settings(**given)


def sentences(**given: Any) -> str:
    with pytest.raises(ValidationError) as refusal:
        made(**given)
    return str(refusal.value)


def test_safe_settings_are_taken_in_production() -> None:
    assert made(**SAFE).dangers() == []


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"public_url": "http://help.example.org"}, "public_url is http"),
        ({"allowed_origins": "https://help.example.org,*"}, "allowed_origins contains '*'"),
        ({"trusted_proxies": "*"}, "trusted_proxies contains '*'"),
        ({"token_secret": "change-me-change-me-change-me-change-me"}, "token_secret looks like one from an example"),
        ({"token_secret": "ab" * 20}, "token_secret looks like one from an example"),
        ({"turn_urls": "turn:t", "turn_secret": "secret"}, "turn_secret looks like one from an example"),
        ({"redis_url": "redis://:pass@r"}, "database_url is SQLite while redis_url connects several nodes"),
        ({"redis_url": "redis://r", "database_url": "postgresql://d/b"}, "redis_url has no password"),
        ({"log_level": "debug"}, "log_level is debug"),
    ],
)
def test_production_refuses_what_is_only_safe_at_home(unsafe: dict[str, Any], sentence: str) -> None:
    assert sentence in sentences(**(SAFE | unsafe))
    made(**(SAFE | unsafe | {"production": False}))


@pytest.mark.parametrize(
    ("contradiction", "sentence"),
    [
        ({"token_secret": "short"}, "token_secret is shorter than 32 bytes"),
        ({"redis_url": "redis://r"}, "nodes that share a Redis must share one token_secret"),
        ({"turn_urls": "turn:t"}, "turn_secret is missing"),
        ({"relay_only": True}, "relay_only needs turn_urls"),
        ({"public_url": "ftp://x"}, "must be like https://"),
        ({"public_url": "https://x/path"}, "must be like https://"),
        ({"allowed_origins": "https://x/path"}, "is not an origin"),
        ({"allowed_origins": "help.example.org"}, "is not an origin"),
        ({"embed_origins": "help.example.org"}, "is not an origin"),
        ({"embed_origins": "*"}, "name the origins"),
        ({"trusted_proxies": "nonsense"}, "does not appear to be an IPv4 or IPv6 network"),
        ({"stun_urls": "http://s"}, "must begin with stun:"),
        ({"port": 0}, "greater than or equal to 1"),
        ({"turn_ttl_seconds": 86_400}, "less than or equal to 3600"),
        ({"prot": 1}, "Extra inputs are not permitted"),
    ],
)
def test_a_contradiction_is_refused_everywhere(contradiction: dict[str, Any], sentence: str) -> None:
    assert sentence in sentences(**contradiction)


def test_a_refusal_shows_no_secret() -> None:
    assert "hush" not in sentences(token_secret="hush", turn_secret="hush")
    assert STRONG not in repr(made(token_secret=STRONG))


def test_the_environment_comes_before_files_and_files_before_toml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bangban.toml").write_text(
        'port = 1001\nhost = "10.0.0.1"\nturn_ttl_seconds = 61\nstun_urls = ["stun:a"]'
    )
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "bangban_port").write_text("1002")
    (tmp_path / "secrets" / "bangban_turn_ttl_seconds").write_text("62")
    (tmp_path / "port").write_text("1003\n")
    monkeypatch.setenv("BANGBAN_CONFIG", str(tmp_path / "bangban.toml"))
    assert Settings().port == 1001
    monkeypatch.setenv("BANGBAN_SECRETS_DIR", str(tmp_path / "secrets"))
    assert Settings().port == 1002
    monkeypatch.setenv("BANGBAN_PORT_FILE", str(tmp_path / "port"))
    assert Settings().port == 1003
    monkeypatch.setenv("BANGBAN_PORT", "1004")
    settings = Settings()
    assert (settings.port, settings.turn_ttl_seconds, settings.host) == (1004, 62, "10.0.0.1")
    assert settings.stun_urls == ("stun:a",)


def test_lists_are_written_with_commas_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGBAN_STUN_URLS", "stun:a, stun:b,")
    assert Settings().stun_urls == ("stun:a", "stun:b")


def test_a_misspelt_setting_in_the_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bangban.toml").write_text("prot = 1")
    monkeypatch.setenv("BANGBAN_CONFIG", str(tmp_path / "bangban.toml"))
    assert "prot" in sentences()


def test_a_single_node_makes_its_own_secret_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    first = Settings(state_dir=tmp_path / "state").signing_secret
    assert len(first) >= 32
    assert Settings(state_dir=tmp_path / "state").signing_secret == first
    assert stat.S_IMODE((tmp_path / "state" / "token_secret").stat().st_mode) == 0o600


def test_a_damaged_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "token_secret").write_text("x")
    with pytest.raises(ValueError, match="is damaged"):
        _ = Settings(state_dir=tmp_path).signing_secret


def test_the_origin_is_that_of_the_public_url() -> None:
    assert Settings(public_url="https://help.example.org/").origins == {"https://help.example.org"}
    assert Settings(port=8081).origins == {"http://localhost:8081", "http://127.0.0.1:8081"}
    assert Settings(allowed_origins=("https://a",)).origins == {"https://a"}


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("style", ["json", "console"])
def test_the_log_covers_secrets_at_any_depth(style: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    try:
        configure_logging("info", style)
        log = structlog.get_logger("test")
        log.info("seen", kiosk="k1", access_token="hush", inner={"sdp": "hush", "deep": {"Password": "hush"}})
        logging.getLogger("library").info("seen", extra={"authorization": "hush"})
        secret = "hush"
        try:
            raise ValueError(len(secret))
        except ValueError:
            log.exception("failed")
        printed = capsys.readouterr().err
    finally:
        logging.getLogger().handlers[:] = before
        structlog.reset_defaults()
    assert "k1" in printed
    assert "ValueError: 4" in printed
    # The source line of the traceback names it; no value does.
    assert "hush" not in printed.replace('secret = "hush"', "")
