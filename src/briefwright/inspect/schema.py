"""The models of our files to their JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from msgspec.json import decode, encode

from ..audience.model import Profile
from ..brief.model import Brief
from ..core.files import template_names
from ..data.model import Sheets
from ..forms.table import form_names
from ..story.outline import OutlineFile
from ..theme.model import Theme
from ..yamlfile.fields import DEFINITIONS, SHARED, Entry, Prose
from ..yamlfile.hints import KeyRole, Kind, arms, bounds_of, fields_of, is_record, is_union, role_of, split

Shape = dict[str, Any]
KINDS: dict[str, type[Struct]] = {"brief": Brief, "audience": Profile, "outline": OutlineFile, "theme": Theme}
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema(kind: str) -> Shape:
    """The JSON Schema (draft 2020-12) of "brief", "audience", "outline" or "theme"."""
    model = KINDS[kind]
    parts: dict[str, Shape] = {}
    whole = _record(model, parts)
    if "extends" in fields_of(model):
        whole.pop("required", None)  # a file that extends another may leave out anything
    _name(kind, whole["properties"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Briefwright {kind}"}
    return {**head, "$defs": dict(sorted(parts.items())) | DEFINITIONS, **whole}


def _name(kind: str, properties: Shape) -> None:
    """Let editors offer the names that there are here: those of shared templates, those of forms."""
    if kind == "audience":
        for field, templates in (("outline", "outlines"), ("theme", "themes"), ("language", "languages")):
            properties[field]["examples"] = sorted(template_names(templates))
    if kind == "outline":
        form = {"examples": list(form_names()), "type": "string"}
        for slides in ("slides", "insert"):
            properties[slides]["items"]["properties"] = {"form": form}


def _record(model: type, parts: dict[str, Shape]) -> Shape:
    """The schema of a class; those of the classes in its fields go to ``parts``, by name."""
    rest = role_of(model, KeyRole.REST)
    properties = {}
    for key, field in fields_of(model).items():
        properties[key] = _shape(field.hint, parts)
        if field.default is not None and not isinstance(field.default, Entry):
            properties[key]["default"] = decode(encode(field.default))
    shape = {
        "additionalProperties": _shape(split(rest.hint)[0], parts)["additionalProperties"] if rest else False,
        "description": cleandoc(model.__doc__ or ""),
        "properties": properties,
        "required": [key for key, field in fields_of(model).items() if field.required],
        "type": "object",
    }
    return {key: value for key, value in shape.items() if value not in ("", [])}


def _shape(hint: Any, parts: dict[str, Shape]) -> Shape:
    bare, extras = split(hint)
    kind = next((extra for extra in extras if isinstance(extra, Kind)), None)
    if kind or bare is Prose:
        return _referring(kind.json if kind else {SHARED: "text"})
    if is_union(bare):
        shapes = [_shape(arm, parts) for arm in arms(bare)]
        return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    args, bounds = get_args(bare), bounds_of(hint)
    if is_record(bare):
        if bare.__name__ not in parts:
            parts[bare.__name__] = {}
            parts[bare.__name__] = _record(bare, parts)
        return {"$ref": f"#/$defs/{bare.__name__}"}
    if get_origin(bare) is Literal:
        return {"enum": list(args), "type": PLAIN[type(args[0])]}
    if get_origin(bare) is dict:
        shape = {**_keyed(_shape(args[0], parts), _shape(args[1], parts)), "type": "object"}
        return Sheets.json(shape) if Sheets in extras else shape
    if get_origin(bare) is tuple and args[-1] is Ellipsis:
        return {"items": _shape(args[0], parts), **_limits(bounds, "minItems", "maxItems"), "type": "array"}
    if get_origin(bare) is tuple:
        count = len(args)
        items = [_shape(arg, parts) for arg in args]
        return {"maxItems": count, "minItems": count, "prefixItems": items, "type": "array"}
    return {**_limits(bounds, "minimum", "maximum"), "type": PLAIN[bare]} if bare in PLAIN else {}


def _keyed(key: Shape, value: Shape) -> Shape:
    pattern = key.get("pattern")
    return {"patternProperties": {pattern: value}} if pattern else {"additionalProperties": value}


def _limits(bounds: Any, least: str, most: str) -> Shape:
    return {name: limit for name, limit in ((least, bounds.least), (most, bounds.most)) if limit is not None}


def _referring(shape: Shape) -> Shape:
    """A schema whose shared parts are references."""
    bare = {key: value for key, value in shape.items() if key != SHARED}
    if "anyOf" in bare:
        bare["anyOf"] = [_referring(part) for part in bare["anyOf"]]
    if "items" in bare:
        bare["items"] = _referring(bare["items"])
    return bare | ({"$ref": f"#/$defs/{shape[SHARED]}"} if SHARED in shape else {})
