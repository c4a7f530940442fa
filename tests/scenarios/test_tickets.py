"""A ticket over the wire: who may have one, and that nothing but its number comes back."""

from tests.scenarios.test_main_path import record_of, state_is
from tests.support.participants import Agent, Json, Kiosk
from tests.support.server import PASSWORD, Server

PHONE = "02162345678"


async def turned_away(kiosk: Kiosk) -> str:
    session = await kiosk.request_help(service="card", step="photo")
    await kiosk.see(lambda s: s["session"] is not None and s["session"]["end_reason"] == "no_agent")
    return session


async def call_back(kiosk: Kiosk, session: str, phone: str | None = PHONE, kind: str = "call_back") -> Json:
    return await kiosk.command("request_ticket", session=session, kind=kind, phone=phone)


async def test_to_whom_nobody_can_come_is_called_back(server: Server) -> None:
    agent = Agent(server, "ticket-agent")
    async with Kiosk(server) as kiosk:
        session = await turned_away(kiosk)
        made = await call_back(kiosk, session)
        assert (made["type"], made["kind"], made["call_from"]) == ("ticket", "call_back", None)
        again = await call_back(kiosk, session)
        assert {**again, "id": 0} == {**made, "id": 0}
        counter = await call_back(kiosk, session, None, "counter")
        assert (counter["kind"], counter["number"][0]) == ("counter", "C")
        other = await call_back(kiosk, session, "13800138000")
        assert (other["type"], other["code"]) == ("refused", "made_already")
        assert PHONE not in str(kiosk.frames)
    with server.sign_in(agent.name, PASSWORD) as browser:
        tickets = browser.get("/api/v1/tickets").raise_for_status().json()["items"]
        (ticket,) = (found for found in tickets if found["number"] == made["number"])
        assert (ticket["session"], ticket["service"], ticket["step"]) == (session, "card", "photo")
        browser.post(f"/api/v1/tickets/{ticket['id']}/take").raise_for_status()
        assert browser.post(f"/api/v1/tickets/{ticket['id']}/call").raise_for_status().json()["phone"] == PHONE
    assert PHONE not in server.log_path.read_text()


async def test_another_kiosk_has_no_ticket_for_a_session(server: Server) -> None:
    async with Kiosk(server) as kiosk, Kiosk(server) as other:
        session = await turned_away(kiosk)
        assert (await call_back(other, session))["code"] == "not_your_session"
        assert (await call_back(other, "no-such"))["code"] == "unknown_session"
        for phone in (None, "1380013800", "12800138000", "13800138000x"):
            assert (await call_back(kiosk, session, phone))["code"] == "invalid_field"
        assert (await call_back(kiosk, session, PHONE, "counter"))["code"] == "invalid_field"
    async with Agent(server, "ticket-nosy") as agent:
        nosy = await agent.command("request_ticket", session=session, kind="call_back", phone=PHONE)
        assert nosy["code"] == "wrong_role"


async def test_a_console_hears_of_a_new_ticket_at_once_and_of_what_a_colleague_does_with_it(server: Server) -> None:
    async with Agent(server, "ticket-hears") as agent, Kiosk(server) as kiosk:
        session = await kiosk.request_help()
        made = await call_back(kiosk, session)
        await agent.hear("tickets_changed")
        seen = len(agent.heard)
        with server.sign_in(agent.name, PASSWORD) as browser:
            tickets = browser.get("/api/v1/tickets").raise_for_status().json()["items"]
            (ticket,) = (found for found in tickets if found["number"] == made["number"])
            browser.post(f"/api/v1/tickets/{ticket['id']}/take").raise_for_status()
        await agent.hear("tickets_changed", start=seen)
        assert "tickets_changed" not in {message["type"] for message in kiosk.heard}
        await kiosk.command("end", session=session)
        await agent.command("presence", state="offline", reason=None)


async def test_who_leaves_the_line_with_a_ticket_is_counted_as_such(server: Server) -> None:
    async with Agent(server, "ticket-late") as agent, Kiosk(server) as kiosk:
        session = await kiosk.request_help()
        shown = (await kiosk.see(state_is("waiting")))["session"]
        assert shown["ticket_from"] == shown["requested_at"], "who is there is not available yet"
        await agent.available()
        await agent.rung()
        shown = (await kiosk.see(state_is("ringing")))["session"]
        assert shown["ticket_from"] == shown["requested_at"] + 180_000
        assert (await call_back(kiosk, session))["type"] == "ticket"
        assert (await kiosk.command("end", session=session))["type"] == "done"
        assert (await kiosk.see(state_is("closed")))["session"]["end_reason"] == "left_with_ticket"
        await agent.command("presence", state="offline", reason=None)
    assert record_of(server, session)["end_reason"] == "left_with_ticket"


async def test_who_waits_may_have_one_too_and_who_was_helped_may_not(server: Server) -> None:
    async with Agent(server, "ticket-waiter") as agent, Kiosk(server) as kiosk:
        await agent.available()
        session = await kiosk.request_help()
        await agent.rung()
        assert (await call_back(kiosk, session, None, "counter"))["type"] == "ticket"
        await agent.accept()
        await kiosk.see(state_is("connecting"))
        assert (await call_back(kiosk, session))["code"] == "not_offered"
        await kiosk.command("end", session=session)
        await agent.see(state_is("wrap_up"))
        assert (await call_back(kiosk, session))["code"] == "not_offered"
        await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
        await agent.command("presence", state="offline", reason=None)
