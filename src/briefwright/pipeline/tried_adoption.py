"""A client's file to a theme that builds: adopted, tried, mended where pages fail, and saved with its report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused, Span, errors
from ..core.messages import diagnose
from ..theme.adopt.adoption import Adoption, ClientFile, adopt, read_client
from ..theme.adopt.match import (
    CONTENT,
    HALF,
    ROLES,
    TITLE,
    lives_on_slides,
    match_layouts,
    opens_on_slide,
    spare_pages,
    with_quiet_cover,
)
from ..theme.adopt.mends import COVERS, SCALES, Mends
from ..theme.adopt.other_kinds import adoptable, with_layouts_of_masters, with_layouts_of_slides, with_prompts_cut
from ..theme.adopt.save import layouts_chosen, save, theme_path, values_of, yaml_of
from ..theme.model import Theme
from ..theme.read import theme_of
from .trial import OVERFULL, Failure, stories, trial

NARROW = 0.75  # of a headline's width: a body that is no wider was made for a page of other sides
RESERVE = 0.88  # of the body's height
ROOM = 0.84 * 864 * 324  # square points of the type scale's: of a body of ours
MOVED = "the layout for {} has no room for its words: they stand on the usual page"
MOST_OVERLAPS = 12  # messages about something of the client's that lies over a page
CLEAN = 8  # findings: with more of them, pages stand on artwork
FEW = 2  # findings: with more of them, layouts made of slides are compared with those that there are
SHOWN = 3  # of the reasons why no deck can be built


def save_adopted(
    file: Path,
    out: str | None = None,
    layouts: Mapping[str, str] | None = None,
    *,
    without_macros: bool = False,
    from_slides: bool | None = None,
) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Adopt a client's file and write the theme; its path and the report. Refused with nothing written when it cannot.

    ``out`` is the name or the path of the theme; without it the file's name counts. ``layouts`` names layouts of the
    file for "title", "content" or "section"; those that an adopted theme was given before stay. A file
    with macros is refused unless they are to be left out. ``from_slides`` makes layouts of its sample slides
    first, or not; else that is done where the client's look is on those alone, of the first where it shows pictures.
    """
    path = theme_path(file, out)
    with ExitStack() as copies:
        readable = copies.enter_context(adoptable(file, without_macros))
        readable = copies.enter_context(with_layouts_of_masters(readable))
        readable = copies.enter_context(with_prompts_cut(readable))
        client, named = read_client(readable), {**layouts_chosen(path), **(layouts or {})}
        asked, template = from_slides is not None, client.template
        whole = from_slides or (not asked and lives_on_slides(template, match_layouts(template)))
        if whole or (not asked and TITLE not in named and opens_on_slide(template)):
            made_of, made = copies.enter_context(with_layouts_of_slides(readable, cover_alone=not whole))
            copy = read_client(made_of)
            made = with_quiet_cover(copy.template, made)
            client, adoption, tried = _of_slides(client, copy, path, made, named, asked=asked)
        else:
            adoption, tried = _fitted(client, path, named)
        readable = client.file
        report = save(adoption, values_of(adoption, path, readable), path, readable, tried)
    here, shown = Span(str(readable)), Span(str(file))
    return path, tuple(replace(found, span=shown) if found.span == here else found for found in report)


def _of_slides(
    plain: ClientFile, client: ClientFile, path: Path, made: Mapping[str, str], named: Mapping[str, str], *, asked: bool
) -> tuple[ClientFile, Adoption, tuple[Diagnostic, ...]]:
    """The file with layouts made of its slides, and its adoption; unless they are ``asked`` for, the plain one where
    that serves clearly better."""
    try:
        adoption, tried = _proposed(client, path, made, named, plain=asked)
    except Refused:
        if asked:
            raise
        return plain, *_fitted(plain, path, named)
    if not asked and findings(adoption, tried) > FEW:
        try:
            other, less = _fitted(plain, path, named)
        except Refused:
            pass
        else:
            if findings(other, less) < findings(adoption, tried) - 1:
                return _partly_of_slides(client, path, made, named, (other, less)) or (plain, other, less)
    return client, adoption, tried


