"""Whatever a brief holds, it is placed legally with all its words, or ends in errors that name their lines.

The briefs are made up: lists of 0 to 40 items, words of up to 60 letters, German and Chinese text, odd signs.
"""

import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, Refused, Severity
from briefwright.forms.profile import PlayerProfile
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from briefwright.scene.model import Page, Paragraph
from briefwright.story.model import Words
from tests.thoroughness import examples

pytestmark = pytest.mark.slow


def each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = each("tea grows in Europe and most firms sell it without a licence because offices are slow to grant one")
GERMAN = each(
    "Tee wächst in Europa und die meisten Firmen verkaufen ihn ohne Lizenz Größe Übermaß "
    "Donaudampfschifffahrtsgesellschaft Rechtsschutzversicherungsgesellschaften"
)
SCRIPTS = each(
    "言語モデルは、 使われている。 ちょっと （推定） شركات الشاي (نعم) تنمو، לפי רישיון שעדיין־לא בְּרֵאשִׁית 38%"
)
CHINESE = ("茶叶", "在欧洲", "增长", "许可证", "大型语言模型", "通义千问", "的", "公司")

letters = st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüß")
odd_words = st.sampled_from(
    ["C++", "R&D", "100%", "a/b", "x_y_z", "*star*", "#1", "<b>", "it’s", "«so»", "—", "e.g.,", "…"]
)
WORDS = {
    "usual": st.one_of(st.sampled_from(ENGLISH), st.sampled_from(ENGLISH), st.sampled_from(GERMAN[:-2]), odd_words),
    "long": st.one_of(st.sampled_from(GERMAN), st.text(letters, min_size=1, max_size=60)),
    "many scripts": st.one_of(st.sampled_from(ENGLISH), st.sampled_from(SCRIPTS), st.sampled_from(CHINESE)),
    "Chinese": st.one_of(st.sampled_from(ENGLISH), st.sampled_from(CHINESE)),
}


def items(item: st.SearchStrategy[object], most: int = 40) -> st.SearchStrategy[list[object]]:
    few = st.lists(item, max_size=4)
    return st.one_of(few, few, st.lists(item, min_size=5, max_size=most))


