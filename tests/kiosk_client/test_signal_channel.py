"""Signalling survives a link that loses things."""

import random

import pytest

from kiosk_client.signal_channel import SignalChannel
from signaling.protocol.messages import AskIceRestart, Candidate, Signal, SignalAck, SignalBody


class Wire:
    """Both ends of an attempt, with a link between them that can be cut or made lossy."""

    def __init__(self, lose: float = 0.0, epochs: tuple[int, int] = (1, 1)) -> None:
        self.rng = random.Random(7)
        self.lose = lose
        self.heard: list[SignalBody] = []
        self.queue: list[Signal | SignalAck] = []
        self.kiosk = self.channel("kiosk", "agent", epochs[0], [])
        self.agent = self.channel("agent", "kiosk", epochs[1], self.heard)

    def channel(self, me: str, peer: str, epoch: int, heard: list[SignalBody]) -> SignalChannel:
        return SignalChannel(
            session="s1", epoch=epoch, me=me, peer=peer, transmit=self.queue.append, on_body=heard.append
        )

    def carry(self) -> None:
        while self.queue:
            message = self.queue.pop(0)
            if self.rng.random() >= self.lose:
                (self.agent if message.sender == "kiosk" else self.kiosk).receive(message)

    def close(self) -> None:
        self.kiosk.close()
        self.agent.close()


def bodies(count: int) -> list[SignalBody]:
    return [Candidate(kind="candidate", candidate=f"candidate:{number}", mid="0") for number in range(count)]


@pytest.mark.parametrize("seed", range(5))
async def test_bodies_arrive_once_and_in_order_over_a_link_that_loses_half(seed):
    wire = Wire(lose=0.5)
    wire.rng.seed(seed)
    sent = bodies(20)
    for body in sent:
        wire.kiosk.send(body)
        wire.carry()
    for _ in range(60):
        wire.kiosk.resend()
        wire.carry()
    wire.close()
    assert wire.heard == sent


async def test_what_is_acknowledged_is_not_sent_again():
    wire = Wire()
    for body in bodies(3):
        wire.kiosk.send(body)
    wire.carry()
    wire.kiosk.resend()
    assert wire.queue == []
    wire.close()


async def test_another_epoch_is_not_heard():
    wire = Wire(epochs=(1, 2))
    wire.kiosk.send(AskIceRestart(kind="ask_ice_restart", reason="failed"))
    wire.carry()
    assert wire.heard == []
    wire.close()
