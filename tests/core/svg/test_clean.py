"""Drawings that nobody has checked: what runs, fetches or grows is left out or refused, what is drawn stays."""

from pathlib import Path

import pytest

from briefwright.core.carried_pictures import carried, carried_drawing, ink
from briefwright.core.diagnostics import Refused
from briefwright.core.picture_files import read_picture, size_of
from briefwright.core.unusable_picture import UnusablePicture

LIMIT = 20_000_000
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def drawing(folder: Path, inner: str, head: str = HEAD) -> str:
    path = folder / "a.svg"
    path.write_text(f"{head}{inner}</svg>", encoding="utf-8")
    return str(path)


def cleaned(folder: Path, inner: str, head: str = HEAD) -> str:
    found = carried_drawing(drawing(folder, inner, head))
    assert found
    return found.data.decode()


def test_a_style_keeps_what_is_drawn_and_loses_its_filters(tmp_path: Path) -> None:
    made = cleaned(tmp_path, '<rect width="9" height="9" style="filter: blur(2px); fill: #123456"/>')
    assert "#123456" in made
    assert "filter" not in made


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<rect width="9" height="9" onclick="alert(1)"/>', "alert"),
        ('<a xlink:href="https://example.com/x"><rect width="9" height="9"/></a>', "example.com"),
        ('<image xlink:href="file:///etc/passwd" width="9" height="9"/>', "passwd"),
        ('<image href="https://example.com/x.png" width="9" height="9"/>', "example.com"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "PHN2Zy8"),
        ('<image href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>', "iVBORw0KGgo"),
        ('<use href="other.svg#a"/>', "other.svg"),
        ("<foreignObject><p>Hello</p></foreignObject>", "Hello"),
        ('<animate attributeName="x" to="example"/>', "example"),
        ("<style>@import url(https://example.com/x.css); .a{fill:red}</style>", "example.com"),
        ("<style>.a{fill:url(https://example.com/x)}</style><g class='a'/>", "example.com"),
        ('<rect fill="url(https://example.com/x)" width="9" height="9"/>', "example.com"),
        ('<rect style="fill:u\\72l(https://example.com/x)" width="9" height="9"/>', "example.com"),
        ('<filter id="f"><feImage href="https://example.com/x"/></filter><rect filter="url(#f)"/>', "example.com"),
        ('<!-- example --><?php example ?><metadata xmlns="x">example</metadata>', "example"),
    ],
)
def test_what_runs_fetches_or_leads_out_of_a_drawing_is_left_out(inner: str, gone: str, tmp_path: Path) -> None:
    assert gone not in cleaned(tmp_path, f'{inner}<circle r="5"/>')


def test_what_is_drawn_stays(tmp_path: Path) -> None:
    inner = '<g transform="scale(2)"><path d="M0 0h9v9z" fill="#123"/><text x="3">tea <b xmlns="x"/>pot</text></g>'
    found = cleaned(tmp_path, inner)
    assert '<path d="M0 0h9v9z" fill="#123"/>' in found
    assert ">tea pot<" in found


@pytest.mark.parametrize(
    ("sheet", "style"),
    [
        (".a{fill:red}", "fill:red"),
        ("rect{fill:red} .a{fill:blue}", "fill:blue"),
        (".a{fill:blue} rect{fill:red}", "fill:blue"),
        ("#one.a, circle{fill:red} .a{fill:blue}", "fill:red"),
        ("g > .a{fill:red}", "fill:red"),
        ("svg > .a{fill:red}", ""),
        ("svg .a{fill:red !important;stroke:none}", "fill:red"),
        ("@media print{.a{fill:red}} /* .a{fill:blue} */ * {fill:lime}", "fill:lime"),
        (".a:hover{fill:red}", ""),
    ],
)
def test_a_style_sheet_stands_in_the_elements(sheet: str, style: str, tmp_path: Path) -> None:
    found = cleaned(tmp_path, f'<style>{sheet}</style><g><rect id="one" class="a b" width="9" height="9"/></g>')
    assert "<style" not in found
    rect = found[found.index("<rect") :]
    assert (style in rect) if style else ("style=" not in rect)


def nested(times: int) -> str:
    return "".join(f'<g id="n{n}">{f"""<use href="#n{n - 1}"/>""" * 10}</g>' for n in range(1, times))


