"""Languages: their words are whole, and numbers, dates and lists read as Babel (Unicode's CLDR) writes them."""

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from briefwright.brief.figures import Quantity
from briefwright.brief.numerals import Printed, Style, show
from briefwright.brief.read import read as read_brief
from briefwright.core import files
from briefwright.core.diagnostics import Refused, errors
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.story.language import NBSP, read_language
from briefwright.write.pdf import write as write_pdf
from briefwright.yamlfile.validate import read
from tests.scripts import LANGUAGES as SCRIPTS
from tests.story.briefs import plain, slide, story

LOCALES = {
    "en": "en_GB",
    "de": "de_DE",
    "fr": "fr_FR",
    "zh": "zh_Hans_CN",
    "ar": "ar_001",
    "he": "he_IL",
    "ja": "ja_JP",
}
CODES = tuple(LOCALES)
MARKS = str.maketrans("", "", "\u200e\u200f")  # of direction: CLDR sets them in front of some numbers


def shown(code: str, quantity: Quantity, style: Style = "precise") -> Printed:
    return show(quantity, read_language(code), style, language=code)


def spaced(text: str) -> str:
    """Every hard space as one kind: CLDR and typesetters differ in which one."""
    return text.replace("\u202f", NBSP).replace(" ", NBSP)


# ---- held against Babel ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_months_and_number_marks_are_those_of_babel(code: str) -> None:
    language, locale = read_language(code), Locale.parse(LOCALES[code])
    for width, months in (("wide", language.months), ("abbreviated", language.months_short)):
        width = "abbreviated" if code == "zh" else width  # 一月 stands alone; a date has 1月
        assert list(months) == [locale.months["format"][width][n] for n in range(1, 13)]
    symbols = locale.number_symbols["latn"]
    assert (language.decimal, language.group) == (symbols["decimal"], symbols["group"])
    sign = symbols["minusSign"].replace("-", "\u2212")  # a true minus, where CLDR has what a keyboard has
    assert language.minus == sign


@pytest.mark.parametrize("code", CODES)
@given(number=st.decimals(min_value=0, max_value=10**12, places=2), places=st.integers(0, 2))
def test_numbers_are_written_as_babel_writes_them(code: str, number, places: int) -> None:
    number = round(number, places)
    told = shown(code, Quantity("n", value=Fraction(number), decimals=places)).number
    assert told == format_decimal(number, f"#,##0.{'0' * places}", locale=LOCALES[code])


@pytest.mark.parametrize("code", CODES)
@given(percent=st.integers(0, 100_000))
def test_percentages_are_written_as_babel_writes_them(code: str, percent: int) -> None:
    told = shown(code, Quantity("n", value=Fraction(percent), style="percent")).number
    assert spaced(told.translate(MARKS)) == spaced(format_percent(percent / 100, locale=LOCALES[code]))
    assert Locale.parse(LOCALES[code]).number_symbols["latn"]["percentSign"] in told


# English writes m and bn here, and M and B in American newspapers; Hebrew words stand for the letters M and B of CLDR
@pytest.mark.parametrize(
    ("code", "width"), [*((code, "short") for code in ("de", "fr", "zh", "ar", "ja")), ("he", "long")]
)
@pytest.mark.parametrize(
    "value", [1_200_000, 45_600_000, 789_000_000, 1_500_000_000, 30_000_000_000, 2_000_000_000_000]
)
def test_large_numbers_are_rounded_to_the_scales_of_babel(
    code: str, width: Literal["short", "long"], value: int
) -> None:
    told = shown(code, Quantity("n", value=Fraction(value)), "rounded").number
    compact = format_compact_decimal(value, format_type=width, locale=LOCALES[code], fraction_digits=2)
    assert spaced(told) == spaced(compact.translate(MARKS))


@pytest.mark.parametrize("code", CODES)
@given(day=st.integers(0, 3000).map(lambda n: date(2020, 1, 1) + timedelta(n)))
def test_dates_are_written_as_babel_writes_them(code: str, day: date) -> None:
    language, locale = read_language(code), LOCALES[code]
    expected = format_date(day, "long", locale=locale)
    if code == "fr" and day.day == 1:
        expected = expected.replace("1 ", "1er ", 1)  # CLDR has no ordinal for it, and every French style guide has
    assert language.date(day.isoformat()).replace(NBSP, " ") == expected
    month = format_skeleton("yMMMM", day, locale=locale)
    assert language.date(day.isoformat()[:7]).replace(NBSP, " ") == month


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_lists_are_written_as_babel_writes_them(code: str, count: int) -> None:
    parts = ["Alibaba", "Baidu", "Tencent", "Moonshot"][:count]
    assert read_language(code).listing(parts) == format_list(parts, locale=LOCALES[code])


