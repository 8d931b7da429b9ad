"""A story to what fits on one page: its parts, and the order in which words are cut until they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..forms.kit.content import NOTHING, words
from ..forms.kit.listing import DigestEntry
from ..forms.table import form
from ..story.model import Piece, Story, Words
from .sentence_ends import CLAUSES, ends

PARTS = ("headline", "judgements", "figures", "strip", "players", "limits", "stakes", "unknowns", "end")
# What a part holds at the most, whatever its words; the head of the players is none of them.
CAPS = {"judgements": 4, "figures": 4, "players": 8, "limits": 6, "stakes": 4, "unknowns": 6}
MOST_WORDS = 450
NAMED = 12  # entries that a message names
WHOLE = -1  # in a path: the entry itself
Path = tuple[str, int, int]  # a part, an entry of it, a cell of that
NumberedParts = Mapping[str, Mapping[int, DigestEntry]]  # the entries of each part, by their number in the story


class Digest(Struct, frozen=True):
    """What one page says. ``heads`` are the heads of the players' table; with ``ask`` the page ends with a decision.

    ``gone`` holds the entries that were cut from each part, in their order.
    """

    parts: NumberedParts
    heads: tuple[Words, ...] = ()
    ask: bool = False
    gone: NumberedParts = MappingProxyType({})

    def cut(self, path: Path) -> Digest:
        """The digest without an entry; or without the last clause of one of its texts, or a text of one clause."""
        part, number, cell = path
        entries = dict(self.parts[part])
        if cell == WHOLE:
            gone = sorted({**self.gone.get(part, {}), number: entries.pop(number)}.items())
            return replace(self, parts={**self.parts, part: entries}, gone={**self.gone, part: dict(gone)})
        cells = list(entries[number].cells)
        cells[cell] = shorter(cells[cell]) or NOTHING
        entries[number] = replace(entries[number], cells=tuple(cells))
        return replace(self, parts={**self.parts, part: entries})

    @property
    def count(self) -> int:
        """How many words a reader reads."""
        cells = [cell for entries in self.parts.values() for entry in entries.values() for cell in entry.cells]
        return sum(words.count for words in (*self.heads, *cells))


def shorter(words: Words) -> Words | None:
    """The words without their last sentence or clause, or None where they have only one. A citation marker stays."""
    pieces = [piece for piece in words.pieces if piece.text]
    prose = "".join(piece.text for piece in pieces if not piece.cites).rstrip()
    places = ends(prose)
    if not places:
        return None
    end = places[-1] + (prose[places[-1]] not in CLAUSES)
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        if piece.cites:
            if at <= end + 1:
                kept.append(piece)
            continue
        if at < end:
            kept.append(replace(piece, text=piece.text[: end - at]))
        at += len(piece.text)
    markers = [piece for piece in pieces if piece.cites]
    if markers and not any(piece.cites for piece in kept):
        kept.append(markers[-1])
    return replace(words, pieces=tuple(kept))


def digest(story: Story) -> Digest:
    """All that the page would say if it had room. Each part comes from the first slide that gives it."""
    given: dict[str, tuple[DigestEntry, ...]] = {}
    for slide in story.slides:
        if make := form(slide.form).digest:
            given = {**make(slide.content, slide, story.labels), **given}
    given.setdefault("headline", (DigestEntry((words(story.meta.subtitle or story.meta.title),)),))
    given["end"] = given.get("ask") or given.get("end", ())
    parts = {part: {n: e for n, e in enumerate(given[part]) if any(e.cells)} for part in PARTS if part in given}
    heads = given["heads"][0].cells if "heads" in given else ()
    return Digest(parts, heads, "ask" in given)


# ---- what is cut


def fitted(whole: Digest, fits: Callable[[Digest], bool]) -> tuple[Digest, tuple[Path, ...], bool]:
    """The digest after the fewest cuts that make it fit; these cuts; and whether it fits at all.

    ``_next`` gives the order of the cuts. At the end, each cut that was not needed is taken back.
    """
    cuts = [(part, number, WHOLE) for part, most in CAPS.items() for number in [*whole.parts.get(part, {})][most:]]
    capped = len(cuts)
    kept = _without(whole, cuts)
    while not fits(kept):
        path = _next(kept)
        if path is None:
            return kept, tuple(cuts), False
        cuts.append(path)
        kept = kept.cut(path)
    for index in range(len(cuts) - 1, capped - 1, -1):
        part, number, cell = cuts[index]
        later = [  # entries come back in their order, and the clauses of a text in theirs
            cut
            for cut in cuts[index + 1 :]
            if cut[0] == part and cell in (cut[2], WHOLE) and (cut[1] == number or cut[2] == WHOLE == cell)
        ]
        tried = [*cuts[:index], *cuts[index + 1 :]]
        if not later and fits(back := _without(whole, tried)):
            cuts, kept = tried, back
    return kept, tuple(cuts), True


def _without(whole: Digest, cuts: Sequence[Path]) -> Digest:
    for path in cuts:
        if path[1] in whole.parts[path[0]]:
            whole = whole.cut(path)
    return whole


def _next(now: Digest) -> Path | None:
    """The next cut: first clauses, from the players on; then whole entries. None when nothing is left to cut."""
    candidates = (
        *_clauses(now, "players", 1), *_texts(now, "limits", 2), *_clauses(now, "limits", 1), *_texts(now, "stakes", 2),
        *_clauses(now, "stakes", 1), *_entries(now, "unknowns", 3), *_texts(now, "judgements", 1),
        *_entries(now, "players", 6), *_entries(now, "limits", 4), *_entries(now, "unknowns", 2),
        *_entries(now, "strip", 0), *_entries(now, "unknowns", 1), *_clauses(now, "figures", 2),
        *_entries(now, "players", 4),  *_entries(now, "players", 3), *_entries(now, "limits", 3),
        *_entries(now, "limits", 2), *_entries(now, "stakes", 3), *_entries(now, "unknowns", 0),
        *_texts(now, "players", 1), *_texts(now, "limits", 1), *_texts(now, "stakes", 1), *_entries(now, "players", 0),
        *_entries(now, "stakes", 0), *_entries(now, "limits", 0), *_entries(now, "judgements", 2),
        *_entries(now, "figures", 0), *_clauses(now, "end", 0), *_entries(now, "judgements", 0),
        *_clauses(now, "headline", 0),
    )  # fmt: skip
    return candidates[0] if candidates else None


def _clauses(now: Digest, part: str, first: int) -> Iterator[Path]:
    """The longest text of more than one clause, among the cells from ``first`` on."""
    texts = [
        (entry.cells[cell].count, number, cell)
        for number, entry in now.parts.get(part, {}).items()
        for cell in range(first, len(entry.cells))
        if shorter(entry.cells[cell])
    ]
    if texts:
        _, number, cell = max(texts)
        yield part, number, cell


def _texts(now: Digest, part: str, cell: int) -> Iterator[Path]:
    """The text in that cell, of the last entry that still has it."""
    for number, entry in reversed([*now.parts.get(part, {}).items()]):
        if cell < len(entry.cells) and entry.cells[cell]:
            yield part, number, cell
            return


def _entries(now: Digest, part: str, least: int) -> Iterator[Path]:
    """The last entry, where there are more than ``least``."""
    entries = now.parts.get(part, {})
    if len(entries) > least:
        yield part, [*entries][-1], WHOLE


# ---- the notes about it


def cut_diagnostics(whole: Digest, cuts: Sequence[Path], story: Story) -> tuple[Diagnostic, ...]:
    """A note for the entries that each part lost, and one for the words that went from those left (BW720)."""
    labels = story.labels
    gone: dict[str, list[DigestEntry]] = {}
    for part, number, cell in cuts:
        if cell == WHOLE:
            gone.setdefault(part, []).append(whole.parts[part][number])
    left = _without(whole, cuts)
    problems = []
    for part, entries in gone.items():
        spans = [_place(entry.cells) for entry in entries]
        quoted = _quoted([_name(entry).prose for entry in entries], spans)
        count = len(whole.parts[part])
        what = "the sentence" if count == 1 else f"{len(entries)} of {count} entries"
        problems.append(diagnose("BW720", spans[0], what=f"{what} of “{heading(part, labels)}”", said=quoted))
    for part in dict.fromkeys(part for part, _, cell in cuts if cell != WHOLE):
        lost = [
            (old, text)
            for number, entry in left.parts[part].items()
            for old, new in zip(whole.parts[part][number].cells, entry.cells, strict=True)
            if (text := old.prose[len(new.prose) :].strip(" ;:."))
        ]
        if lost:
            spans = [_place((old,)) for old, _ in lost]
            quoted = _quoted([text for _, text in lost], spans)
            problems.append(diagnose("BW720", spans[0], what=f"all of “{heading(part, labels)}”", said=quoted))
    return tuple(problems)


def _place(cells: Sequence[Words]) -> Span | None:
    """Where the words were written: in the brief if any of them were, else in an outline."""
    spans = [words.span for words in cells if words.span]
    return next((span for span in spans if not _outlined(span)), spans[0] if spans else None)


def _outlined(span: Span) -> bool:
    return "outlines" in span.file.replace("\\", "/").split("/")


def _quoted(texts: Sequence[str], spans: Sequence[Span | None]) -> str:
    """The texts as one list for a message, each with its line in the brief."""
    quoted = [
        f"“{text.strip()}”" + (f" (line {span.line})" if span and not _outlined(span) else "")
        for text, span in zip(texts, spans, strict=True)
    ]
    more = f" and {len(quoted) - NAMED} more" if len(quoted) > NAMED else ""
    return ", ".join(quoted[:NAMED]) + more


def _name(entry: DigestEntry) -> Words:
    return next(words for words in entry.cells if words)


def heading(part: str, labels: Mapping[str, str]) -> str:
    """The name of a part in the margin of the page."""
    names = {"headline": "bottom_line", "judgements": "bottom_line", "strip": "figures"}
    name = names.get(part, part)
    return labels["so_what"] if name == "end" else labels[f"handout.{name}"]
