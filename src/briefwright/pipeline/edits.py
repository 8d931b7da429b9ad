"""An edited deck held against the manifest of its build, to the words that name the slides that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..write.fingerprint import fingerprint
from ..write.pptx.read_back import TABLE, DeckShape, SlideShapes, read_deck

TOLERANCE = 1.0  # points; an office that only saved a deck moves a shape by less than a tenth of that
NAMED = re.compile(r"bw:(?P<page>.+)/[^/]+(?: \d+)?")
UNSEEN = "no slide reads otherwise than it did, so it may be its notes, its looks or only another program that saved it"

Page = Mapping[str, Any]


def changes(pages: Mapping[str, Page], deck: bytes) -> str:
    """Which slides of ``deck`` are not as ``pages``, the manifest's, have them, in words; numbers count from 1.

    "" where it cannot be read as a deck any more.
    """
    try:
        slides = read_deck(deck)
    except ValueError:
        return ""
    paired = _paired(pages, slides)
    changed = [
        f"slide {number} ({page}: {', '.join(how)})"
        for number, (page, slide) in enumerate(zip(paired, slides, strict=True), start=1)
        if page is not None and (how := list(_differences(pages[page].get("shapes", {}), slide)))
    ]
    new = [f"slide {number}" for number, page in enumerate(paired, start=1) if page is None]
    gone = [page for page in pages if page not in paired]
    kept = [page for page in paired if page is not None]
    sentences = [
        f"{what}: {', '.join(names)}" for what, names in (("changed", changed), ("new", new), ("gone", gone)) if names
    ]
    if kept != [page for page in pages if page in kept]:
        sentences.append("the slides stand in another order")
    return "; ".join(sentences) or UNSEEN


def _paired(pages: Mapping[str, Page], slides: Sequence[SlideShapes]) -> list[str | None]:
    """The page that each slide was, by the names of its shapes, or else by its words; None for one that is new."""
    free = dict(pages)
    paired: list[str | None] = []
    for slide in slides:
        named = Counter(match["page"] for name in slide if (match := NAMED.fullmatch(name)))
        page = next((page for page, _ in named.most_common() if page in free), None)
        if page is None and not named:
            page = next((page for page in free if _alike(free[page].get("shapes", {}), slide)), None)
        if page is not None:
            del free[page]
        paired.append(page)
    return paired


def _alike(shapes: Mapping[str, Page], slide: SlideShapes) -> bool:
    """Whether a slide without names says all that a page did: an office names placeholders anew."""
    words = {shape["text"] for shape in shapes.values()}
    return bool(words) and words <= {fingerprint(drawn.text) for drawn in slide.values()} | {fingerprint("")}


def _differences(shapes: Mapping[str, Page], slide: SlideShapes) -> Iterator[str]:
    """What is different about a slide, each kind once."""
    both = [(shapes[name], slide[name]) for name in shapes if name in slide]
    missing = [shape for name, shape in shapes.items() if name not in slide]
    more = [drawn for name, drawn in slide.items() if name not in shapes]
    for drawn in list(more):  # LibreOffice names placeholders anew
        same = next(
            (shape for shape in missing if shape["text"] == fingerprint(drawn.text) and _near(shape, drawn)), None
        )
        if same is not None:
            missing.remove(same)
            more.remove(drawn)
            both.append((same, drawn))
    if any(fingerprint(drawn.text) != shape["text"] for shape, drawn in both) or (missing and more):
        yield "text"
    if not all(_near(shape, drawn) for shape, drawn in both):
        yield "place or size"
    if len(missing) > len(more):
        yield "something is gone"
    if len(more) > len(missing):
        yield "something is new"


def _near(shape: Page, drawn: DeckShape) -> bool:
    if drawn.box is None:
        return True  # where its layout puts it, as we left it
    sides = (
        3 if drawn.kind == TABLE else 4
    )  # an office computes the height of a table from its rows whenever it saves one
    pairs = zip(shape["box"][:sides], drawn.box[:sides], strict=True)
    return all(abs(one - other) <= TOLERANCE for one, other in pairs)
