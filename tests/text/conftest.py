"""The paper theme's metrics and typesetter, and words to set."""

import pytest

from briefwright.diagnostics import Span
from briefwright.scene.model import TextStyle
from briefwright.story.model import Piece, Words
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


def words(text: str, marker: int = 0) -> Words:
    """Words written in line 7 of a brief, with a citation marker behind them if asked."""
    pieces = (Piece(text), *((Piece(f"[{marker}]", cites=(marker,)),) if marker else ()))
    return Words(pieces, span=Span("brief.yaml", 7, 3))


def lines_of(paragraph) -> list[str]:
    return [paragraph.text[line.start : line.end] for line in paragraph.lines]
