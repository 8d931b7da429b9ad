"""Parts: an id for each relationship, the same one when it is asked for again."""

from briefwright.write.pptx.parts import RT, Part, relative


def test_a_part_refers_to_another_once() -> None:
    slide, layout = Part("/ppt/slides/slide1.xml", "slide"), Part("/ppt/slideLayouts/slideLayout1.xml", "layout")
    ids = [slide.relate_to(target, RT.SLIDE_LAYOUT) for target in (layout, "https://example.org", layout)]
    assert ids == ["rId1", "rId2", "rId1"]
    assert slide.relate_to(layout, RT.SLIDE) == "rId3"


def test_an_id_that_is_given_is_kept_and_not_given_again() -> None:
    part = Part("/ppt/presentation.xml", "main")
    part.relate_as("rId2", "https://example.org", RT.HYPERLINK)
    assert part.relate_to("https://example.com", RT.HYPERLINK) == "rId1"


def test_a_part_is_named_from_where_it_is_seen() -> None:
    assert relative("/ppt/slideLayouts/slideLayout1.xml", "/ppt/slides") == "../slideLayouts/slideLayout1.xml"
    assert relative("/ppt/slides/slide1.xml", "/ppt") == "slides/slide1.xml"
    assert relative("/docProps/app.xml", "/ppt/slides") == "../../docProps/app.xml"
