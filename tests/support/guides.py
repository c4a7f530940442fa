"""Steps of guides, as a desk is given them."""

from signaling.core.guide import Anchor, ShownStep, Words


def a_step(number: int, service: str = "card", version: int = 1) -> ShownStep:
    said = Words(f"第{number}步", f"Step {number}")
    button = Anchor(selector=None, role="button", name=said, rectangle=None)
    return ShownStep(
        service=service,
        version=version,
        step=f"step-{number}",
        number=number,
        count=5,
        title=said,
        card=said,
        spoken=None,
        anchor=button,
    )
