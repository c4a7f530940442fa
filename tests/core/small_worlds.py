"""The small worlds that are searched, each with what has to be reached in it. A search proves nothing about what it never
reached."""

from collections.abc import Set

from signaling.core.agent import AgentState
from signaling.core.fitting import Fitting, ServiceRule
from signaling.core.limits import SECOND
from signaling.core.policy import WrapUpMode
from signaling.core.session import SessionState
from signaling.core.strategy import Strategy

from .small_bounds import APART, FOR_GOOD, THERE, Bounds, Budget
from .small_pages import ADMITTED, ASKED, SHOWING, UNASKED, WRAP_UP

World = tuple[Bounds, Set[str]]

EVERY_CHOICE = (AgentState.AVAILABLE, AgentState.BREAK, AgentState.OFFLINE)
LEAVING = (AgentState.AVAILABLE, AgentState.OFFLINE)
TRANSFER = frozenset({"transfer"})
ONE = (1, 0)
"""One session of the first kiosk, none of the second."""
EVERY_STATE = {f"session {state}" for state in SessionState if state is not SessionState.CLOSED}
ALWAYS = {
    *EVERY_STATE - {"session interrupted"},
    "agent not_responding",
    "ring declined",
    "ring unanswered",
    "ring cancelled",
    "ended max_wait",
    "ended resident_left",
    "ended resident_ended",
    "ended agent_ended",
    "ended never_connected",
    "media restarted by system",
}
TWO = {"both agents ring"}
SEVERAL = {"both agents ring for one", "ring rescinded", "accepted without preparation"}
ACCEPT_FAILS = {"accept is lost", "accept came again and was nothing new", "accept refused: ring_gone"}
WHILE_ASKED = {
    *("guest asked", "guest consult", "guest conference", "guest_mode_changed", "session_handed_over: handed_over"),
    *("guest declined", "guest unanswered", "guest withdrawn", "guest left", "guest dismissed", "guest over"),
    *("invite refused: agent_not_free", "rung by transfer", "session_requeued: transferred"),
}
TRANSFERRED = {"rung by transfer", "session_requeued: transferred"}
WHILE_UNASKED = {
    *("guest monitor", "guest conference", "guest_mode_changed", "guest left", "guest over"),
    "session_handed_over: taken_over",
}
WITH_FAMILY = {f"family {end}" for end in ("unanswered", "withdrawn", "left", "dismissed", "over")}
ELSEWHERE = {"session_forwarded: overflow", "session_forwarded: returned", "session_taken_in", "ended no_agent"}

PLAIN: dict[str, World] = {
    "what is shown comes late, and so does the timer": (
        Bounds(limits=FOR_GOOD, delayed=True, tardy=True, budget=Budget(cuts=0)),
        {
            *ALWAYS,
            *TWO,
            "accept refused: ring_gone",
            "accept refused after the deadline: ring_gone",
            "snapshot is seen",
        },
    ),
    "a message is lost": (
        Bounds(limits=FOR_GOOD, budget=Budget(losses=1, cuts=0)),
        {*ALWAYS, *TWO, "accept is lost", "accept refused: ring_gone", "decline refused: ring_gone"},
    ),
    "a message comes twice": (
        Bounds(limits=FOR_GOOD, budget=Budget(doubles=1, cuts=0)),
        {*ALWAYS, *TWO, "accept arrives and will again", "accept came again and was nothing new"},
    ),
    "two connections are lost": (
        Bounds(limits=FOR_GOOD, budget=Budget(cuts=2)),
        {
            *ALWAYS,
            *TWO,
            *EVERY_STATE,
            "interrupted on both sides",
            "requeued and answered again",
            "ring rescinded",
            "ended kiosk_lost",
            "ended kiosk_lost_waiting",
            "ended no_agent",
        },
    ),
    "one of two nodes dies, or both": (
        Bounds(limits=FOR_GOOD, budget=Budget(crashes=1, cuts=0)),
        {
            *ALWAYS,
            *TWO,
            *(f"a node dies while {state.partition(' ')[2]}" for state in EVERY_STATE - {"session interrupted"}),
        },
    ),
}

