"""What can be wrong with the fit of a page."""

from __future__ import annotations

from .sentence import ERROR, WARNING, Sentence

SENTENCES: dict[str, Sentence] = {
    # BW6xx  fit
    "BW601": Sentence(
        ERROR,
        "{what} needs {needed:.0f} pt of height and has {allowed:.0f} pt, at the smallest size of its role",
        "cut about {cut} of its {count} words",
    ),
    "BW602": Sentence(
        ERROR,
        '{what} has the word "{word}", which is {needed:.0f} pt wide at the smallest size of its role; its line has '
        "{allowed:.0f} pt",
        "use a shorter word, or hyphenate it",
    ),
    "BW603": Sentence(
        ERROR,
        "{what}: the chart has {room} pt, and needs {least} pt",
        "give it more of the page, or its notes fewer words",
    ),
    "BW621": Sentence(ERROR, "{where}: the text is {needed:.1f} pt tall and its box {allowed:.1f} pt"),
    "BW622": Sentence(ERROR, '{where}: the line "{text}" is {needed:.1f} pt wide and has {allowed:.1f} pt'),
    "BW623": Sentence(ERROR, "{where}: columns and rows add up to {sums} pt, and the table is {box} pt"),
    "BW624": Sentence(ERROR, "{where}: the cells do not cover its {columns} columns"),
    "BW625": Sentence(ERROR, "{where}: reaches {over:.1f} pt over the {side} margin"),
    "BW626": Sentence(ERROR, "{where}: lies over {other}, or under it"),
    "BW627": Sentence(ERROR, "{where}: stands elsewhere than on page {first}, which has the same layout"),
    "BW628": Sentence(
        WARNING, "{where}: {how} of the body is filled", "from 35 % to 90 % reads best: say more, or cut"
    ),
    "BW629": Sentence(
        WARNING,
        "{where}: its {side} edge, at {x:.1f} pt, stands on no column of the grid and with nothing beside it",
        "edges that line up are what makes a page calm",
    ),
}
