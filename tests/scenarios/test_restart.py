"""`kill -9` of the server costs nobody their place."""

from tests.scenarios.test_main_path import state_is
from tests.support.participants import Agent, Kiosk
from tests.support.server import Server


async def test_everybody_is_where_they_were_after_kill_9_and_a_restart(own_server: Server) -> None:
    server = own_server
    agent, talking, first, second = Agent(server, "agent"), Kiosk(server), Kiosk(server), Kiosk(server)
    for one in (agent, talking, first, second):
        await one.connect()
    await agent.available()
    session = await talking.request_help()
    await agent.accept()
    epoch = (await talking.see(state_is("connecting")))["session"]["epoch"]
    await agent.command("media_ready", session=session, epoch=epoch)
    waiting = [await kiosk.request_help() for kiosk in (first, second)]
    before = [(await kiosk.see(state_is("waiting")))["session"] for kiosk in (first, second)]

    server.kill()
    for one in (agent, talking, first, second):
        await one.hear_close()
    server.start()

    for one in (second, first, talking, agent):
        await one.connect()
    back = await talking.see(state_is("active"))
    assert (back["session"]["id"], back["session"]["epoch"]) == (session, epoch)
    assert (await agent.see(state_is("active")))["session"]["id"] == session
    for kiosk, waited, seen in zip((first, second), waiting, before, strict=True):
        again = (await kiosk.see(state_is("waiting")))["session"]
        assert again["id"] == waited
        assert [again[key] for key in ("ticket", "requested_at")] == [seen[key] for key in ("ticket", "requested_at")]
    assert (await second.see(state_is("waiting")))["session"]["ahead"] == 1

    await talking.command("end", session=session)
    await agent.command("finish_wrap_up", session=session, outcome="solved", note="")
    assert (await agent.rung())["session"] == waiting[0]
    for one in (agent, talking, first, second):
        await one.close()


async def test_a_server_told_to_stop_asks_everybody_to_come_back(own_server: Server) -> None:
    kiosk = Kiosk(own_server)
    await kiosk.connect()
    own_server.stop()
    assert (await kiosk.hear("going_away"))["retry_ms"] >= 0
    assert await kiosk.hear_close() == 1012
