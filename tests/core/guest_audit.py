"""What a desk promises about more than two in a talk."""

from dataclasses import replace
from typing import Any

from .audited import Helper, Resident


class GuestAudit:
    residents: dict[str, Resident]
    helpers: dict[str, Helper]

    def _talk(self, event: Any) -> Resident:
        resident = self.residents[event.session]
        assert resident.phase == "talk", f"{event.kind} while {resident.phase}"
        return resident

    def _next_epoch(self, resident: Resident, event: Any) -> None:
        assert event.epoch > resident.epoch, "epochs strictly increase"
        resident.epoch = event.epoch

    def _guest_rung(self, event: Any) -> None:
        resident = self._talk(event)
        assert event.by == resident.agent, "the agent asks others to join"
        assert event.mode in ("consult", "conference"), "nobody can be asked to listen in"
        assert event.deadline > event.at
        helper = self.helpers[event.agent]
        assert helper.state == "available", "who is free"
        assert helper.linked
        self._comes(resident, event)

    def _comes(self, resident: Resident, event: Any) -> None:
        assert event.guest not in resident.guest_names, "a name is one guest's"
        resident.guest_names.add(event.guest)
        resident.guests[event.guest] = event
        resident.guest_epochs[event.guest] = 1

    def _guest_joined(self, event: Any) -> None:
        resident = self._talk(event)
        if event.by is None:
            assert event.mode in ("monitor", "whisper", "conference")
            helper = self.helpers[event.agent]
            assert helper.linked
            helper.chosen = helper.state  # whatever they were before, they are again afterwards
            self._comes(resident, event)
            resident.hand_raised = False
            return
        if event.agent is None:
            self._family_joined(resident, event)
            return
        rung = resident.guests[event.guest]
        assert (rung.kind, rung.agent, rung.mode) == ("guest_rung", event.agent, event.mode)
        assert event.at < rung.deadline, "nobody accepts after the deadline"
        resident.guests[event.guest] = event

    # --- family -------------------------------------------------------------------------------------------------------

    def _guest_admitted(self, event: Any) -> None:
        resident = self._talk(event)
        assert event.by == resident.agent, "the agent admits"
        assert event.deadline == event.at + 600_000, "a code can be used for ten minutes"
        self._comes(resident, event)

    def _guest_redeemed(self, event: Any) -> None:
        resident = self._talk(event)
        admitted = resident.guests[event.guest]
        assert admitted.kind == "guest_admitted", "a code is used once"
        assert event.at < admitted.deadline, "and in time"
        assert event.deadline > event.at
        resident.guests[event.guest] = event

    def _family_joined(self, resident: Resident, event: Any) -> None:
        redeemed = resident.guests[event.guest]
        assert redeemed.kind == "guest_redeemed", "who comes has used a code"
        assert event.at < redeemed.deadline, "not long before"
        assert event.mode == "conference", "family hides from nobody"
        resident.guests[event.guest] = event
        resident.family[event.guest] = event.link

    def _guest_attached(self, event: Any) -> None:
        resident = self._talk(event)
        assert resident.family[event.guest] == event.replaces != event.link, "the newest connection is theirs"
        resident.family[event.guest] = event.link

    def _guest_lost(self, event: Any) -> None:
        resident = self._talk(event)
        assert resident.family[event.guest] is not None, "a link is lost once"
        assert event.until > event.at, "there is time to come back"
        resident.family[event.guest], resident.family_until[event.guest] = None, event.until

    def _family_left(self, resident: Resident, guest: Any, event: Any) -> None:
        assert event.agent is None
        assert event.reason != "declined"
        if event.reason == "lost":
            assert resident.family[event.guest] is None, "who is connected is not lost"
            assert event.at >= resident.family_until[event.guest], "who was lost has time to come back"

    # ------------------------------------------------------------------------------------------------------------------

    def _guest_mode_changed(self, event: Any) -> None:
        resident = self._talk(event)
        guest = resident.guests[event.guest]
        allowed = ("monitor", "whisper", "conference") if guest.by is None else ("conference",)
        assert event.mode in allowed, "who was asked does not listen in; whom the resident has met is not hidden again"
        resident.guests[event.guest] = replace(guest, mode=event.mode)

    def _guest_media_restarted(self, event: Any) -> None:
        resident = self._talk(event)
        assert resident.guests[event.guest].kind == "guest_joined"
        assert event.epoch > resident.guest_epochs[event.guest], "epochs strictly increase"
        resident.guest_epochs[event.guest] = event.epoch

    def _guest_left(self, event: Any) -> None:
        resident = self._talk(event)
        guest = resident.guests.pop(event.guest)
        assert getattr(guest, "agent", None) == event.agent
        if event.agent is None:
            self._family_left(resident, guest, event)
        joined = guest.kind == "guest_joined"
        met = event.reason == "over" and joined and guest.mode == "conference"
        if met and event.agent and self.helpers[event.agent].linked:
            resident.heir_left_at = event.at
        if event.reason in ("declined", "unanswered", "withdrawn"):
            assert not joined, f"{event.reason} after they joined"
        if event.reason in ("left", "dismissed"):
            assert joined, f"{event.reason} before they joined"
        assert event.reason != "unanswered" or event.at >= guest.deadline, "a ring has its full time"

    def _session_handed_over(self, event: Any) -> None:
        resident = self._talk(event)
        guest = resident.guests.pop(event.guest)
        assert (guest.kind, guest.agent) == ("guest_joined", event.agent), "to who is there"
        assert event.agent, "family serves nobody"
        assert event.previous == resident.agent
        assert self.helpers[event.agent].linked, "and connected"
        assert event.reason != "taken_over" or guest.by is None, "who was asked to join takes nothing over"
        assert event.reason != "lost" or guest.mode == "conference", "who goes on has met the resident"
        self.helpers[event.previous].talked += event.at - resident.agent_since
        self.helpers[event.agent].accepted += 1
        self._next_epoch(resident, event)
        for name, other in resident.guests.items():
            resident.guest_epochs[name] += other.kind == "guest_joined"
        resident.agent, resident.agent_since = event.agent, event.at
        resident.active, resident.asked, resident.hand_raised = False, False, False
        resident.connect_until, resident.renewals = event.connect_until, 0

    def _hand_raised(self, event: Any) -> None:
        resident = self._talk(event)
        assert resident.hand_raised != event.raised, "an event changes something"
        resident.hand_raised = event.raised
