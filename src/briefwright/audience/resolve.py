"""An audience's name to its profile: the shared file, the ones it extends, the brief's own overrides."""

from __future__ import annotations

from pathlib import Path

from ..brief.model import Brief
from ..core import files
from ..core.diagnostics import Refused, Span
from ..core.messages import diagnose, nearest_or_all
from ..yamlfile import validate
from ..yamlfile.inherit import chain, merge
from ..yamlfile.validate import Map
from .model import Audience, Profile

Origins = dict[str, Span]


def resolve(name: str, brief: Brief, beside: Path | None = None, language: str | None = None) -> Audience:
    """The audience ``name``. ``beside`` is the brief's folder, ``language`` one asked for on the command line.

    A brief may define an audience of its own under ``audiences:`` that extends a shared one.
    Raises Refused: an unknown name (BW301, with the nearest), and everything wrong in the profile.
    """
    own = brief.audiences.get(name)
    trees = list(_shared(name, own, brief, beside))
    if isinstance(own, Map):
        trees.append(own)
    merged = trees[0]
    for tree in trees[1:]:
        merged = merge(merged, tree)
    profile = validate.validate(Profile, merged)
    return Audience(name, profile, language or profile.language or brief.language, _origins(merged))


def _shared(name: str, own: object, brief: Brief, beside: Path | None) -> tuple[Map, ...]:
    if isinstance(own, Map) and isinstance(own.get("extends"), str):
        return chain("audiences", str(own["extends"]), beside, own.values_at["extends"])
    if files.template("audiences", name, beside) is None:
        names = dict.fromkeys((*files.template_names("audiences", beside), *brief.audiences))
        names.pop(name, None)
        asked = own.span if isinstance(own, Map) else None
        hint = nearest_or_all(name, names)
        raise Refused([diagnose("BW301", asked, name=name, hint=hint)])
    return chain("audiences", name, beside)


def _origins(tree: Map, prefix: str = "") -> Origins:
    origins: Origins = {}
    for key, value in tree.items():
        origins[prefix + key] = tree.values_at[key]
        if isinstance(value, Map):
            origins |= _origins(value, f"{prefix}{key}.")
    return origins
