"""A client's colour scheme to our twelve roles, each readable where it stands; and what was changed for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from ...core.colour import hls, laid, luminance, of_hls, passing, ratio, shaded
from ...core.geometry import Rect
from ...core.vision import apart
from ..ooxml.drawing import Scheme
from ..ooxml.picture_colours import PAPER, Cells
from .template import TemplateLayout, TemplateShape

TEXT, GRAPHIC, STRONG = 4.5, 3.0, 7.0  # contrast: of text, of graphics (WCAG 2.2, 1.4.3 and 1.4.11), of our ink
MARGIN = 0.05  # over the least, so that an office's rounding does not undo it
HUES, SHADES = 24, 6  # steps of the circle of hues, and from black to white: colours within one pass for alike
MUCH, GROUND = 0.02, 0.4  # of the page: the least that the colour of a brand covers; that such a ground does
ACROSS = 0.5  # of the page's width: a rule so long says as much of a brand as what covers the least
ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
# The first two accents of the themes that Office itself starts with: since 1995, 1997, 2002, 2007, 2013 (two), 2023.
_OFFICES = (
    ("00E4A8", "FFCF01"), ("00CC99", "3333CC"), ("BBE0E3", "333399"), ("4F81BD", "C0504D"),
    ("4472C4", "ED7D31"), ("5B9BD5", "ED7D31"), ("156082", "E97132"),
)  # fmt: skip
PLAIN = 3.0  # the contrast of the ends of a ground that passes for plain
MIDDLE = 0.18  # the luminance on which black and white can be read equally
BLACK = 0.005  # the luminance of what is black, or as good as that
COLOURFUL = 0.25  # an accent of less saturation is a grey
GREY = 0.45  # of the way from paper to ink: the usual grey of marks
FROM_ACCENT = 10.5  # CIEDE2000, for every kind of vision: what charts ask, and something for rounding
GREEN, RED, NEAR = 0.36, 0.0, 0.09  # hues of what is good and bad, and how far from them a colour still says so
APART = 0.11  # of the circle of hues: the least distance between the two accents


class ColourChange(Struct, frozen=True):
    """A colour of the scheme that could not be used as it is: its slot, where it failed, and what stands for it."""

    slot: str
    had: str
    ground: str
    ratio: float
    least: float
    now: str


class Palette(Struct, frozen=True):
    """The twelve roles. ``panel`` says that the ground is too varied to set text on it. ``brand`` is the accent, where
    that is no colour of the scheme."""

    colours: dict[str, str]
    changes: tuple[ColourChange, ...]
    panel: bool
    brand: str | None


def brand_of(layout: TemplateLayout, *others: TemplateLayout) -> str | None:
    """The colour that a layout draws most of, else that others do, where its scheme is one that Office brings, as it
    was, or one that none of them draws; else, where none of them draws its first accent, a ground that they have."""
    every = (layout, *others)
    accents = tuple(layout.scheme.named(slot).removeprefix("#") for slot in ACCENTS)
    shapes = [shape for one in every for shape in one.shapes]
    drawn = {colour for one in (*(one.ground for one in every), *(s.fill for s in shapes)) for colour in one.colours}
    drawn |= {shape.stroke[0][:7] for shape in shapes if shape.stroke}  # a rule, as well as a band
    if accents[:2] in _OFFICES:
        return next((colour for one in every if (colour := _most_drawn(one, MUCH))), None)
    if f"#{accents[0]}" in drawn:
        return None
    least = GROUND if drawn & {f"#{accent}" for accent in accents} else MUCH
    return next(
        (colour for one in every if (colour := _most_drawn(one, least)) and colour not in layout.ground.colours), None
    )


def _most_drawn(layout: TemplateLayout, least: float) -> str | None:
    """The colour that shapes, pictures and the plain ground of a layout show most of, if that is ``least`` of the page;
    shades that hardly differ, as in a gradient or a photograph, count as one."""
    page = layout.page.w * layout.page.h
    plain = layout.ground.colours[:1] if len(layout.ground.colours) == 1 else ()
    fills = [(_plainly(shape), _weight(shape.box, layout.page)) for shape in layout.shapes]
    pictures = [(layout.ground, layout.page), *((shape.fill, shape.box) for shape in layout.shapes)]
    alike: dict[tuple[int, ...], Counter[str]] = {}
    for colours, area in (
        (Counter(plain), page),
        *((Counter(colours), area) for colours, area in fills),
        *((count, box.w * box.h / count.total()) for fill, box in pictures if (count := _counted(fill.cells))),
    ):
        for colour, times in colours.items():
            hue, light, saturation = hls(colour)
            if saturation >= COLOURFUL and 0.1 < light < 0.8:
                shades = alike.setdefault((round(hue * HUES) % HUES, round(light * SHADES)), Counter())
                shades[colour] += round(times * area)
    most = max(alike.values(), key=Counter.total, default=Counter[str]())
    return most.most_common(1)[0][0] if most.total() >= least * page else None


def _plainly(shape: TemplateShape) -> tuple[str, ...]:
    """The colour of a shape that is no picture, or of a line; none else."""
    if shape.kind == "line":
        return (shape.stroke[0][:7],) if shape.stroke else ()
    return () if shape.fill.picture else shape.fill.colours[:1]


def _weight(box: Rect, page: Rect) -> float:
    """The area of a shape; of a rule across the page, as much as says something of a brand."""
    return max(box.w * box.h, MUCH * page.w * page.h if box.w >= ACROSS * page.w else 0.0)


@lru_cache(maxsize=64)
def _counted(cells: Cells) -> Counter[str]:
    """How many cells of a picture show each colour."""
    return Counter(laid(PAPER, colour) for row in cells for colour in row)


def palette_of(
    scheme: Scheme,
    grounds: tuple[str, ...],
    brand: str | None,
    title: str,
    *,
    drawn_over: bool = False,
    texts: Sequence[str] = (),
) -> Palette:
    """The roles for pages whose content stands on ``grounds``. Text on the paper reaches 4.5 to 1, and so do both
    accents.

    ``brand`` takes the place of the scheme's first accent, the first of ``texts`` that can be read that of its ink if
    that cannot. A panel is as light, or as dark, as suits the ``title``; what is ``drawn_over`` needs one.
    """
    panel = drawn_over or (
        len(grounds) > 1 and max(min(ratio(end, one) for one in grounds) for end in ("#000000", "#FFFFFF")) < STRONG
    )
    paper = _panel(scheme, grounds, title) if panel else grounds[0]
    under = (paper,) if panel else grounds
    changes: list[ColourChange] = []

    def kept(slot: str, had: str, least: float, *others: str) -> str:
        """A colour as it is where it reaches so much on the grounds and on others; else one near to it."""
        all_under = (*under, *others)
        now = passing(had, all_under, least + MARGIN if _reached(had, all_under) < least else least)
        if now != had:
            worst = min(all_under, key=lambda one: ratio(had, one))
            changes.append(ColourChange(slot, had, worst, ratio(had, worst), least, now))
        return now

    inks = (scheme.named("tx1"), *texts)
    own = next((one for least in (STRONG, TEXT) for one in inks if _reached(one, under) >= least), inks[0])
    strong = _reached(passing(own, under, STRONG), under) >= STRONG  # else the ground is neither light nor dark
    ink = kept("tx1", own, STRONG if strong else TEXT)
    tint = _towards(paper, ink, 0.05)
    if ratio(tint, ink) < TEXT:
        tint = _towards(paper, "#000000" if luminance(ink) > luminance(paper) else "#FFFFFF", 0.05)
    slot = next((slot for slot in ACCENTS if hls(scheme.named(slot))[2] >= COLOURFUL), "accent1")
    accent = kept("the accent" if brand else slot, brand or scheme.named(slot), TEXT, tint)
    second_slot = _second(scheme, accent, slot)
    second = kept(second_slot, scheme.named(second_slot), TEXT, tint)
    mid = _grey_beside(accent, paper, ink, under)
    colours = {
        "paper": paper,
        "tint": tint,
        "rule": _towards(paper, ink, 0.2),
        "ink": ink,
        "ink2": passing(_towards(paper, ink, 0.75), (*under, tint), 6.0),
        "muted": passing(_towards(paper, ink, 0.6), (*under, tint), TEXT + 0.3),
        "mid": mid,
        "on_mid": _best(mid, (ink, paper, "#000000", "#FFFFFF")),
        "accent": accent,
        "on_accent": _best(accent, (paper, "#FFFFFF", ink, "#000000")),
        "accent_tint": _tinted(paper, accent, ink),
        "second": second,
    }
    gain, risk = (_by_hue(scheme, hue, under, tint) for hue in (GREEN, RED))
    colours |= {"gain": gain, "risk": risk, "risk_tint": _tinted(paper, risk, ink)}
    tints = (*under, tint, colours["accent_tint"], colours["risk_tint"])
    colours["muted"] = passing(colours["muted"], tints, TEXT + MARGIN)
    return Palette(colours, tuple(changes), panel, brand)


def _grey_beside(accent: str, paper: str, ink: str, under: Sequence[str]) -> str:
    """The grey of marks that do not stand out: so far from the accent that the colour-blind tell them apart, as near to
    the usual one as that allows."""
    shares = sorted((share / 100 for share in range(20, 90)), key=lambda share: abs(share - GREY))
    greys = (passing(_towards(paper, ink, share), under, GRAPHIC + 0.3) for share in (GREY, *shares))
    usual = next(greys)
    return next((grey for grey in (usual, *greys) if apart(grey, accent) >= FROM_ACCENT), usual)


def _by_hue(scheme: Scheme, hue: float, under: Sequence[str], tint: str) -> str:
    """A colour of a meaning: the scheme's nearest to a hue, if that is near; else one of that hue. Readable as text."""

    def far(colour: str) -> float:
        apart = abs(hls(colour)[0] - hue)
        return min(apart, 1 - apart)

    vivid = [colour for slot in ACCENTS if hls(colour := scheme.named(slot))[2] >= COLOURFUL]
    near = min((colour for colour in vivid if far(colour) <= NEAR), key=far, default=of_hls(hue, 0.35, 0.6))
    return passing(near, (*under, tint), TEXT)


