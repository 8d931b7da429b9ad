"""A brief and its sheets of translations to the wordings of a language, each with the place of its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, nearest_or_all
from ..data.read_table import Origin, read_sheet
from ..yamlfile.validate import Str
from .attachments import folder_of
from .model import Brief
from .texts import REFERENCES, proses

TEXT, TRANSLATION, WHERE = "text", "translation", "where"
# What an office program would take for a formula: in the sheet an apostrophe stands before it.
FORMULA = ("=", "+", "-", "@")
LETTERS = re.compile(r"[^\W\d_]")
# Citations and templates, which a translation has to keep.
_KEPT = re.compile(r"\[@[^\]]*\]|\{\{.*?\}\}", re.DOTALL)
_CHOICE = re.compile(r"[a-z0-9_-]+")  # one of a field's own words: high, upside, log


def wordings(brief: Brief, code: str) -> Mapping[str, Str]:
    """The translations of a brief into a language, by the text as the brief has it; none where it names no sheet.

    Raises Refused with what is wrong in the sheet.
    """
    rows, problems = _read(brief, code)
    if problems:
        raise Refused(problems)
    return {text: translation for text, translation in rows.items() if translation}


def check_translations(brief: Brief) -> Iterator[Diagnostic]:
    """What is wrong with the sheets that a brief names, and what a translation lost or no longer meets."""
    for code in brief.translations:
        try:
            rows, problems = _read(brief, code)
        except Refused as refused:
            yield from refused.diagnostics
            continue
        yield from problems
        known = set(texts_of(brief))
        for text, translation in rows.items():
            lost = [part for part in _KEPT.findall(text) if part not in translation]
            if text not in known:
                yield diagnose("BW262", text.span, text=text)
            elif translation and lost:
                yield diagnose("BW263", translation.span, lost=", ".join(lost))


def texts_of(brief: Brief, code: str = "") -> dict[str, Span]:
    """Every text of a brief that can be translated, once, with its place; without those that say it in ``code``."""
    texts: dict[str, Span] = {}
    for _, prose in proses(brief):
        if code and any(variant.key.endswith(f"@{code}") for variant in prose.variants):
            continue
        own = (variant for variant in prose.variants if "@" not in variant.key)
        for text, span in ((prose.text, prose.span), *((variant.text, variant.span) for variant in own)):
            if LETTERS.search(_KEPT.sub("", text)):
                texts.setdefault(text, span)
    for chart in brief.charts:
        for name in chart.series:
            if LETTERS.search(name):
                texts.setdefault(name, chart.at("series"))
    for slide in brief.slides:
        for text in _strings(slide):
            if not _CHOICE.fullmatch(text) and LETTERS.search(_KEPT.sub("", text)):
                texts.setdefault(str(text), text.span)
    return texts


def _strings(value: object) -> Iterator[Str]:
    if isinstance(value, Str):
        yield value
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if key not in REFERENCES or not isinstance(entry, str):
                yield from _strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _strings(entry)


def _read(brief: Brief, code: str) -> tuple[dict[Str, Str], list[Diagnostic]]:
    if code not in brief.translations:
        return {}, []
    path, asked = brief.translations[code], brief.key_at("translations", code)
    sheet = read_sheet(Origin(str(path), folder_of(brief), asked))
    heads = [cell.text.strip().lower() for cell in sheet.rows[0]] if sheet.rows else []
    if TEXT not in heads or TRANSLATION not in heads:
        missing = next(name for name in (TEXT, TRANSLATION) if name not in heads)
        hint = nearest_or_all(missing, heads) if heads else None
        return {}, [diagnose("BW260", sheet.span, name=missing, hint=hint)]
    columns = heads.index(TEXT), heads.index(TRANSLATION)
    rows: dict[Str, Str] = {}
    problems: list[Diagnostic] = []
    for row in sheet.rows[1:]:
        text, translation = (_cell(row[at].text, row[at].span) if at < len(row) else None for at in columns)
        if text is None or translation is None:
            continue
        first = rows.setdefault(text, translation)
        if first != translation:
            problems.append(diagnose("BW261", translation.span, line=first.span.line))
    return rows, problems


def _cell(text: str, span: Span) -> Str:
    return Str(text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text, span)
