"""Stories made by hand for the tests of handouts: any number of slides, words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefwright.forms.bottom_line import Judgement, Judgements
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit.content import Degree
from briefwright.forms.kit.register_table import RegisterTable
from briefwright.forms.limitations import Limit, Limitations
from briefwright.forms.player_matrix import PlayerMatrix
from briefwright.forms.register import Register
from briefwright.forms.watch import Indicator, Watch
from briefwright.story.language import read_language
from briefwright.story.model import Meta, Piece, Section, Slide, Source, Story, Words

WORDS = [
    "late",
    "force",
    "market",
    "cloud",
    "model",
    "chip",
    "rule",
    "user",
    "price",
    "field",
    "limit",
    "growth",
    "reach",
    "claim",
    "count",
    "test",
    "judge",
    "open",
    "release",
    "platform",
    "assistant",
    "dialogue",
    "search",
    "office",
    "factory",
    "citizen",
    "policy",
    "licence",
    "approval",
    "import",
    "training",
]


def words(text: str, *sources: int) -> Words:
    """Plain words, with a marker for each source."""
    pieces = [Piece(text)] if text else []
    pieces += [Piece(f"[{number}]", cites=(number,)) for number in sources]
    return Words(tuple(pieces), sources=tuple(sources))


def prose(count: int, seed: int = 0, name: str = "") -> str:
    """``count`` words, the first of them ``name``, so that it can be looked for."""
    chosen = [WORDS[(seed * 7 + i * i + i) % len(WORDS)] for i in range(count)]
    return " ".join([name, *chosen] if name else chosen).capitalize()


def meta(page: str = "A4", status: str = "draft", language: str = "en") -> Meta:
    return Meta(
        "tea", "Tea in Europe", "Late to the pot, here with force", "full", "Full brief", language, "3 April 2024",
        "2024-04-03", "Ann Leaf", "Leaf & Co", "ann@example.com", "Client confidential", status, "For discussion.",
        ("tea", "Europe"), page=page,
    )  # fmt: skip


def story(
    slides: tuple[Slide, ...],
    *,
    page: str = "A4",
    language: str = "en",
    sources: int = 1,
    sections: tuple[str, ...] = ("one",),
) -> Story:
    """A story of these slides, with so many sources."""
    listed = tuple(
        Source(
            n, f"s{n}", words(f"Leaf, “Tea report {n}”, 2024."), words(f"J. Doe, “Tea report {n}”, Leaf, 1 March 2024"),
            url=f"https://example.org/{n}",
        )
        for n in range(1, sources + 1)
    )  # fmt: skip
    labels = read_language(language).labels
    chapters = tuple(Section(name, words(name.capitalize())) for name in sections)
    return Story(meta(page, language=language), slides, chapters, listed, dict(labels))


def bottom(points: int = 2, section: str | None = "one") -> Slide:
    content = Judgements(
        tuple(
            Judgement(
                words(f"Point{n} holds"),
                words(prose(20, n, f"support{n}"), 1),
                "moderate",
                words(f"Basis{n} of it"),
            )
            for n in range(points)
        ),
        words("Sowhat of all"),
    )
    return Slide("bottom-line", "bottom-line", words("Tea came late and stays"), content, section=section, sources=(1,))


def text(number: int, items: int, count: int, section: str | None = "one") -> Slide:
    """A list of ``items`` texts of ``count`` words."""
    content = Bullets(
        tuple(
            BulletPoint(words(f"Label{number}x{i}"), words(prose(count, number + i, f"item{number}x{i}"), 1))
            for i in range(items)
        )
    )
    return Slide(f"text-{number}", "bullets", words(f"Heading{number} of a text"), content, section=section)


def figures(count: int, name: str = "figures") -> Slide:
    content = KeyFigures(
        tuple(
            KeyFigure(
                words(f"{n + 1}1"),
                words("cups"),
                words(f"Meaning{n} of a number", 1),
                words("Count"),
                words(f"Caveat{n}"),
            )
            for n in range(count)
        )
    )
    return Slide(name, "key-figures", words("Numbers"), content, section="one", sources=(1,))


def limits(count: int, length: int = 8, name: str = "limits") -> Slide:
    degrees: tuple[Degree, ...] = ("high", "moderate", "low", "")
    rows = tuple(
        Limit(
            words(f"Limit{n}"),
            words(prose(length, n, f"cause{n}"), 1),
            words(prose(length, n, f"effect{n}")),
            degrees[n % 4],
        )
        for n in range(count)
    )
    return Slide(
        name,
        "limitations",
        words("Limits hold it back"),
        Limitations(rows, words("Sowhat of limits")),
        words("Lead of limits"),
        "one",
    )


def matrix(rows: int, columns: int = 4) -> Slide:
    heads = tuple(words(f"Head{j}") for j in range(columns))
    cells = tuple(tuple(words(prose(j + 1, i, f"cell{i}x{j}")) for j in range(columns)) for i in range(rows))
    return Slide(
        "matrix", "player-matrix", words("Players"), PlayerMatrix(heads, cells, 1, words("Note of it")), section="one"
    )


def register(rows: int) -> Slide:
    tables = tuple(
        RegisterTable(
            (words("Name"), words("Kind")), tuple((words(f"Row{t}x{n}"), words(f"Kind{t}x{n}")) for n in range(rows))
        )
        for t in range(2)
    )
    return Slide(
        "register",
        "register",
        words("Everyone else"),
        Register(tables, words("12"), words("names in all")),
        section="one",
    )


def watch(count: int) -> Slide:
    rows = tuple(
        Indicator(words(f"Signal{n}"), words(f"Now{n}"), words(f"Trigger{n}"), words(f"Action{n}"))
        for n in range(count)
    )
    return Slide("watch", "watch", words("Signals to watch"), Watch(rows), section="one")


def every_word(content: object) -> Iterator[str]:
    """Every word of a content."""
    if isinstance(content, Words):
        yield from re.findall(r"\w+", content.prose)
    elif isinstance(content, tuple):
        for entry in content:
            yield from every_word(entry)
    elif isinstance(content, Struct):
        for name in content.__struct_fields__:
            yield from every_word(getattr(content, name))
