"""A picture that the brief gave, undistorted and as large as the page allows, its caption at its right or below it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..brief.attachments import check_picture
from ..core.diagnostics import Diagnostic, Problems, Span
from ..core.files import inside
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..core.picture_files import MAX_PICTURE, note, read_picture, size_of
from ..scene.model import Item, Picture, Role
from ..story.model import Words
from .kit.content import NOTHING
from .kit.form import Form, LayoutContext, Placed
from .kit.text_boxes import RULE_TO_TEXT, Box, framed, rule, texts

MOST_ALT = 250  # characters
SIDE_COLUMNS = 8  # grid columns that the picture takes when its caption stands at its right
CAPTION_GAP = 9.0
LARGER = 1.2  # how much larger a picture with its caption below must be, where it leaves one side of the page bare
LINES = 3  # of a caption below
NOTE_GAP = 6.0
COARSE, SHARP = 72, 150  # pixels an inch: fewer look coarse on a page, so many are sharp
NO_CROP = (0.0, 0.0, 0.0, 0.0)


class PictureContent(Struct, frozen=True):
    """``image`` is the path of a picture from the folder of the file that names it; ``alt`` says what it shows.

    ``credit`` names who made it. With a ``focus`` the picture fills its room and is cut around that point, given in
    hundredths of its width and height from its left and top.
    """

    image: str
    alt: str
    caption: Words = NOTHING
    credit: Words = NOTHING
    focus: tuple[float, ...] = ()
    so_what: Words = NOTHING


def place(content: PictureContent, ctx: LayoutContext) -> Placed:
    """One page: the picture at the left and its caption at the right, or above its caption: the larger of both."""
    body = framed(ctx, content.so_what)
    area = body.area
    path, problems = _checked(content, ctx)
    if path is None:
        return body.placed(((),), problems)
    w, h = _size(path)
    problems = (*problems, *_focus_faults(content, ctx))
    side = Rect(area.x, area.y, ctx.theme.columns.span(SIDE_COLUMNS), area.h)
    below = area.inset(bottom=_caption_room(content, ctx, area))
    left, across = (side, below) if content.focus else (_inside(side, w, h), _inside(below, w, h))
    bare = across.right < area.right - 1 and (content.caption or content.credit)
    wide = across.w * across.h > left.w * left.h * (LARGER if bare else 1.0)
    box = across if wide else left
    x = ctx.theme.columns.x(SIDE_COLUMNS + 1)
    if wide:
        caption = Rect(area.x, box.bottom + CAPTION_GAP, area.w, area.bottom - box.bottom - CAPTION_GAP)
    else:
        x = min(x, box.right + ctx.theme.columns.gutter)
        caption = Rect(x, area.y, area.right - x, area.h).inset(top=RULE_TO_TEXT)
    words, over = _caption(content, ctx, caption)
    crop = _around(content.focus, box, w, h) if len(content.focus) == 2 else NO_CROP
    picture = Picture("picture", box, str(path), content.alt, crop)
    items: list[Item] = [picture]
    problems = (*problems, *_coarse(picture, w, h, ctx))
    if words and not wide:
        items.append(rule(ctx, "rule", caption.x, area.y, caption.w))
    items += words
    return body.placed((items,), (*problems, *over))


def _checked(content: PictureContent, ctx: LayoutContext) -> tuple[Path | None, Problems]:
    """The path within the folder of the file that names it, and what is wrong with the file or with its text."""
    span = ctx.slide.span or Span("")
    problems: list[Diagnostic] = []
    if len(content.alt) > MOST_ALT:
        problems.append(diagnose("BW442", span, where=f"{ctx.slide.id}.alt", most=MOST_ALT, count=len(content.alt)))
    folder = Path(span.file).parent
    path = folder / content.image
    note(str(path))
    if inside(content.image, folder) is None:
        return None, (*problems, diagnose("BW131", span, path=content.image))
    wrong = tuple(check_picture(path, content.image, span))
    return (None if wrong else path), (*problems, *wrong)


def _size(path: Path) -> tuple[float, float]:
    return size_of(read_picture(str(path), MAX_PICTURE))


def _focus_faults(content: PictureContent, ctx: LayoutContext) -> Problems:
    point = content.focus
    if not point or (len(point) == 2 and all(0 <= share <= 100 for share in point)):
        return ()
    found = ", ".join(f"{share:g}" for share in point)
    return (diagnose("BW446", ctx.slide.span, where=f"{ctx.slide.id}.focus", found=found),)


def _coarse(picture: Picture, w: float, h: float, ctx: LayoutContext) -> Problems:
    density = max(w, h) / picture.side * 72
    if density >= COARSE:
        return ()
    where, wanted = f"{ctx.slide.id}.image", round(picture.side / 72 * SHARP * w / max(w, h))
    pixels = {"width": f"{w:g}", "height": f"{h:g}", "density": f"{density:.0f}", "wanted": f"{wanted:,}"}
    return (diagnose("BW445", ctx.slide.span, hint=None, where=where, **pixels),)


def _around(focus: tuple[float, ...], box: Rect, w: float, h: float) -> tuple[float, float, float, float]:
    """What is cut from a picture, so that it has the proportions of the box and shows the focus, in its middle where
    the picture reaches far enough."""
    kept = min(1.0, box.w / box.h * h / w), min(1.0, box.h / box.w * w / h)
    x, y = (min(max(at / 100 - share / 2, 0.0), 1 - share) for at, share in zip(focus, kept, strict=True))
    return x, y, 1 - x - kept[0], 1 - y - kept[1]


def _inside(room: Rect, w: float, h: float) -> Rect:
    """The largest rectangle of these proportions at the top left of a room."""
    scale = min(room.w / w, room.h / h)
    return Rect(room.x, room.y, w * scale, h * scale)


def _caption_room(content: PictureContent, ctx: LayoutContext, area: Rect) -> float:
    """The height of caption and credit below a picture, with the gap above them."""
    if not (content.caption or content.credit):
        return 0.0
    words, _ = _caption(content, ctx, Rect(area.x, 0, area.w, LINES * ctx.theme.style("body").leading + 24))
    return max(text.rect.bottom for text in words) + CAPTION_GAP


def _caption(content: PictureContent, ctx: LayoutContext, box: Rect) -> tuple[tuple[Item, ...], Problems]:
    credits, over = texts(ctx, [Box("credit", content.credit, box, 3)], "small", "the credit", kind=Role.NOTE)
    foot = max((text.height for text in credits), default=0.0)
    room = Rect(box.x, box.y, box.w, box.h - (foot + NOTE_GAP if foot else 0.0))
    captions, more = texts(ctx, [Box("caption", content.caption, room)], "body", "the caption")
    y = box.y + (captions[0].height + NOTE_GAP if captions else 0.0)
    under = Rect(box.x, y, box.w, foot)
    last, _ = texts(ctx, [Box("credit", content.credit, under)], "small", "the credit", kind=Role.NOTE, colour="muted")
    tops = tuple(replace(text, rect=replace(text.rect, h=text.height)) for text in captions)
    return (*tops, *last), (*over, *more)


FORM = Form(
    name="picture",
    summary="a picture that the brief gave, undistorted, with a caption and the words for who cannot see it",
    content=PictureContent,
    place=place,
    layout="picture",
    limits="one picture: PNG, JPEG, GIF, WebP, AVIF, TIFF, BMP, SVG; alt text of 250 characters; caption of 40 words",
    example="""\
form: picture
title: The new line runs where the old one did, so no land had to be bought
image: pictures/route.png
alt: Map of the valley with the old and the new line on the same route
caption: The route, 42 km from the lake to the harbour
credit: "Map: survey office, 2024"
""",
)
