"""An adoption to files: the theme's YAML, a copy of the client's file, the report.

Adopting a file again is a three-way merge of what the file gives now, what it gave last time (``.adopted.yaml``), and
what the YAML holds. The side that changed a value wins; where both did, the YAML wins and the report names the value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ...core import files
from ...core.diagnostics import Diagnostic, Refused, Severity, Span
from ...core.landing import write_all
from ...core.messages import diagnose
from ...core.names import is_name, made
from ...yamlfile import validate
from .adoption import Adoption
from .match import ROLES
from .report import report_on
from .theme_values import Tree, theme_values

FOLDER = "clients"  # in the theme's folder: for the client's file, the report and the values of the last adoption
MAX_FILE = 200_000_000  # bytes
HEAD = "# {name}: made from {base} by `briefwright theme adopt`. Change what you like: adopting again keeps it.\n"
Keys = tuple[str, ...]
_WORDS = ("null", "true", "false", "yes", "no", "on", "off")  # of YAML, which are no plain texts
_ABOUT = {
    "scale": "type, strokes and spaces of the theme are those of a page of 13.33 x 7.5 in, times this",
    "colours": "from the file's scheme, through its master's map; each can be read where it stands",
    "fonts": "`package` or `regular: fonts/FILE.ttf` measures the text and sets the PDFs",
    "grid": "in points of the client's page, as all boxes below: [x, y, width, height]",
    "frame": "where headline, body and the rest stand on every page",
    "layouts": "which layout of the file stands for ours, and the idx of its placeholders",
}


def save(
    adoption: Adoption, values: Tree, path: Path, file: Path, tried: Sequence[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """Write the theme at ``path`` that ``values_of`` gave for a client's file, and its report with what was ``tried``;
    the report. Refused with nothing written when a theme of another origin is there."""
    folder = path.parent
    inside = _inside(file, folder)
    last = folder / FOLDER / f"{path.stem}.adopted.yaml"
    report = [*report_on(adoption, Span(str(file))), *tried]
    if path.exists():
        theirs = _mapping(path)
        if "base" not in theirs:
            raise Refused([diagnose("BW548", Span(str(path)))])
        before = _before(path)
        for role in layouts_chosen(path):  # what such a choice means for the rest of its line is ours to say
            before["layouts"] = {**before["layouts"], role: theirs["layouts"][role]}
        text, conflicts = _edited(path, theirs, values, before)
        report += conflicts
    else:
        text = HEAD.format(name=path.stem, base=values["base"]) + yaml_of(values, comments=True)
    outputs = {path: text.encode(), last: yaml_of(values).encode()}
    outputs[folder / FOLDER / f"{path.stem}.report.md"] = _markdown(report, path.stem, file.name).encode()
    if not inside:
        outputs[folder / values["base"]] = files.read_bytes(file, MAX_FILE)
    write_all(folder, outputs)
    return tuple(report)


def values_of(adoption: Adoption, path: Path, file: Path) -> Tree:
    """The values of the theme at ``path`` for a client's file, which is named where it is or will be."""
    inside = _inside(file, path.parent)
    copy = Path(FOLDER) / f"{path.stem}{file.suffix.lower()}"
    base = (inside.relative_to(path.parent.resolve()) if inside else copy).as_posix()
    return theme_values(adoption, base, path.stem.replace("-", " ").capitalize())


def layouts_chosen(path: Path) -> dict[str, str]:
    """The layouts that somebody has put in the place of those that were matched, in a theme that was adopted before."""
    if not path.exists():
        return {}
    theirs, before = _mapping(path), _before(path)
    named = {
        role: (_at(theirs, ("layouts", role, "layout")), _at(before, ("layouts", role, "layout"))) for role in ROLES
    }
    return {role: str(now) for role, (now, was) in named.items() if now and was and now != was}