def entry(**parts: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(parts)


DATES = ["2017~", "2023", "2024-03", "2024-03-05", "2024-03-05/2024-04"]
degrees = st.sampled_from(["low", "moderate", "high"])
BASE = {"value": 7, "unit": "firms", "label": "Base", "as_of": "2024"}


def briefs(kind: str) -> st.SearchStrategy[dict[str, object]]:
    """Briefs of usual words, of long ones, or with Chinese among them."""

    def text(most: int) -> st.SearchStrategy[str]:
        return st.lists(WORDS[kind], min_size=1, max_size=most).map(" ".join)

    figure = st.one_of(
        entry(value=st.integers(0, 10**9), unit=text(2), label=text(6), meaning=text(14), as_of=st.just("2024")),
        entry(low=st.integers(0, 99), high=st.integers(100, 999), label=text(6), caveat=text(12)),
        entry(text=text(3), label=text(4), currency=st.just("EUR")),
        entry(derived=st.just("f0 * 3 / 7"), style=st.sampled_from(["plain", "percent", "ratio"]), label=text(5)),
    )
    return entry(
        title=text(8),
        subtitle=text(8),
        bottom_line=entry(headline=text(22), text=text(20), so_what=text(18)),
        figures=st.lists(figure, max_size=12).map(lambda made: {f"f{n}": f for n, f in enumerate((BASE, *made))}),
        judgements=items(entry(text=text(12), support=text(30), confidence=degrees, basis=text(8)), 8),
        context=items(entry(title=text(3), text=text(25)), 40),
        players=items(
            entry(
                name=text(2), role=text(6), position=text(1), standout=text(14), reach=text(10),
                tier=st.sampled_from([1, 2]),
                facts=st.lists(text(14), max_size=7), so_what=text(20),
                models=st.lists(entry(name=text(2), note=text(8)), max_size=3),
            ), 12,
        ).map(lambda made: [{"id": f"p{n}", **player} for n, player in enumerate(made)]),
        limitations=items(entry(title=text(2), cause=text(16), effect=text(16), severity=degrees), 40),
        stakes=items(entry(kind=st.just("economic"), title=text(2), upside=text(16), risk=text(16)), 8),
        events=items(entry(date=st.sampled_from(DATES), text=text(14)), 40),
        watch=items(entry(signal=text(3), position=text(5), trigger=text(14), action=text(10)), 20),
        unknowns=items(text(20), 40),
        caveats=items(text(20), 12),
        corrections=st.dictionaries(text(2), text(2), max_size=12),
        glossary=st.dictionaries(text(2), text(14), max_size=12),
    )  # fmt: skip


def written(made: dict[str, object], language: str) -> str:
    head = {"briefwright": 1, "id": "any", "as_of": "2024-04", "language": language, "sources": {"a": {"title": "A"}}}
    return yaml.safe_dump({**head, **made}, allow_unicode=True, sort_keys=False, width=10_000)


def placed(
    made: dict[str, object], audience: str, language: str
) -> tuple[PlacedEdition | None, tuple[Diagnostic, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_text(written(made, language), encoding="utf-8")
        try:
            brief = read(path)
            editions, findings = place_editions(brief, Order(path, (audience,)))
        except Refused as refused:
            return None, refused.diagnostics
        return (editions[0] if editions else None), findings


# ---- what the pages say ------------------------------------------------------------------------------------


def level(said: str) -> str:
    """Without white space and the soft hyphens that long words are broken by."""
    return "".join(unicodedata.normalize("NFC", said).replace("\u00ad", "").split()).casefold()


def parts_of(thing: object, kind: type) -> Iterator[object]:
    """Everything of one kind in a value of ours, in its order."""
    if isinstance(thing, kind):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from parts_of(part, kind)
    elif isinstance(thing, Struct):
        for name in thing.__struct_fields__:
            yield from parts_of(getattr(thing, name), kind)


def said_on(page: Page) -> Iterator[str]:
    """Every paragraph of a page, its tables and charts included, without citation markers."""
    for paragraph in parts_of(page.items, Paragraph):
        yield "".join(run.text for run in paragraph.runs if not run.raised)


def unsaid(edition: PlacedEdition) -> list[str]:
    """The texts of the story that its pages do not hold."""
    pages: dict[str, list[Page]] = {}
    for page in edition.scene.pages:
        for slide_id in page.slides:
            pages.setdefault(slide_id, []).append(page)
    missing = []
    for slide in edition.story.slides:
        said = level(" ".join(text for page in pages.get(slide.id, []) for text in said_on(page)))
        # on a page that slides share, one title that is a claim of ours speaks for all, whose names stand over them
        shared = any(len(page.slides) > 1 for page in pages.get(slide.id, []))
        silent = shared and slide.join is not None and not slide.titled
        told = [*([] if silent else [slide.title]), *([slide.lead] if slide.lead else [])]
        content = slide.content
        if isinstance(content, PlayerProfile):  # which names of its peers the nearest, and counts the others
            content = replace(content, peers=())
        told += [w for w in parts_of(content, Words) if w.facts]  # fixed words, such as months, only where needed
        missing += [f"{slide.id}: {w.prose}" for w in told if w and level(w.prose) not in said]
    return missing


# ---- the properties ------------------------------------------------------------------------------------------


def held(made: dict[str, object], audience: str, language: str) -> None:
    edition, findings = placed(made, audience, language)
    wrong = [found for found in findings if found.severity is Severity.ERROR]
    if edition is None:
        assert wrong, "nothing was placed, and nothing said why"
    for found in wrong:
        assert found.message, found
        assert found.span, found
        assert found.span.line >= 1, found
    if edition is not None and not wrong:
        assert unsaid(edition) == []
        assert edition.scene.pages


AUDIENCES = st.sampled_from(["full", "executive", "investor", "technical", "policy"])
EDITIONS = AUDIENCES, st.sampled_from(["en", "de"])


@examples(40)
@given(briefs("usual"), *EDITIONS)
def test_a_brief_of_usual_words_is_placed_with_all_of_them(
    made: dict[str, object], audience: str, language: str
) -> None:
    held(made, audience, language)


@examples(25)
@given(briefs("long"), *EDITIONS)
def test_a_brief_of_long_words_is_placed_or_refused_by_line(
    made: dict[str, object], audience: str, language: str
) -> None:
    held(made, audience, language)


@examples(8)
@given(briefs("Chinese"), *EDITIONS)
def test_a_brief_with_chinese_is_placed_or_refused_by_line(
    made: dict[str, object], audience: str, language: str
) -> None:
    held(made, audience, language)


@examples(8)
@given(briefs("many scripts"), *EDITIONS)
def test_a_brief_in_many_scripts_is_placed_or_refused_by_line(
    made: dict[str, object], audience: str, language: str
) -> None:
    held(made, audience, language)


plain = st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=8).map(" ".join)
SHORT = entry(
    title=st.just("A brief of many short texts"),
    bottom_line=entry(headline=plain),
    judgements=st.lists(entry(text=plain, support=plain, confidence=degrees), max_size=4),
    context=st.lists(entry(text=plain), max_size=40),
    limitations=st.lists(entry(title=st.just("Soil"), cause=plain, effect=plain, severity=degrees), max_size=40),
    events=st.lists(entry(date=st.just("2023"), text=plain), max_size=40),
    watch=st.lists(entry(signal=st.just("Rain"), position=plain, trigger=plain, action=plain), max_size=40),
    unknowns=st.lists(plain, max_size=40),
    caveats=st.lists(plain, max_size=10),
)


@examples(40)
@given(SHORT, AUDIENCES)
def test_a_brief_of_short_texts_is_always_placed_however_many_items_it_has(
    made: dict[str, object], audience: str
) -> None:
    edition, findings = placed(made, audience, "en")
    assert [str(found) for found in findings if found.severity is Severity.ERROR] == []
    assert edition is not None
    assert unsaid(edition) == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 6, 7, 11, 40])
