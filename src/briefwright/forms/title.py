"""The cover: title and subtitle, the facts of the brief, and where it has them a part and its whole as unit squares."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems, Refused
from ..core.geometry import Rect, whole
from ..core.picture_files import MAX_LOGO, read_picture, size_of
from ..core.purpose import Purpose
from ..scene.model import Item, Picture, Role, Text
from ..scene.transform import moved
from ..story.model import Words
from ..text.fit import Slot, overflow_diagnostic
from .kit.callout import unit_columns
from .kit.content import NOTHING, Bounds, Head, Labelled, words
from .kit.form import ClientContent, Form, LayoutContext, Placed, retyped
from .kit.text_boxes import RULE_TO_TEXT, Box, Pair, fact_row, join, rule, texts

TOP, FACTS_Y = 66.0, 195.0
LOW_TOP, FACTS_FOOT = 162.0, 24.0  # on a cover without squares: the title, and what stays free under the facts
GRID_Y, GRID_FOOT = 276.0, 54.7  # the squares start there at the earliest, and end this far over the end of the body
SQUARE, GAP, MOST_UNITS, ROW = 72.0, 6.0, 200, 30.0
LARGER = 1.5, 1.25, 1.0  # times the size of a title that stands on a cover without squares
SIZE, LEADING = 3.0, 1.5  # pt: sizes and leadings of it are whole multiples of these
LAST_LINE = 0.3  # of the page: the least that the last line of a title takes
LOGO = Rect(552, 24, 360, 30)
SMALL_PRINT = 4  # the most lines of a disclaimer


class Title(Struct, frozen=True):
    """``part`` of ``whole`` is drawn as so many squares when both are whole numbers and ``whole`` is at most 200."""

    subtitle: Words = NOTHING
    kicker: Head = NOTHING
    facts: Annotated[tuple[Labelled, ...], Bounds(most=8)] = ()
    part: float | None = None
    whole: float | None = None
    part_text: Words = NOTHING
    rest_text: Words = NOTHING
    disclaimer: Words = NOTHING
    contact: Head = NOTHING


def place(content: Title, ctx: LayoutContext) -> Placed:
    """One page. Title and subtitle take one line each at a common size, two each at the floor."""
    counted = bool(_counted(content) or content.part_text or content.rest_text)
    small, over = _disclaimer(content.disclaimer, ctx)
    lift = max((text.height - ctx.theme.style("meta").leading for text in small), default=0.0)
    head, y, problems = _head(content, ctx, TOP) if counted else _alone(content, ctx, lift)
    facts, bottom, more = _facts(content, ctx, max(FACTS_Y, y + 21))
    if facts and not counted:
        down = max(0.0, ctx.area.bottom - FACTS_FOOT - lift - bottom)
        facts = [*(moved(fact, 0, down) for fact in facts)]
        level = min(text.rect.y for text in facts if isinstance(text, Text)) - RULE_TO_TEXT
        facts.append(rule(ctx, "facts-rule", ctx.area.x, level, ctx.area.w, "hairline"))
    units, under = _units(content, ctx, max(GRID_Y - lift, bottom + 18), lift)
    logos, lost = _logos(ctx)
    return Placed(((*head, *facts, *units, *small, *logos),), (*problems, *more, *under, *over, *lost))


def _alone(content: Title, ctx: LayoutContext, lift: float) -> tuple[list[Item], float, list[Diagnostic]]:
    """Title and subtitle on a cover that shows nothing else: the title in up to two lines, in the largest type that
    breaks no word and leaves the facts their room."""
    grown = ctx.theme.type["display"]
    for times in LARGER:
        steps = tuple((whole(size * times, SIZE), whole(leading * times, LEADING)) for size, leading in grown.steps)
        large = retyped(ctx, {**ctx.theme.type, "display": replace(grown, steps=steps[:1])})
        head, y, problems = _head(content, large, LOW_TOP, lines=2)
        _, bottom, _ = _facts(content, ctx, y + 21)
        if not problems and bottom <= ctx.area.bottom - FACTS_FOOT - lift:
            return head, y, problems
    return _head(content, ctx, LOW_TOP)


def _all_facts(content: Title, ctx: LayoutContext) -> list[Labelled]:
    """The facts that say something, the contact the last of them."""
    facts = [fact for fact in content.facts if fact.label or fact.text]
    if content.contact:
        facts.append(Labelled(words(ctx.labels["contact"]), content.contact))
    return facts


def _head(content: Title, ctx: LayoutContext, y: float, lines: int = 1) -> tuple[list[Item], float, list[Diagnostic]]:
    """Title and subtitle from ``y``, in so many ``lines`` or more, and the y under them."""
    area = ctx.area
    both: list[tuple[str, str, Words, Role, str | None]] = [("title", "display", ctx.slide.title, Role.TITLE, None)]
    if content.subtitle:
        both.append(("subtitle", "display_sub", content.subtitle, Role.SUBTITLE, "ink2"))
    few = [ctx.type.fit([Slot(w, area.w, lines=lines)], role) for _, role, w, _, _ in both]
    step = max(fit.step for fit in few)
    lines = 2 if any(fit.overflows for fit in few) else lines
    items: list[Item] = []
    problems: list[Diagnostic] = []
    for name, role, text, kind, colour in both:
        fit = ctx.type.fit([Slot(text, area.w, lines=lines)], role)
        problems += [overflow_diagnostic(overflow, f"the {name}") for overflow in fit.overflows]
        width = ctx.type.balanced(text, role, area.w, step=step, least=area.w * LAST_LINE)
        paragraph = ctx.type.set(text, role, width, step=step, colour=colour)
        items.append(Text(name, Rect(area.x, y, width, paragraph.height), (paragraph,), kind, placeholder=name))
        y += paragraph.height
    return items, y, problems


def _facts(content: Title, ctx: LayoutContext, y: float) -> tuple[list[Item], float, list[Diagnostic]]:
    """Facts in rows of three or four columns, the contact the last of them; and the y under them."""
    facts = _all_facts(content, ctx)
    items: list[Item] = []
    problems: list[Diagnostic] = []
    grid = ctx.theme.columns
    for start in range(0, len(facts), 4):
        row = facts[start : start + 4]
        # the last of a row takes the rest of it
        spans = [3] * (len(row) - 1) + [12 - 3 * (len(row) - 1)]
        pairs = []
        for i, (fact, span) in enumerate(zip(row, spans, strict=True)):
            box = Rect(grid.x(1 + 3 * i), y, grid.span(span), 0)
            pairs.append(Pair(f"fact-{start + i + 1}", fact, box))
        placed, height, over = fact_row(ctx, pairs)
        items += placed
        problems += over
        y += height + 12
    return items, y - 12 if facts else y, problems


def _units(content: Title, ctx: LayoutContext, y: float, lift: float) -> tuple[list[Item], Problems]:
    """The squares and the caption under them; only the caption where there is no part or no whole. They stand
    ``lift`` points higher where small print takes more than a line."""
    area = ctx.area
    items: list[Item] = []
    end = area.bottom - GRID_FOOT - lift
    part = replace(content.part_text, pieces=tuple(replace(p, accent=True) for p in content.part_text.pieces))
    caption = join((part, content.rest_text), "\u2003")
    if units := _counted(content):
        most = max(1, round((end + lift - GRID_Y) / ROW))
        said = join((content.part_text, content.rest_text), "; ").prose
        alt = said if 0 < len(said) <= 250 else f"{units[0]} / {units[1]}"
        room = Rect(area.x, y, area.w, end - y)
        items.append(unit_columns(*units, room, most, SQUARE, alt, ctx.theme.stroke("connector", "mid"), at_foot=True))
    box = Rect(area.x, end + 12, area.w, GRID_FOOT - 12)
    placed, problems = texts(
        ctx, [Box("caption", caption, box)], "body", "the caption of the squares", kind=Role.LABEL, colour="ink2"
    )
    return [*items, *placed], problems


def _counted(content: Title) -> tuple[int, int] | None:
    """The whole, and the part of it, where both can be counted out in squares."""
    part, whole = content.part, content.whole
    if part is None or whole is None or whole != int(whole) or part != int(part):
        return None
    return (int(whole), int(part)) if 0 < part <= whole <= MOST_UNITS else None


def _disclaimer(disclaimer: Words, ctx: LayoutContext) -> tuple[tuple[Text, ...], Problems]:
    """Small print over the source line, in as few lines as it takes."""
    pitch = ctx.theme.style("meta").leading
    source = ctx.theme.frame.rect("source")
    for lines in range(1, SMALL_PRINT + 1):
        box = Rect(ctx.area.x, source.y - GAP - lines * pitch, ctx.area.w, lines * pitch)
        placed, problems = texts(ctx, [Box("disclaimer", disclaimer, box)], "meta", "the disclaimer", kind=Role.SOURCE)
        if not problems:
            break
    return placed, problems


def _logos(ctx: LayoutContext) -> tuple[list[Item], list[Diagnostic]]:
    """The author's and the client's logo at the top right, their proportions kept, left of a draft's stamp; where the
    brief names neither, that of the theme."""
    meta = ctx.meta
    brand = None if meta.author_logo or meta.client_logo else ctx.theme.logo
    right = ctx.theme.frame.rect("stamp").x - 12 if meta.status == "draft" else ctx.area.right
    items: list[Item] = []
    problems: list[Diagnostic] = []
    author = meta.organisation or meta.author
    for name, path, owner in (
        ("author-logo", meta.author_logo, author),
        ("client-logo", meta.client_logo, meta.client),
        ("brand-logo", brand, ctx.theme.title),
    ):
        if not path:
            continue
        try:
            w, h = size_of(read_picture(path, MAX_LOGO))
        except Refused as refused:
            problems += refused.diagnostics
            continue
        scale = min(LOGO.h / h, LOGO.w / 3 / w)
        rect = Rect(right - w * scale, LOGO.y + (LOGO.h - h * scale) / 2, w * scale, h * scale)
        items.append(Picture(name, rect, path, owner or "Logo"))
        right = rect.x - 18
    return items, problems


def on_client(content: Title, ctx: LayoutContext) -> ClientContent:
    """All of it, without the logos: a client's cover has its own."""
    counted = _counted(content)
    units = (counted[1], counted[0]) if counted else None
    caption = join((content.part_text, content.rest_text), "; ")
    return ClientContent(content.subtitle, tuple(_all_facts(content, ctx)), content.disclaimer, units, caption)


FORM = Form(
    name="title",
    summary="the cover",
    content=Title,
    place=place,
    alone=True,
    on_client=on_client,
    purpose=Purpose.COVER,
    sheets=(),
    limits="a title and a subtitle of 32 characters; 8 facts; 200 squares",
    example="""\
form: title
title: "China's large language models:"
subtitle: late to the race, here with force
kicker: Technology brief
facts:
  - {label: Position as of, text: 3 April 2024}
part: 40
whole: 140
part_text: 40 models approved
rest_text: At least 100 more were claimed and lack approval
""",
    layout="title",
)
