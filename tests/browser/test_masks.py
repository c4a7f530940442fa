"""What is private on a page, at the other end: canaries under the masks, looked for in every picture that the agent gets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.waiting import wait_for

from .canaries.restless import PATIENCE
from .canaries.run import Inspected, inspected
from .people import SECONDS
from .test_session import last_session

pytestmark = [pytest.mark.browser, pytest.mark.media]

PICTURES = 200
MASKED = 4 * 8
"""Sections of the page, and what is private in each: five that are marked, two fields and a frame."""
UNMASK = "document.querySelectorAll('[data-bangban-mask]').forEach((one) => one.removeAttribute('data-bangban-mask'))"


@pytest.fixture
def scene(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Inspected]:
    with inspected(browser, tmp_path, seed=1, mode=getattr(request, "param", "deny-list")) as found:
        yield found
    assert found.visitor.complaints == []


@pytest.mark.parametrize("scene", ["deny-list", "allow-list"], indirect=True)
def test_nothing_masked_is_ever_in_a_picture_of_a_page_that_never_rests(scene: Inspected) -> None:
    scene.meet()
    scene.sees_what_is_open()
    scene.be_restless(PICTURES)
    scene.visitor.rest()
    scene.sees_what_is_open()
    assert scene.inspection.faults == []
    assert scene.inspection.pictures_read > 0


def test_a_canary_without_a_mask_is_found_by_colour_code_and_word(scene: Inspected) -> None:
    """So that what finds nothing above is known to find."""
    scene.meet()
    scene.sees_what_is_open()
    scene.visitor.page.evaluate(UNMASK)
    found = scene.inspection
    with scene.being_read():
        wait_for(lambda: found.coloured > 0 and found.secret_codes > 0, PATIENCE, "the canary's colour and code")
        wait_for(lambda: found.secret_words > 0, PATIENCE, "the canary's words")


def test_the_timeline_tells_what_was_masked_and_when_nothing_was_sent(scene: Inspected) -> None:
    scene.meet()
    scene.sees_what_is_open()
    scene.visitor.page.set_viewport_size({"width": 640, "height": 720})
    server = scene.visitor.server
    session = last_session(server)

    def told() -> dict[str, dict[str, Any]]:
        entries = server.admin.get(f"/api/v1/sessions/{session['id']}/timeline").raise_for_status().json()["entries"]
        return {entry["kind"]: entry["data"] for entry in entries if entry["origin"] == "kiosk"}

    wait_for(lambda: {"masks", "withheld"} <= told().keys(), SECONDS, "both kinds of entries")
    assert told()["masks"]["mode"] == "deny-list"
    assert told()["masks"]["count"] == MASKED
    assert told()["withheld"]["until"] >= told()["withheld"]["since"]


def test_a_browser_that_gives_no_frames_to_paint_on_shows_no_page_at_all(scene: Inspected) -> None:
    scene.visitor.context.add_init_script("delete globalThis.MediaStreamTrackProcessor")
    scene.meet()
    scene.agent.sees("这台设备不能共享屏幕")
    assert scene.inspection.open_codes == 0


def test_where_the_painting_fails_the_page_is_shown_no_more_and_the_agent_is_told(scene: Inspected) -> None:
    scene.meet()
    scene.sees_what_is_open()
    (painter,) = [worker for worker in scene.visitor.page.workers if worker.url.endswith("/masking/worker.js")]
    painter.evaluate("() => void Promise.reject(new Error('out of memory'))")
    scene.agent.sees("这台设备不能共享屏幕")
    scene.visitor.complaints.clear()


def test_without_word_from_the_page_nothing_is_sent(scene: Inspected) -> None:
    scene.meet()
    scene.sees_what_is_open()
    scene.visitor.page.evaluate("window.requestAnimationFrame = () => 0")
    scene.visitor.page.wait_for_function("() => true", polling=50)
    before = scene.inspection.pictures
    scene.visitor.page.evaluate("document.body.style.background = '#eee'")
    assert not scene.inspection.wait_for_more(2, 3)
    assert scene.inspection.pictures - before <= 1
