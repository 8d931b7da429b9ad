"""Cited clauses against the text of their sources: every number and name of a clause has to stand in what it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from msgspec import Struct

from ..brief.attachments import paragraphs
from ..brief.cite import Citation, parse_cite, parse_inline
from ..brief.facts import fact_ids
from ..brief.model import Brief, Event, Figure, Model, Party, Player
from ..brief.texts import proses
from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..story.field_kinds import ANALYST
from ..yamlfile.fields import Entry, Prose
from ..yamlfile.hints import field_names
from .stated import MONTHS, Stated, amount, numbers

FIGURE = re.compile(r"\{\{-?\s*figures\.(\w+)[^}]*\}\}")
TEMPLATED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CLAUSE_END = re.compile(r"(?<=[.!?…])\s+(?=\W*[A-ZÀ-Þ])|;\s+")
LABELS = frozenset(("title", "caveat"))  # the analyst's headings and warnings, next to the ANALYST fields
WORD = re.compile(r"[^\W\d_][\w+]*")
NO_NAMES = frozenset(("i", *MONTHS))


class Clause(Struct, frozen=True):
    """A stretch of text, what it cites, and the language it is written in."""

    text: str
    citations: tuple[Citation, ...]
    span: Span
    language: str


class Name(Struct, frozen=True):
    """What a brief calls something, and every spelling that a source may have for it."""

    spellings: tuple[str, ...]
    pattern: re.Pattern[str]


def ground(brief: Brief, texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Findings on every cited clause whose source text is given in ``texts``; for all other sources one note."""
    sources = {name: paragraphs(text) for name, text in texts.items()}
    names = _names(brief)
    unread = [name for name, source in brief.sources.items() if name not in texts and source.table is None]
    problems: list[Diagnostic] = []
    if unread:
        options = " ".join(f"--source {name}=PATH" for name in unread)
        listed = ", ".join(f'"{name}"' for name in unread)
        problems.append(diagnose("BW812", brief.sources[unread[0]].span, sources=listed, options=options))
    for clause in (*_marked(brief), *_covered(brief)):
        if any(citation.source not in sources for citation in clause.citations):
            continue
        for citation in clause.citations:
            count = len(sources[citation.source])
            if citation.last > count:
                problems.append(diagnose("BW811", clause.span, cite=citation, count=count, source=citation.source))
        problems += _unfounded(clause, _cited(clause, sources), _about(brief, clause), names, brief)
    return tuple(sorted(dict.fromkeys(problems), key=lambda finding: finding.span or Span("")))


# ---- what is claimed, and where -------------------------------------------------------------------------


def _marked(brief: Brief) -> Iterator[Clause]:
    """Each inline citation with the clause before it, as far back as the citation before."""
    for _, prose in proses(brief):
        for text, span, language in _wordings(prose, brief):
            start = 0
            for inline in parse_inline(text):
                clauses = [part for part in CLAUSE_END.split(text[start : inline.start].strip()) if part]
                yield Clause(clauses[-1] if clauses else "", inline.citations, span, language)
                start = inline.end


def _covered(brief: Brief) -> Iterator[Clause]:
    """What an item with ``cite:`` states without citations of its own: its texts, a figure's value, a model's name."""
    for fact in fact_ids(brief):
        if not fact.cite or fact.ours or (isinstance(fact.item, Event) and fact.item.derived):
            continue
        citations = tuple(parse_cite(cite) for cite in fact.cite)
        match fact.item:
            case Figure():
                yield Clause(f"{{{{ figures.{fact.id.removeprefix('figures.')} }}}}", citations, fact.span, "")
            case Model() as model:
                yield Clause(model.name, citations, model.span, "")
        for prose in _texts(fact.item):
            for text, span, language in _wordings(prose, brief):
                if not parse_inline(text):
                    yield Clause(text, citations, span, language)


def _texts(item: Entry | Prose) -> Iterator[Prose]:
    if isinstance(item, Prose):
        yield item
        return
    for name in field_names(type(item)):
        value = getattr(item, name)
        if isinstance(value, Prose) and name not in ANALYST | LABELS:
            yield value


def _wordings(prose: Prose, brief: Brief) -> Iterator[tuple[str, Span, str]]:
    yield prose.text, prose.span, brief.language
    for variant in prose.variants:
        yield variant.text, variant.span, variant.key.partition("@")[2] or brief.language


# ---- what the cited paragraphs state ----------------------------------------------------------------------


