"""What the demonstration says in the terminal."""

import json
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from . import centre

HIDDEN = ("epoch", "until", "deadline", "connect_until", "wait_until", "wrap_up_until", "place", "ticket_day", "ring")


def invitation(url: str, password: str) -> str:
    """Addresses, sign-ins, and what one person can try."""
    others = ", ".join(person.name for person in centre.OTHERS)
    return f"""
[bold]帮办 Bangban[/]

  Kiosk    {url}/kiosk/
  Console  {url}/agent/    sign in as {centre.VISITOR.name}
  Manage   {url}/manage/   sign in as {others}

  Everybody's password is  {password}

[bold]Be the resident.[/] Open the kiosk page; its code is approved by itself. Touch
  视频帮助 / Video help: a simulated agent answers within seconds, shows a face,
  talks and writes.
[bold]Be the agent.[/] Sign in at the console and go available. The simulated agent
  steps back, and a simulated resident calls: first after about ten seconds,
  then about every ninety. Not sure in a talk? Press G and ask {centre.SYNTHETIC.name}.
[bold]Be both.[/] Console in one window, kiosk page in another: you ring yourself.
[bold]Be the manager.[/] Thirty days of a street centre are at Manage; what you do
  joins them.

Ctrl-C stops everything. It listens on this machine only; never use this
password elsewhere."""


def record_table(record: dict[str, Any], entries: list[dict[str, Any]]) -> Group:
    """The record in a line, and its timeline as a table; times since the touch."""
    began = record["requested_at"]
    table = Table(title=f"Timeline of {record['ticket']}, {record['kiosk_name']}, {record['site_name']}")
    table.add_column("s", justify="right")
    for name in ("from", "what", "with"):
        table.add_column(name, overflow="fold")
    for entry in entries:
        seconds = f"{(entry['at'] - began) / 1000:.2f}"
        table.add_row(seconds, entry["origin"], entry["kind"].replace("_", " "), _details(entry["data"]))
    facts = (
        f"waited {record['waited_ms'] / 1000:.1f} s, talked {record['talk_ms'] / 1000:.1f} s, "
        f"{record['end_reason']}, outcome {record['outcome']}, rating {record['rating']}, state {record['state']}"
    )
    return Group(table, Text(facts))


def _details(data: dict[str, Any]) -> str:
    if "received" in data:
        return _quality(data)
    shown = {name: value for name, value in data.items() if name not in HIDDEN and value is not None}
    return ", ".join(f"{name} {_plain(value)}" for name, value in shown.items())


def _quality(data: dict[str, Any]) -> str:
    streams = [
        f"{stream['media']} {stream['kbps']:.0f} kbit/s" + (f" {stream['fps']:.0f} fps" if stream["fps"] else "")
        for stream in data["received"]
    ]
    trip = f"{data['rtt_ms']:.0f} ms, " if data["rtt_ms"] is not None else ""
    return f"{trip}{data['path']}; received {', '.join(streams)}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name}={_plain(part)}" for name, part in value.items() if part is not None)
    return json.dumps(value) if isinstance(value, bool) else str(value)