# ---- whole -------------------------------------------------------------------------------------------


def own_labels(code: str) -> dict[str, str]:
    path = files.template("languages", code)
    assert path
    return read(path.read_bytes(), str(path))["labels"]


def said_by(code: str) -> list[tuple[str, str]]:
    """Every label and text of a language without its Jinja."""
    texts = {**own_labels(code), **read_language(code).texts}
    return [(key, re.sub(r"\{[{%].*?[}%]\}", "", text)) for key, text in texts.items()]


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_word_of_its_own_for_every_label(code: str) -> None:
    english = own_labels("en")
    missing = set(english) - set(own_labels(code)) - {"none", "scaled", "leads_to"}  # a dash, a frame and an arrow
    assert not missing, f"templates/languages/{code}.yaml lacks {', '.join(sorted(missing))}"


@pytest.mark.parametrize("code", CODES)
def test_a_label_keeps_the_places_that_are_filled(code: str) -> None:
    for key, text in own_labels("en").items():
        other = read_language(code).labels[key]
        if "{" in text and key != "money":
            assert sorted(part.split("}")[0] for part in other.split("{")[1:]) == sorted(
                part.split("}")[0] for part in text.split("{")[1:]
            ), key


def test_french_spaces_are_hard_and_stand_where_they_are_due() -> None:
    french = read_language("fr")
    texts = [*french.labels.values(), french.percent, french.group, *french.quotes]
    for text in texts:
        assert not any(f" {mark}" in text for mark in ":;!?»%"), text
        assert "« " not in text, text
        assert "'" not in text, text
    assert french.titled("mot") == "«\u00a0mot\u00a0»"
    assert french.labels["colon"] == "\u00a0: "


@pytest.mark.parametrize("code", ["zh", "ja"])
def test_east_asian_punctuation_is_full_width(code: str) -> None:
    for key, text in said_by(code):
        assert not set(text) & set(",:;()!?"), key


@pytest.mark.parametrize("code", ["ar", "he"])
def test_arrows_lead_to_the_left_where_text_does(code: str) -> None:
    assert own_labels(code)["leads_to"] == "←"
    assert own_labels("en")["leads_to"] == "→"


def test_arabic_has_its_own_comma() -> None:
    for key, text in said_by("ar"):
        assert not set(text) & set(",;?"), key


def test_no_arabic_noun_stands_behind_a_number_with_which_it_would_have_to_agree() -> None:
    for key, text in read_language("ar").texts.items():
        assert not {"tally", "spell"} & set(re.findall(r"\w+", text)), key


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Jane Q. Doe, “Tea report”, Leaf, 1 Mar 2024."),
        ("zh", "Jane Q. Doe，《Tea report》，Leaf，2024年3月1日。"),
        ("ar", "Jane Q. Doe، «Tea report»، Leaf، \u200f1 مارس 2024."),
        ("ja", "Jane Q. Doe「Tea report」、Leaf、2024年3月1日。"),
    ],
)
def test_a_source_is_listed_with_the_commas_of_the_language(tmp_path: Path, code: str, line: str) -> None:
    [source] = story(tmp_path, "full", code).sources
    assert source.line.prose.replace(NBSP, " ") == line


# ---- numbers -----------------------------------------------------------------------------------------

BILLION = Quantity("n", value=Fraction(3, 2), scale="billion", currency="USD", decimals=1)


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("en", "USD 1.5 bn"),
        ("de", "1,5 Mrd. USD"),
        ("fr", "1,5 Md USD"),
        ("zh", "15亿美元"),
        ("ar", "1.5 مليار دولار أمريكي"),
        ("he", "1.5 מיליארד דולר"),
        ("ja", "15億米ドル"),
    ],
)
def test_money_reads_as_it_is_written_there(code: str, whole: str) -> None:
    for style in ("rounded", "precise"):
        assert shown(code, BILLION, style).whole.replace(NBSP, " ") == whole


def test_a_number_set_large_has_its_currency_as_money_is_written_there() -> None:
    units = ["USD", "USD", "USD", "美元", "دولار أمريكي", "דולר", "米ドル"]
    assert [shown(code, BILLION).unit for code in CODES] == units


