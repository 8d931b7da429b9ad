"""What is designed is what they see: the deck, rendered by LibreOffice, beside our PDF of the same pages.

Of every page all words are compared, where Poppler finds them, unrounded: those of texts and tables, and those that the
office itself sets in native charts (names of categories, marks of axes, labels of points), which were seen within 1 pt.
Lines are counted for every paragraph, of charts too. The pictures are compared whole, with what charts draw.

What remains different: the edges of letters, bars and pictures, by parts of a pixel; and words along a line, by up to
3.1 pt, since LibreOffice sets type on a reference device of 600 dpi, where each advance is a whole number of dots. At
9 pt an "e" of 41.7 dots takes 42 and an "s" of 37.5 takes 38, so a line grows by 0.8 % and its words stand 3.1 pt off
from 400 pt on. Small type keeps to the ``measure`` of its role, 42 ems, which ends before that. Nothing is put aside
here, and no line is bent for one office.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

import pytest
from msgspec.structs import replace

from briefwright.core.chart_kinds import KINDS
from briefwright.core.geometry import Rect
from briefwright.scene.model import Cell, Chart, Group, Item, Row, Scene, Table, Text
from briefwright.write import pdf, pptx
from tests import judges
from tests.editions import Key, staged
from tests.looks import NEAR, Look, looks

KEYS = tuple(
    Key(brief, audience, theme)
    for brief, audience in (("china-llm", "full"), ("gallery", "gallery"))
    for theme in ("paper", "night", "client")
)
CHARTS = frozenset(KINDS)
WORDS_NEAR, MEAN, WORST, WORST_CHART = 0.99, 0.98, 0.94, 0.94
MOVED, SHRUNK = 5.0, 0.9

pytestmark = pytest.mark.slow


def faults(seen: list[Look]) -> list[str]:
    """What the gate says against an edition."""
    found = []
    for look in seen:
        where = f"page {look.page}, {look.slot}"
        found += [f"{where}: lines of {text}" for text in look.lines]
        found += [f"{where}: {name} stands elsewhere" for name in look.moved]
        if look.near < WORDS_NEAR:
            found.append(f"{where}: {look.near:.2%} of words stand within {NEAR} pt, not {', '.join(look.far[:8])}")
        least = WORST_CHART if look.form in CHARTS else WORST
        if look.ssim < least:
            found.append(f"{where}: similarity {look.ssim:.3f} < {least}")
    return found


def faults_at_large(seen: list[Look]) -> list[str]:
    """What the gate says against an edition as a whole."""
    likeness = sum(look.ssim for look in seen) / len(seen)
    return [f"mean similarity {likeness:.3f} < {MEAN}"] if likeness < MEAN else []


Seen = Callable[[Key], list[Look]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("gate")

    @cache
    def look(key: Key) -> list[Look]:
        edition = staged(key)
        ours, deck = folder / f"{key}.pdf", folder / f"{key}.pptx"
        ours.write_bytes(pdf.write(edition.scene, edition.theme))
        deck.write_bytes(pptx.write(edition.scene, edition.theme))
        [theirs] = judges.libreoffice_pdfs([deck], folder / str(key))
        return looks(edition.scene, ours, theirs)

    return look


@pytest.mark.exhaustive(3)
@pytest.mark.parametrize("key", KEYS, ids=str)
def test_the_deck_looks_as_the_pdf_does(key: Key, seen: Seen) -> None:
    assert [*faults(seen(key)), *faults_at_large(seen(key))] == []


# ---- twins that must fail ------------------------------------------------------------------------------

# the text or chart that each twin changes, by its name; in a table by its row and column, too
Change = Callable[[Rect], Rect]
T = TypeVar("T", bound=Item)


def right(r: Rect) -> Rect:
    return r.moved(dx=MOVED)


def down(r: Rect) -> Rect:
    return r.moved(dy=MOVED)


def small(r: Rect) -> Rect:
    return replace(r, w=r.w * SHRUNK)


TWINS: dict[str, Change] = {
    "quote/quote": right,
    "limitations/title": down,
    "roadmap/title": small,
    "player-matrix/table 2 4": right,
    "table/table 4 1": down,  # one word
    "stakes/upside-2": right,  # in a group
    "column/gap-text": right,  # over a plot, in a group
    "bar/note-meaning": down,  # beside a plot
    "bar/title": small,
    "network/right-3-mark": right,
    "waterfall/chart": right,  # what the office draws and sets by itself
    "line/chart": down,
}


def changed(scene: Scene) -> Scene:
    """The scene with every twin's text changed."""
    return replace(scene, pages=tuple(replace(page, items=tuple(map(_twin, page.items))) for page in scene.pages))


def _twin(item: T) -> T:
    name = item.name.removeprefix("bw:")
    if isinstance(item, Group):
        return replace(item, items=tuple(map(_twin, item.items)))
    if isinstance(item, Table):
        return replace(item, rows=tuple(_row(f"{name} {n}", row, item) for n, row in enumerate(item.rows, start=1)))
    if name not in TWINS:
        return item
    if isinstance(item, Chart):
        return replace(item, rect=TWINS[name](item.rect), plot=TWINS[name](item.plot))
    return replace(item, rect=TWINS[name](item.rect)) if isinstance(item, Text) else item


def _row(name: str, row: Row, table: Table) -> Row:
    def twin(column: int, cell: Cell) -> Cell:
        change = TWINS.get(f"{name} {column}")
        if change is None:
            return cell
        w, h = table.columns[column - 1], row.height
        box = change(Rect(0, 0, w, h).inset(*cell.pad))
        return replace(cell, pad=(box.x, box.y, max(w - box.right, 0.0), max(h - box.bottom, 0.0)))

    return replace(row, cells=tuple(twin(n, cell) for n, cell in enumerate(row.cells, start=1)))


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the gate says of each page whose text is off, by the page's id."""
    folder = tmp_path_factory.mktemp("twins")
    edition = staged(Key("gallery", "gallery", "paper"))
    ours, deck = folder / "ours.pdf", folder / "twin.pptx"
    ours.write_bytes(pdf.write(edition.scene, edition.theme))
    deck.write_bytes(pptx.write(changed(edition.scene), edition.theme))
    [theirs] = judges.libreoffice_pdfs([deck], folder / "office")
    return {look.slot: faults([look]) for look in looks(edition.scene, ours, theirs)}


@pytest.mark.parametrize("name", TWINS, ids=lambda name: f"{name} {TWINS[name].__name__}")
def test_a_twin_that_is_off_does_not_pass(name: str, off: dict[str, list[str]]) -> None:
    slide, _, rest = name.partition("/")
    slot = f"bw:{slide}/{rest.partition(' ')[0]}"
    assert any(slot in fault for fault in off[slide])


def test_what_is_not_off_passes_beside_the_twins(off: dict[str, list[str]]) -> None:
    touched = {name.partition("/")[0] for name in TWINS}
    assert {slide: found for slide, found in off.items() if found and slide not in touched} == {}
