"""The paper theme's metrics and typesetter, and words to set."""

from collections.abc import Iterator

import pytest

from briefwright.core.diagnostics import Span
from briefwright.scene.model import TextStyle
from briefwright.story.model import Piece, Words
from briefwright.text import fonts, itemise
from briefwright.text.fit import Typesetter
from briefwright.text.measure import Metrics
from briefwright.theme.read import read_theme

BODY = TextStyle(14, 18)
BOLD = TextStyle(14, 18, bold=True)


@pytest.fixture(scope="session")
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def typesetter() -> Typesetter:
    return Typesetter(read_theme("paper"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any of the extras."""

    def forget() -> None:
        fonts.installed.cache_clear()
        itemise._stand_ins.cache_clear()

    find = fonts.root_of
    monkeypatch.setattr(fonts, "root_of", lambda package: find(package) if package == "fontpkg-arimo" else None)
    monkeypatch.setattr("briefwright.text.bidi.find_spec", lambda module: None)
    forget()
    yield
    forget()


def words(text: str, marker: int = 0) -> Words:
    """Words written in line 7 of a brief, with a citation marker behind them if asked."""
    pieces = (Piece(text), *((Piece(f"[{marker}]", cites=(marker,)),) if marker else ()))
    return Words(pieces, span=Span("brief.yaml", 7, 3))


def lines_of(paragraph) -> list[str]:
    return [paragraph.text[line.start : line.end] for line in paragraph.lines]
