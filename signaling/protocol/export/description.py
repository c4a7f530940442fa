"""The protocol as a description that the writers share: every type by name, with the text that documents it."""

import ast
import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, create_model

from signaling.protocol import codes, fields, guidance, guides, messages, timeline


@dataclass(frozen=True)
class Named:
    """A type that has a name of its own: a message, a part, an alias."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of some fixed words."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class OneOf:
    members: tuple["Type", ...]


@dataclass(frozen=True)
class ListOf:
    item: "Type"
    shortest: int
    longest: int | None


@dataclass(frozen=True)
class Basic:
    """`string`, `integer`, `number`, `boolean` or `null`, with its bounds as JSON Schema names them."""

    kind: str
    bounds: tuple[tuple[str, Any], ...] = ()


Type = Named | Choice | OneOf | ListOf | Basic


@dataclass(frozen=True)
class FieldDescription:
    name: str
    type: Type
    text: str


@dataclass(frozen=True)
class ModelDescription:
    name: str
    text: str
    fields: tuple[FieldDescription, ...]


@dataclass(frozen=True)
class AliasDescription:
    name: str
    type: Type
    text: str


MODULES: tuple[ModuleType, ...] = (codes, fields, guidance, guides, timeline, messages)
UNIONS = frozenset({"ClientMessage", "ServerMessage"})


@cache
def _texts(module: ModuleType) -> Mapping[str, str]:
    """Docstrings of a module's names (`Name`) and of its classes' fields (`Class.field`), which Python itself drops."""
    found: dict[str, str] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for statement, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(statement, ast.ClassDef):
                visit(statement.body, f"{statement.name}.")
            target = _assigned(statement)
            if target and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                found[prefix + target] = inspect.cleandoc(str(after.value.value))

    visit(ast.parse(inspect.getsource(module)).body, "")
    return found


def _assigned(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return None


def _is_union(annotation: object) -> bool:
    return typing.get_origin(annotation) in (Union, types.UnionType)


@cache
def _alias_annotations() -> Mapping[str, Any]:
    """Every type that a module of the protocol gives a name to, other than by a class."""
    found: dict[str, Any] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if name in UNIONS or name in found:
                continue
            if typing.get_origin(value) in (Annotated, Literal) or _is_union(value):
                found[name] = value
    return found


def _describe(annotation: Any) -> Type:
    # By identity: two aliases with the same bounds (a number, a time in milliseconds) are equal but not the same.
    name = next((name for name, alias in _alias_annotations().items() if alias is annotation), None)
    return Named(name) if name else _describe_anonymous(annotation)


def _describe_anonymous(annotation: Any) -> Type:
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is Literal:
        return Choice(arguments)
    if _is_union(annotation):
        return OneOf(tuple(_describe(member) for member in arguments))
    if inspect.isclass(annotation) and annotation is not str and annotation.__module__ != "builtins":
        return Named(annotation.__name__)
    if annotation is type(None):
        return Basic("null")
    plain = arguments[0] if origin is Annotated else annotation
    if origin is Annotated and _is_union(plain):
        return _describe_anonymous(plain)
    schema = _schema(annotation)
    if typing.get_origin(plain) is list:
        return ListOf(_describe(typing.get_args(plain)[0]), schema.get("minItems", 0), schema.get("maxItems"))
    return Basic(schema["type"], tuple((key, value) for key, value in schema.items() if key not in {"type", "title"}))


def _schema(annotation: Any) -> dict[str, Any]:
    """As the field of a model, because an alias has a meaning only there."""
    properties = create_model("Holder", value=(annotation, ...)).model_json_schema(mode="serialization")["properties"]
    return next(iter(properties.values()))


def _describe_model(model: type[BaseModel]) -> ModelDescription:
    hints = typing.get_type_hints(model, include_extras=True)
    return ModelDescription(
        model.__name__,
        inspect.cleandoc(model.__dict__.get("__doc__") or ""),
        tuple(
            FieldDescription(field.alias or name, _describe(hints[name]), _field_text(model, name))
            for name, field in model.model_fields.items()
        ),
    )


def _field_text(model: type[BaseModel], field: str) -> str:
    for owner in model.__mro__:
        module = inspect.getmodule(owner)
        if module in MODULES and (text := _texts(module).get(f"{owner.__name__}.{field}")):
            return text
    return ""


def client_messages() -> tuple[type[messages.Message], ...]:
    return typing.get_args(messages.ClientMessage)


def server_messages() -> tuple[type[messages.Message], ...]:
    return typing.get_args(messages.ServerMessage)


def describe_message(message: type[messages.Message]) -> ModelDescription:
    return _describe_model(message)


def aliases() -> list[AliasDescription]:
    """Named types other than messages and parts, in the order in which they are written."""
    texts = {name: text for module in MODULES for name, text in _texts(module).items()}
    return [
        AliasDescription(name, _describe_anonymous(annotation), texts.get(name, ""))
        for name, annotation in _alias_annotations().items()
    ]


def parts() -> list[ModelDescription]:
    """Pieces that messages are made of, in the order in which they are written."""
    wanted = [*client_messages(), *server_messages()]
    reached: set[str] = set()
    for message in wanted:
        schema = message.model_json_schema(mode="serialization", ref_template="{model}")
        reached.update(schema.get("$defs", {}))
    return [
        _describe_model(value)
        for module in MODULES
        for value in vars(module).values()
        if inspect.isclass(value)
        and value.__module__ == module.__name__
        and issubclass(value, BaseModel)
        and value.__name__ in reached
    ]
