"""A page full of canaries, and a resident who lets nothing stand still."""

from random import Random

from playwright.sync_api import Browser

from tests.browser.embedding import HelpedVisitor
from tests.support.server import Server

SIZES = [(880, 560), (760, 640), (960, 540), (560, 800), (640, 720)]
PATIENCE = 120
"""Seconds: a machine that draws, sends, reads and looks at pictures all the time has little time for anything else."""
NAVIGATES = 30
"""One in so many times the resident goes to another page."""


class Restless(HelpedVisitor):
    def __init__(self, browser: Browser, url: str, server: Server, chance: Random) -> None:
        super().__init__(browser, url, server, SIZES[0])
        self.page.set_default_timeout(PATIENCE * 1000)
        self._chance = chance
        self._visited = 0
        self._devtools = self.context.new_cdp_session(self.page)

    def go(self) -> None:
        self._visited += 1
        self.page.goto(f"{self.url}/{self._visited}", wait_until="commit")

    def lose_patience(self) -> None:
        """From the next page on, each is as restless as whoever stands before it."""
        self.page.evaluate("(seed) => (sessionStorage.seed = seed)", self._chance.randrange(1, 10**9))
        self.go()

    def act(self) -> None:
        if self._chance.randrange(NAVIGATES) == 0:
            self.go()
        else:
            self._chance.choice([self._wheel, self._wheel, self._swipe, self._swipe, self._resize, self._pinch])()

    def rest(self) -> None:
        """As the page is when it has just come: everything at its place, and still."""
        self._devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
        self.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        self.page.evaluate("delete sessionStorage.seed")
        self.go()

    def _wheel(self) -> None:
        self.page.mouse.move(*self._place())
        for _ in range(self._chance.randrange(1, 6)):
            self.page.mouse.wheel(0, self._chance.choice([-1, 1]) * self._chance.randrange(40, 900))

    def _swipe(self) -> None:
        x, y = self._place()
        gesture = {
            "x": x,
            "y": y,
            "yDistance": self._chance.choice([-1, 1]) * self._chance.randrange(100, 900),
            "speed": self._chance.randrange(400, 4000),
            "preventFling": self._chance.random() < 0.5,
            "gestureSourceType": "touch",
        }
        self._devtools.send("Input.synthesizeScrollGesture", gesture)

    def _resize(self) -> None:
        width, height = self._chance.choice(SIZES)
        self.page.set_viewport_size({"width": width, "height": height})

    def _pinch(self) -> None:
        factor = self._chance.choice([1, 1, 1.3, 2])
        self._devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": factor})

    def _place(self) -> tuple[int, int]:
        """Anywhere in the page, beside the panel."""
        size = self.page.viewport_size or {"width": 0, "height": 0}
        return self._chance.randrange(20, size["width"] // 2), self._chance.randrange(20, size["height"] // 2)
