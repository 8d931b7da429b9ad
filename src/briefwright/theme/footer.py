"""What the footer of a client's layout says, told from what only stands there until somebody writes one."""

from __future__ import annotations

import re

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
