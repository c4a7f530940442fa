"""Whoever stands there can read, reach and understand every screen of the kiosk: in both languages, upright and across, in
the usual and in the largest text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.kiosk_forms import forms
from tests.browser.kiosk_screens import CHAPTERS
from tests.browser.kiosk_stage import AGENT, Stage, a_stage

pytestmark = pytest.mark.browser

PHONE = "12345"
AXE = """
async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const rules = { 'color-contrast-enhanced': { enabled: true } };
  const { violations } = await axe.run({ runOnly: tags, rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}
"""
AUDIT = (Path(__file__).parent / "kiosk_audit.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with a_stage(browser, tmp_path_factory.mktemp("kiosk")) as stage:
        yield stage
        assert stage.complaints == []


@pytest.mark.media
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_screen_can_be_read_reached_and_understood(stage: Stage, chapter: str) -> None:
    faults: list[str] = []
    edges: dict[tuple[int, int], set[int]] = {}
    for screen in CHAPTERS[chapter](stage):
        prepare(screen.page)
        for form in forms(screen):
            where = f"{screen.name}, {form.language}, {form.width} × {form.height}, size {form.size}"
            options = {
                "phone": PHONE if screen.phone else None,
                "names": [AGENT],
                "scrolls": form.size > 1,
            }
            found = screen.page.evaluate(AUDIT, options)
            broken = [*found["faults"], *(screen.page.evaluate(AXE) if form.for_axe else [])]
            faults += [f"{where}: {fault}" for fault in broken]
            if found["action"] is not None:
                edges.setdefault((form.width, form.height), set()).add(found["action"])
    assert not faults, "\n".join(faults)
    assert all(len(edge) == 1 for edge in edges.values()), f"the buttons are not at one place: {edges}"


def prepare(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
