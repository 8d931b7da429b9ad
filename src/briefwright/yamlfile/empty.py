"""A tree to the values that are missing in it: behind a key, behind a dash, behind a comma that cut a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose
from .faults import shortened
from .nodes import Float, Int, Map, Seq

AT_COMMA = "BW127"  # a key alone inside braces


def _measured(node: Seq) -> bool:
    """Whether a list has gaps between numbers, as a series in a cell of a table has."""
    kinds = {type(item) for item in node}
    return node.flow and bool(kinds & {Int, Float}) and kinds <= {Int, Float, type(None)}


def missing(tree: Map | Seq) -> Iterator[Diagnostic]:
    """Every value that is missing behind its key or its dash."""
    stack: list[Map | Seq] = [tree]
    seen: set[int] = set()  # an alias leads to an object that was there before
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Map):
            for key, value in node.items():
                if value is None:
                    hint = "write the number without separators" if re.fullmatch(r"\d{3}", key) else None
                    code = "BW127" if key in node.alone else "BW123"
                    yield diagnose(code, node.keys_at[key], key=shortened(key), hint=hint)
        elif not (node.gapped or _measured(node)):
            yield from (diagnose("BW129", span) for item, span in zip(node, node.spans, strict=True) if item is None)
        stack += [v for v in (node.values() if isinstance(node, Map) else node) if isinstance(v, Map | Seq)]
