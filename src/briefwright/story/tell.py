"""A reading and what an audience resolves to become the Story: chosen, ordered, worded, every claim with its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..audience.model import Audience
from ..brief.attachments import folder_of
from ..brief.dates import parse_date
from ..brief.model import Brief, Party, Player
from ..brief.read import Reading
from ..core.diagnostics import Diagnostic, Refused, errors
from ..core.memo import memo
from ..core.messages import diagnose
from ..core.purpose import Purpose
from ..forms.table import is_agenda
from .arrange import arrange, together
from .bibliography import numbers, references, rules, say_single_source
from .draft import Draft, Drafter
from .finish import finish
from .furniture import agendas, chapters, dividers, filled, in_order
from .gloss import Glossary
from .model import Meta, Omission, Slide, Story, Words
from .outline import templated
from .qualify import stricter, unqualified
from .resolution import Resolved, unknown_marking
from .row_memo import RowMemo
from .template_cache import template_cache
from .template_context import TemplateContext
from .words import parse, plain

MOST_ROUNDS = 3  # each adds the limitations that qualify what the last one shows


def tell(
    reading: Reading, resolved: Resolved, pages: Mapping[str, int] | None = None
) -> tuple[Story, tuple[Diagnostic, ...]]:
    """The story of one audience, and the warnings and notes on the way.

    ``pages`` says of slides that were placed before how many pages they took, so that a limit counts what a reader
    turns. Raises Refused with all diagnostics when any is an error.
    """
    brief, audience, markings = reading.brief, resolved.audience, resolved.theme.markings
    story, problems = _told(reading, resolved, pages or {})
    for _ in range(MOST_ROUNDS):
        forced, _missing = unqualified(brief, story)
        if not forced or errors(problems):
            break
        story, problems = _told(reading, resolved, pages or {}, forced)
    problems += [
        *unqualified(brief, story)[1],
        *unknown_marking(story.meta.marking, audience.origins.get("marking"), markings),
        *stricter(reading, story, markings),
        *resolved.unknown,
    ]
    if not story.slides:
        span = audience.origins.get("outline") or brief.at("title")
        problems.append(diagnose("BW333", span, audience=audience.name, outline=audience.profile.outline))
    problems = list(dict.fromkeys(problems))
    if errors(problems):
        raise Refused(problems)
    template_cache().keep()
    marking = story.labels.get(f"marking.{story.meta.marking}", story.meta.marking)
    return replace(story, meta=replace(story.meta, marking=marking)), tuple(problems)


def _told(
    reading: Reading, resolved: Resolved, pages: Mapping[str, int], forced: frozenset[str] = frozenset()
) -> tuple[Story, list[Diagnostic]]:
    audience, outline = resolved.audience, resolved.outline
    context = TemplateContext(reading, audience, resolved.language, forced)
    row_memo = RowMemo(context)
    drafter = Drafter(context, row_memo)
    first = [draft for entry in outline.slides if not is_agenda(entry["form"]) for draft in drafter.draft(entry)]
    chaptered = chapters(outline, drafter, [d for d in first if not _in_appendix(d, audience)])
    chosen = [entry.span for entry in outline.slides if templated(entry.get("section"))]
    drafts = together(agendas(outline, drafter, first, chaptered), chosen)
    body, appendix, over_limit = arrange(drafts, audience, pages)
    if errors(drafter.diagnostics):
        raise Refused(drafter.diagnostics)  # what a broken value leads to would only hide them
    kept = in_order(chaptered, body)
    body, appendix = (filled(outline, drafter, part, kept) for part in (body, appendix))
    drafts = dividers(context, body, appendix, kept)
    slides, wrong = _finished(context, drafts, row_memo)
    story = Story(
        _meta(context),
        tuple(slides),
        tuple(chapter.section(rules(context)) for chapter in kept),
        references(context),
        dict(resolved.language.labels),
        _left_out(context, drafter, slides),
        tuple(draft.moved for draft in appendix if draft.moved),
        _figures(context),
        _names(context.brief),
    )
    if not errors(drafter.diagnostics):
        row_memo.keep()
    return story, [*drafter.diagnostics, *over_limit, *wrong, *context.unworded()]


def _names(brief: Brief) -> tuple[str, ...]:
    """The proper names of a brief: of its parties, of who wrote and published its sources."""
    parties: list[Player | Party] = [*brief.players, *brief.investors]
    called = (name for party in parties for name in (party.name, *party.also))
    written = (name for source in brief.sources.values() for name in (source.author, source.publisher))
    return tuple(dict.fromkeys(filter(None, (*called, *written))))


def _figures(context: TemplateContext) -> dict[str, Words]:
    """Every figure as the audience reads it, by its name: for the templates of handouts."""
    views = ((name, context.figure(name)) for name in context.brief.figures)
    return {name: parse(str(view), numbers(context.brief)) for name, view in views if view is not None}


def _beside(brief: Brief, path: str | None) -> str | None:
    """A path of the brief, from its folder; reading has made sure that it stays within."""
    return str(folder_of(brief) / path) if path else None


def _left_out(context: TemplateContext, drafter: Drafter, slides: Sequence[Slide]) -> tuple[Omission, ...]:
    """What was chosen away or replaced, each once; not what stands on another slide or in its notes all the same."""
    shown = {fact for slide in slides for fact in slide.facts}
    shown |= {fact for slide in slides for point in slide.notes.points for fact in point.facts}
    replaced = (omission for omission in drafter.omissions if omission.what not in shown)
    return tuple(dict.fromkeys((*context.selection.left_out.values(), *replaced)))


def _in_appendix(draft: Draft, audience: Audience) -> bool:
    return draft.appendix or any(name in audience.profile.to_appendix for name in draft.known_as)


def _finished(
    context: TemplateContext, drafts: Sequence[Draft], row_memo: RowMemo
) -> tuple[list[Slide], list[Diagnostic]]:
    glossary = row_memo.of("glossary", lambda: Glossary(context.meanings(), context.audience.profile.terms))
    explained: frozenset[str] = frozenset()
    slides: list[Slide] = []
    problems: list[Diagnostic] = []
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.id in first:
            problems.append(diagnose("BW307", draft.span, name=draft.id, first=first[draft.id].span))
        first.setdefault(draft.id, draft)
        given = (draft.making, draft.section, draft.appendix, glossary, explained)
        slide, wrong, explained = _finish(*given, context=context, draft=draft)
        problems += wrong
        if slide is not None:
            slides.append(slide)
    return slides, problems


@memo(by=lambda *_, context, draft, **__: (draft.id, bool(context.forced)))
def _finish(
    making: object,
    section: str | None,
    appendix: bool,
    glossary: Glossary,
    explained: frozenset[str],
    *,
    context: TemplateContext,
    draft: Draft,
) -> tuple[Slide | None, tuple[Diagnostic, ...], frozenset[str]]:
    """The slide of a draft, or what is wrong with it; and the terms that have been explained by now."""
    if draft.form.purpose is Purpose.SUMMARY:
        say_single_source(context, draft)
    explained = glossary.apply(draft, explained)
    return (*finish(draft, rules(context), context.language), explained)


def _meta(context: TemplateContext) -> Meta:
    brief, profile = context.brief, context.audience.profile
    when = parse_date(brief.as_of)
    day = (when.latest if when.precision == "interval" else when.earliest) or when.earliest or when.latest
    subtitle = plain(context.text(brief.subtitle, "subtitle")) if brief.subtitle else ""
    return Meta(
        brief=brief.id,
        title=plain(context.names["brief"]["title"]),
        subtitle=subtitle,
        audience=context.audience.name,
        audience_title=plain(context.names["audience"]["title"]),
        language=context.audience.language,
        date=context.language.date(brief.as_of),
        iso_date=day.isoformat() if day else "",
        author=plain(context.text(brief.author.name, "author")) if brief.author.name else "",
        organisation=brief.author.organisation,
        contact=brief.author.contact,
        marking=profile.marking or brief.marking or "",
        status=brief.status,
        disclaimer=plain(context.text(brief.disclaimer, "disclaimer")) if brief.disclaimer else "",
        keywords=tuple(plain(word) for word in context.names["brief"]["keywords"]),
        author_logo=_beside(brief, brief.author.logo),
        client=brief.client.name,
        client_logo=_beside(brief, brief.client.logo),
        page=profile.page,
        narrative=profile.narrative,
        decimal=context.language.decimal,
    )