def _partly_of_slides(
    client: ClientFile,
    path: Path,
    made: Mapping[str, str],
    named: Mapping[str, str],
    plain: tuple[Adoption, tuple[Diagnostic, ...]],
) -> tuple[ClientFile, Adoption, tuple[Diagnostic, ...]] | None:
    """The adoption with the pages that were made of sample slides, under the cover and the divider that the file has,
    or with those over its pages, where that serves as well as the ``plain`` one; None where neither does."""
    had = {role: Path(getattr(plain[0].match, role).part).stem for role in ROLES}
    for roles in ((CONTENT,), COVERS):
        if some := {role: made[role] for role in roles if role in made}:
            try:
                adoption, tried = _mended(client, path, {**had, **some, **named})
            except Refused:
                continue
            if findings(adoption, tried) <= findings(*plain) + 1:
                return client, adoption, tried
    return None


def findings(adoption: Adoption, tried: tuple[Diagnostic, ...]) -> int:
    """How many findings of a trial count against layouts: what a cover leaves out is no reason to lose the client's."""
    mends = adoption.mends
    on_covers = [
        role for role, *_ in (*((role,) for role in mends.roomy), *mends.loose, *mends.hidden) if role in COVERS
    ]
    return len(tried) - len(on_covers)


def _proposed(
    client: ClientFile, path: Path, made: Mapping[str, str], named: Mapping[str, str], *, plain: bool
) -> tuple[Adoption, tuple[Diagnostic, ...]]:
    """The adoption with the layouts that were made of sample slides, as far as decks can be built on them; ``plain``
    also without them."""
    covers = {role: name for role, name in made.items() if role in COVERS}
    proposals = [dict(made)] + [covers] * (CONTENT in made and CONTENT not in named) + [{}] * (plain and bool(covers))
    refused, best = Refused([]), None
    for proposal in proposals:
        try:
            found = _fitted(client, path, {**proposal, **named})
        except Refused as reasons:
            refused = reasons
            continue
        if best is None or len(found[1]) < len(best[1]):
            best = found
        if len(best[1]) <= CLEAN:
            break
    if best is None:
        raise refused
    return best


def _fitted(client: ClientFile, path: Path, chosen: Mapping[str, str]) -> tuple[Adoption, tuple[Diagnostic, ...]]:
    """The adoption on the client's usual page, or on another of its layouts where that has no room for every form."""
    try:
        return _mended(client, path, chosen)
    except Refused:
        usual = match_layouts(client.template).content
        for part in () if CONTENT in chosen else spare_pages(client.template, usual):
            try:
                adoption, mended = _mended(client, path, {**chosen, CONTENT: part})
            except Refused:
                continue
            what = (
                f'the layout "{usual.name}" has no room for every form: pages stand on "{adoption.match.content.name}"'
            )
            return adoption, (diagnose("BW557", Span(str(client.file)), what=what), *mended)
        raise


def _mended(client: ClientFile, path: Path, chosen: Mapping[str, str]) -> tuple[Adoption, tuple[Diagnostic, ...]]:
    """The adoption with as few mends as its pages need to fit, and what was mended. A cover or a divider that no mend
    helps, and that nobody chose, gives way to the usual page. Refused (BW539) where none does."""
    adoption, tried, moved = _roomy(client, chosen), stories(), dict[str, str]()
    left: tuple[Failure, ...] = ()  # of the pages that failed before: all others are looked at once none of those does
    while failures := left or trial(_theme(adoption, path, client.file), tried):
        partly = bool(left)
        better, left = _better(client, path, {**chosen, **moved}, adoption.mends, failures)
        stuck = [role for role in COVERS if any(one.stops and _layout(one) == role for one in failures)]
        if better is None and (moving := [role for role in stuck if role not in {**chosen, **moved}]):
            page = Path(adoption.match.content.part).stem
            moved |= dict.fromkeys(moving, page)
            better = adopt(client, {**chosen, **moved}, adoption.mends)
        if better is None and any(failure.stops for failure in failures):
            raise Refused(_reasons(client, failures))
        if better is None and partly:
            failures = trial(_theme(adoption, path, client.file), tried)
            left = failures if any(failure.stops for failure in failures) else ()
        if better is None and not left:
            break
        adoption = better or adoption
    overlaps = dict.fromkeys(problem.message for failure in failures for problem in failure.problems)
    reasons = (*map(MOVED.format, moved), *_descriptions(adoption.mends), *islice(overlaps, MOST_OVERLAPS))
    return adoption, tuple(diagnose("BW557", Span(str(client.file)), what=what) for what in reasons)


