"""A small Scene built by hand, with every kind of item once, for the tests of both writers.

Text is written with ``|`` where a line ends (it stands for the space there) and a few marks: ``*bold*``, ``_accent_``,
``^[1]^`` for a raised marker, ``<address words>`` for a link. Widths are estimates: half an em a letter.
"""

import re
from pathlib import Path

from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import (
    Cell,
    Group,
    Item,
    Layout,
    Line,
    Page,
    Paragraph,
    Picture,
    Placeholder,
    Properties,
    Role,
    Row,
    Rule,
    Run,
    Scene,
    Shape,
    Statement,
    Stroke,
    Table,
    Text,
    TextStyle,
)
from briefwright.theme.model import Theme
from tests.write.sample_picture import pixel_picture
from tests.write.sample_theme import CLIENT, NIGHT, PAPER, theme

__all__ = ["CLIENT", "NIGHT", "PAPER", "Sample", "paragraph", "pixel_picture", "sample", "theme"]

_MARKS = re.compile(r"\*(?P<bold>[^*]+)\*|_(?P<accent>[^_]+)_|\^(?P<raised>[^^]+)\^|<(?P<link>\S+) (?P<words>[^>]+)>")


def paragraph(words: str, style: TextStyle, **given: object) -> Paragraph:
    """A paragraph of marked words in one style; ``given`` are further fields of ``Paragraph``."""
    runs: list[Run] = []
    at = 0
    for mark in _MARKS.finditer(words):
        if mark.start() > at:
            runs.append(Run(words[at : mark.start()], style))
        if mark["bold"]:
            runs.append(Run(mark["bold"], replace(style, bold=True)))
        elif mark["accent"]:
            runs.append(Run(mark["accent"], replace(style, colour="accent")))
        elif mark["raised"]:
            runs.append(Run("\u00a0", style))
            runs.append(Run(mark["raised"], replace(style, size=min(9, style.size), colour="muted"), raised=True))
        else:
            runs.append(Run(mark["words"], style, link=mark["link"]))
        at = mark.end()
    if at < len(words):
        runs.append(Run(words[at:], style))
    marked = "".join(run.text for run in runs)
    lines, start = [], 0
    for piece in marked.split("|"):
        lines.append(Line(start, start + len(piece), len(piece) * style.size / 2))
        start += len(piece) + 1
    plain = tuple(replace(run, text=run.text.replace("|", " ")) for run in runs)
    return Paragraph(plain, tuple(lines), style.leading, **given)  # type: ignore[arg-type]


