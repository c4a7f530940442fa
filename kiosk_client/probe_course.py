"""One complete session against a server, by a synthetic resident and a synthetic agent: what `bangban probe` runs.

Everything goes the way that people go: REST, WebSocket, media over ICE with pictures and sound both ways, and at the end
the record that a manager would read.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from signaling.protocol.codes import ErrorCode
from signaling.protocol.fields import ConsentPart, ContextPart
from signaling.protocol.messages import Accept, AgentSession, AskForWrapUp, End, FinishWrapUp, Presence
from signaling.protocol.timeline import Media as Role

from .assistance import IN_TALK
from .key import KioskKey
from .link import CommandRefused
from .media.meters import Meter
from .participant import Console, Kiosk, Participant
from .rest import Credentials, Rest
from .stages import Stage, StageFailed, Stages
from .synthetic.faces import agent_equipment, resident_equipment

TEXT_VERSION = "probe-1"
CONSENT = ConsentPart(voice=True, screen=True, camera=True)
SAID_BY_KIOSK, SAID_BY_AGENT = "探测：居民 / probe: resident", "探测：帮办员 / probe: agent"
GOODBYE = 5.0
"""Seconds that clearing up may take."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who the probe is: an enrolled kiosk with its key, and a supervisor of the desk that serves it."""

    kiosk: str
    key: KioskKey
    name: str
    password: str


class Probe:
    """`run()` goes through all stages and clears up after itself; `stages` and `session` tell what came of it."""

    def __init__(
        self,
        url: str,
        access: Access,
        *,
        talk_seconds: float = 0.0,
        patience: float = 15.0,
        on_stage: Callable[[Stage], None] = lambda stage: None,
    ) -> None:
        self.stages = Stages(on_stage)
        self.session = str(uuid.uuid4())
        self.media: dict[str, Any] = {}
        self._url = url
        self._access = access
        self._talk_seconds = talk_seconds
        self._patience = patience

    async def run(self) -> bool:
        """True if every stage worked."""
        async with Rest(self._url) as rest:
            try:
                await self._course(rest)
            except StageFailed:
                return False
        return True

    def stage(self, name: str, hint: str) -> AbstractAsyncContextManager[None]:
        return self.stages.stage(name, self._patience, hint)

    async def _course(self, rest: Rest) -> None:
        as_kiosk = rest.as_kiosk(self._access.kiosk, self._access.key)
        as_staff = rest.as_staff(self._access.name, self._access.password)
        async with self.stage("server reached", "no answer at this address"):
            await rest.reach()
        async with self.stage("kiosk token", "the server does not answer in time"):
            await as_kiosk.token()
        async with self.stage("agent signed in", "the server does not answer in time"):
            await as_staff.token()
        kiosk = Kiosk(self._url, as_kiosk, resident_equipment())
        agent = Console(self._url, as_staff, agent_equipment())
        async with self._running(kiosk, agent):
            await self._connect(kiosk, agent)
            await self._queue(kiosk, agent)
            await self._meet(kiosk, agent)
            await self._part(kiosk, agent)
        await self._read_record(rest, as_staff)

    @asynccontextmanager
    async def _running(self, kiosk: Kiosk, agent: Console) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(kiosk.run()), asyncio.create_task(agent.run())]
        self.stages.watched = tasks
        try:
            yield
        finally:
            await self._clear_up(kiosk, agent)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _clear_up(self, kiosk: Kiosk, agent: Console) -> None:
        """Leaves nobody waiting, nobody in wrap-up and no agent who looks available."""
        try:
            async with asyncio.timeout(GOODBYE):
                if kiosk.link.online:
                    await kiosk.end()
                if agent.link.online:
                    await self._finish(agent)
                    await agent.command(Presence, state="offline", reason=None)
        except (CommandRefused, TimeoutError):
            return

    async def _connect(self, kiosk: Kiosk, agent: Console) -> None:
        async with self.stage("kiosk connected", "the WebSocket does not open, or gives no welcome"):
            await kiosk.until(lambda: kiosk.snapshot is not None)
        async with self.stage("agent connected", "the WebSocket does not open, or gives no welcome"):
            await agent.until(lambda: agent.snapshot is not None)
        async with self.stage("agent available", "the agent's last session does not come to its end"):
            await kiosk.end()
            await self._finish(agent)
            await agent.command(Presence, state="available", reason=None)
            await agent.until(lambda: agent.snapshot is not None and agent.snapshot.me.state == "available")

    async def _finish(self, agent: Console) -> None:
        """Ends and closes what the agent is in, if anything."""
        session = talk(agent)
        if session is None:
            return
        if session.state in IN_TALK:
            await agent.command(End, session=session.id)
            await agent.until(lambda: (now := talk(agent)) is None or now.state not in IN_TALK)
        if talk(agent) is not None:
            await agent.command(FinishWrapUp, session=session.id, outcome="technical", note="probe")
            await agent.until(lambda: talk(agent) is None)

    async def _queue(self, kiosk: Kiosk, agent: Console) -> None:
        async with self.stage("queued", "the request was not taken"):
            await kiosk.touch(self.session, ContextPart(service=None, step=None, language="zh-CN"))
            await kiosk.until(lambda: self._state(kiosk) is not None)
            self._check_taken(kiosk)
            await kiosk.consent(CONSENT, TEXT_VERSION, "zh-CN")
        async with self.stage("ring", "another agent of the desk was rung instead: give the probe a desk of its own"):
            await agent.until(lambda: self._ring(agent) is not None)
        async with self.stage("accepted", "the accept had no effect"):
            await agent.command(Accept, ring=self._ring(agent))
            await kiosk.until(lambda: self._state(kiosk) in IN_TALK)

    def _check_taken(self, kiosk: Kiosk) -> None:
        session = kiosk.assistance.session
        if session is not None and session.state == "closed":
            raise CommandRefused(ErrorCode.WRONG_STATE, f"the request was turned away: {session.end_reason}")

    async def _meet(self, kiosk: Kiosk, agent: Console) -> None:
        async with self.stage("ICE connected", "no path for media between the two: firewall, or no TURN server"):
            await kiosk.until(lambda: attempt_connected(kiosk))
            await agent.until(lambda: attempt_connected(agent))
        async with self.stage("picture kiosk → agent", "connected, but no frame of the screen could be decoded"):
            await agent.until(lambda: lively(agent, "screen") and lively(agent, "camera"))
        async with self.stage("picture agent → kiosk", "connected, but no frame of the agent could be decoded"):
            await kiosk.until(lambda: lively(kiosk, "agent_camera"))
        async with self.stage("sound both ways", "connected, but one side is silent"):
            await agent.until(lambda: lively(agent, "audio"))
            await kiosk.until(lambda: lively(kiosk, "audio"))
        async with self.stage("session active", "the server did not take the agent's word that media had come"):
            await kiosk.until(lambda: self._state(kiosk) == "active")
        async with self.stage("chat both ways", "a line did not arrive"):
            await self._exchange_lines(kiosk, agent)
        await asyncio.sleep(self._talk_seconds)
        self.media = figures(kiosk, agent)

    async def _exchange_lines(self, kiosk: Kiosk, agent: Console) -> None:
        from_kiosk, from_agent = uuid.uuid4().hex, uuid.uuid4().hex
        await kiosk.say_line(self.session, from_kiosk, SAID_BY_KIOSK)
        await agent.say_line(self.session, from_agent, SAID_BY_AGENT)
        await agent.until(lambda: any(line.key == from_kiosk for line in agent.lines(self.session)))
        await kiosk.until(lambda: any(line.key == from_agent for line in kiosk.lines(self.session)))

    async def _part(self, kiosk: Kiosk, agent: Console) -> None:
        if (now := talk(agent)) is not None and now.wrap_up == "not_asked":
            await agent.command(AskForWrapUp, session=self.session, wanted=True)
        async with self.stage("ended by the resident", "the end did not reach the agent"):
            await kiosk.end()
            await agent.until(lambda: (now := talk(agent)) is not None and now.state == "wrap_up")
        async with self.stage("rated", "the rating was not taken"):
            await kiosk.until(lambda: not kiosk.assistance.live)
            await kiosk.rate(5)
        async with self.stage("wrap-up finished", "the session did not close"):
            await agent.command(FinishWrapUp, session=self.session, outcome="solved", note="probe")
            await agent.until(lambda: talk(agent) is None)

    async def _read_record(self, rest: Rest, staff: Credentials) -> None:
        async with self.stage("record visible", "the record does not show the session as closed, solved and rated"):
            token = (await staff.token()).text
            wanted = {"state": "closed", "outcome": "solved", "rating": 5, "end_reason": "resident_ended"}
            while True:
                record = await rest.call("GET", f"/sessions/{self.session}", token=token)
                if wanted.items() <= record.items():
                    return
                await asyncio.sleep(0.2)

    def _state(self, kiosk: Kiosk) -> str | None:
        session = kiosk.assistance.session
        return session.state if session is not None and session.id == self.session else None

    def _ring(self, agent: Console) -> str | None:
        ring = agent.snapshot.ring if agent.snapshot else None
        return ring.ring if ring is not None and ring.session == self.session else None


