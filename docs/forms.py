"""The table of forms as a page to read, docs/forms.md: ``make forms``. A test keeps the page current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

from msgspec import Struct

from briefwright.forms.kit.content import Labelled, describe
from briefwright.forms.kit.form import Form
from briefwright.forms.table import forms
from briefwright.story.model import Words

PAGE = Path(__file__).with_name("forms.md")
HEAD = """\
# Forms

What a slide can be. A slide of a brief or an outline names its `form` and gives that form's fields; every slide also
takes `id`, `title`, `lead`, `section` and `notes`. What does not fit a page steps down in size, then goes on the next
page; what fits none is an error at its line. `briefwright list forms` prints the same table. This page is made from it
by `make forms`.

![Every form once](gallery.png)
"""


def text() -> str:
    """The whole page."""
    index = "\n".join(f"- [{form.name}](#{form.name}): {form.summary}" for form in forms())
    return "\n".join([HEAD, index, "", *(_section(form) for form in forms())])


def _section(form: Form) -> str:
    rows = [
        f"| `{line.name}` | {_cell(line.kind)} | {'yes' if line.required else ''} |" for line in describe(form.content)
    ]
    parts = [f"## {form.name}", "", form.summary, ""]
    if rows:
        parts += ["| field | takes | needed |", "|---|---|---|", *rows, ""]
    for name, kind in dict.fromkeys(_nested(form.content, frozenset())):
        inner = ", ".join(
            f"`{line.name}` ({_cell(line.kind)}{', needed' if line.required else ''})" for line in describe(kind)
        )
        parts += [f"Each of `{name}`: {inner}.", ""]
    return "\n".join([*parts, f"Limits: {form.limits}.", "", "```yaml", form.example.rstrip(), "```", ""])


def _cell(kind: str) -> str:
    return kind.replace("|", "\\|")


def _nested(content: type, above: frozenset[type]) -> Iterator[tuple[str, Any]]:
    """The fields that hold records of their own, and the class of those, depth first; a record may hold its like."""
    for name, hint in get_type_hints(content).items():
        for kind in (hint, *get_args(hint)):
            if isinstance(kind, type) and issubclass(kind, Struct) and kind not in {Words, Labelled, *above}:
                yield name, kind
                yield from _nested(kind, above | {kind})


def main() -> None:
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
