"""What stands out among the things of one slide, or is the first of equals: what a title may be about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..brief.dates import decimal_years, parse_date
from ..text.scripts import wide
from .filters import DEGREES, labelled
from .words import Marked, facts_in, plain

Names = Mapping[str, Any]
SHOWN_FIGURES = 4  # that the slide of key figures sets large
MANY_STAND = 2, 3  # leading parties whose positions one title sets side by side
FEW = 5  # other parties of which one may stand for all


def _alone(items: Sequence[Any], rank: Callable[[Any], float]) -> Any:
    """The item that ranks above all others; None where two share the place."""
    ranked = sorted(items, key=rank, reverse=True)
    if not ranked or (len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1])):
        return None
    return ranked[0]


def _only(items: Sequence[Any]) -> Any:
    return items[0] if len(items) == 1 else None


def _degree(value: Any) -> float:
    return -DEGREES.index(value) if value in DEGREES else -len(DEGREES)


def _first(items: Sequence[Any], rank: Callable[[Any], Any]) -> Any:
    """The first of the items that rank highest."""
    return max(items, key=rank, default=None)


def gravest(names: Names) -> Sequence[Any]:
    """The limitations, the first of the gravest first."""
    return sorted(names["limitations"], key=lambda limit: -_degree(limit.severity))


def heaviest(names: Names) -> Any:
    """The front that weighs most, what its heavier side is and says, and the other side, where it has one."""
    sides = [
        (weight, stake.title, (label, text), other if other[1] else None)
        for stake in names["stakes"]
        for weight, label, text, other in (
            (stake.upside_weight, "upside", stake.upside, ("risk", stake.risk)),
            (stake.risk_weight, "risk", stake.risk, ("upside", stake.upside)),
        )
        if text
    ]
    first = _first(sides, lambda side: _degree(side[0]))
    return first and first[1:]


def our_choice(names: Names) -> Any:
    return _only([option for option in names["options"] if option.recommended])


def first_signal(names: Names) -> Any:
    """The signal whose next step is due first; without a day, the first."""
    dated = [signal for signal in names["watch"] if signal.due is not None]
    return min(dated, key=lambda signal: signal.due, default=next(iter(names["watch"]), None))


def turn(events: Sequence[Any], as_of: str) -> Any:
    """The event that is in focus; where none is, the next one after the brief's date, or else the last; None of
    several."""
    if any(event.focus for event in events):
        return _only([event for event in events if event.focus])
    after = [event for event in events if event.start >= decimal_years(parse_date(as_of))[0]]
    return min(after, key=lambda event: event.start) if after else _first(events, lambda event: event.start)


def to_come(event: Any, as_of: str) -> bool:
    """Whether an event that is chosen for its date begins when all of the brief's date is over."""
    return bool(event and not event.focus and event.start > decimal_years(parse_date(as_of))[1])


def leading_party(names: Names) -> Any:
    """The leading party that weighs most; of equals the only one that the answer of the brief names, or the first."""
    return _party(names["leaders"], names)


def other_party(names: Names) -> Any:
    """The same of the other parties that have a role, where they are few."""
    others = names["others"]
    return _party([party for party in others if party.role], names) if len(others) <= FEW else None


def few_others(names: Names) -> Sequence[Any]:
    """The other parties where a title has room for their names."""
    others: Sequence[Any] = names["others"]
    return others if len(others) <= MANY_STAND[1] else ()


def standing(names: Names) -> Sequence[Any]:
    """The leading parties whose position is known, if they are two or three and it takes more than a word."""
    known = [party for party in names["leaders"] if party.position]
    told = any(len(plain(party.position).split()) > 1 or wide(plain(party.position)[0]) for party in known)
    return known if told and MANY_STAND[0] <= len(known) <= MANY_STAND[1] else ()


def camps(names: Names) -> Sequence[tuple[Any, Sequence[Any]]]:
    """The two or three positions that all leading parties hold between them, each with its parties; none where no two
    share one or one party's is not known."""
    held: dict[str, tuple[Any, list[Any]]] = {}
    for party in names["leaders"]:
        held.setdefault(plain(party.position or "").casefold(), (party.position, []))[1].append(party)
    shared = max((len(parties) for _, parties in held.values()), default=0) > 1
    return list(held.values()) if shared and "" not in held and MANY_STAND[0] <= len(held) <= MANY_STAND[1] else ()


def _party(parties: Sequence[Any], names: Names) -> Any:
    bottom = names["bottom_line"]
    chosen = [option.title for option in names["options"] if option.recommended]
    judged = [text for one in names["judgements"] for text in (one.text, one.support)]
    answer = " ".join(plain(text) for text in (bottom.headline, bottom.so_what, *judged, *chosen) if text)
    top = max((party.weight for party in parties), default=0.0)
    weightiest = [party for party in parties if party.weight == top]
    return _only([one for one in weightiest if plain(one.name) in answer]) or next(iter(weightiest), None)


def telling_link(names: Names) -> Any:
    """The link whose amount alone is known; else the first."""
    links = names["links"]
    return _only([link for link in links if link.figure]) or next(iter(links), None)


def questions(names: Names) -> Sequence[Mapping[str, Any]]:
    """The open questions, each with its label, if there are several."""
    return [labelled(text) for text in names["unknowns"]] if len(names["unknowns"]) > 1 else ()


def only_change(names: Names) -> Any:
    change = _only(names["changes"])
    return change if change is not None and change.why else None


def summary(names: Names) -> Sequence[Any]:
    """The text of the bottom line, where it names a figure of the slide; else what the first two of its figures mean,
    one after the other, as far as they say it."""
    text = names["bottom_line"].text
    shown = {f"figures.{figure.id}" for figure in names["key_figures"][:SHOWN_FIGURES]}
    if names["judgements"] and text and shown & set(facts_in(text)):
        return (text,)
    told: list[Any] = []
    for figure in names["shown_figures"][:2]:
        if figure.meaning is None:
            break
        apart = "" if wide(plain(figure.meaning)[:1] or " ") else " "
        told.append(Marked(f"{figure.measure}{apart}{figure.meaning}"))
    return told


def chief_backer(names: Names) -> Any:
    links = names["links"]
    if not links or len(links) < names["known_links"] or any(link.kind != "invests" for link in links):
        return None
    times = Counter(plain(link.source.name) for link in links)
    top = _alone(list(times.items()), lambda entry: entry[1])
    if top is None or top[1] < 2:
        return None
    name = next(link.source.name for link in links if plain(link.source.name) == top[0])
    return {"name": name, "part": top[1], "whole": len(links)}


def common_backer(others: Sequence[Any]) -> str | None:
    """The name of the party that backs the most of the other players, where it backs two of them at least."""
    backers = ({plain(link.source.name): None for link in player.backers} for player in others)
    counts = Counter(name for names in backers for name in names)
    return next((name for name, count in counts.most_common(1) if count > 1), None)
