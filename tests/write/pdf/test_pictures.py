"""Pictures of every kind stand opaque and in the right colours, also where they let their ground show."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from briefwright.core.geometry import Rect
from briefwright.scene.model import Gradient, Item, Layout, Look, Page, Picture, Properties, Scene, Shape
from briefwright.write.pdf import write
from tests import judges
from tests.write.sample_scene import NIGHT, PAPER, theme

RED, BLUE = (204, 51, 0), (0, 51, 204)  # of the palette that every GIF can have


def half(mode: str, see_through: bool = False) -> Image.Image:
    """Red on the left, and on the right blue, or nothing, or half of blue."""
    image = Image.new("RGBA", (40, 20), (*RED, 255))
    image.paste((*BLUE, 0 if see_through else 255), (20, 0, 40, 20))
    return image.convert(mode)


def saved(image: Image.Image, path: Path, **how: object) -> Path:
    image.save(path, **how)
    return path


def pdf(items: Sequence[Item], folder: Path, colours: dict[str, str] = PAPER, name: str = "made") -> Path:
    """A page with these items."""
    scene = Scene(400, 200, (Layout("plain"),), (Page("one", "plain", "One", tuple(items)),), Properties("One"))
    path = folder / f"{name}.pdf"
    path.write_bytes(write(scene, theme(colours)))
    return path


def colours_at(path: Path, *places: tuple[int, int]) -> list[tuple[int, int, int]]:
    document = pypdfium2.PdfDocument(path)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    return [image.getpixel(place) for place in places]  # type: ignore[misc]


def near(one: tuple[int, int, int], other: tuple[int, int, int], most: int = 3) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def value(colours: dict[str, str], name: str) -> tuple[int, int, int]:
    code = theme(colours).colours[name]
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


WHOLE = Rect(100, 50, 200, 100)
LEFT, RIGHT = (120, 100), (280, 100)


@pytest.mark.parametrize(
    ("kind", "mode"), [("png", "RGB"), ("png", "RGBA"), ("png", "P"), ("gif", "P"), ("jpg", "RGB"), ("jpg", "CMYK")]
)
def test_the_colours_are_those_of_the_picture(kind: str, mode: str, tmp_path: Path) -> None:
    image = half("RGB").convert(mode)
    item = Picture("p", WHOLE, str(saved(image, tmp_path / f"p.{kind}")), "A flag")
    left, right = colours_at(pdf([item], tmp_path), LEFT, RIGHT)
    assert near(left, RED, 8)
    assert near(right, BLUE, 8)


@pytest.mark.parametrize("mode", ["L", "1", "I;16"])
def test_grey_stays_grey(mode: str, tmp_path: Path) -> None:
    image = Image.new("L", (40, 20), 255)
    image.paste(0, (0, 0, 20, 20))
    if mode == "I;16":
        image = Image.frombytes("I;16", (40, 20), (bytes(40) + b"\xff\x80" * 20) * 20)
    item = Picture("p", WHOLE, str(saved(image if mode == "I;16" else image.convert(mode), tmp_path / "p.png")), "Grey")
    left, right = colours_at(pdf([item], tmp_path), LEFT, RIGHT)
    assert near(left, (0, 0, 0))
    assert near(right, (128,) * 3 if mode == "I;16" else (255,) * 3)


@pytest.mark.parametrize("mode", ["RGBA", "P"])
@pytest.mark.parametrize("colours", [PAPER, NIGHT], ids=["paper", "night"])
def test_what_a_picture_lets_show_is_the_ground_of_its_page(mode: str, colours: dict[str, str], tmp_path: Path) -> None:
    item = Picture("p", WHOLE, str(saved(half(mode, see_through=True), tmp_path / "p.png")), "Half a flag")
    left, right = colours_at(pdf([item], tmp_path, colours), LEFT, RIGHT)
    assert near(left, RED, 8)
    assert near(right, value(colours, "paper"))


def test_each_part_of_a_picture_lets_show_what_is_under_it(tmp_path: Path) -> None:
    clear = saved(Image.new("RGBA", (40, 20), (*BLUE, 0)), tmp_path / "p.png")
    panel = Shape("panel", Rect(0, 0, 200, 200), fill="accent")
    left, right = colours_at(pdf([panel, Picture("p", WHOLE, str(clear), "Glass")], tmp_path), LEFT, RIGHT)
    assert near(left, value(PAPER, "accent"))
    assert near(right, value(PAPER, "paper"))


def test_a_picture_over_a_gradient_lets_show_its_colours_from_end_to_end(tmp_path: Path) -> None:
    clear = saved(Image.new("RGBA", (40, 20), (*BLUE, 0)), tmp_path / "p.png")
    run = Gradient(((0.0, "paper"), (1.0, "ink")), (0.0, 0.5), (1.0, 0.5))
    panel = Shape("panel", WHOLE, fill="ink", gradient=run)
    left, middle, right = colours_at(
        pdf([panel, Picture("p", WHOLE, str(clear), "Glass")], tmp_path), (103, 100), (200, 100), (297, 100)
    )
    light, dark = value(PAPER, "paper"), value(PAPER, "ink")
    assert near(left, light, 9)
    assert near(middle, tuple((one + other) // 2 for one, other in zip(light, dark, strict=True)), 9)  # type: ignore[arg-type]
    assert near(right, dark, 9)


@pytest.mark.parametrize("tile", [0.5, 0.001, 0.000001])
def test_tiles_of_any_size_are_laid_side_by_side(tile: float, tmp_path: Path) -> None:
    red = saved(Image.new("RGB", (40, 20), RED), tmp_path / "p.png")
    seen = colours_at(
        pdf([Picture("p", WHOLE, str(red), "Tiles", look=Look(tile=(0, 0, tile, tile)))], tmp_path), LEFT, RIGHT
    )
    assert all(near(one, RED) for one in seen)


def test_half_a_colour_is_mixed_with_its_ground(tmp_path: Path) -> None:
    glass = saved(Image.new("RGBA", (40, 20), (0, 0, 0, 128)), tmp_path / "p.png")
    [seen] = colours_at(pdf([Picture("p", WHOLE, str(glass), "Smoke")], tmp_path), LEFT)
    assert near(seen, tuple(c * 127 // 255 for c in value(PAPER, "paper")))  # type: ignore[arg-type]


def images(path: Path) -> list[tuple[int, bytes]]:
    """The length of each image in a file, and its pixels."""
    with pikepdf.open(path) as file:
        found = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        return [(int(one.Length), one.read_bytes() if "/DecodeParms" in one else b"") for one in found]


def test_a_picture_shown_twice_stands_in_the_file_once(tmp_path: Path) -> None:
    path = str(saved(half("RGB"), tmp_path / "p.png"))
    twice = [Picture("a", WHOLE, path, "A flag"), Picture("b", Rect(0, 0, 40, 20), path, "A flag")]
    assert len(images(pdf(twice, tmp_path))) == 1


def test_two_pictures_of_the_same_pixels_in_other_rows_stay_apart(tmp_path: Path) -> None:
    items = [
        Picture(f"{w}", WHOLE, str(saved(Image.new("RGB", (w, h), RED), tmp_path / f"{w}.png")), "Red")
        for w, h in ((20, 40), (40, 20))
    ]
    assert len(images(pdf(items, tmp_path))) == 2


def test_a_jpeg_goes_in_as_it_is(tmp_path: Path) -> None:
    path = saved(half("RGB"), tmp_path / "p.jpg")
    made = pdf([Picture("p", WHOLE, str(path), "A flag")], tmp_path)
    assert path.read_bytes() in made.read_bytes()


def test_preflight_takes_pictures_of_every_kind(tmp_path: Path) -> None:
    kinds = {
        "rgb.png": half("RGB"), "see.png": half("RGBA", see_through=True), "grey.png": half("L"),
        "grey.jpg": half("L"), "rgb.jpg": half("RGB"), "press.jpg": half("RGB").convert("CMYK"),
        "palette.gif": half("RGB").convert("P"), "greysee.png": half("RGBA", see_through=True).convert("LA"),
    }  # fmt: skip
    made = [
        pdf([Picture("p", WHOLE, str(saved(image, tmp_path / name)), "A flag")], tmp_path, name=name)
        for name, image in kinds.items()
    ]
    assert dict(zip(kinds, judges.preflights(made), strict=True)) == {name: [] for name in kinds}
    assert all(judges.qpdf_check(path) == [] for path in made)


def test_a_picture_with_a_soft_edge_would_not_pass(tmp_path: Path) -> None:
    made = pdf([Picture("p", WHOLE, str(saved(half("RGB"), tmp_path / "p.png")), "A flag")], tmp_path)
    with pikepdf.open(made) as file:
        [image] = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        image.SMask = file.make_stream(
            bytes(800), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        file.save(tmp_path / "soft.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert judges.preflight(tmp_path / "soft.pdf")


def test_the_rows_are_packed_as_small_as_a_png(tmp_path: Path) -> None:
    slope = Image.linear_gradient("L").resize((400, 400)).convert("RGB")
    packed = saved(slope, tmp_path / "p.png").stat().st_size
    [(length, pixels)] = images(pdf([Picture("p", WHOLE, str(tmp_path / "p.png"), "A slope")], tmp_path))
    assert length < packed * 1.1
    assert pixels == slope.tobytes()


@pytest.mark.parametrize(("inner", "kinds"), [("", ["/Form"]), ('<text y="2">a</text>', ["/Image"])])
def test_a_drawing_of_plain_shapes_is_drawn_as_lines(inner: str, kinds: list[str], tmp_path: Path) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="2" height="2" fill="#cc3300"/>'
    (tmp_path / "a.svg").write_text(f"{head}{inner}</svg>", encoding="utf-8")
    flag = Picture("flag", WHOLE, str(tmp_path / "a.svg"), "A flag")
    made = pdf([flag], tmp_path)
    with pikepdf.open(made) as file:
        found = [str(one.Subtype) for one in file.objects if isinstance(one, pikepdf.Stream) and "/Subtype" in one]
    assert [kind for kind in found if kind in ("/Form", "/Image")] == kinds
    seen = colours_at(made, LEFT, RIGHT)
    assert near(seen[0], RED)
    assert near(seen[1], value(PAPER, "paper"))
    assert judges.preflight(made) == []
