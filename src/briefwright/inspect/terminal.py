"""An account or a coverage to lines for a terminal or a pipe, and to what JSON holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from ..core.diagnostics import Span
from ..scene.chart.sheet import letters
from .account import Account, ShownSlide
from .columns import GAP, INDENT, aligned, cells, padded
from .coverage import Coverage, Seen

NOTHING = "–"
ROOM_FOR_PAGES = 2  # stretches of pages that a cell of the matrix names; JSON has them all
LEGEND = "7, 9-10: pages · (12): appendix · notes 4: spoken there · –a: left out, for the reason below"

Mark = Callable[[str], str]  # sets a heading off, on a terminal


def accounts(every: Sequence[Account], width: int | None = None, bold: Mark = str) -> str:
    """Accounts as text. ``width`` is a terminal's, None for a pipe; ``bold`` sets headings off."""
    return "\n\n".join("\n".join(_account(account, width, bold)) for account in every)


def _account(account: Account, width: int | None, bold: Mark) -> Iterable[str]:
    yield bold(f"{account.brief} for {account.audience}")
    yield from _part("Made from", [(kind, " < ".join(files) or NOTHING) for kind, files in account.files], width, bold)
    for group, settings in groupby(account.settings, key=lambda setting: setting.group):
        rows = [(s.key, _value(s.value), _place(s.origin) or s.by) for s in settings]
        yield from _part(group, rows, width, bold)
    if not account.placed:
        return
    head = f"Slides ({account.counted} counted{_limit(account)})"
    shown = [(_stretches(s.pages), s.id, s.form, _titled(s), _place(s.origin)) for s in account.slides]
    yield from _part(head, shown, width, bold, elastic=3)
    for head, entries in (("Appendix", account.appendix), ("Spoken", account.notes)):
        moved = [(_stretches(m.pages), m.id, m.why, _place(m.origin)) for m in entries]
        yield from _part(head, moved, width, bold, elastic=2)
    yield from _part("Left out", [(o.what, o.why, _place(o.origin)) for o in account.left_out], width, bold)


def _titled(slide: ShownSlide) -> str:
    """Its title; what stands on the page that it shares, where two slides that fill little are joined; and the layout
    that it names, with what goes into each of its placeholders."""
    filled = ", ".join(f"{place} = {what}" for place, what in slide.fills)
    on = f"on {slide.layout}" + (f": {filled}" if filled else "") if slide.layout else ""
    more = "; ".join(part for part in (f"with {', '.join(slide.shares)}" if slide.shares else "", on) if part)
    return f"{slide.title} ({more})" if more else slide.title


def _part(head: str, rows: Sequence[Sequence[str]], width: int | None, bold: Mark, elastic: int = 1) -> Iterable[str]:
    if rows:
        yield from ("", bold(head), *aligned(rows, width, elastic))


def _limit(account: Account) -> str:
    limit = next((s.value for s in account.settings if s.key == "limits.slides"), None)
    return f" of at most {limit}" if limit else ""


def matrix(coverage: Coverage, width: int | None = None, bold: Mark = str) -> str:
    """A coverage as text: a line a fact, a column an audience, in blocks where a terminal is too narrow for all."""
    reasons = {why: n for n, why in enumerate(dict.fromkeys(s.why for r in coverage.rows for s in r.seen if s.why))}
    names = [row.fact.partition(".")[2] for row in coverage.rows]
    table = [[_cell(seen, reasons) for seen in row.seen] for row in coverage.rows]
    widths = [max(map(cells, column)) for column in zip(coverage.names, *table, strict=True)]
    first = max((*map(cells, names), len("left out"))) + INDENT
    lines: list[str] = []
    for block in _blocks(widths, (width - first) if width else None):
        heads = ["", *(coverage.names[n] for n in block)]
        spaces = [first, *(widths[n] for n in block)]
        lines += ["", bold(_joined(heads, spaces))]
        kinds = [row.fact.partition(".")[0] for row in coverage.rows]
        for kind, numbers in groupby(range(len(names)), key=kinds.__getitem__):
            lines.append(kind)
            lines += [_joined([" " * INDENT + names[row], *(table[row][n] for n in block)], spaces) for row in numbers]
        lines += ["", *(_joined([label, *(count[n] for n in block)], spaces) for label, count in _counts(coverage))]
    notes = aligned([(letters(n).lower(), why) for why, n in reasons.items()], width)
    return "\n".join([*lines[1:], "", LEGEND, *notes])


