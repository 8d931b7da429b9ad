"""The name of an audience to all that its story is told by: its profile, its language, its outline and its theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..audience.model import Audience
from ..audience.resolve import resolve as read_audience
from ..brief.model import Brief
from ..brief.read import Reading
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose, did_you_mean
from ..theme.model import Theme
from ..theme.read import read_theme
from ..yamlfile.faults import shortened
from ..yamlfile.inherit import merge, put
from ..yamlfile.validate import Map
from .arrange import REST
from .language import Language, read_language
from .language_patterns import LABELS, listed, misfilled
from .outline import Outline, many, read_outline, shipped_ids
from .parties import for_parties
from .small_words import knowing

TEMPLATED = re.compile(r"\{\{.*?\}\}")
OWN_WEIGHT = 2  # of the brief's own slides; the outlines' weigh 1


class Resolved(Struct, frozen=True):
    """What one audience's story is told by. ``folder`` is where its files go, ``beside`` the brief's folder;
    ``unknown`` are the diagnostics of names that lead nowhere."""

    folder: str
    beside: Path
    audience: Audience
    language: Language
    outline: Outline
    theme: Theme
    unknown: tuple[Diagnostic, ...]


def resolve(
    reading: Reading,
    beside: Path,
    name: str,
    theme: str | None = None,
    language: str | None = None,
    marking: str | None = None,
) -> Resolved:
    """Resolve the audience ``name``; ``theme``, ``language`` and ``marking`` are the audience's unless given.

    Reads templates in ``beside``, the brief's folder, and in the shared folders. Raises Refused for one that is unknown
    or broken.
    """
    brief = reading.brief
    audience = read_audience(name, brief, beside, language)
    if marking is not None:
        audience = replace(audience, profile=replace(audience.profile, marking=marking))
    look = read_theme(theme or audience.profile.theme, beside, None if theme else audience.origins.get("theme"))
    words = _with_own_words(_translated(read_language(audience.language, beside), brief), audience)
    words = knowing(for_parties(words, brief, audience), brief, audience.name)
    outline = _outline(brief, audience, beside)
    unknown = (
        *_unknown_in_storyline(reading, outline, beside),
        *_unknown_in_profile(reading, audience, outline, beside),
    )
    return Resolved(_folder(brief, audience, look, theme), beside, audience, words, outline, look, unknown)


def unknown_marking(marking: str, asked: Span | None, markings: Iterable[str]) -> list[Diagnostic]:
    """What is wrong with a marking that a theme has not; ``asked`` is its place where it does not know it itself."""
    markings = tuple(markings)
    if not markings or not marking or marking in markings:
        return []
    hint = did_you_mean(marking, markings, f"from open to strict it has: {', '.join(markings)}")
    return [diagnose("BW317", getattr(marking, "span", asked), name=marking, hint=hint)]


def _folder(brief: Brief, audience: Audience, theme: Theme, asked: str | None) -> str:
    """The edition's folder: the audience, with language and theme only where they differ from its profile's."""
    name = audience.name
    if audience.language != (audience.profile.language or brief.language):
        name += f".{audience.language}"
    if asked and asked != audience.profile.theme:
        name += f".{theme.name}"
    return name


def _translated(language: Language, brief: Brief) -> Language:
    """The language with the translations of the brief's texts."""
    code = next((code for code in (language.code, language.code.split("-")[0]) if code in brief.translations), None)
    if code is None:
        return language
    from ..brief.translations import wordings  # only such a brief needs to read sheets

    return replace(language, texts={**language.texts, **wordings(brief, code)})


def _with_own_words(language: Language, audience: Audience) -> Language:
    """The language with the audience's own words for its fixed ones. Refused: a word that no language has."""
    own = audience.profile.labels
    unknown = [
        diagnose("BW322", audience.origins.get(f"labels.{key}"), name=key, hint=did_you_mean(key, language.labels))
        for key in own
        if key not in language.labels
    ]
    labels = {key: language.worded(text.choose(audience.name, language.code)[0]) for key, text in own.items()}
    unfilled = [
        diagnose("BW326", audience.origins.get(f"labels.{key}"), text=shortened(text), why=why, names=listed(names))
        for key, text in labels.items()
        if (names := LABELS.get(key)) and (why := misfilled(text, names))
    ]
    if unknown or unfilled:
        raise Refused((*unknown, *unfilled))
    return replace(language, labels={**language.labels, **labels}) if labels else language


