"""For whoever watches the server: does it run, can it serve, which version is it."""

import asyncio
from collections.abc import Mapping
from importlib.metadata import version

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from signaling.protocol import VERSION

from .services import Check, ServicesOf

log = structlog.get_logger()
router = APIRouter(tags=["health"])

CHECK_SECONDS = 2.0


@router.get("/healthz", operation_id="get_health")
async def get_health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="get_readiness", responses={503: {"description": "Something needed is away."}})
async def get_readiness(services: ServicesOf) -> Response:
    """The process can serve: the database answers and its schema is the one that this version needs."""
    needed, wanted = await asyncio.gather(_checked(services.needed), _checked(services.wanted))
    ready = all(needed.values())
    return JSONResponse({"ready": ready, "checks": {**needed, **wanted}}, 200 if ready else 503)


@router.get("/version", operation_id="get_version")
async def get_version() -> dict[str, str | int]:
    return {"version": version("bangban"), "protocol": VERSION}


async def _checked(checks: Mapping[str, Check]) -> dict[str, bool]:
    return dict(
        zip(checks, await asyncio.gather(*(_is_well(name, check) for name, check in checks.items())), strict=True)
    )


async def _is_well(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the answer is no
        log.warning("not_ready", check=name, error=type(error).__name__)
        return False
