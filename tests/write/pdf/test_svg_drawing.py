"""Drawings in a PDF: plain shapes as lines, at the places where resvg has them; anything else as pixels."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from briefwright.core.carried_pictures import carried, carried_drawing
from briefwright.write.pdf.svg_drawing import operators

LIMIT = 20_000_000
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inner}</svg>'
PLAIN = {
    "corners": '<rect x="2" y="3" width="30" height="12" rx="4" fill="#0b5d57" stroke="#222" stroke-width="2"/>',
    "curves": '<path d="M2 10c4-8 10-8 14 0s10 8 14 0 Q34 2 37 10 T38 18 V19H2z" fill="navy"/>',
    "arcs": '<path d="M10 10a8 5 20 1 1 8 4A4 4 0 00 30 6l2 9z" fill="teal"/>',
    "short arcs": '<path d="M5 5a4 4 0 014 4 4 4 0 11-4-4z"/>',
    "turned": '<path transform="translate(20 10) rotate(30) scale(1.2 .8) skewX(10)" d="M-9-4h18v8h-18z"/>',
    "hole": '<path fill-rule="evenodd" d="M2 2h30v16h-30zM8 6h12v8h-12z" fill="purple"/>',
    "dashes": '<line x1="2" y1="10" x2="38" y2="10" stroke="red" stroke-width="4" stroke-dasharray="6 3"/>',
    "used": '<defs><circle id="a" r="5"/></defs><use href="#a" x="8" y="8" fill="gold"/><use href="#a" x="25" y="12"/>',
    "clipped": '<clipPath id="c"><circle cx="9" cy="9" r="8"/></clipPath><path clip-path="url(#c)" d="M0 0h40v9H0z"/>',
    "unseen": '<g display="none"><path d="M0 0h40v9H0z"/></g><ellipse cx="20" cy="9" rx="9" ry="6" fill="rgb(9,9,9)"/>',
    "inherited": '<g fill="none" color="#c06" stroke="currentColor"><polyline stroke-width="3" points="3,3 9,17"/></g>',
}


def made(folder: Path, inner: str, box: str = "0 0 40 20") -> str:
    path = folder / "a.svg"
    path.write_text(HEAD.format(box=box, inner=inner), encoding="utf-8")
    return str(path)


def lines(path: str) -> str | None:
    drawing = carried_drawing(path)
    assert drawing
    return operators(drawing)


def page_of(source: str, width: int, height: int) -> Image.Image:
    """A page of a PDF that only holds these operators, as pixels."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    body = f"{width} 0 0 {height} 0 0 cm {source}"
    page = f"/Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R/Resources<<>>"
    objects = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", f"<<{page}>>",
               f"<</Length {len(body)}>>stream\n{body}\nendstream")  # fmt: skip
    text = "%PDF-1.7\n" + "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(objects, start=1))
    document = pypdfium2.PdfDocument((text + "trailer<</Root 1 0 R>>").encode())
    return document[0].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("box", ["0 0 40 20", "-5 -5 50 45"])
@pytest.mark.parametrize("name", PLAIN)
def test_lines_look_as_pixels_do(name: str, box: str, tmp_path: Path) -> None:
    path = made(tmp_path, PLAIN[name], box)
    found = lines(path)
    assert found
    with Image.open(io.BytesIO(carried(path, 400 / 220 * 72))) as image:
        pixels = Image.new("RGB", image.size, "white")
        pixels.paste(image, mask=image)
    drawn = page_of(found, *pixels.size)
    assert pixels.convert("L").getextrema()[0] < 200
    assert ImageStat.Stat(ImageChops.difference(pixels, drawn).convert("L")).mean[0] < 1.5


@pytest.mark.parametrize(
    "inner",
    [
        '<rect width="9" height="9" opacity=".5"/>',
        '<rect width="9" height="9" fill="#11223380"/>',
        '<linearGradient id="g"/><rect width="9" height="9" fill="url(#g)"/>',
        '<text x="3" y="9">tea</text>',
        '<mask id="m"/><rect width="9" height="9" style="mask:url(#m)"/>',
        '<rect width="50%" height="9"/>',
        '<path d="M0 0 L 9"/>',
        '<g style="transform:scale(2)"><rect width="9" height="9"/></g>',
    ],
)
def test_what_is_no_plain_shape_is_left_to_pixels(inner: str, tmp_path: Path) -> None:
    assert lines(made(tmp_path, inner)) is None
