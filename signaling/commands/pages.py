"""A page that a command looks at: a file, or fetched by its address."""

from pathlib import Path

import httpx2

from .running import fail

MOST_BYTES = 5_000_000
SECONDS = 20


def read_page(place: str) -> bytes:
    try:
        content = _fetched(place) if place.startswith(("http://", "https://")) else Path(place).read_bytes()
    except (OSError, httpx2.HTTPError, httpx2.InvalidURL) as error:
        fail(f"the page {place} cannot be read: {error}")
    if len(content) > MOST_BYTES:
        fail(f"the page {place} is longer than {MOST_BYTES} bytes")
    return content


def _fetched(address: str) -> bytes:
    """No more than is needed to see that it is too long."""
    content = b""
    with httpx2.stream("GET", address, follow_redirects=True, timeout=SECONDS) as answer:
        answer.raise_for_status()
        for part in answer.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                break
    return content