class Sample:
    """Builds the sample pages out of one theme."""

    def __init__(self, look: Theme, picture: Path | None = None) -> None:
        self.theme, self.picture = look, picture

    def scene(self) -> Scene:
        """Title, two content pages, a section page, a message page; six pages of two sections with the table page."""
        pages = (self.cover(), self.points(), self.figures(), self.divider(), self.matrix(), self.message())
        properties = Properties(
            title="China’s large language models: late to the race & here with force",
            subject="Executive brief",
            author="A. Writer",
            organisation="Briefing House <Ltd>",
            keywords=("AI", "China"),
            date="2024-04-03",
            marking="Client confidential",
            status="draft",
        )
        sections = (("Opening", 0), ("Bottom line", 1), ("Players", 3))
        return Scene(960, 540, self.layouts(), pages, properties, sections)

    def text(self, name: str, rect: tuple[float, float, float, float], words: str, kind: str, **given: object) -> Text:
        colour = given.pop("colour", None)
        styled = paragraph(words, self.theme.style(kind, colour=colour))  # type: ignore[arg-type]
        return Text(name, Rect(*rect), (styled,), **given)  # type: ignore[arg-type]

    def layouts(self) -> tuple[Layout, ...]:
        style, frame = self.theme.style, self.theme.frame
        title = Placeholder("title", "title", frame.rect("headline"), style("h1"), "Headline")
        lead = Placeholder("lead", "body", frame.rect("lead"), style("lead"), "Lead")
        cover = Placeholder("title", "ctrTitle", Rect(48, 66, 864, 54), style("display"), "Title")
        subtitle = Placeholder("subtitle", "subTitle", Rect(48, 120, 864, 54), style("display_sub"), "Subtitle")
        divider = Placeholder(
            "title", "title", Rect(342, 146, 570, 54), style("display", colour="on_accent"), "Section"
        )
        statement = Placeholder("title", "title", Rect(48, 78, 864, 240), style("message"), "Message")
        return (
            Layout("title", "paper", self.fixed("rule", "accent"), (cover, subtitle, *self.furniture())),
            Layout("content", "paper", self.fixed("rule", "accent"), (title, lead, *self.furniture())),
            Layout("message", "paper", self.fixed("rule", "accent"), (statement, *self.furniture())),
            Layout("section", "accent", self.fixed("on_accent", "on_accent"), (divider, *self.furniture("on_accent"))),
        )

    def fixed(self, line: str, stamp: str) -> tuple[Item, ...]:
        return (
            Rule("tracker-line", 48, 16.5, 912, 16.5, self.theme.stroke("hairline", line)),
            Shape("stamp-frame", self.theme.frame.rect("stamp"), stroke=self.theme.stroke("connector", stamp)),
            self.text("stamp", (852, 33, 60, 12), "DRAFT", "metab", colour=stamp, role=Role.FURNITURE),
        )

    def furniture(self, colour: str | None = None) -> tuple[Placeholder, ...]:
        rect, style = self.theme.frame.rect, self.theme.style
        source = Placeholder("source", "body", rect("source"), style("meta", colour=colour), "Source")
        marking = Placeholder("marking", "ftr", rect("marking"), style("metab", colour=colour), align="right")
        page = Placeholder("page", "sldNum", rect("page"), style("metab", colour=colour or "ink"), align="right")
        return (marking, page) if colour else (source, marking, page)

    def feet(self, page: str, number: int, colour: str | None = None) -> tuple[Item, ...]:
        rect, style = self.theme.frame.rect, self.theme.style
        marking = paragraph("CLIENT CONFIDENTIAL", style("metab", colour=colour), align="right")
        figure = paragraph(str(number), style("metab", colour=colour or "ink"), align="right")
        return (
            Text(f"bw:{page}/marking", rect("marking"), (marking,), Role.FURNITURE, placeholder="marking"),
            Text(f"bw:{page}/page", rect("page"), (figure,), Role.FURNITURE, placeholder="page"),
        )

    def source(self, page: str) -> Text:
        words = "[1] Space and Lemon Innovations, “First taken by surprise”, 3 Apr 2024."
        style = self.theme.style("meta")
        box = self.theme.frame.rect("source")
        return Text(f"bw:{page}/source", box, (paragraph(words, style),), Role.SOURCE, placeholder="source")

    def head(self, page: str, title: str, lead: str) -> tuple[Text, Text]:
        frame = self.theme.frame
        return (
            Text(
                f"bw:{page}/title",
                frame.rect("headline"),
                (paragraph(title, self.theme.style("h1")),),
                Role.TITLE,
                placeholder="title",
            ),
            Text(
                f"bw:{page}/lead",
                frame.rect("lead"),
                (paragraph(lead, self.theme.style("lead")),),
                Role.LEAD,
                placeholder="lead",
            ),
        )

    def cover(self) -> Page:
        squares = tuple(
            Shape(f"bw:cover/unit-{n + 1}", Rect(48 + n * 31, 276, 25, 25), fill="accent" if n < 8 else "rule")
            for n in range(28)
        )
        logo = (
            (Picture("bw:cover/logo", Rect(48, 420, 48, 48), str(self.picture), "Logo of the house"),)
            if self.picture
            else ()
        )
        items: tuple[Item, ...] = (
            self.text(
                "bw:cover/title",
                (48, 66, 864, 54),
                "China’s large language models:",
                "display",
                role=Role.TITLE,
                placeholder="title",
            ),
            self.text(
                "bw:cover/subtitle",
                (48, 120, 864, 54),
                "late to the race, here with force",
                "display_sub",
                role=Role.SUBTITLE,
                placeholder="subtitle",
            ),
            self.text("bw:cover/label", (48, 195, 202, 15), "Position as of", "small", colour="muted"),
            self.text("bw:cover/value", (48, 211, 202, 18), "*3 April 2024*", "body"),
            Group("bw:cover/units", squares, alt="8 of 28 squares are filled: 40 of 140 models are approved"),
            *logo,
            *self.feet("cover", 1),
        )
        return Page("cover", "title", "China’s large language models:", items, "cover", "title", notes="Welcome.\nGo.")

    def points(self) -> Page:
        style = self.theme.style
        body = style("body")
        bullets = (
            paragraph("Plain text of two lines, which a *bold* word and|an _accent_ mark; it ends.^[1]^", body),
            paragraph(
                "A first point that hangs under its own text, which is|two lines long",
                body,
                bullet=True,
                indent=14.0,
                before=6.0,
            ),
            paragraph("A second & last point <5", body, bullet=True, indent=14.0, before=6.0),
            paragraph("See <https://example.org/?a=1&b=2 the site>, <mailto:a@example.org the ctx>", body, before=6.0),
            paragraph("or <#matrix the matrix>.", body),
        )
        strip, first = Rect(48, 438, 864, 42), Statement("first")
        items: tuple[Item, ...] = (
            *self.head(
                "points",
                "China entered the LLM race late but with force, and still|has no model to rival GPT, Gemini or Claude",
                "Three judgements; confidence is ours",
            ),
            Rule("bw:points/rule-1", 48, 156, 324, 156, self.theme.stroke("ink")),
            self.text(
                "bw:points/number-1", (48, 168, 40, 42), "1", "num_l", colour="accent", role=Role.FIGURE, part_of=first
            ),
            Text("bw:points/body-1", Rect(48, 216, 300, 180), bullets, part_of=first),
            Rule("bw:points/arrow", 360, 300, 420, 270, Stroke("ink2", 1.0), arrow=True),
            Rule("bw:points/dashed", 360, 320, 420, 320, Stroke("mid", 1.5, (3, 3)), alt="A planned link"),
            Shape("bw:points/dot", Rect(440, 264, 12, 12), "ellipse", "second", Stroke("paper", 1.5), alt="One event"),
            self.meter("points", 480, 300, 2),
            self.text("bw:points/jump", (480, 320, 200, 18), "<#matrix To the matrix>", "body", role=Role.LABEL),
            Shape("bw:points/strip", strip, fill="tint"),
            Text(
                "bw:points/so-what",
                strip.inset(12, 0, 12, 0),
                (paragraph("*So what* Treat them as fast followers.", body),),
                anchor="middle",
            ),
            self.source("points"),
            *self.feet("points", 2),
        )
        return Page("points", "content", "China entered the race late", items, "points", "bottom-line", "bottom")

    def meter(self, page: str, x: float, y: float, degree: int) -> Group:
        segments = tuple(
            Shape(f"bw:{page}/meter-{n + 1}", Rect(x + 21 * n, y, 18, 6), fill="ink" if n < degree else "rule")
            for n in range(3)
        )
        return Group(f"bw:{page}/meter", segments, alt="Confidence: moderate")

    def figures(self) -> Page:
        style = self.theme.style
        number = Paragraph(
            (Run("100", style("num_xl", colour="accent")), Run("\u00a0million users", style("lead"))),
            (Line(0, 17, 230.0),),
            57,
        )
        lines = "Left of the box|and a second line", "Right of the box|and a second line", "In the middle of|the box"
        aligned = tuple(
            Text(
                f"bw:figures/{align}",
                Rect(48 + 290 * n, 260, 130, 90),
                (paragraph(lines[n], style("lead"), align=align),),
                anchor=anchor,  # type: ignore[arg-type]
            )
            for n, (align, anchor) in enumerate((("left", "top"), ("right", "middle"), ("center", "bottom")))
        )
        items: tuple[Item, ...] = (
            *self.head("figures", "Chinese text is set too: 中文的大语言模型", "Alignment and anchors"),
            Text("bw:figures/number-1", Rect(48, 171, 420, 57), (number,), Role.FIGURE),
            *aligned,
            self.source("figures"),
            *self.feet("figures", 3),
        )
        return Page("figures", "content", "Chinese text is set too", items, "figures", "key-figures", "bottom")

    def divider(self) -> Page:
        items: tuple[Item, ...] = (
            self.text("bw:divider/number", (33, 60, 276, 400), "2", "divider", colour="on_accent", role=Role.FIGURE),
            self.text(
                "bw:divider/title",
                (342, 146, 570, 54),
                "Players",
                "display",
                colour="on_accent",
                role=Role.TITLE,
                placeholder="title",
            ),
            self.text("bw:divider/subtitle", (342, 206, 570, 30), "Who is in the race", "lead", colour="on_accent"),
            *self.feet("divider", 4, "on_accent"),
        )
        return Page("divider", "section", "Players", items, "divider", "section", "players")

    def matrix(self) -> Page:
        small, label = self.theme.style("small"), self.theme.style("smallb", colour="muted")
        key = self.theme.style("h3", colour="accent")

        def cell(words: str, style: TextStyle, top: float, **given: object) -> Cell:
            align = given.pop("align", "left")
            return Cell((paragraph(words, style, align=align),), (0, top, 15, 2), **given)  # type: ignore[arg-type]

        head = Row(
            tuple(cell(words, label, 3) for words in ("Player", "Model", "Users, m")), 24, self.theme.stroke("ink")
        )
        hairline, close = self.theme.stroke("hairline"), self.theme.stroke("close")
        rows = (
            Row(
                (
                    cell("Alibaba", key, 9, header=True),
                    cell("Tongyi Qianwen 2.0, with industry variants and|SeaLLM^[1]^", small, 9),
                    cell("1", small, 9, align="right"),
                ),
                54,
                hairline,
            ),
            Row((cell("Baidu", key, 9, header=True), cell("<#points ERNIE 4.0>", small, 9), Cell(())), 35, hairline),
            Row((cell("Others: eleven more", small, 9, span=2, fill="tint"), Cell(())), 35, close),
        )
        table = Table(
            "bw:matrix/table", Rect(48, 156, 600, 148), (160, 300, 140), (head, *rows), alt="Players and their models"
        )
        items: tuple[Item, ...] = (
            *self.head("matrix", "Two players lead, and the rest follow", "Ordered by weight"),
            table,
            self.source("matrix"),
            *self.feet("matrix", 5),
        )
        return Page(
            "matrix", "content", "Two players lead", items, "matrix", "player-matrix", "players", notes="Say it."
        )

    def message(self) -> Page:
        style = self.theme.style("message")
        words = paragraph("Not that far behind, _and aware of|it._", style)
        items: tuple[Item, ...] = (
            Text("bw:message/title", Rect(48, 78, 864, 240), (words,), Role.TITLE, placeholder="title"),
            Rule("bw:message/rule", 48, 390, 912, 390, self.theme.stroke("ink")),
            self.source("message"),
            *self.feet("message", 6),
        )
        return Page(
            "message", "message", "Not that far behind, and aware of it.", items, "message", "message", "players"
        )


def sample(look: Theme | None = None, picture: Path | None = None) -> Scene:
    """The sample scene in a theme, by default paper; with a picture on its cover if one is given."""
    return Sample(look or theme(), picture).scene()