def _cell(seen: Seen, reasons: dict[str, int]) -> str:
    if seen.where == "left out":
        return f"{NOTHING}{letters(reasons[seen.why]).lower()}"
    stretches = _stretches(seen.pages).split(", ")
    pages = ", ".join(stretches[:ROOM_FOR_PAGES]) + (" …" if stretches[ROOM_FOR_PAGES:] else "")
    return {"slide": pages, "appendix": f"({pages})", "notes": f"notes {pages}"}[seen.where]


def _counts(coverage: Coverage) -> Iterable[tuple[str, list[str]]]:
    for where, label in (("slide", "shown"), ("appendix", "appendix"), ("notes", "notes"), ("left out", "left out")):
        yield label, [str(sum(row.seen[n].where == where for row in coverage.rows)) for n in range(len(coverage.names))]


def _blocks(widths: Sequence[int], room: int | None) -> list[list[int]]:
    """The numbers of the columns that stand next to each other, block by block."""
    blocks: list[list[int]] = [[]]
    used = 0
    for n, width in enumerate(widths):
        used += width + GAP
        if room is not None and used > room and blocks[-1]:
            blocks.append([])
            used = width + GAP
        blocks[-1].append(n)
    return blocks


def _joined(texts: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * GAP).join(padded(text, width) for text, width in zip(texts, widths, strict=True)).rstrip()


def _stretches(pages: Sequence[int]) -> str:
    """Page numbers with runs drawn together: 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)


def _value(value: Any) -> str:
    match value:
        case None | [] | {} | "":
            return NOTHING
        case bool():
            return str(value).lower()
        case list() if all(isinstance(entry, str) for entry in value):
            return ", ".join(value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _place(span: Span | None) -> str:
    return str(span) if span else ""


# ---- for machines ------------------------------------------------------------------------------------


def as_json(given: Sequence[Account] | Coverage) -> str:
    """Accounts, or a coverage, as JSON; a place is {file, line, column}, pages count from 1."""
    tree = plain(given) if isinstance(given, Coverage) else [_plain_account(account) for account in given]
    return json.dumps(tree, indent=2, ensure_ascii=False)


def plain(coverage: Coverage) -> dict[str, Any]:
    """A coverage as JSON holds it."""
    return {
        "audiences": list(coverage.names),
        "facts": [
            {
                "fact": row.fact,
                "origin": _at(row.origin),
                "seen": {
                    name: {"where": s.where, "pages": list(s.pages), "why": s.why or None, "origin": _at(s.origin)}
                    for name, s in zip(coverage.names, row.seen, strict=True)
                },
            }
            for row in coverage.rows
        ],
    }


def _plain_account(account: Account) -> dict[str, Any]:
    def moved(entries: Iterable[Any]) -> list[dict[str, Any]]:
        return [{"pages": list(m.pages), "id": m.id, "why": m.why, "origin": _at(m.origin)} for m in entries]

    return {
        "brief": account.brief,
        "audience": account.audience,
        "files": {kind: list(files) for kind, files in account.files},
        "settings": [
            {"group": s.group, "key": s.key, "value": s.value, "by": s.by or "file", "origin": _at(s.origin)}
            for s in account.settings
        ],
        "slides": [
            {
                "pages": list(s.pages),
                "id": s.id,
                "form": s.form,
                "title": s.title,
                "origin": _at(s.origin),
                "shares": list(s.shares),
                "layout": s.layout,
                "fills": dict(s.fills),
            }
            for s in account.slides
        ],
        "appendix": moved(account.appendix),
        "notes": moved(account.notes),
        "left_out": [{"what": o.what, "why": o.why, "origin": _at(o.origin)} for o in account.left_out],
    }


def _at(span: Span | None) -> dict[str, Any] | None:
    return {"file": span.file, "line": span.line, "column": span.column} if span else None
