"""Preset shapes as they are defined (ECMA-376 Part 1, annex D): adjustments, guides, and the path through them.

A path is written as in SVG, in words: ``M x y``, ``L x y``, ``A`` with two radii, a start and a swing in 60,000ths of a
degree, ``Z``. A path of its own follows a bar; one that starts with ``-`` is not filled, one with ``=`` not stroked.
"""

from __future__ import annotations

from msgspec import Struct


class Preset(Struct, frozen=True):
    """``adjust`` are the usual values of what a shape may change; ``guides`` are formulas, in their order."""

    adjust: tuple[tuple[str, str], ...]
    guides: tuple[tuple[str, str], ...]
    path: str


def _preset(adjust: str, guides: str, path: str) -> Preset:
    entries = (entry.split() for entry in adjust.split(";") if entry.strip())
    lines = (entry.strip().split(" ", 1) for entry in guides.split(";") if entry.strip())
    pairs = tuple((name, value) for name, value in entries)
    named = tuple((name, formula) for name, formula in lines)
    return Preset(pairs, named, path)


PRESETS: dict[str, Preset] = {
    "rect": _preset("", "", "M l t L r t L r b L l b Z"),
    "ellipse": _preset("", "", "M l vc A wd2 hd2 cd2 cd4 A wd2 hd2 3cd4 cd4 A wd2 hd2 0 cd4 A wd2 hd2 cd4 cd4 Z"),
    "roundRect": _preset("adj 16667", "a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
        "M l x1 A x1 x1 cd2 cd4 L x2 t A x1 x1 3cd4 cd4 L r y2 A x1 x1 0 cd4 L x1 b A x1 x1 cd4 cd4 Z"),
    "round1Rect": _preset("adj 16667", "a pin 0 adj 50000; d */ ss a 100000; x1 +- r 0 d",
        "M l t L x1 t A d d 3cd4 cd4 L r b L l b Z"),
    "round2SameRect": _preset("adj1 16667; adj2 0", "a pin 0 adj1 50000; c pin 0 adj2 50000; x1 */ ss a 100000; "
        "x2 +- r 0 x1; u */ ss c 100000; x3 +- r 0 u; y3 +- b 0 u",
        "M x1 t L x2 t A x1 x1 3cd4 cd4 L r y3 A u u 0 cd4 L u b A u u cd4 cd4 L l x1 A x1 x1 cd2 cd4 Z"),
    "round2DiagRect": _preset("adj1 16667; adj2 0", "a pin 0 adj1 50000; c pin 0 adj2 50000; x1 */ ss a 100000; "
        "y1 +- b 0 x1; u */ ss c 100000; x2 +- r 0 u; x3 +- r 0 x1; y3 +- b 0 u",
        "M x1 t L x2 t A u u 3cd4 cd4 L r y1 A x1 x1 0 cd4 L u b A u u cd4 cd4 L l x1 A x1 x1 cd2 cd4 Z"),
    "snip1Rect": _preset("adj 16667", "a pin 0 adj 50000; d */ ss a 100000; x1 +- r 0 d",
        "M l t L x1 t L r d L r b L l b Z"),
    "snip2SameRect": _preset("adj1 16667; adj2 0", "a pin 0 adj1 50000; c pin 0 adj2 50000; x1 */ ss a 100000; "
        "x2 +- r 0 x1; u */ ss c 100000; x3 +- r 0 u; y3 +- b 0 u",
        "M x1 t L x2 t L r x1 L r y3 L x3 b L u b L l y3 L l x1 Z"),
    "snip2DiagRect": _preset("adj1 0; adj2 16667", "a pin 0 adj1 50000; c pin 0 adj2 50000; x1 */ ss a 100000; "
        "x2 +- r 0 x1; y1 +- b 0 x1; u */ ss c 100000; x3 +- r 0 u; y3 +- b 0 u",
        "M x1 t L x3 t L r u L r y1 L x2 b L u b L l y3 L l x1 Z"),
    "triangle": _preset("adj 50000", "a pin 0 adj 100000; x2 */ w a 100000", "M l b L x2 t L r b Z"),
    "rtTriangle": _preset("", "", "M l b L l t L r b Z"),
    "diamond": _preset("", "", "M l vc L hc t L r vc L hc b Z"),
    "parallelogram": _preset("adj 25000", "m */ 100000 w ss; a pin 0 adj m; x1 */ ss a 100000; x2 +- r 0 x1",
        "M l b L x1 t L r t L x2 b Z"),
    "trapezoid": _preset("adj 25000", "m */ 50000 w ss; a pin 0 adj m; x1 */ ss a 100000; x2 +- r 0 x1",
        "M l b L x1 t L x2 t L r b Z"),
    "nonIsoscelesTrapezoid": _preset("adj1 25000; adj2 25000", "m */ 50000 w ss; a pin 0 adj1 m; c pin 0 adj2 m; "
        "x1 */ ss a 100000; u */ ss c 100000; x2 +- r 0 u",
        "M l b L x1 t L x2 t L r b Z"),
    "homePlate": _preset("adj 50000", "m */ 100000 w ss; a pin 0 adj m; d */ ss a 100000; x1 +- r 0 d",
        "M l t L x1 t L r vc L x1 b L l b Z"),
    "chevron": _preset("adj 50000", "m */ 100000 w ss; a pin 0 adj m; d */ ss a 100000; x1 +- r 0 d",
        "M l t L x1 t L r vc L x1 b L l b L d vc Z"),
    "pentagon": _preset("", "x1 */ w 9549 50000; x1 +- hc 0 x1; x1 */ w 19098 100000; x2 +- r 0 x1; "
        "y1 */ h 38197 100000",
        "M l y1 L hc t L r y1 L x2 b L x1 b Z"),
    "hexagon": _preset("adj 25000; vf 115470", "m */ 50000 w ss; a pin 0 adj m; d */ ss a 100000; x2 +- r 0 d",
        "M l vc L d t L x2 t L r vc L x2 b L d b Z"),
    "octagon": _preset("adj 29289", "a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
        "M l x1 L x1 t L x2 t L r x1 L r y2 L x2 b L x1 b L l y2 Z"),
    "plus": _preset("adj 25000", "a pin 0 adj 50000; x1 */ ss a 100000; x2 +- r 0 x1; y2 +- b 0 x1",
        "M l x1 L x1 x1 L x1 t L x2 t L x2 x1 L r x1 L r y2 L x2 y2 L x2 b L x1 b L x1 y2 L l y2 Z"),
    "star5": _preset("", "y1 */ h 38197 100000; x1 */ w 38197 100000; x2 */ w 61803 100000; x3 */ w 80902 100000; "
        "x4 */ w 19098 100000; x5 */ w 69098 100000; x6 */ w 30902 100000; y2 */ h 61803 100000; y3 */ h 76393 100000",
        "M l y1 L x1 y1 L hc t L x2 y1 L r y1 L x5 y2 L x3 b L hc y3 L x4 b L x6 y2 Z"),
    "donut": _preset("adj 25000", "a pin 0 adj 50000; d */ ss a 100000; iw +- wd2 0 d; ih +- hd2 0 d; c0 +- 0 0 cd4",
        "M l vc A wd2 hd2 cd2 cd4 A wd2 hd2 3cd4 cd4 A wd2 hd2 0 cd4 A wd2 hd2 cd4 cd4 Z M d vc A iw ih cd2 c0 A iw ih "
        "cd4 c0 A iw ih 0 c0 A iw ih 3cd4 c0 Z"),
    "pie": _preset("adj1 0; adj2 16200000", "s pin 0 adj1 21599999; e pin 0 adj2 21599999; w1 +- e 0 s; "
        "w2 +- w1 21600000 0; sw ?: w1 w1 w2; u cos wd2 s; v sin hd2 s; x1 +- hc u 0; y1 +- vc v 0",
        "M x1 y1 A wd2 hd2 s sw L hc vc Z"),
    "arc": _preset("adj1 16200000; adj2 0", "s pin 0 adj1 21599999; e pin 0 adj2 21599999; w1 +- e 0 s; "
        "w2 +- w1 21600000 0; sw ?: w1 w1 w2; u cos wd2 s; v sin hd2 s; x1 +- hc u 0; y1 +- vc v 0",
        "= M x1 y1 A wd2 hd2 s sw L hc vc Z | - M x1 y1 A wd2 hd2 s sw"),
    "blockArc": _preset("adj1 10800000; adj2 0; adj3 25000", "s pin 0 adj1 21599999; e pin 0 adj2 21599999; "
        "a pin 0 adj3 50000; w1 +- e 0 s; w2 +- w1 21600000 0; sw ?: w1 w1 w2; back +- 0 0 sw; d */ ss a 100000; "
        "iw +- wd2 0 d; ih +- hd2 0 d; u cos wd2 s; v sin hd2 s; x1 +- hc u 0; y1 +- vc v 0; p cos iw e; q sin ih e; "
        "x2 +- hc p 0; y2 +- vc q 0",
        "M x1 y1 A wd2 hd2 s sw L x2 y2 A iw ih e back Z"),
    "frame": _preset("adj1 12500", "a pin 0 adj1 50000; d */ ss a 100000; x4 +- r 0 d; y4 +- b 0 d",
        "M l t L r t L r b L l b Z M d d L d y4 L x4 y4 L x4 d Z"),
    "halfFrame": _preset("adj1 33333; adj2 33333", "m2 */ 100000 w ss; a2 pin 0 adj2 m2; x1 */ ss a2 100000; "
        "g */ h x1 w; g1 +- h 0 g; m1 */ 100000 g1 ss; a1 pin 0 adj1 m1; y1 */ ss a1 100000; dx */ y1 w h; "
        "x2 +- r 0 dx; dy */ x1 h w; y2 +- b 0 dy",
        "M l t L r t L x2 y1 L x1 y1 L x1 y2 L l b Z"),
    "corner": _preset("adj1 50000; adj2 50000", "m1 */ 100000 h ss; m2 */ 100000 w ss; a1 pin 0 adj1 m1; "
        "a2 pin 0 adj2 m2; x1 */ ss a2 100000; d */ ss a1 100000; y1 +- b 0 d",
        "M l t L x1 t L x1 y1 L r y1 L r b L l b Z"),
    "diagStripe": _preset("adj 50000", "a pin 0 adj 100000; x2 */ w a 100000; y2 */ h a 100000",
        "M l y2 L x2 t L r t L l b Z"),
    "teardrop": _preset("", "", "M l vc A wd2 hd2 cd2 cd4 L r t L r vc A wd2 hd2 0 cd4 A wd2 hd2 cd4 cd4 Z"),
    "rightArrow": _preset("adj1 50000; adj2 50000", "m */ 100000 w ss; a1 pin 0 adj1 100000; a2 pin 0 adj2 m; "
        "d */ ss a2 100000; x1 +- r 0 d; e */ h a1 200000; y1 +- vc 0 e; y2 +- vc e 0",
        "M l y1 L x1 y1 L x1 t L r vc L x1 b L x1 y2 L l y2 Z"),
    "leftArrow": _preset("adj1 50000; adj2 50000", "m */ 100000 w ss; a1 pin 0 adj1 100000; a2 pin 0 adj2 m; "
        "x2 */ ss a2 100000; e */ h a1 200000; y1 +- vc 0 e; y2 +- vc e 0",
        "M l vc L x2 t L x2 y1 L r y1 L r y2 L x2 y2 L x2 b Z"),
    "upArrow": _preset("adj1 50000; adj2 50000", "m */ 100000 h ss; a1 pin 0 adj1 100000; a2 pin 0 adj2 m; "
        "y2 */ ss a2 100000; e */ w a1 200000; x1 +- hc 0 e; x2 +- hc e 0",
        "M l y2 L hc t L r y2 L x2 y2 L x2 b L x1 b L x1 y2 Z"),
    "downArrow": _preset("adj1 50000; adj2 50000", "m */ 100000 h ss; a1 pin 0 adj1 100000; a2 pin 0 adj2 m; "
        "d */ ss a2 100000; y1 +- b 0 d; e */ w a1 200000; x1 +- hc 0 e; x2 +- hc e 0",
        "M l y1 L x1 y1 L x1 t L x2 t L x2 y1 L r y1 L hc b Z"),
    "flowChartTerminator": _preset("", "il */ w 3475 21600; ir */ w 18125 21600",
        "M il t L ir t A il hd2 3cd4 cd2 L il b A il hd2 cd4 cd2 Z"),
    "flowChartDelay": _preset("", "", "M l t L hc t A wd2 hd2 3cd4 cd2 L l b Z"),
    "flowChartManualInput": _preset("", "y1 */ h 1 5", "M l y1 L r t L r b L l b Z"),
    "leftBracket": _preset("adj 8333", "m */ 50000 h ss; a pin 0 adj m; y1 */ ss a 100000; y2 +- b 0 y1",
        "= M r b A w y1 cd4 cd4 L l y1 A w y1 cd2 cd4 Z | - M r b A w y1 cd4 cd4 L l y1 A w y1 cd2 cd4"),
    "rightBracket": _preset("adj 8333", "m */ 50000 h ss; a pin 0 adj m; y1 */ ss a 100000; y2 +- b 0 y1",
        "= M l t A w y1 3cd4 cd4 L r y2 A w y1 0 cd4 Z | - M l t A w y1 3cd4 cd4 L r y2 A w y1 0 cd4"),
    "line": _preset("", "", "- M l t L r b"),
    "bentConnector3": _preset("adj1 50000", "x1 */ w adj1 100000", "- M l t L x1 t L x1 b L r b"),
    "bentConnector2": _preset("", "", "- M l t L r t L r b"),
}  # fmt: skip
ALIKE = {
    "straightConnector1": "line", "flowChartProcess": "rect", "flowChartConnector": "ellipse", "flowChartDecision":
    "diamond", "flowChartAlternateProcess": "roundRect", "flowChartInputOutput": "parallelogram", "actionButtonBlank":
    "rect", "flowChartExtract": "triangle", "snipRoundRect": "round1Rect", "mathPlus": "plus",
}  # fmt: skip


def preset_of(name: str) -> Preset | None:
    """The preset of that name; None for one that is not drawn."""
    return PRESETS.get(ALIKE.get(name, name))
