"""How LibreOffice sets a line of type: every advance rounded to a dot of its reference device, so that a line drifts.

Impress lays text out on a virtual printer of 600 dpi: the type is as many whole dots high, and each glyph as many whole
dots wide. At 9 pt an em is 75 dots, an "e" of 41.7 dots is set on 42 and an "s" of 37.5 on 38, so a line of regular
Arimo grows by 0.7 % and its words stand 3 pt further right from about 400 pt on; 16 pt, which is 133.3 dots, shrinks by
0.25 %. Neither kerning nor hinting has a part in it: reckoned this way, the 800 words of the sample brief stand within
0.3 pt of their places at 9 pt and within 1.7 pt at any size, where they drift by up to 3.6 pt otherwise. PowerPoint and
PDF viewers have no such device, and the deck states true sizes; to bend it for one office would show in the other.
"""

from __future__ import annotations

from briefwright.scene.model import Line, Paragraph, TextStyle
from briefwright.text.measure import Metrics

DOTS = 600 / 72  # of the reference device, to the point


def drift(paragraph: Paragraph, metrics: Metrics) -> dict[int, float]:
    """How far right of its true place each character stands, in points; spaces are not counted."""
    out: dict[int, float] = {}
    for line in paragraph.lines:
        at = len("".join(paragraph.text[: line.start].split()))
        gone, total = _along(paragraph, line, metrics)
        start = {"left": 0.0, "center": -total / 2, "right": -total}[paragraph.align]
        out |= {at + n: start + by for n, by in enumerate(gone)}
    return out


def _along(paragraph: Paragraph, line: Line, metrics: Metrics) -> tuple[list[float], float]:
    """What has been added before each character of a line, and at its end."""
    by, before = 0.0, []
    for run in paragraph.runs_of(line):
        for cluster, advance in metrics.glyph_advances(run.text, run.style):
            if not run.text[cluster].isspace():
                before.append(by)
            by += 0.0 if run.raised else _rounded(advance, run.style)
    return before, by


def _rounded(advance: float, style: TextStyle) -> float:
    """What the rounding of a glyph's advance adds to it."""
    height = round(style.size * DOTS)
    tracked = round(style.tracking * DOTS) / DOTS - style.tracking
    return round(advance / style.size * height) / DOTS - advance + tracked
