"""Guides over REST: read by everybody who works with them, written by managers, with every version kept."""

from typing import Any

import httpx2
import pytest

from signaling.service.first_start import FIRST_DESK
from signaling.service.guide_file import read_guide
from signaling.service.guides import written
from tests.service.test_guide_files import GOOD

from .scene import NOW, Scene, code_of

GUIDE: dict[str, Any] = written(read_guide(GOOD))
PATH = "/api/v1/guides/elderly-card"


def with_card(words: str) -> dict[str, Any]:
    first, *rest = GUIDE["steps"]
    return {**GUIDE, "steps": [{**first, "card": {**first["card"], "en": words}}, *rest]}


async def write(browser: httpx2.AsyncClient, guide: dict[str, Any], **fields: Any) -> dict[str, Any]:
    answer = await browser.put(PATH, json={"guide": guide, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_guide_is_written_read_changed_and_taken_back_and_every_version_says_what_changed(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        first = await write(chief, GUIDE, version=0)
        assert (first["made"]["number"], first["made"]["by_name"]) == (1, "Chief")
        assert first["guide"]["steps"][0]["anchor"] == "number"
        scene.clock.later(1_000)
        assert (await write(chief, with_card("Your number"), version=1, note="shorter"))["made"]["number"] == 2
        assert (await write(chief, with_card("Your number")))["made"]["number"] == 2, "it changes nothing"
        back = await chief.post(f"{PATH}/versions/1/restore", json={"version": 2})
        assert (back.json()["made"]["number"], back.json()["guide"]) == (3, first["guide"])
        listed = (await chief.get(f"{PATH}/versions", params={"limit": 2})).json()
        assert listed["next"] == 2
        third, second = listed["items"]
        assert (third["restores"], second["note"], second["at"]) == (1, "shorter", NOW + 1_000)
        assert second["changes"] == [
            {"path": "steps.identity.card.en", "before": "Type your number", "after": "Your number"}
        ]
        against = (await chief.get(f"{PATH}/versions/3", params={"against": 1})).json()
        assert (against["changes"], against["guide"]) == ([], first["guide"])
        for query, numbers in ({}, [3]), ({"service": "elderly-card"}, [3]), ({"service": "passport"}, []):
            listed = (await chief.get("/api/v1/guides", params=query)).json()["items"]
            assert [one["made"]["number"] for one in listed] == numbers


async def test_who_was_slower_is_told_by_whom_it_was_changed_and_overwrites_nothing(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        await write(chief, GUIDE)
        await write(chief, with_card("Your number"), version=1)
        late = await chief.put(PATH, json={"guide": GUIDE, "version": 1})
        assert code_of(late) == (409, "changed_meanwhile")
        assert [one["number"] for one in late.json()["changed"]] == [2]
        assert (await chief.get(PATH)).json()["guide"]["steps"][0]["card"]["en"] == "Your number"


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        ({"steps": []}, "guide.steps"),
        ({"colour": "red"}, "guide.colour"),
        ({"service": "medical-record-book"}, "service"),
        ({"anchors": {}}, "steps.0.anchor"),
    ],
)
async def test_a_bad_guide_is_refused_with_the_field(scene: Scene, spoil: dict[str, Any], field: str) -> None:
    async with await scene.administrator() as chief:
        answer = await chief.put(PATH, json={"guide": {**GUIDE, **spoil}})
        assert code_of(answer) == (422, "invalid_request")
        assert field in answer.text
        assert code_of(await chief.get(PATH)) == (404, "unknown")


@pytest.mark.parametrize(
    ("anchor", "code"),
    [
        ({"name": {"zh-CN": "下一步", "en": "Next"}}, "role_or_name_alone"),
        ({}, "nowhere"),
        ({"rectangle": {"x": 0.5, "y": 0, "width": 0.6, "height": 0.1}}, "outside_page"),
    ],
)
async def test_what_is_wrong_with_an_anchor_has_a_code_that_pages_put_into_words(
    scene: Scene, anchor: dict[str, Any], code: str
) -> None:
    async with await scene.administrator() as chief:
        answer = await chief.put(PATH, json={"guide": {**GUIDE, "anchors": {**GUIDE["anchors"], "more": anchor}}})
        (error,) = answer.json()["errors"]
        assert (error["field"].startswith("guide.anchors.more"), error["code"]) == (True, code)


async def test_a_guide_leaves_as_a_file_and_comes_back_without_being_kept(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        await write(chief, GUIDE)
        file = (await chief.get(f"{PATH}/file")).json()
        assert (await chief.post("/api/v1/guides/read-file", json=file)).json() == (await chief.get(PATH)).json()[
            "guide"
        ]
        spoilt = {"text": file["text"].replace("en: Signature", "en: ''")}
        (error,) = (await chief.post("/api/v1/guides/read-file", json=spoilt)).json()["errors"]
        assert (error["field"], error["code"]) == ("steps.1.title.en", "missing")
        assert spoilt["text"].splitlines()[error["line"] - 1].strip() == "en: ''"
        assert [one["made"]["number"] for one in (await chief.get("/api/v1/guides")).json()["items"]] == [1]


async def test_an_agent_reads_guides_and_writes_none(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        await write(chief, GUIDE)
    async with scene.client(await scene.token("wang", "agent", FIRST_DESK)) as wang:
        assert (await wang.get(PATH)).json()["guide"]["service"] == "elderly-card"
        assert code_of(await wang.put(PATH, json={"guide": GUIDE})) == (403, "forbidden")


async def test_what_is_not_there_is_unknown(scene: Scene) -> None:
    async with await scene.administrator() as chief:
        for path in (PATH, f"{PATH}/versions", f"{PATH}/versions/1"):
            assert code_of(await chief.get(path)) == (404, "unknown")
