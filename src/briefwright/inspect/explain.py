"""An order to the accounts of its audiences, and to the matrix of facts and audiences; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..audience.origins import settings
from ..audience.resolve import resolve
from ..brief.model import Brief
from ..brief.read import read
from ..core.diagnostics import Diagnostic, Refused
from ..pipeline.check import for_everyone, place_editions
from ..pipeline.editions import DEFAULT_AUDIENCE, Order, PlacedEdition
from ..story.language import read_language
from .account import Account, account
from .coverage import Coverage, coverage


def explain(order: Order) -> tuple[tuple[Account, ...], tuple[Diagnostic, ...]]:
    """The account of each audience of an order, and all diagnostics. Where no edition can be made the account has the
    settings alone; where the audience cannot be resolved there is a diagnostic and no account."""
    reading = read(order.brief)
    brief = reading.brief
    beside = order.brief.parent
    accounts: list[Account] = []
    findings: tuple[Diagnostic, ...] = ()
    for name in dict.fromkeys(order.audiences or (DEFAULT_AUDIENCE,)):
        editions, problems = place_editions(reading, replace(order, audiences=(name,)))
        findings += problems
        try:
            audience = resolve(name, brief, beside, order.language)
            worded = read_language(audience.language, beside).worded
        except Refused:
            continue  # the diagnostics of the stage say why
        held = settings(audience, brief, order.theme, order.language, worded)
        edition = (editions[0].story, editions[0].scene) if editions else None
        accounts.append(account(brief, audience, held, beside, edition))
    return tuple(accounts), tuple(dict.fromkeys(findings))


def cover(order: Order) -> tuple[Coverage, tuple[Diagnostic, ...]]:
    """The matrix for the audiences of an order, everyone there is unless it names some, and all findings."""
    reading = read(order.brief)
    editions, problems = place_editions(reading, for_everyone(order, reading.brief))
    return covered(reading.brief, editions), problems


def covered(brief: Brief, editions: Sequence[PlacedEdition]) -> Coverage:
    """The matrix of a brief and its editions."""
    return coverage(brief, [(edition.folder, edition.story, edition.scene) for edition in editions])