@pytest.mark.parametrize(
    ("value", "scale", "precise", "rounded"),
    [
        ("140", None, "140", "140"),
        ("12345", None, "12,345", "1.23万"),
        ("50", "thousand", "5万", "5万"),
        ("5", "thousand", "5,000", "5,000"),
        ("200", "million", "2亿", "2亿"),
        ("1.25", "million", "125万", "125万"),
        ("123.456789", "million", "1.23456789亿", "1.23亿"),
        ("3", "trillion", "3万亿", "3万亿"),
        ("-40", "million", "\u22124000万", "\u22124000万"),
    ],
)
def test_chinese_counts_in_ten_thousands(value: str, scale: str | None, precise: str, rounded: str) -> None:
    decimals = len(value.partition(".")[2])
    quantity = Quantity("n", value=Fraction(value), scale=scale, decimals=decimals)
    assert (shown("zh", quantity).number, shown("zh", quantity, "rounded").number) == (precise, rounded)


def test_a_chinese_range_has_one_scale() -> None:
    quantity = Quantity("n", low=Fraction(80), high=Fraction(120), scale="million", approx=True)
    assert shown("zh", quantity).whole == "约0.8～1.2亿"


@given(value=st.integers(1, 10**6), scale=st.sampled_from([None, "thousand", "million", "billion", "trillion"]))
def test_a_value_is_the_same_in_every_language(value: int, scale: str | None) -> None:
    quantity = Quantity("n", value=Fraction(value, 100), scale=scale, decimals=2)
    steps = {
        "en": {"thousand": 3, "million": 6, "bn": 9, "tn": 12},
        "fr": {"k": 3, "M": 6, "Md": 9, "Bn": 12},
        "zh": {"万亿": 12, "万": 4, "亿": 8},
        "ar": {"ألف": 3, "مليون": 6, "مليار": 9, "ترليون": 12},
        "he": {"אלף": 3, "מיליון": 6, "מיליארד": 9, "טריליון": 12},
        "ja": {"兆": 12, "万": 4, "億": 8},
    }
    for code, powers in steps.items():
        text, language = shown(code, quantity).number, read_language(code)
        word = next((word for word in powers if text.endswith(word)), "")
        digits = text.removesuffix(word).strip(NBSP).replace(language.group, "").replace(language.decimal, ".")
        assert Fraction(digits) * 10 ** powers.get(word, 0) == quantity.absolute