def readable(colour: str, grounds: Sequence[str], least: float) -> str:
    """The colour, or the nearest that can be read on every ground; black or white where its hue has none that can.
    Where nothing can be read on all of them, what can be read on the first, which is the ground of most of the box.
    What is lighter than most of its ground stays so where it can, and what is darker, too: on all of it where that
    varies little, as a band does, else on most of it."""
    ground, wide = luminance(grounds[0]), tuple(sorted(grounds, key=luminance))
    lighter = luminance(colour) >= ground
    every, most = (grounds, lighter), (grounds[:1], lighter)
    over, over_most = (grounds, not lighter), (grounds[:1], not lighter)
    order = (every, over, most) if ratio(wide[0], wide[-1]) < PLAIN else (every, most, over)
    for under, light in (*order, over_most):
        for one in (passing(colour, under, least), "#FFFFFF" if light else "#000000"):
            if _reached(one, under) >= least and (luminance(one) >= ground) is light:
                return one
    return passing(colour, grounds[:1], least)


def _panel(scheme: Scheme, grounds: tuple[str, ...], title: str) -> str:
    """A plain colour to set content on: the scheme's own, if that is light where the ground is, or headlines stand out
    from it; else the lightest or the darkest of the grounds. Of a scheme whose own is black, on a ground that is dark
    and coloured, the darkest of that."""
    own, darkest = scheme.named("bg1"), min(grounds, key=luminance)
    coloured = luminance(own) <= BLACK < luminance(darkest) and hls(darkest)[2] >= COLOURFUL
    if coloured and min(ratio(darkest, "#FFFFFF"), ratio(darkest, title or "#FFFFFF")) >= STRONG:
        return darkest
    as_light = (luminance(own) >= MIDDLE) is (luminance(grounds[0]) >= MIDDLE)
    if not title or as_light or ratio(own, title) >= TEXT:
        return own
    end = "#FFFFFF" if ratio(title, "#FFFFFF") > ratio(title, "#000000") else "#000000"
    nearest = min(grounds, key=lambda one: ratio(one, end))
    other = "#000000" if end == "#FFFFFF" else "#FFFFFF"
    return nearest if ratio(nearest, other) >= STRONG else end


