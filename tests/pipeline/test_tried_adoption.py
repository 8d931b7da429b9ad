"""A client's file becomes a theme only when every form can be laid out in it; what had to be mended is said."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from briefwright.core.diagnostics import Refused
from briefwright.pipeline.deck import produce
from briefwright.pipeline.theme_check import check_theme
from briefwright.pipeline.trial import stories
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.adopt.layout_names import purpose_of
from briefwright.theme.read import read_theme
from tests import clients


def low_footers() -> clients.Parts:
    """Footers whose boxes are lower than a line."""
    return clients.edited(clients.usual(), [clients.MASTER, *clients.layouts(clients.usual())], _lower)


def _lower(text: str) -> str:
    holder = re.compile(r'(<p:sp>(?:(?!</p:sp>).)*?type="(?:sldNum|ftr|dt)".*?</p:sp>)', re.S)
    return holder.sub(lambda m: re.sub(r'(<a:ext cx="\d+" cy=")\d+"', r'\g<1>100000"', m[1]), text)


def in_use(*names: str, first: str) -> clients.Parts:
    """Sample slides on these layouts, after the first."""
    deck = Presentation()
    known = {layout.name: layout for layout in deck.slide_layouts}
    for name in (first, *names):
        slide = deck.slides.add_slide(known[name])
        if slide.shapes.title is not None:
            slide.shapes.title.text = name
    return clients.parts_of(clients.saved(deck))


def narrow_cover() -> clients.Parts:
    """A cover whose title has room for a few words."""
    deck = Presentation()
    title = deck.slide_layouts[0].placeholders[0]
    title.left, title.top, title.width, title.height = Pt(54), Pt(100), Pt(150), Pt(30)
    return clients.parts_of(clients.saved(deck))


def capitals() -> clients.Parts:
    """A master whose titles are capitals."""
    style = re.compile("(<p:titleStyle>.*?<a:defRPr)", re.S)
    return clients.edited(clients.usual(), [clients.MASTER], lambda text: style.sub(r'\1 cap="all"', text))


@pytest.fixture
def adopt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Path, str]]:
    """Adopts made parts; the theme's path and the report as one text."""
    monkeypatch.chdir(tmp_path)

    def adopted(parts: clients.Parts, **given) -> tuple[Path, str]:
        path, report = save_adopted(clients.written(parts, tmp_path / "acme.pptx"), **given)
        return path, "\n".join(map(str, report))

    return adopted


def layouts_of(path: Path) -> dict[str, str]:
    layouts = read_theme(path.stem).layouts
    return {role: getattr(layouts, role).name for role in ("title", "content", "section")}


@pytest.mark.parametrize("made", [low_footers, narrow_cover], ids=lambda made: made.__name__)
def test_what_the_client_drew_too_small_is_mended(made, adopt) -> None:
    path, _ = adopt(made())
    _, found = check_theme(path.stem, path.parent)
    assert [problem for problem in found if problem.code != "BW553"] == []


def test_the_larger_box_of_a_title_is_said(adopt) -> None:
    path, report = adopt(narrow_cover())
    assert read_theme(path.stem).layouts.title.place
    assert "the box of titles on the layout for title" in report


def test_the_client_s_own_use_goes_before_types(adopt) -> None:
    path, _ = adopt(in_use("Section Header", *["Title and Content"] * 3, first="Title Slide"))
    assert layouts_of(path) == {"title": "Title Slide", "content": "Title Only", "section": "Section Header"}


def test_a_layout_is_chosen_by_its_name_and_the_choice_stays(adopt) -> None:
    path, _ = adopt(clients.usual(), layouts={"content": "Title and Content"})
    assert layouts_of(path)["content"] == "Title and Content"
    adopt(clients.usual(), layouts={"section": "title only"})
    path.write_text(path.read_text().replace("layout: slideLayout6", "layout: slideLayout3"))
    path, _ = adopt(clients.usual())
    assert layouts_of(path)["section"] == "Section Header"


def test_a_layout_that_there_is_not_is_refused_with_those_that_there_are(adopt) -> None:
    with pytest.raises(Refused) as refused:
        adopt(clients.usual(), layouts={"content": "Nothing"})
    assert "Title and Content" in str(refused.value)


def test_titles_in_capitals_stay_so(adopt) -> None:
    path, _ = adopt(capitals())
    assert read_theme(path.stem).client.layouts["content"].placeholders["title"].caps


def test_gain_and_risk_are_green_and_red_in_office_s_own_colours(adopt) -> None:
    path, _ = adopt(clients.usual())
    colours = read_theme(path.stem).colours
    channels = {role: [int(colours[role][at : at + 2], 16) for at in (1, 3, 5)] for role in ("gain", "risk")}
    assert max(channels["gain"]) == channels["gain"][1]
    assert max(channels["risk"]) == channels["risk"][0]


def test_the_sheet_of_a_theme_shows_every_form(tmp_path: Path) -> None:
    files, _ = check_theme("paper", tmp_path)
    assert [path.suffix for path in files] == [".pdf", ".png"]
    assert all(path.stat().st_size > 10_000 for path in files)


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("Title Slide", "cover"), ("Titelfolie", "cover"), ("Diapositive de titre", "cover"),
        ("タイトル スライド", "cover"),
        ("标题幻灯片", "cover"), ("Title and Content", "content"), ("TITLE_AND_BODY", "content"), ("TITLE", "cover"),
        ("SECTION_HEADER", "section"), ("Abschnittsüberschrift", "section"), ("En-tête de section", "section"),
        ("节标题", "section"), ("Thank You and Contact Information", "closing"), ("Nur Titel", "content"),
        ("Leer", "special"), ("Slajd tytułowy", "cover"), ("Layout 7", ""), ("仅标题", "content"),
    ],
)  # fmt: skip
def test_a_name_says_what_a_layout_is_for(name: str, purpose: str) -> None:
    assert purpose_of(name) == purpose


def test_a_cover_whose_title_is_at_the_foot_of_the_page_has_its_subtitle_above_it(adopt) -> None:
    deck = Presentation()
    title, subtitle = list(deck.slide_layouts[0].placeholders)[:2]
    title.left, title.top, title.width, title.height = Pt(54), Pt(430), Pt(600), Pt(90)
    subtitle._element.getparent().remove(subtitle._element)
    for holder in list(deck.slide_layouts[0].placeholders)[1:]:
        holder._element.getparent().remove(holder._element)
    box = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_shape(1, Pt(0), Pt(0), Pt(720), Pt(420))
    deck.slide_layouts[0].shapes._spTree.append(box._element)
    path, report = adopt(clients.parts_of(clients.saved(deck)))
    assert layouts_of(path)["title"] == "Title Slide"
    assert "no room for its words" not in report


def test_text_stands_on_its_line_where_the_clients_defaults_lower_it(adopt, tmp_path: Path) -> None:
    lowered = clients.edited(
        clients.usual(),
        ["ppt/presentation.xml"],
        lambda text: re.sub(r"(<a:lvl1pPr\b.*?<a:defRPr)", r'\1 baseline="-25000"', text, count=1, flags=re.S),
    )
    path, _ = adopt(lowered)
    deck = tmp_path / "made.pptx"
    deck.write_bytes(produce(stories()[1], read_theme(path.stem), ["deck"]).files["deck.pptx"])
    boxes = [
        shape._element
        for slide in Presentation(str(deck)).slides
        for shape in slide.shapes
        if shape.has_text_frame and not shape.is_placeholder
    ]
    runs = [run for box in boxes for run in box.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")]
    assert runs
    assert {run.get("baseline") for run in runs} <= {"0", "30000"}