RULES: dict[str, World] = {
    "all are rung, and two messages fail": (
        Bounds(sessions=ONE, strategy=Strategy.RING_ALL, budget=Budget(losses=1, doubles=1, cuts=0)),
        {*ALWAYS, *SEVERAL, *ACCEPT_FAILS},
    ),
    "all are rung for two": (
        Bounds(limits=FOR_GOOD, strategy=Strategy.RING_ALL, budget=Budget(cuts=0)),
        {*ALWAYS, *SEVERAL, *TWO},
    ),
    "all are rung, and a node dies": (
        Bounds(sessions=ONE, strategy=Strategy.RING_ALL, tardy=True, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *SEVERAL, "a node dies while ringing"},
    ),
    "more and more are rung": (
        Bounds(
            sessions=ONE,
            strategy=Strategy.RING_PROGRESSIVELY,
            limits=APART,
            budget=Budget(losses=1, cuts=0),
        ),
        {*ALWAYS, *SEVERAL, "accept is lost"},
    ),
    "one after the other is rung": (
        Bounds(limits=FOR_GOOD, strategy=Strategy.ROUND_ROBIN, budget=Budget(cuts=0)),
        {*ALWAYS, *TWO},
    ),
    "who asks for a wrap-up has one, and a message comes twice": (
        Bounds(sessions=ONE, wrap_up=WrapUpMode.OPTIONAL, more=WRAP_UP, tardy=True, budget=Budget(doubles=1, cuts=0)),
        {
            *ALWAYS,
            *("wrap_up_asked", "wrap_up_extended", "extend_wrap_up refused: limit_reached"),
            *(
                "extend_wrap_up refused after the deadline: wrong_state",
                "extend_wrap_up came again and was nothing new",
            ),
        },
    ),
    "who asks for a wrap-up has one, and a node dies": (
        Bounds(sessions=ONE, wrap_up=WrapUpMode.OPTIONAL, more=WRAP_UP, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, "wrap_up_asked", "a node dies while wrap_up"},
    ),
    "an agent shows steps of a guide, and a message comes twice": (
        Bounds(limits=FOR_GOOD, sessions=ONE, more=SHOWING, budget=Budget(doubles=1, cuts=1)),
        {
            *ALWAYS,
            *("step_shown", "step_hidden", "session_requeued: lost"),
            *(f"{verb} came again and was nothing new" for verb in sorted(SHOWING)),
        },
    ),
    "some decline for longer, some take a ticket": (
        Bounds(
            more=frozenset({"decline as busy", "end with a ticket"}),
            budget=Budget(doubles=1, cuts=0),
            sessions=ONE,
        ),
        {*ALWAYS, "ended left_with_ticket", "decline as busy arrives"},
    ),
}

