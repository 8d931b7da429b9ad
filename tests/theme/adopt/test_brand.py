"""A ``_brand.yml`` becomes a theme: its colours in our roles, each readable where it stands, and its fonts."""

from pathlib import Path

import pytest
from PIL import Image

from briefwright.core.colour import ratio
from briefwright.core.diagnostics import Refused
from briefwright.theme.adopt.brand import save_brand
from briefwright.theme.read import read_theme

WHITE, DARK = "#FFFFFF", "#101820"
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


def with_logo(folder: Path, logo: str, background: str = "white"):
    """The theme of a brand with a logo, and what was told."""
    for name, ground in (("wide.png", "#0B5D57"), ("marks/pale.png", "#FFFFFF")):
        (folder / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (30, 10), ground).save(folder / name)
    text = f'color: {{background: "{WHITE if background == "white" else DARK}", foreground: "#777777"}}\nlogo: {logo}\n'
    (folder / "_brand.yml").write_text(text, encoding="utf-8")
    _, told = save_brand(folder / "_brand.yml", str(folder / "templates" / "themes" / "acme.yaml"))
    return read_theme("acme", folder), [one.code for one in told]


@pytest.mark.parametrize(
    ("logo", "background", "picture"),
    [
        ("wide.png", "white", "wide.png"),
        ("{path: wide.png, alt: Acme}", "white", "wide.png"),
        ("{medium: wide.png, small: marks/pale.png}", "white", "wide.png"),
        ("{small: full, images: {full: {path: wide.png, alt: Acme}}}", "white", "wide.png"),
        ("{large: {light: wide.png, dark: pale}, images: {pale: marks/pale.png}}", "white", "wide.png"),
        ("{large: {light: wide.png, dark: pale}, images: {pale: marks/pale.png}}", "dark", "marks/pale.png"),
        ("{images: {only: {path: wide.png}}}", "white", "wide.png"),
    ],
)
def test_a_logo_in_any_of_its_spellings_lies_beside_the_theme(
    tmp_path: Path, logo: str, background: str, picture: str
) -> None:
    made, told = with_logo(tmp_path, logo, background)
    assert made.logo
    assert Path(made.logo).read_bytes() == (tmp_path / picture).read_bytes()
    assert "BW559" not in told


@pytest.mark.parametrize("logo", ["https://acme.example/logo.png", "../wide.png", "none.png", "_brand.yml"])
def test_a_logo_that_is_not_at_hand_stays_out_and_is_told(tmp_path: Path, logo: str) -> None:
    made, told = with_logo(tmp_path, logo)
    assert (made.logo, told.count("BW559")) == (None, 1)


def test_a_logo_that_is_gone_is_told_at_its_line(tmp_path: Path) -> None:
    made, _ = with_logo(tmp_path, "wide.png")
    Path(made.logo or "").unlink()
    with pytest.raises(Refused) as refused:
        read_theme("acme", tmp_path)
    assert [one.code for one in refused.value.diagnostics] == ["BW506"]
