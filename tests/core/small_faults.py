"""Faults about rules, guests and other desks, each with the small world that shows it."""

from collections.abc import Iterator

from signaling.core import desk, elsewhere, forwarding, guests, guides, turn

from .small_bounds import Bounds
from .small_worlds import DESKS, GUESTS, RULES, World
from .test_family_machine import FAULTS as OF_FAMILY
from .test_forwarding_machine import FAULTS as OF_FORWARDING
from .test_seeded_faults import FAULTS, Fault

ALL_RUNG = RULES["all are rung for two"]
WRAP_UP = RULES["who asks for a wrap-up has one, and a message comes twice"]
ASKED = GUESTS["a colleague is asked, a connection is lost and a node dies"]
DOUBLED = GUESTS["a colleague is asked, and two messages fail"]
TARDY = GUESTS["a colleague is asked again, and the timer is late"]
JOINS = GUESTS["a supervisor joins, and a message comes twice"]
FAMILY = GUESTS["family come by a code, and a node dies"]
BOTH = GUESTS["family and a colleague"]
SHOWS = RULES["an agent shows steps of a guide, and a message comes twice"]
OVERFLOW = DESKS["one goes to the other desk and back"]

KNOWN: dict[str, World] = {
    "others ring on after an accept": ALL_RUNG,
    "the media that another agent prepared are taken for one's own": ALL_RUNG,
    "the first of several rings that ends puts the resident back": ALL_RUNG,
    "more are rung for one before others are at all": ALL_RUNG,
    "one agent only is ever rung": ALL_RUNG,
    "nobody looks again when more may be rung": RULES["more and more are rung"],
    "rings are not counted": RULES["one after the other is rung"],
    "a wrap-up follows, though nobody asked for it": WRAP_UP,
    "a wrap-up is extended without end": WRAP_UP,
    "an extension that comes again is another": WRAP_UP,
    "a guest stays when the talk is over": ASKED,
    "a guest's lost connection interrupts the talk": ASKED,
    "who hands over is not freed": ASKED,
    "the new agent's media are of the old one's epoch": ASKED,
    "the other guests go on with the console of the old agent": BOTH,
    "who was asked takes over": ASKED,
    "an invitation is accepted after its deadline": TARDY,
    "nobody notices that an invitation is not answered": ASKED,
    "who has not met the resident ends it for them": ASKED,
    "who gives a resident away is rung by them at once": ASKED,
    "a code lets in as often as it is given": FAMILY,
    "whoever knows the name comes in without a code": FAMILY,
    "family inherits the session": FAMILY,
    "nobody notices that family does not come back": FAMILY,
    "family who is back is waited for no less": FAMILY,
    "an old window's end is the new one's": FAMILY,
    "family on a dead node are there for ever": FAMILY,
    "who was forwarded is here, too": OVERFLOW,
    "a kiosk has a second session while the first is at another desk": OVERFLOW,
    "two desks send a resident to and fro": OVERFLOW,
    "who was forwarded waits from now": OVERFLOW,
    "nobody looks when it is time to send on": OVERFLOW,
    "who was forwarded to nobody stays there": OVERFLOW,
}

NEW: list[tuple[Fault, World]] = [
    (
        Fault(
            "an invitation that comes again is refused",
            guests,
            "        if known and (known.agent, known.by) == (guest, agent):\n",
            "        if False:\n",
        ),
        DOUBLED,
    ),
    (
        Fault(
            "somebody busy is asked to join",
            guests,
            "if known and known.state is AgentState.AVAILABLE and known.link:",
            "if known and known.link:",
        ),
        ASKED,
    ),
    (Fault("who is lost is handed the session", guests, "or heir.link is None or", "or"), ASKED),
    (
        Fault(
            "the session of a lost agent goes to a guest who is lost, too",
            turn,
            "if meets and guest.agent and agents[guest.agent].link:",
            "if meets and guest.agent:",
        ),
        ASKED,
    ),
    (
        Fault(
            "whom the resident never met inherits the session",
            turn,
            "guest.joined_at is not None and guest.mode is GuestMode.CONFERENCE",
            "guest.joined_at is not None",
        ),
        ASKED,
    ),
    (
        Fault(
            "who is asked inherits the session",
            turn,
            "guest.joined_at is not None and guest.mode is GuestMode.CONFERENCE",
            "guest.mode is GuestMode.CONFERENCE",
        ),
        ASKED,
    ),
    (
        Fault(
            "guests stay when the resident is in the line again",
            turn,
            "        self._dismiss_guests(session)\n        self.emit(\n            ev.SessionRequeued",
            "        self.emit(\n            ev.SessionRequeued",
        ),
        ASKED,
    ),
    (
        Fault(
            "an invitation rings on at a console that is lost",
            turn,
            "        elif guest and guest.joined_at is None:\n",
            "        elif False and guest:\n",
        ),
        ASKED,
    ),
    (
        Fault(
            "a supervisor is available after a talk that they joined on a break",
            guests,
            "        if before.state is not AgentState.AVAILABLE:\n",
            "        if False:\n",
        ),
        JOINS,
    ),
    (
        Fault(
            "a guest's epoch counts before they have joined",
            desk,
            "if guest.joined_at is not None]:",
            "]:",
        ),
        BOTH,
    ),
    (Fault("a step that is shown again is news", guides, "if found.shown_step == step:", "if False:"), SHOWS),
    (
        Fault("a guide is done that nobody was shown", guides, "if found.shown_step is None and done:", "if False:"),
        SHOWS,
    ),
    (
        Fault(
            "a step stays before a resident who is in the line again",
            desk,
            "        session.shown_step, session.guide_done = None, False\n        if event.not_again_until",
            "        if event.not_again_until",
        ),
        SHOWS,
    ),
    (
        Fault("whose kiosk is away is sent on", elsewhere, "    if session.link is None:\n", "    if False:\n"),
        DESKS["a matter is the other desk's, and a connection is lost"],
    ),
    (
        Fault(
            "who is back is still thought to be away",
            desk,
            "        self.state.gone.pop(session.kiosk, None)\n        self._index_session",
            "        self._index_session",
        ),
        OVERFLOW,
    ),
    (
        Fault(
            "who is sent back takes home for another desk",
            elsewhere,
            "None if reason is ForwardReason.RETURNED else",
            "",
        ),
        OVERFLOW,
    ),
    (
        Fault("a desk sends home whoever waits", forwarding, "        if session.back_to:\n", "        if True:\n"),
        OVERFLOW,
    ),
]


def faults() -> Iterator[tuple[Fault, Bounds]]:
    by_name = {fault.name: fault for fault in (*FAULTS, *OF_FAMILY, *OF_FORWARDING)}
    for name, (bounds, _) in KNOWN.items():
        yield by_name[name], bounds
    for fault, (bounds, _) in NEW:
        yield fault, bounds
