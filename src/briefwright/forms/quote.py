"""A quotation: the words of somebody, set large, and below them the name, role and date."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import Item, Role, Rule, Text
from ..story.model import Piece, Words
from ..text.balanced_measure import even_width
from ..text.fit import Slot, overflow_diagnostic
from .kit.content import NOTHING, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.text_boxes import Box, framed, texts

MOST_WORDS = 40
BAR_TO_TEXT = 24.0
TO_SPEAKER = 18.0
TOP = 12.0  # from the top of the body to the first line
SIZES = ("display_sub", "lead")  # roles of a quotation, the second for a long one
MARKS = '“”„‚‘’"«»「」'


class Quote(Struct, frozen=True):
    """``text`` without quotation marks, which the language sets; the speaker, and the rest that identifies both."""

    text: Words
    by: Head
    role: Words = NOTHING
    so_what: Words = NOTHING


def place(content: Quote, ctx: LayoutContext) -> Placed:
    """One page: an accent bar, the quotation at its right, the speaker below. More than 40 words are BW440."""
    body = framed(ctx, content.so_what)
    area = body.area
    x = area.x + BAR_TO_TEXT
    w = ctx.theme.columns.span(11) - BAR_TO_TEXT
    speaker, foot, over = _speaker(content, ctx, x, w)
    room = area.h - TOP - TO_SPEAKER - foot
    words = _quoted(content.text, ctx)
    role, fit = next(
        ((role, fit) for role in SIZES if not (fit := ctx.type.fit([Slot(words, w, room)], role)).overflows),
        (SIZES[-1], ctx.type.fit([Slot(words, w, room)], SIZES[-1])),
    )
    width = even_width(ctx.type, [words], role, w, fit.step)
    paragraph = ctx.type.set(words, role, width, step=fit.step)
    y = area.y + TOP
    box = Rect(x, y, width, paragraph.height)
    items: list[Item] = [
        Rule("bar", area.x + 1.5, y, area.x + 1.5, box.bottom, ctx.theme.stroke("accent")),
        Text("quote", box, (paragraph,), Role.BODY, placeholder="quote"),
    ]
    below = box.bottom + TO_SPEAKER
    items += [
        replace(
            t, rect=Rect(t.rect.x, t.rect.y + below, t.rect.w, t.height), placeholder="by" if t.name == "by" else None
        )
        for t in speaker
    ]
    problems = [overflow_diagnostic(overflow, "the quotation") for overflow in fit.overflows]
    return body.placed((items,), (*_long(content, ctx), *problems, *over))


def _quoted(words: Words, ctx: LayoutContext) -> Words:
    """The words between the quotation marks of the deck's language, unless they bring their own."""
    text = words.prose
    if text[:1] in MARKS:
        return words
    pieces = list(words.pieces)
    at = next((i for i in range(len(pieces), 0, -1) if not pieces[i - 1].cites), 0)  # markers follow the mark
    pieces.insert(at, Piece(ctx.labels["quote.close"]))
    return Words((Piece(ctx.labels["quote.open"]), *pieces), words.facts, words.sources, words.span)


def _speaker(content: Quote, ctx: LayoutContext, x: float, w: float) -> tuple[list[Text], float, Problems]:
    """Name and role from y = 0, and their height."""
    names, problems = texts(ctx, [Box("by", content.by, Rect(x, 0, w, 36))], "h3", "the speaker", kind=Role.LABEL)
    y = max((text.height for text in names), default=0.0)
    roles, over = texts(
        ctx, [Box("role", content.role, Rect(x, y, w, 36), 2)], "body", "the role", kind=Role.NOTE, colour="ink2"
    )
    both = [*names, *roles]
    return both, sum(text.height for text in both), (*problems, *over)


def _long(content: Quote, ctx: LayoutContext) -> Problems:
    count = content.text.count
    if count <= MOST_WORDS:
        return ()
    span = content.text.span or ctx.slide.span
    return (diagnose("BW440", span, where=f"{ctx.slide.id}.text", most=MOST_WORDS, count=count),)


FORM = Form(
    name="quote",
    summary="what somebody said, word for word, and who said so",
    content=Quote,
    place=place,
    layout="quote",
    heads=False,
    sheets=(),
    limits="a quotation of 40 words, one speaker",
    example="""\
form: quote
title: The operators themselves expect the shortage to last
text: We will not be able to buy all the transformers we need before the end of the decade.
by: Head of grid planning
role: A regional network operator, interviewed in March 2024
""",
)