GUESTS: dict[str, World] = {
    "a colleague is asked, and two messages fail": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=ASKED, budget=Budget(losses=1, doubles=1, cuts=0)),
        {*ALWAYS, *WHILE_ASKED - TRANSFERRED, *ACCEPT_FAILS, "invite came again and was nothing new"},
    ),
    "a colleague is asked, a connection is lost and a node dies": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=ASKED | TRANSFER, budget=Budget(crashes=1, cuts=1)),
        {
            *ALWAYS,
            *WHILE_ASKED,
            *("guest lost", "session_handed_over: lost", "session_requeued: lost", "a node dies with a guest"),
        },
    ),
    "a colleague is asked again, and the timer is late": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=2, more=ASKED | TRANSFER, tardy=True, budget=Budget(cuts=0)),
        {*ALWAYS, *WHILE_ASKED, "accept refused after the deadline: ring_gone"},
    ),
    "a supervisor joins, and a message comes twice": (
        Bounds(
            limits=FOR_GOOD, sessions=ONE, guests=1, more=UNASKED - {"raise_hand"}, budget=Budget(doubles=1, cuts=0)
        ),
        {
            *ALWAYS,
            *WHILE_UNASKED,
            *("join came again and was nothing new", "hand_over refused: not_your_session"),
        },
    ),
    "a supervisor joins, and a message is lost": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=UNASKED - {"raise_hand"}, budget=Budget(losses=1, cuts=0)),
        {*ALWAYS, *WHILE_UNASKED, "hand_over is lost"},
    ),
    "a supervisor joins, and a node dies": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=UNASKED, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *WHILE_UNASKED, "hand_raised", "guest lost", "session_handed_over: lost", "a node dies with a guest"},
    ),
    "family come by a code, and a message is lost": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=ADMITTED, budget=Budget(losses=1, cuts=0)),
        {*ALWAYS, *WITH_FAMILY, "redeem is lost", "redeem refused: wrong_state"},
    ),
    "family come by a code, and a node dies": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=1, more=ADMITTED, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *WITH_FAMILY, "family lost", "guest_attached", "a node dies with a guest"},
    ),
    "family and a colleague": (
        Bounds(limits=FOR_GOOD, sessions=ONE, guests=2, more=ADMITTED | ASKED, budget=Budget(cuts=0)),
        {*ALWAYS, *WITH_FAMILY, *WHILE_ASKED - TRANSFERRED},
    ),
}

DESKS: dict[str, World] = {
    "one goes to the other desk and back": (
        Bounds(sessions=ONE, overflow_after=SECOND, chosen=LEAVING, budget=Budget(cuts=0)),
        ALWAYS | ELSEWHERE,
    ),
    "one goes to the other desk, and comes again": (
        Bounds(limits=FOR_GOOD, sessions=(2, 0), overflow_after=SECOND, budget=Budget(cuts=0)),
        ALWAYS | ELSEWHERE,
    ),
    "one goes to the other desk, and a node dies": (
        Bounds(limits=FOR_GOOD, sessions=ONE, overflow_after=SECOND, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *ELSEWHERE, "a node dies while somebody is on the way"},
    ),
    "one goes to the other desk, and a message is lost": (
        Bounds(limits=FOR_GOOD, sessions=ONE, overflow_after=SECOND, budget=Budget(losses=1, cuts=0)),
        {*ALWAYS, *ELSEWHERE, "end is lost", "request_help is lost"},
    ),
    "one goes to the other desk, and a message comes twice": (
        Bounds(limits=FOR_GOOD, sessions=ONE, overflow_after=SECOND, budget=Budget(doubles=1, cuts=0)),
        {*ALWAYS, *ELSEWHERE - {"session_forwarded: returned"}, "request_help comes late"},
    ),
    "a matter is the other desk's, and a connection is lost": (
        Bounds(
            sessions=ONE,
            overflow_after=SECOND,
            fitting=Fitting(services={"card": ServiceRule(desk=THERE)}),
            budget=Budget(cuts=1),
        ),
        {*ALWAYS, *ELSEWHERE - {"session_forwarded: overflow"}, "session_forwarded: region"},
    ),
}

QUICK = PLAIN | RULES | GUESTS | DESKS

