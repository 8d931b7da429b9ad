"""An adoption to files: the theme's YAML with its map, the client's file below it, and the report.

Adopting again compares three trees: what the file says now, what it said last time (kept beside the file), and what
the YAML says. Whoever changed a value has it; where both did, the YAML has it, and the report tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...core import files
from ...core.diagnostics import Diagnostic, Refused, Severity, Span
from ...core.messages import diagnose
from ...yamlfile import validate
from .adoption import Tree, adopt

FOLDER = "clients"  # below the theme's own: where the client's file, the report and the last adoption stand
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")
Path_ = tuple[str, ...]
_ABOUT = {
    "scale": "type, strokes and spaces of the theme are those of a page of 13.33 x 7.5 in, times this",
    "colours": "from the file's scheme, through its master's map; each can be read where it stands",
    "fonts": "`package` or `regular: fonts/FILE.ttf` measures the text and sets the PDFs",
    "grid": "in points of the client's page, as all boxes below: [x, y, width, height]",
    "frame": "where headline, body and the rest stand on every page",
    "layouts": "which layout of the file stands for ours, and the idx of its placeholders",
}


def keep(file: Path, out: str | None = None) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Adopt a client's file, write the theme; its path and the report. Refused with nothing written when it cannot."""
    path = _path(file, out)
    folder = path.parent
    inside = files.inside(str(file.resolve()), folder)
    held = Path(FOLDER) / f"{path.stem}{file.suffix.lower()}"
    base = inside.relative_to(folder.resolve()) if inside else held
    made = adopt(file, base.as_posix(), path.stem.replace("-", " ").capitalize())
    last = folder / FOLDER / f"{path.stem}.adopted.yaml"
    report = list(made.report)
    if path.exists():
        theirs = made.tree
        tree = _mapping(path)
        if "base" not in tree:
            raise Refused([diagnose("BW548", Span(str(path)))])
        before = _mapping(last) if last.is_file() else {}
        text, found = _edited(path.read_text(encoding="utf-8"), tree, theirs, before, Span(str(path)))
        report += found
    else:
        text = _written(made.tree, path.stem, base.as_posix())
    outputs = {path: text.encode(), last: _plain(made.tree).encode()}
    outputs[folder / FOLDER / f"{path.stem}.report.md"] = _report(report, path.stem, file.name).encode()
    if not inside:
        outputs[folder / held] = files.read_bytes(file, 200_000_000)
    files.write_all(outputs)
    return path, tuple(report)


def _path(file: Path, out: str | None) -> Path:
    """Where the theme goes: as asked for; else by the file's name into the templates of the working folder."""
    name = Path(out or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-"))
    path = name if name.suffix == ".yaml" else name.with_name(f"{name.name}.yaml")
    if not NAME.fullmatch(path.stem):
        raise Refused([diagnose("BW547", Span(str(file)), name=path.stem)])
    return path if len(path.parts) > 1 else Path("templates") / "themes" / path


def _mapping(path: Path) -> Tree:
    tree = validate.read(files.read_bytes(path), str(path))
    return tree if isinstance(tree, dict) else {}


def _edited(text: str, tree: Tree, now: Tree, before: Tree, span: Span) -> tuple[str, list[Diagnostic]]:
    """The YAML with the values that the client changed and its author did not, each in its line; what differs."""
    lines = text.split("\n")
    told: list[Diagnostic] = []
    for way, value in _leaves(now):
        yours, was = _at(tree, way), _at(before, way)
        if _same(yours, value):
            continue
        replaced = yours is not None and _same(yours, was) and _replace(lines, tree, way, value)
        if not replaced:
            shown = "nothing" if yours is None else _flow(yours)
            told.append(diagnose("BW554", span, key=".".join(way), yours=shown, theirs=_flow(value)))
    return "\n".join(lines), told


def _replace(lines: list[str], tree: Tree, way: Path_, value: Any) -> bool:
    """Put a value into the line of its key, the comment behind it kept; False where it does not stand in one line."""
    parent = _at(tree, way[:-1]) if len(way) > 1 else tree
    at = parent.values_at.get(way[-1]) if isinstance(parent, validate.Map) else None
    if at is None or at.line > len(lines):
        return False
    line = lines[at.line - 1]
    found = re.fullmatch(rf"(\s*{re.escape(way[-1])}:\s+)(.*?)(\s+#.*)?", line)
    if found is None:
        return False
    lines[at.line - 1] = f"{found[1]}{_flow(value)}{found[3] or ''}"
    return True


def _leaves(tree: Tree, way: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """The values that a theme states on a line each: lists, and mappings of the third level, whole."""
    for key, value in tree.items():
        if isinstance(value, dict) and len(way) < 1:
            yield from _leaves(value, (*way, key))
        else:
            yield (*way, key), value


def _at(tree: Any, way: Path_) -> Any:
    for key in way:
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


_WORDS = ("null", "true", "false", "yes", "no", "on", "off")


def _written(tree: Tree, name: str, base: str) -> str:
    """The YAML of a new theme, commented."""
    head = f"# {name}: made from {base} by `briefwright theme adopt`. Change what you like: adopting again keeps it.\n"
    return head + _plain(tree, comments=True)


def _plain(tree: Tree, *, comments: bool = False) -> str:
    out = []
    for key, value in tree.items():
        about = f"# {_ABOUT[key]}" if comments and key in _ABOUT else ""
        if isinstance(value, dict):
            out += ["", about] if about else [""] * comments
            out.append(f"{key}:")
            out += [f"  {inner}: {_flow(one)}" for inner, one in value.items()]
        else:
            out += [about] * bool(about) + [f"{key}: {_flow(value)}"]
    return "\n".join(out) + "\n"


def _report(report: list[Diagnostic], name: str, file: str) -> str:
    """The report as Markdown: what was matched, then what is missing or had to change, with what to do."""
    titles = {Severity.NOTE: "Matched", Severity.WARNING: "Missing or changed"}
    parts = [f"# {name}, from {file}\n"]
    for severity, title in titles.items():
        found = [d for d in report if d.severity is severity]
        if found:
            lines = [f"- {d.message}" + (f". {d.hint}" if d.hint else "") for d in found]
            parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
