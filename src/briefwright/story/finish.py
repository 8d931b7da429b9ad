"""Drafts to the slides of a story: every text parsed to Words, the content typed by its form, facts gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ..core.chart_kinds import KINDS, ChartKind
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..forms.kit.content import typed
from ..text.scripts import wide
from ..yamlfile.validate import Map
from .draft import Draft
from .evaluate import LocatedText
from .language import Language
from .model import Notes, Piece, Slide, Words, texts
from .notes import notes, outlined
from .words import ParseRules, parse, plain


def finish(draft: Draft, rules: ParseRules, language: Language) -> tuple[Slide | None, tuple[Diagnostic, ...]]:
    """The slide, or what is wrong with its content. The ``language`` words what its speaker says."""
    try:
        content: object = typed(draft.form.content, _worded(draft.fields, rules), draft.span, draft.id)
    except Refused as refused:
        return None, refused.diagnostics
    empty = tuple(_wordless((draft.title, draft.lead, *draft.notes, draft.fields), rules))
    if empty:
        return None, empty
    title = silent(draft.title, rules)
    content = _accented(content, title, KINDS.get(draft.form.name), draft.titled)
    lead = _parsed(draft.lead, rules) if draft.lead else None
    shown = [title, *([lead] if lead else []), *texts(content)]
    facts, sources = _gathered(shown)
    points = [_parsed(note, rules) for note in draft.notes]
    slide = Slide(
        draft.id, draft.form.name, title, content, lead, draft.section, Notes(), facts, sources,
        draft.appendix, draft.span, _place(draft, [*texts(content), title]),
        _paragraphs(draft.prose, rules), _paragraphs(draft.entry_prose, rules),
        silent(draft.join, rules) if draft.join else None,
        Words((Piece(plain(draft.layout.text)),), span=draft.layout.span) if draft.layout else None,
        draft.titled,
    )  # fmt: skip
    return replace(slide, notes=notes(points, slide, language)), ()


def _accented(content: Any, title: Words, kind: ChartKind | None, titled: bool) -> object:
    """A chart without a focus gets it where the title names one category, or, where there are several, one series,
    which dots on two axes are not; of two times, "from 2021 to 2025", the later; of two bars, which our title holds
    against each other, the one it names first."""
    plot = getattr(content, "chart", None)
    if plot is None or plot.focus:
        return content
    of_series = len(plot.series) > 1 and not (kind and kind.apart)
    names = [series.name.prose for series in plot.series] if of_series else [c.prose for c in plot.categories]
    named = [name for name in names if name and _names(title.prose, name)]
    longest = [name for name in named if not any(name != other and _names(other, name) for other in named)]
    if len(longest) == 2 and not (of_series or titled or plot.over_time) and kind and kind.claim == "size":
        said = title.prose.casefold()
        longest = [min(names, key=lambda name: said.find(name.casefold()))] if names == longest else longest
    course = len(longest) == 2 and not of_series and plot.over_time
    return replace(content, chart=replace(plot, focus=longest[-1])) if len(longest) == 1 or course else content


def _names(text: str, name: str) -> bool:
    """Whether a text has a name in it, whole; between signs that stand without spaces any place is one."""
    edge = "" if any(map(wide, name)) else r"\b"
    return re.search(edge + re.escape(name) + edge, text, re.IGNORECASE) is not None


def _paragraphs(prose: Iterable[LocatedText | None], rules: ParseRules) -> tuple[Words, ...]:
    return tuple(_parsed(text, rules) if text else Words() for text in prose)


def _place(draft: Draft, shown: Iterable[Words]) -> Span:
    """The line of the brief that leads to the slide: its entry there, or the first of the facts on it, or else of its
    texts, such as the title of a chart."""
    told = [words for words in shown if words.span and words.span.file != draft.span.file]
    facts = (words.span for words in told if words.facts)
    own = (words.span for words in told if not outlined(words.span))
    return next((span for span in (*facts, *own) if span), draft.span)


def silent(text: LocatedText | None, rules: ParseRules) -> Words:
    """A title: its sources reach the source line, and no marker stands in it."""
    if text is None:
        return Words()
    words = _parsed(text, rules)
    pieces = tuple(p for p in words.pieces if not p.cites)
    if pieces and pieces[-1].text.endswith(".") and not pieces[-1].text.endswith(".."):
        pieces = (*pieces[:-1], _without_stop(pieces[-1]))
    return Words(pieces, words.facts, words.sources, words.span)


def _without_stop(piece: Piece) -> Piece:
    return Piece(piece.text[:-1], piece.bold, piece.italic, piece.accent, piece.link)


def _parsed(text: LocatedText, rules: ParseRules) -> Words:
    return parse(text.text, rules.numbers, text.span, rules.quotes)


def _wordless(value: Any, rules: ParseRules) -> Iterator[Diagnostic]:
    """The texts of which no word is left when their marks are read: an empty link, a pair of stars."""
    if isinstance(value, LocatedText):
        if plain(value.text).strip() and not _parsed(value, rules):
            yield diagnose("BW135", value.span)
    elif isinstance(value, Mapping | list | tuple):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _wordless(entry, rules)


def _worded(value: Any, rules: ParseRules) -> Any:
    if isinstance(value, LocatedText):
        return _parsed(value, rules)
    if isinstance(value, Map):
        return value.with_values(lambda _, entry: _worded(entry, rules))
    if isinstance(value, Mapping):
        return {key: _worded(entry, rules) for key, entry in value.items()}
    return [_worded(entry, rules) for entry in value] if isinstance(value, list) else value


def _gathered(shown: Iterable[Words]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    facts: dict[str, None] = {}
    sources: set[int] = set()
    for words in shown:
        facts.update(dict.fromkeys(words.facts))
        sources.update(words.sources)
    return tuple(facts), tuple(sorted(sources))
