"""Takes commands to a desk's switchboard: batch, decide, append at the expected version, try again on a conflict."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from signaling.core.events import DeskEvent, SessionForwarded, SessionQueued, SessionTurnedAway
from signaling.core.ids import DeskId, SessionId
from signaling.core.policy import DeskPolicy
from signaling.core.refusals import Refusal, RefusalCode
from signaling.core.switchboard import Decision, Switchboard
from signaling.ports import Bus, Clock, DeskLog, SessionIdTaken, StorageUnavailable, VersionConflict

log = structlog.get_logger()

Verb = Callable[[Switchboard, int], Decision]
Listener = Callable[[Sequence[DeskEvent]], Awaitable[None]]
Takers = Callable[[DeskPolicy], frozenset[DeskId]]
"""Which other desks would take somebody in now."""

SNAPSHOT_EVERY = 5_000
"""Events between snapshots: a start replays at most this many, which takes well under a second."""
RECONCILE_MS = 2_000
"""How long a lost wake-up from another node can go unnoticed."""
RETRY_MS = 500
"""Pause before reading again from a database that was away."""
BATCH = 500
TAKEN = Refusal(RefusalCode.WRONG_STATE, "there was a session of this id before; make a new one")
LOOK = ""
"""On the bus in the place of a version: this desk got something, whatever its version is now."""


def nobody(_: DeskPolicy) -> frozenset[DeskId]:
    return frozenset()


@dataclass(slots=True)
class _Command:
    verb: Verb
    answer: asyncio.Future[Decision] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Dispatcher:
    """The only writer of one desk on this node. What `submit` returns is stored."""

    def __init__(
        self,
        policy: DeskPolicy,
        desk_log: DeskLog,
        bus: Bus,
        clock: Clock,
        listener: Listener,
        takers: Takers = nobody,
    ) -> None:
        self.desk_id: DeskId = policy.desk
        self.switchboard = Switchboard(policy)
        self.version = 0
        self._log, self._bus, self._clock, self._listener = desk_log, bus, clock, listener
        self._takers = takers
        self._pending: list[_Command] = []
        self._wake = asyncio.Event()
        self._behind = False
        self._reconcile_at = 0
        self._snapshot_version = 0

    async def start(self) -> None:
        await self._bus.subscribe(_channel(self.desk_id), self._on_wake)
        await self._load(announce=False)

    async def stop(self) -> None:
        await self._bus.unsubscribe(_channel(self.desk_id), self._on_wake)

    async def submit(self, verb: Verb, *, fresh: bool = False) -> Decision:
        """Carries one verb out. Raises StorageUnavailable if it could not be stored; then nothing is known of it, and the
        same verb may be submitted again. `fresh` reads first what other nodes did: a verb that decides on nothing appends
        nothing, and so would never find out that this node was behind."""
        command = _Command(verb)
        self._pending.append(command)
        self._behind = self._behind or fresh
        self._wake.set()
        return await command.answer

    def follow(self, policy: DeskPolicy) -> None:
        """Other rules, from now on: who could not be rung before may be."""
        self.switchboard.policy = policy
        self._behind = True
        self._wake.set()

    async def run(self) -> None:
        """Works until cancelled."""
        while True:
            await self._wait()
            batch, self._pending = self._pending[:BATCH], self._pending[BATCH:]
            try:
                if self._behind:
                    await self._catch_up()
                await self._carry_out(batch)
            except StorageUnavailable as error:
                log.error("storage_unavailable", desk=self.desk_id, error=str(error))
                for command in batch:
                    if not command.answer.done():
                        command.answer.set_exception(StorageUnavailable(str(error)))
                await self._recover()

    async def _wait(self) -> None:
        """Until there is a command or a deadline, or it is time to look what other nodes did."""
        if self._pending or self._behind:
            return
        self._wake.clear()
        due = self.switchboard.next_deadline()
        until = self._reconcile_at if due is None else min(due, self._reconcile_at)
        try:
            async with asyncio.timeout(max(0, until - self._clock.now()) / 1000):
                await self._wake.wait()
        except TimeoutError:
            if self._clock.now() >= self._reconcile_at:
                self._behind = True

    async def _on_wake(self, payload: str) -> None:
        if payload == LOOK or int(payload) > self.version:
            self._behind = True
            self._wake.set()

    async def _carry_out(self, batch: list[_Command]) -> None:
        barred: dict[int, Refusal] = {}
        while True:
            events, decisions = self._decide(batch, barred)
            try:
                if events:
                    await self._log.append(self.desk_id, self.version, events)
            except (VersionConflict, SessionIdTaken) as error:
                if isinstance(error, SessionIdTaken):
                    barred[_beginner(decisions, error.session)] = TAKEN
                await self._load(announce=True)
                continue
            break
        self.version += len(events)
        for command, decision in zip(batch, decisions, strict=True):
            if not command.answer.done():
                command.answer.set_result(decision)
        if events:
            await self._listener(events)
            await self._bus.publish(_channel(self.desk_id), str(self.version))
            for to in dict.fromkeys(event.to for event in events if isinstance(event, SessionForwarded)):
                await self._bus.publish(_channel(to), LOOK)
            await self._maybe_snapshot()

    def _decide(self, batch: list[_Command], barred: dict[int, Refusal]) -> tuple[list[DeskEvent], list[Decision]]:
        """What happens, and the answer to each command; the barred ones, by their place, are not carried out."""
        now = self._clock.now()
        self.switchboard.know_takers(self._takers(self.switchboard.policy))
        events: list[DeskEvent] = list(self.switchboard.tick(now))
        decisions: list[Decision] = []
        for place, command in enumerate(batch):
            decision = barred.get(place) or command.verb(self.switchboard, now)
            decisions.append(decision)
            if not isinstance(decision, Refusal):
                events.extend(decision)
        return events, decisions

    async def _catch_up(self) -> None:
        self._behind = False
        self._reconcile_at = self._clock.now() + RECONCILE_MS
        events = await self._log.read(self.desk_id, self.version)
        if events:
            self.switchboard.desk.apply_all(events)
            self.version += len(events)
            await self._listener(events)

    async def _load(self, *, announce: bool) -> None:
        """Starts again from what is stored; `announce` tells the listener what this node had not seen."""
        loaded = await self._log.load(self.desk_id)
        switchboard = Switchboard(self.switchboard.policy, loaded.state)
        switchboard.desk.apply_all(loaded.events)
        seen, self.version = self.version, loaded.version + len(loaded.events)
        self._snapshot_version = loaded.version
        self.switchboard = switchboard
        if announce and self.version > seen:
            await self._listener(await self._log.read(self.desk_id, seen))

    async def _recover(self) -> None:
        while True:
            try:
                await self._load(announce=True)
            except StorageUnavailable:
                await self._clock.sleep_until(self._clock.now() + RETRY_MS)
            else:
                log.info("storage_back", desk=self.desk_id, version=self.version)
                return

    async def _maybe_snapshot(self) -> None:
        if self.version - self._snapshot_version >= SNAPSHOT_EVERY:
            try:
                await self._log.save_snapshot(self.desk_id, self.version, self.switchboard.state)
                self._snapshot_version = self.version
            except StorageUnavailable as error:
                log.error("snapshot_failed", desk=self.desk_id, error=str(error))


def _beginner(decisions: list[Decision], session: SessionId) -> int:
    """The place of the last command that began the session: whoever came before it was first."""
    begins = (SessionQueued, SessionTurnedAway)
    return max(
        place
        for place, decision in enumerate(decisions)
        if not isinstance(decision, Refusal)
        and any(isinstance(event, begins) and event.session == session for event in decision)
    )


def _channel(desk: DeskId) -> str:
    return f"desk:{desk}"
