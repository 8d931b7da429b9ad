"""Drafts to their order: an audience's order, its appendix, its limit of slides, dividers before long sections."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..audience.model import Audience
from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..core.purpose import Purpose
from .draft import Draft
from .model import Omission

REST = "*"  # in an order: everything that it does not name


def together(drafts: Sequence[Draft], chosen: Collection[Span]) -> list[Draft]:
    """The slides in the order of the outline. One of an entry at ``chosen``, whose section depends on what the brief
    says, and has gone by, stands behind the last of its section that may share its page, or else at the end of that."""
    placed: list[Draft] = []
    for draft in drafts:
        own = [n for n, one in enumerate(placed) if one.section == draft.section and not one.appendix]
        if own and draft.section and draft.span in chosen and not draft.appendix:
            sharing = [n for n in own if placed[n].join is not None] if draft.join is not None else []
            placed.insert((sharing or own)[-1] + 1, draft)
        else:
            placed.append(draft)
    return placed


def arrange(
    drafts: Sequence[Draft], audience: Audience, pages: Mapping[str, int]
) -> tuple[list[Draft], list[Draft], list[Diagnostic]]:
    """The slides of the body and of the appendix, in order, and what moved because of the limit.

    ``pages`` says how many pages a slide takes, where that is known; else it is taken for one.
    """
    profile = audience.profile
    for draft in drafts:
        draft.moved = _sent(draft, audience)
        draft.appendix = draft.moved is not None
    body = ordered([d for d in drafts if not d.appendix], profile.order)
    moved, over = _over_limit(body, audience, pages)
    for draft in moved:
        why = f"over the limit of {profile.limits.slides} slides; it weighs {draft.weight:g}"
        draft.moved = Omission(draft.id, why, audience.origins.get("limits.slides"))
        draft.appendix = True
    problems = []
    limit, span = profile.limits.slides, audience.origins.get("limits.slides")
    if moved:
        names = ", ".join(draft.id for draft in moved)
        problems.append(diagnose("BW318", span, audience=audience.name, limit=limit, names=names))
    if over > 0:
        problems.append(diagnose("BW323", span, count=over, limit=limit))
    appendix = [draft for draft in drafts if draft.appendix]
    for draft in appendix:
        draft.section = None
    return [draft for draft in body if not draft.appendix], appendix, problems


def _sent(draft: Draft, audience: Audience) -> Omission | None:
    """Why a slide stands in the appendix from the start: the outline says so, or the audience names it."""
    if draft.appendix:
        return Omission(draft.id, "the outline puts it there", draft.spans.get("appendix", draft.span))
    for name in audience.profile.to_appendix:
        if name in draft.known_as:
            place = getattr(name, "span", audience.origins.get("to_appendix"))
            return Omission(draft.id, f'{audience.name} sends "{name}" there', place)
    return None


def counted(drafts: Sequence[Draft]) -> list[Draft]:
    """The slides that a limit counts: those of the appendix are none."""
    return [draft for draft in drafts if draft.form.purpose.counted and not draft.appendix]


def ordered(drafts: Sequence[Draft], order: Sequence[str]) -> list[Draft]:
    """Sections named in ``order`` first, in that order; so slides within a section. Cover and close stay put.

    What is not named comes last, or where ``order`` says REST.
    """
    if not order:
        return list(drafts)
    sectioned = [n for n, d in enumerate(drafts) if d.section]
    if not sectioned:
        return list(drafts)
    first, last = sectioned[0], sectioned[-1]
    rank = {name: n for n, name in enumerate(order)}
    late = rank.get(REST, len(order))
    sections: dict[str | None, int] = {}
    for draft in drafts[first : last + 1]:
        sections.setdefault(draft.section, len(sections))

    def key(draft: Draft) -> tuple[int, int, int]:
        section = draft.section
        return rank.get(section or "", late), sections[section], rank.get(draft.id, late)

    return [*drafts[:first], *sorted(drafts[first : last + 1], key=key), *drafts[last + 1 :]]


def _over_limit(body: Sequence[Draft], audience: Audience, pages: Mapping[str, int]) -> tuple[list[Draft], int]:
    """The lightest slides over the limit, and by how many pages the rest is over it. Of equals the middle of the deck
    goes first, as ``order`` has it, so that it keeps its opening and its close; and there the last. What guides through
    the deck or sums it up stays, whatever it weighs."""
    limit, required = audience.profile.limits.slides, set(audience.profile.require)
    ranks = {name: n for n, name in enumerate(audience.profile.order)}
    middle = ranks.get(REST, len(ranks))
    over = sum(pages.get(draft.id, 1) for draft in counted(body)) - limit if limit else 0
    movable = [
        (draft.weight, abs(ranks.get(draft.id, middle) - middle), -position, draft)
        for position, draft in enumerate(body)
        if draft.form.purpose in (Purpose.BODY, Purpose.REFERENCE) and not required & set(draft.known_as)
    ]
    lightest: set[int] = set()
    for *_, draft in sorted(movable, key=lambda entry: entry[:3]):
        if over <= 0:
            break
        lightest.add(id(draft))
        over -= pages.get(draft.id, 1)
    return [draft for draft in body if id(draft) in lightest], over
