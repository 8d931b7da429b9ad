"""Even lines: spaces and letters within their limits, no word lost, none drawn over another, in any script."""

import re
from itertools import pairwise

import pytest

from briefwright.scene.model import Line, Paragraph, Run
from briefwright.text.hyphenate import SOFT_HYPHEN
from briefwright.text.justified import APART, CLOSER, FARTHER, NARROWEST, WIDER, WIDEST, loosened
from briefwright.text.running import ROW, running
from briefwright.text.scripts import EAST_ASIAN
from tests.text.test_running import GERMAN, PLAIN, lines, set_in, typesetter

TEXTS = {
    "de": f"{GERMAN} {PLAIN}",
    "en": "The lines of the railway run by the coast, and whoever takes the train sees the sea for an hour of the way. "
    "Engineers measured settlement of the embankment throughout, and recommended reinforcement before winter storms.",
    "he": "הקו עובר לאורך החוף, ומי שנוסע ברכבת רואה את הים במשך שעה שלמה. המהנדסים מדדו את שקיעת הסוללה לכל אורכה, "
    "והמליצו לחזק אותה לפני סופות החורף, כי תיקון אחריהן יעלה פי ארבעה ויימשך שנתיים.",
    "ar": "يمر الخط على طول الساحل، ومن يركب القطار يرى البحر ساعة كاملة من الطريق. قاس المهندسون هبوط السد على "
    "امتداده كله، وأوصوا بتقويته قبل عواصف الشتاء، لأن إصلاحه بعدها يكلف أربعة أضعاف ويستغرق سنتين.",
    "zh": "铁路沿着海岸修建，乘坐火车的人一路上有一个小时能看到大海。工程师测量了整段路堤的沉降，建议在冬季风暴之前"
    "加固，因为事后修复的费用是现在的四倍，而且需要两年时间，其间约36小时的停运不可避免。",
    "ja": "線路は海岸に沿って走り、列車に乗る人は一時間のあいだ海を眺める。技術者は堤防の沈下を全線で測り、冬の"
    "嵐の前に補強することを勧めた。嵐のあとで直せば費用は四倍になり、二年もかかるからである。",
}
WIDTHS = [float(width) for width in range(120, 265, 12)]
DIFFERENT = 0.35  # points of a line that is as long as the others


def even(made: Paragraph, width: float) -> list[tuple[Line, float]]:
    """The lines as long as the others, but the last, each with the length that it is to have."""
    rooms = [width - (0.0 if number else made.first) for number in range(len(made.lines))]
    found = [*zip(made.lines, rooms, strict=True)][:-1]
    return [(line, room) for line, room in found if abs(room - line.width) < DIFFERENT]


@pytest.mark.parametrize("language", TEXTS)
def test_the_spaces_and_letters_of_every_line_keep_within_limits(language: str) -> None:
    type_ = typesetter(language, justify=True)
    seen = 0
    for width in WIDTHS:
        made = set_in(type_, TEXTS[language], width, first=10.0)
        kept = [line for line, _ in even(made, width)]
        for line in made.lines:
            runs = made.runs_of(line)
            size = max(run.style.size for run in runs)
            space = type_.metrics.width(" ", runs[0].style)
            east = any(run.style.script in EAST_ASIAN for run in runs)
            assert (
                (NARROWEST - 1) * space - 0.001
                <= line.spread
                <= ((WIDER if language == "ar" else WIDEST) - 1) * space + 0.001
            )
            assert -CLOSER * size - 0.001 <= line.apart <= (APART if east else FARTHER) * size + 0.001
            assert line in kept or line is made.lines[-1] or line.spread == line.apart == 0.0
            seen += line in kept
    assert seen > len(WIDTHS)


@pytest.mark.parametrize("language", TEXTS)
def test_no_line_is_longer_than_its_column_and_each_is_as_long_as_it_says(language: str) -> None:
    type_ = typesetter(language, justify=True)
    for width in WIDTHS:
        made = set_in(type_, TEXTS[language], width, first=10.0)
        if type_.too_wide(made, width):
            continue
        for number, line in enumerate(made.lines):
            assert line.width <= width - (0.0 if number else made.first) + DIFFERENT
            if line.spread or line.apart:
                assert drawn(type_.metrics, made, line) == pytest.approx(line.width, abs=0.05)


def drawn(metrics, made: Paragraph, line: Line) -> float:  # type: ignore[no-untyped-def]
    """The length of a line as it is printed, without what stands behind its last letter."""
    runs = loosened(made.runs_of(line), line.apart)
    words = [(word, run) for run in runs for word in re.findall(r" +|[^ ]+", run.text)]
    behind = line.apart if runs[-1].style.tracking else 0.0
    return (
        sum(metrics.width(word, run.style) for word, run in words)
        + line.spread * sum(word.count(" ") for word, _ in words)
        - behind
    )


@pytest.mark.parametrize("language", TEXTS)
def test_no_word_is_lost_and_no_more_than_two_lines_in_a_row_are_parted(language: str) -> None:
    type_ = typesetter(language, justify=True)
    for width in WIDTHS:
        made = set_in(type_, TEXTS[language], width)
        assert made.text.replace(SOFT_HYPHEN, "") == TEXTS[language]
        assert all(made.text[one.end : other.start].strip() == "" for one, other in pairwise(made.lines))
        assert "-" * (ROW + 1) not in "".join("-" if line.endswith("-") else " " for line in lines(made))
        assert made.text.count(SOFT_HYPHEN) == sum(made.text[line.end - 1] == SOFT_HYPHEN for line in made.lines)


def test_most_lines_of_a_column_are_even() -> None:
    type_ = typesetter("en", justify=True)
    made = set_in(type_, TEXTS["en"] * 3, 240.0)
    assert len(even(made, 240.0)) >= 0.85 * len(made.lines)


def test_arabic_whose_letters_join_has_even_lines_in_a_narrow_column_too() -> None:
    made = set_in(typesetter("ar", justify=True), TEXTS["ar"] * 3, 180.0)
    assert len(even(made, 180.0)) >= 0.65 * len(made.lines)


def test_the_last_line_and_those_before_a_line_break_are_ragged() -> None:
    made = set_in(typesetter("en", justify=True), "A line that nearly fills it\nand one more of them", 150.0)
    assert [line.spread for line in made.lines] == [0.0, 0.0]


def test_a_short_text_is_not_justified() -> None:
    type_ = typesetter("de", justify=True)
    style = type_.style("ho_note")
    runs: tuple[Run, ...] = type_.runs(GERMAN, style)
    assert not any(line.spread for line in running(type_, runs, 150.0, style.leading, short=True).lines)


def test_a_text_whose_lines_would_mostly_stay_ragged_is_not_justified_at_all() -> None:
    text = "Netzgesellschaften: Kraftwerksgesellschaften, Übertragungsgesellschaften, Verteilungsgesellschaften."
    made = set_in(typesetter(justify=True, hyphenate=False), text, 150.0)
    assert not any(line.spread or line.apart for line in made.lines)


def test_what_a_number_counts_stays_with_it_in_even_lines_too() -> None:
    type_ = typesetter("zh", justify=True)
    for width in WIDTHS:
        assert not any(line.endswith(("3", "36")) for line in lines(set_in(type_, TEXTS["zh"], width)))
