"""A native participant's decisions, pure: what the server says in, what is to be done out.

`AttemptRule` decides, for either side, which attempt at media between kiosk and agent is to be open; `Assistance` is the
kiosk's whole course, from the touch to the rating. Both are driven by snapshots, so that a lost message or a reconnect
changes nothing.
"""

from collections.abc import Sequence

from signaling.protocol.fields import ConsentPart, ContextPart, SessionStateName
from signaling.protocol.messages import (
    Consent,
    End,
    KioskSession,
    KioskSnapshot,
    Rate,
    RequestHelp,
    RestartMedia,
)
from signaling.protocol.timeline import Media as Role

from .actions import Action, CloseAttempt, Enable, Ended, FailureReason, OpenAttempt, Say
from .company import CompanyRule
from .pairs import OFFERED, Device, pairs_of

IN_TALK: frozenset[SessionStateName] = frozenset({"connecting", "active", "interrupted"})
LIVE: frozenset[SessionStateName] = frozenset({"waiting", "ringing", *IN_TALK})


class AttemptRule:
    """At most one attempt is open, that of the session's present epoch. An epoch is opened while it rings, or when it
    follows one that we had; who finds a talk under way without having had a part in its epoch asks for the next."""

    def __init__(self) -> None:
        self._open: tuple[str, int] | None = None
        self._known: tuple[str, int] | None = None
        self._asked: tuple[str, int] | None = None
        self._roles: frozenset[Role] = frozenset()

    def decide(
        self, session: str | None, epoch: int, state: SessionStateName, *, relay_only: bool, roles: frozenset[Role]
    ) -> list[Action]:
        """`roles`: what may be sent once somebody has accepted."""
        if session is None or (state not in IN_TALK and state != "ringing"):
            return self._closed()
        actions: list[Action] = []
        target = (session, epoch)
        if target != self._open:
            if not (state == "ringing" or self._follows(target)):
                return [*self._closed(), *self.failed(session, epoch, state, "reloaded")]
            self._open = self._known = target
            self._roles = frozenset()
            actions.append(OpenAttempt(session, epoch, relay_only))
        wanted = roles if state in IN_TALK else frozenset[Role]()
        if wanted != self._roles:
            self._roles = wanted
            actions.append(Enable(wanted))
        return actions

    def failed(self, session: str, epoch: int, state: SessionStateName, reason: FailureReason) -> list[Say]:
        """The attempt is beyond recovery: asks, once per epoch, for the next. While it rings there is nothing to ask,
        the next ring brings an epoch of its own; while the other is away, silence is no fault of the connection."""
        target = (session, epoch)
        silent = state == "interrupted" and reason != "reloaded"
        if state not in IN_TALK or silent or self._asked == target:
            return []
        self._asked = self._known = target
        return [Say(RestartMedia, {"session": session, "epoch": epoch, "reason": reason})]

    def stand_by(self, session: str, epoch: int) -> list[Action]:
        """Others are in this epoch; the next can be this side's, and is no restart then."""
        self._known = (session, epoch)
        return self._closed()

    def _follows(self, target: tuple[str, int]) -> bool:
        return self._known is not None and self._known[0] == target[0] and self._known[1] < target[1]

    def _closed(self) -> list[Action]:
        if self._open is None:
            return []
        self._open = None
        self._roles = frozenset()
        return [CloseAttempt()]


class Assistance:
    """The kiosk's side of one session after another."""

    def __init__(self) -> None:
        self.session: KioskSession | None = None
        self._rule = AttemptRule()
        self._company = CompanyRule()
        self._number = -1
        self._requested: str | None = None
        self._rateable: str | None = None

    @property
    def live(self) -> bool:
        return _is_live(self.session)

    def connected(self) -> None:
        """Snapshots are numbered per connection."""
        self._number = -1

    def touch(self, session: str, context: ContextPart) -> list[Say]:
        """The resident asks for help. `session` is a fresh name; nothing happens while a session is live."""
        if self.live:
            return []
        self._requested = session
        return [Say(RequestHelp, {"session": session, "context": context})]

    def consent(self, consent: ConsentPart, text_version: str, language: str) -> list[Say]:
        if self.session is None or not self.live:
            return []
        fields = {"session": self.session.id, "consent": consent, "text_version": text_version, "language": language}
        return [Say(Consent, fields)]

    def end(self) -> list[Say]:
        if self.session is None or not self.live:
            return []
        return [Say(End, {"session": self.session.id})]

    def rate(self, rating: int) -> list[Say]:
        """Once, for the session that has just ended after somebody had answered."""
        if self._rateable is None:
            return []
        session, self._rateable = self._rateable, None
        return [Say(Rate, {"session": session, "rating": rating})]

    def receive(self, snapshot: KioskSnapshot) -> Sequence[Action]:
        if snapshot.number < self._number:
            return []
        self._number = snapshot.number
        before, self.session = self.session, snapshot.session
        return [*self._attempt(), *self._meetings(), *self._ended(before)]

    def attempt_failed(self, session: str, epoch: int, reason: FailureReason) -> list[Say]:
        if self.session is None or (self.session.id, self.session.epoch) != (session, epoch):
            return []
        return self._rule.failed(session, epoch, self.session.state, reason)

    def meeting_failed(self, peer: str, epoch: int, reason: FailureReason, *, worked: bool) -> list[Say]:
        return self._company.failed(peer, epoch, reason, worked=worked)

    def _attempt(self) -> list[Action]:
        session = self.session
        if session is None:
            return self._rule.decide(None, 0, "closed", relay_only=False, roles=frozenset())
        roles = frozenset[Role](OFFERED[device] for device in consented(session.consent))
        return self._rule.decide(session.id, session.epoch, session.state, relay_only=session.relay_only, roles=roles)

    def _meetings(self) -> list[Action]:
        session = self.session
        if session is None or not self.live:
            return self._company.leave()
        if session.state not in IN_TALK:
            return self._company.attend(session.id)
        return self._company.decide(
            session.id,
            "kiosk",
            pairs_of("kiosk", session.guests),
            relay_only=session.relay_only,
            allowed=consented(session.consent),
            away=[guest.name for guest in session.guests if not guest.present],
        )

    def _ended(self, before: KioskSession | None) -> list[Action]:
        """A session is over for the resident when it stops being live, or makes room for another."""
        if before is None or not _is_live(before):
            return []
        now = self.session if self.session is not None and self.session.id == before.id else None
        if _is_live(now):
            return []
        self._rateable = before.id if before.answered_at is not None else None
        left = now is not None and now.left_until is not None
        return [Ended(before.id, "resident_left" if left else (now or before).end_reason)]


def _is_live(session: KioskSession | None) -> bool:
    """Who has left the line is gone, though their place is kept for a while."""
    return session is not None and session.state in LIVE and session.left_until is None


def consented(consent: ConsentPart | None) -> frozenset[Device]:
    """No answer is a no."""
    if consent is None:
        return frozenset()
    answers: dict[Device, bool] = {"microphone": consent.voice, "screen": consent.screen, "camera": consent.camera}
    return frozenset(device for device, yes in answers.items() if yes)
