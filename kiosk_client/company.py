"""Which connections with guests are to be open, pure: the plan of `pairs` in, what is to be done out."""

from collections.abc import Iterable, Sequence

from signaling.protocol.messages import RestartMedia

from .actions import Action, FailureReason, Follow, Meet, Part, Say
from .pairs import Device, Pair

ATTEMPTS = 2
"""At connecting two participants. Each further one makes the guest's connections with all others anew, too."""


class CompanyRule:
    """One connection per pair and epoch. What an earlier run of this program began, or what was closed, the other side
    has answered already: only the guest's next epoch reaches this one, and it is asked for once. Two who cannot be
    connected at all are left alone."""

    def __init__(self) -> None:
        self._session: str | None = None
        self._open: dict[str, tuple[Pair, frozenset[Device]]] = {}
        self._begun: set[tuple[str, str, int]] = set()
        self._asked: set[tuple[str, int]] = set()
        self._vain: set[tuple[str, str, int]] = set()
        self._away: frozenset[str] = frozenset()

    def attend(self, session: str) -> list[Action]:
        """In a session that is not, or no more, a talk: whoever joins after this is met for the first time."""
        return self.decide(session, "", (), relay_only=False, allowed=frozenset())

    def leave(self) -> list[Action]:
        self._session = None
        self._begun, self._asked, self._vain = set(), set(), set()
        return self._part(self._open)

    def decide(
        self,
        session: str,
        me: str,
        pairs: Sequence[Pair],
        *,
        relay_only: bool,
        allowed: frozenset[Device],
        away: Iterable[str] = (),
    ) -> list[Action]:
        """`allowed`: the devices that may be used at all. `away`: who has no connection to the server now."""
        actions: list[Action] = []
        if session != self._session:
            actions += self.leave()
            self._session = session
            self._begun = {_name(pair) for pair in pairs}
        self._away = frozenset(away)
        wanted = {_name(pair) for pair in pairs}
        actions += self._part([peer for peer, (pair, _) in self._open.items() if _name(pair) not in wanted])
        for pair in pairs:
            if pair.peer not in self._open:
                if _name(pair) in self._begun:
                    actions += self._ask(pair, "reloaded")
                    continue
                self._begun.add(_name(pair))
                actions.append(Meet(session, me, pair, relay_only))
            actions += self._follow(pair, pair.sends & allowed)
        return actions

    def failed(self, peer: str, epoch: int, reason: FailureReason, *, worked: bool) -> list[Say]:
        """The connection is beyond recovery; `worked`: there had been one. While the other is away silence is no fault
        of it."""
        pair, _ = self._open.get(peer, (None, None))
        if pair is None or pair.epoch != epoch or (reason == "no_media" and peer in self._away):
            return []
        vain = {name for name in self._vain if name[:2] == (pair.peer, pair.guest)}
        if worked:
            self._vain -= vain
        else:
            self._vain.add(_name(pair))
            if len(vain | {_name(pair)}) >= ATTEMPTS:
                return []
        return self._ask(pair, reason)

    def _follow(self, pair: Pair, sends: frozenset[Device]) -> list[Action]:
        if self._open.get(pair.peer) == (pair, sends):
            return []
        self._open[pair.peer] = (pair, sends)
        return [Follow(pair, sends)]

    def _part(self, peers: Iterable[str]) -> list[Action]:
        gone = list(peers)
        for peer in gone:
            del self._open[peer]
        return [Part(peer) for peer in gone]

    def _ask(self, pair: Pair, reason: FailureReason) -> list[Say]:
        if self._session is None or (pair.guest, pair.epoch) in self._asked:
            return []
        self._asked.add((pair.guest, pair.epoch))
        fields = {"session": self._session, "guest": pair.guest, "epoch": pair.epoch, "reason": reason}
        return [Say(RestartMedia, fields)]


def _name(pair: Pair) -> tuple[str, str, int]:
    return pair.peer, pair.guest, pair.epoch
