"""The leave-behind next to the same content set by Typst, both warm in one process, in turn: seconds and their ratio.

Typst gets what our pages hold: the text in two columns, tables across them, drawings as their words in a frame.
"""

from __future__ import annotations

import itertools
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import typst
from pypdfium2 import PdfDocument

from briefwright.brief.read import read
from briefwright.handout.compose import compose
from briefwright.handout.leave_behind import set_pages
from briefwright.handout.printing import Document
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Inset, Role, Scene, Table, Text
from briefwright.scene.walk import leaves
from tests.handout import long_briefs
from tests.handout.decks import of_edition

GENERATED = 80  # the size of a brief whose leave-behind has about sixty pages
PAGE = """#set page(paper: "a4", margin: (x: MARGIN, top: 63pt, bottom: 46pt), columns: 2, numbering: "1")
#set text(font: "Liberation Sans", size: 10.5pt)
#set par(leading: 4.5pt)
#set table(stroke: (y: 0.5pt))
"""


def main(sample: PlacedEdition, runs: int) -> None:
    """Both on the sample brief, and on one of sixty pages."""
    with tempfile.TemporaryDirectory() as name:
        path = long_briefs.write(GENERATED, Path(name))
        long = place_editions(read(path), Order(path, ("whole",)))[0][0]
    for edition in (sample, long):
        compared(edition, runs)


def compared(edition: PlacedEdition, runs: int) -> None:
    material = of_edition(edition)

    def ours() -> bytes:
        return compose(["leave-behind"], material)[0]["leave-behind.pdf"]

    content = "\n\n".join(as_typst(set_pages(material)))
    margins = itertools.count(4500)

    def theirs() -> bytes:  # with another margin each time, or it would show again what it keeps from the last
        head = PAGE.replace("MARGIN", f"{next(margins) / 100:.2f}pt")
        return bytes(typst.compile(f"{head}{content}".encode()))

    rounds = [(clocked(ours), clocked(theirs)) for _ in range(runs + 1)][1:]  # the first loads fonts and modules
    mine, other = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(a / b for a, b in rounds)
    pages, typeset = len(PdfDocument(ours())), len(PdfDocument(theirs()))
    print(f"leave-behind, warm, {pages} pages (Typst: {typeset}), median of {runs}")
    print(f"  briefwright {mine * 1000:.0f} ms, typst {other * 1000:.0f} ms, ratio, pair by pair {ratio:.2f}")


def clocked(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def as_typst(document: Document) -> Iterator[str]:
    """The content of a leave-behind as the blocks of a Typst document."""
    drawings = {scene.pages[0].id: scene for scene in document.insets}
    return blocks(document.scene, drawings)


def blocks(scene: Scene, drawings: dict[str, Scene]) -> Iterator[str]:
    for page in scene.pages:
        for item in page.items:
            match item:
                case Text() if item.role is not Role.FURNITURE:
                    said = quoted(item.text)
                    yield f"={'=' * (item.role is Role.SUBHEADING)} #{said}" if item.role in HEADS else f"#{said}"
                case Table():
                    cells = ", ".join(quoted(cell.text) for row in item.rows for cell in row.cells)
                    yield floating(f"table(columns: {len(item.columns)}, {cells})")
                case Inset():
                    words = [t.text for t in leaves(drawings[item.page].pages[0].items) if isinstance(t, Text)]
                    yield floating(f"rect(width: 100%, height: {item.rect.h:.0f}pt, {quoted(' / '.join(words))})")


HEADS = (Role.TITLE, Role.HEADING, Role.SUBHEADING)


def floating(body: str) -> str:
    """Something across both columns at the foot of a page."""
    return f'#place(bottom, scope: "parent", float: true, {body})'


def quoted(text: str) -> str:
    flat = re.sub(r"\s+", " ", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'
