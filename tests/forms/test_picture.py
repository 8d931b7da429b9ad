"""The form of pictures: cut around a point, told where it would look coarse or where its ink is lost on the ground."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

import briefwright
from briefwright.core.diagnostics import Diagnostic

BRIEF = """\
briefwright: 1
id: tea
title: Tea in offices
as_of: 2024-05
status: final
bottom_line: {headline: Few offices offer a good tea}
slides:
  - {id: cup, form: picture, section: outlook, title: The cup is what counts, image: a.png, alt: A cup, %s}
"""


def problems(folder: Path, more: str, theme: str = "paper") -> list[Diagnostic]:
    path = folder / "tea.yaml"
    path.write_text(BRIEF % more, encoding="utf-8")
    found = briefwright.check(path, ["full"], theme=theme).diagnostics
    return [d for d in found if d.code in ("BW445", "BW446", "BW836")]


@pytest.mark.parametrize(
    ("size", "more", "codes"),
    [
        ((1600, 900), "focus: [50, 30]", []),
        ((300, 900), "focus: [50, 30]", ["BW445"]),
        ((8, 6), "so_what: Tea", ["BW445"]),
        ((1600, 900), "focus: [50]", ["BW446"]),
        ((1600, 900), "focus: [50, 130]", ["BW446"]),
    ],
)
def test_a_point_and_the_pixels_are_checked(size: tuple[int, int], more: str, codes: list[str], tmp_path: Path) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "a.png")
    assert [d.code for d in problems(tmp_path, more)] == codes


@pytest.mark.parametrize(("theme", "colour", "codes"), [
    ("paper", "black", []), ("night", "black", ["BW836"]), ("paper", "white", ["BW836"]), ("night", "white", []),
])  # fmt: skip
def test_ink_that_is_lost_on_the_ground_is_told(theme: str, colour: str, codes: list[str], tmp_path: Path) -> None:
    image = Image.new("RGBA", (1200, 700), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((100, 100, 1100, 600), fill=colour)
    image.save(tmp_path / "a.png")
    assert [d.code for d in problems(tmp_path, "so_what: Tea", theme)] == codes


@pytest.mark.parametrize(("focus", "seen"), [("[50, 0]", "red"), ("[50, 50]", "lime"), ("[50, 100]", "blue")])
def test_a_picture_with_a_focus_fills_its_room_around_it(focus: str, seen: str, tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    image = Image.new("RGB", (900, 2700), "lime")
    image.paste("red", (0, 0, 900, 900))
    image.paste("blue", (0, 1800, 900, 2700))
    image.save(tmp_path / "a.png")
    (tmp_path / "tea.yaml").write_text(BRIEF % f"focus: {focus}", encoding="utf-8")
    built = briefwright.build(tmp_path / "tea.yaml", out=tmp_path / "out", only=["slides"])
    document = pypdfium2.PdfDocument(built.paths[0])
    page = [page for page in document if "The cup is what counts" in page.get_textpage().get_text_range()][-1]
    shown = page.render(scale=0.5).to_pil().convert("RGB")
    middle = shown.getpixel((shown.width // 2, round(shown.height * 0.55)))
    wanted = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255)}[seen]
    assert all(abs(one - other) < 20 for one, other in zip(middle, wanted, strict=True)), middle
