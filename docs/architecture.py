"""The floors and rooms of the package as the drawing in docs/architecture.md: ``make forms`` keeps it current."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import FLOORS, MODEL_FLOOR, SOURCE

PAGE = Path(__file__).with_name("architecture.md")
START, END = "<!-- rooms -->\n", "<!-- end of rooms -->\n"
MODELS = "*/model.py", "What the rooms hand to each other: the values of briefs, audiences, themes, pages and stories."


def text() -> str:
    """The whole page, its drawing made from the code."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return f"{before}{START}```\n{drawing()}```\n{END}{rest.partition(END)[2]}"


def drawing() -> str:
    """One line a room, the highest floor first: its floor, its folder, and what its first line says of it."""
    rooms = list(_rooms())
    wide = max(len(name) for _, name, _ in rooms)
    return "".join(f"{floor:2}  {name:{wide}}  {says}\n" for floor, name, says in rooms)


def _rooms() -> Iterator[tuple[int, str, str]]:
    for floor, names in sorted(enumerate(FLOORS, start=1), reverse=True):
        if floor == MODEL_FLOOR:
            yield floor, *MODELS
        for name in names:
            yield floor, name.replace(".", "/"), _summary(name)


def _summary(room: str) -> str:
    """The first line of a folder's or a file's docstring."""
    path = SOURCE.joinpath(*room.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
