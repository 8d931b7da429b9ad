"""Runs of text to a paragraph of lines: where each line may break, and where it does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec.structs import replace

from ..scene.model import Align, Line, Paragraph, Run
from .bidi import END, FROM_LEFT, reads_from_right, reads_from_right_among_mirrored
from .hyphenate import SOFT_HYPHEN, characters
from .measure import Metrics
from .scripts import EAST_ASIAN, PLAIN
from .unbroken import Breaks, unbroken

# A line may end at a space; after a hyphen between a letter or digit and a letter; after a dash; after a space of a set
# width (thin, en, em …) or of none. LibreOffice breaks there and at more places ("GPT-|4", "what?|how", "|—"). Fewer
# opportunities never make fewer lines, so what fits here fits there too.
_OPPORTUNITY = re.compile(
    r" +|(?<=[^\W_]-)(?=[^\W\d_])|(?<=[\u00ad\u2010\u2013\u2014\u2000-\u2006\u2008-\u200b])(?=[^ \n\u2000-\u200b])"
)

# Between two of these (Han, Hangul syllables) UAX #14 always allows a break, whatever stands around them.
_IDEOGRAPHS = r"(?<=[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3])(?=[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3])"

# Only what no line can hold may also break after these, as web addresses do; a number not at its point.
_LAST_RESORT = re.compile(r"(?<=[/?&=_.,;:|@-])(?<![0-9][.,])(?=\w)|(?<=[0-9][.,])(?=[^\W\d])")

# What is one thing and short, a date in digits, is not split even then.
_DATE = re.compile(r"(?<![\w/.-])[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}(?![\w/.-])")

# Between ideographs and narrow letters, in ems: what LibreOffice was seen to put there.
AUTOSPACE = 0.25

_NO_SPACE = re.compile("[^\u00a0]+")

# After a hyphen or maqaf behind a Hebrew letter no line ends (UAX #14, LB21a, which uniseg leaves out).
_HEBREW = re.compile(r"[\u05d0-\u05f2\ufb1d-\ufb4f][-\u2010\u05be]")

_Ruler = Callable[[int, int], tuple[float, float]]


def wrap(
    runs: Sequence[Run],
    width: float,
    metrics: Metrics,
    *,
    leading: float,
    align: Align = "left",
    before: float = 0,
    bullet: bool = False,
    indent: float = 0,
    first: float = 0,
    from_right: bool = False,
    anywhere: bool = False,
    breaks: Breaks = "phrases",
) -> Paragraph:
    """The runs as a paragraph of lines no wider than ``width`` less ``indent``, in points; the first less ``first``.

    Text that reads from the right is aligned to the right where ``align`` is left. Not with ``from_right``, on a page
    that is read from the right: such a page is mirrored as a whole later, its alignments too.
    A word that is wider than the box has a line of its own: it is never clipped or cut. With ``anywhere`` it is broken
    at the last character that its line holds. ``breaks``: between Japanese phrases, or words too, as in
    a column; as ``offices`` do within a Chinese word or a range, too.
    A line feed in the text ends its line.
    """
    runs = tuple(runs)
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    rtl = (reads_from_right_among_mirrored if from_right else reads_from_right)(text)
    if from_right and bullet and not rtl:
        runs, rtl = _between_marks(runs), True  # its bullet is at the right, as on the other items
        text = "".join(run.text for run in runs)
    ruler = ruler_of(runs, metrics)
    spaces = autospaces(runs) if len(runs) > 1 else {}
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        less = first if not start else 0.0
        end = start + len(part)
        lines += _greedy(text, start, end, width - indent, less, ruler, spaces, anywhere, breaks)
        start += len(part) + 1
    side: Align = "right" if rtl and align == "left" and not from_right else align
    return Paragraph(runs, tuple(lines), leading, side, before, bullet, indent, first=first, rtl=rtl)


def _between_marks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a text from the left so that all of it stays in order in a paragraph from the right."""
    if not runs:
        return runs
    first, *rest = runs
    *most, last = replace(first, text=FROM_LEFT + first.text), *rest
    return (*most, replace(last, text=last.text + END))


