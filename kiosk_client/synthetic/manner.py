"""How quick people are, and what they say."""

import asyncio
import random
from dataclasses import dataclass

from signaling.protocol.fields import Language

Range = tuple[float, float]
"""Seconds, from and to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Human delays. `QUICK` has hardly any, for tests."""

    accept: Range = (1.5, 5.0)
    consent: Range = (2.0, 5.0)
    patience: Range = (90.0, 150.0)
    """How long the resident waits to be answered."""
    line: Range = (3.0, 8.0)
    talk: Range = (40.0, 90.0)
    """How long the resident stays, and the agent waits for them to end."""
    rate: Range = (2.0, 5.0)
    wrap_up: Range = (5.0, 12.0)


QUICK = Pace(accept=(0, 0), consent=(0, 0), line=(0, 0), talk=(0.5, 0.5), rate=(0, 0), wrap_up=(0, 0))


async def pause(rng: random.Random, span: Range) -> None:
    await asyncio.sleep(rng.uniform(*span))


GREETING: dict[Language, str] = {
    "zh-CN": "您好，我是帮办员，咱们慢慢来。",
    "en": "Hello, I am here to help. There is no hurry.",
}
SEEING: dict[Language, str] = {
    "zh-CN": "我能看到您的屏幕了。",
    "en": "I can see your screen now.",
}
ADVICE: dict[Language, list[str]] = {
    "zh-CN": [
        "请把证件放在读卡区，听到“滴”的一声再拿开。",
        "现在请按下面那个绿色的大按钮。",
        "核对一下姓名和有效期，没问题就点“下一步”。",
        "马上就好，请等机器打印，不要着急。",
    ],
    "en": [
        "Please lay your card on the reader until you hear the beep.",
        "Now press the large green button at the bottom.",
        "Please check the name and the date, then press Next.",
        "Almost done: wait for the printer, please.",
    ],
}
FAREWELL: dict[Language, str] = {
    "zh-CN": "办好了，请记得带走证件和回执。再见！",
    "en": "All done. Please take your card and the receipt. Goodbye!",
}
THANKS: dict[Language, list[str]] = {
    "zh-CN": ["好的，我找到了。", "字有点小，我看一下。", "谢谢您，办好了！"],
    "en": ["I have found it.", "One moment, please.", "Thank you, it worked!"],
}
