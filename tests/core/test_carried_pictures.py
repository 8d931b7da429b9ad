"""What documents carry of a picture: upright, without a camera's data, in a kind that they know, not too fine."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefwright.core.carried_pictures import FINEST, carried, ink
from briefwright.core.picture_files import ORIENTATION, read_picture, size_of

LIMIT = 20_000_000
INCH = 72.0  # points


def painted(width: int = 60, height: int = 90) -> Image.Image:
    """A picture whose upper third is red and whose lower third is blue."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width, height // 3))
    image.paste("blue", (0, 2 * height // 3, width, height))
    return image


def saved(image: Image.Image, path: Path, **how: Any) -> str:
    image.save(path, **how)
    return str(path)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def near(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(colour, wanted, strict=True))


TURNS = {
    1: (), 2: ("FLIP_LEFT_RIGHT",), 3: ("ROTATE_180",), 4: ("FLIP_TOP_BOTTOM",), 5: ("TRANSPOSE",), 6: ("ROTATE_90",),
    7: ("TRANSVERSE",), 8: ("ROTATE_270",),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", TURNS)
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int, kind: str, tmp_path: Path) -> None:
    stored = painted()
    for turn in TURNS[orientation]:
        stored = stored.transpose(Image.Transpose[turn])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = saved(stored, tmp_path / "a", format=kind, exif=exif, **({"quality": 95} if kind != "TIFF" else {}))
    assert size_of(read_picture(path, LIMIT)) == (60, 90)
    made = opened(carried(path, INCH * 10))
    assert made.size == (60, 90)
    assert near(made.convert("RGB").getpixel((30, 5)), (255, 0, 0))
    assert near(made.convert("RGB").getpixel((30, 85)), (0, 0, 255))
    assert not made.getexif()


@pytest.mark.parametrize(("kind", "words"), [("JPEG", b"CANON"), ("PNG", b"CANON")])
def test_what_a_camera_wrote_goes_and_no_pixel_changes(kind: str, words: bytes, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x10F] = words.decode()
    path = saved(painted(), tmp_path / "a", format=kind, exif=exif)
    assert words in Path(path).read_bytes()
    made = carried(path, INCH)
    assert words not in made
    assert opened(made).tobytes() == opened(Path(path).read_bytes()).tobytes()


@pytest.mark.parametrize(
    ("kind", "mode", "made"),
    [
        ("WEBP", "RGB", "JPEG"), ("WEBP", "RGBA", "PNG"), ("AVIF", "RGB", "JPEG"), ("TIFF", "RGB", "PNG"),
        ("BMP", "RGB", "PNG"), ("JPEG", "CMYK", "JPEG"), ("TIFF", "CMYK", "PNG"), ("GIF", "P", "GIF"),
    ],
)  # fmt: skip
def test_a_kind_that_office_does_not_know_becomes_one_that_it_does(
    kind: str, mode: str, made: str, tmp_path: Path
) -> None:
    path = saved(painted().convert(mode), tmp_path / "a", format=kind)
    if mode == "RGBA":
        clear = Image.new("RGBA", (60, 90), (0, 0, 0, 0))
        path = saved(clear, tmp_path / "b", format=kind)
    image = opened(carried(path, INCH))
    assert (image.format, image.size) == (made, (60, 90))
    assert image.mode in ("RGB", "RGBA", "P")


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))


def test_a_photograph_is_no_finer_than_its_box_shows(tmp_path: Path) -> None:
    path = saved(noise(1200, 900), tmp_path / "a.jpg", quality=95)
    made = carried(path, INCH * 2)
    assert opened(made).size == (2 * FINEST, 330)
    assert len(made) < len(Path(path).read_bytes()) / 3
    assert opened(carried(path, INCH * 5)).size == (1200, 900)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    path, other = (saved(noise(900, 600), tmp_path / name, quality=90) for name in ("a.jpg", "b.jpg"))
    assert carried(path, INCH) == carried(other, INCH)


def test_the_ink_of_a_transparent_picture_is_what_is_opaque_in_it() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 40, 10))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert set(ink(out.getvalue())) == {"#000000"}
    out = io.BytesIO()
    painted().save(out, "PNG")
    assert ink(out.getvalue()) == ()
