"""What commands share: settings, the database beside a server that may be running, and refusals in sentences."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError

from signaling.logs import configure_logging
from signaling.ports import NameTaken, StorageUnavailable, Unknown
from signaling.service.enrolment import TooManyCodes, UnknownCode
from signaling.service.staff import DeskMissing
from signaling.settings import Settings

if TYPE_CHECKING:
    from signaling.wiring import Adapters

T = TypeVar("T")


def read_settings(**given: Any) -> Settings:
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fail(*_sentences(error))
    except (OSError, ValueError) as error:
        fail(str(error))


def _sentences(error: ValidationError) -> list[str]:
    found: list[str] = []
    for fault in error.errors():
        message = fault["msg"].removeprefix("Value error, ")
        field = ".".join(str(part) for part in fault["loc"])
        found += [f"{field}: {message}"] if field else message.split("; ")
    return found


def from_database(work: Callable[[], T]) -> T:
    try:
        return work()
    except (StorageUnavailable, OSError, ValueError) as error:
        fail(f"the database cannot be used: {error}")


def with_adapters(work: Callable[["Adapters"], Awaitable[T]]) -> T:
    """Works on the database beside a server that may be running."""
    from signaling.adapters.migrations import at_head
    from signaling.wiring import Adapters

    settings = read_settings()
    configure_logging("warning", settings.log_format)
    if not from_database(lambda: at_head(settings.database)):
        fail("the database's schema is not that of this version: run `bangban migrate`, or start the server once")

    async def run() -> T:
        adapters = Adapters(settings)
        try:
            return await work(adapters)
        finally:
            await adapters.close()

    try:
        return asyncio.run(run())
    except NameTaken as error:
        fail(f"somebody else has the name {error}")
    except Unknown as error:
        fail(f"there is no {error}")
    except DeskMissing as error:
        fail(f"an account with the role {error} needs a desk")
    except (UnknownCode, TooManyCodes):
        fail("no machine shows this code now: it is mistyped, older than ten minutes, or was answered already")
    except StorageUnavailable as error:
        fail(f"the database cannot be used: {error}")


def fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        print(f"bangban: {sentence}", file=sys.stderr)
    raise typer.Exit(2)