def _roomy(client: ClientFile, chosen: Mapping[str, str]) -> Adoption:
    """The adoption in the largest type in which a body holds nearly as much as one of ours; else in the usual type. A
    body that is narrow, or much narrower than headlines, though nothing is drawn beside it, gives way to one from
    margin to margin."""
    usual, roomy = adopt(client, chosen), tuple[str, ...]()
    had = usual.areas.body.w
    if had < HALF * usual.template.page.w or had < NARROW * usual.areas.headline.w:
        wide = adopt(client, chosen, Mends(roomy=(CONTENT,)))
        usual, roomy = (wide, wide.mends.roomy) if wide.areas.body.w > usual.areas.body.w else (usual, roomy)
    for scale in (1.0, *SCALES):
        adoption = adopt(client, chosen, Mends(scale, roomy=roomy)) if scale < 1 else usual
        body, points = adoption.areas.body, adoption.areas.scale
        if body.w * body.h >= ROOM * points**2:
            return adoption
    return usual


def _better(
    client: ClientFile, path: Path, chosen: Mapping[str, str], mends: Mends, failures: tuple[Failure, ...]
) -> tuple[Adoption | None, tuple[Failure, ...]]:
    """The adoption with the first further mend with which less fails, and what then does; None where no mend helps."""
    weight, failing = sum(failure.weight for failure in failures), [failure.story for failure in failures]
    layouts = {_layout(failure) for failure in failures}
    overfull = layouts == {CONTENT} and weight >= OVERFULL
    stopped = any(failure.stops for failure in failures)
    messages = " ".join(problem.message for failure in failures for problem in failure.problems)
    for further in mends.further(layouts, messages, overfull=overfull, stopped=stopped):
        try:
            adoption = adopt(client, chosen, further)
            left = trial(_theme(adoption, path, client.file), failing)
        except Refused:
            continue  # such a mend leaves no room for content
        if sum(failure.weight for failure in left) < weight:
            return adoption, left
    return None, ()


def _layout(failure: Failure) -> str:
    """The layout of a client's file that a page stands on: whatever is no cover and no divider is a page."""
    return failure.layout if failure.layout in COVERS else CONTENT


def _theme(adoption: Adoption, path: Path, file: Path) -> Theme:
    """The theme as it is tried: with a body that keeps something in reserve, since a brief may say more."""
    theme = theme_of(yaml_of(values_of(adoption, path, file)).encode(), path, file)
    x, y, w, h = theme.frame.body
    return replace(theme, frame=replace(theme.frame, body=(x, y, w, h * RESERVE)))


def _reasons(client: ClientFile, failures: tuple[Failure, ...]) -> list[Diagnostic]:
    """Why no deck can be built, each reason once, with the layout that has to change."""
    found = {problem.message: _layout(failure) for failure in failures for problem in errors(failure.problems)}
    return [
        diagnose("BW539", Span(str(client.file)), layout=layout, why=why) for why, layout in list(found.items())[:SHOWN]
    ]


def _descriptions(mends: Mends) -> Iterator[str]:
    """What was mended, in words."""
    if mends.scale < 1:
        yield f"type is set at {mends.scale:.0%} of its usual size, so that every form fits"
    if CONTENT in mends.roomy:
        yield "the body of the usual page is too narrow for every form: pages reach from margin to margin"
    for layout in (role for role in mends.roomy if role in COVERS):
        yield f"the box of titles on the layout for {layout} is too small for two lines: theirs is larger"
    for layout, slot in mends.loose:
        yield f"the placeholder for {slot} on the layout for {layout} is not used: its words do not fit there"
    for layout, slot in mends.hidden:
        yield f"the layout for {layout} shows no {slot}: there is no place for it"