LONG: dict[str, World] = {
    "a message is lost and one comes twice": (
        Bounds(sessions=ONE, delayed=True, tardy=True, budget=Budget(losses=1, doubles=1, cuts=0)),
        {*ALWAYS, "accept is lost", "accept came again and was nothing new"},
    ),
    "agents choose what they like": (
        Bounds(limits=FOR_GOOD, chosen=EVERY_CHOICE, budget=Budget(cuts=0)),
        {*ALWAYS, *TWO, "agent break", "ended no_agent"},
    ),
    "each kiosk asks twice": (Bounds(limits=FOR_GOOD, sessions=(2, 2), budget=Budget(cuts=0)), {*ALWAYS, *TWO}),
    "deadlines are apart": (Bounds(limits=APART, delayed=True, tardy=True, budget=Budget(cuts=0)), ALWAYS | TWO),
    "deadlines are apart and a connection is lost": (Bounds(limits=APART, budget=Budget(cuts=1)), ALWAYS | EVERY_STATE),
    "connections are lost without end": (Bounds(tardy=True), ALWAYS | EVERY_STATE),
    "two messages fail while two residents wait": (Bounds(budget=Budget(losses=1, doubles=1, cuts=0)), ALWAYS | TWO),
    "two residents, and one message is lost, one comes twice and a node dies": (
        Bounds(limits=FOR_GOOD, budget=Budget(losses=1, doubles=1, crashes=1, cuts=0)),
        {
            *ALWAYS,
            *TWO,
            *ACCEPT_FAILS,
            *(f"a node dies while {state.partition(' ')[2]}" for state in EVERY_STATE - {"session interrupted"}),
        },
    ),
    "all fails for one resident": (
        Bounds(sessions=ONE, delayed=True, tardy=True, budget=Budget(losses=1, doubles=1, crashes=1, cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
    "a node dies and a connection is lost": (Bounds(budget=Budget(crashes=1, cuts=1)), ALWAYS | EVERY_STATE),
    "each kiosk asks twice and a connection is lost": (
        Bounds(sessions=(2, 2), budget=Budget(cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
    "agents choose and a connection is lost": (
        Bounds(chosen=EVERY_CHOICE, tardy=True, budget=Budget(cuts=1)),
        ALWAYS | EVERY_STATE,
    ),
    "all are rung, and all fails": (
        Bounds(sessions=ONE, strategy=Strategy.RING_ALL, budget=Budget(losses=1, doubles=1, crashes=1, cuts=0)),
        {*ALWAYS, *SEVERAL, *ACCEPT_FAILS},
    ),
    "all are rung for two, and a node dies": (
        Bounds(strategy=Strategy.RING_ALL, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *SEVERAL, *TWO},
    ),
    "a colleague is asked, and all fails": (
        Bounds(sessions=ONE, guests=1, more=ASKED, budget=Budget(losses=1, doubles=1, crashes=1, cuts=0)),
        {*ALWAYS, *WHILE_ASKED - TRANSFERRED},
    ),
    "a supervisor joins, and two messages fail": (
        Bounds(sessions=ONE, guests=1, more=UNASKED, budget=Budget(losses=1, doubles=1, cuts=0)),
        {*ALWAYS, *WHILE_UNASKED, "join refused: wrong_state"},
    ),
    "a supervisor joins, and what is shown comes late": (
        Bounds(sessions=ONE, guests=1, more=UNASKED, delayed=True, budget=Budget(doubles=1, cuts=0)),
        {*ALWAYS, *WHILE_UNASKED},
    ),
    "one goes to the other desk and leaves, and a node dies": (
        Bounds(sessions=ONE, overflow_after=SECOND, chosen=LEAVING, budget=Budget(crashes=1, cuts=0)),
        {*ALWAYS, *ELSEWHERE, "a node dies while somebody is on the way"},
    ),
    "one goes to the other desk, and two messages fail": (
        Bounds(sessions=ONE, overflow_after=SECOND, chosen=LEAVING, budget=Budget(losses=1, doubles=1, cuts=0)),
        ALWAYS | ELSEWHERE,
    ),
    "one goes to the other desk, a message is lost and a node dies": (
        Bounds(sessions=ONE, overflow_after=SECOND, budget=Budget(losses=1, crashes=1, cuts=0)),
        {*ALWAYS, *ELSEWHERE, "a node dies while somebody is on the way", "end is lost"},
    ),
    "two kiosks and two desks": (
        Bounds(sessions=(2, 1), overflow_after=SECOND, chosen=LEAVING, budget=Budget(cuts=0)),
        ALWAYS | ELSEWHERE,
    ),
}