def test_a_list_of_any_length_is_placed(count: int) -> None:
    made = {
        "title": "Tea",
        "bottom_line": {"headline": "Tea is on the rise"},
        "limitations": [
            {"title": f"Limit {n}", "cause": "Offices are slow", "effect": "Firms wait", "severity": "high"}
            for n in range(count)
        ],
        "players": [{"name": f"Firm {n}", "tier": 1 + n % 2, "standout": "Sells tea"} for n in range(count)],
        "stakes": [{"kind": "economic", "title": f"Stake {n}", "upside": "Jobs", "risk": "Debt"} for n in range(count)],
        "judgements": [{"text": f"Tea {n} is growing", "support": "It is sold"} for n in range(count)],
    }
    edition, findings = placed(made, "full", "en")
    assert [str(found) for found in findings if found.severity is Severity.ERROR] == []
    assert edition is not None
    assert unsaid(edition) == []


PHRASES = {
    "en": each("tariffs offices the_last_quarter a_fifth_of_all_homes slow_permits at_noon the_harbour"),
    "de": each("Genehmigungsverfahren die_Netzentgelte ein_Fünftel_der_Haushalte im_Winter der_Hafen Lieferketten"),
    "fr": each("l’autorité un_cinquième_des_foyers les_délais à_midi le_port d’abord la_régie"),
    "zh": each("审批 五分之一的家庭 上个季度 港口 供应链 电价 明显放缓"),
    "ja": each("許認可の遅れ 五世帯に一世帯 前四半期は 港の サプライチェーン 料金が上がる"),
    "ar": each("الرسوم خُمس_الأسر في_الشتاء الميناء سلاسل_الإمداد تأخر_التراخيص"),
    "he": each("התעריפים חמישית_מהבתים בחורף הנמל שרשרת_האספקה עיכוב_בהיתרים"),
}


@st.composite
def told(draw: st.DrawFn, language: str) -> dict[str, object]:
    """A brief in words of one language with a few of everything, much of it left out."""
    text = st.lists(st.sampled_from(PHRASES[language]), min_size=1, max_size=3, unique=True).map(
        lambda some: ("" if language in ("zh", "ja") else " ").join(some).replace("_", " ")
    )
    number = st.one_of(st.integers(-9, 9), st.decimals(-(10**4), 10**4, places=2).map(float))
    count = st.fixed_dictionaries(
        {"value": number, "as_of": st.just("2024"), "ours": st.just(True)},
        optional={
            "label": text,
            "meaning": text,
            "approx": st.booleans(),
            "bound": st.sampled_from(["floor", "ceiling"]),
        },
    )
    kinds: list[dict[str, object]] = [{"currency": "EUR", "scale": "million"}, {"unit": "%"}, {"scale": "万"}, {}]
    kind = draw(st.sampled_from(kinds))  # what stands in one chart counts the same
    figures = {f"f{n}": {**kind, **made} for n, made in enumerate(draw(st.lists(count, min_size=2, max_size=4)))}

    def few(**parts: st.SearchStrategy[object]) -> st.SearchStrategy[list[dict[str, object]]]:
        due = {name: kind for name, kind in parts.items() if not name.startswith("_")}
        may = {name[1:]: kind for name, kind in parts.items() if name.startswith("_")}
        return st.lists(st.fixed_dictionaries(due, optional=may), max_size=3)

    made = {
        "title": draw(text),
        "language": language,
        "figures": figures,
        "bottom_line": draw(st.fixed_dictionaries({"headline": text}, optional={"text": text, "so_what": text})),
        "judgements": draw(few(text=text, _support=text, _confidence=degrees)),
        "context": draw(few(text=text, _title=text)),
        "players": draw(few(name=text, _role=text, _position=text, _standout=text, _kind=text, _figure=st.just("f0"))),
        "limitations": draw(few(title=text, cause=text, effect=text, _severity=degrees)),
        "stakes": draw(few(title=text, _upside=text, _risk=text, _upside_weight=degrees, _risk_weight=degrees)),
        "options": draw(few(title=text, _gain=text, _cost=text, _recommended=st.booleans())),
        "events": draw(few(date=st.sampled_from(DATES), text=text, _focus=st.booleans())),
        "watch": draw(few(signal=text, position=text, trigger=text, action=text)),
        "changes": draw(few(since=st.just("2024"), was=text, now=text, _why=text)),
        "unknowns": draw(st.lists(text, max_size=3)),
        "charts": [
            {"id": "c", "kind": draw(st.sampled_from(["bar", "column"])), "title": draw(text), "bars": list(figures)}
        ],
    }
    return {key: value for key, value in made.items() if value}


AUTHORS = {"BW823", "BW810"}  # two slides of one title, two items of one name: of the made words, not of ours


@pytest.mark.parametrize("language", PHRASES)
@examples(6)
@given(data=st.data(), audience=AUDIENCES)
def test_a_brief_in_any_language_is_placed_with_no_error(language: str, data: st.DataObject, audience: str) -> None:
    edition, findings = placed(data.draw(told(language)), audience, language)
    assert [str(one) for one in findings if one.severity is Severity.ERROR and one.code not in AUTHORS] == []
    assert edition is not None
    assert unsaid(edition) == []
