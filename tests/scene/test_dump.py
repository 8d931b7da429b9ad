"""A scene as text: one line an item, styles where they change, lengths to a tenth of a point, the same every time."""

from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.scene.model import Page, Scene, Text
from briefwright.story.model import Piece, Words
from tests.scene.conftest import paragraph, scene
from tests.scene_dump import dump, dump_page

EXPECTED = """\
scene 960 x 540  "A brief"  en  2000-01-01
section "Players"  from page 1

layout content  on paper
  rule  tracker-line  48,16.5 to 912,16.5  stroke rule 0.5
  text  stamp  [856.5 48 55.5 12]  furniture  {9/12 bold muted}DRAFT
  placeholder  title  [48 48 790.5 60]  title  26/30 bold ink

layout section  on accent

page  1 p  layout content
  "The field is broad, but few models are general"
  text  bw:p/title  [48 48 790.5 60]  title  fills title  {26/30 bold ink}The field is broad, but few models are general
"""


def test_a_scene_reads_line_by_line(whole: Scene) -> None:
    assert dump(whole).startswith(EXPECTED)


def test_an_item_of_every_kind_has_its_line(whole: Scene) -> None:
    lines = dump(whole).splitlines()
    for line in (
        '  table  bw:p/table  [48 350 400 72]  columns 200 200  header rows 1  alt "A table"',
        "    row 36  stroke rule 0.5  {12/15 ink}Player │ {12/15 ink}Model",
        "  rule  bw:p/rule  48,150 to 912,150  stroke ink 1.5  arrow",
        '  shape  bw:p/ring  [880 400 20 20]  ellipse  stroke accent 3  alt "One of three"',
        '  group  bw:p/strip  [48 438 864 42]  alt "So what"',
        "    shape  bw:p/strip-ground  [48 438 864 42]  rect  fill tint",
        "    text  bw:p/strip-text  [60 450 840 18]  body  {14/18 ink}Treat them as fast followers.",
        "  notes  Say this.",
        "  notes  Then that.",
    ):
        assert line in lines


def test_lines_styles_and_markers_show_inside_a_text() -> None:
    said = Words((Piece("Confidence: "), Piece("high", bold=True), Piece(" for now."), Piece("[1]", cites=(1,))))
    text = Text("n", Rect(0, 0, 80, 54), (paragraph(said, width=80), paragraph("After", before=3)))
    (line,) = dump_page(Page("p", "content", "T", (text,))).splitlines()[2:]
    assert line == (
        "  text  n  [0 0 80 54]  body  {14/18 ink}Confidence: ⏎ {14/18 bold ink}high{14/18 ink} for ⏎ "
        "now.{9/18 muted raised}\u00a0[1] ¶ 3 below: {14/18 ink}After"
    )


def test_a_hair_below_a_tenth_is_no_change(whole: Scene) -> None:
    moved = tuple(
        replace(item, rect=item.rect.moved(0.004, -0.004)) if isinstance(item, Text) else item
        for item in whole.pages[0].items
    )
    assert dump(scene(replace(whole.pages[0], items=moved))) == dump(whole)
