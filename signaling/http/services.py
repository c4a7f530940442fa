"""What the HTTP part works with. The composition root makes it; routes get it from the request."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.types import ASGIApp

from signaling.ports import Administration, Directory
from signaling.record_ports import SessionRecords
from signaling.service.desks import Desks
from signaling.service.enrolment import Enrolling
from signaling.service.family import Family
from signaling.service.guides import Guides
from signaling.service.identity import Identity
from signaling.service.places import Places
from signaling.service.staff import Staff
from signaling.service.tickets import Tickets

Check = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Services:
    identity: Identity
    staff: Staff
    enrolling: Enrolling
    places: Places
    desks: Desks
    guides: Guides
    directory: Directory
    administration: Administration
    records: SessionRecords
    tickets: Tickets
    family: Family
    origins: frozenset[str]
    """Whose pages may sign in; `*` is anybody."""
    embed_origins: frozenset[str]
    """Whose pages may hold the kiosk's page in a frame."""
    https_only: bool
    web_modules: Path
    """The node_modules directory that holds lit."""
    needed: Mapping[str, Check]
    """What must be well for this node to be sent requests."""
    wanted: Mapping[str, Check]
    """What is reported, and can be away."""
    socket_app: ASGIApp
    """Serves `/ws`."""
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]]


def _services(request: Request) -> Services:
    return request.app.state.services


ServicesOf = Annotated[Services, Depends(_services)]
