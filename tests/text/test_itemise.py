"""Runs are cut where script or face changes: one place for measuring, breaking, both writers and missing glyphs."""

import pytest

from briefwright.scene.model import Run
from briefwright.text.fit import Typesetter
from briefwright.text.fonts import face_of
from briefwright.text.itemise import itemised, missing_extra
from briefwright.text.measure import Metrics
from briefwright.theme.model import Face, Fonts
from briefwright.theme.read import read_theme
from tests.scripts import CJK, LANGUAGES, RTL, TEXTS
from tests.text.conftest import BODY, BOLD

METRICS = Metrics()


def parts(text: str, language: str = "en", metrics: Metrics = METRICS) -> list[tuple[str, str, str | None]]:
    """Each run: its text, its script, the family or package that sets it."""
    found = []
    for run in itemised((Run(text, BODY),), metrics, language):
        face = face_of(metrics.fonts, run.style)
        found.append((run.text, run.style.script, face.family or face.package))
    return found


def test_text_in_latin_greek_and_cyrillic_stays_as_it_is() -> None:
    runs = (Run("Größe, Ωmega ", BODY), Run("и “мир” – 5 ≤ x", BOLD))
    assert itemised(runs, METRICS) is runs


@CJK
@pytest.mark.parametrize(
    ("language", "family"), [("zh", "Noto Sans SC"), ("ja", "Noto Sans JP"), ("zh-TW", "Noto Sans TC")]
)
def test_the_language_decides_how_an_ideograph_is_drawn(language: str, family: str) -> None:
    [(_, _, face)] = parts("直骨海", language)
    assert face == family


@CJK
def test_in_another_language_the_letters_beside_an_ideograph_decide() -> None:
    assert {face for _, _, face in parts("直接ですか")} == {"Noto Sans JP"}
    assert {face for _, _, face in parts("直接吗")} == {"Noto Sans SC"}


@CJK
def test_digits_and_latin_letters_keep_the_face_of_the_theme() -> None:
    assert [(text, script) for text, script, _ in parts("在2024年 GPT-4有38%。", "zh")] == [
        ("在", "Hans"), ("2024", ""), ("年 ", "Hans"), ("GPT-4", ""), ("有", "Hans"), ("38%", ""), ("。", "Hans"),
    ]  # fmt: skip


@CJK
def test_quotes_are_as_wide_as_the_text_that_they_stand_in() -> None:
    assert [text for text, _, _ in parts("称“GPT”为“模型”", "zh")] == ["称“", "GPT", "”为“模型”"]
    assert [text for text, _, _ in parts("China’s “best” 模型")] == ["China’s “best” ", "模型"]


@RTL
def test_signs_between_letters_from_the_right_are_in_their_face() -> None:
    assert [(text, script) for text, script, _ in parts("نعم، (لا) 50% GPT", "ar")] == [
        ("نعم، (لا) 50% ", "Arab"),
        ("GPT", ""),
    ]


@RTL
def test_letters_that_are_joined_are_not_tracked() -> None:
    from msgspec.structs import replace

    [run] = itemised((Run("نموذج", replace(BODY, tracking=-0.5)),), METRICS, "ar")
    assert run.style.tracking == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_has_a_glyph_and_none_is_lost(language: str) -> None:
    runs = itemised((Run(TEXTS[language], BODY),), METRICS, language)
    assert "".join(run.text for run in runs) == TEXTS[language]
    assert [METRICS.missing(run.text, run.style) for run in runs] == [()] * len(runs)


@CJK
def test_a_face_that_the_theme_names_comes_before_ours() -> None:
    face = Face(name="House Song", package="justmytype-intl-cjk", family="Noto Sans TC")
    assert {face for _, _, face in parts("模型", "zh", Metrics(Fonts(fallback=(face,))))} == {"Noto Sans TC"}


@CJK
def test_a_citation_marker_is_one_run_whatever_stands_before_it() -> None:
    runs = itemised((Run("模型", BODY), Run("\u00a0[1]", BODY, raised=True)), METRICS, "zh")
    assert [run.text for run in runs] == ["模型", "\u00a0[1]"]


@pytest.mark.parametrize("char", "✗⇒🚀🟢👍✅")
def test_ticks_arrows_and_emoji_have_a_face(char: str) -> None:
    type_ = Typesetter(read_theme("paper"))
    runs = type_.runs(f"Done {char} now", type_.style("body"))
    assert [run.text for run in runs if run.style.face] == [char]
    assert type_.findings == []
    assert missing_extra(char, "en") is None


def test_an_emoji_with_a_selector_is_one_sign() -> None:
    type_ = Typesetter(read_theme("paper"))
    type_.runs("Mind ⚠️ this", type_.style("body"))
    assert type_.findings == []
