"""An adoption to its report: what was matched, what is missing, what had to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...core.colour import ratio
from ...core.diagnostics import Diagnostic, Span
from ...core.messages import diagnose
from ...core.opc import Relation
from ...core.picture_files import is_raster, unread
from .adoption import Adoption
from .footer import is_clients_own, usable_footer
from .ground_colours import colours_behind, contrast_needed, legible_colour
from .match import Match, lives_on_slides
from .palette import Palette
from .template import TemplateLayout, TemplateShape

SHOWN = 100  # characters of an address
LATIN = 0x24F  # the last letter that nearly every font has
_KINDS = {"title": "the headline", "ctrTitle": "a title", "ftr": "the footer", "sldNum": "the page number"}
_VECTORS = "{why}, and they show lines, curves and plain fills of an EMF or SVG: a PNG in its place is drawn in both"
_EFFECTS = "they show no picture blurred, tinted or under a fill of its own: this one is shown without"
_OTHER = "they hold no table, chart, field, unknown preset, nor turned text"
_LETTERS = "where the fonts of the theme, or an installed extra such as `briefwright[cjk]`, have its letters; else not"
_FOOT = "it stands at the foot of the body, in a box of its own"


def report_on(adoption: Adoption, span: Span) -> tuple[Diagnostic, ...]:
    """The diagnostics of an adoption (BW550 to BW556), each once; ``span`` is the client's file."""
    match = adoption.match
    diagnostics = [
        *(diagnose("BW553", span, what=what) for what in _matched(adoption)),
        *(diagnose("BW552", span, what=what, filled=filled) for what, filled in _missing(adoption)),
        *(diagnose("BW555", span, what=what, why=why) for what, why in _not_drawn(match, span.file)),
        *(diagnose("BW556", span, what=what, part=part, why=why) for what, part, why in _left_out(adoption.dropped)),
        *_fonts(adoption, span), *_colours(adoption.palette, span), *_texts(match, span),
    ]  # fmt: skip
    return tuple(dict.fromkeys(diagnostics))


def _matched(adoption: Adoption) -> Iterator[str]:
    template, match = adoption.template, adoption.match
    page = f"{template.page.w / 72:.2f} x {template.page.h / 72:.2f} in"
    count = len(template.masters)
    masters = f"{count} masters, the first that has headlines is used" if count > 1 else "1 master"
    yield f"a page of {page}, {masters}, {sum(map(len, template.masters))} layouts"
    if template.slides:
        yield f"{len(template.slides)} sample slides stay out of the decks"
    for ours, layout in (("cover", match.title), ("pages", match.content), ("dividers", match.section)):
        name = f' "{layout.name}"' if layout.name else ""
        yield f"{ours}: the layout{name} ({Path(layout.part).stem})"
    if match.text and match.text != match.content and not adoption.palette.panel:
        yield f'pages with points alone: the layout "{match.text.name}" ({Path(match.text.part).stem})'
    texts = dict.fromkeys(footer.text for layout in match.layouts for footer in layout.of_kind("ftr"))
    for text in filter(is_clients_own, texts):
        yield f'the footer says "{text}": so do ours, before the marking'


def _missing(adoption: Adoption) -> Iterator[tuple[str, str]]:
    """What the file has not, and what is done instead."""
    match, areas = adoption.match, adoption.areas
    content = match.content
    if match.title == content:
        yield "a layout for the cover", "it stands on the layout for pages"
    if match.section in (match.title, content):
        yield "a layout for dividers", "they stand on the one for the cover"
    if content.title is None:
        yield "a title placeholder", "headlines are placed, and are titles to outline and screen reader"
    elif content.headline is None:
        yield "a title at the top of a layout", "headlines are placed there, in the placeholder that there is"
    elif not areas.kept:
        yield "room for two lines in the title placeholder", "headlines start where it does and reach further"
    if match.body is None:
        yield "a placeholder for content", "the body reaches from margin to margin"
    for kind, what in (("ftr", "a footer"), ("sldNum", "a page number")):
        if kind == "sldNum" and content.numbered and not usable_footer(content, kind):
            yield "a placeholder for the page number", "pages show the one that the file draws"
        elif not content.of_kind(kind):
            yield what, _FOOT
        elif not usable_footer(content, kind):
            yield f"a place where {what} can be read", _FOOT
    if content.of_kind("dt") and not usable_footer(content, "dt"):
        yield "room for a date in its placeholder", "pages have none"
    if areas.tracker is None:
        yield "room over the headline", "pages have no tracker; agenda, dividers and sections stay"
    if lives_on_slides(adoption.template, match):
        yield "what the sample slides draw on the layouts", "to have it on yours, adopt again with --from-slides"
    if adoption.free is None:
        yield "room on the cover", "its facts, squares and small print are left out"


