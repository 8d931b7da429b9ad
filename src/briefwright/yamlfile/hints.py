"""The type hints of a class to its fields: their keys in a file, and what ``Annotated`` adds to a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields


class Bounds(Struct, frozen=True):
    """How much a field takes, next to its type: of a list how many entries, of a number its value.

    ``Annotated[tuple[X, ...], Bounds(least=1)]``. A form's content has a ``most`` only where no page can follow.
    """

    least: float | None = None
    most: float | None = None


class Kind(Struct, frozen=True, eq=False):
    """A kind of field that one function reads. ``json`` is its JSON Schema."""

    read: Callable[[Any], Any]
    json: dict[str, Any]


class Before(Struct, frozen=True):
    """A change to what is written, before it is read: short forms are written out in full."""

    change: Callable[[Any], Any]


class KeyRole(Enum):
    """What a field is that no key of a file sets: it holds the keys that are no fields, or is for our own use."""

    REST = "rest"
    INTERNAL = "internal"


class ModelField(Struct, frozen=True):
    """A field of a class: ``name`` in Python, ``key`` in a file, ``hint`` without what ``Annotated`` adds to it."""

    name: str
    key: str
    hint: Any
    required: bool
    default: Any


@cache
def fields_of(cls: type) -> Mapping[str, ModelField]:
    """The fields of a class by the keys that set them."""
    return {f.key: f for f, role in _declared(cls) if role is None}


@cache
def field_names(cls: type) -> tuple[str, ...]:
    """The names of the fields that keys set."""
    return tuple(field.name for field in fields_of(cls).values())


@cache
def role_of(cls: type, role: KeyRole) -> ModelField | None:
    """The field of a class that has a role."""
    return next((f for f, its in _declared(cls) if its is role), None)


@cache
def _declared(cls: type) -> tuple[tuple[ModelField, KeyRole | None], ...]:
    """The fields of a class with their roles, kept: to evaluate its annotations takes long."""
    declared = []
    for f in fields(cls):
        role = next((extra for extra in split(f.type)[1] if isinstance(extra, KeyRole)), None)
        default = None if f.default is NODEFAULT else f.default
        declared.append((ModelField(f.name, f.encode_name, f.type, f.required, default), role))
    return tuple(declared)


def split(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A hint without ``Annotated``, and what that adds."""
    return (get_args(hint)[0], hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def bounds_of(hint: Any) -> Bounds:
    """How much a hint takes."""
    return next((extra for extra in split(hint)[1] if isinstance(extra, Bounds)), Bounds())


def arms(hint: Any) -> tuple[Any, ...]:
    """The alternatives of a hint but None."""
    return tuple(arm for arm in get_args(hint) if arm is not NoneType) if is_union(hint) else (hint,)


def is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def is_record(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct) and not hasattr(hint, "from_value")
