"""Every effective value of an audience says where it was given."""

from pathlib import Path

import pytest

from briefwright.audience.model import Profile
from briefwright.audience.origins import GROUPS, OTHER, Setting, settings
from briefwright.audience.resolve import resolve
from briefwright.brief.read import read
from briefwright.yamlfile.hints import field_names

BRIEF = """\
briefwright: 1
id: tea
title: Tea
as_of: 2024
marking: Internal
bottom_line: {headline: Tea grows}
audiences:
  executive:
    ask: {default: Buy tea, "@de": Tee kaufen}
    limits: {slides: 7}
    weights: {money: 3}
"""


def told(folder: Path, name: str = "executive", **asked: str | None) -> dict[str, Setting]:
    path = folder / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    brief = read(path).brief
    audience = resolve(name, brief, folder, asked.get("language"))
    return {s.key: s for s in settings(audience, brief, **asked)}


def where(setting: Setting) -> str:
    return f"{Path(setting.origin.file).name}:{setting.origin.line}" if setting.origin else setting.by


@pytest.mark.parametrize(
    ("key", "value", "origin"),
    [
        ("limits.slides", 7, "brief.yaml:10"),
        ("limits.words", 140, "executive.yaml:7"),
        ("limits.minutes", 20, "executive.yaml:7"),
        ("weights.money", 3, "brief.yaml:11"),
        ("ask", "Buy tea", "brief.yaml:9"),
        ("numbers", ["rounded"], "executive.yaml:9"),
        ("marking", "Internal", "brief.yaml:5"),
        ("language", "en", "default"),
        ("theme", "paper", "executive.yaml:4"),
        ("to_appendix", [], "default"),
    ],
)
def test_a_value_has_the_place_that_gave_it(tmp_path: Path, key: str, value: object, origin: str) -> None:
    setting = told(tmp_path)[key]
    assert (setting.value, where(setting)) == (value, origin)


def test_what_was_asked_for_on_the_command_line_wins_and_says_so(tmp_path: Path) -> None:
    held = told(tmp_path, theme="night", language="de")
    assert (held["theme"].value, where(held["theme"])) == ("night", "-t")
    assert (held["language"].value, where(held["language"])) == ("de", "-l")
    assert held["ask"].value == "Tee kaufen"


def test_a_value_from_a_template_that_is_extended_keeps_its_place_there(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "audiences"
    folder.mkdir(parents=True)
    (folder / "board.yaml").write_text("extends: executive\nnumbers: precise\n", encoding="utf-8")
    held = told(tmp_path, "board")
    assert where(held["numbers"]) == "board.yaml:2"
    assert where(held["terms"]) == "executive.yaml:10"


def test_every_key_of_a_profile_is_told_in_a_group_of_its_own(tmp_path: Path) -> None:
    held = told(tmp_path)
    roots = {key.partition(".")[0] for key in held}
    assert roots == set(field_names(Profile)) - {"extends"}
    assert not [s.key for s in held.values() if s.group == OTHER], f"put it into one of {', '.join(GROUPS)}"
