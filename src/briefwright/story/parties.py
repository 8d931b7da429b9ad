"""What a brief calls its parties, in the fixed words of its decks: its own word goes before ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from ..audience.model import Audience
from ..brief.model import Brief, Player
from ..yamlfile.validate import Map
from .filters import cap
from .language import Language


class Tiered(Protocol):
    @property
    def tier(self) -> Any: ...


Party = TypeVar("Party", bound=Tiered)
MANY = ("slide.players", "handout.players")  # our words for several of them
NEUTRAL = {"slide.players": "slide.parties", "handout.players": "slide.parties", "slide.others": "slide.further"}


def leading(parties: Sequence[Party]) -> list[Party]:
    """Those of the first tier, and with them one that would be left over alone: a list of one is no list."""
    first = [party for party in parties if party.tier == 1]
    return list(parties) if first and len(parties) - len(first) == 1 else first


def for_parties(language: Language, brief: Brief, audience: Audience) -> Language:
    """The language with the brief's word for one party: its label, or else the kind that all leading parties share.

    No rule makes a plural of it: several are called as the brief labels them, and else asked for: who has a part in it.
    """
    given = _given(brief, audience)
    word = str(cap(_kind(brief))) if _same(language.code, brief.language) else ""
    labels: dict[str, str] = {}
    if "player" not in given and word:
        labels["player"] = word
    several = next((language.labels[name] for name in MANY if name in given), None)
    if several:
        labels |= dict.fromkeys(MANY, several) | {"slide.others": language.labels[NEUTRAL["slide.others"]]}
    elif "player" in given or word:
        labels |= {name: language.labels[neutral] for name, neutral in NEUTRAL.items()}
    labels = {name: text for name, text in labels.items() if name not in given}
    return replace(language, labels={**language.labels, **labels}) if labels else language


def _given(brief: Brief, audience: Audience) -> frozenset[str]:
    """The labels that the brief itself sets for this audience."""
    own = brief.audiences.get(audience.name)
    labels = own.get("labels") if isinstance(own, Map) else None
    return frozenset(labels) if isinstance(labels, Map) else frozenset()


def _kind(brief: Brief) -> str:
    """The kind that all leading parties share, or all parties where none leads; else nothing."""
    parties = leading(brief.players) or list(brief.players)
    kinds = {party.kind or "" for party in parties}
    return kinds.pop() if len(kinds) == 1 else ""


def backers(links: Sequence[Any], player: Player) -> list[Any]:
    """The links by which others invest in a player."""
    return [one for one in links if one._entry.target == player.id and one.kind == "invests" and one.source]


def holdings(links: Sequence[Any], player: Player) -> list[Any]:
    """The links by which a player invests in others."""
    return [one for one in links if one._entry.source == player.id and one.kind == "invests" and one.target]


def deals(links: Sequence[Any], player: Player) -> list[Any]:
    """The links that a player is an end of and that are said by their kind: who supplies it, whom it reinsures."""
    ends = ((link, (link._entry.source, link._entry.target)) for link in links)
    named = (link for link, both in ends if player.id in both and link.kind and link.kind != "invests")
    return [link for link in named if link.source and link.target]


def mixed(leaders: Sequence[Player], others: Sequence[Player]) -> bool:
    """Whether one of the others is not of the kind that all leading parties share, and so not called by its word."""
    kinds = {player.kind or "" for player in leaders}
    return len(kinds) == 1 and "" not in kinds and any(player.kind not in kinds for player in others if player.kind)


def _same(code: str, other: str) -> bool:
    return code.split("-")[0] == other.split("-")[0]
