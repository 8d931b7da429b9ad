"""What a story adds to its slides: the chapters that really have slides, the agenda of them, the dividers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from ..core.diagnostics import Span
from ..core.purpose import Purpose
from ..forms.table import divider, is_agenda
from ..yamlfile.fields import Prose
from ..yamlfile.validate import Map
from .draft import Draft, Drafter
from .evaluate import LocatedText
from .filters import bare
from .finish import silent
from .model import Omission, Section, Words
from .outline import Outline
from .template_context import TemplateContext
from .title_parts import Labels, named_all
from .words import Marked, ParseRules, parse, plain

APPENDIX_NUMERAL = "A"
SHORT_LIST = 3  # entries of one that shares a page with the slide before it
MOST_NAMED = 3  # slides, or parties with a slide each, in the answer of a section that claims nothing


class SectionDraft(Struct, frozen=True):
    """A section with its words filled. ``claims``: its answer is more than the name of what a slide shows."""

    id: str
    title: LocatedText | None
    answer: LocatedText | None
    subtitle: LocatedText | None
    span: Span
    prose: tuple[LocatedText, ...] = ()
    claims: bool = True

    def section(self, rules: ParseRules) -> Section:
        def words(text: LocatedText | None) -> Words:
            return parse(text.text, rules.numbers, text.span, rules.quotes) if text else Words()

        prose = tuple(map(words, self.prose))
        return Section(self.id, silent(self.title, rules), words(self.answer), words(self.subtitle), prose)


def chapters(outline: Outline, drafter: Drafter, drafts: Sequence[Draft]) -> list[SectionDraft]:
    """The sections that have slides, in the order in which these come. Only their words are filled."""
    present = list(dict.fromkeys(draft.section for draft in drafts if draft.section))
    entries = {str(entry["id"]): entry for entry in outline.sections}
    return [_chapter(entries[name], drafter, drafts) for name in present if name in entries]


def in_order(chaptered: Sequence[SectionDraft], body: Sequence[Draft]) -> list[SectionDraft]:
    """The chapters as the body has them: an order may have moved them, a limit may have emptied one."""
    known = {chapter.id: chapter for chapter in chaptered}
    return [known[name] for name in dict.fromkeys(d.section for d in body if d.section) if name in known]


def _chapter(entry: Map, drafter: Drafter, drafts: Sequence[Draft]) -> SectionDraft:
    name = str(entry["id"])
    own = drafter.context.brief.storyline.sections.get(name)

    def words(key: str) -> LocatedText | None:
        prose: Prose | None = getattr(own, key) if own else None
        if prose is not None:
            return LocatedText(drafter.context.text(prose, f"storyline.sections.{name}.{key}"), prose.span)
        value = drafter.evaluator.value(entry.get(key, ""), {}, entry.values_at.get(key, entry.span))
        return value if isinstance(value, LocatedText) and value.text else None

    answer, subtitle = words("answer"), words("subtitle")
    claims = answer is not None
    if answer is None and (first := _answering(name, drafter, drafts)) and first.title:
        answer, claims = LocatedText(bare(first.title.text), first.title.span), True
    elif answer is None:
        answer = _members(name, drafter, drafts) or subtitle or _contents(name, words("title"), drafter, drafts)
    place = f"storyline.sections.{name}.prose"
    prose = tuple(LocatedText(drafter.context.text(p, place), p.span) for p in (own.prose if own else ()))
    return SectionDraft(name, words("title"), answer, subtitle, entry.span, prose, claims)


def _answering(section: str, drafter: Drafter, drafts: Sequence[Draft]) -> Draft | None:
    """The slide whose title a section answers with: the first that is more than a name of what it shows, and speaks of
    more than one among peers; None where it has none."""
    context = drafter.context
    nouns = {plain(text).casefold() for text in context.language.labels.values()}
    nouns |= {player.name.casefold() for player in context.brief.players}
    headed = (d for d in drafts if d.section == section and d.form.heads and not _one_of_many(d))
    named = ((draft, plain(draft.title.text)) for draft in headed if draft.title)
    labels = context.language.labels
    return next((d for d, title in named if title.casefold() not in nouns and not _named(d, title, labels)), None)


def _one_of_many(draft: Draft) -> bool:
    peers = draft.fields.get("peers")
    return isinstance(peers, list) and len(peers) > 1


def _named(draft: Draft, title: str, labels: Labels) -> bool:
    """Whether a title is no more than the name of what its slide shows, or the names of all of it."""
    points = [plain(name.text) for name in _called(draft)]
    listed = named_all(points, labels).casefold() if points else ""
    return title.casefold() == listed or (draft.join is not None and title == plain(draft.join.text))


def _called(draft: Draft) -> list[LocatedText]:
    """What the points of a slide are called."""
    points = draft.fields.get("items")
    names = [point.get("label") for point in points if isinstance(point, Mapping)] if isinstance(points, list) else []
    return [name for name in names if isinstance(name, LocatedText) and plain(name.text)]


def _members(section: str, drafter: Drafter, drafts: Sequence[Draft]) -> LocatedText | None:
    """The names of those that a section has a slide each of, or of the points of its only slide, if they are few; the
    first of points without names."""
    own, labels = [draft for draft in drafts if draft.section == section], drafter.context.language.labels
    called, between = [draft.fields.get("name") for draft in own if _one_of_many(draft)], labels["and_more"]
    names = [name for name in called if isinstance(name, LocatedText) and plain(name.text)]
    if len(own) == 1 and isinstance(points := own[0].fields.get("items"), list):
        between = labels["semicolon"]  # a point may be called by a sentence
        names = _called(own[0])
        if not names:
            return _first_text(points)
    few = 1 < len(names) <= MOST_NAMED
    return LocatedText(Marked(between.join(plain(name.text) for name in names)), names[0].span) if few else None


def _first_text(points: Sequence[Any]) -> LocatedText | None:
    texts = (point.get("text") for point in points if isinstance(point, Mapping))
    first = next((text for text in texts if isinstance(text, LocatedText) and plain(text.text)), None)
    return first and LocatedText(bare(first.text), first.span)


def _contents(section: str, title: LocatedText | None, drafter: Drafter, drafts: Sequence[Draft]) -> LocatedText | None:
    """What a section shows that claims nothing and has no subtitle: the names of its first slides, but for its own."""
    titles = [d.title for d in drafts if d.section == section and d.form.heads and d.title]
    own = plain(title.text) if title else ""
    named = list(dict.fromkeys(plain(one.text) for one in titles if plain(one.text) != own))[:MOST_NAMED]
    between = drafter.context.language.labels["and_more"]
    return LocatedText(Marked(between.join(named)), titles[0].span) if named else None


def agendas(
    outline: Outline, drafter: Drafter, drafts: Sequence[Draft], chaptered: Sequence[SectionDraft]
) -> list[Draft]:
    """The drafts with the outline's agenda among them, in its place; its rows come when the order is settled."""
    order = {entry.span: n for n, entry in enumerate(outline.slides)}  # kept drafts are of an outline read before
    agenda = [d for entry in outline.slides if is_agenda(entry["form"]) for d in _agenda(drafter, entry, chaptered)]
    return sorted((*drafts, *agenda), key=lambda draft: order[draft.span])


