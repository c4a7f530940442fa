"""What the pages of a small world show and say. `KIOSKS` have their home at the first desk."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from signaling.core.agent import AgentState
from signaling.core.guest import GUESTS_AT_MOST, Guest, GuestMode, guest_name
from signaling.core.guide import ShownStep
from signaling.core.ids import AgentId, GuestName, KioskId, LinkId, NodeId, RingId, SessionId, SiteId
from signaling.core.session import IN_TALK, Context, Link, Outcome, Party, Session, SessionState
from signaling.core.state import DeskState
from signaling.core.switchboard import BUSY_REASON, Decision, Switchboard
from tests.support.guides import a_step

KIOSKS = (KioskId("kiosk-1"), KioskId("kiosk-2"))
AGENTS = (AgentId("agent-1"), AgentId("agent-2"))
FAMILY = "family"
"""Whoever uses a code: one telephone is enough."""
NORTH, SOUTH = NodeId("north"), NodeId("south")
NODE_OF: dict[str, NodeId] = {
    KIOSKS[0]: NORTH,
    AGENTS[0]: NORTH,
    KIOSKS[1]: SOUTH,
    AGENTS[1]: SOUTH,
    FAMILY: SOUTH,
}
CONTEXT = Context("card", None, "zh-CN")
USUAL = frozenset(
    {
        *("request_help", "set_presence", "accept", "decline", "media_ready", "restart_media", "end"),
        *("finish_wrap_up", "attach_kiosk", "lose_kiosk", "attach_agent", "lose_agent"),
    }
)
"""What is said in every world."""
WRAP_UP = frozenset({"ask_for_wrap_up", "extend_wrap_up"})
ASKED = frozenset({"invite", "dismiss", "change_mode", "hand_over"})
UNASKED = frozenset({"join", "dismiss", "change_mode", "hand_over", "raise_hand"})
SHOWING = frozenset({"show_step", "hide_step"})
ADMITTED = frozenset({"admit", "redeem", "enter", "lose_guest", "leave", "dismiss"})
MODES = {True: (GuestMode.CONSULT, GuestMode.CONFERENCE), False: (GuestMode.MONITOR, GuestMode.CONFERENCE)}
"""Of whom was asked, and of who was not. To whisper and to monitor are the same to a desk."""
STEPS = {"the first step": a_step(1), "the last step": a_step(2)}


class Seen(NamedTuple):
    """What a console was shown last."""

    session: SessionId | None = None
    phase: SessionState | None = None
    ring: RingId | None = None
    epoch: int = 0
    serves: bool = False
    guests: tuple[Guest, ...] = ()
    guests_ever: int = 0
    asked: bool = False
    """For a wrap-up."""
    extended: int = 0
    raised: bool = False
    shown_step: ShownStep | None = None
    guide_done: bool = False


class Message(NamedTuple):
    who: str
    verb: str
    session: SessionId | None = None
    ring: RingId | None = None
    epoch: int = 0
    choice: str = ""
    guest: GuestName | None = None
    whom: AgentId | None = None


def shown(state: DeskState, agent: AgentId) -> Seen:
    known = state.agents.get(agent)
    session = state.sessions.get(known.session) if known and known.session else None
    if session is None:
        return Seen()
    guest, rung = session.guest(agent), session.rung.get(agent)
    return Seen(
        session.id,
        session.state,
        rung.id if rung else guest.ring if guest else None,
        session.epoch,
        session.agent == agent,
        tuple(session.guests.values()),
        session.guests_ever,
        session.wrap_up_asked,
        session.wrap_up_extensions,
        session.hand_raised_at is not None,
        session.shown_step,
        session.guide_done,
    )


# --- what they may say ------------------------------------------------------------------------------------------------


def kiosk_says(kiosk: KioskId, live: Session | None, made: int, most: int) -> Iterator[Message]:
    """`made`: sessions so far; `most`: how many it makes in all."""
    if live is None or live.left_at is not None:
        if live:
            yield Message(kiosk, "request_help", live.id)
        if made < most:
            yield Message(kiosk, "request_help", SessionId(f"{kiosk}.{made + 1}"))
    elif live.link:
        yield Message(kiosk, "end", live.id)
        yield Message(kiosk, "end with a ticket", live.id)
        if live.state in IN_TALK:
            yield Message(kiosk, "restart_media", live.id, epoch=live.epoch, choice="reloaded")


def agent_says(seen: Seen, agent: AgentId) -> Iterator[Message]:
    session, epoch = seen.session, seen.epoch
    if seen.ring:
        yield Message(agent, "accept", session, seen.ring)
        yield Message(agent, "decline", session, seen.ring)
        yield Message(agent, "decline as busy", session, seen.ring)
    elif seen.phase in IN_TALK and not seen.serves:
        yield from _guest_says(seen, agent)
    elif seen.phase in IN_TALK:
        if seen.phase is SessionState.CONNECTING:
            yield Message(agent, "media_ready", session, epoch=epoch)
        yield Message(agent, "restart_media", session, epoch=epoch, choice="no_media")
        yield Message(agent, "end", session)
        yield Message(agent, "ask_for_wrap_up", session, choice="" if seen.asked else "wanted")
        yield from _says_of_guests(seen, agent)
        yield from _says_of_guides(seen, agent)
    elif seen.phase is SessionState.WRAP_UP:
        yield Message(agent, "finish_wrap_up", session)
        yield Message(agent, "extend_wrap_up", session, choice=str(seen.extended + 1))


def _says_of_guests(seen: Seen, agent: AgentId) -> Iterator[Message]:
    session, others = seen.session, [other for other in AGENTS if other != agent]
    yield Message(agent, "raise_hand", session, choice="" if seen.raised else "raised")
    yield Message(agent, "transfer", session)
    for other in others:
        yield Message(agent, "transfer", session, whom=other)
    following = guest_name(seen.guests_ever + 1)
    if len(seen.guests) < GUESTS_AT_MOST:
        yield Message(agent, "admit", session, guest=following)
        for other in others:
            for mode in MODES[True]:
                yield Message(agent, "invite", session, choice=mode, guest=following, whom=other)
    for guest in seen.guests:
        yield Message(agent, "dismiss", session, guest=guest.name)
        if guest.joined_at is not None:
            yield Message(agent, "hand_over", session, guest=guest.name)
            yield Message(agent, "restart_guest_media", session, epoch=guest.epoch, guest=guest.name)
        if guest.mode is GuestMode.CONSULT:
            yield Message(agent, "change_mode", session, choice=GuestMode.CONFERENCE, guest=guest.name)


def _says_of_guides(seen: Seen, agent: AgentId) -> Iterator[Message]:
    for step, shown_step in STEPS.items():
        if shown_step != seen.shown_step:
            yield Message(agent, "show_step", seen.session, choice=step)
    if seen.shown_step:
        yield Message(agent, "hide_step", seen.session, choice="done")
    if seen.shown_step or seen.guide_done:
        yield Message(agent, "hide_step", seen.session)


def _guest_says(seen: Seen, agent: AgentId) -> Iterator[Message]:
    session = seen.session
    for guest in seen.guests:
        if guest.agent != agent:
            continue
        yield Message(agent, "dismiss", session, guest=guest.name)
        yield Message(agent, "hand_over", session, guest=guest.name)
        yield Message(agent, "restart_guest_media", session, epoch=guest.epoch, guest=guest.name)
        for mode in MODES[False]:
            if guest.by is None and guest.mode is not mode:
                yield Message(agent, "change_mode", session, choice=mode, guest=guest.name)


def onlooker_says(agent: AgentId, talks: list[Session]) -> Iterator[Message]:
    """Who has no session, but sees who talks."""
    for session in talks:
        for mode in MODES[False]:
            yield Message(agent, "join", session.id, choice=mode)


def family_says(talks: list[Session]) -> Iterator[Message]:
    for session in talks:
        for guest in session.guests.values():
            if guest.agent is None:
                about = Message(FAMILY, "leave" if guest.link else "redeem", session.id, guest=guest.name)
                if guest.link or guest.joined_at is None:
                    yield about


# --- how a switchboard hears it ---------------------------------------------------------------------------------------


CONNECTING = frozenset({"attach_kiosk", "lose_kiosk", "attach_agent", "lose_agent", "enter", "lose_guest"})
VARIANTS = {"decline as busy": "decline", "end with a ticket": "end"}


def say(board: Switchboard, now: int, message: Message, age: int, over: SessionId | None = None) -> Decision:
    """Has the message arrive. `over`: see `Touch`."""
    who, verb = message.who, VARIANTS.get(message.verb, message.verb)
    link = Link(LinkId(f"{who}-{age}"), NODE_OF[who])
    if verb == "forsake" and message.session:
        return board.forsake(now, kiosk=KioskId(who), session=message.session)
    if verb == "come_back" and message.session:
        return board.come_back(now, kiosk=KioskId(who), session=message.session, link=link)
    told = _connection(board, message, link, age) if verb in CONNECTING else _command(message, link)
    if who != FAMILY and "who" not in told:
        told["kiosk" if who in KIOSKS else "agent"] = who
    if verb == "request_help":
        told["over"] = over
    return getattr(board, verb)(now, **told)


def _connection(board: Switchboard, message: Message, link: Link, age: int) -> dict[str, Any]:
    who, state = message.who, board.state
    match message.verb:
        case "attach_agent":
            return {"link": link, "instance": f"window-{age}", "takeover": True}
        case "lose_agent":
            agent = state.agents.get(AgentId(who))
            return {"link": agent.link.id if agent and agent.link else ""}
        case "lose_kiosk":
            links = (one.link for one in state.sessions.values() if one.kiosk == who)
            return {"link": next((link.id for link in links if link), "")}
        case "attach_kiosk":
            return {"link": link}
        case _:
            talk = state.sessions.get(message.session) if message.session else None
            guest = talk.guests.get(message.guest) if talk and message.guest else None
            about = {"session": message.session, "guest": message.guest}
            return about | {"link": link if message.verb == "enter" else guest.link.id if guest and guest.link else ""}


def _command(message: Message, link: Link) -> dict[str, Any]:
    who, session, choice = message.who, message.session, message.choice
    match message.verb:
        case "request_help":
            return {"session": session, "site": SiteId("site"), "context": CONTEXT, "link": link}
        case "set_presence":
            return {"state": AgentState(choice), "reason": None}
        case "accept":
            return {"ring": message.ring}
        case "decline" | "decline as busy":
            return {"ring": message.ring, "reason": None if message.verb == "decline" else BUSY_REASON}
        case "restart_media":
            return {"who": who, "session": session, "by": _party(who), "epoch": message.epoch, "reason": choice}
        case "end" | "end with a ticket":
            return {"who": who, "session": session, "by": _party(who), "has_ticket": message.verb != "end"}
        case _:
            return {"session": session, **_about_talk(message)}


def _party(who: str) -> Party:
    return Party.KIOSK if who in KIOSKS else Party.AGENT


def _about_talk(message: Message) -> dict[str, Any]:
    match message.verb:
        case "media_ready":
            return {"epoch": message.epoch}
        case "finish_wrap_up":
            return {"outcome": Outcome.SOLVED}
        case "extend_wrap_up":
            return {"number": int(message.choice)}
        case "ask_for_wrap_up":
            return {"wanted": bool(message.choice)}
        case "show_step":
            return {"step": STEPS[message.choice]}
        case "hide_step":
            return {"done": bool(message.choice)}
        case _:
            return _about_guests(message)


def _about_guests(message: Message) -> dict[str, Any]:
    guest, choice = message.guest, message.choice
    match message.verb:
        case "transfer":
            return {"to": message.whom}
        case "raise_hand":
            return {"raised": bool(choice)}
        case "join":
            return {"mode": GuestMode(choice)}
        case "invite":
            return {"number": _number(guest), "guest": message.whom, "mode": GuestMode(choice)}
        case "admit":
            return {"number": _number(guest)}
        case "change_mode":
            return {"guest": guest, "mode": GuestMode(choice)}
        case "restart_guest_media":
            return {"who": message.who, "guest": guest, "epoch": message.epoch}
        case _:
            return {"guest": guest}


def _number(guest: GuestName | None) -> int:
    return int(str(guest).removeprefix("guest-"))
