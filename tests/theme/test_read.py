"""Theme files extend each other; every problem is reported at its line, with what was probably meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefwright.core.colour import ratio
from briefwright.core.diagnostics import Diagnostic, Refused, Span
from briefwright.core.vision import KINDS, distance, seen
from briefwright.text.fonts import font
from briefwright.theme.model import COLD
from briefwright.theme.read import read_theme


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., Path]:
    """Writes theme files into the templates next to a brief, and returns the brief's folder."""
    folder = tmp_path / "templates" / "themes"
    folder.mkdir(parents=True)

    def write(**files: str) -> Path:
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def refused(name: str, folder: Path, asked: Span | None = None) -> list[Diagnostic]:
    with pytest.raises(Refused) as caught:
        read_theme(name, folder, asked)
    return list(caught.value.diagnostics)


def only(name: str, folder: Path) -> Diagnostic:
    (diagnostic,) = refused(name, folder)
    return diagnostic


def test_a_theme_states_only_what_differs(lay) -> None:
    folder = lay(house="extends: night\ncolours:\n  accent: '#00FF00'\ntype:\n  h1: {tracking: 0}\n")
    theme, night = read_theme("house", folder), read_theme("night")
    assert theme.name == "house"
    wanted = {**night.colours, "accent": "#00FF00", "risk": "#00FF00"}
    assert {role: theme.colours[role] for role in wanted if role not in COLD} == {  # which are shades of the accent
        role: colour for role, colour in wanted.items() if role not in COLD
    }
    assert theme.type["h1"].tracking == 0
    assert theme.type["h1"].steps == night.type["h1"].steps
    assert theme.frame == night.frame


def test_a_theme_beside_the_brief_hides_the_shipped_one(lay) -> None:
    folder = lay(client="extends: paper\ntitle: Ours\n")
    assert read_theme("client", folder).title == "Ours"


def test_an_unknown_theme_is_told_with_the_nearest(lay) -> None:
    asked = Span("full.yaml", 4, 8)
    (diagnostic,) = refused("papr", lay(), asked)
    assert (diagnostic.code, diagnostic.span) == ("BW501", asked)
    assert diagnostic.hint == 'did you mean "paper"?'


@pytest.mark.parametrize("name", ["../paper", "themes/paper", "", "paper.yaml"])
def test_a_name_never_leaves_the_folder(lay, name: str) -> None:
    assert refused(name, lay())[0].code == "BW501"


def test_an_unknown_parent_is_told_where_it_is_named(lay) -> None:
    diagnostic = only("house", lay(house="title: House\nextends: papyrus\n"))
    assert diagnostic.code == "BW501"
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == (2, 10)


def test_a_circle_is_told_with_its_way(lay) -> None:
    diagnostic = only("one", lay(one="extends: two\n", two="extends: one\n"))
    assert diagnostic.code == "BW304"
    assert "one → two → one" in diagnostic.message


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        ("colours:\n  acent: '#123456'\n", "BW508", 2, 'did you mean "accent"?'),
        ("type:\n  body: {colour: inc}\n", "BW508", 2, 'did you mean "ink"?'),
        ("marker:\n  colour: mutd\n", "BW508", 2, 'did you mean "muted"?'),
        ("type:\n  body: {steps: [[12, 15], [14, 18]]}\n", "BW505", 2, "body"),
        ("frame:\n  lead: [900, 10, 200, 20]\n", "BW507", 2, "lead"),
        ("fonts:\n  body:\n    regular: ../../other.ttf\n", "BW506", 3, "../../other.ttf"),
        ("fonts:\n  body:\n    regular: missing.ttf\n", "BW506", 3, "missing.ttf"),
    ],
)
def test_each_fault_is_told_at_its_line(lay, text: str, code: str, line: int, says: str) -> None:
    diagnostic = only("house", lay(house=text + "extends: paper\n"))
    assert diagnostic.code == code
    assert diagnostic.span is not None
    assert diagnostic.span.line == line
    assert says in str(diagnostic)


def test_every_fault_is_told_at_once(lay) -> None:
    text = "extends: paper\ncolours: {ink: red, acent: '#123456'}\nboo: 1\n"
    assert len(refused("house", lay(house=text))) == 3


def test_a_theme_that_extends_nothing_is_told_what_it_lacks(lay) -> None:
    lacks = refused("bare", lay(bare="colours: {ink: '#000000'}\ntype: {}\n"))
    assert {"BW503"} <= {diagnostic.code for diagnostic in lacks}
    assert any('"paper"' in diagnostic.message for diagnostic in lacks)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n"])
def test_a_theme_is_a_mapping(lay, text: str) -> None:
    assert only("odd", lay(odd=text)).code == "BW305"


def test_font_files_stand_beside_the_theme(lay) -> None:
    folder = lay(house="extends: paper\nfonts:\n  body: {name: House, regular: fonts/regular.ttf}\n")
    path = folder / "templates" / "themes" / "fonts" / "regular.ttf"
    path.parent.mkdir()
    path.write_bytes(b"\0")
    assert read_theme("house", folder).fonts.body.regular == str(path)


def test_a_font_that_is_not_there_is_told_at_the_theme_s_line(lay: Callable[..., Path]) -> None:
    folder = lay(house="extends: paper\nfonts:\n  body: {name: House, package: fontpkg-gone}\n")
    with pytest.raises(Refused) as refused:
        font(read_theme("house", folder).fonts.body)
    [problem] = refused.value.diagnostics
    assert problem.code == "BW510"
    assert problem.span
    assert (problem.span.file, problem.span.line) == (str(folder / "templates" / "themes" / "house.yaml"), 3)


def test_faces_that_stand_in_are_packages_or_files_beside_the_theme(lay: Callable[..., Path]) -> None:
    faces = "[{name: House Song, regular: song.ttf}, {name: Noto Sans JP, package: justmytype-intl-cjk}]"
    folder = lay(mine=f"extends: paper\nfonts:\n  fallback: {faces}\n")
    (problem,) = refused("mine", folder)
    assert (problem.code, problem.span.line if problem.span else 0) == ("BW506", 3)
    (folder / "templates" / "themes" / "song.ttf").write_bytes(b"a font")
    first, second = read_theme("mine", folder).fonts.fallback
    assert Path(str(first.regular)).is_absolute()
    assert (first.name, second.package) == ("House Song", "justmytype-intl-cjk")
    assert read_theme("mine", folder).fonts.heading.name == "Arial"


def test_a_theme_may_say_what_is_good_and_what_is_bad_where_its_accent_does_not(lay) -> None:
    folder = lay(house="extends: paper\ncolours:\n  accent: '#0B5D57'\n  risk: '#A24A17'\n")
    colours = read_theme("house", folder).colours
    assert colours["risk"] == "#A24A17"
    assert colours["gain"] == colours["second"]
    assert colours["risk_tint"] == colours["accent_tint"]


def test_a_warning_of_the_client_theme_is_no_accent_and_can_be_told_from_what_is_good() -> None:
    colours = read_theme("client").colours
    assert colours["risk"] != colours["accent"]
    assert ratio(colours["risk"], colours["risk_tint"]) >= 4.5
    assert ratio(colours["risk"], colours["tint"]) >= 4.5
    assert all(distance(*(seen(colours[role], kind) for role in ("gain", "risk"))) >= 10 for kind in KINDS)


def test_no_shipped_theme_stands_on_a_client_s_file() -> None:
    files = [path for path in (Path(__file__).parents[2] / "templates" / "themes").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".yaml"}
    assert [path.name for path in files if read_theme(path.stem).client] == []
