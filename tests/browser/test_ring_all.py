"""Two consoles ring for one resident and both answer."""

from playwright.sync_api import Browser, expect

from tests.browser.people import Agent, Resident
from tests.support.server import Server


def test_two_consoles_ring_and_the_one_who_answers_later_is_told_while_the_other_sees_and_hears(
    browser: Browser, server: Server
) -> None:
    assert server.admin
    server.admin.patch("/api/v1/desks/desk-1", json={"strategy": "ring_all"}).raise_for_status()
    for name in ("first", "second"):
        server.create_staff(name)
    resident, first, second = Resident(browser, server), Agent(browser, server), Agent(browser, server)
    try:
        resident.enrol()
        for agent, name in ((first, "first"), (second, "second")):
            agent.sign_in(name)
            agent.be_available()
        resident.touch_help()
        resident.allow_all()
        for agent in (first, second):
            agent.ring().wait_for()
            expect(agent.page.get_by_text("另有 1 位同事也在响铃，先接者得")).to_be_visible()
        second.accept()  # not the one with whom the media are prepared
        first.sees("另一位同事先接听了，或居民已离开。")
        expect(first.ring()).to_have_count(0)
        for person in (second, resident):
            person.sees_and_hears()
        resident.end()
        second.finish()
    finally:
        for person in (resident, first, second):
            person.close()