def ruler_of(runs: Sequence[Run], metrics: Metrics) -> _Ruler:
    """A measure of any stretch [start, end) of the runs' text: its width as drawn, and the width it is broken by."""
    if len(runs) == 1:
        text, measure = runs[0].text, metrics.ruler(runs[0].style)
        return lambda start, end: measure(text[start:end])
    whole = "".join([run.text for run in runs])
    spaces = autospaces(runs)
    ends = list(accumulate([len(run.text) for run in runs]))
    measures = [metrics.ruler(run.style) for run in runs]

    def across(start: int, end: int) -> tuple[float, float]:
        part = bisect_right(ends, start)
        if part == len(ends):
            return 0.0, 0.0
        if end <= ends[part]:  # within one run, as nearly always
            return measures[part](whole[start:end])
        drawn = safe = 0.0
        while start < end and part < len(ends):
            kerned, widest = measures[part](whole[start : min(end, ends[part])])
            drawn += kerned
            safe += widest
            start = ends[part]
            if spaces and start < end:
                safe += spaces.get(start, 0.0)
            part += 1
        return drawn, safe

    return across


def autospaces(runs: Sequence[Run]) -> dict[int, float]:
    """The space in points that an office may add at places in the runs' text: between ideographs and narrow letters."""
    east = [run.style.script in EAST_ASIAN for run in runs]
    if not any(east):
        return {}
    spaces, at = {}, 0
    for (run, one), (following, other) in pairwise(zip(runs, east, strict=True)):
        at += len(run.text)
        if one != other:
            spaces[at] = AUTOSPACE * max(run.style.size, following.style.size)
    return spaces


@lru_cache(maxsize=8192)
def break_opportunities(text: str) -> tuple[tuple[int, int], ...]:
    """Where a line of the text may break, as (end of the line, start of the next): spaces between are left out."""
    if PLAIN.match(text):  # the rules of UAX #14 that such text can meet
        return tuple(match.span() for match in _OPPORTUNITY.finditer(text))
    places, at = [], 0
    for cut in [match.start() for match in re.finditer(_IDEOGRAPHS, text)] + [len(text)]:
        places += [(at + end, at + following) for end, following in _uax14(text[at:cut])]
        places += [(cut, cut)]
        at = cut
    return tuple(places[:-1])


@lru_cache(maxsize=8192)
def _uax14(text: str) -> tuple[tuple[int, int], ...]:
    # only scripts beyond Latin, Greek and Cyrillic need the full algorithm
    from uniseg.linebreak import line_break_boundaries

    inner = [at for at in line_break_boundaries(text) if 0 < at < len(text) and not _HEBREW.match(text, at - 2)]
    return tuple((len(text[:boundary].rstrip(" ")), boundary) for boundary in inner)


