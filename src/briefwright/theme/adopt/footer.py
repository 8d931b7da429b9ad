"""The footers of a client's layout: which of them ours can go into, and what they say before somebody writes there."""

from __future__ import annotations

import re
from math import sqrt

from ...core.colour import ratio
from .client import grounds_under, text_colour
from .free_space import USUAL, WORDS, covers, letters
from .palette import TEXT
from .records import Deck, Place, Sheet

MOST = 120  # characters
# A footer that speaks of footers, of clicking or of typing is an instruction, in the languages that Office speaks most.
_PROMPT = re.compile(
    r"foot(er|line)|click|insert|enter|type |add |edit|sample|lorem|placeholder|your |\bname\b.*\btitle\b"
    r"|presentation (title|name)|(short|deck|document|main) title|title of|\bauthors?\b|[\[<{]"
    r"|fu(ß|ss)zeile|klick|einf(ü|ue)gen|eingeben|bearbeiten|titel der|mustertext"
    r"|pied de page|cliqu|ins(é|e)r|saisi|modifi|titre de la"
    r"|pie de p(á|a)gina|haga clic|pi(è|e) di pagina|fare clic|rodap(é|e)|voettekst|sidfot|bunntekst|sidefod|stopka"
    r"|колонтитул|页脚|頁尾|单击|按一下|フッター|クリック|바닥글|클릭|تذييل|כותרת תחתונה",
    re.IGNORECASE,
)


def says(text: str) -> bool:
    """Whether a footer's text is the client's word, such as a firm's name or a notice."""
    return 0 < len(text) <= MOST and not _PROMPT.search(text)


def footer_of(sheet: Sheet, deck: Deck, kind: str) -> Place | None:
    """The placeholder of that kind, if what stands there can be read, does not meet what the client draws, and has
    room for a date."""
    art = [one.box for one in sheet.drawn if one.kind in ("text", "picture", "other") and not covers(one, deck)]
    least = WORDS["dt"] * sqrt(deck.width * deck.height / USUAL) if kind == "dt" else 0.0
    for place in sheet.of_kind(kind):
        colour, under = text_colour(place, sheet, deck), grounds_under(place, sheet, deck)
        clear = not place.vertical and not any(letters(place, deck).overlaps(box) for box in art)
        if clear and place.inner.w >= least and all(ratio(colour, ground) >= TEXT for ground in under):
            return place
    return None
