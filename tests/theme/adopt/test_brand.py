"""A ``_brand.yml`` becomes a theme: its colours in our roles, each readable where it stands, and its fonts."""

from pathlib import Path

import pytest

from briefwright.core.colour import ratio
from briefwright.core.diagnostics import Refused
from briefwright.theme.adopt.brand import save_brand
from briefwright.theme.read import read_theme

BRAND = """\
meta: {name: {short: Acme}}
color:
  palette: {teal: "#0B5D57", pale: "#9DE0DA", ink: "#222"}
  foreground: ink
  primary: %s
  danger: "#B00020"
typography:
  base: {family: Open Sans}
  headings: Georgia
"""


@pytest.fixture
def theme(tmp_path: Path):
    def made(primary: str):
        file = tmp_path / "_brand.yml"
        file.write_text(BRAND % primary, encoding="utf-8")
        path, told = save_brand(file, str(tmp_path / "templates" / "themes" / "acme.yaml"))
        return read_theme("acme", tmp_path), path, told

    return made


def test_colours_take_our_roles_by_the_names_of_the_palette(theme) -> None:
    made, _, _ = theme("teal")
    assert (made.title, made.colours["accent"], made.colours["ink"]) == ("Acme", "#0B5D57", "#222222")
    assert made.colours["risk"] == "#B00020"


def test_an_accent_that_cannot_be_read_is_replaced_and_told(theme) -> None:
    made, _, told = theme("pale")
    assert ratio(made.colours["accent"], made.colours["paper"]) >= 4.5
    assert "BW551" in [one.code for one in told]


def test_fonts_are_named_and_measured(theme) -> None:
    made, _, told = theme("teal")
    assert (made.fonts.heading.name, made.fonts.body.name) == ("Georgia", "Open Sans")
    assert made.fonts.body.stretch > 1
    assert "BW550" in [one.code for one in told]


@pytest.mark.parametrize("primary", ["mauve", "'#12'", "[1, 2]", "primary"])
def test_a_colour_that_is_none_is_refused_at_its_line(theme, primary: str) -> None:
    with pytest.raises(Refused) as refused:
        theme(primary)
    [fault] = refused.value.diagnostics
    assert (fault.code, fault.span.line) == ("BW558", 5)


def test_a_theme_of_another_origin_is_kept(theme, tmp_path: Path) -> None:
    path = theme("teal")[1]
    theme("pale")  # its own is written anew
    path.write_text("extends: paper\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        theme("teal")
    assert [one.code for one in refused.value.diagnostics] == ["BW548"]


@pytest.mark.parametrize("primary", ["teal", "pale", "'#F2C200'", "'#111111'"])
def test_the_quietest_text_can_be_read_on_every_tint(theme, primary: str) -> None:
    made, _, _ = theme(primary)
    tints = [made.colours[role] for role in ("paper", "tint", "accent_tint", "risk_tint")]
    assert min(ratio(made.colours["muted"], tint) for tint in tints) >= 4.5
