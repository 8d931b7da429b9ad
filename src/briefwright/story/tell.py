"""A brief, an audience and an outline to the Story: chosen, ordered, worded, every claim with its facts and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from ..audience.model import Audience
from ..brief.attachments import folder_of
from ..brief.dates import parse_date
from ..brief.facts import fact_ids
from ..brief.model import Brief
from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..core.memo import Again
from ..core.messages import diagnose, nearest
from ..core.purpose import Purpose
from ..yamlfile.inherit import merge, put
from ..yamlfile.validate import Map
from .arrange import REST, arrange
from .bibliography import numbers, references, say_single_source
from .draft import Draft, Drafter
from .finish import finish
from .furniture import agendas, chapters, dividers, filled, in_order, is_agenda
from .gloss import Glossary
from .language import Language, read_language
from .model import Meta, Omission, Slide, Story, Words
from .outline import Outline, many, read_outline, shipped_ids
from .qualify import stricter, unqualified
from .row_memo import Retelling
from .template_cache import shelf
from .template_context import Lens
from .words import parse, plain

TEMPLATED = re.compile(r"\{\{.*?\}\}")
OWN_WEIGHT = 2  # of the brief's own slides; the outlines' weigh 1
MOST_ROUNDS = 3  # each adds the limitations that qualify what the last one shows


def tell(
    brief: Brief,
    audience: Audience,
    markings: Sequence[str] = (),
    beside: Path | None = None,
    pages: Mapping[str, int] | None = None,
    again: Again | None = None,
) -> tuple[Story, tuple[Diagnostic, ...]]:
    """The story of one audience, and the warnings and notes on the way.

    ``markings`` are the theme's, from open to strict; ``beside`` is the brief's folder; ``pages`` says of slides that
    were placed before how many pages they took, so that a limit counts what a reader turns; ``again`` holds what was
    told of the brief to this audience before.
    Raises Refused with everything found when any of it is an error.
    """
    language = _worded(read_language(audience.language, beside), audience)
    again = again or Again()
    given = (audience.profile, brief.slides, brief.storyline)
    outline = again.of("outline", given, partial(_outline, brief, audience, beside))
    pages = pages or {}
    story, found = _told(brief, audience, language, outline, pages, again)
    for _ in range(MOST_ROUNDS):
        forced, _missing = unqualified(brief, story)
        if not forced or errors(found):
            break
        story, found = _told(brief, audience, language, outline, pages, again, forced)
    found += [
        *unqualified(brief, story)[1],
        *unmarked(story.meta.marking, audience.origins.get("marking"), markings),
        *stricter(brief, story, markings),
        *again.of("unspoken", given, partial(_unspoken, brief, outline, beside)),
        *again.of("misnamed", given, partial(_misnamed, brief, audience, outline, beside)),
    ]
    found = list(dict.fromkeys(found))
    if errors(found):
        again.forget()
        raise Refused(found)
    shelf().keep()
    said = language.labels.get(f"marking.{story.meta.marking}", story.meta.marking)
    return replace(story, meta=replace(story.meta, marking=said)), tuple(found)


def _worded(language: Language, audience: Audience) -> Language:
    """The language with the audience's own words for its fixed ones. Refused: a word that no language has."""
    own = audience.profile.labels
    found = []
    for key in own:
        if key not in language.labels:
            guess = nearest(key, language.labels)
            span = audience.origins.get(f"labels.{key}")
            found.append(diagnose("BW322", span, name=key, hint=f'did you mean "{guess}"?' if guess else None))
    if found:
        raise Refused(found)
    labels = {key: language.worded(text.choose(audience.name, language.code)[0]) for key, text in own.items()}
    return replace(language, labels={**language.labels, **labels}) if labels else language


def _outline(brief: Brief, audience: Audience, beside: Path | None) -> Outline:
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


