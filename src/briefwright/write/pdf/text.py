"""Measured paragraphs to text operators: each line where it was measured, kerned as it was shaped."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from ...core.geometry import Rect
from ...scene.model import Anchor, Line, ListOfContents, Paragraph, Role, Run, Text
from ...text import bidi
from ...text.justified import loosened
from ...text.measure import baseline
from ...text.scripts import foreign
from .canvas import TaggedCanvas
from .fonts import WORDS
from .structure import Element, text_string

BULLET = "•"
# The deck states a citation marker half as large again as it shows and 30 % up; both offices raise by the stated size.
RAISE = 0.3 * 1.5


def draw_text(canvas: TaggedCanvas, text: Text) -> None:
    """A box of text: furniture as an artifact unless it leads somewhere, the rest under the tag of its role."""
    if text.role is Role.FURNITURE and not text.link:
        canvas.artifact("Pagination")
        draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor, tag=None)
        canvas.close()
    elif text.link and isinstance(text.part_of, ListOfContents):
        with canvas.element("TOC"), canvas.element("TOCI"), canvas.element("Reference"), canvas.element("Link"):
            draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor, tag="")
            canvas.link(text.link, text.rect, text.text.replace("\n", " "))
    elif text.link:
        # a link over the whole box: one element, so that a reader hears it once
        with canvas.element(canvas.heading(text.role.level) if text.role.level else "P"), canvas.element("Link"):
            draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor, tag="")
            canvas.link(text.link, text.rect, text.text.replace("\n", " "))
    elif text.role.level:
        with canvas.element(canvas.heading(text.role.level)):
            draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor, tag="")
    else:
        draw_paragraphs(canvas, text.paragraphs, text.rect, text.anchor)


def draw_paragraphs(
    canvas: TaggedCanvas,
    paragraphs: Sequence[Paragraph],
    rect: Rect,
    anchor: Anchor = "top",
    tag: str | None = "P",
) -> None:
    """Paragraphs stacked in a box. ``tag`` "" lets them belong to the open element, None to the open artifact."""
    shown = [p for p in paragraphs if p.lines]
    # both offices leave out the space above the first paragraph of a box
    height = sum(p.height for p in shown) - (shown[0].before if shown else 0)
    y = rect.y + {"top": 0.0, "middle": (rect.h - height) / 2, "bottom": rect.h - height}[anchor]
    for bullets, group in groupby(enumerate(shown), key=lambda entry: entry[1].bullet and tag == "P"):
        with canvas.element("L") if bullets else nullcontext():
            for index, paragraph in group:
                y += paragraph.before if index else 0
                if bullets:
                    _list_item(canvas, paragraph, rect, y)
                elif tag:
                    with canvas.resumed() if paragraph.continued else canvas.resumable(tag):
                        _lines(canvas, paragraph, rect, y, marked=True)
                else:
                    _lines(canvas, paragraph, rect, y, marked=tag is not None)
                y += paragraph.leading * len(paragraph.lines)


def _list_item(canvas: TaggedCanvas, paragraph: Paragraph, rect: Rect, y: float) -> None:
    if paragraph.continued:
        with canvas.resumed():
            _lines(canvas, paragraph, rect, y, marked=True)
        return
    if not paragraph.runs:
        return
    style = paragraph.runs[0].style
    with canvas.element("LI"):
        with canvas.element("Lbl"):
            canvas.mark()
            base = canvas.height - y - baseline(paragraph.leading, style.size)
            bullet = Run(BULLET, replace(style, face=0, script=""))
            x = rect.right - paragraph.outer - measured(canvas, bullet) if paragraph.rtl else rect.x + paragraph.outer
            canvas.op(f"BT 1 0 0 1 {x:.2f} {base:.2f} Tm{_run(canvas, bullet)} ET")
        with canvas.resumable("LBody"):
            _lines(canvas, paragraph, rect, y, marked=True)


def _lines(canvas: TaggedCanvas, paragraph: Paragraph, rect: Rect, y: float, *, marked: bool) -> None:
    """Draw the lines of one paragraph from ``y`` down."""
    indent = paragraph.indent if paragraph.bullet else 0.0
    width, text = rect.w - indent, paragraph.text
    spoken = marked and any(_language(canvas, run) for run in paragraph.runs)
    linked = spoken or (marked and any(run.link for run in paragraph.runs))
    mixed = paragraph.rtl or bidi.mixed(text)
    open_text = False  # between BT and ET
    for number, line in enumerate(paragraph.lines):
        runs = loosened(paragraph.runs_of(line), line.apart)
        if not runs:
            continue  # an empty line
        size = max((run.style.size for run in runs if not run.raised), default=runs[0].style.size)
        top = y + number * paragraph.leading
        base = canvas.height - top - baseline(paragraph.leading, size)
        x = (
            rect.x
            + (0.0 if paragraph.rtl else indent)
            + {"left": 0.0, "center": (width - line.width) / 2, "right": width - line.width}[paragraph.align]
        )
        if number == 0 and not paragraph.continued:
            x += -paragraph.first if paragraph.align == "right" else paragraph.first
        # the space that the line broke at is written too: without it the words would run together when read aloud
        gap = " " if text[line.end : line.end + 1] in tuple(" \n") else ""
        if mixed:
            _mixed_line(canvas, paragraph, line, Rect(x, top, line.width, paragraph.leading), base, gap, marked)
            continue
        for index, run in enumerate(runs):
            shown = _run(canvas, run, gap if index == len(runs) - 1 else "", spread=line.spread)
            if linked and run.link and run.text.strip():  # a space alone leads nowhere
                if open_text:
                    canvas.op("ET")
                    open_text = False
                with canvas.element("Link"):
                    canvas.mark()
                    canvas.op(f"BT 1 0 0 1 {x:.2f} {base:.2f} Tm{shown} ET")
                    width_shown = measured(canvas, run) + line.spread * run.text.count(" ")
                    canvas.link(run.link, Rect(x, top, width_shown, paragraph.leading), run.text)
            elif spoken and (language := _language(canvas, run)):
                if open_text:
                    canvas.op("ET")
                    open_text = False
                with canvas.element("Span", language):
                    canvas.mark()
                    canvas.op(f"BT 1 0 0 1 {x:.2f} {base:.2f} Tm{shown} ET")
            elif open_text:
                canvas.op((f"1 0 0 1 {x:.2f} {base:.2f} Tm" if index == 0 else "") + shown)
            else:
                if marked:
                    canvas.mark()
                open_text = True
                canvas.op(f"BT 1 0 0 1 {x:.2f} {base:.2f} Tm{shown}")
            if linked:
                x += measured(canvas, run) + line.spread * run.text.count(" ")
    if open_text:
        canvas.op("ET")


def _mixed_line(
    canvas: TaggedCanvas, paragraph: Paragraph, line: Line, box: Rect, base: float, gap: str, marked: bool
) -> None:
    """Draw a line with right-to-left text: its parts from left to right, their tags in reading order."""
    parts: list[tuple[int, float, float, Run, bool]] = []
    x = box.x
    for stretch in bidi.ordered(paragraph.text, line.start, line.end, paragraph.rtl):
        at, here = stretch.start, []
        for run in loosened(paragraph.runs_of(Line(stretch.start, stretch.end, 0.0)), line.apart):
            here.append((at, run))
            at += len(run.text)
        for start, run in reversed(here) if stretch.rtl else here:
            width = measured(canvas, run, stretch.rtl) + line.spread * run.text.count(" ")
            parts.append((start, x, width, run, stretch.rtl))
            x += width
    last = max(part[0] for part in parts)
    read: list[tuple[int, Element]] = []
    for start, x, width, run, rtl in parts:
        tail = gap if start == last else ""
        link = run.link if marked and run.text.strip() else None  # a space alone leads nowhere
        # programs that copy text order it by its place; screen readers take the text of the tag
        actual = f"/ActualText {text_string(run.text + tail)}" if rtl else ""
        actual += _language(canvas, run)
        with canvas.element("Link" if link else "Span", actual) if marked else nullcontext() as element:
            if element:
                canvas.mark()
                read.append((start, element))
            left = x - measured(canvas, replace(run, text=tail), rtl) - line.spread * len(tail) if rtl else x
            canvas.op(f"BT 1 0 0 1 {left:.2f} {base:.2f} Tm{_run(canvas, run, tail, rtl, line.spread)} ET")
            if link:
                canvas.link(link, Rect(x, box.y, width, box.h), run.text)
    canvas.read_as([element for _, element in sorted(read, key=itemgetter(0))])


def _run(canvas: TaggedCanvas, run: Run, tail: str = "", rtl: bool = False, spread: float = 0.0) -> str:
    """The operators that show one run from the current point on; ``rtl`` when it reads from the right. Each of its
    spaces is ``spread`` points wider."""
    style = run.style
    font, state = canvas.font_of(style), canvas.text_state
    out = []
    face = f"/{font.name} {style.size:g} Tf"
    if face != state.face:
        out.append(face)
        state.face = face
    if style.colour != state.colour:
        out.append(f"{canvas.rgb(style.colour)} rg")
        state.colour = style.colour
    stretch = font.source.stretch  # of a family that another, narrower one stands for
    if stretch != state.stretch:
        out.append(f"{100 * stretch:g} Tz")
        state.stretch = stretch
    tracking = style.tracking / stretch  # it is stretched, too (ISO 32000-1, 9.3.4)
    if tracking != state.tracking:
        out.append(f"{tracking:g} Tc")
        state.tracking = tracking
    base = style.size * RAISE if run.raised else 0.0
    text = style.shown(run.text) + tail
    level = None if rtl or spread else font.show_level(text)
    if level is not None:
        if base != state.rise and text:
            out.append(f"{base:.2f} Ts")
            state.rise = base
        return " " + " ".join([*out, f"[{level}] TJ"] if text else out)
    words = WORDS.findall(text)
    pending: list[str] = []
    silent = False  # whether a span is open whose glyphs say nothing
    for word in reversed(words) if rtl else words:
        for rise, shown, mute in font.show(word, rtl).pieces:
            height = base + rise * style.size / 1000
            if height != state.rise or mute != silent:
                if pending:
                    out.append(f"[{''.join(pending)}] TJ")
                    pending = []
                if mute != silent:
                    out.append("/Span <</ActualText ()>> BDC" if mute else "EMC")
                    silent = mute
                out.append(f"{height:.2f} Ts")
                state.rise = height
            pending.append(shown)
        if spread and word.startswith(" "):
            wider = -1000 * spread * len(word) / (style.size * stretch)  # before it is stretched (ISO 32000-1, 9.4.4)
            pending.append(f"{wider:.1f} ")
    if pending:
        out.append(f"[{''.join(pending).replace('><', '')}] TJ")
    if silent:
        out.append("EMC")
    return " " + " ".join(out)


def _language(canvas: TaggedCanvas, run: Run) -> str:
    """The entry of an element that says in which language a run of another script is read; "" of the document's own."""
    language = foreign(run.text, run.style.script, canvas.language)
    return f"/Lang({language})" if language else ""


def measured(canvas: TaggedCanvas, run: Run, rtl: bool = False) -> float:
    """The width of a run as drawn, in points."""
    font = canvas.font_of(run.style)
    text = run.style.shown(run.text)
    width = sum(font.show(word, rtl).width for word in WORDS.findall(text))
    return width * font.source.stretch * run.style.size / 1000 + run.style.tracking * len(text)


def alt_text(text: str) -> str:
    """The entry of an element that says what it shows."""
    return f"/Alt {text_string(text)}"
