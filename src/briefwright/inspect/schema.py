"""The models of our files to their JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ..audience.model import Profile
from ..brief.model import Brief
from ..story.outline import OutlineFile
from ..theme.model import Theme
from ..yamlfile.fields import DEFINITIONS, SHARED

KINDS: dict[str, type[BaseModel]] = {"brief": Brief, "audience": Profile, "outline": OutlineFile, "theme": Theme}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of "brief", "audience", "outline" or "theme"."""
    model = KINDS[kind]
    found = _bare(model.model_json_schema(by_alias=True, mode="validation"))
    if "extends" in model.model_fields:
        found.pop("required", None)  # a file that extends another may leave out anything
    found.setdefault("$defs", {}).update(DEFINITIONS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Briefwright {kind}", **found}


def _bare(node: Any) -> Any:
    """A schema without the titles that repeat the keys and the nulls that no file takes; shared parts as references."""
    if isinstance(node, list):
        return [_bare(part) for part in node]
    if not isinstance(node, dict):
        return node
    if SHARED in node:
        node = {key: value for key, value in node.items() if key != SHARED} | {"$ref": f"#/$defs/{node[SHARED]}"}
    bare: dict[str, Any] = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            bare[key] = {name: _bare(part) for name, part in value.items()}
        elif key != "title" and (key, value) != ("default", None):
            bare[key] = _bare(value)
    shapes = bare.get("anyOf")
    if shapes and {"type": "null"} in shapes:
        kept = [shape for shape in shapes if shape != {"type": "null"}]
        del bare["anyOf"]
        bare = {**kept[0], **bare} if len(kept) == 1 else {**bare, "anyOf": kept}
    return bare
