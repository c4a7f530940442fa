"""Three in a session, on real connections: who sees and hears whom, and that a session goes over to a colleague."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.people import Agent, Person, Resident
from tests.support.server import Server
from tests.support.waiting import wait_for

SECONDS = 30
RECEIVED = """
async () => {
  const open = window.peers.filter(({ connectionState }) => connectionState === 'connected');
  return Promise.all(open.map(async (peer) => {
    const inbound = [...(await peer.getStats()).values()].filter(({ type }) => type === 'inbound-rtp');
    const sum = (kind, figure) => inbound.reduce((total, one) => total + (one.kind === kind ? one[figure] ?? 0 : 0), 0);
    return { sound: sum('audio', 'totalAudioEnergy'), frames: sum('video', 'framesDecoded') };
  }));
}
"""


def received(person: Person) -> list[dict[str, float]]:
    """Per connection, in the order in which they were made."""
    return list(person.page.evaluate(RECEIVED))


def meets(person: Person, others: int) -> None:
    """Connected with so many, and of each more sound and pictures arrive."""
    name = type(person).__name__
    wait_for(lambda: len(received(person)) == others, SECONDS, f"the {name} to be connected with {others}")
    before = received(person)

    def all_more() -> bool:
        now = received(person)
        pairs = zip(before, now, strict=True)
        return len(now) == others and all(
            late["sound"] > early["sound"] and late["frames"] > early["frames"] for early, late in pairs
        )

    wait_for(all_more, SECONDS, f"the {name} to see and hear each of {others}: {before}")


def ask(who: Agent, kind: str, /, **fields: Any) -> None:
    who.page.locator("bb-desk").evaluate(
        "(desk, [kind, fields]) => desk.console.link.command(kind, fields)", [kind, fields]
    )


def session_of(agent: Agent) -> dict[str, Any]:
    return dict(agent.page.locator("bb-desk").evaluate("(desk) => desk.console.state.session"))


@contextmanager
def talk(browser: Browser, server: Server, role: str) -> Iterator[tuple[Resident, Agent, Agent, str]]:
    """A resident with an agent, and a third who is ready to join; the third one's id."""
    server.create_staff("first", display_name="王老师")
    third = server.create_staff("third", role, "李娜")
    resident, agent, other = Resident(browser, server), Agent(browser, server), Agent(browser, server)
    try:
        resident.enrol()
        agent.sign_in("first")
        agent.be_available()
        resident.touch_help()
        resident.allow_all()
        agent.accept()
        agent.sees_and_hears()
        other.sign_in("third")
        other.be_available()
        yield resident, agent, other, third
        assert [person.complaints for person in (resident, agent, other)] == [[], [], []]
    finally:
        for person in (resident, agent, other):
            person.close()


def test_a_colleague_is_consulted_brought_in_with_media_on_every_pair_and_given_the_session(
    browser: Browser, server: Server
) -> None:
    with talk(browser, server, "agent") as (resident, agent, colleague, third):
        session = session_of(agent)["id"]
        ask(agent, "invite", session=session, number=1, agent=third, mode="consult")
        colleague.accept()
        resident.sees("王老师 正在请教 同事李娜")
        meets(colleague, 1)
        assert len(received(resident)) == 1, "the resident has nothing of who is consulted"
        quiet = received(resident)[0]["sound"]
        wait_for(lambda: received(agent)[-1]["frames"] > 20, SECONDS, "some of the consultation")
        assert received(resident)[0]["sound"] - quiet < 0.01, "nor hears the agent meanwhile"
        ask(agent, "change_mode", session=session, guest="guest-1", mode="conference")
        resident.sees("同事李娜 也在帮您，能听到您说话")
        for person in (resident, agent, colleague):
            meets(person, 2)
        ask(agent, "hand_over", session=session, guest="guest-1")
        resident.sees("李娜 正在看您的屏幕")
        colleague.sees_and_hears()
        expect(colleague.page.locator("bb-picture.withheld")).to_have_count(0)
        meets(resident, 1)
        expect(resident.page.locator(".company li")).to_have_count(0)
        agent.sees("随时可以接听")
        resident.end()
        colleague.finish()


def test_a_whisper_is_heard_by_the_agent_and_not_by_the_resident_who_is_told_of_it(
    browser: Browser, server: Server
) -> None:
    with talk(browser, server, "supervisor") as (resident, agent, supervisor, _):
        session = session_of(agent)["id"]
        ask(supervisor, "join_session", session=session, mode="monitor")
        resident.sees("班长李娜 也在听，不说话")
        resident.sees("王老师和李娜 都在看您的屏幕")
        meets(supervisor, 2)
        wait_for(lambda: len(received(resident)) == len(received(agent)) == 2, SECONDS, "the supervisor to be met")
        ask(supervisor, "change_mode", session=session, guest="guest-1", mode="whisper")
        resident.sees("班长李娜 也在听，在给 王老师 出主意")
        meets(agent, 2)
        assert received(resident)[1] == {"sound": 0, "frames": 0} or received(resident)[1]["sound"] < 0.001
        ask(supervisor, "change_mode", session=session, guest="guest-1", mode="conference")
        meets(resident, 2)
        ask(supervisor, "hand_over", session=session, guest="guest-1")
        agent.sees("随时可以接听")
        supervisor.sees_and_hears()
        resident.end()
        supervisor.finish()


def test_whoever_reloads_the_page_is_met_again_by_all(browser: Browser, server: Server) -> None:
    with talk(browser, server, "agent") as (resident, agent, colleague, third):
        ask(agent, "invite", session=session_of(agent)["id"], number=1, agent=third, mode="conference")
        colleague.accept()
        for person in (resident, agent, colleague):
            meets(person, 2)
        for reloaded in (colleague, resident):
            reloaded.page.reload()
            for person in (resident, agent, colleague):
                meets(person, 2)
        resident.end()
        agent.finish()
