"""Canaries under the masks of a restless page, from the kiosk through a real encoder and decoder, picture by picture."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from playwright.sync_api import Browser

from tests.browser.people import Agent
from tests.support.server import free_port, run_server
from tests.support.waiting import wait_for

from .inspection import FORWARD, OPEN, SECRET, Inspection, an_inspection
from .restless import PATIENCE, Restless
from .serving import a_page_of_canaries

BETWEEN_DEEDS = (1, 0.5)
"""So many pictures, or so many seconds where the page yields none."""


class Inspected:
    def __init__(self, visitor: Restless, agent: Agent, inspection: Inspection) -> None:
        self.visitor = visitor
        self.agent = agent
        self.inspection = inspection

    def meet(self) -> None:
        self.visitor.go()
        self.visitor.help_button.click()
        self.visitor.button("可以 听到您说话")
        self.agent.accept()

    def be_restless(self, pictures: int) -> None:
        """Until the agent has got so many pictures."""
        end = self.inspection.pictures + pictures
        self.visitor.lose_patience()
        with self.being_read():
            while self.inspection.pictures < end:
                self.visitor.act()
                self.inspection.wait_for_more(*BETWEEN_DEEDS)

    def sees_what_is_open(self) -> None:
        """By code and by word, when the page has come to rest."""
        codes, words = self.inspection.open_codes, self.inspection.open_words
        with self.being_read():
            wait_for(lambda: self.inspection.open_codes > codes, PATIENCE, "the agent to see the open code")
            wait_for(lambda: self.inspection.open_words > words, PATIENCE, "the agent to read the open words")

    @contextmanager
    def being_read(self) -> Iterator[None]:
        over = threading.Event()

        def read() -> None:
            while not over.is_set():
                self.inspection.read_words()
                over.wait(0.1)

        reader = threading.Thread(target=read)
        reader.start()
        try:
            yield
        finally:
            over.set()
            reader.join()


@contextmanager
def inspected(browser: Browser, directory: Path, seed: int, mode: str = "deny-list") -> Iterator[Inspected]:
    port = free_port()
    site = f"http://localhost:{port}"
    with (
        run_server(directory, embed_origins=site) as server,
        a_page_of_canaries(port, server.url, mode, {"QR_OPEN": OPEN, "QR_SECRET": SECRET}),
        an_inspection(directory) as (inspection, url),
    ):
        server.create_staff("agent")
        visitor = Restless(browser, site, server, Random(seed))
        visitor.enrol()
        agent = Agent(browser, server, bypass_csp=True)
        agent.sign_in("agent")
        agent.be_available()
        agent.page.evaluate(FORWARD, url)
        yield Inspected(visitor, agent, inspection)
        visitor.close()
        agent.close()
