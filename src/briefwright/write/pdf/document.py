"""A Scene to the bytes of a tagged PDF, one page for each of its own."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from ...core.geometry import Rect
from ...scene.model import (
    Chart,
    Connector,
    Group,
    Inset,
    Item,
    List,
    ListOfContents,
    Page,
    Picture,
    Role,
    Rule,
    Scene,
    Shape,
    Statement,
    Table,
    Text,
)
from ...scene.walk import parts
from ...theme.model import Theme
from .canvas import TaggedCanvas
from .charts import draw_chart
from .page_numbers import numbered
from .shapes import connector, line, path, with_figure
from .tables import draw_table
from .text import draw_paragraphs, draw_text

READ_ELSEWHERE = (Role.TITLE, Role.FURNITURE)  # of a page that another page shows


class Bookmark(Struct, frozen=True):
    """An entry of the outline: a page by its index, and the place on it in points from the top, its head if None."""

    title: str
    level: int
    page: int
    y: float | None = None


def write(
    scene: Scene,
    theme: Theme,
    bookmarks: Sequence[Bookmark] | None = None,
    shown: Sequence[Scene] = (),
    look: Theme | None = None,
) -> bytes:
    """The PDF of a scene: the same scene and theme give the same bytes.

    Without ``bookmarks`` the outline lists the sections and every page's title. ``shown`` are the scenes whose pages
    the insets show, in the theme ``look`` if there is one; each page is written once. Refused (BW5xx, BW710) when a
    font of the theme is missing or cannot be embedded, and (BW1xx) when a picture cannot be read.
    """
    file = io.BytesIO()
    canvas = TaggedCanvas(file, (scene.width, scene.height), theme, scene.properties, _targets(scene))
    if scene.rtl:
        canvas.setViewerPreference("Direction", "R2L")  # pages side by side, as a book of such a script has them
    outline: dict[int, list[Bookmark]] = defaultdict(list)
    for entry in _outline(scene) if bookmarks is None else bookmarks:
        outline[entry.page].append(entry)
    canvas.theme = look or theme
    places: dict[str, list[Rect]] = defaultdict(list)
    for inset in (item for page in scene.pages for item in page.items if isinstance(item, Inset)):
        places[inset.page].append(inset.rect)
    for other in shown:
        _draw_shown(canvas, other, places)
    canvas.theme = theme
    for index, page in enumerate(scene.pages):
        for entry in outline[index]:
            canvas.outline(entry.title, entry.level, entry.y)
        _ground(canvas, scene, page, index + 1)
        with canvas.element("Sect"):
            _read(canvas, [*page.items, *_links(scene, page)])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_shown(canvas: TaggedCanvas, other: Scene, places: Mapping[str, Sequence[Rect]]) -> None:
    """Draw the pages of another scene that insets show at these places, by the page, each once.

    Their titles and furniture are silent: the page that shows them has named them already.
    """
    for number, page in enumerate(other.pages, 1):
        if page.id in places:
            first, *more = places[page.id]
            with canvas.apart(page.id, (other.width, other.height), None if more else first):
                _ground(canvas, other, page, number)
                drawn = [*page.items, *_links(other, page)]
                known = [item for item in drawn if isinstance(item, Text) and item.role in READ_ELSEWHERE]
                for text in known:
                    with canvas.element("Span", "/ActualText()"):
                        draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor, tag="")
                _read(canvas, [item for item in drawn if item not in known])


def _outline(scene: Scene) -> tuple[Bookmark, ...]:
    """The sections, each with the titles of its pages; pages before the first section are entries of their own."""
    starts = {index: title for title, index in scene.sections}
    first = min(starts, default=len(scene.pages))
    entries: list[Bookmark] = []
    for index, page in enumerate(scene.pages):
        if index in starts:
            entries.append(Bookmark(starts[index], 0, index))
        entries.append(Bookmark(page.title, int(index >= first), index))
    return tuple(entries)


def _read(canvas: TaggedCanvas, items: Sequence[Item]) -> None:
    """Draw items in reading order, those that are part of one list, contents or statement in one element."""
    whole: List | Statement | ListOfContents | None = None
    for item in items:
        part_of = item.part_of if isinstance(item, Text) else None
        if isinstance(item, Text) and part_of and part_of == whole:
            words = isinstance(part_of, Statement) and item.paragraphs
            canvas.carry_on((item.rect.x, item.rect.y + item.paragraphs[0].leading) if words else ())
        draw(canvas, item)
        whole = part_of


def draw(canvas: TaggedCanvas, item: Item) -> None:
    """Draw one item, tagged."""
    match item:
        case Text():
            draw_text(canvas, item)
        case Table():
            draw_table(canvas, item)
        case Group() if not item.alt:
            _read(canvas, parts(item))
        case Inset() if canvas.speaks(item.page):
            canvas.show(item.page, item.rect)
        case Chart():
            with_figure(canvas, item.long_alt or item.alt, item.rect, partial(silent, canvas, item))
        case _:
            with_figure(canvas, item.alt, item.rect, partial(silent, canvas, item))


def _targets(scene: Scene) -> dict[str, int]:
    """The numbers of the pages by what links lead to: a page, or a text by the part of its name behind the page."""
    targets: dict[str, int] = {}
    for number, page in enumerate(scene.pages, 1):
        targets.setdefault(page.id, number)
        for item in page.items:
            if isinstance(item, Text) and item.role in (Role.SUBHEADING, Role.SOURCE):
                targets.setdefault(item.name.removeprefix(f"{page.id}/"), number)
    return targets


def _ground(canvas: TaggedCanvas, scene: Scene, page: Page, number: int) -> None:
    """The page's ground and what its layout draws, all as artifacts but for its links. ``number`` is the page's."""
    layout, links = scene.layout(page.layout), _links(scene, page)
    canvas.artifact()
    path(canvas, Shape("", Rect(0, 0, scene.width, scene.height), fill=layout.ground))
    for item in layout.items:
        if item not in links:
            silent(canvas, numbered(canvas, item, number) if isinstance(item, Text) else item)
    canvas.close()


def _links(scene: Scene, page: Page) -> list[Item]:
    """The texts of a page's layout that lead somewhere: they are read at the end of the page."""
    return [item for item in scene.layout(page.layout).items if isinstance(item, Text) and item.link]


def silent(canvas: TaggedCanvas, item: Item) -> None:
    """Draw one item into the open artifact or figure, which holds it as a whole."""
    match item:
        case Text():
            draw_paragraphs(canvas, item.paragraphs, item.rect, item.anchor, tag=None)
        case Shape() if item.gradient and item.gradient.opacities:
            from .veils import draw_veil  # more of Pillow, only where something shows through a shape

            draw_veil(canvas, item)
        case Shape():
            path(canvas, item)
        case Rule():
            line(canvas, item)
        case Connector():
            connector(canvas, item)
        case Picture():
            from .pictures import draw_image  # lxml and more of Pillow, only where a page shows a picture

            draw_image(canvas, item)
        case Chart():
            draw_chart(canvas, item)
        case Inset():
            canvas.show(item.page, item.rect)
        case Group():
            for part in parts(item):
                silent(canvas, part)
        case Table():
            draw(canvas, item)  # no layout or figure holds one; if it did, it should speak
