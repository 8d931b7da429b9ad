"""What is designed is what they see: the deck, rendered by LibreOffice, beside our PDF of the same pages.

What remains different is the drawing of thin rules and of letters at their edges, and in charts what the office draws
by itself.
"""

from collections.abc import Callable
from functools import cache

import pytest
from msgspec.structs import replace

from briefwright.geometry import Rect
from briefwright.scene.model import Item, Scene, Text
from briefwright.write import pdf, pptx
from tests import judges
from tests.editions import Key, staged
from tests.looks import Look, looks

KEYS = tuple(
    Key(brief, audience, theme)
    for brief, audience in (("china-llm", "full"), ("gallery", "gallery"))
    for theme in ("paper", "night", "client")
)
CHARTS = frozenset({"bar", "column", "stacked", "line", "waterfall"})
WORDS_NEAR, MEAN, WORST, WORST_CHART = 0.98, 0.97, 0.93, 0.90
MOVED, SHRUNK = 5.0, 0.9

pytestmark = pytest.mark.slow


def faults(seen: list[Look]) -> list[str]:
    """What the gate says against an edition."""
    found = []
    for look in seen:
        where = f"page {look.page}, {look.slot}"
        found += [f"{where}: lines of {text}" for text in look.lines if look.form not in CHARTS]
        if round(look.near, 3) < WORDS_NEAR and look.form not in CHARTS:
            found.append(f"{where}: {look.near:.1%} of words stand within 3 pt, not {', '.join(look.far[:8])}")
        least = WORST_CHART if look.form in CHARTS else WORST
        if look.ssim < least:
            found.append(f"{where}: similarity {look.ssim:.3f} < {least}")
    mean = sum(look.ssim for look in seen) / len(seen)
    return [*found, *([f"mean similarity {mean:.3f} < {MEAN}"] if mean < MEAN else [])]


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


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_the_deck_looks_as_the_pdf_does(key: Key, seen: Seen) -> None:
    assert faults(seen(key)) == []


# ---- twins that must fail ------------------------------------------------------------------------------

# what each twin does to one text of one page
TWINS: dict[str, tuple[str, Callable[[Rect], Rect]]] = {
    "quote/quote": ("moved right", lambda r: replace(r, x=r.x + MOVED)),
    "limitations/title": ("moved down", lambda r: replace(r, y=r.y + MOVED)),
    "stakes/title": ("too small", lambda r: replace(r, w=r.w * SHRUNK)),
    "roadmap/title": ("too small", lambda r: replace(r, w=r.w * SHRUNK)),
}


def changed(scene: Scene) -> Scene:
    """The scene with every twin's text changed."""

    def twin(item: Item) -> Item:
        name = item.name.removeprefix("bw:")
        return replace(item, rect=TWINS[name][1](item.rect)) if isinstance(item, Text) and name in TWINS else item

    return replace(scene, pages=tuple(replace(page, items=tuple(map(twin, page.items))) for page in scene.pages))


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


@pytest.mark.parametrize("name", TWINS, ids=lambda name: f"{name} {TWINS[name][0]}")
def test_a_twin_that_is_off_does_not_pass(name: str, off: dict[str, list[str]]) -> None:
    found = off[name.partition("/")[0]]
    assert any("within 3 pt" in fault or "lines of" in fault for fault in found)
    assert off["watch"] == []
