"""An audience's name becomes its profile: the shared file, those it extends, the brief's own overrides."""

from pathlib import Path

import pytest

from briefwright.audience.model import Audience, Profile
from briefwright.audience.resolve import resolve
from briefwright.brief.read import read
from briefwright.core.diagnostics import Refused

BRIEF = "briefwright: 1\nid: tea\ntitle: Tea\nas_of: 2024\nlanguage: de\nbottom_line: {headline: Tea grows}\n"


def resolved(folder: Path, name: str, more: str = "", language: str | None = None) -> Audience:
    path = folder / "brief.yaml"
    path.write_text(BRIEF + more, encoding="utf-8")
    return resolve(name, read(path).brief, folder, language)


def profile(folder: Path, name: str, text: str) -> None:
    (folder / "templates" / "audiences").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "audiences" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["full", "executive", "investor", "technical", "policy"])
def test_the_shipped_audiences_resolve(tmp_path: Path, name: str) -> None:
    audience = resolved(tmp_path, name)
    assert audience.name == name
    assert audience.profile.title


def test_the_brief_overrides_key_by_key(tmp_path: Path) -> None:
    audience = resolved(tmp_path, "executive", "audiences: {executive: {ask: Buy, limits: {slides: 7}}}\n")
    assert audience.profile.ask
    assert audience.profile.ask.text == "Buy"
    assert (audience.profile.limits.slides, audience.profile.limits.words) == (7, 140)


def test_every_value_given_knows_where(tmp_path: Path) -> None:
    audience = resolved(tmp_path, "executive", "audiences:\n  executive:\n    depth: 1\n")
    assert audience.origins["depth"].file.endswith("brief.yaml")
    assert audience.origins["depth"].line == 9
    assert audience.origins["numbers"].file.endswith("executive.yaml")
    assert "page" in audience.origins
    assert "marking" not in audience.origins  # nobody gave it


def test_a_profile_beside_the_brief_comes_first_and_may_extend_a_shipped_one(tmp_path: Path) -> None:
    profile(tmp_path, "board", "extends: executive\nnumbers: precise\n")
    board = resolved(tmp_path, "board").profile
    assert (board.numbers, board.terms) == (("precise",), "gloss")


def test_a_brief_may_define_an_audience_of_its_own(tmp_path: Path) -> None:
    audience = resolved(tmp_path, "press", "audiences: {press: {extends: executive, depth: 1}}\n")
    assert (audience.name, audience.profile.depth, audience.profile.numbers) == ("press", 1, ("rounded",))


def test_the_language_is_the_one_asked_for_or_the_profiles_or_the_briefs(tmp_path: Path) -> None:
    assert resolved(tmp_path, "full").language == "de"
    assert resolved(tmp_path, "full", "audiences: {full: {language: en}}\n").language == "en"
    assert resolved(tmp_path, "full", language="fr").language == "fr"


@pytest.mark.parametrize(
    ("name", "more", "code", "hint"),
    [
        ("executve", "", "BW301", 'did you mean "executive"?'),
        ("../full", "", "BW301", 'did you mean "full"?'),
        ("full", "audiences: {full: {extends: nobody}}\n", "BW301", None),
        ("full", "audiences: {full: {dept: 1}}\n", "BW121", 'did you mean "depth"?'),
        ("full", "audiences: {full: {depth: 9}}\n", None, None),
        ("full", "audiences: {full: {numbers: exact}}\n", None, None),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, name: str, more: str, code: str | None, hint: str | None):
    with pytest.raises(Refused) as refusal:
        resolved(tmp_path, name, more)
    found = refusal.value.diagnostics[0]
    assert code in (None, found.code)
    assert hint in (None, found.hint)
    if more:
        assert found.span
        assert found.span.file.endswith("brief.yaml")


def test_a_circle_is_refused(tmp_path: Path) -> None:
    profile(tmp_path, "a", "extends: b\n")
    profile(tmp_path, "b", "extends: a\n")
    with pytest.raises(Refused) as refusal:
        resolved(tmp_path, "a")
    assert refusal.value.diagnostics[0].code == "BW304"


def test_tags_weigh_as_much_as_the_heaviest_of_them() -> None:
    audience = Audience("x", Profile(depth=2, weights={"money": 3}), "en")
    assert audience.weight(("money", "other")) == 3
    assert audience.weight(()) == 1
