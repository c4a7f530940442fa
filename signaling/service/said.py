"""That a text is there in every language of the pages."""

from collections.abc import Iterator

from signaling.protocol.fields import ShortText, Text

from .faults import Fault


def unsaid(field: str, text: Text | ShortText) -> Iterator[Fault]:
    for language, said in (("zh-CN", text.zh_CN), ("en", text.en)):
        if not said.strip():
            yield Fault(f"{field}.{language}", "is missing", "missing")
