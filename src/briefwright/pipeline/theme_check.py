"""A theme to a contact sheet of every form in it, and to what fails or was matched there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from ..core.diagnostics import Diagnostic, Span
from ..core.geometry import Rect
from ..core.landing import write_all
from ..core.messages import diagnose
from ..scene.model import Inset, Item, Layout, Page, Scene, Shape
from ..theme.model import Theme
from ..theme.page import in_page_points
from ..theme.read import read_theme
from ..write.pdf.document import write
from .deck import produce
from .trial import stories, trial

COLUMNS = 4
WIDE, GAP = 240.0, 12.0  # pt, of a page on the sheet, and between two
PIXELS = 2.0  # of the PNG, for each point


def check_theme(name: str, out: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Lay out every form in a theme; the files of the sheet, which land in ``out``, and what was found.

    The sheet is a PDF, and a PNG where ``pypdfium2`` is installed. Raises Refused where there is no such theme.
    """
    theme = read_theme(name)
    every = stories()
    sheet = _sheet(produce(every[0], theme).scene, theme)
    path = out / f"{theme.name}.check.pdf"
    files = {path: sheet}
    if find_spec("pypdfium2"):
        files[path.with_suffix(".png")] = _png(sheet)
    write_all(out, files)
    failures = trial(theme, every)
    found = (*_matched(theme), *(problem for failure in failures for problem in failure.problems))
    return tuple(files), tuple(dict.fromkeys(found))


def _matched(theme: Theme) -> Iterator[Diagnostic]:
    """Which layouts of a client's file stand for ours, and which placeholders are used."""
    if theme.layouts is None or theme.client is None:
        return
    for role in theme.layouts.__struct_fields__:
        one = getattr(theme.layouts, role)
        if one is None:
            continue
        used = ", ".join(f"{slot} {holder.index}" for slot, holder in theme.client.layouts[role].placeholders.items())
        what = f'{role}: the layout "{one.name or one.layout}" ({one.layout}), with the placeholders {used or "none"}'
        yield diagnose("BW553", theme.client.span or Span(theme.name), what=what)


def _sheet(deck: Scene, theme: Theme) -> bytes:
    """The pages of a deck on one, in rows, as they are."""
    rows, high = -(-len(deck.pages) // COLUMNS), WIDE * deck.height / deck.width
    items: list[Item] = []
    for number, page in enumerate(deck.pages):
        row, column = divmod(number, COLUMNS)
        box = Rect(GAP + column * (WIDE + GAP), GAP + row * (high + GAP), WIDE, high)
        items.append(Inset(f"page-{number}", box, page.id, page.title[:250]))
        items.append(Shape(f"frame-{number}", box, stroke=theme.stroke("hairline", "mid")))
    width, height = (count * (side + GAP) + GAP for count, side in ((COLUMNS, WIDE), (rows, high)))
    sheet = Page("sheet", "sheet", theme.title or theme.name, tuple(items))
    scene = Scene(width, height, (Layout("sheet"),), (sheet,), deck.properties)
    return write(scene, theme, (), [deck], in_page_points(theme))


def _png(sheet: bytes) -> bytes:
    import pypdfium2  # where there is one

    with pypdfium2.PdfDocument(sheet) as document:
        made = BytesIO()
        document[0].render(scale=PIXELS).to_pil().save(made, "PNG")
        return made.getvalue()
