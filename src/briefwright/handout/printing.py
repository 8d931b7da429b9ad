"""Pages of items to the PDF of a handout: a header and a footer on each page, mirrored where reading starts right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..layout import deck
from ..scene.model import Inset, Item, Layout, Page, Paragraph, Role, Rule, Scene, Shape, Text
from ..story.model import Story, Words
from ..text.fit import Typesetter
from ..text.scripts import from_right
from ..theme.model import Theme
from ..write.pdf.document import Bookmark, write
from .page_geometry import BAR, FOOTER, HEADER, MARGIN, PageGeometry


class Document(Struct, frozen=True):
    """A handout before it is written as a PDF. Its insets show pages of ``insets``: its own drawings, or the deck."""

    scene: Scene
    bookmarks: tuple[Bookmark, ...]
    diagnostics: tuple[Diagnostic, ...]
    insets: tuple[Scene, ...] = ()


class Furniture(Struct, frozen=True):
    """The header and footer of every page. By default the header shows the title at the left, audience and date at the
    right; ``left`` and ``right`` replace them."""

    sheet: PageGeometry
    type: Typesetter
    story: Story
    left: str = ""
    right: str = ""

    def document(
        self,
        pages: Sequence[Sequence[Item]],
        bookmarks: Sequence[Bookmark],
        diagnostics: Sequence[Diagnostic] = (),
        insets: Sequence[Scene] = (),
    ) -> Document:
        """The document of these pages, with header and footer on each; the typesetter adds its diagnostics."""
        meta, sheet = self.story.meta, self.sheet
        made = []
        for number, items in enumerate(pages, 1):
            every = (*items, *self._header(number), *self._footer(number))
            named = tuple(replace(item, name=f"page-{number}/{item.name}") for item in every)
            made.append(Page(f"page-{number}", "handout", meta.title, named))
        title = f"{meta.title} – {meta.subtitle}" if meta.subtitle else meta.title
        properties = replace(deck.properties(meta), title=title, subject=meta.audience_title)
        scene = Scene(sheet.width, sheet.height, (Layout("handout"),), tuple(made), properties)
        problems = dict.fromkeys((*diagnostics, *self.type.findings))
        return Document(scene, tuple(bookmarks), tuple(problems), tuple(insets))

    def _header(self, number: int) -> tuple[Item, ...]:
        """A rule, its bar at the outer edge of the sheet (right on even pages), and two texts under it."""
        theme, meta, measure = self.type.theme, self.story.meta, self.sheet.measure
        right, bar = MARGIN + measure, theme.strokes.accent
        x = MARGIN if number % 2 else right - BAR
        about = self.story.labels["comma"].join(filter(None, (meta.audience_title, meta.date)))
        date = self.type.set(self.right or about, "meta", measure, align="right")
        room = measure - (date.lines[-1].width if date.lines else 0) - 18
        title = self.type.set(self.left or meta.title, "metab", room, colour="ink")
        title = shortened(title, 1, self.type, "metab", room, "ink")  # page 1 shows the whole title
        return (
            Rule("header-line", MARGIN, HEADER, right, HEADER, theme.stroke("hairline")),
            Shape("header-bar", Rect(x, HEADER - bar / 2, BAR, bar), fill="accent"),
            Text("header-title", Rect(MARGIN, HEADER + 5, room, 12), (title,), Role.FURNITURE),
            Text("header-date", Rect(MARGIN, HEADER + 5, measure, 12), (date,), Role.FURNITURE),
        )

    def _footer(self, number: int) -> tuple[Item, ...]:
        """The marking, the stamp of a draft, the page number."""
        meta, sheet, y = self.story.meta, self.sheet, self.sheet.height - FOOTER
        page = self.type.set(str(number), "metab", 60, align="right", colour="ink")
        items: list[Item] = []
        x = MARGIN
        if meta.marking:
            marking = self.type.set(meta.marking.upper(), "metab", sheet.measure - 120)
            items.append(Text("marking", Rect(x, y, marking.lines[0].width + 1, 12), (marking,), Role.FURNITURE))
            x += marking.lines[0].width + 15
        if meta.status == "draft":
            stamp = self.type.set(self.story.labels["draft"].upper(), "metab", 120, colour="accent")
            width, stroke = stamp.lines[0].width, self.type.theme.stroke("connector", "accent")
            items.append(Shape("stamp-frame", Rect(x, y - 0.5, width + 11, 13), stroke=stroke))
            items.append(Text("stamp", Rect(x + 6, y, width + 1, 12), (stamp,), Role.FURNITURE))
        return (*items, Text("page", Rect(sheet.width - MARGIN - 60, y, 60, 12), (page,), Role.FURNITURE))


def shortened(
    whole: Paragraph, lines: int, type_: Typesetter, role: str, width: float, colour: str | None
) -> Paragraph:
    """The paragraph itself, or its first ``lines`` ending in "…" and set anew, ``width`` points wide."""
    if len(whole.lines) <= lines:
        return whole
    return type_.set(f"{whole.text[: whole.lines[lines - 1].end - 2].rstrip()}\u2009…", role, width, colour=colour)


def whole_titles(story: Story, deck: Scene) -> dict[str, str]:
    """The title of each page of the deck by the page's id, with the turn that a message ends in."""
    turns = {slide.id: getattr(slide.content, "turn", None) for slide in story.slides}

    def whole(page: Page) -> str:
        turn = turns.get(page.slide or "")
        return f"{page.title} {turn.prose}" if isinstance(turn, Words) and turn else page.title

    return {page.id: whole(page) for page in deck.pages}


def slide_picture(name: str, box: Rect, page: Page, type_: Typesetter) -> tuple[Item, ...]:
    """A page of the deck shown small, in a frame."""
    return (
        Inset(f"{name}/slide", box, page.id, page.title[:250]),
        Shape(f"{name}/frame", box, stroke=type_.theme.stroke("hairline", "mid")),
    )


def pdf(document: Document, theme: Theme, inset_theme: Theme | None = None) -> bytes:
    """The PDF of a document; its insets are drawn in ``inset_theme``, where that is not its own."""
    scene, insets = document.scene, list(document.insets)
    if from_right(scene.properties.language):
        from ..scene.mirror import mirrored  # only for languages that are read from the right

        # the pages of a deck have been mirrored with it
        scene, *insets = (one if one.rtl else mirrored(one) for one in (scene, *insets))
    return write(scene, theme, document.bookmarks, insets, inset_theme)
