"""Which connections a kiosk has with guests, snapshot by snapshot."""

from typing import Any

from kiosk_client.actions import CloseAttempt, Ended, Follow, Meet, Part, Say
from kiosk_client.pairs import Device, Pair
from signaling.protocol.fields import ConsentPart
from signaling.protocol.messages import KioskGuest, RestartMedia
from tests.kiosk_client.test_assistance import Kiosk

FACE: frozenset[Device] = frozenset({"microphone", "camera"})
ALL: frozenset[Device] = frozenset({"microphone", "camera", "screen"})
CONSENTED: frozenset[Device] = frozenset({"microphone", "screen"})
"""As `a_session` has it."""


def a_guest(number: int = 1, **fields: Any) -> KioskGuest:
    plain = {"display_name": "李娜", "role": "colleague", "mode": "conference", "epoch": 1, "present": True}
    return KioskGuest(name=f"guest-{number}", **(plain | fields))


def pair(number: int = 1, epoch: int = 1, sends: frozenset[Device] = ALL, *, hears: bool = True) -> Pair:
    return Pair(f"guest-{number}", f"guest-{number}", epoch, True, sends, hears)


def restart(number: int = 1, epoch: int = 1, reason: str = "reloaded") -> Say:
    return Say(RestartMedia, {"session": "s1", "guest": f"guest-{number}", "epoch": epoch, "reason": reason})


def in_talk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.see("ringing")
    kiosk.see("active")
    return kiosk


def test_who_joins_is_met_and_gets_what_was_consented_to():
    kiosk = in_talk()
    joined = kiosk.see("active", guests=[a_guest()])
    assert joined == [Meet("s1", "kiosk", pair(), False), Follow(pair(), CONSENTED)]
    assert kiosk.see("active", guests=[a_guest()]) == []
    withdrawn = ConsentPart(voice=True, screen=False, camera=False)
    assert kiosk.see("active", guests=[a_guest()], consent=withdrawn)[1:] == [Follow(pair(), frozenset({"microphone"}))]
    assert kiosk.see("active", guests=[a_guest()], consent=None)[1:] == [Follow(pair(), frozenset())]


def test_nobody_is_met_who_is_consulted_and_family_never_gets_the_screen():
    kiosk = in_talk()
    assert kiosk.see("active", guests=[a_guest(mode="consult")]) == []
    family = kiosk.see("active", guests=[a_guest(mode="consult"), a_guest(2, role="family")])
    assert family == [Meet("s1", "kiosk", pair(2, sends=FACE), False), Follow(pair(2, sends=FACE), FACE & CONSENTED)]


def test_another_mode_is_followed_in_the_same_connection():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest(mode="whisper")])
    assert kiosk.see("active", guests=[a_guest()]) == [Follow(pair(), CONSENTED)]


def test_who_leaves_is_parted_with_and_nobody_else():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest(1), a_guest(2)])
    assert kiosk.see("active", guests=[a_guest(2)]) == [Part("guest-1")]
    assert kiosk.see("wrap_up") == [CloseAttempt(), Part("guest-2"), Ended("s1", None)]


def test_a_new_epoch_of_a_guest_is_a_new_connection_beside_the_others():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest(1), a_guest(2)])
    met = [Part("guest-1"), Meet("s1", "kiosk", pair(epoch=2), False), Follow(pair(epoch=2), CONSENTED)]
    assert kiosk.see("active", guests=[a_guest(1, epoch=2), a_guest(2)]) == met


def test_a_new_epoch_with_the_agent_and_an_interruption_leave_guests_alone():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest()])
    assert not [
        action for action in kiosk.see("active", epoch=2, guests=[a_guest()]) if isinstance(action, Meet | Part)
    ]
    assert kiosk.see("interrupted", epoch=2, guests=[a_guest()]) == []
    kiosk.connected()
    assert kiosk.see("active", epoch=2, number=1, guests=[a_guest()]) == []


def test_a_kiosk_that_starts_in_mid_talk_asks_once_for_each_guests_next_epoch():
    kiosk = Kiosk()
    there = [a_guest(1), a_guest(2, epoch=4), a_guest(3, mode="consult")]
    assert kiosk.see("active", guests=there)[1:] == [restart(1), restart(2, epoch=4)]
    assert kiosk.see("active", guests=there) == []
    met = kiosk.see("active", guests=[a_guest(1, epoch=2), *there[1:]])
    assert met == [Meet("s1", "kiosk", pair(epoch=2), False), Follow(pair(epoch=2), CONSENTED)]


def test_what_was_closed_is_not_begun_again_in_the_same_epoch():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest()])
    assert kiosk.see("active", guests=[a_guest(mode="consult")]) == [Part("guest-1")]
    assert kiosk.see("active", guests=[a_guest()]) == [restart()]


def test_a_dead_connection_asks_once_per_epoch_and_silence_counts_only_of_who_is_there():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest(present=False)])
    assert kiosk.meeting_failed("guest-1", 1, "no_media", worked=True) == []
    kiosk.see("active", guests=[a_guest()])
    assert kiosk.meeting_failed("guest-1", 0, "ice_failed", worked=True) == []
    assert kiosk.meeting_failed("guest-2", 1, "ice_failed", worked=True) == []
    assert kiosk.meeting_failed("guest-1", 1, "no_media", worked=True) == [restart(reason="no_media")]
    assert kiosk.meeting_failed("guest-1", 1, "ice_failed", worked=True) == []
    kiosk.see("active", guests=[a_guest(epoch=2)])
    assert kiosk.meeting_failed("guest-1", 2, "ice_failed", worked=True) == [restart(epoch=2, reason="ice_failed")]


def test_two_who_were_never_connected_are_given_up_after_the_second_attempt_and_nobody_else_is():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest(1), a_guest(2)])
    for _ in range(2):
        kiosk.meeting_failed("guest-1", 1, "ice_failed", worked=False)
    kiosk.see("active", guests=[a_guest(1, epoch=2), a_guest(2)])
    assert kiosk.meeting_failed("guest-1", 2, "ice_failed", worked=False) == []
    assert kiosk.meeting_failed("guest-2", 1, "ice_failed", worked=False) == [restart(2, reason="ice_failed")]
    kiosk.see("active", guests=[a_guest(1, epoch=3), a_guest(2)])
    assert kiosk.meeting_failed("guest-1", 3, "no_media", worked=True) == [restart(1, epoch=3, reason="no_media")]


def test_guests_of_the_next_session_are_met_though_they_have_the_names_of_the_last():
    kiosk = in_talk()
    kiosk.see("active", guests=[a_guest()])
    kiosk.see(None)
    kiosk.see("waiting", epoch=0, id="s2")
    joined = kiosk.see("active", id="s2", guests=[a_guest()])
    assert [action for action in joined if isinstance(action, Meet)] == [Meet("s2", "kiosk", pair(), False)]