@pytest.mark.parametrize(
    ("inner", "head", "why"),
    [
        ("", '<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD, "declares entities"),
        (f'<g id="n0"><rect/></g>{nested(12)}', HEAD, "draws more than"),
        ('<g id="a"><use href="#a"/></g>', HEAD, "uses itself"),
        ('<mask id="a"><g mask="url(#b)"/></mask><mask id="b"><g style="mask:url(#a)"/></mask>', HEAD, "uses itself"),
        ("<g>" * 200 + "</g>" * 200, HEAD, "within one another"),
        ("<g>" * 400 + "</g>" * 400, HEAD, "no XML"),
        (
            f'<marker id="m">{"<rect/>" * 200}</marker><path marker-mid="url(#m)" d="{"M0 0" * 999}"/>',
            HEAD,
            "draws more",
        ),
        (f"<text>{'a' * 6_000}</text>", HEAD, "one of its texts has 6,000 signs"),
        (f"<text id='t'>{'a' * 4_000}</text>" + '<use href="#t"/>' * 30, HEAD, "draws more than"),
        ('<g opacity=".5">' * 101 + "</g>" * 101, HEAD, "draws more than"),
        ("", "<svg viewBox='0 0 4 2'>", "its root"),
        ("", '<svg xmlns="http://www.w3.org/2000/svg">', "neither width and height nor a viewBox"),
        ("", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e6 1">', "out of all proportion"),
        ("<g>", HEAD, "no XML"),
    ],
)
def test_a_drawing_that_grows_without_bound_is_refused(inner: str, head: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_picture(drawing(tmp_path, inner, head), LIMIT)
    assert [d.code for d in refused.value.diagnostics] == ["BW133"]
    assert why in str(refused.value.diagnostics[0].message)


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ('viewBox="0 0 40 20"', 2.0),
        ('width="30mm" height="1cm"', 3.0),
        ('width="100%" height="100%" viewBox="0,0,10,40"', 0.25),
        ('width="80" viewBox="0 0 40 20"', 2.0),
    ],
)
def test_a_drawing_has_its_proportions_and_is_never_coarse(attributes: str, wanted: float, tmp_path: Path) -> None:
    path = drawing(tmp_path, '<rect width="9" height="9"/>', f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>')
    width, height = size_of(read_picture(path, LIMIT))
    assert width / height == pytest.approx(wanted, rel=1e-3)
    assert max(width, height) == 10_000


def test_a_drawing_is_pixels_for_older_programs_and_its_ink_is_known(tmp_path: Path) -> None:
    path = drawing(tmp_path, '<rect width="20" height="20" fill="#102030"/>')
    assert carried(path, 72.0).startswith(b"\x89PNG")
    assert set(ink(read_picture(path, LIMIT))) == {"#102030"}


def test_what_cannot_be_drawn_at_any_size_is_refused_without_a_word_of_the_library(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = Path(drawing(tmp_path, '<a><circle r="1e25"/></a>'))
    with pytest.raises(UnusablePicture, match="cannot be drawn"):
        size_of(path.read_bytes())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "inner",
    [
        '<clipPath id="c"><circle r="1e9"/></clipPath><rect clip-path="url(#c)"/>',
        # the memory for its tile is asked for, and without it the process ends
        '<pattern id="p" width="4" height="1e9" patternUnits="userSpaceOnUse"><path d="M0 0h2v2z"/></pattern>'
        '<rect width="40" height="20" fill="url(#p)"/>',
    ],
    ids=["clip", "pattern"],
)
def test_what_cannot_be_drawn_at_one_size_is_carried_at_another(inner: str, tmp_path: Path) -> None:
    path = drawing(tmp_path, inner, HEAD.replace("0 0 40 20", "0 0 120 80"))
    size_of(Path(path).read_bytes())
    assert carried(path, 400).startswith(b"\x89PNG")


def test_a_text_of_as_many_signs_as_a_drawing_may_set_is_drawn(tmp_path: Path) -> None:
    assert "a" * 5_000 in cleaned(tmp_path, f"<text>{'a' * 5_000}</text>")
    with pytest.raises(Refused):
        cleaned(tmp_path, f"<text>{'a' * 5_001}</text>")