def filled(
    outline: Outline, drafter: Drafter, drafts: Sequence[Draft], chaptered: Sequence[SectionDraft]
) -> list[Draft]:
    """The drafts with a row in the agenda for each chapter; one chapter alone needs no agenda."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.form.purpose is not Purpose.AGENDA or "rows" in draft.fields:  # an outline may write its own
            kept.append(draft)
        elif len(chaptered) < 2:
            why = "a deck of one section needs no agenda"
            drafter.omissions.append(Omission(f"slide {draft.id}", why, draft.span))
        else:
            entry = next(entry for entry in outline.slides if entry.values_at is draft.spans)
            kept += [_with_rows(agenda, draft, chaptered) for agenda in _agenda(drafter, entry, chaptered)]
    return kept


def _agenda(drafter: Drafter, entry: Map, chaptered: Sequence[SectionDraft]) -> list[Draft]:
    titles = [chapter.title.text for chapter in chaptered if chapter.title]
    return drafter.draft(entry, {"sections": titles, "answered": all(c.answer and c.claims for c in chaptered)})


def _with_rows(draft: Draft, before: Draft, chaptered: Sequence[SectionDraft]) -> Draft:
    draft.section, draft.appendix, draft.moved = before.section, before.appendix, before.moved
    rows = [
        {
            "section": LocatedText(c.id, c.span),
            "number": LocatedText(str(n), c.span),
            "title": c.title,
            "answer": c.answer,
        }
        for n, c in enumerate(chaptered, start=1)
    ]
    _put(draft.fields, "rows", rows)
    return draft


def dividers(
    context: TemplateContext, body: Sequence[Draft], appendix: Sequence[Draft], chaptered: Sequence[SectionDraft]
) -> list[Draft]:
    """The body with a divider before every section of several slides where sections are long enough on average, or
    before none; then the appendix behind its own."""
    least = context.audience.profile.dividers
    slides = Counter(draft.section for draft in body if draft.section)
    long = slides.total() - sum(_beside(before, draft) for before, draft in pairwise(body))
    divided = least and len(chaptered) > 1 and long >= least * len(chaptered)
    seen: set[str] = set()
    drafts: list[Draft] = []
    for draft in body:
        number, chapter = next(((n, c) for n, c in enumerate(chaptered, start=1) if c.id == draft.section), (0, None))
        if chapter and chapter.id not in seen:
            seen.add(chapter.id)
            if divided and slides[chapter.id] > 1:
                of = [one for one in body if one.section == chapter.id]
                drafts.append(
                    _divider(f"section-{chapter.id}", str(number), chapter.title, chapter.subtitle, chapter, of)
                )
        drafts.append(draft)
    if len(appendix) > 1:  # a single slide says itself what it is
        labels, span = context.language.labels, appendix[0].span
        title, subtitle = LocatedText(labels["appendix"], span), LocatedText(labels["appendix.subtitle"], span)
        opening = _divider("appendix", APPENDIX_NUMERAL, title, subtitle, None, appendix)
        opening.appendix = True
        drafts.append(opening)
    return [*drafts, *appendix]


def _beside(before: Draft, draft: Draft) -> bool:
    """Whether a slide is a short list behind one whose page it may share, so that a section is not longer for it."""
    if draft.section is None or before.section != draft.section or before.join is None or draft.join is None:
        return False
    tables = draft.fields.get("tables") or [draft.fields]
    lists = [rows for table in tables for key in ("rows", "items") if isinstance(rows := table.get(key), list)]
    return 0 < sum(map(len, lists)) <= SHORT_LIST


def _divider(
    name: str, number: str, title: LocatedText | None, subtitle: LocatedText | None, chapter: SectionDraft | None,
    of: Sequence[Draft],
) -> Draft:  # fmt: skip
    """The divider of a section that holds these drafts. It names their titles, and is no wording of their facts."""
    span = chapter.span if chapter else title.span if title and title.span else Span("")
    fields = Map(span)
    _put(fields, "number", LocatedText(number, span))
    _put(fields, "subtitle", subtitle)
    titles = [one.title for one in of if one.title and one.form.heads]
    _put(fields, "contents", [LocatedText(plain(one.text), one.span) for one in titles])
    return Draft(name, divider(), title, None, [], fields, span, chapter.id if chapter else None)


def _put(fields: Map, key: str, value: object) -> None:
    fields[key] = value
    fields.keys_at[key] = fields.values_at[key] = fields.span
