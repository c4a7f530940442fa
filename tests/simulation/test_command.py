"""`bangban simulate`: questions that a manager asks, and a recorded day lived through again."""

import csv
import io
import json
import random
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from signaling.cli import app
from signaling.record_ports import SessionRow
from signaling.simulation import recording

ROOT = Path(__file__).parents[2]
MINUTE = 60_000
MORNING = 1_767_573_000_000


def simulate(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["simulate", *arguments], catch_exceptions=False)


def figures(*arguments: str) -> list[dict[str, Any]]:
    result = simulate(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def row(minute: float, waited: float, talk: float | None, reason: str = "agent_ended", **more: Any) -> dict[str, Any]:
    at = MORNING + round(minute * MINUTE)
    answered = None if talk is None else at + round(waited * MINUTE)
    return {
        "id": f"s{minute}",
        "requested_at": at,
        "answered_at": answered,
        "waited_ms": round(waited * MINUTE),
        "talk_ms": 0 if talk is None else round(talk * MINUTE),
        "wrap_up_ms": None if talk is None else MINUTE,
        "end_reason": reason,
        **more,
    }


DAY = [
    row(0, 0, 4),
    row(1, 4, 4),
    row(2, 8, 6, "resident_ended"),
    row(3, 5, None, "resident_left"),
    row(30, 0, None, "desk_closed"),
    row(40, 0, None, "no_agent"),
    row(50, 0, 3),
    {**row(60, 0, None), "end_reason": None, "waited_ms": None},
]


def test_more_agents_mean_less_waiting_in_the_table_as_in_the_figures() -> None:
    shown = simulate("--days", "3", "--agents", "4,2")
    lines = shown.stdout.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["agents", "2", "4"]
    assert lines[0].endswith("Erlang")
    assert max(map(len, lines)) <= 84
    two, four = figures("--days", "3", "--agents", "2,4")
    assert two["offered"] == four["offered"], "the same people come"
    assert two["mean_wait"] > four["mean_wait"]
    assert two["service_level"] < four["service_level"]
    assert (
        two == figures("--days", "3", "--agents", "2")[0] != figures("--days", "3", "--agents", "2", "--seed", "2")[0]
    )


def test_the_readme_shows_what_is_printed() -> None:
    examples = [shown_in(document) for document in ("README.md", "README.zh-CN.md")]
    command, _, printed = examples[0].partition("\n")
    assert examples[0] == examples[1]
    assert simulate(*command.split()).stdout.startswith(printed)


def shown_in(document: str) -> str:
    text = (ROOT / document).read_text(encoding="utf-8")
    return text.partition("$ bangban simulate ")[2].partition("```")[0]


def test_a_line_without_end_is_called_that() -> None:
    shown = simulate("--days", "1", "--agents", "1", "--arrivals-per-hour", "30", "--patience-s", "0")
    assert "no end" in shown.stdout


def test_the_order_of_ringing_and_its_length_are_asked_for() -> None:
    spread = []
    for strategy in ("least_talk_time", "round_robin"):
        found = figures("--days", "2", "--agents", "5", "--strategy", strategy)[0]["occupancy_by_agent"].values()
        spread.append(max(found) - min(found))
    assert spread[0] != spread[1]
    short, long = (figures("--days", "2", "--answer-s", "10", "--ring-s", ring)[0] for ring in ("5", "60"))
    assert short["mean_wait"] > long["mean_wait"]


def test_a_recorded_day_with_one_more_agent(tmp_path: Path) -> None:
    file = tmp_path / "day.json"
    file.write_text(json.dumps({"items": DAY, "next": None}))
    one, two = figures("--day", str(file), "--agents", "1,2", "--days", "20", "--answer-s", "0")
    assert one["offered"] == two["offered"] == 20 * 6, "all but who came to a closed desk or is still there"
    assert one["mean_wait"] > two["mean_wait"] > 0
    assert "Erlang" not in simulate("--day", str(file)).stdout


def test_a_record_has_what_a_replay_reads() -> None:
    assert set(DAY[0]) <= {field.name for field in fields(SessionRow)}


def test_a_day_is_read_the_same_from_a_page_a_list_or_csv_in_one_file_or_several() -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, DAY[0])
    writer.writeheader()
    writer.writerows(DAY)
    read = recording.read(json.dumps(DAY))
    assert read == recording.read(json.dumps({"items": DAY[::-1], "next": "x"})) == recording.read(table.getvalue())
    assert read == recording.read("\ufeff" + table.getvalue())
    assert [one.answered for one in read] == [True, True, True, False, False, True]


def test_patience_is_that_of_who_left_and_for_all_others_longer_than_they_waited() -> None:
    read = recording.read(json.dumps(DAY))
    assert recording.mean_patience(read) == 17 * MINUTE
    people = list(recording.residents(read, random.Random(1)))
    patience = [one.patience for one in people]
    assert patience[3] == 5 * MINUTE
    for place, waited in [(0, 0), (1, 4), (2, 8), (4, 0), (5, 0)]:
        longest = patience[place]
        assert longest is not None
        assert longest > waited * MINUTE
    assert (people[2].talk, people[2].wrap_up) == (6 * MINUTE, MINUTE)
    assert people[3].talk in (3 * MINUTE, 4 * MINUTE, 6 * MINUTE), "as long as it took somebody else"


def test_where_nobody_left_nobody_will() -> None:
    read = recording.read(json.dumps(DAY[:3]))
    assert [one.patience for one in recording.residents(read, random.Random(1))] == [None] * 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not JSON"),
        ('{"total": 3}', "no list of sessions"),
        ("[]", "no session in that day"),
        ('[{"requested_at": 1, "end_reason": "agent_ended"}]', "a session has no waited_ms"),
        ("requested_at,answered_at,waited_ms,talk_ms,wrap_up_ms,end_reason\nnoon,,0,0,,no_agent\n", "number of ms"),
        (json.dumps([DAY[3]]), "nobody was answered"),
    ],
)
def test_what_is_no_recorded_day_is_refused_with_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "day"
    file.write_text(text)
    result = simulate("--day", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--agents", "two"], ["--agents", "0"], ["--handling-s", "30", "--wrap-up-s", "30"], ["--day", "none"]],
)
def test_a_question_that_makes_no_sense_is_refused(arguments: list[str]) -> None:
    assert simulate(*arguments).exit_code == 2
