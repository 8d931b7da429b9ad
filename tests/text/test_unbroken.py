"""Lines end between words in Chinese and between phrases in Japanese, and no amount, date or range is parted."""

from itertools import pairwise

import pytest

from briefwright.scene.model import Run
from briefwright.text.measure import Metrics
from briefwright.text.unbroken import available, unbroken
from briefwright.text.wrap import break_opportunities, wrap
from tests.text.conftest import BODY

METRICS = Metrics()

needs_words = pytest.mark.skipif(not available(), reason="the extra cjk is not installed")


def pieces(text: str) -> list[str]:
    """The text cut at every place at which a line may end."""
    closed = unbroken(text)
    cuts = [0, *(following for _, following in break_opportunities(text) if following not in closed), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("from 2.2–2.9 m to 10–15", ["2.2–2.9", "10–15"]),
        ("整改费用为240万元", ["240万元"]),
        ("约82～118米", ["约82～118米"]),
        ("41億円から96億円に伸びた", ["41億円", "96億円"]),
        pytest.param("不是人手不足，很快就会增长", ["人手不足，", "很快"], marks=needs_words),
        ("2025年9月18日复查", ["2025年9月18日"]),
        pytest.param("工場の能力を超えずに値段を守れる", ["工場の", "能力を", "超えずに"], marks=needs_words),
        pytest.param("同種の商品は半年で二割下がった", ["半年で", "二割下がった"], marks=needs_words),
        pytest.param("量販店では値引きが避けられない", ["量販店では", "避けられない"], marks=needs_words),
    ],
)
def test_what_belongs_together_stands_in_one_line(text: str, together: list[str]) -> None:
    assert [part for part in together if not any(part in piece for piece in pieces(text))] == []


def test_what_no_line_holds_is_parted_at_a_hard_space_before_a_range_is() -> None:
    words = Run("نحو\u00a062,000–75,000", BODY)
    width = METRICS.width("62,000–75,000", BODY) + 4
    paragraph = wrap((words,), width, METRICS, leading=16)
    assert [words.text[line.start : line.end] for line in paragraph.lines] == ["نحو", "62,000–75,000"]


@needs_words
def test_a_column_of_japanese_breaks_between_words_and_not_only_between_phrases() -> None:
    text = "機会は中程度である：三年で96億円になった売場に入る"
    within = text.index("なった")
    assert within in unbroken(text)
    assert within not in unbroken(text, "words")
    assert text.index("億円") in unbroken(text, "words")  # a number stays with what it counts
    assert text.index("た売場") in unbroken(text, "words")  # and an ending with its word


@pytest.mark.parametrize("text", ["我们对此有一定把握：两家的排产表。", "我们对此有一定把握：两家的排产表"])
def test_no_line_is_the_last_sign_of_a_text_alone(text: str) -> None:
    assert text.index("表") in unbroken(text)