def _cited(clause: Clause, sources: Mapping[str, tuple[str, ...]]) -> str:
    """The text of the cited paragraphs."""
    chosen: list[str] = []
    for citation in clause.citations:
        text = sources[citation.source]
        for first, last in citation.paragraphs or ((1, len(text)),):
            chosen += text[first - 1 : last]
    return "\n".join(chosen)


def _about(brief: Brief, clause: Clause) -> str:
    """What is known of the cited sources without reading them: whose they are and from when."""
    cited = (brief.sources[citation.source] for citation in clause.citations)
    return "\n".join(f"{s.title.text}\n{s.author}\n{s.publisher}\n{s.date or ''}" for s in cited)


def _unfounded(clause: Clause, cited: str, about: str, names: tuple[Name, ...], brief: Brief) -> Iterator[Diagnostic]:
    where = ", ".join(str(c) for c in clause.citations)
    bare = TEMPLATED.sub(" ", clause.text)
    flat = _flat(cited)
    missing: list[str] = []
    for name in names:
        if match := name.pattern.search(bare):
            if not any(_flat(spelling) in flat for spelling in name.spellings):
                missing.append(match[0])
            bare = name.pattern.sub(" ", bare)
    # a translation says the same in names of its own (KI for AI), and in German every noun has a capital
    if clause.language == brief.language:
        known = f"{cited}\n{about}\n{brief.title.text}"
        missing += [word for word in _proper(bare, clause.language) if not _spoken_of(word, known)]
    if missing:
        yield diagnose("BW813", clause.span, what=_quoted(missing), where=where)
    stated = (*numbers(cited, words=True), *(n for n in numbers(about) if n.dated))
    claimed = (*_figures(clause.text, brief), *numbers(bare))
    loose = [number.written for number in claimed if not any(number.agrees(other) for other in stated)]
    if loose:
        yield diagnose("BW814", clause.span, what=_quoted(loose), where=where)


def _quoted(parts: list[str]) -> str:
    return ", ".join(f'"{part}"' for part in dict.fromkeys(parts))


def _figures(text: str, brief: Brief) -> Iterator[Stated]:
    """The numbers of the figures that a text prints; what the analyst counted or derived needs no source."""
    for match in FIGURE.finditer(text):
        figure = brief.figures.get(match[1])
        if figure is None or figure.derived is not None or figure.ours:
            continue
        if figure.text is not None:
            yield from numbers(figure.text.text, words=True)
        for value in (figure.value, figure.low, figure.high):
            if isinstance(value, int | float):
                yield amount(value, figure.scale, figure.approx)


def _names(brief: Brief) -> tuple[Name, ...]:
    """Every name that the brief knows, longest spelling first."""
    known: dict[str, list[str]] = {}
    parties: tuple[Player | Party, ...] = (*brief.players, *brief.investors)
    for party in parties:
        known.setdefault(party.name, []).extend(party.also)
    for player in brief.players:
        for model in player.models:
            known.setdefault(model.name, []).extend(model.also)
    for written, used in brief.corrections.items():
        owner = next((name for name, also in known.items() if used in (name, *also)), used)
        known.setdefault(owner, []).append(written)
    sets = [tuple(sorted({name, *also}, key=len, reverse=True)) for name, also in known.items()]
    return tuple(
        Name(spellings, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)"))
        for spellings in sorted(sets, key=lambda s: len(s[0]), reverse=True)
    )


def _proper(text: str, language: str) -> Iterator[str]:
    """What looks like a name though the brief does not list it: NVIDIA, SeaLLM; in English also Microsoft, Thai."""
    for match in WORD.finditer(text):
        word, before = match[0], text[: match.start()].rstrip(" “”\"'(*")
        capitals = sum(letter.isupper() for letter in word)
        inside = before[-1:].isalpha() or before[-1:] == ","
        if capitals > 1 or (capitals and language.startswith("en") and inside and word.lower() not in NO_NAMES):
            yield word


def _spoken_of(word: str, text: str) -> bool:
    """Whether a text has the word, a word of its stem (Chinese, China) or the words that its letters stand for."""
    flat = _flat(word)
    if flat.removesuffix("s") in _flat(text):
        return True
    words = [_flat(part) for part in WORD.findall(text)]
    if word.isupper():
        return flat in "".join(part[:1] for part in words)
    stem = flat[: max(4, len(flat) - 3)]
    return any(part.startswith(stem) for part in words)


def _flat(text: str) -> str:
    """Letters and digits alone, lower case, accents off: so that "Face ++" meets "face++"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w+]", "", plain)
