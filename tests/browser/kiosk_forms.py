"""Every form that a screen of the kiosk page takes: language, shape and size of the text.

`python -m tests.browser.kiosk_forms DIRECTORY` takes a picture of each.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import DEVICES, QUIET, SCREEN, SOUND
from tests.browser.kiosk_screens import CHAPTERS, KIOSK, Screen
from tests.browser.kiosk_stage import a_stage
from tests.support.programs import program

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
LANGUAGES = ("zh-CN", "en")
SET_SIZE = f"size => {KIOSK}.tell({{ type: 'size', size }})"
SET_LANGUAGE = "async language => (await import('/kiosk/text.js')).text.set(language)"


@dataclass(frozen=True)
class Form:
    language: str
    width: int
    height: int
    size: int

    @property
    def for_axe(self) -> bool:
        """What it looks for depends on place and size together only by chance: the two that differ most are enough."""
        return (self.height > self.width) == (self.size == 1)


def forms(screen: Screen, sizes: tuple[int, ...] = (1, 3)) -> Iterator[Form]:
    """The screen in each of its forms, one after the other; afterwards as it was before."""
    page = screen.page
    for language in LANGUAGES:
        speak(screen, language)
        for width, height in (PORTRAIT, LANDSCAPE):
            page.set_viewport_size({"width": width, "height": height})
            for size in sizes:
                page.evaluate(SET_SIZE, size)
                expect(page.locator("html")).to_have_attribute("data-size", str(size))
                yield Form(language, width, height, size)
    page.evaluate(SET_SIZE, 1)
    page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    speak(screen, LANGUAGES[0])


def speak(screen: Screen, language: str) -> None:
    """One touch, if it speaks the other language."""
    html = screen.page.locator("html")
    if html.get_attribute("lang") == language:
        return
    if screen.by_touch:
        screen.page.locator("bb-top-bar button[lang]").click()
    else:
        screen.page.evaluate(SET_LANGUAGE, language)
    expect(html).to_have_attribute("lang", language)


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(CHAPTERS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = [*QUIET, *SOUND, *DEVICES, *SCREEN]
        browser = playwright.chromium.launch(executable_path=program("chromium", "chromium"), args=flags)
        with a_stage(browser, Path(folder)) as stage:
            for chapter in wanted:
                for screen in CHAPTERS[chapter](stage):
                    for form in forms(screen):
                        way = "portrait" if form.height > form.width else "landscape"
                        name = re.sub(r"\W+", "-", screen.name)
                        screen.page.screenshot(path=target / f"{name}.{way}.{form.language}.{form.size}.png")
            for complaint in stage.complaints:
                print("complaint:", complaint)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
