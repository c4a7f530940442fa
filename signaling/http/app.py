"""The HTTP application: pages, REST, health, and the door to the socket."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.types import Receive, Scope, Send

from . import api, health
from .pages import add_pages
from .problems import ProblemDocument, add_problem_handlers
from .security import Guard
from .services import Services

SOCKET_PATH = "/ws"
OPENAPI_PATH = "/api/v1/openapi.json"


class Application(FastAPI):
    """FastAPI behind its guard. A socket passes by both: it stays open for hours and pays for every layer."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            title="Bangban",
            version="1",
            description="帮办: one touch at a self-service kiosk, and a person helps.",
            openapi_url=OPENAPI_PATH,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            lifespan=services.lifespan,
            separate_input_output_schemas=False,
        )
        self.state.services = services
        self._socket_app = services.socket_app
        self._guarded = Guard(super().__call__, services.https_only, services.embed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] == SOCKET_PATH:
            await self._socket_app(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            schema = get_openapi(
                title=self.title, version=self.version, description=self.description, routes=self.routes
            )
            problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            schema["components"]["schemas"] |= {**problem.pop("$defs"), "ProblemDocument": problem}
            self.openapi_schema = schema
        return self.openapi_schema


def create_app(services: Services) -> Application:
    app = Application(services)
    add_problem_handlers(app)
    app.include_router(health.router)
    app.include_router(api.router)
    add_pages(app, services.web_modules)
    return app