def theme_path(file: Path, out: str | None) -> Path:
    """Where the theme goes: as asked for; else by the file's name into the templates of the working folder."""
    name = Path(out or made(file.stem))
    stem = name.stem if name.suffix == ".yaml" else name.name
    if not is_name(stem):
        raise Refused([diagnose("BW547", Span(str(file)), name=stem or file.stem)])
    path = name.with_name(f"{stem}.yaml")
    return path if len(path.parts) > 1 else Path("templates") / "themes" / path


def _inside(file: Path, folder: Path) -> Path | None:
    return files.inside(str(file.absolute()), folder)


def _before(path: Path) -> Tree:
    """What the file gave when the theme was adopted last."""
    last = path.parent / FOLDER / f"{path.stem}.adopted.yaml"
    return _mapping(last) if files.is_file(last) else {}


def _mapping(path: Path) -> Tree:
    tree = validate.read(files.read_bytes(path), str(path))
    return tree if isinstance(tree, dict) else {}


def _edited(path: Path, theirs: Tree, now: Tree, before: Tree) -> tuple[str, list[Diagnostic]]:
    """The YAML with the values that the client changed and its author did not, each in its line; and the conflicts."""
    lines = path.read_text(encoding="utf-8").split("\n")
    conflicts = []
    for keys, value in _leaves(now):
        yours, was = _at(theirs, keys), _at(before, keys)
        if _same(yours, value):
            continue
        if yours is None or not _same(yours, was) or not _replace(lines, theirs, keys, value):
            shown = "nothing" if yours is None else _flow(yours)
            words = {"key": ".".join(keys), "yours": shown, "theirs": _flow(value)}
            conflicts.append(diagnose("BW554", Span(str(path)), **words))
    return "\n".join(lines), conflicts


def _replace(lines: list[str], tree: Tree, keys: Keys, value: Any) -> bool:
    """Put a value into the line of its key and keep the comment there; False where it does not stand on one line."""
    parent = _at(tree, keys[:-1])
    at = parent.values_at.get(keys[-1]) if isinstance(parent, validate.Map) else None
    if at is None or at.line > len(lines):
        return False
    line = re.fullmatch(rf"(\s*{re.escape(keys[-1])}:\s+)(.*?)(\s+#.*)?", lines[at.line - 1])
    if line is None:
        return False
    lines[at.line - 1] = f"{line[1]}{_flow(value)}{line[3] or ''}"
    return True


def _leaves(tree: Tree) -> Iterator[tuple[Keys, Any]]:
    """The values that a theme states on a line each: those of the first two levels."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from (((key, inner), one) for inner, one in value.items())
        else:
            yield (key,), value


def _at(tree: Any, keys: Keys) -> Any:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _same(one: Any, other: Any) -> bool:
    return _flow(one) == _flow(other)


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}" if abs(value) < 1e6 and round(value, 4) == float(f"{value:g}") else str(value)
    if value is None:
        return "none"
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 _./-]*", text) and text.lower() not in _WORDS and text.strip() == text
    return text if plain else json.dumps(text, ensure_ascii=False)


def yaml_of(tree: Tree, *, comments: bool = False) -> str:
    out = []
    for key, value in tree.items():
        about = [f"# {_ABOUT[key]}"] if comments and key in _ABOUT else []
        if isinstance(value, dict):
            out += ["", *about] if comments else []
            out += [f"{key}:", *(f"  {inner}: {_flow(one)}" for inner, one in value.items())]
        else:
            out += [*about, f"{key}: {_flow(value)}"]
    return "\n".join(out) + "\n"


def _markdown(report: list[Diagnostic], name: str, file: str) -> str:
    """The report as Markdown: what was matched, then what is missing or had to change, with what to do."""
    parts = [f"# {name}, from {file}\n"]
    for severity, title in ((Severity.NOTE, "Matched"), (Severity.WARNING, "Missing or changed")):
        lines = [f"- {d.message}" + (f". {d.hint}" if d.hint else "") for d in report if d.severity is severity]
        if lines:
            parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
