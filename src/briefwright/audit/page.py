"""A placed scene to findings: what does not fit, stands in the margin, covers something else or cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.memo import memo
from ..core.messages import diagnose
from ..core.purpose import Purpose
from ..scene.model import Layout, Page, Role, Scene
from ..scene.walk import every
from ..theme.model import Theme
from .chart_rules import charts
from .contrast import contrast, graphics, pictures
from .edges import edges
from .ink import Block, Ink, ink
from .places import collisions, filling, places, zones

BODY_FLOOR, SMALL_FLOOR = 12.0, 9.0  # pt; the second for sources, furniture and citation markers
CHART_FLOOR = 10.0  # pt; the labels of a chart
MOST_SIZES = 7
WORDS_WARN, WORDS_ERROR = 150, 220
TOLERANCE = 0.01


def audit(scene: Scene, theme: Theme, words: int | None = None) -> tuple[Diagnostic, ...]:
    """Every break of the rules for layout, density and accessibility, in the order of pages.

    ``words`` is the most that the body of a page may have for the audience, where its profile says so.
    """
    if scene.rtl:
        from ..scene.mirror import mirrored_theme  # for decks that are read from the right alone

        theme = mirrored_theme(theme)
    seen = [
        _audited(page, scene.layouts, number, theme, WORDS_WARN if page.appendix else words or WORDS_WARN, scene=scene)
        for number, page in enumerate(scene.pages, start=1)
    ]
    pages = [page for page, _ in seen]
    problems = [*_names(scene), *_titles(pages), *zones(pages, scene), *filling(pages, scene, theme)]
    problems += [problem for _, own in seen for problem in own]
    return tuple(sorted(dict.fromkeys(problems), key=lambda d: _page_of(d, scene)))


@memo(by=lambda _page, _layouts, number, *_, **__: number)
def _audited(
    page: Page, layouts: tuple[Layout, ...], number: int, theme: Theme, words: int, *, scene: Scene
) -> tuple[Ink, list[Diagnostic]]:
    """The marks of one page, and the problems that need no other page. A text of a client's layout is looked at only
    for collisions with ours."""
    marks = ink(scene, page, number, theme.client.span if theme.client else None)
    own = replace(marks, blocks=tuple(b for b in marks.blocks if not (theme.client and b.shared)))
    problems = [
        *places(own, scene, theme),
        *collisions(marks, scene, theme),
        *edges(own, theme, scene.rtl),
        *_sizes(own),
        *_density(own, words),
        *contrast(own, theme),
        *graphics(own, theme),
        *pictures(own, theme),
        *charts(own, theme),
    ]
    return own, problems


def _page_of(diagnostic: Diagnostic, scene: Scene) -> int:
    """The index of the page, so that its problems stand together; -1 for one that is of no page."""
    for spans in ([page.span for page in scene.pages], [page.titled for page in scene.pages]):
        if diagnostic.span in spans:
            return spans.index(diagnostic.span)
    return -1


def _names(scene: Scene) -> Iterator[Diagnostic]:
    """No two items share a name, no two pages an id."""
    names: Counter[str] = Counter()
    for page in scene.pages:
        names.update(item.name for item in every(page.items))
    for name, count in names.items():
        if count > 1:
            yield diagnose("BW831", what="items", name=name, count=count)
    for page_id, count in Counter(page.id for page in scene.pages).items():
        if count > 1:
            yield diagnose("BW831", what="pages", name=page_id, count=count)


def _titles(pages: list[Ink]) -> Iterator[Diagnostic]:
    """Each page has one title, in few lines, unlike any other."""
    seen: dict[str, int] = {}
    for page in pages:
        titles = page.of_role(Role.TITLE)
        text = " ".join(page.page.title.split())
        if not text or len(titles) != 1:
            yield diagnose("BW821", page.page.span, page=page.number, count=len(titles) if text else "no")
            continue
        lines = sum(len(paragraph.lines) for paragraph in titles[0].paragraphs)
        if lines > (most := page.page.title_lines):
            yield diagnose("BW822", page.page.titled or page.page.span, page=page.number, lines=lines, most=most)
        if page.page.purpose in (
            Purpose.COVER,
            Purpose.DIVIDER,
        ):  # a section, or the brief, may be called as a slide is
            continue
        first = seen.setdefault(text.casefold(), page.number)
        if first != page.number:
            yield diagnose("BW823", page.page.titled or page.page.span, page=page.number, first=first, title=text)


def _sizes(page: Ink) -> Iterator[Diagnostic]:
    """No type under its floor, few sizes on a page."""
    sizes: set[float] = set()
    for block in page.blocks:
        small = [size for size, floor in _set_in(block) if size < floor - TOLERANCE]
        sizes.update(size for size, _ in _set_in(block))
        if small:
            floor = CHART_FLOOR if block.in_chart else BODY_FLOOR
            floor = SMALL_FLOOR if min(small) < SMALL_FLOOR or _is_small(block) else floor
            yield page.problem("BW824", block.name, size=min(small), floor=floor)
    if len(sizes) > MOST_SIZES:
        listed = ", ".join(f"{size:g}" for size in sorted(sizes))
        yield diagnose("BW825", page.page.span, page=page.number, count=len(sizes), sizes=listed, most=MOST_SIZES)


def _set_in(block: Block) -> Iterator[tuple[float, float]]:
    """The sizes of a block's runs, each with its floor."""
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            if run.text.strip():
                floor = CHART_FLOOR if block.in_chart else BODY_FLOOR
                yield run.style.size, SMALL_FLOOR if run.raised or _is_small(block) else floor


def _is_small(block: Block) -> bool:
    return block.role in (Role.SOURCE, Role.FURNITURE)


def _density(page: Ink, read_well: int) -> Iterator[Diagnostic]:
    """Words in the body: tables, sources and furniture apart."""
    apart = (Role.TITLE, Role.LEAD, Role.SOURCE, Role.FURNITURE)
    inside = [block for block in page.blocks if not (block.in_table or block.in_chart or block.shared)]
    texts = [block for block in inside if block.role not in apart]
    prose = ("".join(run.text for run in p.runs if not run.raised) for block in texts for p in block.paragraphs)
    count = sum(len(text.split()) for text in prose)
    if count > read_well:
        code, most = ("BW827", WORDS_ERROR) if count > WORDS_ERROR else ("BW826", read_well)
        yield diagnose(code, page.page.span, page=page.number, count=count, most=most)
