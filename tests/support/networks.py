"""A machine with two network cards of its own, as a network namespace. Needs root and iproute2."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SERVER = "10.213.0.1"
"""Where the machine's programs reach this one, whichever card they use."""
CARDS = {"cable": "10.213.1", "wireless": "10.213.2"}
"""The cards, the one that is preferred first, and their networks."""


class Machine:
    def __init__(self, name: str, directory: Path) -> None:
        self.name, self._directory = name, directory

    def launcher(self, program: str) -> str:
        """A program to start in the place of this one, on that machine."""
        path = self._directory / f"{Path(program).name}-elsewhere"
        path.write_text(f'#!/bin/sh\nexec ip netns exec {self.name} {shlex.quote(program)} "$@"\n')
        path.chmod(0o755)
        return str(path)

    def unplug(self, card: str) -> None:
        run("ip", "-n", self.name, "link", "set", card, "down")

    def plug(self, card: str) -> None:
        """In again, with its address and its way out, which a card loses with its link."""
        run("ip", "-n", self.name, "link", "set", card, "up")
        run("ip", "-n", self.name, "route", "add", "default", "via", f"{CARDS[card]}.1", "metric", "9")


def may_make_networks() -> bool:
    return subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode == 0


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def machine_with_two_cards(directory: Path) -> Iterator[Machine]:
    name = f"bangban-{os.getpid()}"
    here = {card: f"bb{os.getpid()}{card[0]}" for card in CARDS}
    run("ip", "netns", "add", name)
    try:
        run("ip", "address", "add", f"{SERVER}/32", "dev", "lo")
        run("ip", "-n", name, "link", "set", "lo", "up")
        for metric, (card, network) in enumerate(CARDS.items(), 1):
            run("ip", "link", "add", here[card], "type", "veth", "peer", "name", card, "netns", name)
            run("ip", "address", "add", f"{network}.1/24", "dev", here[card])
            run("ip", "link", "set", here[card], "up")
            run("ip", "-n", name, "address", "add", f"{network}.2/24", "dev", card)
            run("ip", "-n", name, "link", "set", card, "up")
            run("ip", "-n", name, "route", "add", "default", "via", f"{network}.1", "metric", str(metric))
        yield Machine(name, directory)
    finally:
        # The cards by themselves: a namespace that a program is still leaving keeps them, and with them their routes.
        leftovers = [["link", "delete", card] for card in here.values()]
        for leftover in (*leftovers, ["netns", "delete", name], ["address", "delete", f"{SERVER}/32", "dev", "lo"]):
            with suppress(subprocess.CalledProcessError):
                run("ip", *leftover)
