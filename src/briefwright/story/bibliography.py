"""The sources of a brief, numbered in its order, to the short reference and the full entry of each."""

from __future__ import annotations

import re

from ..brief.cite import Citation
from ..brief.cited import cited
from ..brief.model import Brief, SourceEntry
from ..text.scripts import from_right
from .draft import Draft
from .evaluate import LocatedText
from .filters import bare, cap
from .language import Language
from .model import Piece, Source, Words
from .template_context import TemplateContext
from .words import Marked, ParseRules, plain


def rules(context: TemplateContext) -> ParseRules:
    """How the texts of a story become Words."""
    return ParseRules(numbers(context.brief), context.language.marks)


def numbers(brief: Brief) -> dict[str, int]:
    """The number of each source, from 1."""
    return {name: number for number, name in enumerate(brief.sources, start=1)}


def references(context: TemplateContext) -> tuple[Source, ...]:
    """Every source of the brief."""
    where = cited(context.brief)
    return tuple(
        _source(context, number, name, source, where.get(name))
        for number, (name, source) in enumerate(context.brief.sources.items(), start=1)
    )


def _source(context: TemplateContext, number: int, name: str, source: SourceEntry, where: Citation | None) -> Source:
    language = context.language
    title = language.titled(plain(context.text(source.title, f"sources.{name}")))
    author, publisher = source.author, source.publisher  # as written: an organisation has no initials
    if author.casefold() == publisher.casefold() or not author:
        author, publisher = publisher, ""
    date = _dated(language, source.date, short=True)
    comma, stop = language.labels["comma"], language.labels["full_stop"]
    line = _joined(comma, author, title, publisher, date)
    short = _joined(comma, author or title, date)
    entry = _joined(comma, author, title, publisher, _dated(language, source.date), _cited(where))
    kind = language.labels.get(f"kind.{source.kind}", source.kind)
    grade = source.reliability if context.audience.profile.reliability else None
    texts = (f"{line}{stop}", entry, f"{short}{stop}")
    full, listed, least = (Words((Piece(text),), span=source.span) for text in texts)
    return Source(number, name, full, listed, kind, grade, source.url, least)


def _cited(where: Citation | None) -> str:
    """What is cited of a source: paragraphs, or cells of a table."""
    return f"¶\u00a0{where.where}" if where and where.paragraphs else where.where if where else ""


def _dated(language: Language, date: str | None, *, short: bool = False) -> str:
    """A date that stays in one piece behind Latin words in a line from the right: a mark that nobody sees leads it."""
    text = language.date(date, short=short)
    return f"\u200f{text}" if text and from_right(language.code) else text


_BRACKETED = re.compile("、(?=「)")  # a bracket opens without a comma before it


def _joined(comma: str, *parts: str) -> str:
    return _BRACKETED.sub("", comma.join(part for part in parts if part))


def say_single_source(context: TemplateContext, draft: Draft) -> None:
    """Say in the lead of a bottom line that it rests on one source, unless its author says so there."""
    lead = draft.lead.text if draft.lead else ""
    words = plain(lead).lower()
    if len(context.brief.sources) != 1 or any(phrase.lower() in words for phrase in context.language.one_source):
        return
    labels = context.language.labels
    short = labels["one_source"]
    lead = f"{bare(lead)}{labels['semicolon']}{short}" if lead else cap(short)
    draft.lead = LocatedText(Marked(lead), draft.lead.span if draft.lead else draft.span)
