"""A story to what fits on one page: its parts, and the order in which whole statements leave until they fit.

A text is never cut: what qualifies it may stand at its end. What belongs together leaves together, an upside with its
risk, a cause with its effect; of the entries of a part the lightest leave first.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..forms.kit.content import NOTHING, words
from ..forms.kit.listing import DigestEntry, sourced
from ..forms.table import form, parts_of
from ..story.model import Story, Words
from ..story.notes import outlined

PARTS = (
    "headline", "judgements", "figures", "strip", "players", "limits", "stakes", "signals", "unknowns", "roads",
    "choice", "end",
)  # fmt: skip
# What a part holds at the most, whatever its words; the head of the players is none of them.
CAPS = {"judgements": 4, "figures": 4, "players": 8, "limits": 6, "stakes": 4, "signals": 4, "unknowns": 6, "roads": 4}
LARGE = ("headline", "figures")  # texts in which no marker stands
MOST_WORDS = 450
SETTLED = (4, 5, 6, 7)  # of the cells of a choice: what is settled about it
QUOTED = 60  # characters of a text in a note
NumberedParts = Mapping[str, Mapping[int, DigestEntry]]  # the entries of each part, by their number in the story


class Cut(Struct, frozen=True):
    """An entry of a part, by its number; or, in all entries of the part, the texts of some ``cells``."""

    part: str
    entry: int = -1
    cells: tuple[int, ...] = ()


class Digest(Struct, frozen=True):
    """What one page says. ``heads`` are the heads of the players' table; with ``ask`` the page ends with a decision.

    ``gone`` holds the entries that were cut from each part, in their order.
    """

    parts: NumberedParts
    heads: tuple[Words, ...] = ()
    ask: bool = False
    gone: NumberedParts = MappingProxyType({})

    def without(self, cuts: Sequence[Cut]) -> Digest:
        """The digest after these cuts."""
        parts = {part: dict(entries) for part, entries in self.parts.items()}
        gone: dict[str, dict[int, DigestEntry]] = {}
        for cut in cuts:
            entries = parts[cut.part]
            if cut.cells:
                parts[cut.part] = {number: _emptied(entry, cut.cells) for number, entry in entries.items()}
            else:
                gone.setdefault(cut.part, {})[cut.entry] = entries.pop(cut.entry)
        return replace(self, parts=parts, gone={part: dict(sorted(entries.items())) for part, entries in gone.items()})

    @property
    def count(self) -> int:
        """How many words a reader reads."""
        cells = [cell for entries in self.parts.values() for entry in entries.values() for cell in entry.cells]
        return sum(words.count for words in (*self.heads, *cells))


def _emptied(entry: DigestEntry, cells: Sequence[int]) -> DigestEntry:
    return replace(entry, cells=tuple(NOTHING if i in cells else cell for i, cell in enumerate(entry.cells)))


def digest(story: Story) -> Digest:
    """All that the page would say if it had room. Each part comes from the first slide that gives it."""
    given: dict[str, tuple[DigestEntry, ...]] = {}
    for slide in chain.from_iterable(map(parts_of, story.slides)):
        if make := form(slide.form).digest:
            given = {**make(slide.content, slide, story.labels), **given}
    given.setdefault("headline", (DigestEntry((words(story.meta.subtitle or story.meta.title),)),))
    given["end"] = given.get("ask") or given.get("end", ())
    if any(cell for entry in given.get("ask", ()) for cell in entry.cells[1:]):  # it says what is settled of the choice
        given["choice"] = tuple(_emptied(entry, SETTLED) for entry in given.get("choice", ()))
    given = {part: tuple(map(_cited, entries)) if part not in LARGE else entries for part, entries in given.items()}
    parts = {part: {n: e for n, e in enumerate(given[part]) if any(e.cells)} for part in PARTS if part in given}
    heads = given["heads"][0].cells if "heads" in given else ()
    return Digest(parts, heads, "ask" in given)


def _cited(entry: DigestEntry) -> DigestEntry:
    """An entry whose numbers name their sources, too."""
    return replace(entry, cells=tuple(map(sourced, entry.cells)))


# ---- what is cut


class Step(Struct, frozen=True):
    """The last entries of a part leave, down to ``least``; or the texts of ``cells`` leave all its entries."""

    part: str
    least: int = 0
    cells: tuple[int, ...] = ()

    def cut(self, now: Digest) -> Cut | None:
        """Its next cut, or None where nothing is left for it."""
        entries = now.parts.get(self.part, {})
        if not self.cells:
            return Cut(self.part, [*entries][-1]) if len(entries) > self.least else None
        told = any(entry.cells[i] for entry in entries.values() for i in self.cells if i < len(entry.cells))
        return Cut(self.part, cells=self.cells) if told else None


STEPS = (
    Step("judgements", cells=(2,)), Step("signals"), Step("roads", cells=(1,)),
    Step("figures", cells=(4,)), Step("unknowns", 3), Step("judgements", cells=(1,)), Step("players", 6),
    Step("limits", 4), Step("unknowns", 2), Step("players", 5), Step("strip"), Step("unknowns", 1),
    Step("players", cells=(3,)), Step("players", 4), Step("choice", cells=(2, 3)), Step("roads", cells=(2, 3)),
    Step("limits", 3), Step("players", 3), Step("stakes", 3), Step("limits", 2), Step("unknowns"), Step("players", 2),
    Step("stakes", 1), Step("players"), Step("limits", 1), Step("stakes"), Step("roads"), Step("judgements", 2),
    Step("choice", cells=(1,)), Step("figures", 2), Step("limits"), Step("figures"), Step("judgements"),
)  # fmt: skip


def fitted(whole: Digest, fits: Callable[[Digest], bool]) -> tuple[Digest, tuple[Cut, ...], bool]:
    """The digest after the fewest cuts, in the order of ``STEPS``, that make it fit; these cuts; and whether it fits.

    The headline, what follows and the choice always stand. At the end, each cut that was not needed is taken back, but
    no entry before a heavier one.
    """
    over = {part: [*whole.parts.get(part, {})][most:] for part, most in CAPS.items()}
    cuts = [Cut(part, number) for part, numbers in over.items() for number in reversed(numbers)]
    capped = len(cuts)
    while not fits(kept := whole.without(cuts)):
        cut = next(filter(None, (step.cut(kept) for step in STEPS)), None)
        if cut is None:
            return kept, tuple(cuts), False
        cuts.append(cut)
    gone: set[str] = set()  # parts of which an entry stays cut: none that is lighter comes back
    for cut in reversed(cuts[capped:]):
        emptied = any(not kept.parts.get(part) for part in gone)  # a graver part, before which no lesser one opens
        if not cut.cells and (cut.part in gone or (emptied and not kept.parts.get(cut.part))):
            continue
        tried = [one for one in cuts if one is not cut]
        if fits(back := whole.without(tried)):
            cuts, kept = tried, back
        elif not cut.cells:
            gone.add(cut.part)
    return kept, tuple(cuts), True


# ---- the notes about it


def cut_diagnostics(whole: Digest, cuts: Sequence[Cut], story: Story) -> tuple[Diagnostic, ...]:
    """A note of all that is left out (BW724), and one of each part that quotes it (BW720)."""
    left = whole.without(cuts)
    quoted: list[Diagnostic] = []
    told = []
    for part, entries in left.gone.items():
        names = [(next(words for words in entry.cells if words), _place(entry.cells)) for entry in entries.values()]
        told.append(f"{len(names)} of {len(whole.parts[part])} “{heading(part, story.labels)}”")
        quoted.append(_quoting(told[-1], names))
    for cut in cuts:
        entries_left = [whole.parts[cut.part][number] for number in left.parts[cut.part]]
        texts = [entry.cells[i] for entry in entries_left for i in cut.cells if i < len(entry.cells)]
        if lost := [(text, _place((text,))) for text in texts if text]:
            told.append(f"a text of each of “{heading(cut.part, story.labels)}”")
            quoted.append(_quoting(told[-1], lost))
    said = ", ".join(dict.fromkeys(told))  # two texts may leave a part
    return (diagnose("BW724", quoted[0].span, said=said), *quoted) if quoted else ()


def _quoting(what: str, lost: Sequence[tuple[Words, Span | None]]) -> Diagnostic:
    """The note that quotes texts, each with its line in the brief."""
    said = [
        f"“{textwrap.shorten(text.prose, QUOTED, placeholder=' …')}”"
        + (f" (line {span.line})" if span and not outlined(span) else "")
        for text, span in lost
    ]
    return diagnose("BW720", lost[0][1], what=what, said=", ".join(said))


def _place(cells: Sequence[Words]) -> Span | None:
    """Where the words were written: in the brief if any of them were, else in an outline."""
    spans = [words.span for words in cells if words.span]
    return next((span for span in spans if not outlined(span)), spans[0] if spans else None)


def heading(part: str, labels: Mapping[str, str]) -> str:
    """The name of a part in the margin of the page."""
    names = {"headline": "bottom_line", "judgements": "bottom_line", "strip": "figures"}
    if part in ("choice", "end"):
        chosen = labels["recommended" if part == "choice" else "so_what"]
        return chosen[:1].upper() + chosen[1:]
    slides = {"signals": "slide.watch", "roads": "slide.options"}
    return labels[slides.get(part, f"handout.{names.get(part, part)}")]