def _told(
    brief: Brief,
    audience: Audience,
    language: Language,
    outline: Outline,
    pages: Mapping[str, int],
    again: Again,
    forced: frozenset[str] = frozenset(),
) -> tuple[Story, list[Diagnostic]]:
    lens = Lens(brief, audience, language, forced)
    retelling = Retelling(lens, again)
    drafter = Drafter(lens, retelling)
    first = [draft for entry in outline.slides if not is_agenda(entry) for draft in drafter.draft(entry)]
    chaptered = chapters(outline, drafter, [d for d in first if not _in_appendix(d, audience)])
    drafts = agendas(outline, drafter, first, chaptered)
    body, appendix, found = arrange(drafts, audience, pages)
    if errors(drafter.diagnostics):
        again.forget()
        raise Refused(drafter.diagnostics)  # what a broken value leads to would only hide them
    kept = in_order(chaptered, body)
    body, appendix = (filled(outline, drafter, part, kept) for part in (body, appendix))
    drafts = dividers(lens, body, appendix, kept)
    slides, wrong = _finished(lens, drafts, retelling)
    story = Story(
        _meta(lens),
        tuple(slides),
        tuple(chapter.section(numbers(brief)) for chapter in kept),
        references(lens),
        dict(language.labels),
        _left_out(lens, drafter, slides),
        tuple(draft.moved for draft in appendix if draft.moved),
        _figures(lens),
    )
    return story, [*drafter.diagnostics, *found, *wrong, *lens.unworded()]


def _figures(lens: Lens) -> dict[str, Words]:
    """Every figure as the audience reads it, by its name: for the templates of handouts."""
    listed = numbers(lens.brief)
    views = ((name, lens.figure(name)) for name in lens.brief.figures)
    return {name: parse(str(view), listed) for name, view in views if view is not None}


def _beside(brief: Brief, path: str | None) -> str | None:
    """A path of the brief, from its folder; ``check_brief`` has held it to stay within."""
    return str(folder_of(brief) / path) if path else None


def _left_out(lens: Lens, drafter: Drafter, slides: Sequence[Slide]) -> tuple[Omission, ...]:
    """What was chosen away or replaced, each once; not what another slide or its notes tell all the same."""
    told = {fact for slide in slides for fact in slide.facts}
    told |= {fact for slide in slides for point in slide.notes.points for fact in point.facts}
    replaced = (omission for omission in drafter.omissions if omission.what not in told)
    return tuple(dict.fromkeys((*lens.selection.left_out.values(), *replaced)))


def _in_appendix(draft: Draft, audience: Audience) -> bool:
    return draft.appendix or any(name in audience.profile.to_appendix for name in draft.known_as)


def _finished(lens: Lens, drafts: Sequence[Draft], retelling: Retelling) -> tuple[list[Slide], list[Diagnostic]]:
    glossary = retelling.of("glossary", lambda: Glossary(lens.meanings(), lens.audience.profile.terms))
    explained: frozenset[str] = frozenset()
    numbered = numbers(lens.brief)
    slides: list[Slide] = []
    found: list[Diagnostic] = []
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.id in first:
            found.append(diagnose("BW307", draft.span, name=draft.id, first=first[draft.id].span))
        first.setdefault(draft.id, draft)
        given = (draft.making, draft.section, draft.appendix, glossary, explained)
        make = partial(_finish, lens, draft, glossary, explained, numbered)
        slide, wrong, explained = retelling.again.of(("slide", draft.id), given, make)
        found += wrong
        if slide is not None:
            slides.append(slide)
    return slides, found


def _finish(
    lens: Lens, draft: Draft, glossary: Glossary, explained: frozenset[str], numbered: Mapping[str, int]
) -> tuple[Slide | None, tuple[Diagnostic, ...], frozenset[str]]:
    """The slide of a draft, or what is wrong with it; and the terms that have been explained by now."""
    if draft.form.purpose is Purpose.SUMMARY:
        say_single_source(lens, draft)
    explained = glossary.apply(draft, explained)
    return (*finish(draft, numbered), explained)


def _meta(lens: Lens) -> Meta:
    brief, profile = lens.brief, lens.audience.profile
    when = parse_date(brief.as_of)
    day = (when.latest if when.precision == "interval" else when.earliest) or when.earliest or when.latest
    subtitle = plain(lens.text(brief.subtitle, "subtitle")) if brief.subtitle else ""
    return Meta(
        brief=brief.id,
        title=plain(lens.names["brief"]["title"]),
        subtitle=subtitle,
        audience=lens.audience.name,
        audience_title=plain(lens.names["audience"]["title"]),
        language=lens.audience.language,
        date=lens.language.date(brief.as_of),
        iso_date=day.isoformat() if day else "",
        author=plain(lens.text(brief.author.name, "author")) if brief.author.name else "",
        organisation=brief.author.organisation,
        contact=brief.author.contact,
        marking=profile.marking or brief.marking or "",
        status=brief.status,
        disclaimer=plain(lens.text(brief.disclaimer, "disclaimer")) if brief.disclaimer else "",
        keywords=tuple(plain(word) for word in lens.names["brief"]["keywords"]),
        author_logo=_beside(brief, brief.author.logo),
        client=brief.client.name,
        client_logo=_beside(brief, brief.client.logo),
        page=profile.page,
    )


