"""How this program logs: structured, to stderr, one line per fact, and never what must not be in a log."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

SECRET_WORDS = (
    *("token", "password", "secret", "credential", "authorization", "cookie"),
    *("proof", "signature", "challenge", "sdp", "candidate"),
)
"""A key that contains one of these never shows its value."""
REDACTED = "[redacted]"


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Covers values whose key says that they are secret, at any depth."""
    event.pop("color_message", None)  # uvicorn's text once more, for terminals
    for key, value in event.items():
        event[key] = _redacted(key, value)
    return event


def _redacted(key: str, value: object) -> object:
    if any(word in key.lower() for word in SECRET_WORDS):
        return REDACTED
    if isinstance(value, dict):
        return {inner: _redacted(str(inner), kept) for inner, kept in value.items()}
    return value


def configure_logging(level: str = "info", style: Literal["json", "console"] = "console") -> None:
    """Sends our own log and that of every library through the same processors."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        redact,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendered(style)],
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for quiet in ("uvicorn.access", "uvicorn.error", "httpx2", "httpcore2", "alembic"):
        logging.getLogger(quiet).setLevel(logging.WARNING)


def _rendered(style: Literal["json", "console"]) -> list[Processor]:
    if style == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    # The default formatter of exceptions prints local variables, and with them whatever secret they hold.
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