def _greedy(
    text: str,
    start: int,
    end: int,
    width: float,
    first_less: float,
    ruler: _Ruler,
    spaces: Mapping[int, float],
    anywhere: bool,
    breaks: Breaks,
) -> Iterator[Line]:
    """The lines of a stretch without line feeds, each as full as possible; the first has ``first_less`` points less."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(" "))
    stop = start + len(inner.strip(" "))
    line_start = line_end = start
    drawn, safe = 0.0, first_less
    soft = SOFT_HYPHEN in inner
    before = hyphen = (0.0, 0.0)  # what a hyphen adds, if the line ends here
    pieces = _pieces(text, start, stop, width, ruler, anywhere, breaks)
    for first, last, (word_drawn, word_safe), on_new_line in pieces:
        if soft:
            before, hyphen = hyphen, _hyphen(text, last, ruler)
        if line_end > line_start:
            # the space before a word counts only once the word has joined the line
            gap_drawn, gap_safe = ruler(line_end, first) if first > line_end else (0.0, 0.0)
            if spaces:
                gap_safe += spaces.get(first, 0.0) + (spaces.get(line_end, 0.0) if first > line_end else 0.0)
            if on_new_line or safe + gap_safe + word_safe + hyphen[1] > width:
                yield Line(line_start, line_end, drawn + before[0])
                line_start, drawn, safe = first, word_drawn, word_safe
            else:
                drawn += gap_drawn + word_drawn
                safe += gap_safe + word_safe
        else:
            line_start, drawn, safe = first, word_drawn, safe + word_safe
        line_end = last
    yield Line(line_start, line_end, drawn)


def _hyphen(text: str, end: int, ruler: _Ruler) -> tuple[float, float]:
    """The widths that the hyphen adds to a line that ends at a soft one."""
    if end < 2 or text[end - 1] != SOFT_HYPHEN:
        return 0.0, 0.0
    (bare, bare_safe), (whole, whole_safe) = ruler(end - 2, end - 1), ruler(end - 2, end)
    return whole - bare, whole_safe - bare_safe


def _bare_widths(text: str, start: int, end: int, ruler: _Ruler) -> tuple[float, float]:
    """The widths of a piece, without the hyphen that shows only at the end of a line."""
    return ruler(start, end - 1) if text[end - 1] == SOFT_HYPHEN and end - start > 1 else ruler(start, end)


def _pieces(
    text: str, start: int, stop: int, width: float, ruler: _Ruler, anywhere: bool, breaks: Breaks
) -> Iterator[tuple[int, int, tuple[float, float], bool]]:
    """The unbreakable pieces as (start, end, widths, whether it must begin a line), without the spaces between them.

    One that no line holds begins a new one, as in the offices, and is split where a web address may be; they fill
    their lines up to the last letter, so ours are never fewer. A syllable goes on where the line has room.
    """
    stretch = text[start:stop]
    soft = SOFT_HYPHEN in stretch
    for at, end in _stretches(stretch, breaks):
        at, end = at + start, end + start
        widths = _bare_widths(text, at, end, ruler) if soft else ruler(at, end)
        if widths[1] + (_hyphen(text, end, ruler)[1] if soft else 0.0) <= width:
            yield at, end, widths, False
        elif inner := [f + start for _, f in break_opportunities(stretch) if at < f + start < end]:
            yield from _parted(text, at, end, inner, width, ruler)
        else:
            yield from _split(text, at, end, width, ruler, anywhere)


def unbreakable(text: str, start: int, stop: int, breaks: Breaks) -> list[tuple[int, int]]:
    """The pieces of a stretch of a text between which a line may end, as (start, end), without the spaces there."""
    inner = text[start:stop]
    start += len(inner) - len(inner.lstrip(" "))
    return [(at + start, end + start) for at, end in _stretches(inner.strip(" "), breaks)]


@lru_cache(maxsize=8192)
def _stretches(text: str, breaks: Breaks) -> tuple[tuple[int, int], ...]:
    """What stands between the places of a text where a line of ours may break, as (start, end)."""
    closed = unbroken(text, breaks)
    found, at = [], 0
    for end, following in *break_opportunities(text), (len(text), len(text)):
        if following not in closed:
            if end > at:
                found.append((at, end))
            at = following
    return tuple(found)


def _parted(
    text: str, at: int, end: int, inner: Sequence[int], width: float, ruler: _Ruler
) -> Iterator[tuple[int, int, tuple[float, float], bool]]:
    """What stands together and is wider than a line: parted at its hard spaces, then where an office may part it."""
    for word in _NO_SPACE.finditer(text, at, end):
        first, last = word.span()
        widths = _bare_widths(text, first, last, ruler)
        cuts = [cut for cut in inner if first < cut < last] if widths[1] > width else []
        for cut in (*cuts, last):
            yield first, cut, _bare_widths(text, first, cut, ruler), False
            first = cut


def _split(
    text: str, at: int, end: int, width: float, ruler: _Ruler, anywhere: bool
) -> Iterator[tuple[int, int, tuple[float, float], bool]]:
    """A piece that no line holds, split; where it goes on from a soft hyphen it need not begin a line."""
    on_new_line = not (at and text[at - 1] == SOFT_HYPHEN)
    cuts = [match.start() for match in _LAST_RESORT.finditer(text, at + 1, end)]
    cuts = [] if cuts and _DATE.fullmatch(text[at:end]) else cuts
    for cut in (*cuts, end):
        widths = _bare_widths(text, at, cut, ruler)
        if anywhere and widths[1] > width:
            start = at
            for place in (*(start + inner for inner in characters(text[start:cut])), cut):
                yield at, place, ruler(at, place), on_new_line
                at, on_new_line = place, False
        else:
            yield at, cut, widths, on_new_line
        at, on_new_line = cut, False


def lonely(paragraph: Paragraph) -> bool:
    """Whether the last line of several is a single word."""
    if len(paragraph.lines) < 2:
        return False
    last = paragraph.lines[-1]
    text = paragraph.text[last.start : last.end]
    return " " not in text and (PLAIN.match(text) is not None or _is_one_word(text))


def parted(paragraph: Paragraph) -> bool:
    """Whether a line ends behind the first word in brackets: "spills (a / month above thirty)"."""
    ends = (paragraph.text[line.start : line.end].rpartition(" ") for line in paragraph.lines[:-1])
    return any(before and word.startswith("(") and ")" not in word for before, _, word in ends)


def _is_one_word(text: str) -> bool:
    return all(start in unbroken(text) for _, start in break_opportunities(text))
