"""The reference part of PROTOCOL.md: every message, part, type and code, as Markdown between markers."""

import re
from collections.abc import Callable, Iterable, Sequence

from signaling.protocol.codes import CLOSE_MEANING, ERROR_MEANING
from signaling.protocol.messages import Message

from .description import (
    Basic,
    Choice,
    FieldDescription,
    ListOf,
    Named,
    OneOf,
    Type,
    aliases,
    client_messages,
    describe_message,
    parts,
    server_messages,
)

REGION = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of generated -->)", re.DOTALL)
BIGGEST = 2**53 - 1
SENDERS = {"kiosk": "a kiosk", "agent": "an agent's console", "guest": "a guest's page", "server": "the server"}


def with_tables(document: str) -> str:
    """The document with every generated region written anew."""
    return REGION.sub(lambda match: f"{match[1]}\n{REGIONS[match[2]]()}\n{match[3]}", document)


def _client_messages() -> str:
    return "\n".join(_message(message) for message in client_messages())


def _server_messages() -> str:
    return "\n".join(_message(message) for message in server_messages() if message not in client_messages())


def _message(message: type[Message]) -> str:
    described = describe_message(message)
    fields = [field for field in described.fields if field.name != "type"]
    sender = " or ".join(name for sender, name in SENDERS.items() if sender in message.senders)
    command = "server" not in message.senders and any(field.name == "id" for field in fields)
    lead = f"From {sender}{'; a command' if command else ''}. {_flow(described.text)}"
    return _section(f"`{message.model_fields['type'].default}`", lead, fields)


def _parts() -> str:
    return "\n".join(_section(part.name, _flow(part.text), part.fields) for part in parts())


def _section(title: str, text: str, fields: Sequence[FieldDescription]) -> str:
    blocks = [f"#### {title}\n", *([f"{text.rstrip()}\n"] if text else []), *([_fields(fields)] if fields else [])]
    return "\n".join(blocks)


def _fields(fields: Sequence[FieldDescription]) -> str:
    explained = any(field.text for field in fields)
    head = ["field", "type", *(["meaning"] if explained else [])]
    return _table(
        head,
        ([f"`{field.name}`", _type(field.type), *([_flow(field.text)] if explained else [])] for field in fields),
    )


def _types() -> str:
    return _table(["name", "type", "meaning"], ([f"`{a.name}`", _type(a.type), _flow(a.text)] for a in aliases()))


def _errors() -> str:
    return _table(["code", "meaning"], ([f"`{code.value}`", text] for code, text in ERROR_MEANING.items()))


def _closes() -> str:
    return _table(["code", "name", "meaning"], ([str(c.value), c.name.lower(), t] for c, t in CLOSE_MEANING.items()))


REGIONS: dict[str, Callable[[], str]] = {
    "client_messages": _client_messages,
    "server_messages": _server_messages,
    "parts": _parts,
    "types": _types,
    "errors": _errors,
    "closes": _closes,
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |\n" for row in lines)


def _flow(text: str) -> str:
    return " ".join(text.split())


def _type(described: Type) -> str:
    match described:
        case Named(name):
            return f"`{name}`" if name in {alias.name for alias in aliases()} else f"[{name}](#{name.lower()})"
        case Choice(values):
            return " or ".join(f'`"{value}"`' for value in values)
        case OneOf(members):
            return " or ".join(_type(member) for member in members)
        case ListOf(item, shortest, longest):
            return f"list of {_count(shortest, longest)}{_type(item)}"
        case Basic(kind, bounds):
            return _basic(kind, dict(bounds))


def _count(shortest: int, longest: int | None) -> str:
    return f"{shortest} to {longest} " if longest else ""


def _basic(kind: str, bounds: dict[str, int | float | str]) -> str:
    if kind == "null":
        return "`null`"
    if kind == "string":
        if "pattern" in bounds:
            return f"text matching `{bounds['pattern']}`"
        return (
            f"text, {bounds.get('minLength', 0)} to {bounds['maxLength']} characters"
            if "maxLength" in bounds
            else "text"
        )
    if kind in {"integer", "number"} and "minimum" in bounds:
        biggest = "2⁵³ − 1" if bounds["maximum"] == BIGGEST else f"{bounds['maximum']:g}"
        return f"{kind}, {bounds['minimum']:g} to {biggest}"
    return kind
