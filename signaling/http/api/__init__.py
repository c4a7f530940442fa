"""The REST interface, `/api/v1`: one module per subject."""

from fastapi import APIRouter

from . import auth, desk_versions, desks, enrolments, guests, guides, kiosks, sessions, sites, staff, tickets

router = APIRouter(prefix="/api/v1")
for _subject in (auth, enrolments, kiosks, sites, desks, desk_versions, staff, sessions, tickets, guests, guides):
    router.include_router(_subject.router)