def unmarked(marking: str, asked: Span | None, markings: Sequence[str]) -> list[Diagnostic]:
    """What is wrong with a marking that a theme has not; ``asked`` is its place where it does not know it itself."""
    if not markings or not marking or marking in markings:
        return []
    guess = nearest(marking, markings)
    hint = f'did you mean "{guess}"?' if guess else f"from open to strict it has: {', '.join(markings)}"
    return [diagnose("BW317", getattr(marking, "span", asked), name=marking, hint=hint)]


def _unspoken(brief: Brief, outline: Outline, beside: Path | None) -> list[Diagnostic]:
    """What the storyline says of slides and sections that neither this outline nor a shipped one has."""
    storyline = brief.storyline
    own = frozenset(str(entry["id"]) for entry in outline.slides)
    sections = frozenset(str(entry["id"]) for entry in outline.sections)
    if storyline.slides.keys() <= _possible(own, brief) and storyline.sections.keys() <= sections:
        return []  # the other outlines need not be read
    slides, shipped = shipped_ids(beside)
    slides, sections = _possible(slides | own, brief), sections | shipped
    return [
        *_unknown("slide", [s for s in storyline.slides if s not in slides], slides, brief, "slides"),
        *_unknown("section", [s for s in storyline.sections if s not in sections], sections, brief, "sections"),
    ]


def _possible(slides: frozenset[str], brief: Brief) -> frozenset[str]:
    """The ids of slides, those with a template filled with every id of an item that the brief has."""
    items = {fact.id.split(".")[1] for fact in fact_ids(brief) if fact.id.count(".") == 1}
    templated = {slide for slide in slides if "{{" in slide}
    return (slides - templated) | {TEMPLATED.sub(item, slide) for slide in templated for item in items}


def _misnamed(brief: Brief, audience: Audience, outline: Outline, beside: Path | None) -> list[Diagnostic]:
    """What the audience sends to the appendix, orders or requires, and nothing goes by that name."""
    named = {str(entry.get(key)) for entry in outline.slides for key in ("id", "form", "section")}
    facts = fact_ids(brief)
    items = {part for fact in facts for part in fact.id.split(".")[1:2]}
    tags = {tag for fact in facts for tag in getattr(fact.item, "tags", ())}
    tags |= {str(tag) for entry in outline.slides for tag in many(entry.get("tags", ()))}
    known = _possible(frozenset(named), brief) | items | tags
    found = []
    own = brief.audiences.get(audience.name)
    given = own.get("weights") if isinstance(own, Map) else None
    weights = given if isinstance(given, Map) else Map(Span(""))  # a shared profile weighs what only some briefs have
    for tag in weights:
        if tag not in tags:
            guess = nearest(tag, tags)
            hint = f'did you mean "{guess}"?' if guess else None
            found.append(diagnose("BW320", weights.keys_at[tag], key="weights", name=tag, hint=hint))
    asked = [(key, name) for key in ("require", "order", "to_appendix") for name in getattr(audience.profile, key)]
    unknown = [(key, name) for key, name in asked if name not in known and name != REST]
    if not unknown:
        return found  # the other outlines need not be read
    slides, sections = shipped_ids(beside)
    known |= _possible(slides, brief) | sections
    for key, name in unknown:
        if name not in known:
            guess = nearest(name, known)
            span = getattr(name, "span", audience.origins.get(key))
            hint = f'did you mean "{guess}"?' if guess else None
            found.append(diagnose("BW320", span, key=key, name=name, hint=hint))
    return found


def _unknown(what: str, names: Sequence[str], known: frozenset[str], brief: Brief, key: str) -> list[Diagnostic]:
    found = []
    for name in names:
        guess = nearest(name, known)
        span: Span = brief.storyline.key_at(key, name)
        found.append(diagnose("BW314", span, what=what, name=name, hint=f'did you mean "{guess}"?' if guess else None))
    return found
