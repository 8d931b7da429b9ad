"""Outside judges open the sample deck in every theme: two validators and LibreOffice."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests import judges


@pytest.fixture(scope="module")
def files(decks: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("decks")
    paths = {name: folder / f"{name}.pptx" for name in decks}
    for name, path in paths.items():
        path.write_bytes(decks[name])
    return paths


@pytest.mark.parametrize("name", ["paper", "night", "client"])
def test_both_validators_are_content(files: dict[str, Path], name: str) -> None:
    assert judges.openxml_audit(files[name]) == []
    assert judges.sdk_validator(files[name]) == []


def test_libreoffice_shows_every_slide_with_its_words(files: dict[str, Path], tmp_path: Path) -> None:
    pages = judges.pdf_text(judges.libreoffice_pdf(files["paper"], tmp_path))
    assert len(pages) == 6
    assert "Tongyi Qianwen 2.0" in pages[4]
    assert "CLIENT CONFIDENTIAL" in pages[3]


def test_libreoffice_shows_another_theme_s_colours_when_only_the_theme_part_is_changed(
    files: dict[str, Path], tmp_path: Path
) -> None:
    """Swapping the theme part turns the deck into the client's: nothing holds a colour of its own."""
    swapped = tmp_path / "swapped.pptx"
    part = "ppt/theme/theme1.xml"
    with (
        zipfile.ZipFile(files["paper"]) as old,
        zipfile.ZipFile(files["client"]) as other,
        zipfile.ZipFile(swapped, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, other.read(name) if name == part else old.read(name))
    document = pypdfium2.PdfDocument(judges.libreoffice_pdf(swapped, tmp_path))
    grounds = [document[index].render(scale=0.1).to_pil().convert("RGB").getpixel((90, 50)) for index in (1, 3)]
    document.close()
    for seen, wanted in zip(grounds, ((0xFB, 0xF8, 0xF2), (0x0B, 0x5D, 0x57)), strict=True):
        assert all(abs(a - b) <= 2 for a, b in zip(seen, wanted, strict=True))
