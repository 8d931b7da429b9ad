"""What there is to choose from: shared templates and forms with their schemas, and a new brief to start from."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.landing import write_all
from ..core.messages import diagnose, nearest_or_all
from ..core.names import is_name
from ..yamlfile.named_files import named_files

if TYPE_CHECKING:
    from ..forms.kit.form import Form

Rows = tuple[tuple[str, str], ...]
MAX_COPIED = 200_000_000  # bytes of a file that a template names
PATH = re.compile(r"\S+\.(?:ya?ml|md|j2)")  # a comment often begins with that of its own file
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")


def new_brief(name: str, force: bool = False, minimal: bool = False) -> Path:
    """Write ``NAME.yaml``, a commented brief that builds at once, or a ``minimal`` one with few lines.

    Refused when the name is none or the file exists.
    """
    stem = name.removesuffix(".yaml")
    path = Path(f"{stem}.yaml")
    if not NAME.fullmatch(path.stem) or not is_name(path.stem):
        raise Refused([diagnose("BW705", Span(str(path)), name=path.stem)])
    if path.exists() and not force:
        raise Refused([diagnose("BW704", Span(str(path)))])
    start = "minimal" if minimal else "new"
    source = files.template("briefs", start)
    if source is None:
        raise Refused([diagnose("BW101", Span(f"templates/briefs/{start}.yaml"), what="does not exist")])
    text = source.read_text(encoding="utf-8").replace("my-brief", path.stem)
    write_all(path.parent, {path: text.encode()})
    return path


def copy_template(kind: str, name: str, brief: Path | None = None, force: bool = False) -> tuple[Path, Path]:
    """Lay a copy of a shared template where it is looked for first: beside ``brief``, else in the working folder.

    ``kind`` is "audience", "outline", "handout", "theme" or "language". The files that it names come along, in their
    places from it. Returns the copy and what it is a copy of. Refused when there is no such template, or when a file
    is there already, unless by ``force``.
    """
    folder = f"{kind}s"
    target = (brief.parent if brief else Path()) / "templates" / folder
    shared = files.template(folder, name, brief.parent if brief else None)
    original = files.template(folder, name, brief.parent if brief else None, but=target)
    if shared is None:
        raise Refused([_unknown(kind, folder, name, brief)])
    if original is None:
        raise Refused([diagnose("BW713", Span(str(shared)))])
    copies = {target / original.name: files.read_bytes(original)}
    named = named_files(original) if original.suffix == ".yaml" else ()
    copies |= {target / path: files.read_bytes(original.parent / path, MAX_COPIED) for path in named}
    there = [path for path in copies if path.exists()]
    if there and not force:
        raise Refused(diagnose("BW704", Span(str(path)), hint="edit it, or replace it with --force") for path in there)
    write_all(target, copies)
    return target / original.name, original


def _unknown(kind: str, folder: str, name: str, brief: Path | None) -> Diagnostic:
    names = files.template_names(folder, brief.parent if brief else None)
    hint = nearest_or_all(name, names)
    return diagnose("BW712", Span("template copy"), kind=kind, name=name, hint=hint)


def listing(kind: str, beside: Path | None = None) -> Rows:
    """The names of a kind with what each is for; templates from their first comment, forms from their code."""
    if kind == "forms":
        from ..forms.table import form, form_names  # only this listing needs every form

        return tuple(_row(name, lambda name: _described(form(name))) for name in form_names())
    if kind == "handouts":
        from ..handout.compose import HANDOUTS  # brings the PDF library

        return tuple((handout.name, _sentence(handout.summary)) for handout in HANDOUTS)

    def summary(name: str) -> str:
        path = files.template(kind, name, beside)
        return _summary(path, name) if path else ""

    return tuple(_row(name, summary) for name in files.template_names(kind, beside))


def _row(name: str, describe: Callable[[str], str]) -> tuple[str, str]:
    try:
        return name, describe(name)
    except Refused:  # a listing goes on, and a build that asks for it says what is wrong
        return name, ""


def _summary(path: Path, name: str) -> str:
    """The first sentence of the comment that a template opens with, without its name and its path."""
    head = files.read_bytes(path).decode("utf-8-sig", "replace").lstrip()
    if head.startswith("{#"):
        lines = head[2:].partition("#}")[0].splitlines()
    else:
        lines = [line.lstrip("#") for line in takewhile(lambda line: line.startswith("#"), head.splitlines())]
    text = " ".join(" ".join(line for line in lines if not PATH.fullmatch(line.strip())).split())
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    summary = re.sub(rf"^(?:{re.escape(name)}|The {re.escape(name)}):\s+", "", first)
    return _sentence(summary)


def _sentence(text: str) -> str:
    """With a capital and a full stop, however its author wrote it."""
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def _described(form: Form) -> str:
    from ..forms.kit.content import describe  # with the forms

    fields = [f"    {f.name}{'' if f.required else '?'}: {f.kind}" for f in describe(form.content)]
    example = [f"    {line}" for line in form.example.strip().splitlines()]
    lines = [
        _sentence(form.summary),
        f"at most: {form.limits}",
        "fields (? may be left out):" if fields else "",
        *fields,
        "example:",
        *example,
    ]
    return "\n".join(line for line in lines if line)
