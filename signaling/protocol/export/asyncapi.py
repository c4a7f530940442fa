"""`asyncapi.json`: the protocol as an AsyncAPI 3.0 document, seen from the server."""

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from signaling.protocol import VERSION
from signaling.protocol.codes import CLOSE_MEANING, ERROR_MEANING, MAX_FRAME
from signaling.protocol.messages import Message

from .description import client_messages, describe_message, server_messages

REPLIES = ("done", "refused", "ice_servers")
OPERATIONS = {
    "receiveFromKiosk": ("receive", "kiosk", "What a kiosk says."),
    "receiveFromAgent": ("receive", "agent", "What an agent's console says."),
    "send": ("send", "server", "What the server says. Signalling is relayed word for word to the other participant."),
}


def asyncapi() -> str:
    every = dict.fromkeys([*client_messages(), *server_messages()])
    _, schemas = models_json_schema(
        [(message, "serialization") for message in every], ref_template="#/components/schemas/{model}"
    )
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Bangban signalling",
            "version": str(VERSION),
            "description": (
                "What kiosks and agents' consoles say to the server on `/ws`, as JSON text frames of at most "
                f"{MAX_FRAME} bytes. PROTOCOL.md explains it."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {"example": {"host": "help.example.org", "protocol": "wss"}},
        "channels": {
            "ws": {
                "address": "/ws",
                "messages": {_name(message): _ref("messages", _name(message)) for message in every},
                "bindings": {"ws": {"method": "GET"}},
                "x-close-codes": {str(code.value): text for code, text in CLOSE_MEANING.items()},
            }
        },
        "operations": {name: _operation(*operation) for name, operation in OPERATIONS.items()},
        "components": {
            "messages": {_name(message): _message(message) for message in every},
            "schemas": json.loads(json.dumps(schemas["$defs"]), object_hook=_portable),
        },
        "x-error-codes": {code.value: text for code, text in ERROR_MEANING.items()},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _name(message: type[Message]) -> str:
    return message.model_fields["type"].default


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _on_channel(name: str) -> dict[str, str]:
    return {"$ref": f"#/channels/ws/messages/{name}"}


def _operation(action: str, sender: str, summary: str) -> dict[str, Any]:
    candidates = server_messages() if sender == "server" else client_messages()
    spoken = [message for message in candidates if action == "send" or sender in message.senders]
    operation: dict[str, Any] = {
        "action": action,
        "channel": {"$ref": "#/channels/ws"},
        "summary": summary,
        "messages": [_on_channel(_name(message)) for message in spoken],
    }
    if action == "receive":
        operation["reply"] = {
            "channel": {"$ref": "#/channels/ws"},
            "messages": [_on_channel(name) for name in REPLIES],
        }
    return operation


def _message(message: type[Message]) -> dict[str, Any]:
    described = {
        "name": _name(message),
        "payload": _ref("schemas", message.__name__),
        "x-from": sorted(message.senders),
    }
    text = describe_message(message).text
    return {**described, "description": text} if text else described


def _portable(schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON Schema object as AsyncAPI has it: a discriminator is the name of a property."""
    if isinstance(schema.get("title"), str):
        del schema["title"]
    if "propertyName" in schema.get("discriminator", {}):
        schema["discriminator"] = schema["discriminator"]["propertyName"]
    return schema
