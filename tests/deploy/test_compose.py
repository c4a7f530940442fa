"""compose.yaml fits together: its settings are settings, its secrets exist, its files are there, its TURN server starts."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from signaling.settings import PREFIX, Settings
from tests.deploy.test_coturn import CONFIGURATION, SECRET, answers, participant
from tests.deploy.turn_client import OK
from tests.support.server import free_port
from tests.support.waiting import wait_for

DEPLOY = Path(__file__).parents[2] / "deploy"
FOLDER = DEPLOY / "compose"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NODES = ("migrate", "node-1", "node-2")


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    shutil.copy(FOLDER / "make-secrets.sh", tmp_path)
    for _ in range(2):
        subprocess.run(["sh", tmp_path / "make-secrets.sh"], check=True, capture_output=True)
    return tmp_path / "secrets"


def test_its_secrets_are_those_that_the_script_makes(secrets: Path) -> None:
    assert {path.name for path in secrets.iterdir()} == set(COMPOSE["secrets"])
    used = {name for service in SERVICES.values() for name in service.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])
    assert secrets.stat().st_mode & 0o077 == 0


def test_making_the_secrets_again_changes_none(secrets: Path) -> None:
    before = {path.name: path.read_text() for path in secrets.iterdir()}
    subprocess.run(["sh", secrets.parent / "make-secrets.sh"], check=True)
    assert {path.name: path.read_text() for path in secrets.iterdir()} == before


def test_a_node_starts_with_its_environment_in_production_mode(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = dict(line.split("=", 1) for line in (FOLDER / "example.env").read_text().splitlines() if "=" in line[1:])
    for name, value in SERVICES["node-1"]["environment"].items():
        assert name.removeprefix(PREFIX).removesuffix("_FILE").lower() in Settings.model_fields, name
        filled = re.sub(r"\$\{(\w+)[^}]*\}", lambda match: names[match[1]], value)
        monkeypatch.setenv(name, filled.replace("/run/secrets", str(secrets)))
    settings = Settings()
    assert settings.production
    assert not settings.single_node
    assert settings.origins == {"https://help.example.org"}
    assert len(settings.turn_urls) == 2


def test_every_name_to_fill_in_is_in_the_example() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", (FOLDER / "compose.yaml").read_text(encoding="utf-8")))
    offered = set(re.findall(r"^(\w+)=", (FOLDER / "example.env").read_text(encoding="utf-8"), re.MULTILINE))
    assert asked == offered


def test_every_mounted_file_is_there() -> None:
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())]
    assert not [path for path in mounted if path.startswith(".") and not (FOLDER / path).is_file()]
    assert (FOLDER / SERVICES["node-1"]["build"]["context"] / SERVICES["node-1"]["build"]["dockerfile"]).is_file()


@pytest.mark.parametrize("name", [*NODES, "coturn"])
def test_what_faces_people_has_no_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


def test_only_caddy_and_the_relay_can_be_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert [name for name, service in SERVICES.items() if service.get("network_mode") == "host"] == ["coturn"]


def test_nodes_trust_only_the_network_that_caddy_is_in() -> None:
    [subnet] = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert SERVICES["node-1"]["environment"]["BANGBAN_TRUSTED_PROXIES"] == subnet["subnet"]


def test_the_relay_starts_with_its_secret_and_serves_the_networks_that_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    port = free_port()
    environment = {
        "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path), "TURN_CONFIGURATION": str(CONFIGURATION),
        "TURN_SECRET_FILE": str(tmp_path / "secret"), "TURN_ALLOWED_PEERS": "10.20.0.0-10.20.255.255 10.30.0.1",
    }  # fmt: skip
    command = ["sh", DEPLOY / "coturn/start.sh", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1"]
    command += [f"--listening-port={port}", "--no-tls", "--no-dtls", f"--pidfile={tmp_path}/pid"]
    with (tmp_path / "log").open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: server.poll() is not None or answers(port), 10, "turnserver to answer")
        with participant(port) as client:
            assert client.allocate() == OK
            assert [client.permit(peer) for peer in ("10.20.1.2", "10.30.0.1", "10.30.0.2")] == [OK, OK, 403]
    finally:
        server.terminate()
        server.wait(timeout=10)
