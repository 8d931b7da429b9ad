"""The footers of a client's layout: which of them ours can go into, and whether their text is the client's own."""

from __future__ import annotations

import re

from ...core.colour import ratio
from ...core.geometry import Rect
from .ground_colours import WORDS, colours_behind, legible_colour, words_box
from .palette import GRAPHIC, TEXT
from .template import TemplateLayout, TemplatePlaceholder

MOST = 120  # characters
LINE = 12.6  # pt, times the scale: the height of a line of our smallest footer
# A footer that speaks of footers, of clicking or of typing is a prompt, in the languages that Office is used in most.
_PROMPT = re.compile(
    r"foot(er|line)|click|insert|\b(enter|edit(?!ion|or)|add|type)\b|sample|lorem|placeholder|your |\bname\b.*\btitle\b"
    r"|presentation (title|name)|goes here|no more than|(short|deck|document|main) title|title of|\bauthors?\b|[\[<{]"
    r"|fu(ß|ss)zeile|klick|einf(ü|ue)gen|eingeben|bearbeiten|titel der|mustertext"
    r"|pied de page|cliqu|ins(é|e)r|saisi|modifi|titre de la"
    r"|pie de p(á|a)gina|haga clic|pi(è|e) di pagina|fare clic|rodap(é|e)|voettekst|sidfot|bunntekst|sidefod|stopka"
    r"|колонтитул|页脚|頁尾|单击|点击|双击|按一下|请输入|(添加|输入|小|副|主)标题|^标题$"
    r"|フッター|クリック|바닥글|클릭|تذييل|כותרת תחתונה",
    re.IGNORECASE,
)


def is_clients_own(text: str) -> bool:
    """Whether a footer's text is the client's, such as a firm's name or a notice, and no prompt."""
    return 0 < len(text) <= MOST and not is_prompt(text)


def is_prompt(text: str) -> bool:
    """Whether words ask for words."""
    return bool(_PROMPT.search(text))


def line_box(holder: TemplatePlaceholder, scale: float) -> Rect:
    """Where the text of a footer stands: its box, or as much around it as our smallest line is high."""
    box, more = holder.inner, max(0.0, LINE * scale - holder.inner.h)
    return Rect(box.x, box.y - more * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[holder.anchor], box.w, box.h + more)


def usable_footer(layout: TemplateLayout, kind: str) -> TemplatePlaceholder | None:
    """The placeholder of that kind, if what stands there can be read, does not meet what the client draws, and has
    room for a date."""
    art = [
        shape.box
        for shape in layout.shapes
        if shape.kind in ("text", "picture", "other") and not shape.covers(layout.page)
    ]
    least = WORDS["dt"] * layout.scale if kind == "dt" else 0.0
    for holder in layout.of_kind(kind):
        line = line_box(holder, layout.scale)
        clear = not holder.vertical and layout.page.contains(line)
        clear = clear and not any(words_box(holder, layout).overlaps(box) for box in art)
        colour, behind = legible_colour(holder, layout), colours_behind(holder, layout)
        legible = all(ratio(colour, ground) >= (GRAPHIC if colour == holder.colour else TEXT) for ground in behind)
        if clear and legible and holder.inner.w >= least:
            return holder
    return None
