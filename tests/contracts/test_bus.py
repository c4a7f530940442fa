"""`Bus`: wakes and relays between nodes, and knows which of them live."""

import asyncio
from collections.abc import Callable

from signaling.core.ids import NodeId
from signaling.ports import Bus
from tests.support.waiting import until

SOON = 5.0
OpenBus = Callable[[], Bus]


class Ear:
    """A subscriber that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, payload: str) -> None:
        self.heard.append(payload)

    async def hears(self, *payloads: str) -> None:
        await until(lambda: self.heard == list(payloads), SOON, f"{payloads}; heard {self.heard}")


async def test_a_message_reaches_every_node_and_the_sender_too(open_bus: OpenBus) -> None:
    one, two = open_bus(), open_bus()
    here, there = Ear(), Ear()
    await one.subscribe("desk:a", here)
    await two.subscribe("desk:a", there)
    await one.publish("desk:a", "17")
    await here.hears("17")
    await there.hears("17")


async def test_a_message_reaches_every_subscriber_once(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    one, two = Ear(), Ear()
    for ear in (one, one, two):
        await bus.subscribe("desk:a", ear)
    await far.publish("desk:a", "1")
    await far.publish("desk:a", "2")
    await one.hears("1", "2")
    await two.hears("1", "2")


async def test_messages_of_one_sender_keep_their_order(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    ear = Ear()
    await bus.subscribe("node:1", ear)
    numbers = [str(number) for number in range(1_000)]
    for number in numbers:
        await far.publish("node:1", number)
    await ear.hears(*numbers)


async def test_any_text_is_carried(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    ear = Ear()
    await bus.subscribe("node:1", ear)
    payloads = ("", " ", "a b  c", "视频帮助\r\n", '{"sdp": "v=0\\r\\n"}', "x" * 64 * 1024)
    for payload in payloads:
        await far.publish("node:1", payload)
    await ear.hears(*payloads)


async def test_other_channels_are_not_heard(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    ear, other = Ear(), Ear()
    await bus.subscribe("desk:a", ear)
    await bus.subscribe("desk:b", other)
    await far.publish("desk:b", "b")
    await far.publish("desk:a", "a")
    await ear.hears("a")
    await other.hears("b")


async def test_who_unsubscribes_hears_no_more_and_may_come_back(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    ear, witness = Ear(), Ear()
    await bus.subscribe("desk:a", ear)
    await bus.subscribe("desk:a", witness)
    await bus.unsubscribe("desk:a", ear)
    await far.publish("desk:a", "1")
    await witness.hears("1")
    await bus.subscribe("desk:a", ear)
    await far.publish("desk:a", "2")
    await witness.hears("1", "2")
    await ear.hears("2")


async def test_the_last_to_unsubscribe_may_come_back_at_once(open_bus: OpenBus) -> None:
    bus, far = open_bus(), open_bus()
    ear = Ear()
    for _ in range(5):
        await bus.subscribe("desk:a", ear)
        await bus.unsubscribe("desk:a", ear)
    await bus.subscribe("desk:a", ear)
    await far.publish("desk:a", "1")
    await ear.hears("1")


async def test_unsubscribing_what_was_never_subscribed_is_nothing(open_bus: OpenBus) -> None:
    await open_bus().unsubscribe("desk:a", Ear())


async def test_a_handler_that_fails_hears_the_next_message(open_bus: OpenBus) -> None:
    bus = open_bus()
    ear = Ear()

    async def fails_once(payload: str) -> None:
        await ear(payload)
        if payload == "1":
            raise RuntimeError("a fault of the handler")

    await bus.subscribe("desk:a", fails_once)
    await bus.publish("desk:a", "1")
    await bus.publish("desk:a", "2")
    await ear.hears("1", "2")


async def test_a_slow_handler_delays_nobody_else(open_bus: OpenBus) -> None:
    bus = open_bus()
    ear, gate = Ear(), asyncio.Event()

    async def slow(_payload: str) -> None:
        await gate.wait()

    await bus.subscribe("desk:a", slow)
    await bus.subscribe("desk:a", ear)
    await bus.publish("desk:a", "1")
    await bus.publish("desk:a", "2")
    await ear.hears("1", "2")
    gate.set()


async def test_nodes_with_a_lease_live_until_it_runs_out(open_bus: OpenBus) -> None:
    one, two = open_bus(), open_bus()
    await one.keep_lease(NodeId("node-1"), 60_000)
    await two.keep_lease(NodeId("node-2"), 400)
    assert await one.living_nodes() == {"node-1", "node-2"}
    assert await two.living_nodes() == {"node-1", "node-2"}

    async def second_is_gone() -> bool:
        return await one.living_nodes() == {"node-1"}

    await until(second_is_gone, SOON, "the lease to run out")


async def test_a_lease_that_is_kept_does_not_run_out(open_bus: OpenBus) -> None:
    bus = open_bus()
    await bus.keep_lease(NodeId("node-1"), 300)
    await bus.keep_lease(NodeId("node-1"), 60_000)
    await bus.keep_lease(NodeId("short"), 400)

    async def short_is_gone() -> bool:
        return await bus.living_nodes() == {"node-1"}

    await until(short_is_gone, SOON, "the other lease to run out")
