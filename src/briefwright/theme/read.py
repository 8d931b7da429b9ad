"""A theme file and those that it extends to a Theme; every problem at its line."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

from msgspec.structs import replace

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, nearest_or_all
from ..yamlfile import validate
from ..yamlfile.inherit import chain, merge
from ..yamlfile.validate import Map, Str, span_at
from .model import COLOURS, OPTIONAL, TYPES, Theme
from .page import in_scale_points, reshaped

_FILES = ("regular", "bold", "italic", "bold_italic")


def read_theme(name: str, folder: Path | None = None, asked: Span | None = None) -> Theme:
    """The theme of that name, looked for in the brief's folder, in the project, in the installed templates.

    ``asked`` is where it is named. Raises Refused with everything that is wrong in its files (BW1xx, BW5xx).
    """
    theme, tree = _checked(reduce(merge, chain("themes", name, folder, asked)))
    return _on_base(replace(theme, name=name), tree)


def theme_of(text: bytes, file: Path, base: Path) -> Theme:
    """The theme of a file that is not written yet, on the client's file at ``base``. Raises Refused as for a file."""
    tree = validate.read(text, str(file))
    assert isinstance(tree, Map)
    theme, _ = _checked(merge(reduce(merge, chain("themes", str(tree["extends"]), None)), tree))
    from .adopt.read_base import with_base  # loads what reads Office files

    return with_base(in_scale_points(replace(theme, name=file.stem)), base, tree.values_at["base"])


def _checked(tree: Map) -> tuple[Theme, Map]:
    """The theme that a tree describes, still without what its base holds."""
    problems = [*_colours(tree), *_types(tree), *_named_colours(tree), *_files(tree)]
    try:
        theme = validate.validate(Theme, tree)
    except Refused as refused:
        raise Refused(dict.fromkeys((*refused.diagnostics, *problems))) from None
    if theme.base is None:
        theme = reshaped(theme)
        problems += [diagnose("BW546", span_at(tree, (key,)), key=key) for key in ("layouts", "panel") if key in tree]
    elif theme.page:
        problems.append(diagnose("BW545", span_at(tree, ("page",))))
    problems += _frame(theme, tree)
    if problems:
        raise Refused(problems)
    return theme, tree


def _on_base(theme: Theme, tree: Map) -> Theme:
    """The theme on the file that its ``base`` names: a file in the folder of the theme file or below it."""
    if theme.base is None:
        return theme
    from .adopt.read_base import with_base  # loads what reads Office files

    at = tree.values_at["base"]
    path = files.inside(theme.base, Path(at.file).parent)
    if path is None or not files.is_file(path):
        raise Refused([diagnose("BW541", at, path=theme.base)])
    return with_base(in_scale_points(theme), path, at)


def _colours(tree: Map) -> list[Diagnostic]:
    """Every role has a colour, every colour a role."""
    colours = tree.get("colours")
    if not isinstance(colours, Map):
        return []
    problems = [diagnose("BW503", colours.span, what="colour", role=role) for role in COLOURS if role not in colours]
    return problems + [
        _unknown("colour", role, span_at(colours, (role,), key=True), (*COLOURS, *OPTIONAL))
        for role in colours
        if role not in COLOURS and role not in OPTIONAL
    ]


def _types(tree: Map) -> list[Diagnostic]:
    """Every role has its sizes, each smaller than the one before."""
    types = tree.get("type")
    if not isinstance(types, Map):
        return []
    problems = [diagnose("BW503", types.span, what="type", role=role) for role in TYPES if role not in types]
    for role, kind in types.items():
        steps = kind.get("steps") if isinstance(kind, Map) else None
        sizes = [step[0] for step in (steps if isinstance(steps, list) else ()) if isinstance(step, list) and step]
        if all(isinstance(size, int | float) for size in sizes) and sizes != sorted(set(sizes), reverse=True):
            problems.append(diagnose("BW505", span_at(types, (role, "steps")), role=role))
    return problems


def _named_colours(tree: Map) -> list[Diagnostic]:
    """Each text and the citation markers have a colour that there is."""
    types, marker = tree.get("type"), tree.get("marker")
    holders = [*types.values()] if isinstance(types, Map) else []
    named = [each for each in (*holders, marker) if isinstance(each, Map) and isinstance(each.get("colour"), Str)]
    return [
        _unknown("colour", str(each["colour"]), each.values_at["colour"], COLOURS)
        for each in named
        if each["colour"] not in COLOURS
    ]


def _files(tree: Map) -> list[Diagnostic]:
    """The files of fonts and the logo stand in the folder of the theme file that names them, or below; their paths are
    made absolute."""
    problems = []
    fonts = tree.get("fonts")
    named = list(fonts.values()) if isinstance(fonts, Map) else []
    faces = [face for given in named for face in (given if isinstance(given, list) else (given,))]
    places = [("font file", face, key) for face in faces if isinstance(face, Map) for key in _FILES]
    for what, place, key in (*places, ("logo", tree, "logo")):
        if isinstance(place.get(key), Str):
            at = place.values_at[key]
            path = files.inside(str(place[key]), Path(at.file).parent)
            if path is None or not files.is_file(path):
                problems.append(diagnose("BW506", at, what=what, path=str(place[key])))
            else:
                place[key] = Str(str(path), at)
    return problems


def _frame(theme: Theme, tree: Map) -> list[Diagnostic]:
    """Every box of the frame has an extent, and lies on the page."""
    problems = []
    for name in theme.frame.__struct_fields__:
        if getattr(theme.frame, name) is None:
            continue
        box = theme.frame.rect(name)
        outside = box.x < 0 or box.y < 0 or box.right > theme.grid.width or box.bottom > theme.grid.height
        if outside or box.w <= 0 or box.h <= 0:
            problems.append(diagnose("BW507", span_at(tree, ("frame", name)), name=name))
    return problems


def _unknown(what: str, role: str, span: Span | None, roles: tuple[str, ...]) -> Diagnostic:
    hint = nearest_or_all(role, roles)
    return diagnose("BW508", span, what=what, role=role, hint=hint)
