"""The coturn configuration that we ship, in a real turnserver: it relays for our participants and into no special network."""

import ipaddress
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from signaling.core.ids import SessionId
from signaling.service.turn import Relays, ice_grant
from tests.support.server import free_port
from tests.support.waiting import wait_for

from .turn_client import OK, TurnClient

CONFIGURATION = Path(__file__).parents[2] / "deploy/coturn/turnserver.conf"
SECRET = "of-this-test-only-8d7Gq2LkfTzR0vXw"
FORBIDDEN = {403, 443}
"""Forbidden; or of another address family than the relay."""

IANA_SPECIAL = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29 192.0.0.8/32
192.0.0.9/32 192.0.0.10/32 192.0.0.170/31 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16
192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::1/128 ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128
2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28
2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8
"""
"""The IANA special-purpose registries for IPv4 and IPv6, and multicast."""
INNER = ("10.0.0.5", "127.0.0.1", "169.254.169.254", "172.16.3.4", "192.168.1.1", "100.100.100.200")
PUBLIC = {4: ("8.8.8.8", "114.114.114.114", "1.2.4.8"), 6: ("2400:3200::1", "2606:4700:4700::1111")}


def wrapped(inner: str) -> list[str]:
    """The same IPv4 address, in every notation that smuggles it into IPv6."""
    number = int(ipaddress.IPv4Address(inner))
    return [
        f"::ffff:{inner}",
        f"::ffff:0:{inner}",
        f"::{inner}",
        f"64:ff9b::{inner}",
        str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)),
        str(ipaddress.IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF))),
    ]


def special_addresses(version: int) -> list[str]:
    networks = [network for text in IANA_SPECIAL.split() if (network := ipaddress.ip_network(text)).version == version]
    edges = {str(network[index]) for network in networks for index in (0, network.num_addresses // 2, -1)}
    smuggled = {address for inner in INNER for address in wrapped(inner)} if version == 6 else set(INNER)
    return sorted(edges | smuggled)


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Its port."""
    with turnserver(tmp_path_factory.mktemp("coturn")) as port:
        yield port


@contextmanager
def turnserver(folder: Path, *more: str) -> Iterator[int]:
    """A real one with our file, on loopback only."""
    program = shutil.which("turnserver")
    assert program, "coturn is not installed: apt-get install coturn"
    port = free_port()
    command = [program, "-c", str(CONFIGURATION), f"--static-auth-secret={SECRET}", f"--listening-port={port}"]
    command += ["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--relay-ip=::1", "--no-tls", "--no-dtls"]
    command += [f"--pidfile={folder}/pid", f"--userdb={folder}/db", *more]
    with (folder / "log").open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: server.poll() is not None or answers(port), 10, "turnserver to answer")
        assert server.poll() is None, (folder / "log").read_text()
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def answers(port: int) -> bool:
    try:
        with TurnClient(port, "nobody", "wrong") as client:
            return client.allocate() != OK
    except ConnectionRefusedError:
        return False


def participant(port: int, now: int | None = None, secret: str = SECRET, session: str = "s-1") -> TurnClient:
    """A client with the credentials that our server would give it at `now` (ms)."""
    relays = Relays(stun_urls=(), turn_urls=(f"turn:127.0.0.1:{port}",), secret=secret, ttl_seconds=600)
    [server] = ice_grant(relays, SessionId(session), "kiosk", now or time.time_ns() // 1_000_000).servers
    return TurnClient(port, server.username or "", server.credential or "")


@pytest.mark.parametrize("version", [4, 6])
def test_no_special_address_is_relayed_to(relay: int, version: int) -> None:
    addresses = special_addresses(version)
    with participant(relay) as client:
        assert client.allocate(version) == OK
        reached = {address: code for address in addresses if (code := client.permit(address)) not in FORBIDDEN}
    assert not reached
    assert len(addresses) >= {4: 60, 6: 90}[version]


@pytest.mark.parametrize("version", [4, 6])
def test_public_addresses_are_relayed_to(relay: int, version: int) -> None:
    with participant(relay) as client:
        assert client.allocate(version) == OK
        assert {client.permit(address) for address in PUBLIC[version]} == {OK}


def test_an_ipv4_address_in_an_ipv6_notation_does_not_slip_through_an_ipv4_relay(relay: int) -> None:
    with participant(relay) as client:
        assert client.allocate(4) == OK
        reached = [address for inner in INNER for address in wrapped(inner) if client.permit(address) not in FORBIDDEN]
    assert not reached


def test_without_the_list_the_same_server_relays_into_private_networks(tmp_path: Path) -> None:
    """So it is the list that refuses, and the probes above can tell."""
    open_door = tmp_path / "open.conf"
    text = CONFIGURATION.read_text(encoding="utf-8")
    open_door.write_text(re.sub(r"^denied-peer-ip=.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    with turnserver(tmp_path, "-c", str(open_door)) as port, participant(port) as client:
        assert client.allocate() == OK
        assert client.permit("10.0.0.5") == OK


def test_allowed_networks_are_relayed_to_and_their_neighbours_are_not(tmp_path: Path) -> None:
    with turnserver(tmp_path, "--allowed-peer-ip=10.20.0.0-10.20.255.255") as port, participant(port) as client:
        assert client.allocate() == OK
        assert client.permit("10.20.3.4") == OK
        assert client.permit("10.21.0.1") in FORBIDDEN


def test_credentials_that_are_expired_or_made_from_another_secret_are_refused(relay: int) -> None:
    now = time.time_ns() // 1_000_000
    with participant(relay, now=now - 700_000) as late, participant(relay, secret="another " * 5) as stranger:
        assert late.allocate() == 401
        assert stranger.allocate() == 401


def test_one_participant_cannot_take_more_than_its_share(relay: int) -> None:
    quota = re.search(r"^user-quota=(\d+)", CONFIGURATION.read_text(encoding="utf-8"), re.MULTILINE)
    assert quota
    share = int(quota[1])
    clients = [participant(relay, session="s-greedy") for _ in range(share + 1)]
    codes = [client.allocate() for client in clients]
    for client in clients:
        client.close()
    assert codes == [OK] * share + [486]


def test_every_denied_range_is_the_one_that_its_comment_names() -> None:
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    named = {
        line.removeprefix("# ").split(": ")[0]: after for line, after in pairwise(lines) if "/" in line.split(": ")[0]
    }
    ranges = {name: line for name, line in named.items() if line.startswith("denied-peer-ip=")}
    assert len(ranges) >= 33
    for name, line in ranges.items():
        network = ipaddress.ip_network(name)
        assert line == f"denied-peer-ip={network[0]}-{network[-1]}"
