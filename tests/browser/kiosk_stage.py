"""A kiosk and an agent on a real server, and what brings the kiosk's page from one screen to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, expect

from tests.browser.people import SECONDS, Agent, Resident
from tests.support.server import Server, run_server

AGENT, MACHINE = "王老师", "3号机 / Machine 3"
ZONE = "Asia/Shanghai"
PROVOKED = ("net::ERR_", "status of 403")
"""What the browser itself says of a server that was killed and of a kiosk that was revoked."""


@dataclass
class Stage:
    """One machine, its resident and, when somebody is needed, an agent."""

    browser: Browser
    server: Server
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.create_staff("agent", display_name=AGENT)
        self.agent: Agent | None = None
        self.resident = self.newcomer()
        self.enrol(self.resident)

    def newcomer(self) -> Resident:
        person = Resident(self.browser, self.server, timezone_id=ZONE)
        person.page.on("console", self._heard)
        person.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return person

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("warning", "error") and not any(cause in message.text for cause in PROVOKED):
            self.complaints.append(f"{message.text} {message.location}")

    def enrol(self, person: Resident, name: str = MACHINE) -> str:
        if person.page.url == "about:blank":
            person.come()
        code = person.page.locator(".code")
        expect(code).to_be_visible(timeout=SECONDS * 1000)
        machine = self.server.approve(code.inner_text(), name)
        self.is_home(person)
        return machine

    def is_home(self, person: Resident | None = None) -> None:
        expect((person or self.resident).page.locator("button.help")).to_be_visible(timeout=SECONDS * 1000)

    def desk(self, **change: Any) -> None:
        self.server.admin.patch("/api/v1/desks/desk-1", json=change).raise_for_status()

    def agent_in(self) -> Agent:
        if self.agent is None:
            self.agent = Agent(self.browser, self.server)
            self.agent.sign_in("agent")
            self.agent.button("开始检查")
            self.agent.button("一切正常，开始接听")
            at_work = self.agent.page.get_by_text("随时可以接听").or_(self.agent.ring())
            expect(at_work.first).to_be_visible(timeout=SECONDS * 1000)
        return self.agent

    def agent_back(self) -> None:
        """Who was gone comes back to the session."""
        self.agent = Agent(self.browser, self.server)
        self.agent.sign_in("agent")
        expect(self.resident.page.locator(".notice")).to_have_count(0, timeout=SECONDS * 1000)

    def wrap_up(self) -> None:
        """In a window that took the session over: devices are checked before the next one."""
        agent = self.agent_in()
        agent.page.get_by_role("radio").first.check(force=True)
        agent.page.keyboard.press("Control+Enter")
        agent.button("一切正常，开始接听")
        agent.sees("随时可以接听")

    def agent_gone(self) -> None:
        """The console is closed, without a word."""
        if self.agent is not None:
            self.agent.close()
            self.agent = None

    def decline(self) -> None:
        agent = self.agent_in()
        agent.button("暂不接听")
        agent.sees("随时可以接听")

    def leave_line(self, person: Resident | None = None) -> None:
        page = (person or self.resident).page
        page.locator("button.leave").click()
        page.locator(".confirm .danger").click()
        self.is_home(person)

    def go_home(self) -> None:
        """From the notice to the start page."""
        self.resident.page.locator(".action button").first.click()
        self.is_home()

    def sees(self, locator: str) -> None:
        expect(self.resident.page.locator(locator).first).to_be_visible(timeout=SECONDS * 1000)

    def close(self) -> None:
        self.agent_gone()
        self.resident.close()


@contextmanager
def a_stage(browser: Browser, directory: Path) -> Iterator[Stage]:
    with run_server(directory) as server:
        stage = Stage(browser, server)
        yield stage
        stage.close()