def talk(agent: Console) -> AgentSession | None:
    return agent.snapshot.session if agent.snapshot else None


def attempt_connected(participant: Participant) -> bool:
    return participant.attempt is not None and participant.attempt.connected_at is not None


def lively(participant: Participant, role: Role) -> bool:
    """Something was decoded that is neither black nor silent."""
    meter = meter_of(participant, role)
    return meter is not None and meter.first_lively_at is not None


def meter_of(participant: Participant, role: Role) -> Meter | None:
    attempt = participant.attempt
    return attempt.peer.meters.get(role) if attempt is not None and attempt.peer is not None else None


def figures(kiosk: Kiosk, agent: Console) -> dict[str, Any]:
    """What each side had decoded by now, and by which path."""
    seen: dict[str, Any] = {}
    sides: tuple[tuple[str, Participant, tuple[Role, ...]], ...] = (
        ("kiosk", kiosk, ("audio", "agent_camera")),
        ("agent", agent, ("audio", "screen", "camera")),
    )
    for side, participant, roles in sides:
        peer = participant.attempt.peer if participant.attempt else None
        meters = {role: meter for role in roles if (meter := meter_of(participant, role))}
        seen[side] = {"path": peer.path if peer else "unknown"} | {
            role: {"frames": meter.frames, "level": round(meter.level, 1), "width": meter.width, "height": meter.height}
            for role, meter in meters.items()
        }
    return seen