# ---- dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        (
            "2024-04-03",
            (
                "3 Apr 2024",
                "3. Apr. 2024",
                "3 avr. 2024",
                "2024年4月3日",
                "3 أبريل 2024",
                "3 באפר׳ 2024",
                "2024年4月3日",
            ),
        ),
        (
            "2024-04-01",
            (
                "1 Apr 2024",
                "1. Apr. 2024",
                "1er avr. 2024",
                "2024年4月1日",
                "1 أبريل 2024",
                "1 באפר׳ 2024",
                "2024年4月1日",
            ),
        ),
        ("2023-10", ("Oct 2023", "Okt. 2023", "oct. 2023", "2023年10月", "أكتوبر 2023", "אוק׳ 2023", "2023年10月")),
        ("2023", ("2023", "2023", "2023", "2023年", "2023", "2023", "2023年")),
        ("2017~", ("c. 2017", "um 2017", "vers 2017", "约2017年", "نحو 2017", "סביב 2017", "2017年頃")),
        (
            "2023?",
            (
                "2023 (unconfirmed)",
                "2023 (unbestätigt)",
                "2023 (non confirmé)",
                "2023年（待核实）",
                "2023 (غير مؤكد)",
                "2023 (לא מאומת)",
                "2023年（未確認）",
            ),
        ),
        (
            "2024-03-05/2024-04-03",
            (
                "5 Mar–3 Apr 2024",
                "5. März–3. Apr. 2024",
                "5 mars – 3 avr. 2024",
                "2024年3月5日至4月3日",
                "5 مارس–3 أبريل 2024",
                "5 במרץ–3 באפר׳ 2024",
                "2024年3月5日～4月3日",
            ),
        ),
        (
            "2024-03-05/2024-03-20",
            (
                "5–20 Mar 2024",
                "5.–20. März 2024",
                "5 – 20 mars 2024",
                "2024年3月5日至3月20日",
                "5–20 مارس 2024",
                "5–20 במרץ 2024",
                "2024年3月5日～3月20日",
            ),
        ),
        (
            "2023-11/2024-02",
            (
                "Nov 2023–Feb 2024",
                "Nov. 2023–Feb. 2024",
                "nov. 2023 – févr. 2024",
                "2023年11月至2024年2月",
                "نوفمبر 2023–فبراير 2024",
                "נוב׳ 2023–פבר׳ 2024",
                "2023年11月～2024年2月",
            ),
        ),
        (
            "2024-02/2024-04",
            (
                "Feb–Apr 2024",
                "Feb.–Apr. 2024",
                "févr. – avr. 2024",
                "2024年2月至4月",
                "فبراير–أبريل 2024",
                "פבר׳–אפר׳ 2024",
                "2024年2月～4月",
            ),
        ),
        (
            "2024-21",
            ("spring 2024", "Frühjahr 2024", "printemps 2024", "2024年春季", "ربيع 2024", "אביב 2024", "2024年春"),
        ),
        ("../2024", ("until 2024", "bis 2024", "jusqu’en 2024", "截至2024年", "حتى 2024", "עד 2024", "2024年まで")),
        (
            "../2024-04-03",
            (
                "until 3 Apr 2024",
                "bis 3. Apr. 2024",
                "jusqu’au 3 avr. 2024",
                "截至2024年4月3日",
                "حتى 3 أبريل 2024",
                "עד 3 באפר׳ 2024",
                "2024年4月3日まで",
            ),
        ),
        ("2024/..", ("from 2024", "ab 2024", "à partir de 2024", "2024年起", "منذ 2024", "מאז 2024", "2024年以降")),
        (
            "2024-04-03/..",
            (
                "from 3 Apr 2024",
                "ab 3. Apr. 2024",
                "à partir du 3 avr. 2024",
                "2024年4月3日起",
                "منذ 3 أبريل 2024",
                "מאז 3 באפר׳ 2024",
                "2024年4月3日以降",
            ),
        ),
        ("202X", ("2020–2029", "2020–2029", "2020–2029", "2020～2029", "2020–2029", "2020–2029", "2020～2029")),
        ("soon", ("soon", "soon", "soon", "soon", "soon", "soon", "soon")),
        (None, ("", "", "", "", "", "", "")),
    ],
)
def test_dates_read_as_people_write_them(edtf: str | None, told: tuple[str, ...]) -> None:
    assert tuple(read_language(code).date(edtf, short=True).replace(NBSP, " ") for code in CODES) == told


def test_a_date_never_breaks_over_a_line() -> None:
    assert " " not in read_language("en").date("2024-04-03")


def test_counts_are_spelled_as_far_as_words_go() -> None:
    english = read_language("en")
    assert [english.spell(n) for n in (0, 5, 12, 13)] == ["no", "five", "twelve", "13"]
    assert english.listing(["a", "b", "c"]) == "a, b and c"
    assert read_language("de").listing(["a", "b"]) == "a und b"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_language("xx")
    assert refusal.value.diagnostics[0].code == "BW303"


# ---- a story -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "zh", "ar", "he", "ja"])
def test_a_story_has_the_fixed_words_numbers_and_dates_of_its_language(tmp_path: Path, code: str) -> None:
    told = story(tmp_path, "full", code)
    language = read_language(code)
    assert told.meta.date == language.date("2024-04-03")
    figures = slide(told, "key-figures").content
    drinkers = {"fr": "100 millions", "zh": "1亿", "ar": "100 مليون", "he": "100 מיליון", "ja": "1億"}[code]
    assert drinkers in plain(slide(told, "bottom-line").title)
    assert drinkers.split()[0] in str(figures)
    assert told.labels["sources"] == language.labels["sources"]


@pytest.mark.parametrize("code", ["fr", *SCRIPTS])
def test_an_edition_fits_and_its_pdf_holds_the_words_of_its_language(code: str) -> None:
    brief = Path(__file__).parents[1] / "briefs" / "tea.yaml"
    [edition], findings = place_editions(read_brief(brief), Order(brief, ("executive",), language=code))
    assert not errors(findings), "\n".join(map(str, findings))
    pdf = pypdfium2.PdfDocument(write_pdf(edition.scene, edition.look))
    text = "".join("".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    language = read_language(code)
    for words in (language.labels["so_what"], edition.story.meta.date, language.labels["confidence"]):
        assert all(word in text for word in words.split()), words  # PDFium has its own order of numbers and letters