def _outline(brief: Brief, audience: Audience, beside: Path) -> Outline:
    """The audience's outline with its overrides and the brief's extra slides."""
    profile = audience.profile
    outline = read_outline(str(profile.outline), beside, audience.origins.get("outline"))
    outline.replace(profile.overrides)
    outline.insert(_weighted(entry) for entry in brief.slides if isinstance(entry, Map))
    outline.check()
    return outline


def _weighted(entry: Map) -> Map:
    """A slide that the analyst wrote: it stays longer than a generic one of equal tags, unless it says its weight."""
    weighted = Map(entry.span)
    put(weighted, "weight", OWN_WEIGHT, entry)
    return merge(weighted, entry)


# ---- names that lead nowhere ------------------------------------------------------------------------------


def _unknown_in_storyline(reading: Reading, outline: Outline, beside: Path) -> Iterator[Diagnostic]:
    """The slides and sections of the storyline that neither this outline nor a shipped one has."""
    storyline = reading.brief.storyline
    own = frozenset(str(entry["id"]) for entry in outline.slides)
    sections = frozenset(str(entry["id"]) for entry in outline.sections)
    if storyline.slides.keys() <= _possible(own, reading) and storyline.sections.keys() <= sections:
        return  # the other outlines need not be read
    slides, shipped = shipped_ids(beside)
    for key, names, known in (
        ("slides", storyline.slides, _possible(slides | own, reading)),
        ("sections", storyline.sections, sections | shipped),
    ):
        for name in (name for name in names if name not in known):
            span: Span = storyline.key_at(key, name)
            yield diagnose("BW314", span, what=key.removesuffix("s"), name=name, hint=did_you_mean(name, known))


def _unknown_in_profile(reading: Reading, audience: Audience, outline: Outline, beside: Path) -> Iterator[Diagnostic]:
    """What the audience weighs, orders, requires or sends to the appendix, and nothing goes by that name."""
    brief, facts = reading.brief, reading.facts
    named = {str(entry.get(key)) for entry in outline.slides for key in ("id", "form", "section")}
    items = {part for fact in facts for part in fact.id.split(".")[1:2]}
    tags = {tag for fact in facts for tag in getattr(fact.item, "tags", ())}
    tags |= {str(tag) for entry in outline.slides for tag in many(entry.get("tags", ()))}
    known = _possible(frozenset(named), reading) | items | tags
    own = brief.audiences.get(audience.name)
    given = own.get("weights") if isinstance(own, Map) else None
    weights = given if isinstance(given, Map) else Map(Span(""))  # a shared profile weighs what only some briefs have
    for tag in weights:
        if tag not in tags:
            yield diagnose("BW320", weights.keys_at[tag], key="weights", name=tag, hint=did_you_mean(tag, tags))
    asked = [(key, name) for key in ("require", "order", "to_appendix") for name in getattr(audience.profile, key)]
    unknown = [(key, name) for key, name in asked if name not in known and name != REST]
    if not unknown:
        return  # the other outlines need not be read
    slides, sections = shipped_ids(beside)
    known |= _possible(slides, reading) | sections
    for key, name in unknown:
        if name not in known:
            span = getattr(name, "span", audience.origins.get(key))
            yield diagnose("BW320", span, key=key, name=name, hint=did_you_mean(name, known))


def _possible(slides: frozenset[str], reading: Reading) -> frozenset[str]:
    """The ids of slides, those with a template filled with every id of an item that the brief has."""
    items = {fact.id.split(".")[1] for fact in reading.facts if fact.id.count(".") == 1}
    templated = {slide for slide in slides if "{{" in slide}
    return (slides - templated) | {TEMPLATED.sub(item, slide) for slide in templated for item in items}
