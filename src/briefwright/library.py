"""What there is to choose from: shared templates and forms with their schemas, and a new brief to start from."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import world
from .diagnostics import Refused, Span
from .messages import diagnose

if TYPE_CHECKING:
    from .forms.form import Form

Rows = tuple[tuple[str, str], ...]
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")


def new_brief(name: str, force: bool = False) -> Path:
    """Write ``NAME.yaml``, a commented brief that builds at once. Refused when the name is none or the file exists."""
    stem = name.removesuffix(".yaml")
    path = Path(f"{stem}.yaml")
    if not NAME.fullmatch(path.stem):
        raise Refused([diagnose("BW705", Span(str(path)), name=path.stem)])
    if path.exists() and not force:
        raise Refused([diagnose("BW704", Span(str(path)))])
    source = world.template("briefs", "new")
    if source is None:
        raise Refused([diagnose("BW101", Span("templates/briefs/new.yaml"), what="does not exist")])
    text = source.read_text(encoding="utf-8").replace("my-brief", path.stem)
    world.write_all({path: text.encode()})
    return path


def listing(kind: str, beside: Path | None = None) -> Rows:
    """The names of a kind with what each is for; templates from their first comment, forms from their code."""
    if kind == "forms":
        from .forms.table import forms  # only this listing needs every form

        return tuple((form.name, _described(form)) for form in forms())
    if kind == "handouts":
        from .handout.table import HANDOUTS  # brings the PDF library

        return tuple((handout.name, _sentence(handout.summary)) for handout in HANDOUTS)
    rows = []
    for name in world.template_names(kind, beside):
        path = world.template(kind, name, beside)
        rows.append((name, _summary(path, name) if path else ""))
    return tuple(rows)


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file: brief, audience, outline or theme."""
    from .schema import schema as of  # builds every model of the kind

    return of(kind)


def _summary(path: Path, name: str) -> str:
    """The first sentence of the comment that a template opens with, without its name."""
    head = path.read_text(encoding="utf-8").lstrip()
    if head.startswith("{#"):
        lines = head[2:].partition("#}")[0].splitlines()
    else:
        lines = [line.lstrip("#") for line in takewhile(lambda line: line.startswith("#"), head.splitlines())]
    text = " ".join(" ".join(lines).split())
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    told = re.sub(rf"^(?:{re.escape(name)}|The {re.escape(name)}):\s+", "", first)
    return _sentence(told)


def _sentence(text: str) -> str:
    """With a capital and a full stop, however its author wrote it."""
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""


def _described(form: Form) -> str:
    from .forms.content import describe  # with the forms

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
