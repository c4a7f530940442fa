"""`messages.d.ts`: the protocol as TypeScript, for the pages' JSDoc."""

import json
from collections.abc import Iterator

from signaling.protocol import VERSION
from signaling.protocol.codes import CLOSE_MEANING, ERROR_MEANING

from .description import (
    Basic,
    Choice,
    ListOf,
    ModelDescription,
    Named,
    OneOf,
    Type,
    aliases,
    client_messages,
    describe_message,
    parts,
    server_messages,
)

HEADER = f"""\
// Protocol version {VERSION}. Generated from the Python models by `python -m signaling.protocol.export`; do not edit.
"""
BASIC = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
WIDTH = 120


def typescript() -> str:
    blocks = [HEADER, *_codes(), *_aliases()]
    blocks += [_interface(part) for part in parts()]
    shared = [message for message in client_messages() if message not in server_messages()] + [*server_messages()]
    blocks += [_interface(describe_message(message)) for message in shared]
    blocks.append(_union("ClientMessage", [message.__name__ for message in client_messages()]))
    blocks.append(_union("ServerMessage", [message.__name__ for message in server_messages()]))
    blocks.append(
        _comment("A message that is answered by one `done`, `refused` or `ice_servers` with the same `id`.", "")
        + "export type Command = Extract<ClientMessage, { id: number }>;\n"
    )
    return "\n".join(blocks)


def _codes() -> Iterator[str]:
    errors = "".join(f"{_comment(text, '  ')}  | {json.dumps(code.value)}\n" for code, text in ERROR_MEANING.items())
    yield f"export type ErrorCode =\n{errors.rstrip()};\n"
    closes = "".join(f"{_comment(text, '  ')}  | {code.value}\n" for code, text in CLOSE_MEANING.items())
    yield f"export type CloseCode =\n{closes.rstrip()};\n"


def _aliases() -> Iterator[str]:
    for alias in aliases():
        if isinstance(alias.type, OneOf):
            names = [_type(member) for member in alias.type.members]
            yield _comment(alias.text, "") + _union(alias.name, names)
        else:
            yield f"{_comment(alias.text, '')}export type {alias.name} = {_type(alias.type)};\n"


def _interface(model: ModelDescription) -> str:
    fields = "".join(
        f"{_comment(field.text, '  ')}  {_property(field.name)}: {_type(field.type)};\n" for field in model.fields
    )
    return f"{_comment(model.text, '')}export interface {model.name} {{\n{fields}}}\n"


def _property(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def _union(name: str, members: list[str]) -> str:
    line = f"export type {name} = {' | '.join(members)};\n"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} =\n" + "\n".join(f"  | {member}" for member in members) + ";\n"


def _type(described: Type) -> str:
    match described:
        case Named(name):
            return name
        case Choice(values):
            return " | ".join(json.dumps(value) for value in values)
        case OneOf(members):
            return " | ".join(_type(member) for member in members)
        case ListOf(item):
            inner = _type(item)
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        case Basic(kind):
            return BASIC[kind]


def _comment(text: str, indent: str) -> str:
    if not text:
        return ""
    lines = text.splitlines()
    if len(lines) == 1:
        return f"{indent}/** {text} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines) + f"{indent} */\n"
