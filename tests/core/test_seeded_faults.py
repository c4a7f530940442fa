"""The machine finds faults: each of these, planted in the shipped source, is caught within a short run."""

import inspect
from dataclasses import dataclass
from types import ModuleType

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from signaling.core import desk, fitting, guests, indexes, matching, switchboard, touch, turn, wrap_up

from .machine import SwitchboardMachine

SHORT = settings(
    max_examples=3_000, stateful_step_count=60, derandomize=True, report_multiple_bugs=False, phases=[Phase.generate]
)


@dataclass(frozen=True)
class Fault:
    name: str
    module: ModuleType
    right: str
    """Text of the source; every occurrence becomes `wrong`."""
    wrong: str


FAULTS = [
    Fault("an older epoch is good enough", switchboard, "if epoch != found.epoch:", "if epoch > found.epoch:"),
    Fault(
        "who is requeued goes to the tail",
        desk,
        "session.requeued, session.wait_until =",
        "session.place = (0, self.state.arrivals); session.requeued, session.wait_until =",
    ),
    Fault(
        "who is requeued waits from now",
        desk,
        "session.requeued, session.wait_until =",
        "session.requested_at = event.at; session.requeued, session.wait_until =",
    ),
    Fault(
        "the agent is not freed after wrap-up",
        turn,
        "        if session.agent:\n            self.free_agent",
        "        if not session.agent:\n            self.free_agent",
    ),
    Fault(
        "a wrap-up follows, though nobody asked for it",
        turn,
        "self.wrap_up is WrapUpMode.MANDATORY or session.wrap_up_asked",
        "True",
    ),
    Fault(
        "a wrap-up is extended without end", wrap_up, "    if number > turn.limits.wrap_up_extensions:", "    if False:"
    ),
    Fault(
        "who cannot be heard is rung",
        turn,
        "        if agent.state is AgentState.AVAILABLE:\n",
        "        if False:\n",
    ),
    Fault(
        "who cannot be heard is rung after the talk",
        turn,
        "        elif agent.state in BUSY and not",
        "        elif False and not",
    ),
    Fault("an extension that comes again is another", wrap_up, "    if number <= given:", "    if number < given:"),
    Fault("an agent is free after a ring, whatever they chose", turn, "elif agent.next_state:", "elif False:"),
    Fault("a ring is accepted after its deadline", switchboard, " or rung.deadline <= turn.now", ""),
    Fault(
        "who rings stays in the line",
        indexes,
        "waiting = session.state is SessionState.WAITING",
        "waiting = session.state in (SessionState.WAITING, SessionState.RINGING)",
    ),
    Fault(
        "the ring goes on after the resident left",
        turn,
        "        self.end_rings(session, RingResult.CANCELLED, reason)",
        "        pass",
    ),
    Fault(
        "the ring goes on after the console is lost",
        turn,
        '        self._stop_ringing(agent, "agent_lost")\n',
        "",
    ),
    Fault(
        "a session is ended twice",
        switchboard,
        "        if found.state is SessionState.WRAP_UP:\n            return NOTHING\n",
        "",
    ),
    Fault(
        "a closed session stays",
        desk,
        "session = self.state.sessions.pop(event.session)",
        "session = self.state.sessions[event.session]",
    ),
    Fault(
        "a request that comes again begins again",
        touch,
        " or state.last_session.get(touch.kiosk) == session",
        "",
    ),
    Fault("a second session for a busy kiosk", switchboard, "if live and live.left_at is None:", "if False:"),
    Fault(
        "who has left is rung for",
        desk,
        "session.link, session.kiosk_lost_until, session.left_at = None, event.until, event.at",
        "session.kiosk_lost_until, session.left_at = event.until, event.at",
    ),
    Fault("an old link's end is the kiosk's", switchboard, " or session.link.id != link", ""),
    Fault("an old link's end is the console's", switchboard, " or known.link.id != link", ""),
    Fault(
        "another window takes over unasked", switchboard, "and known.instance != instance and not takeover", "and False"
    ),
    Fault("a clock that is behind turns time back", turn, "self.now = max(now, desk.state.last_at)", "self.now = now"),
    Fault("only one pair is brought together", turn, "while pair := next_pair", "if pair := next_pair"),
    Fault("the last of the line rings first", matching, "in group:", "in reversed(list(group)):"),
    Fault("the agent idle for the shortest time rings", matching, "in desk.idle if", "in reversed(list(desk.idle)) if"),
    Fault("one group of residents is before all others", matching, "if best and key > best[0]:", "if False:"),
    Fault("a skill is worth nothing", fitting, "< self.level(need, waited):", "< 0:"),
    Fault("a requirement never relaxes", fitting, "max(0, waited) // rule.relax_every)", "0)"),
    Fault("nobody looks again when a requirement relaxes", indexes, "if waited is not None:", "if False:"),
    Fault("a language is insisted on for ever", fitting, "if insist is None or waited < insist:", "if True:"),
    Fault("sites are all alike", fitting, "            return WhyNot.OTHER_SITE\n", "            pass\n"),
    Fault("a head start is not given", fitting, "return rule.head_start if rule else 0", "return 0"),
    Fault(
        "another matter changes nothing for who waits",
        desk,
        "session.context = event.context\n        self._index_session(session)",
        "session.context = event.context",
    ),
    Fault(
        "an agent's skills are those of the first sign-in",
        desk,
        "agent.profile, agent.supervises = event.profile, event.supervises",
        "agent.supervises = event.supervises",
    ),
    Fault("rings are not counted", desk, "        self.state.rings += 1\n", ""),
    Fault("accepted sessions are not counted", desk, "0, agent.sessions + 1", "0, agent.sessions"),
    Fault("the time of talk is not counted", desk, ".talk += until - session.agent_since", ".talk += 0"),
    Fault(
        "another strategy changes the order of nobody who is free already",
        indexes,
        "fitting, breadth, outward\n            self._index()",
        "fitting, breadth, outward",
    ),
    Fault(
        "whoever declined rings again at once", matching, "if session.passed_by.get(agent_id, now) <= now:", "if True:"
    ),
    Fault("nobody looks again after a decline", indexes, "session.passed_by.values() if until > now)", "())"),
    Fault("one agent only is ever rung", matching, "desk.breadth.at(now - session.ringing_since)", "1"),
    Fault("nobody looks again when more may be rung", indexes, "if grows is not None:", "if False:"),
    Fault(
        "others ring on after an accept", turn, 'self.end_ring(session, other, RingResult.RESCINDED, "taken")', "pass"
    ),
    Fault(
        "the media that another agent prepared are taken for one's own",
        turn,
        "None if ring.prepared else session.epoch + 1",
        "None",
    ),
    Fault(
        "the first of several rings that ends puts the resident back",
        desk,
        "        if not session.rung:\n            self._move(session, SessionState.WAITING)",
        "        if True:\n            self._move(session, SessionState.WAITING)",
    ),
    Fault(
        "more are rung for one before others are at all",
        turn,
        "next_pair(self.desk, self.now) or next_addition(self.desk, self.now)",
        "next_addition(self.desk, self.now) or next_pair(self.desk, self.now)",
    ),
    Fault("a talk goes on while one side is away", desk, " and agent and agent.link:", " and agent:"),
    Fault("a lost agent is waited for without end", indexes, "agent.lost_until if leaves else None", "None"),
    Fault(
        "a refusal changes something",
        switchboard,
        "        if state not in CHOSEN:\n",
        "        known.misses += 1\n        if state not in CHOSEN:\n",
    ),
    Fault(
        "a change without an event",
        switchboard,
        "        if session.link == link:\n",
        "        session.relay_only = True\n        if session.link == link:\n",
    ),
    Fault(
        "a kiosk stays taken after its session",
        indexes,
        "            del self.by_kiosk[session.kiosk]",
        "            pass",
    ),
    Fault(
        "a guest stays when the talk is over",
        turn,
        "            self._dismiss_guests(session)\n            self.emit(ev.SessionEnded",
        "            self.emit(ev.SessionEnded",
    ),
    Fault(
        "a guest's lost connection interrupts the talk",
        desk,
        "if session and session.agent == agent.id:",
        "if session:",
    ),
    Fault("who hands over is not freed", guests, "turn.free_agent(self.state.agents[previous])", "pass"),
    Fault(
        "the new agent's media are of the old one's epoch",
        turn,
        "                reason=reason,\n                epoch=session.epoch + 1,",
        "                reason=reason,\n                epoch=session.epoch,",
    ),
    Fault(
        "the other guests go on with the console of the old agent",
        desk,
        "replace(guest, epoch=guest.epoch + 1)",
        "replace(guest, epoch=guest.epoch)",
    ),
    Fault("who was asked takes over", guests, "found.agent == agent and found.by is not None", "False"),
    Fault("a colleague is made to listen in", guests, "mode not in (BROUGHT_IN if asked else UNASKED)", "False"),
    Fault(
        "an invitation is accepted after its deadline",
        guests,
        "guest.until is None or guest.until <= turn.now",
        "False",
    ),
    Fault(
        "nobody notices that an invitation is not answered",
        indexes,
        "(guest.until for guest in session.guests.values())",
        "()",
    ),
    Fault("who has not met the resident ends it for them", switchboard, "found.active_at is None", "False"),
    Fault("a poisonous session goes to anybody", indexes, "session.losses >= POISONOUS", "False"),
    Fault(
        "who gives a resident away is rung by them at once",
        turn,
        "self.now + self.limits.decline_delay if given else None",
        "None",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_the_machine_catches(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(fault, monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(SwitchboardMachine, settings=SHORT)


def plant(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the classes and functions of the shipped module the code of a copy that has the fault."""
    source = inspect.getsource(fault.module)
    assert fault.right in source, "the fault fits the source no more: choose its text anew"
    copy = ModuleType(fault.module.__name__)
    copy.__package__ = fault.module.__package__
    exec(compile(source.replace(fault.right, fault.wrong), str(fault.module.__file__), "exec"), vars(copy))
    for name, faulty in list(vars(copy).items()):
        shipped = getattr(fault.module, name, None)
        if faulty is shipped:
            continue
        if inspect.isclass(faulty):
            for method, code in inspect.getmembers_static(faulty, inspect.isfunction):
                monkeypatch.setattr(shipped, method, code)
            setattr(copy, name, shipped)  # what the copy's functions make is of the shipped class
        elif inspect.isfunction(faulty):
            for user in (fault.module, turn, desk, indexes):
                if getattr(user, name, None) is shipped:
                    monkeypatch.setattr(user, name, faulty)
        elif name == "_APPLY":
            monkeypatch.setattr(desk, name, faulty)