def _reached(colour: str, grounds: Sequence[str]) -> float:
    return min(ratio(colour, ground) for ground in grounds)


def _towards(paper: str, ink: str, share: float) -> str:
    """The paper's hue at a lightness between paper and ink, as near to grey as the paper is: of a paper that is nearly
    white the saturation is high, and a shade as saturated would be a brown or a blue. An office can state it as a
    change of the paper."""
    hue, low, saturation = hls(paper)
    lightness = low + (hls(ink)[1] - low) * share
    had, has = (1 - abs(2 * light - 1) for light in (low, lightness))  # the chroma that full saturation has there
    return of_hls(hue, lightness, saturation * min(1.0, had / has) if has else saturation)


def _tinted(paper: str, accent: str, ink: str) -> str:
    """The accent at a lightness so near to the paper's that ink can be read on it."""
    light = hls(paper)[1]
    for share in (0.90, 0.93, 0.96, 1.0):
        made = shaded(accent, hls(accent)[1] * (1 - share) + light * share)
        if ratio(made, ink) >= STRONG:
            return made
    return paper


def _second(scheme: Scheme, accent: str, slot: str) -> str:
    """The slot of the first accent of another hue; where there is none, the next one."""
    hue = hls(accent)[0]
    for other in ACCENTS:
        its_hue, _, saturation = hls(scheme.named(other))
        apart = min(abs(its_hue - hue), 1 - abs(its_hue - hue))
        if other != slot and saturation >= COLOURFUL and apart >= APART:
            return other
    return "accent2" if slot != "accent2" else "accent3"


def _best(ground: str, candidates: Sequence[str]) -> str:
    """The first that can be read on a ground, else the one that can be read best."""
    return next((c for c in candidates if ratio(c, ground) >= TEXT), max(candidates, key=lambda c: ratio(c, ground)))