def _not_drawn(match: Match, file: str) -> Iterator[tuple[str, str]]:
    """What the PDFs do not draw of the client's, and why not."""
    found: dict[str, list[tuple[str, TemplateLayout]]] = {}
    for layout in match.layouts:
        for shape in layout.shapes:
            if why := _why_not(shape, file):
                found.setdefault(why, []).append((shape.name or shape.kind, layout))
    for why, shapes in found.items():
        yield f"{', '.join(dict.fromkeys(name for name, _ in shapes))} ({_parts(one for _, one in shapes)})", why
    shapes_of_all = (shape for layout in match.layouts for shape in layout.shapes)
    texts = {run.text for shape in shapes_of_all for paragraph in shape.paragraphs for run in paragraph.runs}
    foreign = sorted(text for text in texts if any(ord(char) > LATIN for char in text))
    if foreign:
        yield f'"{foreign[0].strip()}"', _LETTERS


def _left_out(dropped: Iterable[tuple[str, Relation]]) -> Iterator[tuple[str, str, str]]:
    """What decks do not take over from the file, the part that refers to it, and why not."""
    for part, relation in dropped:
        if relation.external:
            target = relation.target if len(relation.target) <= SHOWN else f"{relation.target[:SHOWN]}…"
            yield f'the {relation.kind} "{target}"', Path(part).stem, "a deck loads nothing from elsewhere"
        else:
            yield f"the object {Path(relation.target).name[:SHOWN]}", Path(part).stem, "it may hold a program"


def _why_not(shape: TemplateShape, file: str) -> str:
    """Why the PDFs do not draw a shape as the deck does, empty where they do."""
    picture = shape.fill.picture
    if picture and not is_raster(picture) and (why := unread(file, picture)):
        return _VECTORS.format(why=why)
    if picture and not shape.fill.known:
        return _EFFECTS
    return _OTHER if shape.kind == "other" or (shape.kind == "picture" and not picture) else ""


def _parts(layouts: Iterable[TemplateLayout]) -> str:
    return ", ".join(dict.fromkeys(Path(layout.part).stem for layout in layouts))


def _fonts(adoption: Adoption, span: Span) -> Iterator[Diagnostic]:
    """The fonts that are measured by another one."""
    for name in dict.fromkeys(adoption.fonts.values()):
        families = [family for family, other in adoption.fonts.items() if other == name]
        substitute = adoption.substitutes[families[0]]
        if substitute.exact:
            continue
        how = f", and {substitute.stretch - 1:.0%} wider" if substitute.stretch > 1 else ", which runs no narrower"
        how += "" if substitute.known else ": nothing is known of it"
        keys = ", ".join(families)
        hint = f"lay its file into a folder fonts beside the theme, and name it as `regular:` under {keys}"
        yield diagnose("BW550", span, font=name, instead="Arimo", how=how, hint=hint)


def _colours(palette: Palette, span: Span) -> Iterator[Diagnostic]:
    """The colours that are not those of the scheme."""
    if palette.brand:
        what = f"the accent is what the layouts draw most of, and no colour of the scheme: {palette.brand}"
        yield diagnose("BW553", span, what=what)
    for change in palette.changes:
        yield diagnose(
            "BW551", span, what=change.slot, had=change.had, ratio=change.ratio, ground=change.ground,
            least=change.least, now=change.now,
        )  # fmt: skip
    if palette.panel:
        what = "a ground that text can be read on everywhere"
        yield diagnose("BW552", span, what=what, filled="content stands on a plain panel")


def _texts(match: Match, span: Span) -> Iterator[Diagnostic]:
    """The texts of placeholders that cannot be read where they stand, those of one kind and colour together."""
    unread: dict[tuple[str, str, str, float], list[tuple[float, str, TemplateLayout]]] = {}
    for layout in match.layouts:
        for holder in (*layout.titles, *layout.of_kind("ftr", "sldNum")):
            now = legible_colour(holder, layout)
            if now != holder.colour:
                grounds = colours_behind(holder, layout)
                worst = min(grounds, key=lambda ground: ratio(holder.colour, ground))
                key = _KINDS.get(holder.kind, "a subtitle"), holder.colour, now, contrast_needed(holder, layout)
                unread.setdefault(key, []).append((ratio(holder.colour, worst), worst, layout))
    for (what, had, now, least), places in unread.items():
        reached, ground, _ = min(places, key=lambda place: place[0])
        yield diagnose(
            "BW551", span, what=f"the text of {what} ({_parts(layout for _, _, layout in places)})", had=had,
            ratio=reached, ground=ground, least=least, now=now,
        )  # fmt: skip
