"""A resident says what they speak, and waits for an agent who speaks it."""

from playwright.sync_api import Browser, expect

from tests.browser.people import Agent, Resident
from tests.support.server import Server


def test_a_resident_who_wants_to_sign_waits_for_who_can_and_the_agent_sees_why(
    browser: Browser, server: Server
) -> None:
    assert server.admin
    server.create_staff("hearing")
    rules = {"services": {}, "languages": {"csl": {"insist": None}}, "own_site": 0}
    server.admin.patch("/api/v1/desks/desk-1", json={"fitting": rules}).raise_for_status()
    resident, agent = Resident(browser, server), Agent(browser, server)
    try:
        agent.sign_in("hearing")
        resident.enrol()
        resident.touch_help()
        resident.allow_all()
        resident.button("当面再说")
        resident.button("手语")
        agent.be_available()
        expect(resident.page.locator(".tongues")).to_have_count(0)
        expect(agent.ring()).to_have_count(0)
        account = next(one for one in server.admin.get("/api/v1/staff").json()["items"] if one["name"] == "hearing")
        profile = {"skills": {}, "languages": ["csl"], "sites": []}
        server.admin.patch(f"/api/v1/staff/{account['id']}", json={"profile": profile}).raise_for_status()
        agent.ring().wait_for()
        expect(agent.page.get_by_text("手语").first).to_be_visible()
    finally:
        resident.close()
        agent.close()
