"""A PDF of ours is what its judges want; with one fault put into it, the judge that should catches it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests import judges
from tests.write.pdf.conftest import THEMES, structure

FOOTER = b"/Artifact <</Type/Pagination>> BDC"


def untouched(pdf: pikepdf.Pdf) -> None:
    """Nothing: that the file is written anew is no fault."""


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def later_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = profile.read_bytes()
    profile.write(data[:8] + b"\4\x40" + data[10:])


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).FontDescriptor.FontFile2


def other_widths(pdf: pikepdf.Pdf) -> None:
    widths = _font(pdf).W[1]
    _font(pdf).W[1] = Array([int(width) + 60 for width in widths])


def no_glyph_map(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).CIDToGIDMap


def no_glyph_set(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).FontDescriptor.CIDSet


def not_said_to_be_an_archive(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"<pdfaid:part>1</pdfaid:part>", b""))


def another_title_inside(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "Another title"


def another_date_inside(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.CreationDate = "D:20200101000000Z"


def schema_left_out(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    start, end = packet.index(b"<pdfaExtension:schemas>"), packet.index(b"</pdfaExtension:schemas>")
    pdf.Root.Metadata.write(packet[:start] + packet[end + len(b"</pdfaExtension:schemas>") :])


def see_through(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, ca=0.5))
    pdf.pages[0].contents_add(b"/G gs", prepend=True)


def ink_of_a_press(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC 0 1 0 0 k 10 10 5 5 re f EMC")


def starts_a_program(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="calculator")


def hidden_link(pdf: pikepdf.Pdf) -> None:
    next(note for page in pdf.pages for note in page.get("/Annots", [])).F = 2


PDFA = (
    no_output_intent, no_profile, later_profile, font_not_embedded, other_widths, no_glyph_map, no_glyph_set,
    not_said_to_be_an_archive, another_title_inside, another_date_inside, schema_left_out, see_through, ink_of_a_press,
    starts_a_program, hidden_link,
)  # fmt: skip


def figure_without_words(pdf: pikepdf.Pdf) -> None:
    del structure(pdf).all("Figure")[0].entries.Alt


def untagged_footer(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.contents_coalesce()
    source = page.Contents.read_bytes()
    at = source.index(FOOTER)
    end = source.index(b"EMC", at)
    page.Contents.write(source[:at] + source[at + len(FOOTER) : end] + source[end + 3 :])


def heading_skipped(pdf: pikepdf.Pdf) -> None:
    structure(pdf).all("H1")[1].entries.S = Name.H4


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def link_without_words(pdf: pikepdf.Pdf) -> None:
    del next(note for page in pdf.pages for note in page.get("/Annots", [])).Contents


def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


TAGS = (
    (figure_without_words, judges.pdfua), (untagged_footer, judges.pdfua), (no_language, judges.pdfua),
    (title_not_shown, judges.pdfua), (link_without_words, judges.pdfua), (not_marked, judges.pdfua),
    (heading_skipped, judges.outloud), (figure_without_words, judges.outloud), (untagged_footer, judges.outloud),
    (figure_without_words, judges.page_validation), (untagged_footer, judges.page_validation),
    (no_language, judges.page_validation), (not_marked, judges.page_validation),
)  # fmt: skip


def twin(fault: Callable[[pikepdf.Pdf], None], source: Path, folder: Path) -> Path:
    path = folder / f"{fault.__name__}.pdf"
    with pikepdf.open(source) as pdf:
        fault(pdf)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return path


@dataclass(frozen=True)
class Judged:
    """What Preflight says of the files as they are, and of each twin."""

    good: dict[str, list[str]]
    twins: dict[str, list[str]]


@pytest.fixture(scope="module")
def judged(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("twins")
    faults = (untouched, *PDFA)
    told = judges.preflights([*files.values(), *(twin(fault, files["paper"], folder) for fault in faults)])
    return Judged(
        dict(zip(files, told, strict=False)),
        dict(zip((fault.__name__ for fault in faults), told[len(files) :], strict=True)),
    )


@pytest.mark.parametrize("name", THEMES)
def test_preflight_is_content(name: str, judged: Judged) -> None:
    assert judged.good[name] == []


def test_preflight_is_content_with_a_copy(judged: Judged) -> None:
    assert judged.twins["untouched"] == []


@pytest.mark.parametrize("fault", PDFA, ids=lambda fault: fault.__name__)
def test_preflight_catches(fault: Callable[[pikepdf.Pdf], None], judged: Judged) -> None:
    assert judged.twins[fault.__name__]


@pytest.mark.parametrize(("fault", "judge"), TAGS, ids=lambda given: given.__name__)
def test_a_check_of_tags_catches(
    fault: Callable[[pikepdf.Pdf], None], judge: Callable[[Path], list[str]], files: dict[str, Path], tmp_path: Path
) -> None:
    assert judge(twin(untouched, files["paper"], tmp_path)) == []
    assert judge(twin(fault, files["paper"], tmp_path))
