"""A kiosk's decisions, snapshot by snapshot."""

from typing import Any

from kiosk_client.actions import CloseAttempt, Enable, Ended, OpenAttempt, Say
from kiosk_client.assistance import Assistance
from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.messages import (
    Consent,
    DeskStatus,
    End,
    KioskSession,
    KioskSnapshot,
    Rate,
    RequestHelp,
    RestartMedia,
)

CONTEXT = ContextPart(service="elderly-card", step=None, language="zh-CN")
VOICE_AND_SCREEN = ConsentPart(voice=True, screen=True, camera=False)


class Kiosk(Assistance):
    """Feeds snapshots with rising numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def see(self, state: str | None, epoch: int = 1, number: int | None = None, **fields: Any) -> list[Any]:
        self.count += 1
        session = None if state is None else a_session(state, epoch, **fields)
        return list(self.receive(a_snapshot(self.count if number is None else number, session)))


def a_snapshot(number: int, session: KioskSession | None) -> KioskSnapshot:
    desk = DeskStatus(open=True, staffed=True, next_opening=None)
    return KioskSnapshot(number=number, now=0, desk=desk, session=session)


def a_session(state: str, epoch: int, **fields: Any) -> KioskSession:
    plain: dict[str, Any] = {
        "id": "s1", "ticket": "A001", "context": CONTEXT, "requested_at": 0, "ahead": 0, "wait": None, "relay_only": False,
        "consent": VOICE_AND_SCREEN, "agent_name": None, "agent_present": False, "answered_at": None, "guests": [],
        "shown_step": None, "guide_done": False, "left_until": None, "requeued": None, "ticket_from": 0, "end_reason": None,
    }  # fmt: skip
    return KioskSession(**(plain | {"state": state, "epoch": epoch} | fields))


def test_the_touch_asks_once_and_not_while_a_session_is_live():
    kiosk = Kiosk()
    assert kiosk.touch("s1", CONTEXT) == [Say(RequestHelp, {"session": "s1", "context": CONTEXT})]
    kiosk.see("waiting", epoch=0)
    assert kiosk.touch("s2", CONTEXT) == []


def test_media_is_prepared_while_it_rings_and_shown_only_after_the_accept():
    kiosk = Kiosk()
    assert kiosk.see("waiting", epoch=0) == []
    assert kiosk.see("ringing") == [OpenAttempt("s1", 1, False)]
    assert kiosk.see("ringing") == []
    assert kiosk.see("connecting") == [Enable(frozenset({"audio", "screen"}))]
    assert kiosk.see("active") == []


def test_without_an_answer_to_the_consent_card_nothing_is_shown_until_there_is_one():
    kiosk = Kiosk()
    kiosk.see("ringing", consent=None)
    assert kiosk.see("active", consent=None) == []
    assert kiosk.see("active") == [Enable(frozenset({"audio", "screen"}))]
    withdrawn = ConsentPart(voice=True, screen=False, camera=False)
    assert kiosk.see("active", consent=withdrawn) == [Enable(frozenset({"audio"}))]


def test_an_unanswered_ring_closes_the_connection_and_the_next_has_its_own():
    kiosk = Kiosk()
    kiosk.see("ringing", epoch=1)
    assert kiosk.see("waiting", epoch=1) == [CloseAttempt()]
    assert kiosk.see("ringing", epoch=2) == [OpenAttempt("s1", 2, False)]


def test_a_new_epoch_in_mid_talk_is_a_new_connection_that_shows_the_same():
    kiosk = Kiosk()
    kiosk.see("ringing")
    kiosk.see("active")
    shown = Enable(frozenset({"audio", "screen"}))
    assert kiosk.see("active", epoch=2, relay_only=True) == [OpenAttempt("s1", 2, True), shown]


def test_an_interruption_leaves_media_untouched():
    kiosk = Kiosk()
    kiosk.see("ringing")
    kiosk.see("active")
    assert kiosk.see("interrupted") == []
    assert kiosk.see("active") == []


def test_a_kiosk_that_starts_in_mid_talk_asks_once_for_the_next_epoch():
    kiosk = Kiosk()
    asks = Say(RestartMedia, {"session": "s1", "epoch": 3, "reason": "reloaded"})
    assert kiosk.see("active", epoch=3) == [asks]
    assert kiosk.see("active", epoch=3) == []
    assert kiosk.see("active", epoch=4)[0] == OpenAttempt("s1", 4, False)


def test_a_dead_connection_asks_once_per_epoch_and_never_while_the_other_is_away():
    kiosk = Kiosk()
    kiosk.see("ringing")
    assert kiosk.attempt_failed("s1", 1, "ice_failed") == []
    kiosk.see("interrupted")
    assert kiosk.attempt_failed("s1", 1, "no_media") == []
    kiosk.see("active")
    asks = [Say(RestartMedia, {"session": "s1", "epoch": 1, "reason": "no_media"})]
    assert kiosk.attempt_failed("s1", 1, "no_media") == asks
    assert kiosk.attempt_failed("s1", 1, "no_media") == []
    assert kiosk.attempt_failed("s1", 0, "no_media") == []


def test_the_end_closes_the_connection_and_can_be_rated_once():
    kiosk = Kiosk()
    kiosk.see("ringing")
    kiosk.see("active", answered_at=1)
    assert kiosk.end() == [Say(End, {"session": "s1"})]
    ended = kiosk.see("wrap_up", answered_at=1, end_reason="resident_ended")
    assert ended == [CloseAttempt(), Ended("s1", "resident_ended")]
    assert kiosk.rate(5) == [Say(Rate, {"session": "s1", "rating": 5})]
    assert kiosk.rate(5) == []
    assert kiosk.end() == []
    assert kiosk.see(None) == []


def test_leaving_the_line_is_not_rated():
    kiosk = Kiosk()
    kiosk.see("waiting", epoch=0)
    assert kiosk.see(None) == [Ended("s1", None)]
    assert kiosk.rate(5) == []


def test_who_has_left_the_line_is_gone_though_their_place_is_kept():
    kiosk = Kiosk()
    kiosk.see("waiting", epoch=0)
    assert kiosk.see("waiting", epoch=0, left_until=60_000) == [Ended("s1", "resident_left")]
    assert kiosk.end() == []
    assert kiosk.touch("s2", CONTEXT) == [Say(RequestHelp, {"session": "s2", "context": CONTEXT})]
    assert kiosk.see("closed", epoch=0, end_reason="resident_left") == []


def test_consent_belongs_to_the_live_session():
    kiosk = Kiosk()
    assert kiosk.consent(VOICE_AND_SCREEN, "v1", "zh-CN") == []
    kiosk.see("waiting", epoch=0)
    fields = {"session": "s1", "consent": VOICE_AND_SCREEN, "text_version": "v1", "language": "zh-CN"}
    assert kiosk.consent(VOICE_AND_SCREEN, "v1", "zh-CN") == [Say(Consent, fields)]


def test_an_older_snapshot_changes_nothing_until_the_next_connection():
    kiosk = Kiosk()
    kiosk.see("ringing", number=7)
    assert kiosk.see(None, number=6) == []
    assert kiosk.live
    kiosk.connected()
    assert kiosk.see(None, number=1) == [CloseAttempt(), Ended("s1", None)]
